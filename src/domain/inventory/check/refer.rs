//! References from row to row, and to the catalogue.

use super::{BTreeMap, Checker, EachList, Inventory, InventoryFault, List, Row, each_list};

const PEOPLE: (List, &str) = (List::People, "list-people");
const UNITS: (List, &str) = (List::Units, "list-units");
const SYSTEMS: (List, &str) = (List::Systems, "list-systems");

/// Lists whose rows a proof can concern.
pub(super) const OBJECTS: [List; 6] =
    [List::Systems, List::Units, List::Suppliers, List::Platforms, List::Sites, List::Assets];

/// A field of a row: where it stands, its word, and the list that it refers to.
type Field = (&'static str, &'static str, (List, &'static str));

impl Checker<'_> {
    pub(super) fn references(&mut self) {
        let incoming = self.incoming;
        for (row, it) in incoming.units.iter().enumerate() {
            self.one(List::Units, row, ("/parent", "inventory-field-parent", UNITS), it.parent.as_ref());
        }
        for (row, it) in incoming.people.iter().enumerate() {
            self.one(List::People, row, ("/unit", "inventory-field-unit", UNITS), it.unit.as_ref());
        }
        for (row, it) in incoming.suppliers.iter().enumerate() {
            self.one(List::Suppliers, row, ("/unit", "inventory-field-unit", UNITS), it.unit.as_ref());
        }
        for (row, it) in incoming.platforms.iter().enumerate() {
            self.one(List::Platforms, row, ("/unit", "inventory-field-unit", UNITS), it.unit.as_ref());
        }
        for (row, it) in incoming.sites.iter().enumerate() {
            self.one(List::Sites, row, ("/unit", "inventory-field-unit", UNITS), it.unit.as_ref());
        }
        self.contracts();
        self.systems();
        self.assets();
        self.dependencies();
        self.access();
        self.decisions();
        self.evidence();
    }

    fn contracts(&mut self) {
        const SUPPLIERS: (List, &str) = (List::Suppliers, "list-suppliers");
        for (row, it) in self.incoming.contracts.iter().enumerate() {
            let list = List::Contracts;
            self.one(list, row, ("/supplier", "inventory-field-supplier", SUPPLIERS), Some(&it.supplier));
            self.many(list, row, ("/systems", "inventory-field-system", SYSTEMS), &it.systems);
            for (index, code) in it.terms.iter().enumerate() {
                self.control(list, row, format!("/terms/{index}"), code);
            }
        }
    }

    fn systems(&mut self) {
        const SUPPLIERS: (List, &str) = (List::Suppliers, "list-suppliers");
        const PLATFORMS: (List, &str) = (List::Platforms, "list-platforms");
        const SITES: (List, &str) = (List::Sites, "list-sites");
        for (row, it) in self.incoming.systems.iter().enumerate() {
            let list = List::Systems;
            self.one(list, row, ("/unit", "inventory-field-unit", UNITS), Some(&it.unit));
            let holders = [
                ("/owner", "inventory-field-owner", &it.owner),
                ("/manager", "inventory-field-manager", &it.manager),
                ("/administrator", "inventory-field-administrator", &it.administrator),
                ("/owner_deputy", "inventory-field-owner-deputy", &it.owner_deputy),
                ("/manager_deputy", "inventory-field-manager-deputy", &it.manager_deputy),
                ("/administrator_deputy", "inventory-field-administrator-deputy", &it.administrator_deputy),
            ];
            for (field, word, code) in holders {
                self.one(list, row, (field, word, PEOPLE), code.as_ref());
            }
            self.one(list, row, ("/supplier", "inventory-field-supplier", SUPPLIERS), it.supplier.as_ref());
            self.one(list, row, ("/platform", "inventory-field-platform", PLATFORMS), it.platform.as_ref());
            self.many(list, row, ("/sites", "inventory-field-site", SITES), &it.sites);
            self.flags(list, row, &it.flags);
        }
    }

    fn assets(&mut self) {
        for (row, it) in self.incoming.assets.iter().enumerate() {
            let list = List::Assets;
            self.one(list, row, ("/unit", "inventory-field-unit", UNITS), Some(&it.unit));
            self.one(list, row, ("/owner", "inventory-field-information-owner", UNITS), it.owner.as_ref());
            self.many(list, row, ("/systems", "inventory-field-system", SYSTEMS), &it.systems);
            self.flags(list, row, &it.flags);
        }
    }

    fn dependencies(&mut self) {
        const ASSETS: (List, &str) = (List::Assets, "list-assets");
        for (row, it) in self.incoming.dependencies.iter().enumerate() {
            let list = List::Dependencies;
            self.one(list, row, ("/consumer", "inventory-field-consumer", SYSTEMS), Some(&it.consumer));
            self.one(
                list,
                row,
                ("/supplier", "inventory-field-supplier-system", SYSTEMS),
                Some(&it.supplier),
            );
            self.many(list, row, ("/assets", "inventory-field-asset", ASSETS), &it.assets);
            if it.consumer == it.supplier {
                let code = it.consumer.clone();
                self.fault(list, row, "/supplier", InventoryFault::DependsOnItself { code });
            }
        }
    }

    fn access(&mut self) {
        const RIGHTS: (List, &str) = (List::Rights, "list-rights");
        const SOURCES: (List, &str) = (List::Sources, "list-sources");
        let (incoming, current) = (self.incoming, self.known.current);
        let rights = current.rights.iter().chain(&incoming.rights);
        let systems: BTreeMap<&str, &str> = rights.map(|it| (it.code.as_str(), it.system.as_str())).collect();
        for (row, it) in incoming.rights.iter().enumerate() {
            let list = List::Rights;
            self.one(list, row, ("/system", "inventory-field-system", SYSTEMS), Some(&it.system));
            for (index, grant) in it.grants.iter().enumerate() {
                // `directory` needs no row: it is made when an access check first reads it.
                let source = grant.source.as_ref().filter(|it| *it != "directory");
                self.refer(
                    list,
                    row,
                    format!("/grants/{index}/source"),
                    "inventory-field-source",
                    SOURCES,
                    source,
                );
            }
        }
        for (row, it) in incoming.rules.iter().enumerate() {
            let list = List::Rules;
            self.one(list, row, ("/system", "inventory-field-system", SYSTEMS), Some(&it.system));
            self.many(list, row, ("/rights", "inventory-field-right", RIGHTS), &it.rights);
            let ground = it.ground.as_ref().map(|it| &it.decided_by);
            self.one(list, row, ("/ground/decided_by", "inventory-field-decided-by", PEOPLE), ground);
            for (index, right) in it.rights.iter().enumerate() {
                if let Some(system) = systems.get(right.as_str())
                    && *system != it.system
                {
                    let (right, system) = (right.clone(), (*system).to_owned());
                    let what = InventoryFault::RightOfOtherSystem { right, system };
                    self.fault(list, row, format!("/rights/{index}"), what);
                }
            }
        }
        for (row, it) in incoming.conflicts.iter().enumerate() {
            let list = List::Conflicts;
            self.one(list, row, ("/left", "inventory-field-right", RIGHTS), Some(&it.left));
            self.one(list, row, ("/right", "inventory-field-right", RIGHTS), Some(&it.right));
            if it.left == it.right {
                let code = it.left.clone();
                self.fault(list, row, "/right", InventoryFault::ConflictsWithItself { code });
            }
        }
    }

    fn decisions(&mut self) {
        for (row, it) in self.incoming.overrides.iter().enumerate() {
            let list = List::Overrides;
            self.one(list, row, ("/system", "inventory-field-system", SYSTEMS), Some(&it.system));
            self.one(
                list,
                row,
                ("/decided_by", "inventory-field-decided-by", PEOPLE),
                it.decided_by.as_ref(),
            );
        }
        for (row, it) in self.incoming.recovery.iter().enumerate() {
            let list = List::Recovery;
            self.one(list, row, ("/system", "inventory-field-system", SYSTEMS), Some(&it.system));
            self.one(
                list,
                row,
                ("/decided_by", "inventory-field-decided-by", PEOPLE),
                it.decided_by.as_ref(),
            );
        }
    }

    fn evidence(&mut self) {
        for (row, it) in self.incoming.evidence.iter().enumerate() {
            let list = List::Evidence;
            self.control(list, row, "/control".to_owned(), &it.control);
            // A proof outlives what it is on: what has been there is enough.
            if let Some(code) = &it.on
                && !OBJECTS.iter().any(|list| self.has(*list, code) || has(self.known.current, *list, code))
            {
                self.fault(list, row, "/on", InventoryFault::UnknownObject { code: code.clone() });
            }
            if let Some(methods) = self.known.methods
                && !methods.contains(&it.method)
            {
                let allowed = methods.iter().cloned().collect();
                self.fault(
                    list,
                    row,
                    "/method",
                    InventoryFault::UnknownMethod { code: it.method.clone(), allowed },
                );
            }
            self.one(list, row, ("/observer", "inventory-field-observer", PEOPLE), it.observer.as_ref());
            self.one(
                list,
                row,
                ("/accepted_by", "inventory-field-accepted-by", PEOPLE),
                it.accepted_by.as_ref(),
            );
            if let (Some(observer), Some(accepted)) = (&it.observer, &it.accepted_by)
                && observer == accepted
            {
                let what = InventoryFault::AcceptedByObserver { person: accepted.clone() };
                self.fault(list, row, "/accepted_by", what);
            }
        }
    }

    fn flags(&mut self, list: List, row: usize, flags: &[String]) {
        let Some(known) = self.known.flags else { return };
        for (index, flag) in flags.iter().enumerate().filter(|it| !known.contains(it.1)) {
            self.fault(
                list,
                row,
                format!("/flags/{index}"),
                InventoryFault::UnknownFlag { flag: flag.clone() },
            );
        }
    }

    fn control(&mut self, list: List, row: usize, field: String, code: &str) {
        if self.known.controls.is_some_and(|it| !it.contains(code)) {
            self.fault(list, row, field, InventoryFault::UnknownControl { code: code.to_owned() });
        }
    }

    fn one(&mut self, list: List, row: usize, (field, word, among): Field, code: Option<&String>) {
        self.refer(list, row, field.to_owned(), word, among, code);
    }

    fn many(&mut self, list: List, row: usize, (field, word, among): Field, codes: &[String]) {
        for (index, code) in codes.iter().enumerate() {
            self.refer(list, row, format!("{field}/{index}"), word, among, Some(code));
        }
    }

    /// Adds a fault when `code` is not among the rows of the list that it refers to.
    pub(super) fn refer(
        &mut self,
        list: List,
        row: usize,
        field: String,
        word: &'static str,
        (among, words): (List, &'static str),
        code: Option<&String>,
    ) {
        if let Some(code) = code
            && !self.has(among, code)
        {
            let code = code.clone();
            let what = if has(self.known.current, among, &code) {
                InventoryFault::ReferenceRetired { field: word, code, among: words }
            } else {
                InventoryFault::UnknownReference { field: word, code, among: words }
            };
            self.fault(list, row, field, what);
        }
    }

    fn has(&self, list: List, code: &str) -> bool {
        self.codes.get(&list).is_some_and(|it| it.contains(code))
    }
}

/// Whether the register holds a row of that code in `list`.
fn has(current: &Inventory, list: List, code: &str) -> bool {
    struct Find<'a>(&'a Inventory, List, &'a str, bool);
    impl EachList for Find<'_> {
        fn visit<R: Row>(&mut self) {
            self.3 |= R::LIST == self.1 && R::list(self.0).iter().any(|it| it.code() == self.2);
        }
    }
    let mut find = Find(current, list, code, false);
    each_list(&mut find);
    find.3
}
