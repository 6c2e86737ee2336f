//! Reading and verifying the audit log.

use domain::permission::Action;
use store::{Logged, Verification};

use super::{ctx::Ctx, refusal::Refusal};

/// Checks the chain, and with `deep` the rows that its entries wrote.
pub(crate) async fn verify(ctx: &Ctx, deep: bool) -> Result<Verification, Refusal> {
    let permit = ctx.may(Action::AuditVerify)?;
    Ok(ctx.store.read(&permit).await?.verify_audit(deep).await?)
}

/// Entries before `before`, or the last ones, latest first.
pub(crate) async fn read(ctx: &Ctx, before: Option<i64>, limit: usize) -> Result<Vec<Logged>, Refusal> {
    let permit = ctx.may(Action::AuditVerify)?;
    Ok(ctx.store.read(&permit).await?.audit_entries(before, limit).await?)
}
