use domain::message::Lang;

use super::*;

fn people(text: &str, columns: &[(&str, &str)]) -> Result<Vec<HrRow>, String> {
    let columns = columns.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
    read("hr.csv", text.as_bytes(), &columns)
        .map_err(|it| it.iter().map(|it| text::explain(Lang::Sv, it)).collect::<Vec<_>>().join("\n"))
}

#[test]
fn columns_go_by_name_and_every_further_column_is_an_attribute() {
    let text = "employee_id;name;department;status;start;end;manager_id;email;protected;ansvar\n\
        0012;Åsa Ek;EKO;active;2020-01-01;;E1;a@exempel.se;yes;4711\n\
        0012;Bo Al;EKO;ended;2020-01-01;2026-10-31;;;no;\n";
    let people = people(text, &[]).unwrap();
    assert_eq!(people.len(), 2, "a number that stands twice is kept twice");
    let [first, second] = people.as_slice() else { panic!() };
    assert_eq!((first.employee_id.as_str(), first.active, first.protected), ("0012", true, true));
    assert_eq!((first.manager_id.as_deref(), first.email.as_deref()), (Some("E1"), Some("a@exempel.se")));
    assert_eq!(first.attributes.get("ansvar").map(String::as_str), Some("4711"));
    assert_eq!(first.attributes.get("employee_id").map(String::as_str), Some("0012"));
    assert_eq!((second.active, second.end), (false, NaiveDate::from_ymd_opt(2026, 10, 31)));
    assert!(!second.attributes.contains_key("ansvar"), "an empty cell is no value");
}

#[test]
fn a_saved_mapping_names_the_columns() {
    let text = "Anstnr,Namn,Läge\nE1,Åsa,Active\n";
    let columns = [("anstnr", "employee_id"), ("Namn", "name"), ("Läge", "status")];
    let people = people(text, &columns).unwrap();
    assert_eq!(
        (people[0].employee_id.as_str(), people[0].name.as_str(), people[0].active),
        ("E1", "Åsa", true)
    );
}

#[test]
fn every_fault_of_every_row_is_reported_with_its_cell() {
    let text = "employee_id,name,status,start,end,protected\n\
        E1,A,active,2020-13-01,,\n\
        ,B,ended,,20261031,kanske\n\
        E3,C,tjänstledig,,,,vilse\n\
        E4,D,,,,\n";
    insta::assert_snapshot!(people(text, &[]).unwrap_err(), @r#"
    hr.csv, D2: ”2020-13-01” är inget datum. Skriv år, månad och dag så här: 2026-11-23.
    hr.csv, A3: Raden har inget anställningsnummer. Skriv det (employee_id).
    hr.csv, E3: ”20261031” är inget datum. Skriv år, månad och dag så här: 2026-11-23.
    hr.csv, F3: ”kanske” säger inte om personen har skyddade personuppgifter. Skriv yes eller no.
    hr.csv, G4: Cellen har ett värde men kolumnen har ingen rubrik. Skriv en rubrik eller ta bort värdet.
    hr.csv, C4: Statusen ”tjänstledig” går inte att tolka. Skriv active eller ended.
    hr.csv, C5: Raden säger inte om anställningen pågår. Skriv active eller ended.
    "#);
    insta::assert_snapshot!(people("anst,employe_id,statuss\n1,2,active\n", &[]).unwrap_err(), @r#"
    hr.csv, A1: Kolumnen ”employee_id” saknas. Filen har ”employe_id”. Rätta rubriken, eller spara under källan för personalfilen vilken rubrik som motsvarar den (columns).
    hr.csv, A1: Kolumnen ”status” saknas. Filen har ”statuss”. Rätta rubriken, eller spara under källan för personalfilen vilken rubrik som motsvarar den (columns).
    "#);
    insta::assert_snapshot!(people("", &[]).unwrap_err(), @"hr.csv: Personalfilen är tom. Ta ut den på nytt ur personalsystemet.");
    insta::assert_snapshot!(people("status,status,employee_id\n", &[]).unwrap_err(), @"hr.csv, B1: Rubriken ”status” står redan i en annan kolumn. Ta bort den ena kolumnen.");
}

#[test]
fn a_workbook_is_read_too() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["employee_id", "status", "end"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    sheet.write_number(1, 0, 4711).unwrap().write_string(1, 1, "ended").unwrap();
    let form = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(1, 2, day, &form).unwrap();
    let people = read("hr.xlsx", &book.save_to_buffer().unwrap(), &BTreeMap::new()).unwrap();
    assert_eq!((people[0].employee_id.as_str(), people[0].end), ("4711", Some(day)));
}

#[test]
fn every_message_of_this_module_has_a_text_in_both_languages() {
    use strum::VariantNames;
    for key in HrError::VARIANTS {
        for lang in [Lang::Sv, Lang::En] {
            assert!(text::has(lang, key), "{key} in {lang}");
        }
    }
}

#[test]
fn a_file_without_people_or_with_what_is_no_text_is_refused() {
    let told = |bytes: &[u8]| {
        let faults = read("hr.csv", bytes, &BTreeMap::new()).unwrap_err();
        faults.iter().map(|it| text::explain(Lang::En, it)).collect::<Vec<_>>().join("\n")
    };
    let whole = "employee_id;status;name\nE1;active;Åsa\n";
    let wide = |order: fn(u16) -> [u8; 2]| whole.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    insta::assert_snapshot!(told(b"employee_id;status\n"), @"hr.csv: The HR file has headings but no rows. As it stands, everybody would have left. Export it again from the HR system.");
    insta::assert_snapshot!(told(&wide(u16::to_le_bytes)), @"hr.csv: The file holds characters that no text has. It may be UTF-16 without a byte order mark. Save it as CSV UTF-8.");
    let marked: Vec<u8> = [0xFE, 0xFF].into_iter().chain(wide(u16::to_be_bytes)).collect();
    assert_eq!(read("hr.csv", &marked, &BTreeMap::new()).unwrap()[0].name, "Åsa");
    insta::assert_snapshot!(told(b"employee_id;status;name\nE1;active;A\x1b[2J\n"), @"hr.csv, C2: The text has the control character U+001B, which belongs in no text. Write the text without it.");
    insta::assert_snapshot!(told(b"employee_id;status;name\nE1;active;\"a \"\"b\"\"\"\nE2;active;\"A\nE3;active;B \"\"C\n"), @"hr.csv:3:1: A quotation mark on the line is never closed. All that follows would be a single cell. Close the quotation mark.");
}
