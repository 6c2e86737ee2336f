use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(id: &str) -> HrRow {
    HrRow { employee_id: id.into(), active: true, ..HrRow::default() }
}

#[test]
fn an_employment_ends_with_the_first_minute_of_its_end() {
    let end = Some(day("2026-11-01"));
    let row = HrRow { end, ..row("1") };
    assert_eq!(row.employment(day("2026-10-31")), Employment::Active);
    assert_eq!(row.employment(day("2026-11-01")), Employment::Ended);
}

#[test]
fn an_employment_that_begins_tomorrow_does_not_hold_today() {
    let row = HrRow { start: Some(day("2026-11-02")), ..row("1") };
    assert_eq!(row.employment(day("2026-11-01")), Employment::NotStarted(day("2026-11-02")));
    assert_eq!(row.employment(day("2026-11-02")), Employment::Active);
}

#[test]
fn a_status_other_than_active_has_ended_whatever_its_days() {
    let row = HrRow { active: false, end: Some(day("2030-01-01")), ..row("1") };
    assert_eq!(row.employment(day("2026-11-01")), Employment::Ended);
}

#[test]
fn a_number_on_two_rows_names_nobody() {
    let rows = [row("2"), row("1"), row("2"), row("")];
    let people = People::new(&rows);
    assert_eq!(people.find("1"), Match::Person(0));
    assert_eq!(people.find("2"), Match::Ambiguous);
    assert_eq!(people.find("3"), Match::Nobody);
    assert_eq!(people.find(""), Match::Nobody);
    assert_eq!(people.rows().len(), 1);
}
