//! Why access could not be judged.

use crate::message::{Args, Explain};

/// Why a check gives no answer at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "access-")]
pub enum AccessError {
    /// The groups are nested in so many ways that judging them would take longer than allowed.
    #[error("more than {budget} memberships to look at")]
    OverBudget {
        /// Memberships that may be looked at.
        budget: u64,
    },
}

impl Explain for AccessError {
    fn key(&self) -> &'static str {
        self.into()
    }
    fn args(&self) -> Args {
        match self {
            Self::OverBudget { budget } => {
                Args::new().with("budget", i64::try_from(*budget).unwrap_or(i64::MAX))
            }
        }
    }
}
