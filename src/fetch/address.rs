//! Addresses of directory servers: `ldaps://host[:port]`, or `ldap://host[:port]` with StartTLS.

use std::fmt;

use domain::message::{Args, Explain};

/// Why an address cannot be used. `Scheme` is the message `fetch-address-scheme`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "fetch-address-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum AddressError {
    /// Neither `ldaps://` nor `ldap://`.
    #[error("{url} is no address of a directory")]
    Scheme { url: String },
    /// No host name, or characters that none has.
    #[error("no host in {url}")]
    Host { url: String },
    /// A port that is none.
    #[error("no port in {url}")]
    Port { url: String },
    /// More than host and port: a user, a path, a query. It may hold a secret, so it is not repeated.
    #[error("more than host and port")]
    More,
    /// `ldap://` without StartTLS: the password would cross the network for all to read.
    #[error("{url} without StartTLS")]
    PlainText { url: String },
    /// `ldaps://` with StartTLS: TLS within TLS.
    #[error("{url} with StartTLS")]
    Twice { url: String },
}

impl Explain for AddressError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        match self {
            Self::More => Args::new(),
            Self::Scheme { url }
            | Self::Host { url }
            | Self::Port { url }
            | Self::PlainText { url }
            | Self::Twice { url } => Args::new().with("url", url),
        }
    }
}

/// A server's address, under which nothing is sent without TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
    starttls: bool,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`AddressError`] where it is none, or would send a password without TLS.
    pub fn parse(url: &str, starttls: bool) -> Result<Self, AddressError> {
        let shown = || url.chars().take(200).collect::<String>();
        let lower = url.trim().to_ascii_lowercase();
        let (rest, is_tls) = match (lower.strip_prefix("ldaps://"), lower.strip_prefix("ldap://")) {
            (Some(rest), _) => (rest, true),
            (None, Some(rest)) => (rest, false),
            (None, None) if lower.contains('@') => return Err(AddressError::More),
            (None, None) => return Err(AddressError::Scheme { url: shown() }),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['@', '/', '?', '#']) {
            return Err(AddressError::More);
        }
        if rest.starts_with('[') {
            return Err(AddressError::Host { url: shown() });
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => {
                let port = port.parse().ok().filter(|it| *it != 0);
                (host, port.ok_or_else(|| AddressError::Port { url: shown() })?)
            }
            None => (rest, if is_tls { 636 } else { 389 }),
        };
        let is_host = |it: &str| {
            !it.is_empty()
                && it.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_'))
        };
        if !is_host(host) {
            return Err(AddressError::Host { url: shown() });
        }
        match (is_tls, starttls) {
            (false, false) => Err(AddressError::PlainText { url: shown() }),
            (true, true) => Err(AddressError::Twice { url: shown() }),
            _ => Ok(Self { host: host.to_owned(), port, starttls }),
        }
    }

    /// The host, by name or by number.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether TLS begins within LDAP.
    pub fn starttls(&self) -> bool {
        self.starttls
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.starttls { "ldap" } else { "ldaps" };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_under_which_tls_is_certain_are_taken() {
        for (url, starttls, expected) in [
            ("ldaps://dc1.kommun.test", false, "ldaps://dc1.kommun.test:636"),
            ("LDAPS://DC1:3269/", false, "ldaps://dc1:3269"),
            ("ldap://127.0.0.1", true, "ldap://127.0.0.1:389"),
            ("ldap://dc1", false, "fetch-address-plain-text"),
            ("ldaps://dc1", true, "fetch-address-twice"),
            ("ldapi:///run/ldapi", false, "fetch-address-scheme"),
            ("ldap:nohost", true, "fetch-address-scheme"),
            ("ldaps:///dc=x", false, "fetch-address-more"),
            ("ldaps://", false, "fetch-address-host"),
            ("ldaps://[::1]", false, "fetch-address-host"),
            ("ldaps://å.test", false, "fetch-address-host"),
            ("ldaps://dc1:0", false, "fetch-address-port"),
            ("ldaps://dc1:x", false, "fetch-address-port"),
            ("ldaps://anna:hemligt@dc1", false, "fetch-address-more"),
            ("ldaps://dc1/dc=t?cn", false, "fetch-address-more"),
        ] {
            let told = match Address::parse(url, starttls) {
                Ok(address) => address.to_string(),
                Err(error) => error.key().to_owned(),
            };
            assert_eq!(told, expected, "{url}");
        }
        let told = format!("{:?}", Address::parse("ldaps://anna:hemligt@dc1", false));
        assert!(!told.contains("hemligt"), "{told}");
    }
}
