//! The data folder: `skydd.yaml`, `skydd.db`, `blobs/`, `reports/` and `keys/`.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use domain::message::Message;

use super::{
    mint,
    refusal::{Refusal, read_file, write_file},
};

/// The folder that holds everything of one organisation.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`, there or not.
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
    pub(crate) fn settings(&self) -> PathBuf {
        self.0.join("skydd.yaml")
    }
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("skydd.db")
    }
    pub(crate) fn blobs(&self) -> PathBuf {
        self.0.join("blobs")
    }
    pub(crate) fn reports(&self) -> PathBuf {
        self.0.join("reports")
    }
    fn key_file(&self) -> PathBuf {
        self.0.join("keys").join("person.key")
    }

    /// Whether an organisation has been created here.
    pub(crate) fn exists(&self) -> bool {
        self.settings().is_file()
    }

    /// Makes the folder with its settings and its key. What is there already stays.
    pub(crate) fn create(&self, settings: &str) -> Result<(), Refusal> {
        for folder in [self.0.clone(), self.blobs(), self.reports()] {
            fs::create_dir_all(&folder).map_err(|source| Refusal::File { path: folder, source })?;
        }
        self.create_key()?;
        if self.exists() { Ok(()) } else { write_file(&self.settings(), settings.as_bytes()) }
    }

    /// Takes away what has just been made, and holds nothing yet.
    pub(crate) fn undo(&self) -> Result<(), Refusal> {
        fs::remove_dir_all(&self.0).map_err(|source| Refusal::File { path: self.0.clone(), source })
    }

    /// The key that person numbers are hashed with.
    pub(crate) fn key(&self) -> Result<[u8; 32], Refusal> {
        let path = self.key_file();
        let text = String::from_utf8_lossy(&read_file(&path)?).into_owned();
        let mut key = [0; 32];
        hex::decode_to_slice(text.trim(), &mut key).map_err(|_wrong| {
            Refusal::told(Message::new("cli-key-damaged").with("path", path.display().to_string()))
        })?;
        Ok(key)
    }

    fn create_key(&self) -> Result<(), Refusal> {
        let path = self.key_file();
        if path.exists() {
            return Ok(());
        }
        let wrong = |source| Refusal::File { path: path.clone(), source };
        if let Some(keys) = path.parent() {
            private_folder(keys).map_err(wrong)?;
        }
        private_file(&path, hex::encode(mint::secret()).as_bytes()).map_err(wrong)
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    match fs::DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn private_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?.write_all(bytes)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::write(path, bytes)
}
