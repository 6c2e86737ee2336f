//! Configuration: `skydd.yaml` in the data folder, and `SKYDD_…` in the environment, which wins.
//!
//! The environment is read here and nowhere else, once. Keys and their meaning stand in
//! `schemas/configuration.schema.json`; `skydd.yaml` is validated by it like every other document.

use std::collections::BTreeMap;

use domain::{
    message::{Args, Explain, Lang, Position},
    severity::Severity,
};
use schema::{place::Tree, read, validate};
use serde::Deserialize;
use serde_json::Value;

/// Name of the schema of the settings.
const SCHEMA: &str = "configuration";

/// The environment as it was at start.
#[derive(Debug, Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The variables of this process. What is not UTF-8 is none of ours.
    pub fn read() -> Self {
        let text = |(key, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((key.into_string().ok()?, value.into_string().ok()?))
        };
        Self(std::env::vars_os().filter_map(text).collect())
    }

    /// An environment of a test.
    pub fn of(all: &[(&str, &str)]) -> Self {
        Self(all.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    /// The value of a variable.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// The settings that the program reads.
#[derive(Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// Address of the database; may hold a password, so it is never printed.
    pub(crate) database_url: Option<String>,
    pub(crate) language: Option<Lang>,
    pub(crate) accept_everywhere: bool,
    pub(crate) fail_on: Option<Severity>,
    pub(crate) clock_offset_seconds: i64,
    /// Minutes without use after which a session ends.
    pub(crate) session_idle_minutes: i64,
    /// Hours after which a session ends, used or not.
    pub(crate) session_hours: i64,
    /// File with the chain of certificates, PEM; a relative path begins in the data folder.
    pub(crate) tls_certificate: Option<std::path::PathBuf>,
    /// File with the private key, PEM.
    pub(crate) tls_key: Option<std::path::PathBuf>,
    pub(crate) directory_connect_seconds: Option<u64>,
    pub(crate) directory_stall_seconds: Option<u64>,
    pub(crate) directory_read_minutes: Option<u64>,
    pub(crate) directory_max_entries: Option<usize>,
    pub(crate) directory_max_megabytes: Option<usize>,
    pub(crate) directory_page_size: Option<i32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database_url: None,
            language: None,
            accept_everywhere: false,
            fail_on: None,
            clock_offset_seconds: 0,
            session_idle_minutes: 60,
            session_hours: 12,
            tls_certificate: None,
            tls_key: None,
            directory_connect_seconds: None,
            directory_stall_seconds: None,
            directory_read_minutes: None,
            directory_max_entries: None,
            directory_max_megabytes: None,
            directory_page_size: None,
        }
    }
}

/// Why settings cannot be used. `Variable` is the message `config-variable`.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "config-")]
pub(crate) enum ConfigError {
    /// A variable of the environment has a value that the setting cannot take. The value is not repeated: it may be a
    /// secret.
    #[error("{variable} cannot be used")]
    Variable {
        /// Name of the variable.
        variable: String,
        /// Why, with the words of the schema.
        allowed: String,
    },
}

impl Explain for ConfigError {
    fn key(&self) -> &'static str {
        self.into()
    }
    fn args(&self) -> Args {
        match self {
            Self::Variable { variable, allowed } => {
                Args::new().with("variable", variable).with("allowed", allowed)
            }
        }
    }
    fn position(&self) -> Option<&Position> {
        None
    }
}

/// Everything that is wrong with the settings.
pub(crate) type Faults = Vec<Box<dyn Explain + Send + Sync>>;

/// Reads `skydd.yaml`, then what the environment says instead.
pub(crate) fn settings(file: &str, bytes: &[u8], environment: &Environment) -> Result<Settings, Faults> {
    fn boxed<E: Explain + Send + Sync + 'static>(all: Vec<E>) -> Faults {
        all.into_iter().map(|it| Box::new(it) as Box<dyn Explain + Send + Sync>).collect()
    }
    let tree = if only_comments(bytes) { None } else { Some(read::yaml(file, bytes).map_err(boxed)?) };
    let errors = tree.as_ref().map(|it| validate::check(SCHEMA, it)).unwrap_or_default();
    if !errors.is_empty() {
        return Err(boxed(errors));
    }
    let mut document = tree.as_ref().map_or_else(|| serde_json::json!({}), Tree::to_json);
    let faults = overlay(&mut document, environment);
    if !faults.is_empty() {
        return Err(boxed(faults));
    }
    serde_json::from_value(document).map_err(|_unreadable| {
        let (variable, allowed) = (file.to_owned(), String::new());
        boxed(vec![ConfigError::Variable { variable, allowed }])
    })
}

fn only_comments(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(bytes).lines().all(|it| it.trim().is_empty() || it.trim_start().starts_with('#'))
}

/// Puts `SKYDD_NAME` over the setting `name`, each checked against its schema.
fn overlay(document: &mut Value, environment: &Environment) -> Vec<ConfigError> {
    let schema = validate::source(SCHEMA).unwrap_or_default();
    let mut faults = vec![];
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return faults };
    for (name, property) in properties {
        let variable = format!("SKYDD_{}", name.to_uppercase());
        let Some(text) = environment.get(&variable).filter(|it| !it.is_empty()) else { continue };
        match typed(text, property) {
            Some(value) => {
                if let Some(map) = document.as_object_mut() {
                    map.insert(name.clone(), value);
                }
            }
            None => faults.push(ConfigError::Variable { variable, allowed: allowed(property) }),
        }
    }
    faults
}

fn typed(text: &str, property: &Value) -> Option<Value> {
    if let Some(choices) = property.get("enum").and_then(Value::as_array) {
        return choices.iter().find(|it| it.as_str() == Some(text)).cloned();
    }
    match property.get("type")?.as_str()? {
        "string" => {
            let schemes = ["postgres://", "postgresql://", "sqlite://"];
            let guarded = property.get("pattern").is_some();
            (!guarded || schemes.iter().any(|it| text.starts_with(it))).then(|| Value::from(text))
        }
        "boolean" => text.parse::<bool>().ok().map(Value::from),
        "integer" => text.parse::<i64>().ok().map(Value::from),
        _ => None,
    }
}

fn allowed(property: &Value) -> String {
    let choices = property.get("enum").and_then(Value::as_array);
    let words = choices.map(|it| it.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "));
    words.unwrap_or_else(|| match property.get("type").and_then(Value::as_str) {
        Some("boolean") => "true, false".to_owned(),
        Some("integer") => "…, -1, 0, 1, …".to_owned(),
        _ => "postgres://…, sqlite://…".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &str, environment: &[(&str, &str)]) -> String {
        let Err(faults) = settings("skydd.yaml", bytes.as_bytes(), &Environment::of(environment)) else {
            return "ok".to_owned();
        };
        faults.iter().map(|it| text::explain(Lang::Sv, it.as_ref())).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let file = b"fail_on: high\naccept_everywhere: true\n";
        let environment =
            Environment::of(&[("SKYDD_FAIL_ON", "medium"), ("SKYDD_CLOCK_OFFSET_SECONDS", "-60")]);
        let read = settings("skydd.yaml", file, &environment).ok().unwrap();
        assert_eq!(read.fail_on, Some(Severity::Medium));
        assert_eq!((read.accept_everywhere, read.clock_offset_seconds), (true, -60));
        assert_eq!(told("# bara en kommentar\n", &[]), "ok");
    }

    #[test]
    fn a_wrong_setting_names_the_key_and_the_file_or_the_variable() {
        let unknown = told("fail_onn: high\n", &[]);
        assert!(unknown.starts_with("skydd.yaml:1:1: ") && unknown.contains("fail_onn"), "{unknown}");
        let variable = told("", &[("SKYDD_DATABASE_URL", "mysql://anna:hemligt@host/db")]);
        assert!(variable.contains("SKYDD_DATABASE_URL") && !variable.contains("hemligt"), "{variable}");
    }
}
