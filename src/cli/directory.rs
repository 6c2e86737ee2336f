//! `skydd directory`: directories that are read live.

use domain::{
    access::snapshot::Dialect,
    message::{Args, Lang},
};
use report::table::Table;
use serde_json::{Value, json};
use store::Directory;
use text::{say, visible, word};

use super::{
    args::{DialectArg, DirectoryAdd, DirectoryName},
    exit::Exit,
    output::Output,
};
use crate::service::{Ctx, Refusal, directory};

pub(super) async fn add(ctx: &Ctx, out: Output, args: &DirectoryAdd) -> Result<Exit, Refusal> {
    let wanted = Directory {
        name: args.name.clone(),
        url: args.url.clone(),
        starttls: args.starttls,
        base: args.base.clone(),
        bind_dn: args.bind_dn.clone(),
        password_file: directory::whole_path(&args.password_file)?,
        ca_file: args.ca.as_deref().map(directory::whole_path).transpose()?,
        dialect: match args.dialect {
            DialectArg::Ad => Some(Dialect::Ad),
            DialectArg::Openldap => Some(Dialect::OpenLdap),
            DialectArg::Auto => None,
        },
        canaries: args.canary.clone(),
    };
    let saved = directory::add(ctx, wanted).await?;
    out.rows(&table(out.lang, std::slice::from_ref(&saved)), || document(&saved));
    out.say(&say(out.lang, "directory-added", &Args::new().with("name", &saved.name)));
    Ok(Exit::Clean)
}

pub(super) async fn list(ctx: &Ctx, out: Output) -> Result<Exit, Refusal> {
    let all = directory::list(ctx).await?;
    out.rows(
        &table(out.lang, &all),
        || json!({ "directories": all.iter().map(document).collect::<Vec<_>>() }),
    );
    if all.is_empty() {
        out.say(&word(out.lang, "directory-none"));
    }
    Ok(Exit::Clean)
}

pub(super) async fn show(ctx: &Ctx, out: Output, args: &DirectoryName) -> Result<Exit, Refusal> {
    let found = directory::show(ctx, &args.name).await?;
    let mut table =
        Table::new(["col-setting", "col-value"].map(|it| word(out.lang, it)).iter().map(String::as_str));
    let yes = if found.starttls { "directory-starttls" } else { "directory-ldaps" };
    for (key, value) in [
        ("col-name", found.name.clone()),
        ("col-address", found.url.clone()),
        ("col-encryption", word(out.lang, yes)),
        ("col-base", found.base.clone()),
        ("col-bind-dn", found.bind_dn.clone()),
        ("col-password-file", found.password_file.clone()),
        ("col-ca", found.ca_file.clone().unwrap_or_else(|| word(out.lang, "directory-ca-machine"))),
        ("col-dialect", directory::dialect(found.dialect).to_owned()),
        ("col-canaries", found.canaries.join("; ")),
    ] {
        table.push([word(out.lang, key), visible(&value)]);
    }
    out.rows(&table, || document(&found));
    Ok(Exit::Clean)
}

pub(super) async fn remove(ctx: &Ctx, out: Output, args: &DirectoryName) -> Result<Exit, Refusal> {
    let removed = directory::remove(ctx, &args.name).await?;
    out.rows(&table(out.lang, std::slice::from_ref(&removed)), || document(&removed));
    out.say(&say(out.lang, "directory-removed", &Args::new().with("name", &removed.name)));
    Ok(Exit::Clean)
}

fn table(lang: Lang, all: &[Directory]) -> Table {
    let titles =
        ["col-name", "col-address", "col-base", "col-bind-dn", "col-dialect"].map(|it| word(lang, it));
    let mut table = Table::new(titles.iter().map(String::as_str));
    for it in all {
        let dialect = directory::dialect(it.dialect).to_owned();
        table.push([&it.name, &it.url, &it.base, &it.bind_dn, &dialect].map(|it| visible(it)));
    }
    table
}

fn document(it: &Directory) -> Value {
    json!({
        "name": it.name, "url": it.url, "starttls": it.starttls, "base": it.base, "bind_dn": it.bind_dn,
        "password_file": it.password_file, "ca": it.ca_file, "dialect": directory::dialect(it.dialect),
        "canaries": it.canaries,
    })
}
