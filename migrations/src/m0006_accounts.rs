//! Accounts of the tool: who may sign in, with what, in which roles, and the sessions that last.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    schema::{Class, TX, Table, at, bool, hash, id, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "app_user",
        Class::Working,
        &["id"],
        &[
            id("id"),
            word("kind", &["local"]),
            text("login"),
            text("display"),
            id("person_id").null().to("person(id)"),
            at("created_at"),
            at("closed_at").null(),
        ],
    )
    .unique(&[&["kind", "login"]]),
    Table::new(
        "credential",
        Class::Working,
        &["user_id"],
        // The secret is a hash in the PHC string format, which names its own parameters.
        &[id("user_id").to("app_user(id)"), word("kind", &["argon2id"]), text("secret"), at("changed_at")],
    ),
    Table::new(
        "role_grant",
        Class::Fact,
        &["user_id", "role", "tx"],
        &[
            id("user_id").to("app_user(id)"),
            word("role", &["administrator", "security", "it", "system_owner", "management"]),
            // None is the whole organisation.
            id("unit_id").null().to("unit(id)"),
            on("valid_on"),
            on("ends_on").null(),
            bool("gone"),
            TX,
        ],
    ),
    Table::new(
        "session",
        Class::Working,
        &["hash"],
        // Only the hash of the secret is here: who reads the database cannot take over a session.
        &[hash("hash"), id("user_id").to("app_user(id)"), at("created_at"), at("used_at"), at("ends_at")],
    )
    .index(&[&["user_id"], &["ends_at"]]),
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guards::create(manager, TABLES).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("accounts are not taken back: restore a backup".into()))
    }
}
