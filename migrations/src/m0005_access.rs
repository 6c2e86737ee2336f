//! Directory and access: sources and their runs, what is kept of a read, rights and rules, findings with their events.
//!
//! Names and DNs stand in `dir_label` alone. A finding is closed by a proven run or by evidence, never by a file.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    m0003_classification::id_tx,
    schema::{Class, Column, TX, Table, at, bool, bytes, doc, hash, id, int, num, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

const COMPLETENESS: &[&str] = &["proven", "stated", "incomplete"];

/// What a directory calls its objects: latest only.
const DIR_LABEL: &[Column] = &[
    num("num").to("dir_object(num)"),
    text("stable"),
    text("dn"),
    text("norm"),
    text("name").null(),
    doc("attributes").null(),
];

/// What an HR file calls people, by row: latest file of each source only.
const HR_LABEL: &[Column] = &[
    num("source_num").to("source(num)"),
    num("place"),
    text("name"),
    text("email").null(),
    doc("attributes").null(),
];

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "source",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            word("kind", &["ldif", "hr", "classification"]),
            text("name").null(),
            word("dialect", &["ad", "openldap"]).null(),
            // Everything else that the source states; no secrets.
            doc("config").null(),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]]),
    Table::new(
        "run_open",
        Class::Working,
        &["num"],
        &[num("num"), num("source_num").to("source(num)"), at("started_at"), at("lease_until").null()],
    ),
    Table::new(
        "run",
        Class::Observation,
        &["num"],
        &[
            num("num").to("run_open(num)"),
            at("at"),
            at("ended_at"),
            word("completeness", COMPLETENESS),
            doc("facts"),
            hash("content_hash"),
            hash("stored_hash"),
            TX,
        ],
    )
    .unique(&[&["num", "completeness"]])
    .index(&[&["at"]]),
    Table::new(
        "run_input",
        Class::Observation,
        &["run_num", "input_run_num"],
        &[num("run_num").to("run(num)"), num("input_run_num").to("run(num)"), TX],
    ),
    Table::new(
        "dir_object",
        Class::Observation,
        &["num"],
        &[
            num("num"),
            id("id"),
            num("source_num").to("source(num)"),
            text("kind"),
            // SHA-256 of the stable key: an entry without a stable identifier of its own is known by its DN.
            hash("stable_key"),
            num("first_run").to("run_open(num)"),
        ],
    )
    .unique(&[&["id"], &["source_num", "stable_key"]]),
    Table::new("dir_label", Class::Personal, &["num"], DIR_LABEL),
    Table::new("protected_dir_label", Class::Personal, &["num"], DIR_LABEL),
    Table::new("hr_label", Class::Personal, &["source_num", "place"], HR_LABEL),
    Table::new("protected_hr_label", Class::Personal, &["source_num", "place"], HR_LABEL),
    Table::new(
        "snapshot_part",
        Class::Observation,
        &["run_num", "part"],
        &[num("run_num").to("run_open(num)"), text("part"), num("base_run_num").null(), hash("hash").to("blob(hash)")],
    ),
    Table::new(
        "access_right",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            id("system_id").to("system(id)"),
            text("code"),
            text("name"),
            bool("privileged"),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]])
    .index(&[&["system_id"]]),
    Table::new(
        "access_grant",
        Class::Revised,
        &["right_id", "place"],
        &[
            id("right_id").to("access_right(id)"),
            int("place"),
            word("kind", &["group"]),
            text("value"),
            id("source_id").null().to("source(id)"),
            bool("live"),
            TX,
        ],
    ),
    Table::new(
        "access_rule",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            id("system_id").to("system(id)"),
            bytes("salt").null(),
            doc("doc").null(),
            hash("doc_hash"),
            on("retired_on").null(),
            on("valid_on"),
            TX,
            id_tx("redacted_tx"),
        ],
    )
    .index(&[&["code"]])
    .redaction(&["salt", "doc"], "redacted_tx"),
    Table::new(
        "ground",
        Class::Fact,
        &["rule_id", "valid_on", "tx"],
        &[
            id("rule_id"),
            bytes("salt").null(),
            doc("doc").null(),
            hash("doc_hash").null(),
            id("decided_by").null().to("person(id)"),
            on("decided_on").null(),
            on("review_on").null(),
            bool("gone"),
            on("valid_on"),
            TX,
            id_tx("redacted_tx"),
        ],
    )
    .checks(&["CHECK (gone = (decided_by IS NULL))"])
    .redaction(&["salt", "doc"], "redacted_tx"),
    Table::new(
        "access_conflict",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            id("left_id").to("access_right(id)"),
            id("right_id").to("access_right(id)"),
            text("reason").null(),
            on("retired_on").null(),
            on("valid_on"),
            TX,
        ],
    )
    .checks(&["CHECK (left_id <> right_id)"])
    .index(&[&["code"]]),
    Table::new(
        "finding",
        Class::Working,
        &["id"],
        &[
            id("id"),
            hash("key"),
            text("kind"),
            id("system_id").null().to("system(id)"),
            id("unit_id").null().to("unit(id)"),
            id("right_id").null().to("access_right(id)"),
            num("account_num").null().to("dir_object(num)"),
            text("severity"),
            word("state", &["open", "ordered", "closed", "accepted"]),
            at("first_at"),
            at("last_at"),
            num("last_run").to("run_open(num)"),
            TX,
        ],
    )
    .unique(&[&["key"]])
    .index(&[&["state"], &["system_id", "state"], &["unit_id", "state"]]),
    Table::new(
        "finding_event",
        Class::Event,
        &["finding_id", "tx", "kind"],
        &[
            id("finding_id").to("finding(id)"),
            word(
                "kind",
                &["first_seen", "seen", "ordered", "withdrawn", "closed", "regressed", "accepted", "severity", "owner"],
            ),
            num("run_num").null(),
            word("completeness", COMPLETENESS).null(),
            id("evidence_id").null(),
            doc("doc").null(),
            TX,
        ],
    )
    .checks(&[
        "FOREIGN KEY (run_num, completeness) REFERENCES run (num, completeness) DEFERRABLE INITIALLY DEFERRED",
        "CHECK (kind <> 'closed' OR evidence_id IS NOT NULL OR
           (run_num IS NOT NULL AND completeness IS NOT NULL AND completeness = 'proven'))",
    ]),
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        guards::create(manager, TABLES).await?;
        // The head says closed only where an event, which has its own check, says so with the same entry.
        let when = "NEW.state = 'closed' AND NOT EXISTS
            (SELECT 1 FROM finding_event e WHERE e.finding_id = NEW.id AND e.tx = NEW.tx AND e.kind = 'closed')";
        let mut sql = Vec::new();
        for event in ["INSERT", "UPDATE"] {
            let name = format!("closed_by_event_{}", event.to_lowercase());
            sql.extend(guards::guard_by_query("finding", &name, event, when, backend));
        }
        guards::run(manager, &sql).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("runs and findings are not taken back: restore a backup".into()))
    }
}
