//! Bytes of a file as `ldifde`, `ldapsearch` and `slapcat` write them → bytes that are UTF-8 where they are text.
//!
//! `ldifde -u` writes UTF-16 with a mark, `ldifde` without it base64 or the code page of the machine, the others UTF-8.
//! A value that is not UTF-8 is read as Windows-1252, value by value.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The file without its byte order mark and without UTF-16; none when it is broken UTF-16.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    match encoding(bytes) {
        Some((wide, skip)) => {
            let (text, broken) = wide.decode_without_bom_handling(bytes.get(skip..)?);
            (!broken).then(|| Cow::Owned(text.into_owned().into_bytes()))
        }
        None => Some(Cow::Borrowed(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))),
    }
}

/// UTF-16 by its mark, or by a first character that LDIF begins with and whose other half is zero.
fn encoding(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match *bytes {
        [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
        [first, 0, ..] if first != 0 => Some((UTF_16LE, 0)),
        [0, second, ..] if second != 0 => Some((UTF_16BE, 0)),
        _ => None,
    }
}

/// A value as UTF-8: as it is, or from the code page of a Western European Windows.
pub(crate) fn utf8(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    Cow::Owned(windows(&bytes).into_bytes())
}

/// Windows-1252 as text; every byte has a character in it.
pub(crate) fn windows(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    text.into_owned()
}
