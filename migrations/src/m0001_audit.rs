//! The spine: the audit log first, since every `tx` points there; settings, blobs, the dictionary of flags.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    schema::{Class, TX, Table, at, big, bytes, doc, hash, id, int, num, text},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "audit",
        Class::Event,
        &["seq"],
        &[
            big("seq"),
            int("form"),
            at("at"),
            text("actor_kind"),
            id("actor_id"),
            text("via"),
            text("action"),
            text("object_kind").null(),
            id("object_id").null(),
            id("request_id").null(),
            hash("detail_hash"),
            hash("prev"),
            hash("hash"),
        ],
    )
    // One entry can follow another only once: a fork of the chain is refused.
    .unique(&[&["prev"], &["hash"]])
    .index(&[&["at"]]),
    Table::new("audit_head", Class::Working, &["id"], &[int("id"), big("seq"), hash("hash"), at("at")])
        .checks(&["CHECK (id = 1)"]),
    Table::new(
        "audit_detail",
        Class::Personal,
        &["seq"],
        &[
            big("seq").to("audit(seq)"),
            bytes("salt").null(),
            doc("body").null(),
            big("erased_tx").null().to("audit(seq)"),
        ],
    )
    .redaction(&["salt", "body"], "erased_tx"),
    Table::new(
        "touch",
        Class::Event,
        &["object", "seq", "kind"],
        &[id("object"), big("seq").to("audit(seq)"), text("kind")],
    )
    .index(&[&["seq"]]),
    Table::new(
        "blob",
        Class::Observation,
        &["hash"],
        // Without a body, the bytes are a file of the data folder, named by the hash.
        &[hash("hash"), big("size_bytes"), text("media"), bytes("body").null()],
    ),
    Table::new("setting", Class::Revised, &["key"], &[text("key"), doc("doc"), TX]),
    Table::new("flag", Class::Working, &["bit"], &[num("bit"), text("code")]).unique(&[&["code"]]),
    Table::new("schema_meta", Class::Working, &["id"], &[int("id"), int("version"), int("readable_from")])
        .checks(&["CHECK (id = 1)"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        if backend == sea_orm_migration::sea_orm::DbBackend::Postgres {
            guards::run(manager, &[guards::refuse_function()]).await?;
        }
        guards::create(manager, TABLES).await?;
        let zero = match backend {
            sea_orm_migration::sea_orm::DbBackend::Postgres => "decode(repeat('00', 32), 'hex')",
            _ => "zeroblob(32)",
        };
        let mut sql = vec![
            format!("INSERT INTO audit_head (id, seq, hash, at) VALUES (1, 0, {zero}, 0)"),
            "INSERT INTO schema_meta (id, version, readable_from) VALUES (1, 0, 0)".to_owned(),
            guards::guard(
                "audit_head",
                "only_next",
                "UPDATE",
                Some("NEW.seq <> OLD.seq + 1 OR NEW.at < OLD.at"),
                backend,
            ),
            guards::guard("audit_head", "no_delete", "DELETE", None, backend),
            guards::guard("audit_head", "no_second", "INSERT", None, backend),
        ];
        if backend == sea_orm_migration::sea_orm::DbBackend::Postgres {
            sql.push("CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION skydd_refuse()".to_owned());
        }
        guards::run(manager, &sql).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("the audit log is not taken back: restore a backup".into()))
    }
}
