//! Verifying the audit log.

use domain::permission::Action;
use store::Verification;

use super::{ctx::Ctx, refusal::Refusal};

/// Checks the chain, and with `deep` the rows that its entries wrote.
pub(crate) async fn verify(ctx: &Ctx, deep: bool) -> Result<Verification, Refusal> {
    let permit = ctx.may(Action::AuditVerify)?;
    Ok(ctx.store.read(&permit).await?.verify_audit(deep).await?)
}
