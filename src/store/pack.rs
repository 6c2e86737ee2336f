//! A kept read as bytes: numbers, states and memberships, without names. Names and DNs go beside it, to labels.
//!
//! Written and read in one pass: whole numbers as varints, texts once in a table. 20,000 accounts with 200,000
//! memberships take about a megabyte.
//!
//! Invariant, held by a property test: what is packed comes back equal, save that sign-ins are kept by day.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{
    hr::HrRow,
    snapshot::{Account, Dialect, Edge, EdgeKind, Gap, Object, ObjectKind, Snapshot},
};

use crate::StoreError;

/// Version of the form.
const FORM: u64 = 1;

const KINDS: [ObjectKind; 7] = [
    ObjectKind::User,
    ObjectKind::Group,
    ObjectKind::Computer,
    ObjectKind::Contact,
    ObjectKind::Foreign,
    ObjectKind::Dangling,
    ObjectKind::Other,
];
const EDGES: [EdgeKind; 7] = [
    EdgeKind::Member,
    EdgeKind::UniqueMember,
    EdgeKind::RoleOccupant,
    EdgeKind::MemberUid,
    EdgeKind::MemberUrl,
    EdgeKind::PrimaryGroup,
    EdgeKind::GidNumber,
];

/// Attributes that say what an account or a person is for, not who: they stay with the content. All others are labels.
const PLAIN: &[&str] = &[
    "department",
    "departmentnumber",
    "division",
    "employee_id",
    "employee_type",
    "employeeid",
    "employeenumber",
    "employeetype",
    "end",
    "manager_id",
    "protected",
    "start",
    "status",
    "tier",
    "title",
];

/// Attributes that name somebody, in a directory or an HR file.
const NAMES: &[&str] = &[
    "cn",
    "displayname",
    "distinguishedname",
    "email",
    "family_name",
    "gecos",
    "given_name",
    "givenname",
    "initials",
    "mail",
    "mobile",
    "name",
    "phone",
    "proxyaddresses",
    "samaccountname",
    "sn",
    "telephonenumber",
    "uid",
    "userprincipalname",
];

/// Attributes that go with the labels.
pub(crate) fn labelled(attributes: &BTreeMap<String, String>) -> BTreeMap<&str, &str> {
    let labels = attributes.iter().filter(|it| !PLAIN.contains(&it.0.as_str()));
    labels.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Whether an attribute names somebody.
pub(crate) fn names(attribute: &str) -> bool {
    NAMES.contains(&attribute)
}

fn plain(attributes: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    let kept = attributes.iter().filter(|it| PLAIN.contains(&it.0.as_str()));
    kept.map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[derive(Default)]
struct Packer<'a> {
    out: Vec<u8>,
    texts: HashMap<&'a str, u64>,
    order: Vec<&'a str>,
}

impl<'a> Packer<'a> {
    fn number(&mut self, value: impl Into<u64>) {
        varint(value.into(), &mut self.out);
    }

    fn signed(&mut self, value: i64) {
        // Zigzag: small numbers of either sign are short.
        self.number((value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned());
    }

    fn size(&mut self, value: usize) {
        self.number(u64::try_from(value).unwrap_or(u64::MAX));
    }

    fn text(&mut self, value: &'a str) {
        let next = u64::try_from(self.order.len()).unwrap_or(u64::MAX);
        let place = *self.texts.entry(value).or_insert_with(|| {
            self.order.push(value);
            next
        });
        self.number(place);
    }

    fn option<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.number(u8::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }

    fn instant(&mut self, value: Option<DateTime<Utc>>) {
        self.option(value, |it, value| {
            it.signed(value.timestamp());
            it.number(value.timestamp_subsec_nanos());
        });
    }

    fn day(&mut self, value: Option<NaiveDate>) {
        self.option(value, |it, value| it.signed(i64::from(crate::sql::days(value))));
    }

    fn attributes(&mut self, attributes: &'a BTreeMap<String, String>) {
        let kept = plain(attributes);
        self.size(kept.len());
        for (name, value) in kept {
            self.text(name);
            self.text(value);
        }
    }

    fn finish(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.out.len() * 2);
        varint(FORM, &mut out);
        varint(u64::try_from(self.order.len()).unwrap_or(u64::MAX), &mut out);
        for text in self.order {
            varint(u64::try_from(text.len()).unwrap_or(u64::MAX), &mut out);
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(&self.out);
        out
    }
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

struct Unpacker<'a> {
    bytes: std::slice::Iter<'a, u8>,
    texts: Vec<String>,
}

fn cut() -> StoreError {
    StoreError::unreadable("kept read", "it is cut or of another form")
}

impl<'a> Unpacker<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, StoreError> {
        let mut it = Self { bytes: bytes.iter(), texts: Vec::new() };
        if it.number()? != FORM {
            return Err(cut());
        }
        for _ in 0..it.number()? {
            let length = it.size()?;
            let (text, rest) = it.bytes.as_slice().split_at_checked(length).ok_or_else(cut)?;
            it.texts.push(
                std::str::from_utf8(text).map_err(|it| StoreError::unreadable("kept read", it))?.to_owned(),
            );
            it.bytes = rest.iter();
        }
        Ok(it)
    }

    fn number(&mut self) -> Result<u64, StoreError> {
        let (mut value, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = *self.bytes.next().ok_or_else(cut)?;
            value |= u64::from(byte & 0x7f).checked_shl(shift).ok_or_else(cut)?;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Result<i64, StoreError> {
        let value = self.number()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn size(&mut self) -> Result<usize, StoreError> {
        usize::try_from(self.number()?).map_err(|it| StoreError::unreadable("kept read", it))
    }

    fn small(&mut self) -> Result<u32, StoreError> {
        u32::try_from(self.number()?).map_err(|it| StoreError::unreadable("kept read", it))
    }

    fn flag(&mut self) -> Result<bool, StoreError> {
        Ok(self.number()? == 1)
    }

    fn text(&mut self) -> Result<String, StoreError> {
        let place = self.size()?;
        self.texts.get(place).cloned().ok_or_else(cut)
    }

    fn option<T>(
        &mut self,
        take: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.flag()?.then(|| take(self)).transpose()
    }

    fn instant(&mut self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.option(|it| DateTime::from_timestamp(it.signed()?, it.small()?).ok_or_else(cut))
    }

    fn day(&mut self) -> Result<Option<NaiveDate>, StoreError> {
        self.option(|it| {
            let days = i32::try_from(it.signed()?).map_err(|it| StoreError::unreadable("kept read", it))?;
            Ok(crate::sql::date(days))
        })
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T, StoreError> {
        let place = self.size()?;
        all.get(place).copied().ok_or_else(cut)
    }

    fn attributes(&mut self) -> Result<BTreeMap<String, String>, StoreError> {
        (0..self.number()?).map(|_| Ok((self.text()?, self.text()?))).collect()
    }
}

fn place_of<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|it| it == value).unwrap_or_default()
}

/// Start of the day: sign-ins are kept no finer (staff are data subjects; dormancy is counted in days).
fn by_day(value: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    value.map(|it| it.date_naive().and_time(chrono::NaiveTime::MIN).and_utc())
}

/// Packs a snapshot; `nums` are the numbers of its objects in the dictionary of the source.
pub(crate) fn snapshot(snapshot: &Snapshot, nums: &[i32]) -> Result<Vec<u8>, StoreError> {
    let gaps = serde_json::to_string(&snapshot.gaps).map_err(|it| StoreError::unreadable("gaps", it))?;
    let mut it = Packer::default();
    it.number(u8::from(snapshot.dialect == Dialect::OpenLdap));
    it.size(snapshot.entries);
    it.option(snapshot.domain_users, Packer::number);
    it.text(&gaps);
    it.size(snapshot.objects.len());
    for (object, num) in snapshot.objects.iter().zip(nums) {
        it.signed(i64::from(*num));
        it.size(place_of(&KINDS, &object.kind));
        it.number(u8::from(object.security));
        it.option(object.sid.as_deref(), Packer::text);
        it.option(object.account.as_ref(), |it, account| {
            it.number(u8::from(account.disabled) | u8::from(account.locked) << 1);
            it.instant(account.expires);
            it.instant(by_day(account.last_logon));
            it.instant(by_day(account.password_set));
            it.option(account.employee_id.as_deref(), Packer::text);
            it.option(account.manager, Packer::number);
            it.attributes(&account.attributes);
        });
    }
    it.size(snapshot.edges.len());
    let mut group = 0_i64;
    for edge in &snapshot.edges {
        it.signed(i64::from(edge.group) - group);
        group = i64::from(edge.group);
        it.number(edge.member);
        it.size(place_of(&EDGES, &edge.kind));
    }
    Ok(it.finish())
}

/// A snapshot without names, and the number of each object in the dictionary.
pub(crate) fn open_snapshot(bytes: &[u8]) -> Result<(Snapshot, Vec<i32>), StoreError> {
    let mut it = Unpacker::new(bytes)?;
    let dialect = if it.flag()? { Dialect::OpenLdap } else { Dialect::Ad };
    let (entries, domain_users) = (it.size()?, it.option(Unpacker::small)?);
    let gaps: Vec<Gap> = crate::inventory::json(&it.text()?)?;
    let (mut objects, mut nums) = (Vec::new(), Vec::new());
    for _ in 0..it.number()? {
        nums.push(i32::try_from(it.signed()?).map_err(|it| StoreError::unreadable("kept read", it))?);
        objects.push(Object {
            key: String::new(),
            dn: String::new(),
            norm: String::new(),
            name: None,
            kind: it.one_of(&KINDS)?,
            security: it.flag()?,
            sid: it.option(Unpacker::text)?,
            account: it.option(|it| {
                let states = it.number()?;
                Ok(Account {
                    disabled: states & 1 == 1,
                    locked: states & 2 == 2,
                    expires: it.instant()?,
                    last_logon: it.instant()?,
                    password_set: it.instant()?,
                    employee_id: it.option(Unpacker::text)?,
                    manager: it.option(Unpacker::small)?,
                    attributes: it.attributes()?,
                })
            })?,
        });
    }
    let mut edges = Vec::new();
    let mut group = 0_i64;
    for _ in 0..it.number()? {
        group += it.signed()?;
        edges.push(Edge {
            group: u32::try_from(group).map_err(|it| StoreError::unreadable("kept read", it))?,
            member: it.small()?,
            kind: it.one_of(&EDGES)?,
        });
    }
    Ok((Snapshot { dialect, objects, edges, domain_users, entries, gaps }, nums))
}

/// Packs the rows of an HR file, without names.
pub(crate) fn hr(rows: &[HrRow]) -> Vec<u8> {
    let mut it = Packer::default();
    it.size(rows.len());
    for row in rows {
        it.text(&row.employee_id);
        it.number(u8::from(row.active) | u8::from(row.protected) << 1);
        it.day(row.start);
        it.day(row.end);
        it.option(row.manager_id.as_deref(), Packer::text);
        it.attributes(&row.attributes);
    }
    it.finish()
}

/// The rows of an HR file, without names.
pub(crate) fn open_hr(bytes: &[u8]) -> Result<Vec<HrRow>, StoreError> {
    let mut it = Unpacker::new(bytes)?;
    (0..it.number()?)
        .map(|_| {
            let employee_id = it.text()?;
            let states = it.number()?;
            Ok(HrRow {
                employee_id,
                name: String::new(),
                active: states & 1 == 1,
                protected: states & 2 == 2,
                start: it.day()?,
                end: it.day()?,
                manager_id: it.option(Unpacker::text)?,
                email: None,
                attributes: it.attributes()?,
            })
        })
        .collect()
}
