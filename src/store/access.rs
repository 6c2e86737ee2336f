//! Rights, rules and sources: rows ↔ domain. A rule is a document; people in it are pseudonyms, not numbers.

use std::collections::HashMap;

use domain::inventory::{Grant, Ground, List, Right, Rule, Source};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    StoreError, canonical,
    inventory::{Loader, Saver, from_json, json, planned, taken},
    people::{Label, number_hash},
    sql::{self, Columns, Row, row},
};

pub(crate) async fn rights<C: ConnectionTrait>(it: &Loader<'_, C>) -> Result<Vec<Right>, StoreError> {
    let mut grants: HashMap<Uuid, Vec<Grant>> = HashMap::new();
    let columns = "right_id, kind, value, source_id";
    for row in it.select("access_grant", columns, "WHERE live ORDER BY right_id, place").await? {
        let mut columns = Columns::of(&row);
        let right = columns.take()?;
        let grant =
            Grant { kind: columns.word()?, object: columns.take()?, source: it.maybe(columns.take()?)? };
        grants.entry(right).or_default().push(grant);
    }
    let columns = "id, code, system_id, name, privileged, retired_on";
    let mut out = Vec::new();
    for row in it.select("access_right", columns, "ORDER BY code").await? {
        let mut columns = Columns::of(&row);
        let id: Uuid = columns.take()?;
        out.push(Right {
            code: columns.take()?,
            system: it.code(columns.take()?)?,
            name: columns.take()?,
            privileged: columns.take()?,
            grants: grants.remove(&id).unwrap_or_default(),
            retired: columns.day()?,
        });
    }
    Ok(out)
}

pub(crate) async fn rules<C: ConnectionTrait>(
    it: &Loader<'_, C>,
    labels: &HashMap<Uuid, Label>,
) -> Result<Vec<Rule>, StoreError> {
    let mut grounds: HashMap<Uuid, Ground> = HashMap::new();
    let columns = "rule_id, doc, decided_by, decided_on, review_on";
    for row in it.select("ground", columns, "WHERE decided_by IS NOT NULL").await? {
        let mut columns = Columns::of(&row);
        let rule = columns.take()?;
        let doc: Option<String> = columns.take()?;
        let mut doc: Value = doc.map(|it| json(&it)).transpose()?.unwrap_or_default();
        let analysis = taken(&mut doc, "analysis")?;
        let (by, on) = (columns.take()?, columns.day()?);
        let decided = on.ok_or_else(|| StoreError::unreadable("ground", "no day"))?;
        let ground = Ground {
            analysis: analysis.unwrap_or_default(),
            decided_by: it.code(by)?,
            decided,
            review: columns.day()?,
        };
        grounds.insert(rule, ground);
    }
    let mut out = Vec::new();
    for row in it.select("access_rule", "id, code, system_id, doc, retired_on", "ORDER BY code").await? {
        let mut columns = Columns::of(&row);
        let id: Uuid = columns.take()?;
        let (code, system): (String, _) = (columns.take()?, it.code(columns.take()?)?);
        let doc: Option<String> = columns.take()?;
        let mut doc: Value = doc.map(|it| json(&it)).transpose()?.unwrap_or_else(|| json!({ "rights": [] }));
        for named in doc.get_mut("named").and_then(Value::as_array_mut).into_iter().flatten() {
            let Some(named) = named.as_object_mut() else { continue };
            let person: Uuid = from_json(named.remove("person").unwrap_or_default())?;
            let number = labels.get(&person).and_then(|it| it.number.clone());
            // An erased person stays named by the pseudonym: the rule keeps its length, and nobody else matches.
            named.insert("employee_id".to_owned(), number.unwrap_or_else(|| person.to_string()).into());
        }
        if let Some(doc) = doc.as_object_mut() {
            doc.insert("code".to_owned(), code.into());
            doc.insert("system".to_owned(), system.into());
        }
        let mut rule: Rule = from_json(doc)?;
        rule.ground = grounds.remove(&id);
        rule.retired = columns.day()?;
        out.push(rule);
    }
    Ok(out)
}

pub(crate) async fn sources<C: ConnectionTrait>(it: &Loader<'_, C>) -> Result<Vec<Source>, StoreError> {
    let columns = "code, kind, name, dialect, config, retired_on";
    let rows = it.select("source", columns, "ORDER BY code").await?;
    let source = |row| {
        let mut columns = Columns::of(row);
        let (code, kind): (String, String) = (columns.take()?, columns.take()?);
        let (name, dialect) = (columns.take()?, columns.word_or_none()?);
        let config: Option<String> = columns.take()?;
        let mut doc: Map<String, Value> = config.map(|it| json(&it)).transpose()?.unwrap_or_default();
        doc.insert("code".to_owned(), code.into());
        doc.insert("kind".to_owned(), kind.into());
        let mut source: Source = from_json(doc.into())?;
        source.name = name;
        source.dialect = dialect;
        source.retired = columns.day()?;
        Ok(source)
    };
    rows.iter().map(source).collect()
}

pub(crate) async fn save(it: &mut Saver<'_>) -> Result<(), StoreError> {
    save_sources(it).await?;
    save_rights(it).await?;
    save_rules(it).await
}

async fn save_sources(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let mut rows = Vec::new();
    for (new, source) in planned::<Source>(plan) {
        let id = it.ids.get(List::Sources, &source.code)?;
        let mut config = object(source)?;
        for key in ["code", "kind", "name", "dialect", "retired"] {
            config.remove(key);
        }
        let config = (!config.is_empty()).then(|| canonical(&config)).transpose()?;
        let kind: &str = source.kind.into();
        let dialect = source.dialect.map(<&str>::from);
        rows.push((
            new,
            row![id, 0, &source.code, kind, &source.name, dialect, config, source.retired, it.tx()],
        ));
    }
    it.put("source", rows).await
}

async fn save_rights(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let table = sql::table("access_grant")?;
    let mut known: HashMap<Uuid, Vec<Row>> = HashMap::new();
    if !plan.changed.rights.is_empty() || !plan.removed.rights.is_empty() {
        let sql = format!("SELECT {} FROM access_grant ORDER BY right_id, place", table.column_list());
        for row in sql::all(&it.w.db, sql, []).await? {
            let right = row.try_get_by_index(0)?;
            known.entry(right).or_default().push(sql::read_row(table, &row)?);
        }
    }
    let (mut rows, mut grants) = (Vec::new(), Vec::new());
    for (new, right) in planned::<Right>(plan) {
        let id = it.ids.get(List::Rights, &right.code)?;
        let system = it.ids.get(List::Systems, &right.system)?;
        let tx = it.tx();
        rows.push((new, row![id, 0, system, &right.code, &right.name, right.privileged, right.retired, tx]));
        let mut wanted: Vec<Row> = Vec::new();
        for (grant, place) in right.grants.iter().zip(0..) {
            let kind: &str = grant.kind.into();
            let source = it.ids.maybe(List::Sources, grant.source.as_ref())?;
            wanted.push(row![id, place, kind, &grant.object, source, true, tx]);
        }
        let before = known.remove(&id).unwrap_or_default();
        for mut old in before.iter().skip(wanted.len()).cloned() {
            // Ended: the row stays, as it was, no longer live.
            if let Some(cell) = old.get_mut(5) {
                *cell = false.into();
            }
            wanted.push(old);
        }
        for (place, mut row) in wanted.into_iter().enumerate() {
            let old = before.get(place);
            let same = old.is_some_and(|old| old.iter().zip(&row).take(6).all(|(a, b)| a == b));
            if let Some(cell) = row.last_mut() {
                *cell = tx.into();
            }
            if !same {
                grants.push((old.is_none(), row));
            }
        }
    }
    it.put("access_right", rows).await?;
    it.put("access_grant", grants).await
}

async fn save_rules(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let (mut rows, mut grounds) = (Vec::new(), Vec::new());
    for (new, rule) in planned::<Rule>(plan) {
        let id = it.ids.get(List::Rules, &rule.code)?;
        let system = it.ids.get(List::Systems, &rule.system)?;
        for right in &rule.rights {
            it.ids.get(List::Rights, right)?;
        }
        let mut doc = object(rule)?;
        for key in ["code", "system", "ground", "retired"] {
            doc.remove(key);
        }
        for named in doc.get_mut("named").and_then(Value::as_array_mut).into_iter().flatten() {
            let Some(named) = named.as_object_mut() else { continue };
            let number = named.remove("employee_id").unwrap_or_default();
            let hash = number_hash(&it.w.options.key, number.as_str().unwrap_or_default());
            let person = it
                .numbers
                .get(&hash)
                .ok_or_else(|| StoreError::unreadable("rule", "a number without person"))?;
            named.insert("person".to_owned(), person.to_string().into());
        }
        let (salt, doc, hash) = it.commit_to(&doc)?;
        let (valid, tx) = (it.valid_on(None), it.tx());
        rows.push(row![id, &rule.code, system, salt, doc, hash, rule.retired, valid, tx, None::<i64>]);
        match &rule.ground {
            Some(ground) => {
                let by = it.ids.get(List::People, &ground.decided_by)?;
                let (salt, doc, hash) = it.commit_to(&json!({ "analysis": ground.analysis }))?;
                grounds.push(row![
                    id,
                    salt,
                    doc,
                    hash,
                    by,
                    ground.decided,
                    ground.review,
                    false,
                    valid,
                    tx,
                    None::<i64>
                ]);
            }
            None if new => {}
            None => grounds.push(row![
                id,
                None::<Vec<u8>>,
                None::<String>,
                None::<Vec<u8>>,
                None::<Uuid>,
                None::<i32>,
                None::<i32>,
                true,
                valid,
                tx,
                None::<i64>
            ]),
        }
    }
    it.w.insert("access_rule", rows).await?;
    it.w.insert("ground", grounds).await
}

fn object(value: &impl serde::Serialize) -> Result<Map<String, Value>, StoreError> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Ok(Map::new()),
        Err(cause) => Err(StoreError::unreadable("document", cause)),
    }
}
