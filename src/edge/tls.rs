//! TLS in the process: certificate and key from files, read again when they change.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use axum_server::tls_rustls::RustlsConfig;
use domain::message::Message;
use rustls::ServerConfig;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};

use crate::service::{Ctx, Refusal};

/// Where certificate and key are.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

impl Files {
    /// The files that the settings name; none where they name none. Paths begin in the data folder.
    pub(crate) fn of(ctx: &Ctx) -> Result<Option<Self>, Refusal> {
        match (&ctx.settings.tls_certificate, &ctx.settings.tls_key) {
            (Some(certificate), Some(key)) => Ok(Some(Self {
                certificate: ctx.folder.path().join(certificate),
                key: ctx.folder.path().join(key),
            })),
            (None, None) => Ok(None),
            _ => Err(Refusal::told(Message::new("serve-tls-half"))),
        }
    }

    /// What the server needs of them.
    pub(crate) fn read(&self) -> Result<ServerConfig, Refusal> {
        let wrong = |path: &Path, cause: String| {
            let path = path.display().to_string();
            Refusal::told(Message::new("serve-tls-file").with("path", path).with("cause", cause))
        };
        let chain = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|it| wrong(&self.certificate, it.to_string()))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|it| wrong(&self.key, it.to_string()))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|it| it.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|it| wrong(&self.certificate, it.to_string()))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    /// When the later of the two was written.
    fn written(&self) -> Option<SystemTime> {
        let of = |path: &Path| std::fs::metadata(path).and_then(|it| it.modified()).ok();
        of(&self.certificate).max(of(&self.key))
    }
}

/// A certificate in use, which follows its files.
pub(crate) struct Tls {
    files: Files,
    seen: Option<SystemTime>,
    pub(crate) config: RustlsConfig,
}

impl Tls {
    /// Reads the files.
    pub(crate) fn load(files: Files) -> Result<Self, Refusal> {
        let seen = files.written();
        let config = RustlsConfig::from_config(Arc::new(files.read()?));
        Ok(Self { files, seen, config })
    }

    /// Reads the files again where they have changed. What cannot be read leaves the old certificate in use.
    pub(crate) fn follow(&mut self) {
        let written = self.files.written();
        if written == self.seen {
            return;
        }
        self.seen = written;
        match self.files.read() {
            Ok(config) => {
                self.config.reload_from_config(Arc::new(config));
                tracing::info!("the certificate was read again");
            }
            Err(refusal) => {
                tracing::error!(
                    error = &refusal as &dyn std::error::Error,
                    "the new certificate cannot be read"
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(folder: &Path, name: &str) -> (Files, CertificateDer<'static>) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let files = Files { certificate: folder.join("cert.pem"), key: folder.join("key.pem") };
        std::fs::write(&files.certificate, made.cert.pem()).unwrap();
        std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
        (files, made.cert.der().clone())
    }

    /// Whether a client that trusts only `root` gets through to the server as `name`.
    fn trusted(config: Arc<ServerConfig>, root: &CertificateDer<'static>, name: &'static str) -> bool {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(root.clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let client = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut client = rustls::ClientConnection::new(Arc::new(client), name.try_into().unwrap()).unwrap();
        let mut server = rustls::ServerConnection::new(config).unwrap();
        for _ in 0..8 {
            let mut there = vec![];
            client.write_tls(&mut there).unwrap();
            server.read_tls(&mut there.as_slice()).unwrap();
            if server.process_new_packets().is_err() {
                return false;
            }
            let mut back = vec![];
            server.write_tls(&mut back).unwrap();
            client.read_tls(&mut back.as_slice()).unwrap();
            if client.process_new_packets().is_err() {
                return false;
            }
        }
        !client.is_handshaking() && !server.is_handshaking()
    }

    #[test]
    fn a_changed_certificate_is_followed_and_a_broken_one_leaves_the_old_in_use() {
        let folder = tempfile::tempdir().unwrap();
        let (files, first) = made(folder.path(), "localhost");
        let mut tls = Tls::load(files).unwrap();
        assert!(trusted(tls.config.get_inner(), &first, "localhost"));
        assert!(!trusted(tls.config.get_inner(), &first, "other.example"), "not for another name");
        let (_, second) = made(folder.path(), "localhost");
        // As if the files had been written at another time: a test must not wait for the clock.
        tls.seen = None;
        tls.follow();
        assert!(trusted(tls.config.get_inner(), &second, "localhost"));
        assert!(!trusted(tls.config.get_inner(), &first, "localhost"));
        std::fs::write(folder.path().join("cert.pem"), "trasig").unwrap();
        tls.seen = None;
        tls.follow();
        assert!(trusted(tls.config.get_inner(), &second, "localhost"), "the old one is kept");
    }
}
