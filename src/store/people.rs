//! People: pseudonyms in all facts, names in the two label tables alone.
//!
//! A person with protected identity (OSL 21:3) has name, number, unit and title in `protected_label`, which only
//! [`labels`] reads. Numbers are found by their hash under the organisation's key.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::inventory::{HIDDEN, Inventory, List, Person};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    StoreError,
    inventory::{Loader, Saver, planned},
    sql::{self, Columns, row},
};

/// Kind of key under which employee numbers are found.
const EMPLOYEE: &str = "employee";

/// What is said of a person, and may be erased.
#[derive(Debug, Clone, Default)]
pub(crate) struct Label {
    display: String,
    pub(crate) number: Option<String>,
    email: Option<String>,
    unit: Option<Uuid>,
    title: Option<String>,
}

/// Gives back to rows of `incoming` what an export had hidden of people with protected identity, so that a document that
/// was taken out by somebody who may not see them changes nothing when it comes back.
pub fn keep_hidden(current: &Inventory, incoming: &mut Inventory) {
    let known: BTreeMap<&str, &Person> =
        current.people.iter().filter(|it| it.protected).map(|it| (it.code.as_str(), it)).collect();
    for person in incoming.people.iter_mut().filter(|it| it.name == HIDDEN) {
        if let Some(old) = known.get(person.code.as_str()) {
            person.name.clone_from(&old.name);
            person.email.clone_from(&old.email);
            person.unit.clone_from(&old.unit);
            person.title.clone_from(&old.title);
        }
    }
}

/// HMAC-SHA-256 (RFC 2104) of a number under the organisation's key: found again, not guessed.
pub(crate) fn number_hash(key: &[u8], number: &str) -> [u8; 32] {
    let mut block = [0_u8; 64];
    let short: Vec<u8> = if key.len() > block.len() { Sha256::digest(key).to_vec() } else { key.to_vec() };
    for (to, from) in block.iter_mut().zip(short) {
        *to = from;
    }
    let padded = |pad: u8| block.map(|it| it ^ pad);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(number.trim().as_bytes()).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

/// The labels of all people; of protected ones only the number, unless the reader is entitled.
pub(crate) async fn labels(
    db: &impl ConnectionTrait,
    entitled: bool,
) -> Result<HashMap<Uuid, Label>, StoreError> {
    let columns = "person_id, display, number, email, unit_id, title";
    let sql =
        format!("SELECT {columns}, 0 FROM person_label UNION ALL SELECT {columns}, 1 FROM protected_label");
    let mut out = HashMap::new();
    for row in sql::all(db, sql, []).await? {
        let mut it = Columns::of(&row);
        let id = it.take()?;
        let label = Label {
            display: it.take()?,
            number: it.take()?,
            email: it.take()?,
            unit: it.take()?,
            title: it.take()?,
        };
        let hidden = it.take::<i32>()? == 1 && !entitled;
        let shown = if hidden {
            Label { display: HIDDEN.to_owned(), number: label.number, ..Label::default() }
        } else {
            label
        };
        out.insert(id, shown);
    }
    Ok(out)
}

/// The people of the register. Erased ones are left with their code for a name.
pub(crate) async fn load<C: ConnectionTrait>(
    it: &Loader<'_, C>,
    labels: &HashMap<Uuid, Label>,
) -> Result<Vec<Person>, StoreError> {
    let columns = "id, code, kind, protected, ended_on, retired_on";
    let rows = it.select("person", columns, "WHERE code IS NOT NULL ORDER BY code").await?;
    let person = |row| {
        let mut columns = Columns::of(row);
        let id: Uuid = columns.take()?;
        let code: String = columns.take()?;
        let label = labels.get(&id).cloned();
        let label = label.unwrap_or_else(|| Label { display: code.clone(), ..Label::default() });
        Ok(Person {
            code,
            name: label.display,
            employee_id: label.number,
            email: label.email,
            kind: columns.word()?,
            unit: it.maybe(label.unit)?,
            title: label.title,
            protected: columns.take()?,
            ended: columns.day()?,
            retired: columns.day()?,
        })
    };
    rows.iter().map(person).collect()
}

/// Person by hash of the number.
pub(crate) async fn numbers(db: &impl ConnectionTrait) -> Result<HashMap<[u8; 32], Uuid>, StoreError> {
    let rows =
        sql::all(db, "SELECT hash, person_id FROM person_key WHERE kind = $1", [EMPLOYEE.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut it = Columns::of(row);
            Ok((it.hash()?, it.take()?))
        })
        .collect()
}

/// A person whom a rule has named by number keeps that identity when the register comes to know them.
pub(crate) async fn find_known(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    if plan.added.people.is_empty() || it.numbers.is_empty() {
        return Ok(());
    }
    let rows = sql::all(&it.w.db, "SELECT id FROM person WHERE code IS NULL", []).await?;
    let nameless: BTreeSet<Uuid> =
        rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    for person in &plan.added.people {
        let Some(number) = &person.employee_id else { continue };
        let known =
            it.numbers.get(&number_hash(&it.w.options.key, number)).filter(|id| nameless.contains(*id));
        if let Some(id) = known.copied() {
            it.ids.add(List::People, person.code.clone(), id);
            it.known_people.insert(id);
        }
    }
    Ok(())
}

/// Writes people and their labels, and finds or makes those whom rules name by number.
pub(crate) async fn save(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let before: BTreeSet<[u8; 32]> = it.numbers.keys().copied().collect();
    let (mut rows, mut plain, mut protected, mut keys, mut ids) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (new, person) in planned::<Person>(plan) {
        let id = it.ids.get(List::People, &person.code)?;
        let kind: &str = person.kind.into();
        let new = new && !it.known_people.contains(&id);
        rows.push((
            new,
            row![id, 0, &person.code, kind, person.protected, person.ended, person.retired, it.tx()],
        ));
        let unit = it.ids.maybe(List::Units, person.unit.as_ref())?;
        let label = row![id, &person.name, &person.employee_id, &person.email, unit, &person.title];
        if person.protected {
            protected.push(label);
        } else {
            plain.push(label);
        }
        if let Some(number) = &person.employee_id {
            let hash = number_hash(&it.w.options.key, number);
            it.numbers.insert(hash, id);
            keys.push(row![EMPLOYEE, hash, id]);
        }
        if !new {
            ids.push(id);
        }
    }
    erase_labels(it, &ids).await?;
    for key in &keys {
        // A rule had named the number before: that pseudonym keeps its label, and the key goes to the person of the register.
        let sql = "DELETE FROM person_key WHERE hash = $1 AND person_id IN (SELECT id FROM person WHERE code IS NULL)";
        if let Some(sql::Cell::Bytes(hash)) = key.get(1)
            && before.contains(hash.as_slice())
        {
            sql::run(&it.w.db, sql, [hash.clone().into()]).await?;
        }
    }
    it.put("person", rows).await?;
    sql::insert(&it.w.db, sql::table("person_label")?, &plain).await?;
    sql::insert(&it.w.db, sql::table("protected_label")?, &protected).await?;
    sql::insert(&it.w.db, sql::table("person_key")?, &keys).await?;
    named_by_number(it).await
}

async fn erase_labels(it: &Saver<'_>, ids: &[Uuid]) -> Result<(), StoreError> {
    for chunk in ids.chunks(1_000) {
        let list = (1..=chunk.len()).map(|it| format!("${it}")).collect::<Vec<_>>().join(", ");
        for table in ["person_label", "protected_label", "person_key"] {
            let sql = format!("DELETE FROM {table} WHERE person_id IN ({list})");
            sql::run(&it.w.db, sql, chunk.iter().map(|it| (*it).into())).await?;
        }
    }
    Ok(())
}

/// People whom a rule names and nobody else knows: a pseudonym and a number, no more.
async fn named_by_number(it: &mut Saver<'_>) -> Result<(), StoreError> {
    let plan = it.plan;
    let numbers: BTreeSet<&str> = planned::<domain::inventory::Rule>(plan)
        .flat_map(|rule| &rule.1.named)
        .map(|it| it.employee_id.as_str())
        .collect();
    let (mut rows, mut labels, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for number in numbers {
        let hash = number_hash(&it.w.options.key, number);
        if it.numbers.contains_key(&hash) {
            continue;
        }
        let id = it.w.mint();
        it.numbers.insert(hash, id);
        let tx = it.tx();
        rows.push((true, row![id, 0, None::<String>, "employee", false, None::<i32>, None::<i32>, tx]));
        labels.push(row![id, "", number, None::<String>, None::<Uuid>, None::<String>]);
        keys.push(row![EMPLOYEE, hash, id]);
    }
    it.put("person", rows).await?;
    sql::insert(&it.w.db, sql::table("person_label")?, &labels).await?;
    sql::insert(&it.w.db, sql::table("person_key")?, &keys).await
}

/// Numbers of the people with protected identity that the register knows.
pub(crate) async fn protected_numbers(db: &impl ConnectionTrait) -> Result<BTreeSet<String>, StoreError> {
    let rows = sql::all(db, "SELECT number FROM protected_label WHERE number IS NOT NULL", []).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}
