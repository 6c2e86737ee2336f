//! The command line as declared. Help texts stand in `locales/`: `help-COMMAND` and `help-COMMAND-ARGUMENT`.

use std::{net::SocketAddr, path::PathBuf};

use chrono::{DateTime, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::{inventory::Status, message::Lang, severity::Severity};

use crate::service::ctx::When;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "skydd", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[arg(long, value_name = "DIR", env = "SKYDD_DATA", default_value = "./skydd-data", global = true)]
    pub(crate) data: PathBuf,
    #[arg(long, value_name = "sv|en", global = true)]
    pub(crate) lang: Option<Lang>,
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table, global = true)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Demo(Demo),
    Serve(Serve),
    #[command(subcommand)]
    Account(Account),
    Import(Import),
    Export(Export),
    Validate(Validate),
    Classify(Classify),
    Need(Derive),
    Requirements(Derive),
    #[command(subcommand)]
    Verify(Verify),
    Posture(AsOf),
    #[command(subcommand)]
    Directory(Directory),
    #[command(subcommand)]
    Access(Access),
    #[command(subcommand)]
    Report(Report),
    #[command(subcommand)]
    Audit(Audit),
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "sv|en")]
    pub(crate) language: Option<Lang>,
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) model: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[arg(long)]
    pub(crate) no_serve: bool,
    #[command(flatten)]
    pub(crate) serve: Serve,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDR", default_value = crate::edge::serve::DEFAULT)]
    pub(crate) listen: SocketAddr,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    Password(Password),
}

#[derive(Debug, Args)]
pub(crate) struct Password {
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

/// Numbering of bare levels in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Numbering {
    #[value(name = "0-4")]
    ZeroToFour,
    #[value(name = "1-4")]
    OneToFour,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) replace: bool,
    #[arg(long, value_name = "0-4|1-4", value_enum)]
    pub(crate) numbering: Option<Numbering>,
    #[arg(long, value_name = "NAME")]
    pub(crate) mapping: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Classify {
    #[arg(value_name = "ASSET")]
    pub(crate) asset: String,
    #[arg(value_name = "K=3 R=2 …", required_unless_present_any = ["special", "decided_by"])]
    pub(crate) levels: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub(crate) decided_by: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    pub(crate) review: Option<NaiveDate>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "owner", requires = "date", conflicts_with_all = ["levels", "because", "decided_by", "from", "review"])]
    pub(crate) special: bool,
    #[arg(long, value_name = "PERSON", requires = "special")]
    pub(crate) owner: Option<String>,
    #[arg(long, value_name = "DATE", requires = "special")]
    pub(crate) date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct Derive {
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

#[derive(Debug, Args)]
pub(crate) struct AsOf {
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) as_of: Option<When>,
}

impl AsOf {
    /// The moment that is asked for: now, where none is.
    pub(crate) fn when(&self) -> When {
        self.as_of.unwrap_or(When::Now)
    }
}

fn instant(text: &str) -> Result<When, String> {
    if let Ok(day) = text.parse() {
        return Ok(When::Day(day));
    }
    DateTime::parse_from_rfc3339(text).map(|it| When::Instant(it.to_utc())).map_err(|it| it.to_string())
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verify {
    Add(VerifyAdd),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyAdd {
    #[arg(value_name = "CONTROL")]
    pub(crate) control: String,
    #[arg(long, value_name = "CODE")]
    pub(crate) on: Option<String>,
    #[arg(long, value_name = "met|partly|gap|na")]
    pub(crate) status: Status,
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) value: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) observed: Option<NaiveDate>,
    #[arg(long, value_name = "PERSON")]
    pub(crate) observer: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub(crate) accepted_by: Option<String>,
    #[arg(long, value_name = "PATH")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Directory {
    Add(DirectoryAdd),
    List(DirectoryList),
    Show(DirectoryName),
    Remove(DirectoryName),
}

/// Kinds of directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectArg {
    Ad,
    Openldap,
    Auto,
}

#[derive(Debug, Args)]
pub(crate) struct DirectoryAdd {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "ldaps://HOST[:PORT]")]
    pub(crate) url: String,
    #[arg(long)]
    pub(crate) starttls: bool,
    #[arg(long, value_name = "DN")]
    pub(crate) base: String,
    #[arg(long, value_name = "DN")]
    pub(crate) bind_dn: String,
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    #[arg(long, value_name = "ad|openldap|auto", value_enum, default_value_t = DialectArg::Auto)]
    pub(crate) dialect: DialectArg,
    #[arg(long, value_name = "DN")]
    pub(crate) canary: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DirectoryList {}

#[derive(Debug, Args)]
pub(crate) struct DirectoryName {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Access {
    Check(AccessCheck),
}

#[derive(Debug, Args)]
pub(crate) struct AccessCheck {
    #[arg(long, value_name = "FILE")]
    pub(crate) ldif: Option<PathBuf>,
    #[arg(long, value_name = "NAME", conflicts_with = "ldif")]
    pub(crate) source: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) hr: Option<PathBuf>,
    #[arg(long, value_name = "N", requires = "ldif")]
    pub(crate) entries: Option<usize>,
    #[arg(long, value_name = "TEXT", requires = "ldif")]
    pub(crate) stated_by: Option<String>,
    #[arg(long)]
    pub(crate) accept_drop: bool,
    #[arg(long, value_name = "CODE")]
    pub(crate) system: Vec<String>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<Severity>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    Management(Management),
}

#[derive(Debug, Args)]
pub(crate) struct Management {
    #[arg(long, value_name = "FILE.html|FILE.pdf", required = true)]
    pub(crate) to: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    Verify(AuditVerify),
}

#[derive(Debug, Args)]
pub(crate) struct AuditVerify {
    #[arg(long)]
    pub(crate) deep: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
