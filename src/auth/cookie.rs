//! Cookies: read and written by hand, since there are three and each has one form.

/// Name of the session's cookie over TLS. The prefix makes browsers refuse it from another host or without TLS.
pub(crate) const SESSION: &str = "__Host-skydd";
/// Its name over plain HTTP, which is served on loopback only: not every browser takes a `Secure` cookie there.
pub(crate) const SESSION_PLAIN: &str = "skydd";
/// Name of the cookie with the reader's language.
pub(crate) const LANGUAGE: &str = "skydd-lang";
/// Name of the cookie with light or dark.
pub(crate) const THEME: &str = "skydd-theme";

/// Seconds that a choice of language or look is remembered: a year.
const YEAR: u32 = 31_536_000;

/// The name of the session's cookie.
pub(crate) const fn session_name(secure: bool) -> &'static str {
    if secure { SESSION } else { SESSION_PLAIN }
}

/// The value of a cookie in the `Cookie` headers of a request.
pub(crate) fn find<'a>(headers: impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    headers.flat_map(|it| it.split(';')).find_map(|it| {
        let (key, value) = it.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// The session's cookie: no script reads it, no other site's form sends it, and it goes when the browser is closed.
pub(crate) fn session(value: &str, secure: bool) -> String {
    let name = session_name(secure);
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

/// Takes the session's cookie away.
pub(crate) fn gone(secure: bool) -> String {
    format!("{}; Max-Age=0", session("", secure))
}

/// A cookie with a choice of the reader.
pub(crate) fn choice(name: &str, value: &str, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR}{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let headers = ["a=1; skydd=xx", "skydd-lang=en;skydd-theme=dark"];
        let find = |name| find(headers.into_iter(), name);
        assert_eq!(find("skydd"), Some("xx"));
        assert_eq!(find("skydd-theme"), Some("dark"));
        assert_eq!((find("kydd"), find("skydd-")), (None, None));
    }

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host() {
        assert_eq!(session("ab", true), "__Host-skydd=ab; Path=/; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(session("ab", false), "skydd=ab; Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(gone(true), "__Host-skydd=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    }
}
