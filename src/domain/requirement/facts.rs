//! What is known of an object, in the form in which 290,000 triggers are asked in a moment: levels as bytes, flags as
//! bits.

use std::collections::BTreeMap;

use crate::{
    catalogue::{
        Catalogue, DriverAspect, TOP,
        trigger::{Span, Spans},
    },
    classification::Classification,
    level::Level,
    model::{Aspect, Model},
    need::Bounds,
};

/// A level of the catalogue, and the level of the model behind it; none where nothing stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) level: u8,
    pub(super) source: Option<Source>,
}

/// A level of the model: the place of its dimension, and its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) dimension: usize,
    pub(super) level: Level,
}

/// What is known of one aspect: at least this, at most that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) low: Point,
    pub(super) high: Point,
}

/// What is known of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) c: Fact,
    pub(super) i: Fact,
    pub(super) a: Fact,
    pub(super) flags: u128,
}

impl Point {
    /// Nothing known: the lowest level, with nothing behind it.
    const NOTHING: Self = Self { level: 0, source: None };

    fn max(self, other: Self) -> Self {
        let higher = other.level > self.level;
        if higher || (other.level == self.level && self.source.is_none()) { other } else { self }
    }
}

impl Fact {
    fn max(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    pub(super) fn is_known(&self) -> bool {
        self.low.level == self.high.level
    }

    fn span(&self) -> Span {
        Span { low: self.low.level, high: self.high.level }
    }
}

impl Facts {
    /// The highest levels and all flags of both.
    pub(super) fn and(self, other: &Self) -> Self {
        Self {
            c: self.c.max(other.c),
            i: self.i.max(other.i),
            a: self.a.max(other.a),
            flags: self.flags | other.flags,
        }
    }

    pub(super) const fn get(&self, aspect: Aspect) -> &Fact {
        match aspect {
            Aspect::C => &self.c,
            Aspect::I => &self.i,
            Aspect::A => &self.a,
        }
    }

    pub(super) fn spans(&self) -> Spans {
        Spans { c: self.c.span(), i: self.i.span(), a: self.a.span() }
    }

    /// Lowest and highest level that a parameter may follow.
    pub(super) fn driver(&self, driver: DriverAspect) -> Span {
        match driver {
            DriverAspect::C => self.c.span(),
            DriverAspect::I => self.i.span(),
            DriverAspect::A => self.a.span(),
            DriverAspect::Max => self.spans().max(),
        }
    }
}

/// How the model speaks of the catalogue's aspects, and which bit stands for which flag.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) model: &'a Model,
    pub(super) bits: BTreeMap<&'a str, u128>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, model: &'a Model) -> Self {
        // The schema of flags allows as many as there are bits.
        let bits = catalogue.flags.keys().zip(0..u128::BITS).map(|(flag, at)| (flag.as_str(), 1 << at));
        Self { model, bits: bits.collect() }
    }

    pub(super) fn flags<'f>(&self, flags: impl IntoIterator<Item = &'f String>) -> u128 {
        flags.into_iter().filter_map(|it| self.bits.get(it.as_str())).fold(0, |all, bit| all | bit)
    }

    /// Nothing is known of the object.
    pub(super) fn unknown(&self) -> Facts {
        self.facts(|_| (None, false))
    }

    /// The need of a system; without one, nothing is known.
    pub(super) fn need(&self, need: Option<&Bounds<'_>>) -> Facts {
        self.facts(|dimension| {
            let need = need.and_then(|it| it.dimensions.get(dimension));
            need.map_or((None, false), |(level, at_least)| (*level, !at_least))
        })
    }

    /// The classification of an asset in force; without one, and in special order, nothing is known.
    pub(super) fn classification(&self, classification: Option<&Classification>) -> Facts {
        self.facts(|at| {
            let dimension = self.model.dimensions.get(at);
            let level = dimension
                .zip(classification)
                .and_then(|(dimension, it)| dimension.level(it.levels.get(&dimension.code)?));
            let special = classification.is_some_and(|it| it.special.is_some());
            (level, !special && (level.is_some() || classification.is_some_and(|it| !it.is_empty())))
        })
    }

    /// From what is known per dimension: the level, and whether it is certain. A dimension without a level is certain
    /// only where the model lets it be left out.
    fn facts(&self, known: impl Fn(usize) -> (Option<Level>, bool)) -> Facts {
        let [mut c, mut i, mut a]: [Option<Fact>; 3] = [None; 3];
        for (at, dimension) in self.model.dimensions.iter().enumerate() {
            let (level, certain) = known(at);
            let point = |level| {
                let described = dimension.describe(level);
                // A stop level has no place on the catalogue's scale, and never counts as less than its highest.
                let catalogue = described.and_then(|it| it.catalogue).unwrap_or(TOP).min(TOP);
                Point { level: catalogue, source: Some(Source { dimension: at, level }) }
            };
            let low = level.map_or(Point::NOTHING, point);
            let open = if level.is_some() { !certain } else { !(certain && dimension.optional) };
            let top = dimension.top().map_or(Point { level: TOP, source: None }, point);
            let fact = Fact { low, high: if open { low.max(top) } else { low } };
            let slot = match dimension.aspect {
                Some(Aspect::C) => &mut c,
                Some(Aspect::I) => &mut i,
                Some(Aspect::A) => &mut a,
                None => continue,
            };
            *slot = Some(slot.map_or(fact, |it| it.max(fact)));
        }
        let unmapped = Fact { low: Point::NOTHING, high: Point { level: TOP, source: None } };
        let [c, i, a] = [c, i, a].map(|it| it.unwrap_or(unmapped));
        Facts { c, i, a, flags: 0 }
    }
}
