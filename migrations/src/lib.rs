//! The schema, one step after the other, for SQLite and PostgreSQL alike.
//!
//!     m0001_audit … m0007_live ──► Table (columns, class) ──► DDL ── guards ──► triggers
//!
//! A table is described once ([`Table`]); its definition for either database, its history and its guards follow from
//! the description and from its class. Steps go forward only. The store runs all pending ones in one transaction
//! under a lock, since the migrator takes none.
//!
//! Invariants, held by tests of `store`:
//! - every table belongs to exactly one [`Class`], and what is not in [`tables`] is not in the database;
//! - the guards of each class refuse an attack on both databases.

use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};

mod guards;
mod m0001_audit;
mod m0002_inventory;
mod m0003_classification;
mod m0004_assurance;
mod m0005_access;
mod m0006_accounts;
mod m0007_live;
mod schema;

pub use guards::REFUSED;
pub use schema::{Class, Column, Kind, Table};

/// Version of the schema that this program writes: the number of steps.
pub const VERSION: i32 = 7;
/// The oldest program version that can read what this one writes (expand, then contract).
pub const READABLE_FROM: i32 = 1;

/// All steps, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_audit::Step),
            Box::new(m0002_inventory::Step),
            Box::new(m0003_classification::Step),
            Box::new(m0004_assurance::Step),
            Box::new(m0005_access::Step),
            Box::new(m0006_accounts::Step),
            Box::new(m0007_live::Step),
        ]
    }
}

/// Every table that exists after the last step, what is referred to before what refers to it.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [
        m0001_audit::TABLES,
        m0002_inventory::TABLES,
        m0003_classification::TABLES,
        m0004_assurance::TABLES,
        m0005_access::TABLES,
        m0006_accounts::TABLES,
        m0007_live::TABLES,
    ]
    .into_iter()
    .flatten()
}

/// The table called `name`.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().find(|it| it.name == name)
}
