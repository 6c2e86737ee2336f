//! A plan → tables, 1,000 rows a statement. References are resolved to identifiers; nothing is rewritten that did not change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::inventory::{
    Code, Dependency, EachList, Evidence, List, Row as ListRow, System, Unit, each_list, plan::Plan,
};
use serde_json::json;
use uuid::Uuid;

use super::{Ids, Known, Origin, load};
use crate::{
    StoreError, Write, access,
    audit::commitment,
    canonical, catalogue, classification, people,
    sql::{self, Cell, Columns, Row, row},
};

impl Write {
    /// Writes what `plan` adds, changes and retires. The organisation's model must have been kept before
    /// ([`Write::ensure_model`]) where the plan has levels.
    ///
    /// # Errors
    /// [`StoreError`] with the first row that cannot be kept; then the change must be dropped.
    pub async fn apply(&mut self, plan: &Plan, origin: Origin) -> Result<(), StoreError> {
        let mut it = Saver::new(self, plan, origin).await?;
        it.organisation().await?;
        it.units().await?;
        people::save(&mut it).await?;
        it.suppliers().await?;
        it.contracts().await?;
        it.platforms().await?;
        it.sites().await?;
        it.systems().await?;
        it.assets().await?;
        classification::save(&mut it).await?;
        it.dependencies().await?;
        access::save(&mut it).await?;
        it.conflicts().await?;
        it.overrides().await?;
        it.recovery().await?;
        it.evidence().await?;
        it.w.stamp_touched(plan, &it.ids);
        Ok(())
    }

    fn stamp_touched(&mut self, plan: &Plan, ids: &Ids) {
        struct Touch<'a>(&'a Plan, &'a Ids, &'a mut Write);
        impl EachList for Touch<'_> {
            fn visit<R: ListRow>(&mut self) {
                for (_, row) in planned::<R>(self.0) {
                    if let Some(id) = self.1.find(R::LIST, row.code()) {
                        self.2.touch(id, R::LIST.into());
                    }
                }
            }
        }
        each_list(&mut Touch(plan, ids, self));
    }
}

/// The rows of a list that a plan writes; true = new.
pub(crate) fn planned<'p, R: ListRow + 'p>(plan: &'p Plan) -> impl Iterator<Item = (bool, &'p R)> {
    let old = R::list(&plan.changed).iter().chain(R::list(&plan.removed)).map(|it| (false, it));
    R::list(&plan.added).iter().map(|it| (true, it)).chain(old)
}

/// The change being written, with the dictionaries that turn codes into identifiers.
pub(crate) struct Saver<'a> {
    pub(crate) w: &'a mut Write,
    pub(crate) plan: &'a Plan,
    pub(crate) ids: Ids,
    pub(crate) origin: Origin,
    pub(crate) models: Vec<catalogue::StoredModel>,
    /// Persons by keyed hash of their number.
    pub(crate) numbers: HashMap<[u8; 32], Uuid>,
    /// People that the plan adds and that a rule had named by number before.
    pub(crate) known_people: BTreeSet<Uuid>,
    flags: BTreeMap<Code, i32>,
}

impl<'a> Saver<'a> {
    async fn new(w: &'a mut Write, plan: &'a Plan, origin: Origin) -> Result<Self, StoreError> {
        let ids = Ids::load(&w.db).await?;
        let stored = load::organisation(&w.db).await?;
        let organisation =
            plan.changed.organisation.as_ref().or(plan.added.organisation.as_ref()).or(stored.as_ref());
        let mut models = catalogue::models(&w.db).await?;
        // The organisation's own model first: a level that several models know is one of that.
        models.sort_by_key(|it| organisation.is_none_or(|org| org.model != it.code));
        let flags = load::flags(&w.db).await?.into_iter().map(|(bit, code)| (code, bit)).collect();
        let numbers = people::numbers(&w.db).await?;
        let mut it = Self { w, plan, ids, origin, models, numbers, known_people: BTreeSet::new(), flags };
        people::find_known(&mut it).await?;
        it.mint_ids();
        Ok(it)
    }

    /// Gives an identifier to everything new, so that rows may refer to each other in any order.
    fn mint_ids(&mut self) {
        struct Mint<'a, 'b>(&'a mut Saver<'b>);
        impl EachList for Mint<'_, '_> {
            fn visit<R: ListRow>(&mut self) {
                for row in R::list(&self.0.plan.added) {
                    if self.0.ids.find(R::LIST, row.code()).is_none() {
                        let id = self.0.w.mint();
                        self.0.ids.add(R::LIST, row.code().to_owned(), id);
                    }
                }
            }
        }
        each_list(&mut Mint(self));
    }

    pub(crate) fn tx(&self) -> i64 {
        self.w.tx
    }

    /// From when a statement counts: its own first day, but never later than the day on which it was made.
    pub(crate) fn valid_on(&self, from: Option<NaiveDate>) -> NaiveDate {
        from.map_or(self.w.stamp.day, |it| it.min(self.w.stamp.day))
    }

    pub(crate) fn salt(&mut self) -> [u8; 16] {
        (self.w.stamp.salt)()
    }

    /// Salt, document and commitment of a text that may be erased.
    pub(crate) fn commit_to(
        &mut self,
        doc: &impl serde::Serialize,
    ) -> Result<([u8; 16], String, [u8; 32]), StoreError> {
        let (salt, doc) = (self.salt(), canonical(doc)?);
        let hash = commitment(&salt, &doc);
        Ok((salt, doc, hash))
    }

    /// Writes rows of a revised table: new ones get numbers from `num` on, where the table has them.
    pub(crate) async fn put(
        &mut self,
        table: &'static str,
        rows: Vec<(bool, Row)>,
    ) -> Result<(), StoreError> {
        let place = sql::table(table)?.columns.iter().position(|it| it.name == "num");
        let (new, old): (Vec<_>, Vec<_>) = rows.into_iter().partition(|it| it.0);
        let mut new: Vec<Row> = new.into_iter().map(|it| it.1).collect();
        if let Some(place) = place
            && !new.is_empty()
        {
            let first = self.w.next_num(table, "num").await?;
            for (cell, num) in new.iter_mut().filter_map(|it| it.get_mut(place)).zip(first..) {
                *cell = Cell::Int(num);
            }
        }
        self.w.insert(table, new).await?;
        self.w.update(table, old.into_iter().map(|it| it.1).collect()).await
    }

    /// Brings the links of `wanted` parents to what they say: new ones are added, moved or ended ones revised.
    async fn link(
        &mut self,
        table: &'static str,
        wanted: Vec<(bool, Uuid, Vec<Uuid>)>,
    ) -> Result<(), StoreError> {
        let mut known: HashMap<Uuid, HashMap<Uuid, (i32, bool)>> = HashMap::new();
        if wanted.iter().any(|it| !it.0) {
            let columns = sql::table(table)?.column_list();
            for row in sql::all(&self.w.db, format!("SELECT {columns} FROM {table}"), []).await? {
                let mut it = Columns::of(&row);
                let (parent, child) = (it.take()?, it.take()?);
                known.entry(parent).or_default().insert(child, (it.take()?, it.take()?));
            }
        }
        let tx = self.tx();
        let (mut new, mut old): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        for (_, parent, children) in wanted {
            let mut known = known.remove(&parent).unwrap_or_default();
            for (child, place) in children.into_iter().zip(0..) {
                match known.remove(&child) {
                    None => new.push(row![parent, child, place, true, tx]),
                    Some(link) if link != (place, true) => old.push(row![parent, child, place, true, tx]),
                    Some(_) => {}
                }
            }
            let mut ended: Vec<_> = known.into_iter().filter(|it| it.1.1).collect();
            ended.sort_unstable();
            old.extend(ended.into_iter().map(|(child, (place, _))| row![parent, child, place, false, tx]));
        }
        self.w.insert(table, new).await?;
        self.w.update(table, old).await
    }

    async fn organisation(&mut self) -> Result<(), StoreError> {
        let (new, organisation) = match (&self.plan.added.organisation, &self.plan.changed.organisation) {
            (Some(it), _) => (true, it),
            (None, Some(it)) => (false, it),
            (None, None) => return Ok(()),
        };
        let line = row!["organisation", canonical(organisation)?, self.tx()];
        self.put("setting", vec![(new, line)]).await
    }

    /// The bits of `words`, and the document that keeps their order where it is not that of the words.
    async fn flag_bits(&mut self, words: &[Code]) -> Result<(i64, Option<String>), StoreError> {
        let mut bits = 0_i64;
        for word in words {
            let bit = match self.flags.get(word) {
                Some(bit) => *bit,
                None => {
                    let bit = i32::try_from(self.flags.len())
                        .ok()
                        .filter(|it| *it < 63)
                        .ok_or(StoreError::TooManyFlags)?;
                    sql::insert(&self.w.db, sql::table("flag")?, &[row![bit, word]]).await?;
                    self.flags.insert(word.clone(), bit);
                    bit
                }
            };
            bits |= 1 << bit;
        }
        let sorted = words.is_sorted_by(|a, b| a < b);
        let doc = (!sorted).then(|| canonical(&json!({ "flags": words }))).transpose()?;
        Ok((bits, doc))
    }

    async fn units(&mut self) -> Result<(), StoreError> {
        let plan = self.plan;
        let changed: Vec<(bool, &Unit)> = planned::<Unit>(plan).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let table = sql::table("unit")?;
        let mut rows: BTreeMap<Uuid, (bool, Row)> = BTreeMap::new();
        let mut stored: BTreeMap<Uuid, Row> = BTreeMap::new();
        for row in sql::all(&self.w.db, format!("SELECT {} FROM unit", table.column_list()), []).await? {
            let row = sql::read_row(table, &row)?;
            if let Some(Cell::Id(id)) = row.first() {
                stored.insert(*id, row);
            }
        }
        let mut num = self.w.next_num("unit", "num").await?;
        let mut tree: HashMap<Uuid, (i32, Option<Uuid>)> = HashMap::new();
        for (id, row) in &stored {
            if let (Some(Cell::Int(num)), Some(parent)) = (row.get(1), row.get(6)) {
                tree.insert(*id, (*num, if let Cell::Id(it) = parent { Some(*it) } else { None }));
            }
        }
        for (new, unit) in &changed {
            let id = self.ids.get(List::Units, &unit.code)?;
            let parent = self.ids.maybe(List::Units, unit.parent.as_ref())?;
            let own = tree.get(&id).map_or(num, |it| it.0);
            num += i32::from(*new);
            tree.insert(id, (own, parent));
            let kind: &str = unit.kind.into();
            let line = row![
                id,
                own,
                &unit.code,
                &unit.name,
                &unit.name_en,
                kind,
                parent,
                "",
                unit.retired,
                self.tx()
            ];
            rows.insert(id, (*new, line));
        }
        // A unit that moved takes its whole subtree along.
        for (id, row) in stored {
            rows.entry(id).or_insert((false, row));
        }
        let mut written = Vec::new();
        for (id, (new, mut row)) in rows {
            let path = path(id, &tree).ok_or_else(|| {
                let code = changed.iter().find(|it| self.ids.find(List::Units, &it.1.code) == Some(id));
                StoreError::UnitCycle { code: code.map(|it| it.1.code.clone()).unwrap_or_default() }
            })?;
            let moved = row.get(7) != Some(&Cell::Text(path.clone()));
            if let Some(cell) = row.get_mut(7) {
                *cell = Cell::Text(path);
            }
            if let Some(cell) = row.last_mut().filter(|_| moved) {
                *cell = Cell::Big(self.w.tx);
            }
            if moved {
                written.push((new, row));
            }
        }
        let (new, old): (Vec<_>, Vec<_>) = written.into_iter().partition(|it| it.0);
        self.w.insert("unit", new.into_iter().map(|it| it.1).collect()).await?;
        self.w.update("unit", old.into_iter().map(|it| it.1).collect()).await
    }

    async fn suppliers(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (new, it) in planned::<domain::inventory::Supplier>(self.plan) {
            let id = self.ids.get(List::Suppliers, &it.code)?;
            let unit = self.ids.maybe(List::Units, it.unit.as_ref())?;
            rows.push((new, row![id, 0, &it.code, &it.name, &it.org_number, unit, it.retired, self.tx()]));
        }
        self.put("supplier", rows).await
    }

    async fn platforms(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (new, it) in planned::<domain::inventory::Platform>(self.plan) {
            let id = self.ids.get(List::Platforms, &it.code)?;
            let unit = self.ids.maybe(List::Units, it.unit.as_ref())?;
            let hosting = it.hosting.map(<&str>::from);
            rows.push((new, row![id, 0, &it.code, &it.name, hosting, unit, it.retired, self.tx()]));
        }
        self.put("platform", rows).await
    }

    async fn sites(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (new, it) in planned::<domain::inventory::Site>(self.plan) {
            let id = self.ids.get(List::Sites, &it.code)?;
            let unit = self.ids.maybe(List::Units, it.unit.as_ref())?;
            rows.push((new, row![id, 0, &it.code, &it.name, unit, it.retired, self.tx()]));
        }
        self.put("site", rows).await
    }

    async fn contracts(&mut self) -> Result<(), StoreError> {
        let (mut rows, mut systems) = (Vec::new(), Vec::new());
        for (_, it) in planned::<domain::inventory::Contract>(self.plan) {
            let id = self.ids.get(List::Contracts, &it.code)?;
            let supplier = self.ids.get(List::Suppliers, &it.supplier)?;
            let terms = (!it.terms.is_empty()).then(|| canonical(&it.terms)).transpose()?;
            let kind: &str = it.kind.into();
            let valid = self.valid_on(it.from);
            rows.push(row![
                id,
                &it.code,
                supplier,
                kind,
                &it.reference,
                terms,
                it.from,
                it.ends,
                it.retired,
                valid,
                self.tx()
            ]);
            for (code, place) in it.systems.iter().zip(0..) {
                systems.push(row![id, self.ids.get(List::Systems, code)?, place, self.tx()]);
            }
        }
        self.w.insert("contract", rows).await?;
        self.w.insert("contract_system", systems).await
    }

    async fn systems(&mut self) -> Result<(), StoreError> {
        let (mut rows, mut sites, mut roles) = (Vec::new(), Vec::new(), Vec::new());
        for (new, it) in planned::<System>(self.plan) {
            let id = self.ids.get(List::Systems, &it.code)?;
            let (bits, doc) = self.flag_bits(&it.flags).await?;
            let (lifecycle, accounts): (&str, &str) = (it.lifecycle.into(), it.own_accounts.into());
            rows.push((
                new,
                row![
                    id,
                    0,
                    &it.code,
                    &it.name,
                    &it.name_en,
                    self.ids.get(List::Units, &it.unit)?,
                    self.ids.maybe(List::Suppliers, it.supplier.as_ref())?,
                    self.ids.maybe(List::Platforms, it.platform.as_ref())?,
                    it.hosting.map(<&str>::from),
                    bits,
                    it.vital,
                    lifecycle,
                    accounts,
                    it.replaced,
                    &it.note,
                    doc,
                    it.retired,
                    self.tx(),
                ],
            ));
            sites.push((
                new,
                id,
                it.sites.iter().map(|it| self.ids.get(List::Sites, it)).collect::<Result<_, _>>()?,
            ));
            roles.push((id, it));
        }
        self.put("system", rows).await?;
        self.link("system_site", sites).await?;
        self.roles(roles).await
    }

    /// States who holds which role, where that differs from what was stated before.
    async fn roles(&mut self, systems: Vec<(Uuid, &System)>) -> Result<(), StoreError> {
        if systems.is_empty() {
            return Ok(());
        }
        let mut known: HashMap<(Uuid, String, bool), Option<Uuid>> = HashMap::new();
        let from = Known::all().rows("role_holder")?;
        for row in
            sql::all(&self.w.db, format!("SELECT scope_id, role, deputy, person_id FROM {from} AS t"), [])
                .await?
        {
            let mut it = Columns::of(&row);
            known.insert((it.take()?, it.take()?, it.take()?), it.take()?);
        }
        let (day, tx) = (self.w.stamp.day, self.tx());
        let mut rows = Vec::new();
        for (id, system) in systems {
            for (role, deputy, holder) in [
                ("owner", false, &system.owner),
                ("manager", false, &system.manager),
                ("administrator", false, &system.administrator),
                ("owner", true, &system.owner_deputy),
                ("manager", true, &system.manager_deputy),
                ("administrator", true, &system.administrator_deputy),
            ] {
                let holder = self.ids.maybe(List::People, holder.as_ref())?;
                let before = known.remove(&(id, role.to_owned(), deputy)).flatten();
                if holder != before {
                    rows.push(row!["system", id, role, deputy, day, holder, holder.is_none(), tx]);
                }
            }
        }
        self.w.insert("role_holder", rows).await
    }

    async fn assets(&mut self) -> Result<(), StoreError> {
        let (mut rows, mut systems) = (Vec::new(), Vec::new());
        for (new, it) in planned::<domain::inventory::Asset>(self.plan) {
            let id = self.ids.get(List::Assets, &it.code)?;
            let (bits, doc) = self.flag_bits(&it.flags).await?;
            rows.push((
                new,
                row![
                    id,
                    0,
                    &it.code,
                    &it.name,
                    self.ids.get(List::Units, &it.unit)?,
                    self.ids.maybe(List::Units, it.owner.as_ref())?,
                    bits,
                    &it.law,
                    &it.retention,
                    doc,
                    it.retired,
                    self.tx(),
                ],
            ));
            let linked =
                it.systems.iter().map(|it| self.ids.get(List::Systems, it)).collect::<Result<_, _>>()?;
            systems.push((new, id, linked));
        }
        self.put("asset", rows).await?;
        self.link("asset_system", systems).await
    }

    async fn dependencies(&mut self) -> Result<(), StoreError> {
        let (mut rows, mut assets) = (Vec::new(), Vec::new());
        for (new, it) in planned::<Dependency>(self.plan) {
            let id = self.ids.get(List::Dependencies, &it.code)?;
            let attenuated = it.follows.is_some() || !it.cap.is_empty();
            let doc = attenuated
                .then(|| canonical(&json!({ "follows": it.follows, "cap": it.cap })))
                .transpose()?;
            let kind: &str = it.kind.into();
            let (consumer, supplier) =
                (self.ids.get(List::Systems, &it.consumer)?, self.ids.get(List::Systems, &it.supplier)?);
            rows.push((
                new,
                row![id, &it.code, consumer, supplier, kind, doc, &it.because, it.retired, self.tx()],
            ));
            let delivered =
                it.assets.iter().map(|it| self.ids.get(List::Assets, it)).collect::<Result<_, _>>()?;
            assets.push((new, id, delivered));
        }
        self.put("dependency", rows).await?;
        self.link("dependency_asset", assets).await
    }

    async fn conflicts(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (_, it) in planned::<domain::inventory::Conflict>(self.plan) {
            let id = self.ids.get(List::Conflicts, &it.code)?;
            let (left, right) =
                (self.ids.get(List::Rights, &it.left)?, self.ids.get(List::Rights, &it.right)?);
            let valid = self.valid_on(None);
            rows.push(row![id, &it.code, left, right, &it.because, it.retired, valid, self.tx()]);
        }
        self.w.insert("access_conflict", rows).await
    }

    async fn overrides(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (_, it) in planned::<domain::inventory::Override>(self.plan) {
            let id = self.ids.get(List::Overrides, &it.code)?;
            let system = self.ids.get(List::Systems, &it.system)?;
            let one = BTreeMap::from([(it.dimension.clone(), it.level.clone())]);
            let (model, mut levels) = catalogue::place(&self.models, &it.code, &one)?;
            let (dim, level) = levels.pop().ok_or_else(|| StoreError::unreadable("override", "no level"))?;
            let (salt, doc, hash) = self.commit_to(&json!({ "part": it.part, "because": it.because }))?;
            let (direction, reason): (&str, &str) = (it.direction.into(), it.reason.into());
            let decided = self.ids.maybe(List::People, it.decided_by.as_ref())?;
            let valid = self.valid_on(Some(it.from));
            rows.push(row![
                id,
                &it.code,
                system,
                model,
                dim,
                level,
                0,
                direction,
                reason,
                salt,
                doc,
                hash,
                decided,
                it.from,
                it.review,
                it.retired,
                valid,
                self.tx(),
                None::<i64>
            ]);
        }
        self.w.insert("need_override", rows).await
    }

    async fn recovery(&mut self) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (_, it) in planned::<domain::inventory::Recovery>(self.plan) {
            let id = self.ids.get(List::Recovery, &it.code)?;
            let system = self.ids.get(List::Systems, &it.system)?;
            let decided = self.ids.maybe(List::People, it.decided_by.as_ref())?;
            let valid = self.valid_on(it.from);
            rows.push(row![
                id,
                &it.code,
                system,
                it.rto_minutes,
                it.rpo_minutes,
                decided,
                it.from,
                it.retired,
                valid,
                self.tx()
            ]);
        }
        self.w.insert("recovery_goal", rows).await
    }

    async fn evidence(&mut self) -> Result<(), StoreError> {
        let plan = self.plan;
        let all: Vec<&Evidence> = planned::<Evidence>(plan).map(|it| it.1).collect();
        if all.is_empty() {
            return Ok(());
        }
        let mut keys = catalogue::Requirements::load(&self.w.db).await?;
        let (mut rows, mut reqs, mut files, mut proofs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (it, place) in all.into_iter().zip(0..) {
            let id = self.ids.get(List::Evidence, &it.code)?;
            let (scope, object) = self.scope(it.on.as_ref())?;
            let req = keys.number(&self.w.db, &it.control, scope, object, &it.method).await?;
            let (salt, doc, hash) = self.commit_to(&json!({ "because": it.because, "value": it.value }))?;
            let observer = self.ids.maybe(List::People, it.observer.as_ref())?;
            let validator = self.ids.maybe(List::People, it.accepted_by.as_ref())?;
            let state = if validator.is_some() { "accepted" } else { "submitted" };
            let status: &str = it.status.into();
            let (valid, tx) = (self.valid_on(Some(it.observed)), self.tx());
            rows.push(row![
                id,
                &it.code,
                it.observed,
                observer,
                None::<i64>,
                status,
                &it.method,
                state,
                salt,
                doc,
                hash,
                validator,
                it.retired,
                valid,
                tx,
                None::<i64>
            ]);
            reqs.push(row![id, req, tx]);
            if let Some(attachment) = &it.attachment {
                let hash =
                    hex::decode(attachment).ok().and_then(|it| <[u8; 32]>::try_from(it.as_slice()).ok());
                let hash = hash.ok_or_else(|| StoreError::BadHash { code: it.code.clone() })?;
                files.push(row![id, hash, tx]);
            }
            let at = it.observed.and_time(chrono::NaiveTime::MIN).and_utc();
            proofs.push(row![req, at, place, status, id, None::<i32>, 0, tx]);
        }
        self.w.insert("evidence", rows).await?;
        self.w.insert("evidence_req", reqs).await?;
        self.w.insert("evidence_blob", files).await?;
        self.w.insert("proof", proofs).await
    }

    /// The object that a piece of evidence is on. The lists are asked in the order in which people mean a bare code.
    fn scope(&self, on: Option<&Code>) -> Result<(&'static str, Uuid), StoreError> {
        let Some(code) = on else { return Ok(("organisation", Uuid::nil())) };
        let lists = [
            (List::Systems, "system"),
            (List::Units, "unit"),
            (List::Suppliers, "supplier"),
            (List::Platforms, "platform"),
            (List::Assets, "information"),
            (List::Sites, "site"),
        ];
        let found = lists.into_iter().find_map(|(list, scope)| Some((scope, self.ids.find(list, code)?)));
        found.ok_or_else(|| StoreError::UnknownCode { list: List::Systems.into(), code: code.clone() })
    }
}

/// Path of fixed-width segments from the top; none where the unit stands below itself.
fn path(id: Uuid, tree: &HashMap<Uuid, (i32, Option<Uuid>)>) -> Option<String> {
    let mut segments = Vec::new();
    let mut at = Some(id);
    while let Some(id) = at {
        let (num, parent) = tree.get(&id)?;
        segments.push(format!("{num:04}."));
        if segments.len() > tree.len() {
            return None;
        }
        at = *parent;
    }
    segments.reverse();
    Some(segments.concat())
}
