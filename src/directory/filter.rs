//! LDAP URLs and filters (RFC 4515, RFC 4516) of dynamic groups: and, or, not, equality, presence, substrings.
//!
//! What else a filter may hold (`>=`, `<=`, `~=`, extensible matches, `memberOf`) is refused aloud: a member that a
//! reader leaves out looks like one who has no access. Nothing here recurses: a filter is a list in postfix order.

use crate::dn;

/// Most operations in one filter.
const NODES: usize = 1_000;
/// Deepest nesting.
const DEPTH: usize = 64;

/// What is wrong with a filter. The names are keys of messages that stand inside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "directory-filter-")]
pub enum FilterProblem {
    /// A parenthesis is missing, or one too many.
    #[error("unbalanced parentheses")]
    Parenthesis,
    /// A comparison without attribute or without `=`.
    #[error("no comparison")]
    Comparison,
    /// A backslash without two hexadecimal digits, or bytes that are not UTF-8.
    #[error("a wrong escape")]
    Escape,
    /// Something that is not read: another comparison than equality, presence and substrings.
    #[error("an unsupported comparison")]
    Unsupported,
    /// It asks for `memberOf`, which follows from the groups themselves.
    #[error("memberOf")]
    MemberOf,
    /// Longer or deeper than any filter that people write.
    #[error("too long or too deep")]
    TooLarge,
}

/// Why a filter is not read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong.
    pub problem: FilterProblem,
    /// Character in the filter, from 1.
    pub column: usize,
}

/// A test of one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Any value at all.
    Present,
    /// This value, normalised.
    Equal(String),
    /// Begins with, holds in this order, ends with; each normalised, the ends may be empty.
    Like(Vec<String>),
}

/// A step of a filter in postfix order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Puts the outcome of a test on the stack.
    Test {
        /// Attribute in lower case.
        attribute: String,
        /// What its values must be.
        test: Test,
    },
    /// Turns the topmost.
    Not,
    /// Replaces the topmost so many by whether all hold.
    And(usize),
    /// Replaces the topmost so many by whether any holds.
    Or(usize),
}

/// A filter as steps in postfix order; it always leaves exactly one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter(Vec<Step>);

impl Filter {
    /// Reads a filter.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        Reader { text, at: 0, steps: Vec::new(), open: Vec::new() }.filter()
    }

    /// The steps in postfix order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The same filter with the values of these attributes as normal forms of DNs.
    pub(crate) fn comparing_dns(mut self, attributes: &[&str]) -> Self {
        for step in &mut self.0 {
            if let Step::Test { attribute, test: Test::Equal(value) } = step
                && attributes.contains(&attribute.as_str())
                && let Ok(norm) = dn::norm(value)
            {
                *value = norm;
            }
        }
        self
    }

    /// Attributes asked for.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|it| match it {
            Step::Test { attribute, .. } => Some(attribute.as_str()),
            Step::Not | Step::And(_) | Step::Or(_) => None,
        })
    }

    /// Whether it holds, given the outcome of each test.
    pub fn holds(&self, mut test: impl FnMut(&str, &Test) -> bool) -> bool {
        let mut stack: Vec<bool> = Vec::new();
        for step in &self.0 {
            let outcome = match step {
                Step::Test { attribute, test: wanted } => test(attribute, wanted),
                Step::Not => !stack.pop().unwrap_or(true),
                Step::And(count) => take(&mut stack, *count).all(|it| it),
                Step::Or(count) => take(&mut stack, *count).any(|it| it),
            };
            stack.push(outcome);
        }
        stack.pop().unwrap_or(false)
    }

    /// A test that every match must pass, to find candidates by: the filter itself, or a direct part of its outermost *and*.
    pub fn necessary(&self) -> Option<(&str, &str)> {
        let (last, before) = self.0.split_last()?;
        let mut parts: Vec<Option<&Step>> = Vec::new();
        for step in before {
            let operands = match step {
                Step::Test { .. } => {
                    parts.push(Some(step));
                    continue;
                }
                Step::Not => 1,
                Step::And(count) | Step::Or(count) => *count,
            };
            parts.truncate(parts.len().saturating_sub(operands));
            parts.push(None);
        }
        match last {
            Step::Test { .. } => parts.push(Some(last)),
            Step::And(_) => {}
            Step::Not | Step::Or(_) => return None,
        }
        parts.into_iter().flatten().find_map(|it| match it {
            Step::Test { attribute, test: Test::Equal(value) } if attribute != "objectclass" => {
                Some((attribute.as_str(), value.as_str()))
            }
            Step::Test { .. } | Step::Not | Step::And(_) | Step::Or(_) => None,
        })
    }
}

impl Test {
    /// Whether one of the normalised values passes.
    pub fn passes<'v>(&self, mut values: impl Iterator<Item = &'v str>) -> bool {
        match self {
            Self::Present => values.next().is_some(),
            Self::Equal(wanted) => values.any(|it| it == wanted),
            Self::Like(parts) => values.any(|it| is_like(it, parts)),
        }
    }
}

fn is_like(value: &str, parts: &[String]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    let Some(mut rest) = value.strip_prefix(first.as_str()) else { return false };
    for part in middle {
        match rest.find(part.as_str()).and_then(|at| rest.get(at + part.len()..)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

fn take(stack: &mut Vec<bool>, count: usize) -> impl Iterator<Item = bool> + '_ {
    let from = stack.len().saturating_sub(count);
    stack.drain(from..)
}

/// An operation whose parts are being read.
struct Open {
    operation: u8,
    parts: usize,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    steps: Vec<Step>,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn filter(mut self) -> Result<Filter, FilterError> {
        loop {
            match self.peek() {
                Some(b'(') => self.begin()?,
                Some(b')') => self.close()?,
                _ => return Err(self.error(FilterProblem::Parenthesis)),
            }
            if self.steps.len() > NODES || self.open.len() > DEPTH {
                return Err(self.error(FilterProblem::TooLarge));
            }
            if self.open.is_empty() {
                if self.at != self.text.len() {
                    return Err(self.error(FilterProblem::Parenthesis));
                }
                return Ok(Filter(self.steps));
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn error(&self, problem: FilterProblem) -> FilterError {
        self.error_at(self.at, problem)
    }

    fn error_at(&self, at: usize, problem: FilterProblem) -> FilterError {
        let before = self.text.get(..at).unwrap_or(self.text);
        FilterError { problem, column: before.chars().count() + 1 }
    }

    /// `(`, and either an operation or a whole comparison.
    fn begin(&mut self) -> Result<(), FilterError> {
        if self.open.last().is_some_and(|it| it.operation == b'!' && it.parts > 0) {
            return Err(self.error(FilterProblem::Parenthesis));
        }
        self.at += 1;
        match self.peek() {
            Some(operation @ (b'&' | b'|' | b'!')) => {
                self.at += 1;
                self.open.push(Open { operation, parts: 0 });
                Ok(())
            }
            _ => self.comparison(),
        }
    }

    /// `)` of an operation.
    fn close(&mut self) -> Result<(), FilterError> {
        let Some(open) = self.open.pop() else { return Err(self.error(FilterProblem::Parenthesis)) };
        self.steps.push(match open.operation {
            b'&' => Step::And(open.parts),
            b'|' => Step::Or(open.parts),
            _ if open.parts == 1 => Step::Not,
            _ => return Err(self.error(FilterProblem::Comparison)),
        });
        self.at += 1;
        self.part();
        Ok(())
    }

    /// One part of the innermost open operation is whole.
    fn part(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.parts += 1;
        }
    }

    fn comparison(&mut self) -> Result<(), FilterError> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(end) = rest.find([')', '(']).filter(|at| rest.as_bytes().get(*at) == Some(&b')')) else {
            return Err(self.error(FilterProblem::Parenthesis));
        };
        let inside = rest.get(..end).unwrap_or_default();
        let Some((name, value)) = inside.split_once('=') else {
            return Err(self.error(FilterProblem::Comparison));
        };
        if name.ends_with(['>', '<', '~', ':']) {
            return Err(self.error(FilterProblem::Unsupported));
        }
        if name.is_empty()
            || !name.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.' | b'_'))
        {
            let options = name.contains(';');
            return Err(self.error(if options {
                FilterProblem::Unsupported
            } else {
                FilterProblem::Comparison
            }));
        }
        let attribute = name.to_ascii_lowercase();
        if attribute == "memberof" {
            return Err(self.error(FilterProblem::MemberOf));
        }
        let Some(test) = test(value) else {
            return Err(self.error_at(start + name.len() + 1, FilterProblem::Escape));
        };
        self.steps.push(Step::Test { attribute, test });
        self.at = start + end + 1;
        self.part();
        Ok(())
    }
}

/// The test that `value` of a comparison stands for; none for a wrong escape.
fn test(value: &str) -> Option<Test> {
    if value == "*" {
        return Some(Test::Present);
    }
    if !value.contains('*') {
        return Some(Test::Equal(dn::norm_value(&unescape(value)?)));
    }
    let raw: Option<Vec<String>> = value.split('*').map(unescape).collect();
    let raw = raw?;
    let last = raw.len() - 1;
    let parts = raw.iter().enumerate().map(|(place, part)| substring(part, place == 0, place == last));
    Some(Test::Like(parts.collect()))
}

/// A part of a substring test: spaces count inside, save at the two ends of the whole.
fn substring(part: &str, first: bool, last: bool) -> String {
    let folded = dn::fold(part);
    let mut out = dn::squeeze(&folded);
    if !first && !out.is_empty() && folded.starts_with(dn::is_space) {
        out.insert(0, ' ');
    }
    if !last && !out.is_empty() && folded.ends_with(dn::is_space) {
        out.push(' ');
    }
    out
}

/// `\2a` and the like (RFC 4515, 3).
fn unescape(value: &str) -> Option<String> {
    if !value.contains('\\') {
        return Some(value.to_owned());
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte == b'\\' {
            let (pair, behind) = rest.split_at_checked(2)?;
            bytes.push(dn::hex_byte(pair)?);
            rest = behind;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// How far below its base a URL reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The base itself.
    Base,
    /// Its children.
    One,
    /// The base and all below it.
    Sub,
    /// All below it.
    Children,
}

/// What a `memberURL` asks for, its filter not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// DN of the base as written.
    pub base: String,
    /// How far below.
    pub scope: Scope,
    /// Filter as written.
    pub filter: String,
}

impl Url {
    /// Reads `ldap://host/base?attributes?scope?filter` (RFC 4516); host and attributes do not count. None when it is
    /// something else or has an extension that it calls critical.
    pub fn parse(text: &str) -> Option<Self> {
        let colon = text.find("://")?;
        let scheme = text.get(..colon)?;
        if !["ldap", "ldaps", "ldapi"].iter().any(|it| it.eq_ignore_ascii_case(scheme)) {
            return None;
        }
        let rest = text.get(colon + 3..)?;
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let mut parts = path.splitn(5, '?');
        let base = percent(parts.next().unwrap_or_default())?;
        let _attributes = parts.next();
        let scope = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "" | "base" => Scope::Base,
            "one" | "onelevel" => Scope::One,
            "sub" | "subtree" => Scope::Sub,
            "children" | "subordinate" | "subord" => Scope::Children,
            _ => return None,
        };
        let filter = percent(parts.next().unwrap_or_default())?;
        if parts.next().is_some_and(|it| it.split(',').any(|it| it.starts_with('!'))) {
            return None;
        }
        let filter = if filter.is_empty() { "(objectClass=*)".to_owned() } else { filter };
        Some(Self { base, scope, filter })
    }

    /// Whether an entry stands where the URL looks; both are normal forms.
    pub(crate) fn reaches(&self, base: &str, name: &str) -> bool {
        match self.scope {
            Scope::Base => name == base,
            Scope::One => name != base && dn::parent(name) == base,
            Scope::Sub => dn::is_within(name, base),
            Scope::Children => name != base && dn::is_within(name, base),
        }
    }
}

/// Percent escapes undone; none when they are wrong.
fn percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte == b'%' {
            let (pair, behind) = rest.split_at_checked(2)?;
            bytes.push(dn::hex_byte(pair)?);
            rest = behind;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The attributes that the filter of a dynamic group's address asks for; none where it cannot be read.
pub fn attributes_of_url(url: &str) -> Vec<String> {
    let filter = Url::parse(url).and_then(|it| Filter::parse(&it.filter).ok());
    filter.iter().flat_map(Filter::attributes).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
