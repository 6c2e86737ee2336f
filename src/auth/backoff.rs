//! Back-off: after a few failures, an account and an address must wait, longer each time.
//!
//! It is kept in memory: a restart forgets it, and an attacker cannot cause one.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

/// Failures that cost nothing but the hashing.
const FREE: u32 = 5;
/// Longest wait, in seconds: a quarter of an hour.
const LONGEST: i64 = 900;
/// After this many seconds without a failure it is forgotten.
const FORGOTTEN: i64 = 3600;
/// Most accounts and addresses that are remembered; beyond that the oldest go first.
const REMEMBERED: usize = 10_000;

/// Failures of accounts and addresses.
#[derive(Debug, Default)]
pub(crate) struct Backoff(BTreeMap<String, Record>);

#[derive(Debug, Clone, Copy)]
struct Record {
    failures: u32,
    last: DateTime<Utc>,
}

impl Record {
    fn until(&self) -> DateTime<Utc> {
        let over = self.failures.saturating_sub(FREE);
        let seconds = if over == 0 { 0 } else { 1_i64.checked_shl(over).unwrap_or(LONGEST).min(LONGEST) };
        self.last + TimeDelta::seconds(seconds)
    }
}

impl Backoff {
    /// Whole seconds that any of `keys` has to wait still.
    pub(crate) fn wait(&self, keys: &[String], now: DateTime<Utc>) -> Option<i64> {
        let left =
            keys.iter().filter_map(|it| self.0.get(it)).map(|it| (it.until() - now).num_milliseconds());
        left.max().filter(|it| *it > 0).map(|it| (it + 999) / 1000)
    }

    /// Notes a failure of each of `keys`.
    pub(crate) fn failed(&mut self, keys: &[String], now: DateTime<Utc>) {
        self.0.retain(|_, it| (now - it.last).num_seconds() < FORGOTTEN);
        for key in keys {
            let record = self.0.entry(key.clone()).or_insert(Record { failures: 0, last: now });
            *record = Record { failures: record.failures.saturating_add(1), last: now };
        }
        while self.0.len() > REMEMBERED {
            let oldest = self.0.iter().min_by_key(|it| it.1.last).map(|it| it.0.clone());
            let Some(oldest) = oldest else { break };
            self.0.remove(&oldest);
        }
    }

    /// Somebody proved who they are: the account starts anew. The address does not, or one good account would clear
    /// the way to guess others.
    pub(crate) fn proved(&mut self, key: &str) {
        self.0.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_beyond_the_fifth_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let now = DateTime::UNIX_EPOCH;
        let keys = ["konto:a".to_owned(), "adress:1".to_owned()];
        let mut backoff = Backoff::default();
        let mut waits = vec![];
        for _ in 0..18 {
            backoff.failed(&keys, now);
            waits.push(backoff.wait(&keys, now).unwrap_or(0));
        }
        assert_eq!(waits, [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
        assert_eq!(backoff.wait(&keys, now + TimeDelta::seconds(899)), Some(1));
        assert_eq!(backoff.wait(&keys, now + TimeDelta::seconds(900)), None);
        backoff.proved("konto:a");
        assert_eq!(backoff.wait(&keys[..1], now), None);
        assert_eq!(backoff.wait(&keys[1..], now), Some(900), "the address still waits");
    }

    #[test]
    fn an_attacker_with_many_names_does_not_fill_the_memory() {
        let mut backoff = Backoff::default();
        for number in 0..REMEMBERED + 50 {
            let now = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(i64::try_from(number).unwrap());
            backoff.failed(&[format!("konto:{number}")], now);
        }
        assert_eq!(backoff.0.len(), REMEMBERED);
        assert!(!backoff.0.contains_key("konto:0"));
    }
}
