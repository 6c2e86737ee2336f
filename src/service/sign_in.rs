//! Signing in and out: who is asking, proved by a password, kept as a session.

use std::{net::IpAddr, sync::Arc};

use chrono::TimeDelta;
use domain::{
    message::Message,
    permission::{Action, Actor},
};
use store::{Account, Entry, NewSession};

use super::{ctx::Ctx, mint, refusal::Refusal};
use crate::auth::{Gate, token::Secret};

/// How an actor of a session acts.
pub(crate) const VIA: &str = "session";

/// Seconds between two notes that a session was used.
const NOTED_EVERY: i64 = 60;

/// What somebody typed.
pub(crate) struct Typed {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) address: Option<IpAddr>,
    /// The session that the browser had before: it ends here, so that a planted one is worth nothing.
    pub(crate) before: Option<Secret>,
}

/// Somebody who has signed in.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) actor: Actor,
    pub(crate) display: String,
    pub(crate) secret: Secret,
}

/// Begins a session, or says no without saying what was wrong.
pub(crate) async fn sign_in(ctx: &Ctx, typed: Typed) -> Result<Secret, Refusal> {
    let gate: Arc<Gate> = ctx.gate.clone();
    let login = typed.login.trim().to_lowercase();
    let account_key = format!("account:{login}");
    let keys: Vec<String> =
        typed.address.map(|it| format!("address:{it}")).into_iter().chain([account_key.clone()]).collect();
    if let Some(seconds) = gate.backoff(|it| it.wait(&keys, ctx.now)) {
        return Err(Refusal::told(Message::new("sign-in-wait").with("seconds", seconds)));
    }
    let account = ctx.store.account(&login, ctx.today()).await?;
    let stored = account.as_ref().map(|it| it.secret.clone());
    let right = gate.hasher.verify(typed.password, stored).await?;
    let known = account.and_then(|it| Some((it.role?, it)));
    match known {
        Some((role, account)) if right => {
            gate.backoff(|it| it.proved(&account_key));
            let actor = Actor { id: account.id, role, via: VIA };
            begin(ctx, &actor, typed.before.as_ref()).await
        }
        known => {
            gate.backoff(|it| it.failed(&keys, ctx.now));
            // The name is not repeated: now and then it is a password, typed in the wrong field.
            tracing::warn!(known = known.is_some(), "sign-in failed");
            if let Some((role, account)) = known {
                note_failure(ctx, role, &account).await?;
            }
            Err(Refusal::told(Message::new("sign-in-wrong")))
        }
    }
}

async fn begin(ctx: &Ctx, actor: &Actor, before: Option<&Secret>) -> Result<Secret, Refusal> {
    let secret = Secret::of(mint::secret());
    let permit = domain::permission::decide(actor, Action::SignIn)?;
    let mut write = ctx.store.write(permit, ctx.stamp()).await?;
    if let Some(before) = before {
        write.end_session(before.hash()).await?;
    }
    let ends = ctx.now + TimeDelta::hours(ctx.settings.session_hours);
    write.begin_session(&NewSession { hash: secret.hash(), user: actor.id, ends }).await?;
    write.commit(Entry::new("sign-in")).await?;
    Ok(secret)
}

async fn note_failure(ctx: &Ctx, role: domain::permission::Role, account: &Account) -> Result<(), Refusal> {
    let permit = domain::permission::decide(&Actor { id: account.id, role, via: VIA }, Action::SignIn)?;
    ctx.store.write(permit, ctx.stamp()).await?.commit(Entry::new("sign-in-failed")).await?;
    Ok(())
}

/// Whose session a secret opens; none where it has ended, or was not used for too long.
pub(crate) async fn recognise(ctx: &Ctx, secret: Secret) -> Result<Option<Signed>, Refusal> {
    let hash = secret.hash();
    let Some(session) = ctx.store.session(hash, ctx.now, ctx.today()).await? else { return Ok(None) };
    let idle = ctx.now - session.used;
    if idle > TimeDelta::minutes(ctx.settings.session_idle_minutes) {
        return Ok(None);
    }
    if idle.num_seconds() >= NOTED_EVERY {
        ctx.store.session_used(hash, ctx.now).await?;
    }
    let actor = Actor { id: session.user, role: session.role, via: VIA };
    Ok(Some(Signed { actor, display: session.display, secret }))
}

/// Ends a session.
pub(crate) async fn sign_out(ctx: &Ctx, secret: &Secret) -> Result<(), Refusal> {
    let mut write = ctx.store.write(ctx.may(Action::SignIn)?, ctx.stamp()).await?;
    if write.end_session(secret.hash()).await? {
        write.commit(Entry::new("sign-out")).await?;
    }
    Ok(())
}
