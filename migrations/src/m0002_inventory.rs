//! The register: organisation, people, suppliers, systems, information assets and what joins them.
//!
//! Names, numbers and titles of people stand in the two label tables alone; all else holds the person's id.

use sea_orm_migration::prelude::{DbErr, DeriveMigrationName, MigrationTrait, SchemaManager};

use crate::{
    guards,
    schema::{Class, Column, TX, Table, big, bool, doc, hash, id, int, num, on, text, word},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Step;

const HOSTING: &[&str] = &["on_prem", "saas", "paas", "iaas", "hybrid"];

const LABEL: &[Column] = &[
    id("person_id").to("person(id)"),
    text("display"),
    text("number").null(),
    text("email").null(),
    id("unit_id").null().to("unit(id)"),
    text("title").null(),
];

pub(crate) const TABLES: &[Table] = &[
    Table::new(
        "unit",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            text("name_en").null(),
            word("kind", &["board", "administration", "department", "company", "external"]),
            id("parent_id").null().to("unit(id)"),
            // Segments of fixed width from the top (`0003.0012.`): a subtree is a range of one index.
            text("path"),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"], &["path"]])
    .checks(&["CHECK (parent_id IS NULL OR parent_id <> id)"]),
    Table::new(
        "person",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            // None for a person whom only a rule names, by number.
            text("code").null(),
            word("kind", &["employee", "elected", "external"]),
            bool("protected"),
            on("ended_on").null(),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]]),
    Table::new("person_label", Class::Personal, &["person_id"], LABEL),
    Table::new("protected_label", Class::Personal, &["person_id"], LABEL),
    Table::new(
        "person_key",
        Class::Personal,
        &["kind", "hash"],
        &[text("kind"), hash("hash"), id("person_id").to("person(id)")],
    )
    .index(&[&["person_id"]]),
    Table::new(
        "supplier",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            text("org_number").null(),
            id("unit_id").null().to("unit(id)"),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]]),
    Table::new(
        "platform",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            word("hosting", HOSTING).null(),
            id("unit_id").null().to("unit(id)"),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]]),
    Table::new(
        "site",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            id("unit_id").null().to("unit(id)"),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]]),
    Table::new(
        "system",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            text("name_en").null(),
            id("unit_id").to("unit(id)"),
            id("supplier_id").null().to("supplier(id)"),
            id("platform_id").null().to("platform(id)"),
            word("hosting", HOSTING).null(),
            big("flags"),
            bool("vital"),
            word("lifecycle", &["planned", "in_use", "closing", "closed"]),
            word("own_accounts", &["yes", "no", "unknown"]),
            on("replaced_on").null(),
            text("note").null(),
            // Only what the columns cannot hold: the order of flags where it is not that of the words.
            doc("doc").null(),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]])
    .index(&[&["unit_id"]]),
    Table::new(
        "system_site",
        Class::Revised,
        &["system_id", "site_id"],
        &[id("system_id").to("system(id)"), id("site_id").to("site(id)"), int("place"), bool("live"), TX],
    ),
    Table::new(
        "role_holder",
        Class::Fact,
        &["scope_id", "role", "deputy", "valid_on", "tx"],
        &[
            word("scope_kind", &["system"]),
            id("scope_id"),
            word("role", &["owner", "manager", "administrator"]),
            bool("deputy"),
            on("valid_on"),
            id("person_id").null().to("person(id)"),
            bool("gone"),
            TX,
        ],
    )
    .checks(&["CHECK (gone = (person_id IS NULL))"])
    .index(&[&["person_id"]]),
    Table::new(
        "contract",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            id("supplier_id").to("supplier(id)"),
            word("kind", &["contract", "processor_agreement", "sub_processor"]),
            text("reference").null(),
            doc("terms").null(),
            on("from_on").null(),
            on("ends_on").null(),
            on("retired_on").null(),
            on("valid_on"),
            TX,
        ],
    )
    .index(&[&["code"]]),
    Table::new(
        "contract_system",
        Class::Fact,
        &["contract_id", "tx", "system_id"],
        &[id("contract_id"), id("system_id").to("system(id)"), int("place"), TX],
    ),
    Table::new(
        "asset",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            num("num"),
            text("code"),
            text("name"),
            id("unit_id").to("unit(id)"),
            id("owner_unit_id").null().to("unit(id)"),
            big("flags"),
            text("law").null(),
            text("retention").null(),
            doc("doc").null(),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["num"], &["code"]])
    .index(&[&["unit_id"]]),
    Table::new(
        "asset_system",
        Class::Revised,
        &["asset_id", "system_id"],
        &[id("asset_id").to("asset(id)"), id("system_id").to("system(id)"), int("place"), bool("live"), TX],
    )
    .index(&[&["system_id"]]),
    Table::new(
        "dependency",
        Class::Revised,
        &["id"],
        &[
            id("id"),
            text("code"),
            id("consumer_id").to("system(id)"),
            id("supplier_id").to("system(id)"),
            word("kind", &["feeds", "restores"]),
            // What follows, and at most how much of it, where that is not the model's own.
            doc("attenuation").null(),
            text("reason").null(),
            on("retired_on").null(),
            TX,
        ],
    )
    .unique(&[&["code"]])
    .checks(&["CHECK (consumer_id <> supplier_id)"])
    .index(&[&["consumer_id"], &["supplier_id"]]),
    Table::new(
        "dependency_asset",
        Class::Revised,
        &["dependency_id", "asset_id"],
        &[
            id("dependency_id").to("dependency(id)"),
            id("asset_id").to("asset(id)"),
            int("place"),
            bool("live"),
            TX,
        ],
    ),
    Table::new(
        "recovery_goal",
        Class::Fact,
        &["id", "valid_on", "tx"],
        &[
            id("id"),
            text("code"),
            id("system_id").to("system(id)"),
            big("rto_minutes"),
            big("rpo_minutes").null(),
            id("decided_by").null().to("person(id)"),
            on("from_on").null(),
            on("retired_on").null(),
            on("valid_on"),
            TX,
        ],
    )
    .index(&[&["code"]]),
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        guards::create(manager, TABLES).await?;
        let mut sql = Vec::new();
        let is_protected = "EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id AND protected)";
        for event in ["INSERT", "UPDATE"] {
            let name = format!("no_protected_{}", event.to_lowercase());
            sql.extend(guards::guard_by_query("person_label", &name, event, is_protected, backend));
        }
        let is_named = "NEW.protected AND EXISTS (SELECT 1 FROM person_label WHERE person_id = NEW.id)";
        sql.extend(guards::guard_by_query("person", "no_label", "UPDATE", is_named, backend));
        guards::run(manager, &sql).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("the register is not taken back: restore a backup".into()))
    }
}
