//! Reads trigger expressions: text → tokens with their column → [`Trigger`].

use std::{iter::Peekable, vec::IntoIter};

use super::{
    TOP,
    trigger::{Comparison, Operand, Trigger},
};
use crate::{
    message::{Args, Explain, Position},
    model::Aspect,
};

/// How deep parentheses and `not` may nest: deeper is nothing that people write.
const DEEPEST: usize = 32;

/// What is wrong with an expression. `Unexpected` is the message `trigger-unexpected`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case", prefix = "trigger-")]
pub enum TriggerProblem {
    /// It ends too early.
    End,
    /// Something else was expected here.
    Unexpected,
    /// A character that expressions do not have.
    Character,
    /// `c`, `i`, `a` or `max` without a comparison.
    Comparison,
    /// A level outside 0-3.
    Level,
    /// `always` stands alone, never as a part.
    Always,
    /// Nested too deep.
    Deep,
}

/// Why an expression cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem:?} at column {column}: {found:?}")]
pub struct TriggerError {
    /// What is wrong.
    pub problem: TriggerProblem,
    /// Column within the expression, from 1, in characters.
    pub column: usize,
    /// What stands there; empty at the end.
    pub found: String,
    /// Where the expression itself stands, when whoever read the document has said so.
    pub at: Option<Position>,
}

impl Explain for TriggerError {
    fn key(&self) -> &'static str {
        self.problem.into()
    }
    fn args(&self) -> Args {
        Args::new().with("column", self.column).with("found", &self.found)
    }
    fn position(&self) -> Option<&Position> {
        self.at.as_ref()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Word(String),
    Number(String),
    Operator(Comparison),
    Open,
    Close,
}

#[derive(Debug, Clone)]
struct Token {
    kind: Kind,
    column: usize,
    text: String,
}

pub(super) fn parse(text: &str) -> Result<Trigger, TriggerError> {
    let tokens = tokens(text)?;
    if let [Token { kind: Kind::Word(word), .. }] = tokens.as_slice()
        && word == "always"
    {
        return Ok(Trigger::Always);
    }
    let end = text.chars().count() + 1;
    let mut parser = Parser { tokens: tokens.into_iter().peekable(), end };
    let trigger = parser.any(0)?;
    match parser.tokens.next() {
        None => Ok(trigger),
        Some(token) => Err(error(TriggerProblem::Unexpected, &token)),
    }
}

fn error(problem: TriggerProblem, token: &Token) -> TriggerError {
    TriggerError { problem, column: token.column, found: token.text.clone(), at: None }
}

fn tokens(text: &str) -> Result<Vec<Token>, TriggerError> {
    let mut tokens = vec![];
    let mut rest = text.chars().enumerate().map(|(at, it)| (at + 1, it)).peekable();
    while let Some((column, first)) = rest.next() {
        let mut text = String::from(first);
        let mut take = |accept: fn(char) -> bool| {
            while let Some((_, next)) = rest.next_if(|(_, next)| accept(*next)) {
                text.push(next);
            }
            text.clone()
        };
        let kind = match first {
            it if it.is_whitespace() => continue,
            '(' => Kind::Open,
            ')' => Kind::Close,
            'a'..='z' => Kind::Word(take(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')),
            '0'..='9' => Kind::Number(take(|it| it.is_ascii_digit())),
            '<' | '>' | '=' => match take(|it| it == '=').as_str() {
                ">=" => Kind::Operator(Comparison::AtLeast),
                "<=" => Kind::Operator(Comparison::AtMost),
                ">" => Kind::Operator(Comparison::Above),
                "<" => Kind::Operator(Comparison::Below),
                "==" => Kind::Operator(Comparison::Equal),
                found => {
                    let found = found.to_owned();
                    return Err(TriggerError { problem: TriggerProblem::Character, column, found, at: None });
                }
            },
            _ => {
                return Err(TriggerError {
                    problem: TriggerProblem::Character,
                    column,
                    found: text,
                    at: None,
                });
            }
        };
        tokens.push(Token { kind, column, text });
    }
    Ok(tokens)
}

struct Parser {
    tokens: Peekable<IntoIter<Token>>,
    end: usize,
}

impl Parser {
    fn any(&mut self, depth: usize) -> Result<Trigger, TriggerError> {
        let mut parts = vec![self.all(depth)?];
        while self.accept_word("or") {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Trigger::Or))
    }

    fn all(&mut self, depth: usize) -> Result<Trigger, TriggerError> {
        let mut parts = vec![self.single(depth)?];
        while self.accept_word("and") {
            parts.push(self.single(depth)?);
        }
        Ok(one_or(parts, Trigger::And))
    }

    fn single(&mut self, depth: usize) -> Result<Trigger, TriggerError> {
        let token = self.next()?;
        if depth > DEEPEST {
            return Err(error(TriggerProblem::Deep, &token));
        }
        match &token.kind {
            Kind::Open => {
                let inner = self.any(depth + 1)?;
                let close = self.next()?;
                if close.kind == Kind::Close {
                    Ok(inner)
                } else {
                    Err(error(TriggerProblem::Unexpected, &close))
                }
            }
            Kind::Word(word) => match word.as_str() {
                "not" => Ok(Trigger::Not(Box::new(self.single(depth + 1)?))),
                "c" => self.level(Operand::Aspect(Aspect::C)),
                "i" => self.level(Operand::Aspect(Aspect::I)),
                "a" => self.level(Operand::Aspect(Aspect::A)),
                "max" => self.level(Operand::Max),
                "always" => Err(error(TriggerProblem::Always, &token)),
                "and" | "or" => Err(error(TriggerProblem::Unexpected, &token)),
                _ => Ok(Trigger::Flag(word.clone())),
            },
            Kind::Number(_) | Kind::Operator(_) | Kind::Close => {
                Err(error(TriggerProblem::Unexpected, &token))
            }
        }
    }

    fn level(&mut self, operand: Operand) -> Result<Trigger, TriggerError> {
        let token = self.next()?;
        let Kind::Operator(comparison) = token.kind else {
            return Err(error(TriggerProblem::Comparison, &token));
        };
        let token = self.next()?;
        let Kind::Number(number) = &token.kind else { return Err(error(TriggerProblem::Level, &token)) };
        match number.parse::<u8>() {
            Ok(level) if level <= TOP => Ok(Trigger::Level(operand, comparison, level)),
            Ok(_) | Err(_) => Err(error(TriggerProblem::Level, &token)),
        }
    }

    fn next(&mut self) -> Result<Token, TriggerError> {
        let end =
            TriggerError { problem: TriggerProblem::End, column: self.end, found: String::new(), at: None };
        self.tokens.next().ok_or(end)
    }

    fn accept_word(&mut self, expected: &str) -> bool {
        self.tokens.next_if(|it| matches!(&it.kind, Kind::Word(word) if word == expected)).is_some()
    }
}

fn one_or(parts: Vec<Trigger>, many: fn(Vec<Trigger>) -> Trigger) -> Trigger {
    match <[Trigger; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => many(parts),
    }
}
