//! Requirements of 5,000 systems with 20,000 assets, from facts in memory, in one thread; and one asset that changes.
//!
//! The floor of the same run is the bare work that no derivation can avoid: one look at every control for every object
//! that it may be required of. The ratio to it holds on any machine; the bars in milliseconds are those of the issue.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use domain::{
    catalogue::{Catalogue, Scope},
    inventory::{Asset, Inventory},
    level::{Level, Levels},
    message::Bilingual,
    model::{Aspect, Dimension, Flow, LevelCode, Model, ModelLevel},
    need::{Graph, Solution},
    requirement::{Base, Object, Requirement, preview},
};

const SYSTEMS: usize = 5_000;
const ASSETS: usize = 20_000;
const ROUNDS: u32 = 7;

fn main() -> Result<(), String> {
    let loaded = schema::catalogue::built_in().map_err(|problems| format!("{problems:?}"))?;
    let (catalogue, model) = (&loaded.catalogue, klassa());
    let inventory = inventory().map_err(|error| error.to_string())?;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).ok_or("no such day")?;

    let floor = best(|| looks(catalogue, &inventory));
    let mut graph = Graph::load(&inventory, &model, day);
    let mut solution = graph.solve();
    let needs = graph.bounds(&solution);
    let mut base = Base::new(catalogue, &model, &inventory, &needs, day);
    println!("{} requirements on {} objects", base.rows().len(), objects(&inventory));
    let rows = best(|| black_box(base.rows().len()));
    let whole = best(|| {
        let graph = Graph::load(&inventory, &model, day);
        let needs = graph.bounds(&graph.solve());
        Base::new(catalogue, &model, &inventory, &needs, day).rows().len()
    });
    let written = best(|| black_box(base.requirements().len()));
    report("floor: look at every control and object", floor, floor, None);
    report("requirements from facts in memory", rows, floor, Some(500));
    report("the same, needs and facts derived from the register first", whole, floor, Some(500));
    report("every requirement written out with its reasons", written, floor, None);

    let change = best(|| one_change(&mut graph, &mut solution, &mut base, catalogue, &inventory));
    report("one asset changed: needs, requirements, preview; and back", change, floor, Some(1));
    Ok(())
}

/// What a change of one asset asks for: needs along the supply edges, facts, requirements before and after on all
/// objects touched, and the difference. Then back again, so that it does the work twice but for the preview.
fn one_change(
    graph: &mut Graph<'_>,
    solution: &mut Solution,
    base: &mut Base<'_>,
    catalogue: &Catalogue,
    inventory: &Inventory,
) -> usize {
    let Some(asset) = inventory.assets.get(4) else { return 0 };
    let Some(at) = graph.asset(&asset.code) else { return 0 };
    let mut raised = asset.clone();
    raised.classification.levels.insert("K".to_owned(), LevelCode::Number(3));
    raised.classification.levels.insert("R".to_owned(), LevelCode::Number(3));
    let mut set = |asset: &Asset, base: &mut Base<'_>| -> Vec<Object> {
        let level = |code: &str| match asset.classification.levels.get(code) {
            Some(LevelCode::Number(rank)) => u8::try_from(*rank).ok().map(Level::from_rank),
            Some(LevelCode::Word(_)) | None => None,
        };
        let moved = graph.change(at, &Levels(["K", "R", "T"].map(level).to_vec()), solution);
        let needs: Vec<_> = moved.iter().filter_map(|it| graph.bounds_of(solution, *it)).collect();
        base.change(asset, &needs)
    };
    let scope = set(&raised, base);
    let on = |base: &Base<'_>| -> Vec<Requirement> {
        scope.iter().flat_map(|it| base.requirements_on(it)).collect()
    };
    let after = on(base);
    set(asset, base);
    let shown = preview(&on(base), &after, catalogue);
    scope.len() + shown.added.len() + shown.tightened.len()
}

fn best(mut work: impl FnMut() -> usize) -> Duration {
    let once = |work: &mut dyn FnMut() -> usize| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(|_| once(&mut work)).min().unwrap_or_default()
}

fn report(what: &str, time: Duration, floor: Duration, bar_ms: Option<u64>) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    let within = bar_ms.map_or("", |it| {
        if time < Duration::from_millis(it) { ", within its bar" } else { ", ABOVE its bar" }
    });
    let bar = bar_ms.map_or_else(String::new, |it| format!(" of {it} ms{within}"));
    println!("{what:<58} {:>9.3} ms{bar}, {ratio:.3} of the floor", time.as_secs_f64() * 1000.0);
}

/// One string comparison per control and object: the least that looking at each can cost.
fn looks(catalogue: &Catalogue, inventory: &Inventory) -> usize {
    let systems = inventory.systems.iter().map(|it| (Scope::System, &it.code));
    let assets = inventory.assets.iter().map(|it| (Scope::Information, &it.code));
    let objects = systems.chain(assets);
    objects
        .map(|(scope, code)| {
            let controls = catalogue.controls.iter().filter(|it| it.scope == scope);
            controls.filter(|it| black_box(&it.code) != code).count()
        })
        .sum()
}

fn objects(inventory: &Inventory) -> usize {
    1 + inventory.units.len()
        + inventory.suppliers.len()
        + inventory.sites.len()
        + inventory.systems.len()
        + inventory.assets.len()
}

fn text(text: &str) -> Bilingual {
    Bilingual { sv: text.to_owned(), en: text.to_owned() }
}

fn klassa() -> Model {
    let level = |(at, catalogue): (i64, &Option<u8>)| ModelLevel {
        code: LevelCode::Number(at),
        word: text("level"),
        consequence: text("harm"),
        stop: catalogue.is_none(),
        reason_required: false,
        catalogue: *catalogue,
    };
    let dimension = |(code, aspect): &(&str, Aspect)| Dimension {
        code: (*code).to_owned(),
        name: text(code),
        question: text("?"),
        aspect: Some(*aspect),
        flow: Flow::Supply,
        optional: false,
        levels: (0..).zip(&[Some(0), Some(1), Some(2), Some(3), None]).map(level).collect(),
    };
    let dimensions = [("K", Aspect::C), ("R", Aspect::I), ("T", Aspect::A)].iter().map(dimension).collect();
    Model { code: "klassa-0-4".to_owned(), name: text("KLASSA"), dimensions }
}

/// A register with spread levels and flags, and one asset in ten unclassified in one dimension.
fn inventory() -> Result<Inventory, serde_json::Error> {
    let flags = ["personal_data", "external_service", "cloud", "internet_exposed", "patient_data"];
    let some = |at: usize, every: usize| (0..5).filter(move |it| (at + it * 7).is_multiple_of(every));
    let flags = |at: usize| -> Vec<&str> { some(at, 3).filter_map(|it| flags.get(it).copied()).collect() };
    let rows = serde_json::json!({
        "units": (0..60).map(|at| serde_json::json!({
            "code": format!("U{at}"), "name": "x", "kind": "department", "parent": (at > 0).then(|| format!("U{}", at / 4)),
        })).collect::<Vec<_>>(),
        "suppliers": (0..300).map(|at| serde_json::json!({ "code": format!("L{at}"), "name": "x" })).collect::<Vec<_>>(),
        "sites": (0..40).map(|at| serde_json::json!({ "code": format!("P{at}"), "name": "x" })).collect::<Vec<_>>(),
        "systems": (0..SYSTEMS).map(|at| serde_json::json!({
            "code": format!("S{at}"), "name": "x", "unit": format!("U{}", at % 60), "flags": flags(at),
            "supplier": format!("L{}", at % 300), "sites": [format!("P{}", at % 40)],
        })).collect::<Vec<_>>(),
        "assets": (0..ASSETS).map(|at| {
            let mut levels = serde_json::json!({ "K": at % 4, "R": (at / 4) % 4, "T": (at / 16) % 3 });
            if at % 10 == 3 && let Some(levels) = levels.as_object_mut() {
                levels.remove("T");
            }
            serde_json::json!({
                "code": format!("A{at}"), "name": "x", "unit": "U1", "systems": [format!("S{}", at % SYSTEMS)],
                "flags": flags(at), "levels": levels,
            })
        }).collect::<Vec<_>>(),
        // systems rest on fewer and fewer others: four steps from most of them to the one at the bottom
        "dependencies": (1..SYSTEMS).map(|at| serde_json::json!({
            "code": format!("D{at}"), "consumer": format!("S{at}"), "supplier": format!("S{}", at / 10),
        })).collect::<Vec<_>>(),
    });
    serde_json::from_value(rows)
}
