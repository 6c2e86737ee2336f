//! Help and the errors of the command line itself, in the reader's language.
//!
//! clap knows what the words are; the sentences stand in `locales/`: `help-COMMAND`, `help-COMMAND-ARGUMENT`, and
//! `help-global-ARGUMENT` for what every command takes.

use clap::{
    Command, CommandFactory,
    error::{ContextKind, ContextValue, ErrorKind},
};
use domain::message::{Args, Lang};
use text::{say, word};

use super::args::Cli;

/// Arguments that every command takes; their texts stand once.
const GLOBAL: [&str; 5] = ["data", "lang", "format", "help", "version"];

/// The command line with help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = localise(Cli::command(), lang, "help", true);
    // What stands in angle brackets is known once the names of the whole line are.
    command.build();
    usage(command, lang)
}

/// The words that clap itself puts into the line of usage.
fn usage(mut command: Command, lang: Lang) -> Command {
    let line = command.render_usage().to_string();
    let line = line.trim_start_matches("Usage:").trim();
    let line = line.replace("[OPTIONS]", &format!("[{}]", word(lang, "help-usage-options")));
    let mut command = command.override_usage(line);
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |it| usage(it, lang));
    }
    command
}

/// Every key that [`command`] asks for: a test holds that each has a text.
#[cfg(test)]
fn keys(command: &Command, key: &str, out: &mut Vec<String>) {
    out.push(key.to_owned());
    out.extend(command.get_arguments().map(|it| argument_key(key, it.get_id().as_str())));
    for sub in command.get_subcommands() {
        keys(sub, &format!("{key}-{}", sub.get_name()), out);
    }
}

fn argument_key(command: &str, argument: &str) -> String {
    let argument = argument.replace('_', "-");
    if GLOBAL.contains(&argument.as_str()) {
        format!("help-global-{argument}")
    } else {
        format!("{command}-{argument}")
    }
}

// As deep as our own commands are nested: three.
fn localise(command: Command, lang: Lang, key: &str, top: bool) -> Command {
    let title = |key: &str| word(lang, key);
    let usage = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        title("help-usage-heading")
    );
    let mut command = command
        .about(title(key))
        .help_template(usage)
        .subcommand_help_heading(title("help-commands-heading"))
        .subcommand_value_name(title("help-usage-command"))
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(title("help-global-help"))
                .help_heading(title("help-options-heading"))
                .display_order(1000),
        );
    if top {
        command = command.disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(title("help-global-version"))
                .help_heading(title("help-options-heading"))
                .display_order(1001),
        );
        command = command.after_help(title("help-exit-codes"));
    }
    command = command.mut_args(|it| {
        let heading = if it.is_positional() { "help-arguments-heading" } else { "help-options-heading" };
        let help = title(&argument_key(key, it.get_id().as_str()));
        let help = format!("{help}{}", defaults(&it, lang));
        let at = GLOBAL.iter().position(|global| *global == it.get_id().as_str());
        let it = it.help(help).help_heading(title(heading));
        let it = if it.get_action().takes_values() {
            it.hide_possible_values(true).hide_env(true).hide_default_value(true)
        } else {
            it
        };
        // what every command takes stands after what this one does
        match at {
            Some(at) => it.display_order(900 + at),
            None => it,
        }
    });
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |it| localise(it, lang, &format!("{key}-{name}"), false));
    }
    command
}

/// Where a value comes from when it is not given.
fn defaults(argument: &clap::Arg, lang: Lang) -> String {
    if !argument.get_action().takes_values() {
        return String::new();
    }
    let default = argument.get_default_values().first().map(|it| it.display().to_string());
    let env = argument.get_env().map(|it| it.display().to_string());
    let told = [("help-default", default), ("help-env", env)];
    let told =
        told.into_iter().filter_map(|(key, value)| Some(say(lang, key, &Args::new().with("value", value?))));
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

/// What clap found wrong, in a sentence of ours that says what to do.
pub(crate) fn explain(lang: Lang, error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(it)) => it.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let bare = |it: String| it.split_whitespace().next().unwrap_or_default().to_owned();
    let args = Args::new()
        .with("argument", bare(text(ContextKind::InvalidArg)))
        .with("all", text(ContextKind::InvalidArg).replace("...", ""))
        .with("value", text(ContextKind::InvalidValue))
        .with("command", text(ContextKind::InvalidSubcommand))
        .with("near", near(&text))
        .with("allowed", text(ContextKind::ValidValue))
        .with("other", text(ContextKind::PriorArg));
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "usage-missing-command"
        }
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => "usage-missing-value",
        ErrorKind::InvalidValue if !text(ContextKind::ValidValue).is_empty() => "usage-value-not-allowed",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
        _ => "usage-other",
    };
    let near = near(&text);
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!(" {}", say(lang, "usage-near", &Args::new().with("near", near)))
    };
    format!("{}{hint} {}", say(lang, key, &args), word(lang, "usage-see-help"))
}

fn near(text: &impl Fn(ContextKind) -> String) -> String {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(text)
        .find(|it| !it.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        let mut all = vec![];
        keys(&command(Lang::Sv), "help", &mut all);
        assert!(all.len() > 50, "only {} keys seen", all.len());
        for lang in [Lang::Sv, Lang::En] {
            let missing: Vec<_> = all.iter().filter(|it| !text::has(lang, it)).collect();
            assert!(missing.is_empty(), "{lang}: {missing:?}");
        }
    }

    #[test]
    fn a_wrong_command_line_is_told_in_the_readers_language() {
        let told = |lang, line: &str| {
            explain(lang, &command(lang).try_get_matches_from(line.split(' ')).expect_err("it is wrong"))
        };
        insta::assert_snapshot!(told(Lang::Sv, "skydd nee"), @"Kommandot ”nee” finns inte. Menade du ”need”? Se: skydd --help");
        insta::assert_snapshot!(told(Lang::En, "skydd nee"), @r#"There is no command "nee". Did you mean "need"? See: skydd --help"#);
        insta::assert_snapshot!(told(Lang::Sv, "skydd need --colour"), @"Växeln ”--colour” finns inte här. Se: skydd --help");
        insta::assert_snapshot!(told(Lang::Sv, "skydd verify add LOG-01"), @"Det saknas: --status <met|partly|gap|na>, --because <TEXT>. Se: skydd --help");
        insta::assert_snapshot!(told(Lang::Sv, "skydd --format xml need"), @"Värdet ”xml” går inte att använda för --format. Välj en av: table, json, csv. Se: skydd --help");
        insta::assert_snapshot!(told(Lang::En, "skydd need --as-of igår"), @r#"The value "igår" cannot be used for --as-of. See: skydd --help"#);
    }
}
