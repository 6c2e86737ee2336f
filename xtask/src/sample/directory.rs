//! Accounts and groups, as `ldifde` exports them from Active Directory: account → role group → resource group (AGDLP).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use super::{
    AS_OF,
    date::Date,
    names::{ascii, joined},
    random::Dice,
    source::{Policy, Source},
    staff::{Employee, Staff},
};

/// DN of the domain.
pub(super) const DOMAIN: &str = "DC=ad,DC=norrvada,DC=example";
const DOMAIN_SID: [u32; 4] = [21, 1_204_519_733, 2_871_046_210, 3_390_127_458];
/// Members in one record; `ldifde` writes the rest as changes that follow.
const RANGE: usize = 1_500;
const ALL_STAFF: &str = "GG-Alla-anstallda";
const ELECTED: &str = "GG-Fortroendevalda";
const DOMAIN_ADMINS: &str = "GG-ADM-T0-Domanadmin";
const BACKUP_ADMINS: &str = "GG-ADM-T0-Backup";
const POOL: &str = "LEG-Vikariepool";
const SCADA: &str = "GG-EXT-SCADA";

#[derive(Debug, Clone)]
struct Account {
    logon: String,
    cn: String,
    display: String,
    place: String,
    employee: Option<usize>,
    manager: Option<usize>,
    department: Option<String>,
    title: Option<String>,
    enabled: bool,
    expires: Option<Date>,
    signed_in: i64,
    password_set: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    Account(usize),
    Group(String),
}

#[derive(Debug, Clone)]
struct Group {
    place: &'static str,
    members: Vec<Member>,
    /// The same members, to ask.
    known: BTreeSet<Member>,
}

/// The directory.
pub(super) struct Directory<'a> {
    source: &'a Source,
    staff: &'a Staff,
    accounts: Vec<Account>,
    groups: BTreeMap<String, Group>,
    /// Everyday account per place in the staff.
    everyday: BTreeMap<usize, usize>,
    taken: BTreeSet<String>,
    dice: Dice,
}

impl<'a> Directory<'a> {
    /// Builds it, planted deviations included.
    pub(super) fn build(source: &'a Source, staff: &'a Staff) -> Result<Self> {
        let mut directory = Self {
            source,
            staff,
            accounts: Vec::new(),
            groups: BTreeMap::new(),
            everyday: BTreeMap::new(),
            taken: BTreeSet::new(),
            dice: Dice::new("directory"),
        };
        directory.everyday_accounts()?;
        directory.role_groups();
        directory.special_groups();
        directory.admin_accounts()?;
        for policy in &source.policies {
            directory.resource_group(policy);
        }
        directory.other_groups();
        directory.service_accounts()?;
        directory.plant()?;
        Ok(directory)
    }

    fn everyday_accounts(&mut self) -> Result<()> {
        let staff = self.staff;
        for (place, it) in staff.all.iter().enumerate() {
            let dormant = staff.plants.dormant.contains(&place);
            let signed_in = if dormant { 120 } else { i64::try_from(self.dice.below(59))? + 1 };
            let expires = match it.end {
                // DEV-05: the supplier's account never expires
                _ if place == staff.plants.supplier => None,
                end if it.active => end,
                _ => None,
            };
            // DEV-09: HR knows of the move, the account still says what it said before
            let moved = staff.plants.moved.contains(&place);
            let account = Account {
                logon: it.logon.clone(),
                cn: String::new(),
                display: it.name.clone(),
                place: if moved {
                    "OU=Personal,OU=Socialförvaltningen".to_owned()
                } else {
                    self.container(place, it)
                },
                employee: Some(place),
                manager: None,
                department: Some(if moved { "SOF-HSL".to_owned() } else { it.unit.clone() }),
                title: Some(if moved { "Sjuksköterska".to_owned() } else { it.title.clone() }),
                enabled: it.active || place == staff.plants.leaver,
                expires,
                signed_in: if it.active || place == staff.plants.leaver { signed_in } else { 160 },
                password_set: i64::try_from(self.dice.below(300))? + 1,
            };
            let number = self.add(account);
            self.everyday.insert(place, number);
        }
        for (place, it) in staff.all.iter().enumerate() {
            let number = *self.everyday.get(&place).context("an account for everybody")?;
            let manager = it.manager.and_then(|it| self.everyday.get(&it)).copied();
            self.accounts.get_mut(number).context("the account")?.manager = manager;
        }
        Ok(())
    }

    fn container(&self, place: usize, it: &Employee) -> String {
        if !it.active && place != self.staff.plants.leaver {
            return "OU=Avslutade".to_owned();
        }
        match it.kind {
            "fortroendevald" => "OU=Fortroendevalda".to_owned(),
            "leverantor" | "konsult" | "praktikant" => "OU=Externa".to_owned(),
            _ => {
                let unit = self.source.units.iter().find(|unit| unit.code == it.unit);
                format!("OU=Personal,OU={}", unit.map_or("Kommunen", |it| it.administration.as_str()))
            }
        }
    }

    /// Adds an account under a common name that is free in its place.
    fn add(&mut self, mut account: Account) -> usize {
        account.cn.clone_from(&account.display);
        if !self.taken.insert(format!("{},{}", account.cn, account.place).to_lowercase()) {
            account.cn = format!("{} ({})", account.display, account.logon);
            self.taken.insert(format!("{},{}", account.cn, account.place).to_lowercase());
        }
        self.accounts.push(account);
        self.accounts.len() - 1
    }

    fn join(&mut self, group: &str, place: &'static str, member: Member) {
        let group = self.groups.entry(group.to_owned()).or_insert_with(|| Group {
            place,
            members: Vec::new(),
            known: BTreeSet::new(),
        });
        if group.known.insert(member.clone()) {
            group.members.push(member);
        }
    }

    fn join_employee(&mut self, group: &str, place: &'static str, employee: usize) {
        if let Some(account) = self.everyday.get(&employee).copied() {
            self.join(group, place, Member::Account(account));
        }
    }

    /// Filled from HR: one per unit and title, one for everybody, one for the elected.
    fn role_groups(&mut self) {
        let staff = self.staff;
        for (place, it) in staff.all.iter().enumerate().filter(|(_, it)| it.active) {
            let hourly = if it.kind == "timanstalld" { "-Tim" } else { "" };
            match it.kind {
                "fortroendevald" => self.join_employee(ELECTED, ROLE, place),
                "tillsvidare" | "visstid" | "timanstalld" => {
                    self.join_employee(&format!("{}{hourly}", role_group(&it.unit, &it.title)), ROLE, place);
                    self.join_employee(ALL_STAFF, ROLE, place);
                }
                _ => {}
            }
        }
    }

    /// Groups behind an attribute: delegation, an active shift, a designation.
    fn special_groups(&mut self) {
        let staff = self.staff;
        for (place, it) in staff.all.iter().enumerate() {
            if it.extra.contains_key("delegation") {
                self.join_employee(&format!("GG-{}-Delegering", it.unit), ROLE, place);
            }
            if it.extra.contains_key("shift") {
                self.join_employee("GG-SOF-AO-MobiltLas", ROLE, place);
            }
            if it.extra.contains_key("designation") {
                self.join_employee("GG-UBF-SKOLA-SkyddadeUppgifter", ROLE, place);
            }
        }
    }

    fn admin_accounts(&mut self) -> Result<()> {
        let plants = &self.staff.plants;
        let mut wanted: Vec<(usize, &str, &str)> = Vec::new();
        wanted.extend(plants.administrators.iter().map(|it| (*it, "T0", DOMAIN_ADMINS)));
        wanted.extend(plants.wrong_title.iter().map(|it| (*it, "T0", DOMAIN_ADMINS)));
        wanted.extend(plants.backup.iter().map(|it| (*it, "T0B", BACKUP_ADMINS)));
        let technicians = self.staff.holders("KLK-IT", "Systemtekniker");
        wanted.extend(technicians.iter().map(|it| (*it, "T1", "GG-ADM-T1-Server")));
        let support = self.staff.holders("KLK-IT", "Supporttekniker");
        wanted.extend(support.iter().map(|it| (*it, "T2", "GG-ADM-T2-Klient")));
        for (employee, tier, group) in wanted {
            let it = self.staff.all.get(employee).context("a place in the staff")?;
            let account = Account {
                logon: format!("{}-{}", it.logon, tier.to_lowercase()),
                cn: String::new(),
                display: format!("{} ({tier})", it.name),
                place: format!("OU=Admin,OU={tier}"),
                employee: Some(employee),
                manager: self.everyday.get(&employee).copied(),
                department: Some(it.unit.clone()),
                title: Some(it.title.clone()),
                enabled: true,
                expires: None,
                signed_in: i64::try_from(self.dice.below(40))? + 1,
                password_set: i64::try_from(self.dice.below(120))? + 1,
            };
            let number = self.add(account);
            self.join(group, ADMIN, Member::Account(number));
        }
        Ok(())
    }

    /// The granting group of a rule, with the role groups that the rule means.
    fn resource_group(&mut self, policy: &Policy) {
        let mut members: Vec<String> = Vec::new();
        for clause in &policy.allow {
            let values = |key: &str| clause.iter().find(|it| it.0 == key).map(|it| it.1.as_slice());
            let hourly = values("employeeType").is_some_and(|it| it.iter().any(|it| it == "timanstalld"));
            let (units, titles) = (values("department"), values("title"));
            let special = [
                ("account_tier", if policy.system == "BKP" { BACKUP_ADMINS } else { DOMAIN_ADMINS }),
                ("sponsor_title", SCADA),
                ("shift", "GG-SOF-AO-MobiltLas"),
                ("designation", "GG-UBF-SKOLA-SkyddadeUppgifter"),
            ];
            if let Some((_, group)) = special.iter().find(|it| values(it.0).is_some()) {
                members.push((*group).to_owned());
            } else if values("delegation").is_some() {
                let units = units.into_iter().flatten();
                members.extend(units.map(|it| format!("GG-{it}-Delegering")));
            } else if let Some(titles) = titles {
                for unit in &self.source.units {
                    for (title, _) in &unit.titles {
                        if titles.contains(title) && units.is_none_or(|it| it.contains(&unit.code)) {
                            let group = role_group(&unit.code, title);
                            members.extend(hourly.then(|| format!("{group}-Tim")));
                            members.push(group);
                        }
                    }
                }
            } else {
                members.push(ALL_STAFF.to_owned());
                let elected =
                    values("employeeType").is_some_and(|it| it.iter().any(|it| it == "fortroendevald"));
                members.extend(elected.then(|| ELECTED.to_owned()));
            }
        }
        for group in members {
            if group == SCADA || self.groups.contains_key(&group) {
                self.join(&policy.group, RESOURCE, Member::Group(group));
            }
        }
    }

    /// Groups that give no right in the register: licences, projects, folders, leftovers.
    fn other_groups(&mut self) {
        let staff = self.staff;
        for (place, it) in staff.all.iter().enumerate().filter(|(_, it)| it.active) {
            let office = it.unit.starts_with("KLK") || it.unit.starts_with("SBF-PLAN");
            if matches!(it.kind, "tillsvidare" | "visstid") {
                self.join_employee(
                    if office { "GG-LIC-Kontor-Full" } else { "GG-LIC-Kontor-Webb" },
                    OTHER,
                    place,
                );
            }
            if it.title == "Undersköterska" && it.kind != "timanstalld" {
                self.join_employee("GG-LIC-Mobil", OTHER, place);
            }
            if it.title == "Registrator" || it.title == "Arkivarie" {
                self.join_employee("GG-PRJ-NyttEarkiv", OTHER, place);
            }
            if it.title == "Planerare hemtjänst" {
                self.join_employee("GG-PRJ-DigitalaLas", OTHER, place);
            }
            if place % 41 == 0 {
                self.join_employee("LEG-Gemensam-gammal", OTHER, place);
            }
        }
        for unit in &self.source.units {
            let folder = format!("DL-FIL-{}-RW", joined(&unit.code));
            for (title, _) in &unit.titles {
                self.join(&folder, RESOURCE, Member::Group(role_group(&unit.code, title)));
            }
        }
        self.join("LEG-Skrivare-plan2", OTHER, Member::Group("LEG-Gemensam-gammal".to_owned()));
    }

    /// 140 accounts of programs. DEV-11: 31 have no owner, 9 of these a password older than five years.
    fn service_accounts(&mut self) -> Result<()> {
        const PURPOSES: [&str; 5] = ["jobb", "sql", "api", "kopia", "matning"];
        let owners = ["Systemtekniker", "IT-arkitekt", "Nätverkstekniker", "Systemutvecklare"];
        let (mut made, mut orphans, mut old) = (0, 0, 0);
        for purpose in PURPOSES {
            for system in &self.source.systems {
                if made == 140 {
                    return Ok(());
                }
                let orphan = made % 9 < 2 && orphans < 31;
                let ancient = orphan && orphans % 3 == 1 && old < 9;
                orphans += usize::from(orphan);
                old += usize::from(ancient);
                let title = owners.get(made % owners.len()).context("an owner's title")?;
                let owner = self.staff.responsible("KLK-IT", title, made)?;
                let spread = i64::try_from(self.dice.below(1_000))?;
                let logon = format!("svc-{}-{purpose}", ascii(&system.code).to_lowercase());
                let signed_in = i64::try_from(self.dice.below(50))? + 1;
                self.add(Account {
                    display: logon.clone(),
                    logon,
                    cn: String::new(),
                    place: "OU=Tjanstekonton".to_owned(),
                    employee: None,
                    manager: if orphan { None } else { self.everyday.get(&owner).copied() },
                    department: None,
                    title: None,
                    enabled: true,
                    expires: None,
                    signed_in,
                    password_set: if ancient { 5 * 365 + 120 + spread } else { 30 + spread },
                });
                made += 1;
            }
        }
        Ok(())
    }

    /// The planted deviations that stand in groups; those of accounts and HR are in place already.
    fn plant(&mut self) -> Result<()> {
        let plants = &self.staff.plants;
        self.join_employee("DL-VSS-Barnochunga-RW", RESOURCE, plants.support); // DEV-01
        for it in &plants.pool {
            self.join_employee(POOL, OTHER, *it); // DEV-02
        }
        self.join("DL-VSS-UtforareAO-RW", RESOURCE, Member::Group(POOL.to_owned()));
        self.join_employee(&role_group("KLK-EKO", "Redovisningsekonom"), ROLE, plants.assistant); // DEV-03
        self.join_employee(&role_group("KLK-HR", "Lönekonsult"), ROLE, plants.leaver); // DEV-04
        self.join_employee(ALL_STAFF, ROLE, plants.leaver);
        self.join_employee(SCADA, ROLE, plants.supplier); // DEV-05
        self.join_employee("DL-EHJ-Medicinsk-RW", RESOURCE, plants.rector); // DEV-06
        for it in plants.administrators.iter().take(2) {
            self.join_employee(DOMAIN_ADMINS, ADMIN, *it); // DEV-07
        }
        let teachers = role_group("UBF-SKOLA", "Lärare"); // DEV-08
        let missing: Vec<Member> = plants
            .missing
            .iter()
            .filter_map(|it| self.everyday.get(it))
            .map(|it| Member::Account(*it))
            .collect();
        self.groups.get_mut(&teachers).context("the teachers")?.members.retain(|it| !missing.contains(it));
        for it in &plants.moved {
            self.join_employee(&role_group("SOF-HSL", "Sjuksköterska"), ROLE, *it); // DEV-09
        }
        Ok(())
    }

    fn account_dn(&self, number: usize) -> String {
        self.accounts.get(number).map_or(String::new(), |it| format!("CN={},{},{DOMAIN}", it.cn, it.place))
    }

    fn group_dn(&self, name: &str) -> String {
        self.groups.get(name).map_or(String::new(), |it| format!("CN={name},{},{DOMAIN}", it.place))
    }

    /// The export.
    pub(super) fn ldif(&self) -> String {
        let mut dice = Dice::new("guids");
        let mut out = String::new();
        for (number, it) in self.accounts.iter().enumerate() {
            self.account(&mut out, number, it, &mut dice);
        }
        for (number, (name, group)) in self.groups.iter().enumerate() {
            self.group(&mut out, number, name, group, &mut dice);
        }
        let everybody = format!("CN=Domain Users,CN=Users,{DOMAIN}");
        line(&mut out, "dn", everybody.as_bytes());
        header(&mut out, &["top", "group"], "Domain Users", -2_147_483_646, 513, &mut dice);
        out.push_str("\r\n");
        out
    }

    fn account(&self, out: &mut String, number: usize, it: &Account, dice: &mut Dice) {
        const NEVER: i64 = i64::MAX;
        line(out, "dn", self.account_dn(number).as_bytes());
        line(out, "changetype", b"add");
        for class in ["top", "person", "organizationalPerson", "user"] {
            line(out, "objectClass", class.as_bytes());
        }
        line(out, "cn", it.cn.as_bytes());
        let mut text = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                line(out, name, value.as_bytes());
            }
        };
        text("title", it.title.as_deref());
        text("displayName", Some(&it.display));
        text("department", it.department.as_deref());
        binary(out, "objectGUID", &dice.bytes());
        let control = match (it.enabled, it.employee) {
            (true, Some(_)) => 512,
            (true, None) => 66_048,
            _ => 514,
        };
        let seconds = i64::try_from(number).unwrap_or(0) * 37 % 36_000;
        let expires =
            it.expires.map_or(if number.is_multiple_of(2) { NEVER } else { 0 }, |it| it.filetime(0));
        let mut number_line = |name: &str, value: i64| line(out, name, value.to_string().as_bytes());
        number_line("userAccountControl", control);
        number_line("pwdLastSet", AS_OF.before(it.password_set).filetime(25_200 + seconds));
        number_line("primaryGroupID", 513);
        binary(out, "objectSid", &sid(1_103 + u32::try_from(number).unwrap_or(0)));
        line(out, "accountExpires", expires.to_string().as_bytes());
        line(out, "sAMAccountName", it.logon.as_bytes());
        if let Some(employee) = it.employee.and_then(|place| self.staff.all.get(place)) {
            line(out, "employeeID", employee.id.as_bytes());
        }
        let signed_in = AS_OF.before(it.signed_in).filetime(25_200 + seconds);
        line(out, "lastLogonTimestamp", signed_in.to_string().as_bytes());
        if let Some(manager) = it.manager {
            line(out, "manager", self.account_dn(manager).as_bytes());
        }
        out.push_str("\r\n");
    }

    fn group(&self, out: &mut String, number: usize, name: &str, group: &Group, dice: &mut Dice) {
        let dn = self.group_dn(name);
        let members: Vec<String> = group
            .members
            .iter()
            .map(|it| match it {
                Member::Account(number) => self.account_dn(*number),
                Member::Group(name) => self.group_dn(name),
            })
            .collect();
        let kind = if group.place == RESOURCE { -2_147_483_644 } else { -2_147_483_646 };
        let rid = 20_001 + u32::try_from(number).unwrap_or(0);
        let mut ranges = members.chunks(RANGE);
        line(out, "dn", dn.as_bytes());
        header(out, &["top", "group"], name, kind, rid, dice);
        for member in ranges.next().into_iter().flatten() {
            line(out, "member", member.as_bytes());
        }
        out.push_str("\r\n");
        for range in ranges {
            line(out, "dn", dn.as_bytes());
            out.push_str("changetype: modify\r\nadd: member\r\n");
            for member in range {
                line(out, "member", member.as_bytes());
            }
            out.push_str("-\r\n\r\n");
        }
    }
}

const ROLE: &str = "OU=Rollgrupper,OU=Grupper";
const RESOURCE: &str = "OU=Resursgrupper,OU=Grupper";
const ADMIN: &str = "OU=Grupper,OU=T0";
const OTHER: &str = "OU=Ovriga,OU=Grupper";

fn role_group(unit: &str, title: &str) -> String {
    format!("GG-{unit}-{}", joined(title))
}

fn header(out: &mut String, classes: &[&str], name: &str, kind: i64, rid: u32, dice: &mut Dice) {
    line(out, "changetype", b"add");
    for class in classes {
        line(out, "objectClass", class.as_bytes());
    }
    line(out, "cn", name.as_bytes());
    binary(out, "objectGUID", &dice.bytes());
    binary(out, "objectSid", &sid(rid));
    line(out, "sAMAccountName", name.as_bytes());
    line(out, "groupType", kind.to_string().as_bytes());
}

fn sid(rid: u32) -> Vec<u8> {
    let mut bytes = vec![1, 5, 0, 0, 0, 0, 0, 5];
    for part in DOMAIN_SID.iter().chain([&rid]) {
        bytes.extend(part.to_le_bytes());
    }
    bytes
}

fn binary(out: &mut String, name: &str, value: &[u8]) {
    fold(out, &format!("{name}:: {}", base64(value)));
}

fn line(out: &mut String, name: &str, value: &[u8]) {
    match std::str::from_utf8(value) {
        Ok(text) if text.is_ascii() && !text.starts_with([' ', ':', '<']) && !text.ends_with(' ') => {
            fold(out, &format!("{name}: {text}"));
        }
        _ => binary(out, name, value),
    }
}

/// Writes a line of ASCII, folded as `ldifde` folds: continued on the next after one space.
fn fold(out: &mut String, text: &str) {
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 76 == 0 {
            out.push_str("\r\n ");
        }
        out.push(letter);
    }
    out.push_str("\r\n");
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = usize::try_from((group >> (18 - 6 * place)) & 63).unwrap_or(0);
            let letter = LETTERS.get(index).map_or('=', |it| char::from(*it));
            out.push(if place > chunk.len() { '=' } else { letter });
        }
    }
    out
}
