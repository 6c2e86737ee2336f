//! Who may do what: one table, pure and total. A new action does not compile without a row.
//!
//! Only [`decide`] makes a [`Permit`], and only a permit opens the store.

use serde::{Deserialize, Serialize};

use crate::id::ActorId;

/// Roles in the tool. People get them in a later capability; on the command line there is the local administrator.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Somebody who has not signed in.
    Nobody,
    /// Runs the tool: the local administrator, who holds what the security group does too.
    Administrator,
    /// The security group: assesses needs, decides exceptions.
    Security,
    /// IT: verifies technical controls and access.
    It,
    /// Systemägare: reviews access.
    SystemOwner,
    /// Management and the nämnd: read reports.
    Management,
}

/// What can be done.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Read the register, needs and requirements.
    InventoryRead,
    /// Change the register by import.
    InventoryImport,
    /// Take the whole register out.
    InventoryExport,
    /// Propose a classification.
    ClassificationPropose,
    /// Approve a classification: decides the protection need.
    ClassificationApprove,
    /// Record evidence.
    EvidenceRecord,
    /// Read verdicts and posture.
    PostureRead,
    /// Read a directory and judge access.
    AccessCheck,
    /// Say where a directory is and as whom it is read.
    DirectoryConfigure,
    /// See names of people with protected identity (OSL 21:3).
    ProtectedRead,
    /// Write reports.
    ReportWrite,
    /// Read and verify the audit log.
    AuditVerify,
    /// Make accounts and give them roles.
    AccountManage,
    /// Sign in and out.
    SignIn,
    /// Create the organisation's database.
    Initialise,
}

/// The table.
pub const fn allows(role: Role, action: Action) -> bool {
    use Role::{Administrator, It, Nobody, Security};
    match action {
        Action::InventoryRead => !matches!(role, Nobody),
        Action::PostureRead => !matches!(role, Nobody),
        Action::InventoryImport => matches!(role, Administrator | Security),
        Action::InventoryExport => matches!(role, Administrator | Security),
        Action::ClassificationPropose => matches!(role, Security | Role::SystemOwner | Administrator),
        Action::ClassificationApprove => matches!(role, Security | Administrator),
        Action::EvidenceRecord => matches!(role, Security | It | Role::SystemOwner | Administrator),
        Action::AccessCheck => matches!(role, Security | It | Administrator),
        Action::DirectoryConfigure => matches!(role, Administrator),
        Action::ProtectedRead => false,
        Action::ReportWrite => matches!(role, Security | Role::Management | Administrator),
        Action::AuditVerify => matches!(role, Administrator | Security),
        Action::AccountManage => matches!(role, Administrator),
        Action::SignIn => true,
        Action::Initialise => matches!(role, Administrator),
    }
}

/// How far a permit reaches. Every query takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Nothing: answers as if there were nothing.
    Nothing,
    /// The whole organisation.
    All,
}

/// Who acts, through what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Identity.
    pub id: ActorId,
    /// Role.
    pub role: Role,
    /// `cli`, later `session`, `token`, `job`.
    pub via: &'static str,
}

/// Leave to do one thing, as far as its scope reaches. Made by [`decide`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    actor: Actor,
    action: Action,
    scope: Scope,
}

impl Permit {
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// What may be done.
    pub fn action(&self) -> Action {
        self.action
    }
    /// How far it reaches.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

/// The actor may not do that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{role:?} may not {action:?}")]
pub struct Denied {
    /// Role of the actor.
    pub role: Role,
    /// What was asked for.
    pub action: Action,
}

/// Decides whether `actor` may do `action`.
///
/// # Errors
/// [`Denied`] where the table says no.
pub fn decide(actor: &Actor, action: Action) -> Result<Permit, Denied> {
    if allows(actor.role, action) {
        Ok(Permit { actor: actor.clone(), action, scope: Scope::All })
    } else {
        Err(Denied { role: actor.role, action })
    }
}
