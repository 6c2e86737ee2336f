//! Distinguished names (RFC 4514): parse, and a normal form that is equal exactly when two spellings name one entry.
//!
//! Types in lower case and by their short name; values unescaped, NFKC, lower case, spaces squeezed; the parts of a
//! multi-valued RDN sorted. Nothing else is equal: `å` is not `a`, and bytes that are no text are an error.

use std::fmt::Write as _;

/// Values compare as those of rules do: one home for what is the same.
pub use domain::access::rule::norm_value;
pub(crate) use domain::access::rule::{fold, is_space, squeeze};

/// What is wrong with a DN. The names are keys of messages that stand inside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "directory-dn-")]
pub enum DnProblem {
    /// A part has no `=`.
    #[error("no equals sign")]
    NoEquals,
    /// Nothing, or something that is no attribute type, stands before `=`.
    #[error("no attribute type")]
    NoType,
    /// A backslash ends the text.
    #[error("an escape without its character")]
    Escape,
    /// `#` is not followed by a BER string in hexadecimal digits.
    #[error("not a BER value in hexadecimal")]
    Hex,
    /// A quotation mark is not closed, or text follows it.
    #[error("an open quotation")]
    Quote,
    /// The escaped bytes are not UTF-8.
    #[error("escaped bytes that are not UTF-8")]
    Utf8,
    /// Longer than [`MAX_DN`].
    #[error("too long")]
    TooLong,
}

/// Why a text is not a DN, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DnError {
    /// What is wrong.
    pub problem: DnProblem,
    /// Character in the DN, from 1.
    pub column: usize,
}

/// Longest DN in bytes, far beyond what any directory gives.
pub const MAX_DN: usize = 64 * 1024;

/// Attribute type and value of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ava {
    /// Type: lower case, by its short name.
    pub kind: String,
    /// Value: unescaped, else as written.
    pub value: String,
}

/// The parts of a DN from the entry upwards, each with its types (short, lower case) and values (unescaped, else as
/// written); an empty text is the DN without parts.
pub fn parse(text: &str) -> Result<Vec<Vec<Ava>>, DnError> {
    let mut dn = Vec::new();
    if text.len() > MAX_DN {
        return Err(DnError { problem: DnProblem::TooLong, column: 1 });
    }
    if text.trim().is_empty() {
        return Ok(dn);
    }
    let mut scan = Scan { text, at: 0 };
    let mut rdn = Vec::new();
    loop {
        rdn.push(Ava { kind: scan.kind()?, value: scan.value()? });
        match scan.next() {
            Some(b'+') => {}
            Some(_) => dn.push(std::mem::take(&mut rdn)),
            None => {
                dn.push(rdn);
                return Ok(dn);
            }
        }
    }
}

/// The normal form: equal for two spellings of one name, different for two names.
pub fn norm(text: &str) -> Result<String, DnError> {
    if let Some(quick) = quick(text) {
        return Ok(quick);
    }
    let mut out = String::with_capacity(text.len());
    for (place, rdn) in parse(text)?.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        let mut parts: Vec<String> =
            rdn.into_iter().map(|it| part(&it.kind, &norm_value(&it.value))).collect();
        parts.sort_unstable();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                out.push('+');
            }
            out.push_str(part);
        }
    }
    Ok(out)
}

/// The first part of a DN as written.
pub(crate) fn first_rdn(text: &str) -> &str {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b',' | b';' => return text.get(..at).unwrap_or(text),
            _ => {}
        }
    }
    text
}

/// Whether the normal form `name` stands at or below `base`, also a normal form.
pub(crate) fn is_within(name: &str, base: &str) -> bool {
    base.is_empty() || name.strip_suffix(base).is_some_and(|it| it.is_empty() || it.ends_with(','))
}

/// Whether the consecutive parts `parts` (a normal form) stand anywhere in `name`. A comma or an equals sign of a value
/// is escaped in a normal form, so an unescaped one is always a border.
pub(crate) fn has_parts(name: &str, parts: &str) -> bool {
    !parts.is_empty()
        && name.match_indices(parts).any(|(at, _)| {
            let before = name.get(..at).unwrap_or_default();
            let after = name.get(at + parts.len()..).unwrap_or_default();
            (before.is_empty() || before.ends_with(',')) && (after.is_empty() || after.starts_with(','))
        })
}

/// The normal form without its first part.
pub fn parent(name: &str) -> &str {
    let rdn = first_rdn(name);
    name.get(rdn.len() + 1..).unwrap_or_default()
}

fn part(kind: &str, value: &str) -> String {
    let mut out = String::with_capacity(kind.len() + value.len() + 1);
    out.push_str(kind);
    out.push('=');
    for (place, c) in value.chars().enumerate() {
        // `=` so that an unescaped one always follows a type; `#` where it would begin a BER value.
        if matches!(c, ',' | '+' | '=' | '\\' | ';' | '"') || (place == 0 && c == '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The short name of a type: names and object identifiers of RFC 4519 and RFC 4524 for the types that DNs are made of.
fn short(kind: &str) -> &str {
    match kind.strip_prefix("oid.").unwrap_or(kind) {
        "commonname" | "2.5.4.3" => "cn",
        "userid" | "0.9.2342.19200300.100.1.1" => "uid",
        "organizationalunitname" | "2.5.4.11" => "ou",
        "domaincomponent" | "0.9.2342.19200300.100.1.25" => "dc",
        "organizationname" | "2.5.4.10" => "o",
        "countryname" | "2.5.4.6" => "c",
        "localityname" | "2.5.4.7" => "l",
        "stateorprovincename" | "2.5.4.8" => "st",
        "streetaddress" | "2.5.4.9" => "street",
        "surname" | "2.5.4.4" => "sn",
        "2.5.4.5" => "serialnumber",
        "2.5.4.12" => "title",
        "2.5.4.42" | "gn" => "givenname",
        "0.9.2342.19200300.100.1.3" | "rfc822mailbox" => "mail",
        other => other,
    }
}

/// The normal form of what nearly all DNs are: ASCII without escapes, quotes, `#` or `+`; none for the others, right or wrong.
fn quick(text: &str) -> Option<String> {
    if text.is_empty()
        || text.len() > MAX_DN
        || !text
            .bytes()
            .all(|it| matches!(it, b' '..=b'~') && !matches!(it, b'\\' | b'"' | b'#' | b'+' | b';'))
    {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(lower.len());
    for (place, rdn) in lower.split(',').enumerate() {
        let (kind, value) = rdn.split_once('=')?;
        let kind = kind.trim_matches(' ');
        if kind.is_empty() || !kind.bytes().all(is_type) {
            return None;
        }
        if place > 0 {
            out.push(',');
        }
        out.push_str(short(kind));
        out.push('=');
        push_quick(&mut out, value)?;
    }
    Some(out)
}

fn push_quick(out: &mut String, value: &str) -> Option<()> {
    for (place, word) in value.split(' ').filter(|it| !it.is_empty()).enumerate() {
        if place > 0 {
            out.push(' ');
        }
        if word.contains('=') {
            return None;
        }
        out.push_str(word);
    }
    Some(())
}

fn is_type(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

/// Goes through the text once; `at` is a byte that begins a character.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    fn error(&self, problem: DnProblem) -> DnError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        DnError { problem, column: before.chars().count() + 1 }
    }

    fn kind(&mut self) -> Result<String, DnError> {
        self.skip_spaces();
        let rest = self.rest();
        let end = rest.find(['=', ',', '+', ';']).filter(|at| rest.as_bytes().get(*at) == Some(&b'='));
        let Some(end) = end else { return Err(self.error(DnProblem::NoEquals)) };
        let kind = rest.get(..end).unwrap_or_default().trim_matches(' ');
        if kind.is_empty() || !kind.bytes().all(is_type) {
            return Err(self.error(DnProblem::NoType));
        }
        let kind = short(&kind.to_ascii_lowercase()).to_owned();
        self.at += end + 1;
        self.skip_spaces();
        Ok(kind)
    }

    /// A value up to its separator, which is left.
    fn value(&mut self) -> Result<String, DnError> {
        let start = self.at;
        let bytes = match self.peek() {
            Some(b'#') => self.hex()?,
            Some(b'"') => self.quoted()?,
            _ => self.plain()?,
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(_) => {
                self.at = start;
                Err(self.error(DnProblem::Utf8))
            }
        }
    }

    fn plain(&mut self) -> Result<Vec<u8>, DnError> {
        let mut bytes = Vec::new();
        let mut keep = 0; // spaces at the end count only when they are escaped
        while let Some(byte) = self.peek() {
            match byte {
                b',' | b'+' | b';' => break,
                b'\\' => {
                    self.escaped(&mut bytes)?;
                    keep = bytes.len();
                }
                _ => {
                    bytes.push(byte);
                    self.at += 1;
                    if byte != b' ' {
                        keep = bytes.len();
                    }
                }
            }
        }
        bytes.truncate(keep);
        Ok(bytes)
    }

    fn escaped(&mut self, bytes: &mut Vec<u8>) -> Result<(), DnError> {
        let rest = self.rest();
        if let Some(byte) = rest.as_bytes().get(1..3).and_then(hex_byte) {
            bytes.push(byte);
            self.at += 3;
            return Ok(());
        }
        let Some(c) = rest.chars().nth(1) else { return Err(self.error(DnProblem::Escape)) };
        bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        self.at += 1 + c.len_utf8();
        Ok(())
    }

    /// `"…"` of RFC 1779, which RFC 2253 tells readers to accept.
    fn quoted(&mut self) -> Result<Vec<u8>, DnError> {
        let open = self.at;
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            match self.peek() {
                None => {
                    self.at = open;
                    return Err(self.error(DnProblem::Quote));
                }
                Some(b'"') => break,
                Some(b'\\') => self.escaped(&mut bytes)?,
                Some(byte) => {
                    bytes.push(byte);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        self.skip_spaces();
        match self.peek() {
            None | Some(b',' | b'+' | b';') => Ok(bytes),
            Some(_) => Err(self.error(DnProblem::Quote)),
        }
    }

    /// `#` and a BER value in hexadecimal (RFC 4514, 2.4).
    fn hex(&mut self) -> Result<Vec<u8>, DnError> {
        let rest = self.rest();
        let end = rest.find([',', '+', ';']).unwrap_or(rest.len());
        let digits = rest.get(1..end).unwrap_or_default().trim_end_matches(' ');
        let (pairs, odd) = digits.as_bytes().as_chunks::<2>();
        let ber: Option<Vec<u8>> = pairs.iter().map(|it| hex_byte(it)).collect();
        let content = ber.filter(|_| odd.is_empty()).as_deref().and_then(ber_string);
        let Some(content) = content else { return Err(self.error(DnProblem::Hex)) };
        self.at += end;
        Ok(content)
    }
}

pub(crate) fn hex_byte(pair: &[u8]) -> Option<u8> {
    match *pair {
        [high, low] => {
            let high = char::from(high).to_digit(16)?;
            let low = char::from(low).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()
        }
        _ => None,
    }
}

/// The characters of a BER string: of a BMP string as UTF-8, of the other kinds as they are.
fn ber_string(ber: &[u8]) -> Option<Vec<u8>> {
    const BMP: u8 = 0x1E;
    let (&tag, rest) = ber.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (length, content) = if length & 0x80 == 0 {
        (usize::from(length), rest)
    } else {
        let (digits, content) = rest.split_at_checked(usize::from(length & 0x7F))?;
        let length =
            digits.iter().try_fold(0_usize, |sum, it| sum.checked_mul(256)?.checked_add(usize::from(*it)))?;
        (length, content)
    };
    if content.len() != length {
        return None;
    }
    if tag != BMP {
        return Some(content.to_vec());
    }
    let (pairs, odd) = content.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|it| u16::from_be_bytes(*it)).collect();
    odd.is_empty().then(|| String::from_utf16(&units).ok().map(String::into_bytes))?
}

/// A value escaped so that [`parse`] gives it back (RFC 4514, 2.4).
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (place, c) in value.chars().enumerate() {
        let edge = (place == 0 || place == last) && c == ' ';
        if c.is_control() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a String cannot fail.
                write!(out, "\\{byte:02X}").unwrap_or_default();
            }
            continue;
        }
        if edge || (place == 0 && c == '#') || matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
