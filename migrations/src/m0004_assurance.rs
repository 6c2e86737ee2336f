//! Assurance: versions of the catalogue, names of requirements, proof as one stream, evidence, reports.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    m0003_classification::id_tx,
    schema::{Class, TX, Table, at, big, bool, bytes, doc, hash, id, int, num, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

const SCOPES: &[&str] = &["organisation", "unit", "supplier", "platform", "system", "information", "site"];

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "catalogue_version",
        Class::Fact,
        &["id"],
        // The manifest names each file and the blob of its text, so that an old day is derived with the old catalogue.
        &[id("id"), hash("hash"), doc("manifest"), text("origin"), on("valid_on"), TX],
    )
    .unique(&[&["hash"]]),
    Table::new("control", Class::Working, &["num"], &[num("num"), text("code")]).unique(&[&["code"]]),
    Table::new(
        "req_key",
        Class::Working,
        &["num"],
        &[
            num("num"),
            num("control_num").to("control(num)"),
            word("scope_kind", SCOPES),
            // The organisation has no object of its own: its id is all zeros, so that the key stays unique.
            id("scope_id"),
            text("method"),
        ],
    )
    .unique(&[&["scope_id", "control_num", "method"]]),
    Table::new(
        "evidence",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            on("observed_on"),
            id("observer_id").null().to("person(id)"),
            big("minutes").null(),
            word("status", &["met", "partly", "gap", "na"]),
            text("method"),
            word("state", &["submitted", "accepted", "returned"]),
            bytes("salt").null(),
            doc("doc").null(),
            hash("doc_hash"),
            id("validator_id").null().to("person(id)"),
            on("retired_on").null(),
            on("valid_on"),
            TX,
            id_tx("redacted_tx"),
        ],
    )
    .checks(&[
        "CHECK (validator_id IS NULL OR observer_id IS NULL OR validator_id <> observer_id)",
        "CHECK ((state = 'accepted') = (validator_id IS NOT NULL))",
    ])
    .index(&[&["code"]])
    .redaction(&["salt", "doc"], "redacted_tx"),
    Table::new(
        "evidence_req",
        Class::Fact,
        &["evidence_id", "tx", "req_num"],
        &[id("evidence_id"), num("req_num").to("req_key(num)"), TX],
    ),
    Table::new(
        "evidence_blob",
        Class::Fact,
        &["evidence_id", "tx", "hash"],
        // No reference to `blob`: a register that is taken over names files that it does not carry.
        &[id("evidence_id"), hash("hash"), TX],
    ),
    Table::new(
        "proof",
        Class::Observation,
        &["req_num", "at", "tx", "place"],
        &[
            num("req_num").to("req_key(num)"),
            at("at"),
            // Orders proofs of one instant that one entry wrote.
            int("place"),
            word("status", &["met", "partly", "gap", "na", "error"]),
            id("evidence_id").null(),
            num("run_num").null(),
            int("engine"),
            TX,
        ],
    ),
    Table::new(
        "report",
        Class::Fact,
        &["id"],
        &[
            id("id"),
            text("kind"),
            doc("scope"),
            on("as_of_on"),
            big("known_tx"),
            int("engine"),
            hash("catalogue_hash"),
            text("lang"),
            word("edition", &["secret", "public"]),
            hash("model_hash").to("blob(hash)"),
            bool("published"),
            TX,
        ],
    )
    .index(&[&["as_of_on"]]),
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guards::create(manager, TABLES).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("evidence is not taken back: restore a backup".into()))
    }
}
