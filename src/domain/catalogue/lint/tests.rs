use super::*;
use crate::catalogue::{
    Category, DriverAspect, FrameworkItem, Method, Reference, Standing, Trigger, Usability,
};

fn text(text: &str) -> Bilingual {
    Bilingual { sv: text.to_owned(), en: text.to_owned() }
}

fn numbers(values: [f64; 4]) -> [ParamValue; 4] {
    values.map(ParamValue::Number)
}

fn months(values: [f64; 4], stricter: Stricter) -> Param {
    let values = numbers(values);
    let driver = DriverAspect::Max;
    Param { key: "months".to_owned(), unit: "months".to_owned(), label: text("x"), driver, stricter, values }
}

fn control() -> Control {
    Control {
        code: "LOG-01".to_owned(),
        revision: 1,
        revised: None,
        title: text("Logging"),
        category: Category::Technical,
        scope: Scope::System,
        applies_when: Trigger::parse("c >= 2 and cloud").unwrap(),
        is: text("Kept {months} months."),
        shall: Some(Shall::Text(text("Keep {months} months."))),
        params: vec![months([6.0, 12.0, 18.0, 24.0], Stricter::Higher)],
        usability: Usability::None,
        references: vec![Reference {
            framework: "cis-8".to_owned(),
            id: "8.1".to_owned(),
            standing: Standing::OurReading,
        }],
        methods: vec![Method::ManualEvidence],
        hint: None,
        reverify_days: [365, 365, 180, 90],
        minutes: 15,
        start: false,
        evidence: vec![text("list")],
    }
}

fn catalogue(controls: Vec<Control>) -> Catalogue {
    let item = |id: &str| FrameworkItem { id: id.to_owned(), label: None, group: None };
    Catalogue {
        controls,
        flags: [("cloud".to_owned(), text("cloud"))].into(),
        frameworks: [("cis-8".to_owned(), vec![item("8.1"), item("8.2")])].into(),
        ..Catalogue::default()
    }
}

fn faults(change: impl FnOnce(&mut Control)) -> Vec<&'static str> {
    let mut control = control();
    change(&mut control);
    lint(&catalogue(vec![control]), &Places::default()).iter().map(Explain::key).collect()
}

#[test]
fn a_sound_control_has_no_faults() {
    assert_eq!(faults(|_| {}), Vec::<&str>::new());
}

type Case = (Vec<&'static str>, Box<dyn FnOnce(&mut Control)>);

#[test]
fn each_fault_is_named() {
    let trigger = |text: &str| Trigger::parse(text).unwrap();
    let word = |word: &str| ParamValue::Word(text(word));
    let ordered =
        move |words: [&str; 4]| Param { values: words.map(word), ..months([0.0; 4], Stricter::Ordered) };
    let cases: Vec<Case> = vec![
        (vec!["lint-never-fires"], Box::new(move |it| it.applies_when = trigger("c > 3"))),
        (vec!["lint-unknown-flag"], Box::new(move |it| it.applies_when = trigger("cloud or clod"))),
        (vec!["lint-unknown-reference"], Box::new(|it| it.references[0].id = "8.99".to_owned())),
        (vec!["lint-unknown-framework"], Box::new(|it| it.references[0].framework = "cis".to_owned())),
        (vec![], Box::new(|it| it.references[0].framework = "law".to_owned())),
        (vec!["lint-place-without-param"], Box::new(|it| it.is.sv.push_str("{days}"))),
        (
            vec!["lint-param-without-place"],
            Box::new(|it| {
                it.shall =
                    Some(Shall::Text(Bilingual { sv: "Spara {months}.".to_owned(), en: "Keep.".to_owned() }));
            }),
        ),
        (vec!["lint-wording-unreadable"], Box::new(|it| it.is.en.push('{'))),
        (vec!["lint-duplicate-param"], Box::new(|it| it.params.push(it.params[0].clone()))),
        (
            vec!["lint-strength-loosens"],
            Box::new(|it| it.params = vec![months([6.0, 12.0, 6.0, 24.0], Stricter::Higher)]),
        ),
        (vec!["lint-strength-loosens"], Box::new(|it| it.params[0].stricter = Stricter::Lower)),
        (vec!["lint-strength-loosens"], Box::new(move |it| it.params = vec![ordered(["a", "b", "b", "a"])])),
        (vec![], Box::new(move |it| it.params = vec![ordered(["a", "b", "b", "c"])])),
        (vec!["lint-interval-lengthens"], Box::new(|it| it.reverify_days = [365, 90, 180, 90])),
        (vec!["lint-missing-translation"], Box::new(|it| it.evidence[0].en = " ".to_owned())),
        (vec!["lint-shall-undecided"], Box::new(|it| it.shall = None)),
        (vec![], Box::new(|it| it.shall = Some(Shall::None(text("Only the customer can."))))),
        (vec![], Box::new(|it| (it.shall, it.scope) = (None, Scope::Organisation))),
    ];
    for (at, (expected, change)) in cases.into_iter().enumerate() {
        assert_eq!(faults(change), expected, "case {at}");
    }
}

#[test]
fn a_fault_says_where() {
    let at = Position::Line { file: "log.yaml".to_owned(), line: 12, column: 7 };
    let places = Places([("LOG-01/applies_when".to_owned(), at.clone())].into());
    let mut control = control();
    control.applies_when = Trigger::parse("cloud and not cloud").unwrap();
    let faults = lint(&catalogue(vec![control]), &places);
    assert_eq!(faults.iter().map(Explain::position).collect::<Vec<_>>(), [Some(&at)]);
}

#[test]
fn two_controls_with_one_code_and_ids_without_a_control_are_found() {
    let catalogue = catalogue(vec![control(), control()]);
    assert_eq!(lint(&catalogue, &Places::default()).len(), 1);
    assert_eq!(
        uncovered(&catalogue),
        [Fault::Uncovered { framework: "cis-8".to_owned(), ids: vec!["8.2".to_owned()], count: 1 }]
    );
}
