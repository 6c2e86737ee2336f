//! Names of attributes as numbers, so that a value carries four bytes of name and comparisons are of numbers.

use std::collections::HashMap;

/// An attribute's name within one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(u32);

/// Gives the names that the code speaks of their numbers: their place in the list.
macro_rules! known {
    ($($constant:ident $name:literal)*) => {
        /// In the order of their numbers.
        const KNOWN: &[&str] = &[$($name),*];

        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "a constant's name, to number it")]
        enum Order { $($constant),* }

        impl NameId {
            $(
                #[doc = concat!("`", $name, "`")]
                pub(crate) const $constant: Self = Self(Order::$constant as u32);
            )*
        }
    };
}

known! {
    DN "dn"
    CHANGE_TYPE "changetype"
    CONTROL "control"
    OBJECT_CLASS "objectclass"
    // memberships
    MEMBER "member"
    UNIQUE_MEMBER "uniquemember"
    ROLE_OCCUPANT "roleoccupant"
    MEMBER_UID "memberuid"
    MEMBER_URL "memberurl"
    // long back links of Active Directory, which ldifde splits like members
    MEMBER_OF "memberof"
    DIRECT_REPORTS "directreports"
    MANAGED_OBJECTS "managedobjects"
    // links and identity
    MANAGER "manager"
    OWNER "owner"
    OBJECT_GUID "objectguid"
    ENTRY_UUID "entryuuid"
    NS_UNIQUE_ID "nsuniqueid"
    OBJECT_SID "objectsid"
    SAM_ACCOUNT_NAME "samaccountname"
    UID "uid"
    EMPLOYEE_ID "employeeid"
    EMPLOYEE_NUMBER "employeenumber"
    REF "ref"
    // groups
    GROUP_TYPE "grouptype"
    PRIMARY_GROUP_ID "primarygroupid"
    GID_NUMBER "gidnumber"
    // account state
    USER_ACCOUNT_CONTROL "useraccountcontrol"
    USER_ACCOUNT_CONTROL_COMPUTED "msds-user-account-control-computed"
    ACCOUNT_EXPIRES "accountexpires"
    LOCKOUT_TIME "lockouttime"
    LAST_LOGON_TIMESTAMP "lastlogontimestamp"
    PWD_LAST_SET "pwdlastset"
    IS_DELETED "isdeleted"
    PWD_ACCOUNT_LOCKED_TIME "pwdaccountlockedtime"
    SHADOW_EXPIRE "shadowexpire"
    SHADOW_LAST_CHANGE "shadowlastchange"
    NS_ACCOUNT_LOCK "nsaccountlock"
    PWD_LAST_SUCCESS "pwdlastsuccess"
    AUTH_TIMESTAMP "authtimestamp"
    PWD_CHANGED_TIME "pwdchangedtime"
    // signs of a dialect
    OBJECT_CATEGORY "objectcategory"
    ENTRY_CSN "entrycsn"
    STRUCTURAL_OBJECT_CLASS "structuralobjectclass"
    CREATE_TIMESTAMP "createtimestamp"
    MODIFY_TIMESTAMP "modifytimestamp"
}

impl NameId {
    /// Whether its values are members of the entry.
    pub(crate) fn is_membership(self) -> bool {
        (Self::MEMBER..=Self::MEMBER_URL).contains(&self)
    }

    /// Its place among the names of the file.
    pub(crate) fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// The name of one that the code speaks of.
    pub(crate) fn known(self) -> &'static str {
        KNOWN.get(self.place()).copied().unwrap_or_default()
    }

    /// Whether further values may come in a modification: those of memberships, and of back links, which are not used.
    pub(crate) fn may_be_split(self) -> bool {
        self.is_membership() || matches!(self, Self::MEMBER_OF | Self::DIRECT_REPORTS | Self::MANAGED_OBJECTS)
    }
}

/// The names of one file.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    texts: Vec<String>,
    ids: HashMap<String, NameId>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let mut names = Self { texts: Vec::new(), ids: HashMap::new() };
        for name in KNOWN {
            names.id(name);
        }
        names
    }

    /// The number of a name in lower case, given when it is new.
    pub(crate) fn id(&mut self, name: &str) -> NameId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        // The number of values in a file is limited far below the range of the number.
        let id = NameId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }

    /// The number of a name in lower case, where the file has it.
    pub(crate) fn get(&self, name: &str) -> Option<NameId> {
        self.ids.get(name).copied()
    }

    /// The name in lower case.
    pub(crate) fn text(&self, id: NameId) -> &str {
        self.texts.get(id.place()).map_or("", String::as_str)
    }

    /// All names in the order of their numbers.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }
}
