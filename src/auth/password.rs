//! Passwords: argon2id with OWASP's floor, a few at a time.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use tokio::sync::Semaphore;

/// Passwords hashed at the same time: 19 MiB each. Fifty sign-ins at once would otherwise take a gigabyte.
const AT_ONCE: usize = 2;
/// KiB of memory, passes, lanes: OWASP's floor for argon2id.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Fewest characters of a password that somebody chose (ASVS 5, 6.2.1 asks for eight).
pub(crate) const SHORTEST: usize = 12;
/// Most bytes that are looked at: what is longer is no password.
pub(crate) const LONGEST: usize = 1024;

/// A password could not be hashed. For the log.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HashError {
    /// argon2 refused.
    #[error("argon2: {0}")]
    Argon(String),
    /// The thread ended before it answered.
    #[error("the hashing thread ended")]
    Ended(#[source] tokio::task::JoinError),
    /// The process is stopping.
    #[error("the process is stopping")]
    Stopping,
}

/// Hashes and checks, a few at a time, off the threads that serve.
#[derive(Debug, Clone)]
pub(crate) struct Hasher(Arc<Semaphore>);

impl Default for Hasher {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hasher {
    /// The hash of a password, in the PHC string format.
    pub(crate) async fn hash(&self, password: String) -> Result<String, HashError> {
        self.run(move || {
            argon()?
                .hash_password(password.as_bytes())
                .map(|it| it.to_string())
                .map_err(|it| HashError::Argon(it.to_string()))
        })
        .await
    }

    /// Whether `password` is the one behind `stored`. Without one it takes as long, so that a name is not given away.
    pub(crate) async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, HashError> {
        self.run(move || {
            let argon = argon()?;
            if password.len() > LONGEST {
                return Ok(false);
            }
            let Some(stored) = stored else {
                argon.hash_password(password.as_bytes()).map_err(|it| HashError::Argon(it.to_string()))?;
                return Ok(false);
            };
            let hash = PasswordHash::new(&stored).map_err(|it| HashError::Argon(it.to_string()))?;
            Ok(argon.verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let place = self.0.clone().acquire_owned().await.map_err(|_closed| HashError::Stopping)?;
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(place);
            answer
        });
        done.await.map_err(HashError::Ended)?
    }
}

fn argon() -> Result<Argon2<'static>, HashError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|it| HashError::Argon(it.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_by_its_hash_alone() {
        let hasher = Hasher::default();
        let hash = hasher.hash("korrekt häst batteri".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify("korrekt häst batteri".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!hasher.verify("korrekt hast batteri".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!hasher.verify("korrekt häst batteri".to_owned(), None).await.unwrap());
        assert!(!hasher.verify("x".repeat(LONGEST + 1), Some(hash)).await.unwrap());
    }
}
