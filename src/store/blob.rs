//! Attachments and texts by their hash: up to 1 MiB in the database, larger ones as files of the data folder.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::{
    Options, Read, StoreError, Write,
    sql::{self, Columns, row},
};

/// Largest blob that is kept in the database, in bytes.
const IN_DATABASE: usize = 1 << 20;

/// Bytes that one file of the data folder or one row holds.
fn path(options: &Options, hash: [u8; 32]) -> PathBuf {
    let name = hex::encode(hash);
    let (folder, rest) = name.split_at_checked(2).unwrap_or(("", &name));
    options.blobs.join(folder).join(rest)
}

fn failed(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.display().to_string();
    |cause| StoreError::File { path, cause }
}

impl Write {
    /// Keeps `bytes` and gives their SHA-256; bytes that are there already are not kept twice.
    ///
    /// # Errors
    /// [`StoreError::File`] where a large one cannot be written.
    pub async fn add_blob(&mut self, bytes: &[u8], media: &str) -> Result<[u8; 32], StoreError> {
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        let known = sql::one(&self.db, "SELECT 1 FROM blob WHERE hash = $1", [hash.to_vec().into()]).await?;
        if known.is_some() {
            return Ok(hash);
        }
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let body = (bytes.len() <= IN_DATABASE).then(|| bytes.to_vec());
        if body.is_none() {
            self.write_file(hash, bytes)?;
        }
        self.insert("blob", vec![row![hash, size, media, body]]).await?;
        Ok(hash)
    }

    /// The file is whole before the row that names it is: written beside, flushed, renamed. One without a row does no harm.
    fn write_file(&self, hash: [u8; 32], bytes: &[u8]) -> Result<(), StoreError> {
        use std::io::Write as _;
        let path = path(&self.options, hash);
        let beside = path.with_extension("part");
        let write = || {
            std::fs::create_dir_all(path.parent().unwrap_or(&self.options.blobs))?;
            let mut file = std::fs::File::create(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            std::fs::rename(&beside, &path)
        };
        write().map_err(failed(&path))
    }
}

impl Read {
    /// The bytes whose SHA-256 is `hash`; none where they are not kept here.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where they no longer are those of the hash.
    pub async fn blob(&self, hash: [u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        load(&self.db, &self.options, hash).await
    }
}

pub(crate) async fn load(
    db: &impl sea_orm::ConnectionTrait,
    options: &Options,
    hash: [u8; 32],
) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(row) = sql::one(db, "SELECT body FROM blob WHERE hash = $1", [hash.to_vec().into()]).await?
    else {
        return Ok(None);
    };
    let bytes = match Columns::of(&row).take::<Option<Vec<u8>>>()? {
        Some(bytes) => bytes,
        None => {
            let path = path(options, hash);
            std::fs::read(&path).map_err(failed(&path))?
        }
    };
    if <[u8; 32]>::from(Sha256::digest(&bytes)) != hash {
        return Err(StoreError::unreadable("blob", "it is not what its hash says"));
    }
    Ok(Some(bytes))
}
