//! Identifiers and salts: the one place that makes them up.

use chrono::{DateTime, Utc};
use rand::{Rng, seq::IndexedRandom};
use uuid::{Builder, Uuid};

/// A new identifier: `UUIDv7` of `now`, so that identifiers sort by time and a moved clock moves them too.
pub(crate) fn id(now: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    let mut random = [0; 10];
    rand::rng().fill_bytes(&mut random);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Sixteen random bytes: the salt of a commitment.
pub(crate) fn salt() -> [u8; 16] {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// Thirty-two random bytes: a key.
pub(crate) fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A password: four groups of five signs, without those that are taken for each other. 97 bits.
pub(crate) fn password() -> String {
    const SIGNS: &[u8; 29] = b"abcdefghjkmnpqrstuvwxyz234679";
    const GROUPS: usize = 4;
    const EACH: usize = 5;
    let mut random = rand::rng();
    let mut sign = || char::from(*SIGNS.choose(&mut random).unwrap_or(&b'a'));
    let group = |_| (0..EACH).map(|_| sign()).collect::<String>();
    (0..GROUPS).map(group).collect::<Vec<_>>().join("-")
}
