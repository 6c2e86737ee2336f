//! The secret of a session: 32 random bytes in a cookie. The store has its hash, forms have a token made from it.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The secret of a session. It has no way to be printed but into its cookie.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Secret {
    /// Of 32 random bytes.
    pub(crate) const fn of(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// As the cookie has it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// As the cookie has it.
    pub(crate) fn reveal(&self) -> String {
        hex::encode(self.0)
    }

    /// What the store knows it by.
    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// What a form of this session carries, and no other page can know.
    pub(crate) fn form_token(&self) -> String {
        hex::encode(Sha256::new().chain_update(b"form").chain_update(self.0).finalize())
    }

    /// Whether a form came from a page of this session.
    pub(crate) fn is_form_token(&self, given: &str) -> bool {
        self.form_token().as_bytes().ct_eq(given.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_is_of_one_session_and_gives_nothing_away() {
        let (one, other) = (Secret::of([1; 32]), Secret::of([2; 32]));
        assert!(one.is_form_token(&one.form_token()) && !one.is_form_token(&other.form_token()));
        assert!(!one.is_form_token("") && !one.is_form_token(&one.reveal()));
        assert_eq!(Secret::parse(&one.reveal()), Some(one.clone()));
        assert_eq!(Secret::parse("zz"), None);
        assert_eq!(format!("{one:?}"), "…");
        assert_ne!(hex::encode(one.hash()), one.form_token());
    }
}
