use super::*;

fn day(text: &str) -> Option<DateTime<Utc>> {
    let parsed = text.parse();
    assert!(parsed.is_ok(), "{text}");
    parsed.ok()
}

#[test]
fn any_number_is_a_time_or_none_and_never_a_failure() {
    assert_eq!(filetime(0), day("1601-01-01T00:00:00Z"));
    assert_eq!(filetime(134_064_288_000_000_000), day("2025-11-01T00:00:00Z"));
    assert_eq!(filetime(-10), day("1600-12-31T23:59:59.999999Z"));
    assert!(filetime(i64::MAX).is_some() && filetime(i64::MIN).is_some());
    assert_eq!([account_expires(0), account_expires(i64::MAX)], [None, None], "both mean never");
    assert_eq!(account_expires(134_064_288_000_000_000), day("2025-11-01T00:00:00Z"));
    assert_eq!(account_expires(1), day("1601-01-01T00:00:00Z"));
    assert_eq!(shadow_day(20_393), day("2025-11-01T00:00:00Z"));
    assert_eq!([shadow_day(-1), shadow_day(i64::MIN), shadow_day(i64::MAX)], [None, None, None]);
    assert_eq!(shadow_day(0), day("1970-01-01T00:00:00Z"));
}

#[test]
fn generalised_time_is_read_in_all_its_forms() {
    for (text, expected) in [
        ("20261101050930Z", "2026-11-01T05:09:30Z"),
        ("20261101050930.123Z", "2026-11-01T05:09:30Z"),
        ("202611010509Z", "2026-11-01T05:09:00Z"),
        ("2026110105Z", "2026-11-01T05:00:00Z"),
        ("20261101050930+0100", "2026-11-01T04:09:30Z"),
        ("20261101050930-05", "2026-11-01T10:09:30Z"),
    ] {
        assert_eq!(generalised(text), day(expected), "{text}");
    }
    for text in ["", "Z", "2026", "20261301000000Z", "20261101050930X", "20261101050930+å", "å0261101050930Z"]
    {
        assert_eq!(generalised(text), None, "{text}");
    }
}

#[test]
fn identities_are_read_from_bytes_and_from_text() {
    let bytes = [1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0x51, 4, 0, 0];
    assert_eq!(sid(&bytes).as_deref(), Some("S-1-5-21-1-2-3-1105"));
    assert_eq!(sid(b"S-1-5-11").as_deref(), Some("S-1-5-11"));
    for wrong in [&bytes[..27], &bytes[..8], b"", b"S-1-", b"S-1-5-x", b"S-1-5-11\n"] {
        assert_eq!(sid(wrong), None, "{wrong:?}");
    }
    assert_eq!(domain_and_rid("S-1-5-21-1-2-3-513"), Some(("S-1-5-21-1-2-3", 513)));
    let guid_bytes =
        [0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
    let text = "00112233-4455-6677-8899-aabbccddeeff";
    assert_eq!(guid(&guid_bytes).as_deref(), Some(text));
    assert_eq!(guid(b"{00112233-4455-6677-8899-AABBCCDDEEFF}").as_deref(), Some(text));
    assert_eq!(guid(b"short"), None);
}

#[test]
fn secrets_are_known_by_name_and_bookkeeping_is_in_order() {
    for name in [
        "userpassword",
        "unicodepwd",
        "ms-mcs-admpwd",
        "mslaps-password",
        "mslaps-encryptedpassword",
        "ntpwdhistory",
        "sambantpassword",
        "msds-managedpassword",
        "msfve-recoverypassword",
        "krbprincipalkey",
        "pwdhistory",
        "supplementalcredentials",
    ] {
        assert!(is_secret(name), "{name}");
    }
    for name in ["department", "pwdlastset", "title", "badpasswordtime"] {
        assert!(!is_secret(name), "{name}");
    }
    for name in [
        "accountexpires",
        "member",
        "memberof",
        "whenchanged",
        "msds-user-account-control-computed",
        "lastlogontimestamp",
    ] {
        assert!(is_bookkeeping(name), "{name}");
    }
    assert!(!is_bookkeeping("department"));
}
