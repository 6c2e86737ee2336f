//! What takes several rows, or the register as it stands, to see.

use super::{
    BTreeMap, BTreeSet, Checker, Classification, EachList, Inventory, InventoryFault, List, Row, each_list,
    refer,
};
use crate::inventory::HIDDEN;

impl Checker<'_> {
    pub(super) fn whole(&mut self) {
        self.model_kept();
        self.employee_numbers();
        self.names();
        self.objects();
        self.proofs();
        self.places();
    }

    /// A number means what the model says: while the register holds any, the model stays.
    fn model_kept(&mut self) {
        let current = super::model_code(&Inventory::default(), self.known.current);
        let Some(organisation) = self.incoming.organisation.as_ref().filter(|it| it.model != current) else {
            return;
        };
        let known = self.known.current;
        let levels = |it: &Classification| !it.levels.is_empty();
        let classified =
            known.assets.iter().any(|it| levels(&it.classification) || it.history.iter().any(levels));
        let decided = !known.overrides.is_empty() || known.dependencies.iter().any(|it| !it.cap.is_empty());
        if classified || decided {
            let what = InventoryFault::ModelInUse { code: organisation.model.clone(), current };
            self.faults.push(super::Fault { list: None, row: 0, field: "/model".to_owned(), what });
        }
    }

    /// An employee number is one person's.
    fn employee_numbers(&mut self) {
        let incoming = self.incoming;
        let replaced: BTreeSet<&str> = incoming.people.iter().map(|it| it.code.as_str()).collect();
        let kept = self.known.current.people.iter().filter(|it| !replaced.contains(it.code.as_str()));
        let mut holders: BTreeMap<&str, &str> = BTreeMap::new();
        for person in kept {
            holders.extend(person.employee_id.as_deref().map(|it| (it.trim(), person.code.as_str())));
        }
        for (row, person) in incoming.people.iter().enumerate() {
            let Some(number) = person.employee_id.as_deref() else { continue };
            if let Some(other) = holders.insert(number.trim(), &person.code) {
                let other = other.to_owned();
                self.fault(List::People, row, "/employee_id", InventoryFault::EmployeeNumberTaken { other });
            }
        }
    }

    /// What stands for a hidden name is none, save where the register has the name.
    fn names(&mut self) {
        let incoming = self.incoming;
        for (row, person) in incoming.people.iter().enumerate().filter(|it| it.1.name == HIDDEN) {
            let known = self.known.current.people.iter().any(|it| it.protected && it.code == person.code);
            if !known {
                let name = person.name.clone();
                self.fault(List::People, row, "/name", InventoryFault::NameHidden { name });
            }
        }
    }

    /// A proof names its object by the bare code, which therefore is one object's.
    fn objects(&mut self) {
        struct Rows<'a>(&'a Inventory, Vec<(List, usize, String)>);
        impl EachList for Rows<'_> {
            fn visit<R: Row>(&mut self) {
                if refer::OBJECTS.contains(&R::LIST) {
                    let rows = R::list(self.0).iter().enumerate();
                    self.1.extend(rows.map(|(row, it)| (R::LIST, row, it.code().to_owned())));
                }
            }
        }
        let rows = [self.incoming, self.known.current].map(|it| {
            let mut rows = Rows(it, Vec::new());
            each_list(&mut rows);
            rows.1
        });
        let mut all: BTreeMap<&str, Vec<List>> = BTreeMap::new();
        for (list, _, code) in rows.iter().flatten() {
            all.entry(code).or_default().push(*list);
        }
        let [incoming, _] = &rows;
        for (list, row, code) in incoming {
            let (list, row) = (*list, *row);
            let other = all.get(code.as_str()).and_then(|it| it.iter().find(|it| **it != list));
            if let Some(among) = other.copied().and_then(words) {
                let what = InventoryFault::CodeOfOtherObject { code: code.clone(), among };
                self.fault(list, row, "/code", what);
            }
        }
    }

    /// Evidence is added, never changed, and tells of what has been.
    fn proofs(&mut self) {
        let incoming = self.incoming;
        let known: BTreeMap<&str, _> =
            self.known.current.evidence.iter().map(|it| (it.code.as_str(), it)).collect();
        for (row, it) in incoming.evidence.iter().enumerate() {
            if known.get(it.code.as_str()).is_some_and(|known| *known != it) {
                let code = it.code.clone();
                self.fault(List::Evidence, row, "/code", InventoryFault::EvidenceChanged { code });
            }
            if let Some(today) = self.known.today.filter(|today| it.observed > *today) {
                self.fault(List::Evidence, row, "/observed", InventoryFault::ObservedInTheFuture { today });
            }
        }
    }

    /// Places in a directory are distinguished names.
    fn places(&mut self) {
        let incoming = self.incoming;
        for (row, it) in incoming.sources.iter().enumerate() {
            let accounts = it.service_accounts.iter().enumerate();
            let accounts = accounts.map(|(index, dn)| (format!("/service_accounts/{index}"), dn));
            let places =
                it.places.iter().enumerate().map(|(index, it)| (format!("/places/{index}/under"), &it.under));
            for (field, dn) in accounts.chain(places) {
                if !(self.known.is_dn)(dn) {
                    self.fault(List::Sources, row, field, InventoryFault::NotDn { text: dn.clone() });
                }
            }
        }
    }
}

/// How a list of objects is called.
const fn words(list: List) -> Option<&'static str> {
    Some(match list {
        List::Systems => "list-systems",
        List::Units => "list-units",
        List::Suppliers => "list-suppliers",
        List::Platforms => "list-platforms",
        List::Sites => "list-sites",
        List::Assets => "list-assets",
        List::People
        | List::Contracts
        | List::Dependencies
        | List::Rights
        | List::Rules
        | List::Conflicts
        | List::Overrides
        | List::Recovery
        | List::Evidence
        | List::Sources => return None,
    })
}
