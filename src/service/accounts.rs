//! Accounts: the local administrator for now. People get theirs from the directory in a later capability.

use domain::{
    message::Message,
    permission::{Action, Role},
};
use store::{Entry, NewAccount};

use super::{
    ctx::Ctx,
    mint,
    refusal::{Refusal, read_file},
};
use crate::auth::password::{LONGEST, SHORTEST};

/// The name that the local administrator signs in with.
pub(crate) const ADMINISTRATOR: &str = "admin";

/// A password that somebody chose, or one that was made and is shown once.
pub(crate) enum Chosen {
    Given(String),
    Made,
}

impl Chosen {
    /// The first line of a file, or a made one where there is no file.
    pub(crate) fn from_file(path: Option<&std::path::Path>) -> Result<Self, Refusal> {
        let Some(path) = path else { return Ok(Self::Made) };
        let text = String::from_utf8_lossy(&read_file(path)?).into_owned();
        let password = text.lines().next().unwrap_or_default().to_owned();
        if password.chars().count() < SHORTEST || password.len() > LONGEST {
            let message = Message::new("account-password-length")
                .with("path", path.display().to_string())
                .with("shortest", SHORTEST);
            return Err(Refusal::told(message));
        }
        Ok(Self::Given(password))
    }
}

/// Makes the local administrator. Gives the password where it was made here.
pub(crate) async fn create_administrator(ctx: &Ctx, chosen: Chosen) -> Result<Option<String>, Refusal> {
    let (password, shown) = reveal(chosen);
    create(ctx, ADMINISTRATOR, &text::word(ctx.lang, "account-administrator"), password, Role::Administrator)
        .await?;
    Ok(shown)
}

/// Makes an account with a role.
pub(crate) async fn create(
    ctx: &Ctx,
    login: &str,
    display: &str,
    password: String,
    role: Role,
) -> Result<(), Refusal> {
    let permit = ctx.may(Action::AccountManage)?;
    let secret = ctx.gate.hasher.hash(password).await?;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    write.add_account(&NewAccount { login, display, secret: &secret, role }).await?;
    let role: &str = role.into();
    write.commit(Entry::new("account-create").with("role", role)).await?;
    Ok(())
}

/// Makes the local administrator where there is none. Gives the password where it was made here.
pub(crate) async fn ensure_administrator(ctx: &Ctx) -> Result<Option<String>, Refusal> {
    if ctx.store.account(ADMINISTRATOR, ctx.today()).await?.is_some() {
        return Ok(None);
    }
    create_administrator(ctx, Chosen::Made).await
}

/// Gives the local administrator another password and ends its sessions; makes it where there is none. Gives the
/// password where it was made here.
pub(crate) async fn reset_administrator(ctx: &Ctx, chosen: Chosen) -> Result<Option<String>, Refusal> {
    let permit = ctx.may(Action::AccountManage)?;
    let Some(account) = ctx.store.account(ADMINISTRATOR, ctx.today()).await? else {
        return create_administrator(ctx, chosen).await;
    };
    let (password, shown) = reveal(chosen);
    let secret = ctx.gate.hasher.hash(password).await?;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    write.set_secret(account.id, &secret).await?;
    write.commit(Entry::new("account-password")).await?;
    Ok(shown)
}

fn reveal(chosen: Chosen) -> (String, Option<String>) {
    match chosen {
        Chosen::Given(password) => (password, None),
        Chosen::Made => {
            let password = mint::password();
            (password.clone(), Some(password))
        }
    }
}
