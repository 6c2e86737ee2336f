//! The one clock. An offset in the settings moves it: the demo's day is the sample's day, this year and the next.

use std::time::Instant;

use chrono::{DateTime, Duration, Utc};

/// Now, moved by `offset_seconds`.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(crate) fn now(offset_seconds: i64) -> DateTime<Utc> {
    let now = Utc::now();
    now.checked_add_signed(Duration::seconds(offset_seconds)).unwrap_or(now)
}

/// How long something takes, whatever the settings do to the clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timer(Instant);

impl Timer {
    /// Begins now.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Milliseconds since then, to the hundredth.
    pub(crate) fn milliseconds(self) -> f64 {
        (self.0.elapsed().as_secs_f64() * 100_000.0).round() / 100.0
    }
}
