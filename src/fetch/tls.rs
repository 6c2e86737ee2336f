//! TLS: whom to trust. There is one provider of cryptography (ring), TLS 1.2 is the least, and nothing turns the
//! verification of the server off.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_pki_types::{CertificateDer, pem::PemObject as _};

use crate::FetchError;

/// Whom to trust: the certificates of a file alone, or those of this machine.
#[derive(Debug, Clone)]
pub struct Roots(Arc<ClientConfig>);

impl Roots {
    /// The certificates of a PEM file; of a bundle those that can be used.
    ///
    /// # Errors
    /// [`FetchError::Ca`] where there is none.
    pub fn of_pem(file: &str, pem: &[u8]) -> Result<Self, FetchError> {
        let mut roots = RootCertStore::empty();
        let certificates = CertificateDer::pem_slice_iter(pem).filter_map(Result::ok);
        let (added, _) = roots.add_parsable_certificates(certificates);
        if added == 0 {
            return Err(FetchError::Ca { file: file.to_owned() });
        }
        Self::of(roots)
    }

    /// The certificates that this machine trusts.
    ///
    /// # Errors
    /// [`FetchError::NoRoots`] where there is none.
    pub fn of_machine() -> Result<Self, FetchError> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            return Err(FetchError::NoRoots);
        }
        Self::of(roots)
    }

    fn of(roots: RootCertStore) -> Result<Self, FetchError> {
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|it| FetchError::Answer { why: it.to_string() })?;
        Ok(Self(Arc::new(builder.with_root_certificates(roots).with_no_client_auth())))
    }

    pub(crate) fn config(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_refused() {
        for text in ["", "hej", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let told = Roots::of_pem("ca.pem", text.as_bytes()).map(|_| ()).unwrap_err();
            assert_eq!(told, FetchError::Ca { file: "ca.pem".into() }, "{text}");
        }
    }
}
