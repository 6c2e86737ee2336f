//! Accounts and sessions: who is asking.
//!
//! Two questions come before any permit, since they decide who will have one: which account a name is
//! ([`Store::account`]), and whose session a secret opens ([`Store::session`]). Everything that changes goes through
//! [`Write`] with its entry, save the time at which a session was last used.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{id::ActorId, permission::Role};
use uuid::Uuid;

use crate::{
    Store, StoreError, Write,
    sql::{self, Columns, row},
};

/// An account that can sign in.
#[derive(Clone)]
pub struct Account {
    /// Who it is in the audit log.
    pub id: ActorId,
    /// The name that is typed.
    pub login: String,
    /// The name that is shown.
    pub display: String,
    /// Hash of the password, in the PHC string format.
    pub secret: String,
    /// What it may do; none where it has no role that holds today.
    pub role: Option<Role>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither name nor hash belongs in a log.
        f.debug_struct("Account").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

/// An account to be made.
pub struct NewAccount<'a> {
    /// The name that is typed, in lower case.
    pub login: &'a str,
    /// The name that is shown.
    pub display: &'a str,
    /// Hash of the password, in the PHC string format.
    pub secret: &'a str,
    /// What it may do.
    pub role: Role,
}

impl std::fmt::Debug for NewAccount<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount").field("role", &self.role).finish_non_exhaustive()
    }
}

/// A session to be begun.
#[derive(Debug, Clone, Copy)]
pub struct NewSession {
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// Whose it is.
    pub user: ActorId,
    /// When it ends, used or not.
    pub ends: DateTime<Utc>,
}

/// A session that has not ended, with whose it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose it is.
    pub user: ActorId,
    /// The name that is shown.
    pub display: String,
    /// What the account may do.
    pub role: Role,
    /// When it began.
    pub created: DateTime<Utc>,
    /// When it was last used, to about a minute.
    pub used: DateTime<Utc>,
}

/// The role of a user on a day, of the grant that was written last.
const ROLE: &str = "(SELECT g.role FROM role_grant g WHERE g.user_id = u.id AND g.valid_on <= $2
    AND (g.ends_on IS NULL OR g.ends_on >= $2) AND NOT g.gone
    AND NOT EXISTS (SELECT 1 FROM role_grant l WHERE l.user_id = g.user_id AND l.role = g.role AND l.tx > g.tx)
    ORDER BY g.tx DESC LIMIT 1)";

impl Store {
    /// The open account called `login`.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn account(&self, login: &str, day: NaiveDate) -> Result<Option<Account>, StoreError> {
        let sql = format!(
            "SELECT u.id, u.login, u.display, c.secret, {ROLE} FROM app_user u JOIN credential c ON c.user_id = u.id
             WHERE u.kind = 'local' AND u.login = $1 AND u.closed_at IS NULL"
        );
        let found = sql::one(&self.read, sql, [login.into(), sql::days(day).into()]).await?;
        let Some(row) = found else { return Ok(None) };
        let mut it = Columns::of(&row);
        Ok(Some(Account {
            id: ActorId(it.take()?),
            login: it.take()?,
            display: it.take()?,
            secret: it.take()?,
            role: it.word_or_none()?,
        }))
    }

    /// The session whose secret has this hash, where it has not ended and its account is open and has a role.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub async fn session(
        &self,
        hash: [u8; 32],
        now: DateTime<Utc>,
        day: NaiveDate,
    ) -> Result<Option<Session>, StoreError> {
        let sql = format!(
            "SELECT u.id, u.display, {ROLE}, s.created_at, s.used_at FROM session s JOIN app_user u ON u.id = s.user_id
             WHERE s.hash = $1 AND s.ends_at > $3 AND u.closed_at IS NULL"
        );
        let values = [hash.to_vec().into(), sql::days(day).into(), now.timestamp_millis().into()];
        let Some(row) = sql::one(&self.read, sql, values).await? else { return Ok(None) };
        let mut it = Columns::of(&row);
        let (user, display, role) = (ActorId(it.take()?), it.take()?, it.word_or_none()?);
        let Some(role) = role else { return Ok(None) };
        let (created, used) = (sql::instant(it.take()?)?, sql::instant(it.take()?)?);
        Ok(Some(Session { user, display, role, created, used }))
    }

    /// Notes that a session was used. It is no fact and has no entry.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be noted.
    pub async fn session_used(&self, hash: [u8; 32], now: DateTime<Utc>) -> Result<(), StoreError> {
        let values = [now.timestamp_millis().into(), hash.to_vec().into()];
        sql::run(&self.write, "UPDATE session SET used_at = $1 WHERE hash = $2", values).await?;
        Ok(())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError`] where it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sql::one(&self.read, "SELECT seq FROM audit_head WHERE id = 1", []).await?;
        Ok(())
    }
}

impl Write {
    /// Makes an account with a role over the whole organisation from today.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where the name is taken.
    pub async fn add_account(&mut self, new: &NewAccount<'_>) -> Result<ActorId, StoreError> {
        let (id, now, day, tx) = (self.mint(), self.stamp.now, self.stamp.day, self.tx);
        let role: &str = new.role.into();
        let user = row![id, "local", new.login, new.display, None::<Uuid>, now, None::<DateTime<Utc>>];
        self.insert("app_user", vec![user]).await?;
        self.insert("credential", vec![row![id, "argon2id", new.secret, now]]).await?;
        let grant = row![id, role, None::<Uuid>, day, None::<NaiveDate>, false, tx];
        self.insert("role_grant", vec![grant]).await?;
        Ok(ActorId(id))
    }

    /// Gives an account a new password and ends all its sessions.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn set_secret(&mut self, user: ActorId, secret: &str) -> Result<(), StoreError> {
        self.update("credential", vec![row![user.0, "argon2id", secret, self.stamp.now]]).await?;
        sql::run(&self.db, "DELETE FROM session WHERE user_id = $1", [user.0.into()]).await?;
        Ok(())
    }

    /// Begins a session, and forgets those that have ended.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn begin_session(&mut self, new: &NewSession) -> Result<(), StoreError> {
        let now = self.stamp.now;
        sql::run(&self.db, "DELETE FROM session WHERE ends_at <= $1", [now.timestamp_millis().into()])
            .await?;
        self.insert("session", vec![row![new.hash, new.user.0, now, now, new.ends]]).await
    }

    /// Ends a session; whether there was one.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be ended.
    pub async fn end_session(&mut self, hash: [u8; 32]) -> Result<bool, StoreError> {
        let ended = sql::run(&self.db, "DELETE FROM session WHERE hash = $1", [hash.to_vec().into()]).await?;
        Ok(ended > 0)
    }
}
