//! A connection that is signed in: TLS first, then the name and the password, then the proof that the server knows us.

use std::{fmt, time::Duration};

use domain::access::snapshot::Dialect;
use ldap3::{Ldap, LdapConnAsync, LdapConnSettings, exop::WhoAmI};
use zeroize::Zeroizing;

use crate::{
    Address, FetchError, Roots,
    error::{of, of_connect, shortened},
};

/// A password, which nothing prints and which is wiped when it is no longer needed.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The first line of a file, without its end.
    ///
    /// # Errors
    /// [`FetchError::NoPassword`] where it is empty.
    pub fn of_file(bytes: Vec<u8>) -> Result<Self, FetchError> {
        let bytes = Zeroizing::new(bytes);
        let text = std::str::from_utf8(&bytes).map_err(|_not_text| FetchError::NoPassword)?;
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            return Err(FetchError::NoPassword);
        }
        Ok(Self(Zeroizing::new(line.to_owned())))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

/// What bounds a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection to be made, TLS included.
    pub connect: Duration,
    /// Without any answer.
    pub stall: Duration,
    /// For the whole read.
    pub whole: Duration,
    /// Most entries, and forty times as many values.
    pub entries: usize,
    /// Most bytes of content.
    pub bytes: usize,
    /// Entries per page.
    pub page: i32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            stall: Duration::from_secs(20),
            whole: Duration::from_mins(15),
            entries: 2_000_000,
            bytes: 2 << 30,
            page: 1_000,
        }
    }
}

/// What is to be read, and as whom.
#[derive(Debug, Clone)]
pub struct Target {
    /// The server.
    pub address: Address,
    /// Whom to trust.
    pub roots: Roots,
    /// The part of the tree.
    pub base: String,
    /// Name to sign in with.
    pub bind_dn: String,
    /// Its password.
    pub password: Password,
    /// Dialect, where it is stated.
    pub dialect: Option<Dialect>,
    /// Names of objects that every read must see; one that is a group must show members.
    pub canaries: Vec<String>,
    /// Bounds.
    pub limits: Limits,
}

impl Target {
    /// What the library says while a connection is in use.
    pub(crate) fn broke(&self, error: &ldap3::LdapError) -> FetchError {
        of(error, self.limits.stall)
    }
}

/// Connects, signs in, does `work` and leaves. The connection is not used for anything else.
pub(crate) async fn with<T>(
    target: &Target,
    work: impl AsyncFnOnce(Ldap) -> Result<T, FetchError>,
) -> Result<T, FetchError> {
    let address = &target.address;
    if target.bind_dn.trim().is_empty() {
        return Err(FetchError::NoName);
    }
    let settings = LdapConnSettings::new()
        .set_conn_timeout(target.limits.connect)
        .set_starttls(address.starttls())
        .set_config(target.roots.config());
    let (connection, mut ldap) = LdapConnAsync::with_settings(settings, &address.to_string())
        .await
        .map_err(|it| of_connect(&it, address.host(), address.port(), target.limits.connect))?;
    let work = async {
        sign_in(target, &mut ldap).await?;
        let mut leaving = ldap.clone();
        let out = work(ldap).await?;
        // What was asked for is here: a server that does not take the farewell changes nothing.
        if let Err(error) = leaving.with_timeout(target.limits.stall).unbind().await {
            tracing::debug!(%error, "unbind");
        }
        Ok(out)
    };
    tokio::pin!(work);
    tokio::select! {
        biased;
        out = &mut work => out,
        driven = connection.drive() => {
            // The connection is gone, and with it every channel: the work ends at once, with all that came before.
            let out = work.await;
            match (out, driven) {
                (Err(FetchError::Closed { .. }), Err(error)) => Err(target.broke(&error)),
                (out, _) => out,
            }
        }
    }
}

async fn sign_in(target: &Target, ldap: &mut Ldap) -> Result<(), FetchError> {
    let result = ldap
        .with_timeout(target.limits.stall)
        .simple_bind(&target.bind_dn, &target.password.0)
        .await
        .map_err(|it| target.broke(&it))?;
    if result.rc != 0 {
        return Err(FetchError::Bind { code: result.rc, text: shortened(&result.text) });
    }
    Ok(())
}

/// Whether the server, where it can tell, knows us by a name.
pub(crate) async fn is_known(target: &Target, ldap: &mut Ldap) -> Result<(), FetchError> {
    let answer =
        ldap.with_timeout(target.limits.stall).extended(WhoAmI).await.map_err(|it| target.broke(&it))?;
    match (answer.1.rc, answer.0.val) {
        (0, Some(name)) if !name.is_empty() => Ok(()),
        (0, _) => Err(FetchError::Anonymous),
        // A server that does not tell: what it lets us read is the proof.
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_first_line_and_is_never_shown() {
        let password = Password::of_file(b"hemligt\r\nmer".to_vec()).unwrap();
        assert_eq!(*password.0, "hemligt");
        assert!(!format!("{password:?}").contains("hemligt"));
        for empty in ["", "\n", "\nhemligt"] {
            let told = Password::of_file(empty.as_bytes().to_vec()).map(|_| ()).unwrap_err();
            assert_eq!(told, FetchError::NoPassword, "{empty:?}");
        }
    }
}
