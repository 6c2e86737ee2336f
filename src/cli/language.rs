//! The language of the reader, before anything else is known: `--lang`, `SKYDD_LANG`, the shell's locale.
//! After that come the organisation's, and Swedish.

use domain::message::Lang;

use crate::config::Environment;

/// The language that the command line or its surroundings ask for; none leaves it to the organisation.
pub(crate) fn asked(arguments: &[String], environment: &Environment) -> Option<Lang> {
    given(arguments)
        .or_else(|| environment.get("SKYDD_LANG").and_then(|it| it.parse().ok()))
        .or_else(|| shell(environment))
}

/// `--lang` as written, so that even an error in the command line is told in it.
fn given(arguments: &[String]) -> Option<Lang> {
    let at = arguments.iter().position(|it| it == "--lang" || it.starts_with("--lang="))?;
    let word = arguments.get(at)?;
    word.strip_prefix("--lang=").or_else(|| arguments.get(at + 1).map(String::as_str))?.parse().ok()
}

/// The first of the shell's locale variables that is set decides (POSIX), where it begins with `sv` or `en`.
fn shell(environment: &Environment) -> Option<Lang> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|it| environment.get(it).filter(|it| !it.is_empty()))?;
    match locale.get(..2)? {
        "sv" => Some(Lang::Sv),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_the_variable_beats_the_shell() {
        let environment = Environment::of(&[("SKYDD_LANG", "en"), ("LANG", "sv_SE.UTF-8")]);
        let arguments = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(asked(&arguments("skydd need --lang sv"), &environment), Some(Lang::Sv));
        assert_eq!(asked(&arguments("skydd need --lang=sv"), &environment), Some(Lang::Sv));
        assert_eq!(asked(&arguments("skydd need"), &environment), Some(Lang::En));
        assert_eq!(asked(&[], &Environment::of(&[("LANG", "sv_SE.UTF-8")])), Some(Lang::Sv));
        assert_eq!(asked(&[], &Environment::of(&[("LC_ALL", "C.UTF-8"), ("LANG", "sv_SE.UTF-8")])), None);
        assert_eq!(asked(&[], &Environment::of(&[])), None);
    }
}
