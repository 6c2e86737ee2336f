//! What the database itself refuses, written for both databases.
//!
//! - append-only (facts, observations, events): no update, no delete, no truncate; the one change let through is an
//!   erasure, where the table has one;
//! - revised: no delete, and each change under a later `tx`, which a trigger copies to the history;
//! - on SQLite, in either case, no insert over a row that exists: `INSERT OR REPLACE` passes a delete trigger silently.
//!
//! They stop mistakes, not the owner of the file: against that stands the hash chain.

use sea_orm_migration::{
    prelude::{DbErr, SchemaManager},
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::schema::{Class, Table};

/// How every refusal of a guard ends, after the name of the table: what tests and the store's errors look for.
pub const REFUSED: &str = "is guarded";

/// Makes `tables` with their histories, indexes and guards.
pub(crate) async fn create(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let mut sql = Vec::new();
    for table in tables {
        sql.extend(table.create(backend));
        sql.extend(of_class(table, backend));
    }
    run(manager, &sql).await
}

/// Runs statements that the builder has no words for.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[String]) -> Result<(), DbErr> {
    let all = statements.join(";\n");
    #[expect(clippy::disallowed_methods, reason = "migrations are where raw SQL belongs")]
    manager.get_connection().execute_unprepared(&all).await?;
    Ok(())
}

/// The function that every PostgreSQL guard calls.
pub(crate) fn refuse_function() -> String {
    format!(
        "CREATE FUNCTION skydd_refuse() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION '% {REFUSED}', TG_TABLE_NAME; END $$"
    )
}

fn of_class(table: &Table, backend: DbBackend) -> Vec<String> {
    match table.class {
        Class::Fact | Class::Observation | Class::Event => append_only(table, table.name, backend),
        Class::Revised => revised(table, backend),
        // The chain of salted details is personal data that may be erased and not otherwise changed.
        Class::Personal if table.redaction.is_some() => append_only(table, table.name, backend),
        Class::Working | Class::Personal | Class::Cache => Vec::new(),
    }
}

fn append_only(table: &Table, name: &str, backend: DbBackend) -> Vec<String> {
    let mut out = match table.redaction {
        None => vec![guard(name, "no_update", "UPDATE", None, backend)],
        Some(redaction) => {
            let kept = table.columns.iter().map(|it| it.name).filter(|it| !redaction.cleared.contains(it));
            let kept = kept.filter(|it| *it != redaction.marked);
            let mut may: Vec<_> = kept.map(|it| format!("NEW.{it} IS NOT DISTINCT FROM OLD.{it}")).collect();
            may.extend(redaction.cleared.iter().map(|it| format!("NEW.{it} IS NULL")));
            may.push(format!("OLD.{0} IS NULL AND NEW.{0} IS NOT NULL", redaction.marked));
            vec![guard(name, "no_update", "UPDATE", Some(&format!("NOT ({})", may.join(" AND "))), backend)]
        }
    };
    out.extend(no_delete(name, backend));
    if backend == DbBackend::Sqlite {
        out.push(no_replace(name, table.key, table.unique));
    }
    out
}

fn no_delete(name: &str, backend: DbBackend) -> Vec<String> {
    let mut out = vec![guard(name, "no_delete", "DELETE", None, backend)];
    if backend == DbBackend::Postgres {
        out.push(format!(
            "CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION skydd_refuse()"
        ));
    }
    out
}

fn no_replace(name: &str, key: &[&str], unique: &[&[&str]]) -> String {
    let exists = std::iter::once(key).chain(unique.iter().copied()).map(|columns| {
        let same = columns.iter().map(|it| format!("{it} = NEW.{it}")).collect::<Vec<_>>().join(" AND ");
        format!("EXISTS (SELECT 1 FROM {name} WHERE {same})")
    });
    guard(name, "no_replace", "INSERT", Some(&exists.collect::<Vec<_>>().join(" OR ")), DbBackend::Sqlite)
}

fn revised(table: &Table, backend: DbBackend) -> Vec<String> {
    let (name, history) = (table.name, table.history());
    let list = table.column_list();
    let new = table.columns.iter().map(|it| format!("NEW.{}", it.name)).collect::<Vec<_>>().join(", ");
    let copy = format!("INSERT INTO {history} ({list}) VALUES ({new})");
    let moved = table.key.iter().map(|it| format!(" OR NEW.{it} <> OLD.{it}")).collect::<Vec<_>>().concat();
    let mut out =
        vec![guard(name, "no_rewrite", "UPDATE", Some(&format!("NEW.tx <= OLD.tx{moved}")), backend)];
    out.extend(no_delete(name, backend));
    if backend == DbBackend::Sqlite {
        out.push(no_replace(name, table.key, table.unique));
        for event in ["INSERT", "UPDATE"] {
            let suffix = event.to_lowercase();
            out.push(format!("CREATE TRIGGER {name}_rev_{suffix} AFTER {event} ON {name} BEGIN {copy}; END"));
        }
        // The key of the history is that of the table and `tx`.
        let key: Vec<&str> = table.key.iter().copied().chain(["tx"]).collect();
        out.push(guard(&history, "no_update", "UPDATE", None, backend));
        out.extend(no_delete(&history, backend));
        out.push(no_replace(&history, &key, &[]));
    } else {
        out.push(format!(
            "CREATE FUNCTION {history}_copy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {copy}; RETURN NULL; END $$"
        ));
        out.push(format!(
            "CREATE TRIGGER {name}_rev AFTER INSERT OR UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION {history}_copy()"
        ));
        out.push(guard(&history, "no_update", "UPDATE", None, backend));
        out.extend(no_delete(&history, backend));
    }
    out
}

/// A trigger that refuses `event` on `table` where `when` holds.
pub(crate) fn guard(table: &str, name: &str, event: &str, when: Option<&str>, backend: DbBackend) -> String {
    let when = when.map(|it| format!(" WHEN ({it})")).unwrap_or_default();
    if backend == DbBackend::Postgres {
        return format!(
            "CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION skydd_refuse()"
        );
    }
    format!(
        "CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{table} {REFUSED}'); END"
    )
}

/// A guard that looks at other tables, which PostgreSQL allows only inside a function.
pub(crate) fn guard_by_query(
    table: &str,
    name: &str,
    event: &str,
    when: &str,
    backend: DbBackend,
) -> Vec<String> {
    if backend == DbBackend::Sqlite {
        return vec![guard(table, name, event, Some(when), backend)];
    }
    vec![
        format!(
            "CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN IF {when} THEN RAISE EXCEPTION '{table} {REFUSED}'; END IF; RETURN NEW; END $$"
        ),
        format!(
            "CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
        ),
    ]
}
