//! What the two families of directories mean by their values: which family a file is from, object classes, state of an
//! account, SIDs, GUIDs and times.
//!
//! Active Directory counts time in tenths of microseconds since 1601 (FILETIME), OpenLDAP in generalised time (RFC 4517,
//! 3.3.13) and in days. Every function takes any number without failing.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use domain::inventory::Dialect;
use uuid::Uuid;

use crate::{ldif::Record, names::NameId};

/// Object classes that matter, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u32);

impl Classes {
    pub(crate) const GROUP: Self = Self(1);
    pub(crate) const SIMPLE_SECURITY: Self = Self(1 << 1);
    pub(crate) const COMPUTER: Self = Self(1 << 2);
    pub(crate) const CONTACT: Self = Self(1 << 3);
    pub(crate) const PERSON: Self = Self(1 << 4);
    pub(crate) const USER: Self = Self(1 << 5);
    pub(crate) const POSIX_ACCOUNT: Self = Self(1 << 6);
    pub(crate) const FOREIGN: Self = Self(1 << 7);
    pub(crate) const POSIX_GROUP: Self = Self(1 << 8);
    pub(crate) const NETGROUP: Self = Self(1 << 9);
    pub(crate) const REFERRAL: Self = Self(1 << 10);
    const OPENLDAP_GROUP: Self = Self(1 << 11);
    const INET_ORG_PERSON: Self = Self(1 << 12);

    /// The class by name, superior classes included where they matter.
    pub(crate) fn named(name: &[u8]) -> Self {
        match name.to_ascii_lowercase().as_slice() {
            b"group" => Self::GROUP,
            b"groupofnames" | b"groupofuniquenames" | b"groupofurls" | b"organizationalrole" => {
                Self::GROUP.and(Self::OPENLDAP_GROUP)
            }
            b"posixgroup" => Self::GROUP.and(Self::OPENLDAP_GROUP).and(Self::POSIX_GROUP),
            b"simplesecurityobject" => Self::SIMPLE_SECURITY,
            b"computer" | b"device" => Self::COMPUTER,
            b"contact" => Self::CONTACT,
            b"person" | b"organizationalperson" => Self::PERSON,
            b"user" => Self::PERSON.and(Self::USER),
            b"inetorgperson" => Self::PERSON.and(Self::USER).and(Self::INET_ORG_PERSON),
            b"posixaccount" => Self::POSIX_ACCOUNT,
            b"foreignsecurityprincipal" => Self::FOREIGN,
            b"nisnetgroup" => Self::NETGROUP,
            b"referral" => Self::REFERRAL,
            _ => Self(0),
        }
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Names of classes that an entry has through another (for filters by `objectClass`).
pub(crate) fn superior(class: &str) -> &'static [&'static str] {
    match class {
        "inetorgperson" | "user" => &["organizationalperson", "person", "top"],
        "organizationalperson" | "residentialperson" => &["person", "top"],
        "computer" => &["user", "organizationalperson", "person", "top"],
        _ => &[],
    }
}

/// The family that a file is from: the one that more of its records show signs of; none without any sign.
pub(crate) fn detect(records: &[Record<'_>]) -> Option<Dialect> {
    let (mut ad, mut openldap) = (0_usize, 0_usize);
    for record in records {
        let mut classes = Classes::default();
        let (mut is_ad, mut is_openldap) = (false, false);
        for attribute in &record.attributes {
            match attribute.name {
                NameId::OBJECT_CLASS => classes = classes.and(Classes::named(&attribute.value.bytes)),
                NameId::OBJECT_SID
                | NameId::OBJECT_GUID
                | NameId::OBJECT_CATEGORY
                | NameId::SAM_ACCOUNT_NAME
                | NameId::GROUP_TYPE
                | NameId::USER_ACCOUNT_CONTROL => is_ad = true,
                NameId::ENTRY_UUID
                | NameId::ENTRY_CSN
                | NameId::NS_UNIQUE_ID
                | NameId::STRUCTURAL_OBJECT_CLASS => is_openldap = true,
                _ => {}
            }
        }
        let openldap_class =
            Classes::OPENLDAP_GROUP.and(Classes::INET_ORG_PERSON).and(Classes::POSIX_ACCOUNT);
        if is_ad || (!is_openldap && !classes.has(openldap_class) && classes.has(AD_CLASS)) {
            ad += 1;
        } else if is_openldap || classes.has(openldap_class) {
            openldap += 1;
        }
    }
    match (ad, openldap) {
        (0, 0) => None,
        _ if ad >= openldap => Some(Dialect::Ad),
        _ => Some(Dialect::OpenLdap),
    }
}

/// Classes that only Active Directory has; `group`, `user` and `contact` are its own.
const AD_CLASS: Classes =
    Classes(Classes::GROUP.0 | Classes::USER.0 | Classes::CONTACT.0 | Classes::FOREIGN.0);

/// Bit of `userAccountControl`: disabled.
pub(crate) const ACCOUNT_DISABLE: i64 = 0x2;
/// Bit of `msDS-User-Account-Control-Computed`: locked out; the stored value does not keep it.
pub(crate) const LOCKOUT: i64 = 0x10;
/// Bit of `groupType`: its members' tokens hold it.
pub(crate) const SECURITY_ENABLED: i64 = 0x8000_0000;
/// Relative identifier of *Domain Users*, whatever its name in the language of the installation.
pub(crate) const DOMAIN_USERS_RID: u32 = 513;
/// `pwdAccountLockedTime` of an account that an administrator has locked for good.
pub(crate) const LOCKED_FOR_GOOD: &str = "000001010000Z";

/// The instant of a FILETIME; none where it lies outside the calendar.
pub(crate) fn filetime(tenths: i64) -> Option<DateTime<Utc>> {
    const FROM_1601_TO_1970: i64 = 11_644_473_600_000_000;
    DateTime::from_timestamp_micros(tenths.div_euclid(10).checked_sub(FROM_1601_TO_1970)?)
}

/// `accountExpires`: none for the two values that mean never.
pub(crate) fn account_expires(tenths: i64) -> Option<DateTime<Utc>> {
    if tenths == 0 || tenths == i64::MAX { None } else { filetime(tenths) }
}

/// `shadowExpire`, days since 1970: none where negative, which shadow tools read as never, or beyond the calendar.
pub(crate) fn shadow_day(days: i64) -> Option<DateTime<Utc>> {
    let day = NaiveDate::default().checked_add_days(Days::new(u64::try_from(days).ok()?))?;
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

/// Generalised time: `20261101050000Z`, with or without minutes, seconds, a fraction, and a difference from UTC.
pub(crate) fn generalised(text: &str) -> Option<DateTime<Utc>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (stamp, rest) = text.split_at_checked(digits)?;
    let stamp = match stamp.len() {
        10 => format!("{stamp}0000"),
        12 => format!("{stamp}00"),
        14 => stamp.to_owned(),
        _ => return None,
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|it: char| it.is_ascii_digit()),
        None => rest,
    };
    let zone = match rest {
        "Z" | "" => 0,
        _ => difference(rest)?,
    };
    let local = NaiveDateTime::parse_from_str(&stamp, "%Y%m%d%H%M%S").ok()?;
    Some(local.checked_sub_signed(TimeDelta::minutes(zone))?.and_utc())
}

/// Minutes of `+0100`, `-05`.
fn difference(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    Some(sign * (hours.parse::<i64>().ok()? * 60 + minutes))
}

/// A SID as text, from its bytes or as it is; none where it is neither.
pub(crate) fn sid(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"S-1-") {
        let text = std::str::from_utf8(bytes).ok()?;
        let whole = text.strip_prefix("S-1-")?.split('-').all(|it| it.parse::<u64>().is_ok());
        return whole.then(|| text.to_owned());
    }
    let (head, parts) = bytes.split_at_checked(8)?;
    let (revision, rest) = head.split_first()?;
    let (count, authority) = rest.split_first()?;
    let (parts, odd) = parts.as_chunks::<4>();
    if *revision != 1 || parts.len() != usize::from(*count) || !odd.is_empty() {
        return None;
    }
    let authority = authority.iter().fold(0_u64, |sum, it| sum << 8 | u64::from(*it));
    let parts = parts.iter().map(|it| format!("-{}", u32::from_le_bytes(*it)));
    Some(format!("S-1-{authority}{}", parts.collect::<String>()))
}

/// A SID without its last part, and that part.
pub(crate) fn domain_and_rid(sid: &str) -> Option<(&str, u32)> {
    let (domain, rid) = sid.rsplit_once('-')?;
    Some((domain, rid.parse().ok()?))
}

/// A GUID as text, from the bytes of Active Directory or any usual spelling.
pub(crate) fn guid(bytes: &[u8]) -> Option<String> {
    let guid = match <[u8; 16]>::try_from(bytes) {
        Ok(bytes) => Uuid::from_bytes_le(bytes),
        Err(_) => Uuid::try_parse_ascii(bytes.trim_ascii()).ok()?,
    };
    Some(guid.hyphenated().to_string())
}

/// Attributes that hold a secret, the material of one or a key: never kept, whoever exported them.
pub(crate) fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 12] = [
        "password",
        "passwd",
        "unicodepwd",
        "dbcspwd",
        "admpwd",
        "laps",
        "pwdhistory",
        "ntpwd",
        "lmpwd",
        "supplementalcredentials",
        "privatekey",
        "krbprincipalkey",
    ];
    const FACTS: [&str; 2] = ["badpasswordtime", "passwordexpirationtime"];
    !FACTS.contains(&name)
        && (PARTS.iter().any(|it| name.contains(it)) || name.contains("secret") || name == "userpkcs12")
}

/// Attributes that rules do not ask for: structure that is read by itself, and times that change with every sign-in.
pub(crate) fn is_bookkeeping(name: &str) -> bool {
    const NAMES: [&str; 38] = [
        "accountexpires",
        "authtimestamp",
        "badpasswordtime",
        "badpwdcount",
        "createtimestamp",
        "creatorsname",
        "directreports",
        "dscorepropagationdata",
        "entrycsn",
        "entryuuid",
        "instancetype",
        "isdeleted",
        "lastlogoff",
        "lastlogon",
        "lastlogontimestamp",
        "lockouttime",
        "logoncount",
        "managedobjects",
        "member",
        "memberof",
        "memberuid",
        "memberurl",
        "modifiersname",
        "modifytimestamp",
        "msds-user-account-control-computed",
        "nsuniqueid",
        "objectcategory",
        "objectclass",
        "objectguid",
        "objectsid",
        "pwdaccountlockedtime",
        "pwdchangedtime",
        "pwdlastset",
        "pwdlastsuccess",
        "roleoccupant",
        "uniquemember",
        "usnchanged",
        "whenchanged",
    ];
    NAMES.binary_search(&name).is_ok()
        || matches!(name, "usncreated" | "whencreated" | "thumbnailphoto" | "jpegphoto")
}

#[cfg(test)]
mod tests;
