//! What is wrong with the texts themselves: what does not parse, and where the two languages differ.

use std::collections::{BTreeMap, BTreeSet};

use domain::message::Lang;
use fluent_syntax::{ast, parser};

/// Messages of one language: key (or `key.attribute`) → arguments that its text uses.
pub type Texts = BTreeMap<String, BTreeSet<String>>;

/// Every message of `lang`, with the arguments that it uses.
pub fn texts(lang: Lang) -> Texts {
    let mut out = Texts::new();
    for (_, source) in super::sources(lang) {
        let resource = parser::parse(source.as_str()).unwrap_or_else(|(good, _)| good);
        for entry in &resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            if let Some(value) = &message.value {
                out.insert(message.id.name.to_owned(), arguments(value));
            }
            for attribute in &message.attributes {
                out.insert(format!("{}.{}", message.id.name, attribute.id.name), arguments(&attribute.value));
            }
        }
    }
    out
}

/// Everything that is wrong, one line each; empty when both languages are whole and alike.
pub fn faults() -> Vec<String> {
    let mut out = vec![];
    for lang in [Lang::Sv, Lang::En] {
        let mut seen = BTreeMap::new();
        for (name, source) in super::sources(lang) {
            let resource = parser::parse(source.as_str()).unwrap_or_else(|(good, errors)| {
                out.extend(errors.iter().map(|it| format!("{name}: {it}")));
                good
            });
            for entry in &resource.body {
                let ast::Entry::Message(message) = entry else { continue };
                if let Some(first) = seen.insert(message.id.name.to_owned(), name.clone()) {
                    out.push(format!("{name}: {} stands in {first} too", message.id.name));
                }
            }
        }
    }
    let (sv, en) = (texts(Lang::Sv), texts(Lang::En));
    for key in sv.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
        match (sv.get(key), en.get(key)) {
            (Some(left), Some(right)) if left != right => {
                out.push(format!("{key}: sv uses {left:?}, en uses {right:?}"));
            }
            (Some(_), None) => out.push(format!("{key}: no English text")),
            (None, Some(_)) => out.push(format!("{key}: no Swedish text")),
            _ => {}
        }
    }
    out
}

fn arguments(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    collect(pattern, &mut out);
    out
}

// Depth is that of the text in the file, which is ours.
fn collect(pattern: &ast::Pattern<&str>, out: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_arguments(expression, out);
        }
    }
}

fn expression_arguments(expression: &ast::Expression<&str>, out: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Select { selector, variants } => {
            inline_arguments(selector, out);
            for variant in variants {
                collect(&variant.value, out);
            }
        }
        ast::Expression::Inline(inline) => inline_arguments(inline, out),
    }
}

fn inline_arguments(inline: &ast::InlineExpression<&str>, out: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            out.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => expression_arguments(expression, out),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_arguments(argument, out);
            }
        }
        _ => {}
    }
}
