//! Why a control applies, and why so strictly: the facts without which it would not.

use std::collections::BTreeSet;

use super::{
    Because,
    base::Rule,
    facts::{Facts, Point, Reading},
};
use crate::{
    catalogue::{
        DriverAspect,
        trigger::{Operand, Span, Spans, Trigger, Truth},
    },
    model::Aspect,
};

/// Facts as they counted: the known levels where these decide, else the assumed ones.
struct View<'a> {
    reading: &'a Reading<'a>,
    facts: &'a Facts,
    assumed: bool,
    out: BTreeSet<Because>,
}

/// The driving facts of a rule that applies.
pub(super) fn because(rule: &Rule<'_>, facts: &Facts, assumed: bool, reading: &Reading<'_>) -> Vec<Because> {
    let mut view = View { reading, facts, assumed, out: BTreeSet::new() };
    view.trigger(&rule.control.applies_when, Truth::Yes);
    for param in &rule.params {
        if param.varies() {
            view.driver(param.driver);
        }
    }
    view.out.into_iter().collect()
}

impl View<'_> {
    fn point(&self, aspect: Aspect) -> Point {
        let fact = self.facts.get(aspect);
        if self.assumed { fact.high } else { fact.low }
    }

    fn spans(&self) -> Spans {
        let exactly = |aspect| Span::exactly(self.point(aspect).level);
        Spans { c: exactly(Aspect::C), i: exactly(Aspect::I), a: exactly(Aspect::A) }
    }

    fn has(&self, flag: &str) -> bool {
        self.reading.bits.get(flag).is_some_and(|bit| self.facts.flags & bit != 0)
    }

    fn truth(&self, trigger: &Trigger) -> Truth {
        trigger.truth_of(&self.spans(), &|flag| self.has(flag))
    }

    /// Collects the facts that make `trigger` come out as `wanted`; all its levels where an assumed one leaves it open.
    fn trigger(&mut self, trigger: &Trigger, wanted: Truth) {
        let open = self.truth(trigger) != wanted;
        match trigger {
            Trigger::Always => {
                self.out.insert(Because::Always);
            }
            Trigger::Not(part) => self.trigger(part, !wanted),
            Trigger::And(parts) | Trigger::Or(parts) => {
                let deciding: Vec<_> = parts.iter().filter(|it| open || self.truth(it) == wanted).collect();
                for part in deciding {
                    self.trigger(part, wanted);
                }
            }
            Trigger::Level(Operand::Max, ..) => self.driver(DriverAspect::Max),
            Trigger::Level(Operand::Aspect(aspect), ..) => self.level(*aspect),
            Trigger::Flag(flag) if self.has(flag) => {
                self.out.insert(Because::Flag(flag.clone()));
            }
            Trigger::Flag(_) => {}
        }
    }

    fn driver(&mut self, driver: DriverAspect) {
        match driver {
            DriverAspect::C => self.level(Aspect::C),
            DriverAspect::I => self.level(Aspect::I),
            DriverAspect::A => self.level(Aspect::A),
            DriverAspect::Max => {
                let aspects = [Aspect::C, Aspect::I, Aspect::A];
                let highest = aspects.iter().map(|it| self.point(*it).level).max();
                for aspect in aspects {
                    if Some(self.point(aspect).level) == highest {
                        self.level(aspect);
                    }
                }
            }
        }
    }

    fn level(&mut self, aspect: Aspect) {
        let fact = self.facts.get(aspect);
        let assumed = self.assumed && !fact.is_known();
        let because = match self.point(aspect).source {
            Some(source) => self.reading.model.dimensions.get(source.dimension).map(|it| Because::Level {
                dimension: it.code.clone(),
                level: source.level,
                assumed,
            }),
            None if assumed => Some(Because::Unmapped(aspect)),
            None => None,
        };
        self.out.extend(because);
    }
}
