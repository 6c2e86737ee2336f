use domain::{inventory::Inventory, message::Lang};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::*;
use crate::inventory::{
    self, Loaded,
    tests::{klassa, known},
};

type Files = Vec<(String, Vec<u8>)>;

fn load(files: &Files) -> Result<Loaded, String> {
    let models = [klassa()];
    let current = Inventory::default();
    let loaded = inventory::read(files, &known(&current, &models), None, None);
    loaded.map_err(|it| it.iter().map(|it| text::explain(Lang::Sv, it)).collect::<Vec<_>>().join("\n"))
}

/// A workbook with a sheet per table.
fn book(tables: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (r, row) in (0..).zip(*rows) {
            for (c, cell) in (0..).zip(*row) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(r, c, number).unwrap(),
                    Err(_) => sheet.write_string(r, c, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const UNITS: (&str, &[&[&str]]) = ("Enheter", &[&["Kod", "Namn", "Slag"], &["N", "Nämnden", "nämnd"]]);

#[test]
fn a_sheet_per_list_with_keys_or_titles_in_either_language_gives_the_same_rows_as_yaml() {
    let people: &[&[&str]] = &[&["code", "Name", "Anställningsnummer"], &["P1", "Åsa", "1001"]];
    let systems: &[&[&str]] = &[
        &["Kod", "Namn", "Enhet", "Systemägare", "Egenskaper", "Verksamhetskritiskt", "Livscykel", "Utbytt"],
        &["EKO", "=SUM(A1)", "N", "P1", "personal_data, cloud", "ja", "i drift", "2026-11-01"],
        &["", "", "", "", "", "", "", ""],
        &["LON", "Lön", "N", "", "", "nej", "under avveckling", ""],
    ];
    let assets: &[&[&str]] = &[
        &[
            "code",
            "name",
            "unit",
            "levels.K",
            "Nivåer.riktighet",
            "decided_by",
            "from",
            "special.owner",
            "special.date",
        ],
        &["I1", "Löner", "N", "2", "1", "P1", "2026-01-01", "", ""],
        &["I2", "Annat", "N", "", "", "", "", "P1", "2026-02-01"],
    ];
    let rights: &[&[&str]] = &[
        &["code", "system", "name", "grants"],
        &["R1", "EKO", "Läsa", "CN=A,DC=x\nCN=B,DC=x"],
        &["R2", "EKO", "Skriva", r#"[{"kind": "group", "object": "CN=C,DC=x", "source": "directory"}]"#],
    ];
    let rules: &[&[&str]] = &[
        &[
            "code",
            "system",
            "rights",
            "allow",
            "entitled",
            "ground.analysis",
            "ground.decided_by",
            "ground.decided",
        ],
        &[
            "POL",
            "EKO",
            "R1,R2",
            "{attr: title, op: in, values: [Chef]}",
            "allowed",
            "A-1",
            "P1",
            "2026-03-01",
        ],
    ];
    let tables = [
        UNITS,
        ("people", people),
        ("System", systems),
        ("assets", assets),
        ("rights", rights),
        ("rules", rules),
    ];
    let loaded = load(&vec![("bok.xlsx".to_owned(), book(&tables))]).unwrap();
    let yaml = inventory::emit(&loaded.inventory).into_iter().map(|it| it.1).collect::<String>();
    insta::assert_snapshot!(yaml, @r#"
    units:
      - code: "N"
        name: Nämnden
        kind: board
    people:
      - code: P1
        name: Åsa
        employee_id: "1001"
        kind: employee
    systems:
      - code: EKO
        name: "=SUM(A1)"
        unit: "N"
        owner: P1
        flags: [personal_data, cloud]
        vital: true
        lifecycle: in_use
        own_accounts: unknown
        replaced: "2026-11-01"
      - code: LON
        name: Lön
        unit: "N"
        lifecycle: closing
        own_accounts: unknown
    assets:
      - code: I1
        name: Löner
        unit: "N"
        levels: {K: 2, R: 1}
        decided_by: P1
        from: "2026-01-01"
      - code: I2
        name: Annat
        unit: "N"
        special:
          owner: P1
          date: "2026-02-01"
    rights:
      - code: R1
        system: EKO
        name: Läsa
        grants:
          - kind: group
            object: "CN=A,DC=x"
          - kind: group
            object: "CN=B,DC=x"
      - code: R2
        system: EKO
        name: Skriva
        grants:
          - kind: group
            object: "CN=C,DC=x"
            source: directory
    rules:
      - code: POL
        system: EKO
        rights: [R1, R2]
        allow:
          attr: title
          op: in
          values: [Chef]
        entitled: allowed
        ground:
          analysis: A-1
          decided_by: P1
          decided: "2026-03-01"
    "#);
    assert_eq!(loaded.not_imported, Vec::<String>::new());
}

#[test]
fn days_are_read_from_cells_of_excel_and_texts_stay_texts() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("contracts")?;
    for (column, name) in (0..).zip(["code", "supplier", "kind", "from", "reference"]) {
        sheet.write_string(0, column, name)?;
    }
    sheet.write_string(1, 0, "A1")?.write_string(1, 1, "L1")?.write_string(1, 2, "avtal")?;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    sheet.write_datetime_with_format(1, 3, day, &Format::new().set_num_format("yyyy-mm-dd"))?;
    sheet.write_string(1, 4, "0012")?;
    let suppliers = ("leverantörer.csv".to_owned(), "Kod;Namn\nL1;Bolaget\n".as_bytes().to_vec());
    let loaded = load(&vec![("a.xlsx".to_owned(), book.save_to_buffer()?), suppliers]).unwrap();
    let contract = &loaded.inventory.contracts[0];
    assert_eq!((contract.from, contract.reference.as_deref()), (Some(day), Some("0012")));
    Ok(())
}

#[test]
fn every_error_names_its_cell() {
    let systems: &[&[&str]] = &[
        &["code", "name", "unit", "Systemägar", "vital", "flags", "manager"],
        &["EKO", "Ekonomi", "N", "P1", "kanske", "A b", "9417"],
        &["E K", "", "N", "", "", "", "", "vilse"],
    ];
    let said =
        load(&vec![("mapp/inventory.xlsx".to_owned(), book(&[UNITS, ("System", systems)]))]).unwrap_err();
    insta::assert_snapshot!(said, @r#"
    mapp/inventory.xlsx, System!D1: Rubriken ”Systemägar” finns inte. Menade du ”systemägare”?
    mapp/inventory.xlsx, System!E2: Här står ”kanske”, men true eller false väntas. Skriv true eller false.
    mapp/inventory.xlsx, System!F2: ”A b” är inget av programmets ord. Sådana ord skrivs med små bokstäver a-z, siffror och understreck.
    mapp/inventory.xlsx, System!A3: Nyckeln ”name” saknas. Lägg till den.
    mapp/inventory.xlsx, System!A3: ”E K” går inte att ha som kod. Använd bokstäver, siffror och tecknen . _ : / @ + - utan mellanslag.
    mapp/inventory.xlsx, System!H3: Cellen har ett värde men kolumnen har ingen rubrik. Skriv en rubrik eller ta bort värdet.
    "#);
}

#[test]
fn csv_is_read_as_its_heading_shows_in_utf_8_and_in_windows_1252() {
    let rows = |table: &Table| -> Vec<(u32, Vec<String>)> {
        table.rows.iter().map(|row| (row.number, row.cells.iter().map(|it| it.1.text()).collect())).collect()
    };
    let want = vec![
        (0, vec!["kod".to_owned(), "namn".to_owned()]),
        (1, vec!["Å".to_owned(), "a, b".to_owned()]),
        (3, vec!["B".to_owned(), "två\nrader".to_owned()]),
        (4, vec!["C".to_owned(), "c;c".to_owned()]),
    ];
    let semicolon = "kod;namn\nÅ;a, b\n\nB;\"två\nrader\"\nC;\"c;c\"\n";
    let comma = "\u{feff}kod,namn\r\nÅ,\"a, b\"\r\n\r\nB,\"två\nrader\"\r\nC,c;c\r\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(semicolon);
    let utf_16: Vec<u8> =
        std::iter::once(0xFEFF).chain(semicolon.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [semicolon.as_bytes(), comma.as_bytes(), &windows, &utf_16] {
        assert_eq!(rows(&csv("a.csv", bytes).unwrap()), want);
    }
}

#[test]
fn a_damaged_or_swollen_workbook_is_refused_and_a_far_cell_costs_nothing() {
    assert!(matches!(
        xlsx("a.xlsx", b"PK nonsense").unwrap_err().as_slice(),
        [SheetError::NotWorkbook { .. }]
    ));
    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    sheet.write(0, 0, "code").unwrap().write(1_048_575, 16_383, 1).unwrap();
    let tables = xlsx("a.xlsx", &far.save_to_buffer().unwrap()).unwrap();
    assert_eq!(tables[0].rows.len(), 2);
    assert_eq!(tables[0].at(1_048_575, 16_383).to_string(), "a.xlsx, Sheet1!XFD1048576");

    // 300 MiB of nothing in a few hundred kilobytes.
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..300 {
        std::io::Write::write_all(&mut archive, &nothing).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    assert!(matches!(xlsx("a.xlsx", &bytes).unwrap_err().as_slice(), [SheetError::UnpacksToTooMuch { .. }]));
}

#[test]
fn what_is_no_list_is_named_as_not_imported() {
    let notes: &[&[&str]] = &[&["Anteckningar"], &["Ring Bo"]];
    let files = vec![
        ("bok.xlsx".to_owned(), book(&[UNITS, ("Metod", notes)])),
        ("notes.csv".to_owned(), b"a;b\n1;2\n".to_vec()),
        ("directory.ldif".to_owned(), vec![]),
    ];
    assert_eq!(load(&files).unwrap().not_imported, ["directory.ldif", "bok.xlsx, Metod", "notes.csv"]);
}

#[test]
fn a_list_in_a_cell_may_be_written_as_json_as_other_columns_are() {
    let units = "code;name;kind\nN;Nämnden;nämnd\n".as_bytes().to_vec();
    let sources = "code;kind;service_accounts\nd;ldif;\"[\"\"OU=Svc,DC=a\"\", \"\"OU=B,DC=a\"\"]\"\n";
    let systems = "code;name;unit;flags\nS;S;N;[personal_data]\n";
    let files = vec![
        ("units.csv".to_owned(), units),
        ("sources.csv".to_owned(), sources.as_bytes().to_vec()),
        ("systems.csv".to_owned(), systems.as_bytes().to_vec()),
    ];
    let loaded = load(&files).unwrap().inventory;
    assert_eq!(loaded.sources[0].service_accounts, ["OU=Svc,DC=a", "OU=B,DC=a"]);
    assert_eq!(loaded.systems[0].flags, ["personal_data"]);
}
