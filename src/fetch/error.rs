//! Why a read did not reach its end. None of these carries a password, and none is swallowed: each makes the run incomplete.

use domain::message::{Arg, Args, Explain};
use ldap3::LdapError;
use rustls::CertificateError;

/// Keys of what can be wrong with TLS, put into the sentence of [`FetchError::Tls`].
pub const TLS_KEYS: &[&str] =
    &["fetch-tls-issuer", "fetch-tls-expired", "fetch-tls-early", "fetch-tls-name", "fetch-tls-other"];

/// Why a read ended before its end. `Closed` is the message `fetch-closed`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "fetch-")]
#[expect(missing_docs, reason = "the fields are what the variant's sentence mentions")]
pub enum FetchError {
    /// The file of certificates holds none that can be used.
    #[error("no certificate in {file}")]
    Ca { file: String },
    /// This machine has no certificates of its own to trust.
    #[error("no certificates on this machine")]
    NoRoots,
    /// No name to sign in with: that would be anonymous.
    #[error("no name to sign in with")]
    NoName,
    /// No password: a server may take that for an anonymous sign-in that succeeded.
    #[error("no password")]
    NoPassword,
    /// The server cannot be reached.
    #[error("{host}:{port}: {why}")]
    Unreachable { host: String, port: u16, why: String },
    /// No connection within the deadline.
    #[error("{host}:{port}: no connection within {seconds} s")]
    ConnectTime { host: String, port: u16, seconds: u64 },
    /// The server's certificate, or TLS itself; `problem` is a message of its own.
    #[error("TLS with {host}: {problem} ({why})")]
    Tls { host: String, problem: &'static str, why: String },
    /// The server does not begin TLS.
    #[error("StartTLS refused: {code} {text}")]
    StartTls { code: u32, text: String },
    /// The sign-in was refused.
    #[error("sign-in refused: {code} {text}")]
    Bind { code: u32, text: String },
    /// The server took the sign-in for an anonymous one.
    #[error("the server takes us for anonymous")]
    Anonymous,
    /// The base cannot be read.
    #[error("{base} cannot be read: {code}")]
    Base { base: String, code: u32 },
    /// The server does not offer paging.
    #[error("no paging")]
    NoPaging,
    /// The server ignored the request for pages.
    #[error("paging was ignored")]
    PagingIgnored,
    /// The server gives pages without end.
    #[error("pages without end")]
    PagingLoop,
    /// A search ended otherwise than with success.
    #[error("search ended with {code} {text}")]
    Result { code: u32, text: String },
    /// The connection broke, or the server closed it.
    #[error("the connection broke: {why}")]
    Closed { why: String },
    /// Nothing came for too long.
    #[error("nothing for {seconds} s")]
    Stalled { seconds: u64 },
    /// The whole read took too long.
    #[error("not done within {minutes} min")]
    Deadline { minutes: u64 },
    /// More entries than are read.
    #[error("more than {limit} entries or values")]
    TooMany { limit: usize },
    /// More bytes than are read.
    #[error("more than {limit} bytes")]
    TooLarge { limit: usize },
    /// An answer that is none of LDAP's.
    #[error("an answer that is not understood: {why}")]
    Answer { why: String },
    /// A long group that changed while its members were read, time after time.
    #[error("{group} kept changing")]
    Unstable { group: String },
    /// An object that must be seen is not: something is hidden from the account.
    #[error("{dn} is not seen")]
    Canary { dn: String },
    /// A group that must have members shows none: they are hidden from the account.
    #[error("{dn} shows no members")]
    CanaryEmpty { dn: String },
}

impl Explain for FetchError {
    fn key(&self) -> &'static str {
        self.into()
    }

    fn args(&self) -> Args {
        let args = Args::new();
        match self {
            Self::NoRoots
            | Self::NoName
            | Self::NoPassword
            | Self::Anonymous
            | Self::NoPaging
            | Self::PagingIgnored
            | Self::PagingLoop => args,
            Self::Ca { file } => args.with("file", file),
            Self::Unreachable { host, port, why } => {
                args.with("host", host).with("port", port.to_string()).with("why", why)
            }
            Self::ConnectTime { host, port, seconds } => {
                args.with("host", host).with("port", port.to_string()).with("seconds", number(*seconds))
            }
            Self::Tls { host, problem, why } => {
                args.with("host", host).with("problem", Arg::Word(problem)).with("why", why)
            }
            Self::StartTls { code, text } | Self::Bind { code, text } | Self::Result { code, text } => {
                args.with("code", *code).with("text", text)
            }
            Self::Base { base, code } => args.with("base", base).with("code", *code),
            Self::Closed { why } | Self::Answer { why } => args.with("why", why),
            Self::Stalled { seconds } => args.with("seconds", number(*seconds)),
            Self::Deadline { minutes } => args.with("minutes", number(*minutes)),
            Self::TooMany { limit } | Self::TooLarge { limit } => args.with("limit", *limit),
            Self::Unstable { group } => args.with("group", group),
            Self::Canary { dn } | Self::CanaryEmpty { dn } => args.with("dn", dn),
        }
    }
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// What the server says, shortened: it is shown, and may be anything.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 300;
    text.trim_end_matches('\0').chars().take(LONGEST).collect()
}

/// What the library says while a connection is in use.
pub(crate) fn of(error: &LdapError, stall: std::time::Duration) -> FetchError {
    match error {
        LdapError::Timeout { .. } => FetchError::Stalled { seconds: stall.as_secs() },
        LdapError::LdapResult { result } => {
            FetchError::Result { code: result.rc, text: shortened(&result.text) }
        }
        LdapError::DecodingUTF8 | LdapError::FilterParsing => FetchError::Answer { why: error.to_string() },
        other => FetchError::Closed { why: shortened(&other.to_string()) },
    }
}

/// What the library says while a connection is being made.
pub(crate) fn of_connect(error: &LdapError, host: &str, port: u16, limit: std::time::Duration) -> FetchError {
    let host = host.to_owned();
    match error {
        LdapError::Timeout { .. } => FetchError::ConnectTime { host, port, seconds: limit.as_secs() },
        LdapError::LdapResult { result } => {
            FetchError::StartTls { code: result.rc, text: shortened(&result.text) }
        }
        LdapError::Io { source } => {
            let inner = source.get_ref().and_then(|it| it.downcast_ref::<rustls::Error>());
            match inner {
                Some(tls) => FetchError::Tls { host, problem: problem(tls), why: tls.to_string() },
                None => FetchError::Unreachable { host, port, why: source.to_string() },
            }
        }
        other => FetchError::Unreachable { host, port, why: shortened(&other.to_string()) },
    }
}

fn problem(error: &rustls::Error) -> &'static str {
    let rustls::Error::InvalidCertificate(error) = error else { return "fetch-tls-other" };
    match error {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => "fetch-tls-issuer",
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "fetch-tls-expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => "fetch-tls-early",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "fetch-tls-name"
        }
        _ => "fetch-tls-other",
    }
}
