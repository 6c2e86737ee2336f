//! Classification: models, versions per asset, overrides of needs.
//!
//! A stop level cannot be stored, whatever the code does: a level refers to the model's own row of it, where `stop`
//! must be 0.

use sea_orm_migration::{
    prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager},
    sea_orm::DbBackend,
};

use crate::{
    guards,
    schema::{Class, TX, Table, bool, bytes, doc, hash, id, int, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "model",
        Class::Fact,
        &["id"],
        &[id("id"), text("code"), int("version"), doc("doc"), hash("doc_hash"), on("valid_on"), bool("gone"), TX],
    )
    .unique(&[&["code", "version"]]),
    Table::new(
        "model_level",
        Class::Fact,
        &["model_id", "dim", "level"],
        &[
            id("model_id").to("model(id)"),
            int("dim"),
            int("level"),
            int("stop"),
            text("dimension"),
            // The level as documents write it, in JSON: 3 or "high".
            doc("code"),
            text("word"),
            TX,
        ],
    )
    .unique(&[&["model_id", "dim", "level", "stop"]])
    .checks(&["CHECK (stop IN (0, 1))"]),
    Table::new(
        "classification",
        Class::Fact,
        &["id"],
        &[
            id("id"),
            id("asset_id").to("asset(id)"),
            id("model_id").to("model(id)"),
            // Place among the versions written with the same entry: 0 is the one in force.
            int("place"),
            word("state", &["draft", "proposed", "approved", "special"]),
            word("origin", &["tool", "import"]),
            on("valid_on").null(),
            bytes("levels").null(),
            bytes("salt").null(),
            doc("doc").null(),
            hash("doc_hash").null(),
            id("proposal_id").null(),
            id("proposed_by").null().to("person(id)"),
            id("decided_by").null().to("person(id)"),
            id("decision_id").null(),
            on("review_on").null(),
            id("special_owner_id").null().to("person(id)"),
            on("special_on").null(),
            TX,
            id_tx("redacted_tx"),
        ],
    )
    .checks(&[
        "CHECK (state <> 'approved' OR (decided_by IS NOT NULL AND (origin = 'import' OR
           (proposed_by IS NOT NULL AND decided_by <> proposed_by))))",
        "CHECK (state <> 'special' OR (levels IS NULL AND doc IS NULL AND salt IS NULL AND
           special_owner_id IS NOT NULL AND special_on IS NOT NULL))",
        "CHECK (state = 'special' OR (special_owner_id IS NULL AND special_on IS NULL AND levels IS NOT NULL))",
    ])
    .index(&[&["asset_id", "tx"]])
    .redaction(&["salt", "doc"], "redacted_tx"),
    Table::new(
        "classification_level",
        Class::Fact,
        &["classification_id", "dim"],
        &[id("classification_id").to("classification(id)"), id("model_id"), int("dim"), int("level"), int("stop"), TX],
    )
    .checks(&[
        "CHECK (stop = 0)",
        "FOREIGN KEY (model_id, dim, level, stop) REFERENCES model_level (model_id, dim, level, stop)",
    ]),
    Table::new(
        "need_override",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            id("system_id").to("system(id)"),
            id("model_id"),
            int("dim"),
            int("level"),
            int("stop"),
            word("direction", &["raise", "lower"]),
            word("reason", &["cumulation", "distribution", "manual"]),
            bytes("salt").null(),
            doc("doc").null(),
            hash("doc_hash"),
            id("decided_by").null().to("person(id)"),
            on("from_on"),
            on("review_on").null(),
            on("retired_on").null(),
            on("valid_on"),
            TX,
            id_tx("redacted_tx"),
        ],
    )
    .checks(&[
        "CHECK (stop = 0)",
        "CHECK (reason <> 'cumulation' OR direction = 'raise')",
        "CHECK (reason <> 'distribution' OR direction = 'lower')",
        "FOREIGN KEY (model_id, dim, level, stop) REFERENCES model_level (model_id, dim, level, stop)",
    ])
    .index(&[&["code"]])
    .redaction(&["salt", "doc"], "redacted_tx"),
];

/// The entry that decided an erasure; empty until then.
pub(crate) const fn id_tx(name: &'static str) -> crate::schema::Column {
    crate::schema::big(name).null().to("audit(seq)")
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        guards::create(manager, TABLES).await?;
        // The bytes and the rows say the same: a level that differs from its byte is refused.
        let agrees = match backend {
            DbBackend::Postgres => "get_byte(c.levels, NEW.dim) = NEW.level",
            _ => "hex(substr(c.levels, NEW.dim + 1, 1)) = printf('%02X', NEW.level)",
        };
        let when = format!(
            "NOT EXISTS (SELECT 1 FROM classification c WHERE c.id = NEW.classification_id
               AND c.model_id = NEW.model_id AND length(c.levels) > NEW.dim AND {agrees})"
        );
        let sql = guards::guard_by_query("classification_level", "agrees", "INSERT", &when, backend);
        guards::run(manager, &sql).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("classifications are not taken back: restore a backup".into()))
    }
}
