use super::*;

#[test]
fn cells_are_named_as_sheets_name_them() {
    for (row, column, name) in
        [(13, 2, "C14"), (0, 25, "Z1"), (0, 26, "AA1"), (9, 701, "ZZ10"), (9, 702, "AAA10")]
    {
        assert_eq!(cell_name(row, column), name);
    }
}

#[test]
fn a_pointer_leads_to_its_value_its_key_and_else_to_what_is_around_it() {
    let tree = crate::read::yaml("a.yaml", b"list:\n  - name: x\n    a/b: {c~d: 1}\n").unwrap();
    let show = |it: Position| it.to_string();
    assert_eq!(show(tree.place("/list/0/name")), "a.yaml:2:11");
    assert_eq!(show(tree.key_place("/list/0/name")), "a.yaml:2:5");
    assert_eq!(show(tree.place("/list/0/a~1b/c~0d")), "a.yaml:3:16");
    assert_eq!(show(tree.place("/list/0/missing/deeper")), "a.yaml:2:5");
    assert_eq!(tree.find("/list/0/a~1b/c~0d").and_then(Node::integer), Some(1));
    assert_eq!(tree.find("/list/1"), None);
}

#[test]
fn places_come_row_by_row_as_people_read() {
    let cell = |cell: &str| Some(Position::Cell { file: "a.xlsx".to_owned(), cell: cell.to_owned() });
    let mut places = [None, cell("S!A10"), cell("S!AA2"), cell("S!B2"), cell("R!C9")];
    places.sort_by(|a, b| reading_order(a.as_ref(), b.as_ref()));
    assert_eq!(places, [cell("R!C9"), cell("S!B2"), cell("S!AA2"), cell("S!A10"), None]);
}
