//! Directories that are read live, as they are configured. No secret is among it: of a password only its file is known.

use domain::{access::snapshot::Dialect, inventory::Code};
use uuid::Uuid;

use crate::{
    Read, StoreError, Write, canonical,
    inventory::json,
    sql::{self, Columns, row},
};

/// A directory and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Name: the code of its source.
    pub name: Code,
    /// `ldaps://…`, or `ldap://…` with StartTLS.
    pub url: String,
    /// Whether TLS begins within LDAP.
    pub starttls: bool,
    /// The part of the tree that is read.
    pub base: String,
    /// Name to sign in with.
    pub bind_dn: String,
    /// File with its password.
    pub password_file: String,
    /// File with the certificates to trust; those of the machine where there is none.
    pub ca_file: Option<String>,
    /// Dialect, where it is stated.
    pub dialect: Option<Dialect>,
    /// Names of objects that every read must see.
    pub canaries: Vec<String>,
}

const COLUMNS: &str = "name, url, starttls, base, bind_dn, password_file, ca_file, dialect, canaries";

impl Read {
    /// The configured directories, by name.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub async fn directories(&self) -> Result<Vec<Directory>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM directory WHERE retired_on IS NULL ORDER BY name");
        let rows = sql::all(&self.db, sql, []).await?;
        let directory = |row| {
            let mut it = Columns::of(row);
            Ok(Directory {
                name: it.take()?,
                url: it.take()?,
                starttls: it.take()?,
                base: it.take()?,
                bind_dn: it.take()?,
                password_file: it.take()?,
                ca_file: it.take()?,
                dialect: it.word_or_none()?,
                canaries: it.take::<Option<String>>()?.map(|it| json(&it)).transpose()?.unwrap_or_default(),
            })
        };
        rows.iter().map(directory).collect()
    }
}

impl Write {
    /// Configures a directory; one of the same name is changed, or comes back.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be kept.
    pub async fn save_directory(&mut self, it: &Directory) -> Result<(), StoreError> {
        self.put_directory(it, false).await
    }

    /// Takes a directory out of use. What was read from it stays.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be changed.
    pub async fn retire_directory(&mut self, it: &Directory) -> Result<(), StoreError> {
        self.put_directory(it, true).await
    }

    async fn put_directory(&mut self, it: &Directory, retired: bool) -> Result<(), StoreError> {
        let sql = "SELECT id FROM directory WHERE name = $1";
        let known = sql::one(&self.db, sql, [it.name.as_str().into()]).await?;
        let known: Option<Uuid> = known.map(|it| it.try_get_by_index(0)).transpose()?;
        let dialect: Option<&str> = it.dialect.map(Into::into);
        let canaries = (!it.canaries.is_empty()).then(|| canonical(&it.canaries)).transpose()?;
        let (id, tx) = (known.unwrap_or_else(|| self.mint()), self.tx);
        let line = row![
            id,
            &it.name,
            &it.url,
            it.starttls,
            &it.base,
            &it.bind_dn,
            &it.password_file,
            &it.ca_file,
            dialect,
            canaries,
            retired.then_some(self.stamp.day),
            tx,
        ];
        if known.is_some() {
            self.update("directory", vec![line]).await?;
        } else {
            self.insert("directory", vec![line]).await?;
        }
        self.touch(id, "directories");
        Ok(())
    }
}
