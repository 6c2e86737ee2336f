//! Directories that are read live: where they are and as whom they are read. Passwords stand in files outside the database;
//! here stands where.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    schema::{Class, TX, Table, bool, doc, id, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

pub(crate) const TABLES: &[Table] = &[Table::new(
    "directory",
    Class::Revised,
    &["id"],
    &[
        id("id"),
        text("name"),
        text("url"),
        bool("starttls"),
        text("base"),
        text("bind_dn"),
        text("password_file"),
        text("ca_file").null(),
        word("dialect", &["ad", "openldap"]).null(),
        // Names of objects that every read must see.
        doc("canaries").null(),
        on("retired_on").null(),
        TX,
    ],
)
.unique(&[&["name"]])];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guards::create(manager, TABLES).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("directories are not taken back: restore a backup".into()))
    }
}
