//! The one clock. An offset in the settings moves it: the demo's day is the sample's day, this year and the next.

use chrono::{DateTime, Duration, Utc};

/// Now, moved by `offset_seconds`.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(crate) fn now(offset_seconds: i64) -> DateTime<Utc> {
    let now = Utc::now();
    now.checked_add_signed(Duration::seconds(offset_seconds)).unwrap_or(now)
}
