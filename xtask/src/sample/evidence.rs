//! What has been verified by hand so far: a first year's worth, with gaps, old proofs and own statements among it.

use anyhow::{Context, Result};

use super::{
    date::Date,
    register::Register,
    yaml::{Row, Value},
};

/// People who observe and accept: short name, unit, title.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("iss", "KLK-KANS", "Informationssäkerhetssamordnare"),
    ("ber", "KLK-KANS", "Säkerhets- och beredskapssamordnare"),
    ("dso", "KLK-KANS", "Dataskyddsombud"),
    ("jur", "KLK-KANS", "Kommunjurist"),
    ("dir", "KLK-KANS", "Kommundirektör"),
    ("kan", "KLK-KANS", "Kanslichef"),
    ("upp", "KLK-KANS", "Upphandlare"),
    ("kom", "KLK-KANS", "Kommunikatör"),
    ("itc", "KLK-IT", "IT-chef"),
    ("ark", "KLK-IT", "IT-arkitekt"),
    ("tek", "KLK-IT", "Systemtekniker"),
    ("nat", "KLK-IT", "Nätverkstekniker"),
    ("eko", "KLK-EKO", "Ekonomichef"),
    ("con", "KLK-EKO", "Controller"),
    ("hrc", "KLK-HR", "HR-chef"),
    ("hrs", "KLK-HR", "HR-specialist"),
    ("soc", "SOF-AO", "Socialchef"),
    ("sfv", "SOF-AO", "Systemförvaltare verksamhet"),
    ("mas", "SOF-HSL", "Medicinskt ansvarig sjuksköterska"),
    ("vch", "SOF-AO", "Verksamhetschef"),
    ("sko", "UBF-SKOLA", "Skolchef"),
    ("ska", "UBF-SKOLA", "Skoladministratör"),
    ("ehu", "UBF-EHU", "Verksamhetschef elevhälsa"),
    ("plc", "SBF-PLAN", "Förvaltningschef"),
    ("vad", "SBF-TEK", "Driftingenjör VA"),
    ("fas", "SBF-FAST", "Driftingenjör fastighet"),
    ("rch", "RTJ", "Räddningschef"),
    ("ins", "RTJ", "Insatsledare"),
];

/// Control, object (empty: the organisation), status, method, day, observer, accepted by (empty: nobody yet), reason, value seen.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const HAND: &str = "manual_evidence";
const FILE: &str = "file_import";
const SCAN: &str = "scanner_import";
const PROBE: &str = "network_probe";

#[rustfmt::skip]
const LINES: &[Line] = &[
    // the organisation
    ("STY-01", "", "met", HAND, "2026-03-17", "iss", "dir", "Policyn är beslutad av kommunstyrelsen och ses över varje år.", "KS 2026/41"),
    ("STY-05", "", "partly", HAND, "2026-05-20", "iss", "dir", "Åtgärderna är godkända, men uppföljningen har gjorts en gång i stället för två.", "1 av 2"),
    ("STY-06", "", "gap", HAND, "2026-06-10", "iss", "dir", "Nio av tretton ledamöter i kommunstyrelsen har gått utbildningen.", "9 av 13"),
    ("STY-07", "", "met", HAND, "2026-09-02", "ber", "dir", "Anmälan är gjord och kontaktuppgifterna stämmer.", ""),
    ("STY-08", "", "partly", HAND, "2026-08-20", "iss", "itc", "Hotinformation läses, men bedöms inte inom beslutad tid.", "cirka 20 dagar"),
    ("STY-09", "", "partly", HAND, "2026-04-28", "iss", "", "Projektmallen frågar efter informationssäkerhet sedan i våras.", ""),
    ("STY-11", "", "partly", HAND, "2026-02-11", "jur", "iss", "Lagkraven är kartlagda, avtalskraven återstår.", ""),
    ("RIS-01", "", "met", HAND, "2026-02-25", "iss", "dir", "Metod och nivå för godtagbar risk är beslutade.", "KS 2026/42"),
    ("RIS-04", "", "met", HAND, "2026-04-14", "ber", "dir", "Säkerhetsskydd hanteras i särskild ordning, skilt från detta verktyg.", ""),
    ("TIL-06", "", "gap", HAND, "2026-04-22", "iss", "kan", "Hanteringsregler per nivå är inte beslutade.", ""),
    ("BEH-08", "", "partly", HAND, "2026-09-15", "ark", "itc", "Två av fem systemtekniker har särskild arbetsstation.", "2 av 5"),
    ("PER-01", "", "met", HAND, "2026-05-05", "hrs", "hrc", "Kontroll före anställning ingår i rekryteringsrutinen.", ""),
    ("PER-02", "", "met", HAND, "2026-05-05", "hrs", "hrc", "Tystnadsplikt och påföljd står i anställningsvillkoren.", ""),
    ("PER-03", "", "partly", HAND, "2026-08-28", "hrs", "hrc", "Rutinen finns, men utrustning från timanställda återlämnas inte i tid.", ""),
    ("PER-04", "", "gap", HAND, "2026-05-05", "hrs", "iss", "Regler för distansarbete saknas.", ""),
    ("UTB-01", "", "gap", FILE, "2026-10-05", "hrs", "iss", "Lärportalens lista över genomförd grundutbildning.", "71 %"),
    ("UTB-04", "", "met", HAND, "2026-06-15", "kom", "iss", "Kanalen står på intranätets förstasida och är provad.", ""),
    ("INC-01", "", "met", HAND, "2026-08-31", "iss", "dir", "Planen är beslutad och provad vid genomgången i augusti.", ""),
    ("INC-03", "", "partly", HAND, "2026-08-31", "ark", "itc", "Åtgärder är beskrivna, bevissäkring är inte övad.", ""),
    ("INC-06", "", "gap", HAND, "2026-08-31", "ber", "dir", "Senaste övningen gjordes hösten före förra årets omorganisation.", ""),
    ("KON-04", "", "met", HAND, "2026-03-24", "ber", "dir", "Krisledningens reservsamband provades med radio och reservwebb.", ""),
    ("LOG-04", "", "gap", HAND, "2026-10-20", "ark", "itc", "Larm bevakas på kontorstid.", "kontorstid"),
    ("LOG-05", "", "met", PROBE, "2026-10-28", "nat", "itc", "Tiden mäts mot två källor.", "under 20 ms"),
    ("SAR-01", "", "partly", HAND, "2026-04-09", "ark", "itc", "Processen är beskriven men saknar ansvarig vid frånvaro.", ""),
    ("SAR-03", "", "partly", SCAN, "2026-10-29", "tek", "itc", "Servrar skannas varje vecka, klienter inte alls.", "servrar"),
    ("NAT-01", "", "met", HAND, "2026-09-08", "nat", "", "Nätritningen är uppdaterad efter flytten av datahall 2.", ""),
    ("NAT-02", "", "met", HAND, "2026-05-04", "nat", "itc", "Segmenteringen kontrollerad mot nätritningen.", ""),
    ("NAT-03", "", "met", HAND, "2026-09-10", "nat", "itc", "Reglerna granskade, 41 borttagna.", ""),
    ("SKY-01", "", "met", FILE, "2026-10-29", "tek", "itc", "Lista från skyddets konsol.", "100 %"),
    ("SKY-02", "", "gap", PROBE, "2026-10-27", "nat", "itc", "Spärren mot falska avsändare rapporterar bara.", "none"),
    ("KLI-01", "", "partly", FILE, "2026-10-28", "tek", "itc", "Alla bärbara datorer är krypterade, 84 surfplattor är inte hanterade.", "98,3 %"),
    ("KRY-01", "", "gap", HAND, "2026-05-12", "iss", "itc", "Regler för kryptering och nycklar är inte beslutade.", ""),
    ("DAT-04", "", "met", HAND, "2026-03-05", "jur", "kan", "Rutin för utlämnande provad på tre begäran.", ""),
    ("FYS-05", "", "met", FILE, "2026-06-22", "tek", "itc", "Intyg om fysisk förstöring av 212 diskar.", "212"),
    ("EFT-01", "", "gap", HAND, "2026-01-30", "iss", "dir", "Ingen oberoende granskning har gjorts.", ""),
    // shared: one proof serves all systems on the platform, at the supplier or of the unit
    ("BAC-02", "PLT-EGEN", "partly", HAND, "2026-10-12", "tek", "itc", "Kopian är oföränderlig men inte frånkopplad.", "oföränderlig"),
    ("STY-12", "PLT-EGEN", "met", HAND, "2026-06-02", "tek", "itc", "Driftrutiner för plattformen finns och följs.", ""),
    ("KFG-01", "PLT-EGEN", "partly", SCAN, "2026-10-15", "tek", "itc", "Mätning mot beslutad baskonfiguration.", "88 %"),
    ("KFG-02", "PLT-EGEN", "met", HAND, "2026-09-03", "ark", "itc", "Ändringar prövas varje vecka och protokollförs.", ""),
    ("LOG-01", "PLT-EGEN", "met", HAND, "2026-10-12", "tek", "itc", "Loggar samlas skilt från plattformen i 24 månader.", "24 månader"),
    ("KRY-03", "PLT-EGEN", "partly", HAND, "2026-07-01", "tek", "itc", "Disk och kopia är krypterade, databaser inte.", "disk och säkerhetskopia"),
    ("STY-12", "PLT-STYR", "met", HAND, "2026-04-16", "vad", "plc", "Driftrutiner för styrsystemet finns i pärm på plats.", ""),
    ("LEV-07", "PLT-MOLN", "met", HAND, "2026-02-19", "jur", "dso", "Molntjänsten är prövad rättsligt; överföring till tredje land är bedömd.", ""),
    ("KFG-01", "PLT-MOLN", "met", SCAN, "2026-10-20", "tek", "itc", "Mätning mot beslutad baskonfiguration.", "96 %"),
    ("LEV-03", "LEV-EKO", "met", HAND, "2026-05-27", "upp", "jur", "Säkerhetsvillkoren finns i avtalets bilaga 4.", ""),
    ("LEV-03", "LEV-VSS", "met", HAND, "2026-05-27", "upp", "jur", "Säkerhetsvillkoren finns i avtalets bilaga 3.", ""),
    ("LEV-03", "LEV-TRL", "gap", HAND, "2026-05-28", "upp", "jur", "Avtalet saknar tid för att anmäla incidenter.", ""),
    ("LEV-03", "LEV-SCA", "partly", HAND, "2026-05-28", "upp", "jur", "Villkor finns, men inte för fjärråtkomst.", ""),
    ("LEV-04", "LEV-VSS", "met", HAND, "2026-06-03", "dso", "jur", "Biträdesavtalet är undertecknat och omprövat.", ""),
    ("LEV-04", "LEV-HSJ", "met", HAND, "2026-06-03", "dso", "jur", "Biträdesavtalet är undertecknat och omprövat.", ""),
    ("LEV-05", "LEV-VSS", "partly", HAND, "2026-06-24", "upp", "iss", "Underleverantörer är kända, inte bedömda.", ""),
    ("LEV-06", "LEV-VSS", "met", HAND, "2026-08-19", "sfv", "soc", "Uppföljningsmöte med protokoll.", ""),
    ("LEV-06", "LEV-HTP", "gap", HAND, "2026-08-19", "sfv", "soc", "Ingen uppföljning har gjorts sedan avtalet tecknades.", ""),
    ("LEV-08", "LEV-HSJ", "gap", HAND, "2026-06-24", "upp", "jur", "Plan för avslut och återtag av journaler saknas.", ""),
    ("KON-01", "RTJ", "met", HAND, "2026-03-26", "ins", "rch", "Reservrutin på papper provad vid skiftbyte.", "72 timmar"),
    ("UTB-03", "SOF-AO", "met", HAND, "2026-06-11", "sfv", "soc", "Instruktioner för enhetens system finns i introduktionen.", ""),
    ("FYS-01", "PLATS-DH1", "met", HAND, "2026-06-17", "fas", "itc", "Skalskyddet besiktat utan anmärkning.", ""),
    ("FYS-03", "PLATS-DH1", "met", HAND, "2026-06-17", "fas", "itc", "Släck- och vattenlarm provade.", ""),
    ("FYS-04", "PLATS-DH1", "partly", HAND, "2026-08-12", "fas", "itc", "Reservkraften räcker åtta timmar.", "480 minuter"),
    ("FYS-01", "PLATS-DH2", "gap", HAND, "2026-06-18", "fas", "itc", "Dörren till datahall 2 saknar larm.", ""),
    ("FYS-01", "PLATS-VV", "met", HAND, "2026-04-16", "vad", "plc", "Skalskyddet besiktat utan anmärkning.", ""),
    ("FYS-02", "PLATS-VV", "partly", HAND, "2026-09-24", "vad", "plc", "Tillträden granskas årsvis i stället för kvartalsvis.", ""),
    ("FYS-03", "PLATS-BR", "met", HAND, "2026-05-21", "ins", "rch", "Brandskyddet kontrollerat vid egen rond.", ""),
    ("KLI-02", "PLATS-KH", "partly", HAND, "2026-07-14", "iss", "kan", "Skärmar låses, utskrifter ligger kvar.", ""),
    // systems
    ("RIS-02", "EKO", "met", HAND, "2026-05-12", "con", "eko", "Riskanalys genomförd med åtgärder.", ""),
    ("DAT-06", "EKO", "met", HAND, "2026-06-03", "con", "eko", "Ändringslogg och två attester på varje utbetalning.", ""),
    ("KON-01", "EKO", "partly", HAND, "2026-06-03", "con", "eko", "Reservrutin finns för utbetalningar, inte för inköp.", "24 timmar"),
    ("AUT-04", "EKO", "met", HAND, "2026-03-11", "ark", "itc", "Inloggning sker genom kommunens katalog.", ""),
    ("LEV-07", "EKO", "met", HAND, "2026-02-19", "jur", "dso", "Molntjänsten är prövad rättsligt och säkerhetsmässigt.", ""),
    ("RIS-02", "HRL", "met", HAND, "2026-04-21", "hrs", "hrc", "Riskanalys genomförd med åtgärder.", ""),
    ("DAT-02", "HRL", "met", HAND, "2025-11-18", "dso", "hrc", "Konsekvensbedömning gjord och besvarad.", ""),
    ("KON-01", "HRL", "gap", HAND, "2026-04-21", "hrs", "hrc", "Reservrutin för löneutbetalning saknas.", ""),
    ("BEH-03", "HRL", "met", HAND, "2026-09-16", "hrs", "hrc", "Tio beställningar kontrollerade, alla godkända i förväg.", "10 av 10"),
    ("RIS-02", "VSS", "met", HAND, "2026-03-19", "sfv", "soc", "Riskanalys genomförd med åtgärder.", ""),
    ("DAT-02", "VSS", "met", HAND, "2025-12-09", "dso", "soc", "Konsekvensbedömning gjord och besvarad.", ""),
    ("KON-01", "VSS", "met", HAND, "2026-04-23", "sfv", "soc", "Pappersrutin provad en hel dag.", "72 timmar"),
    ("BAC-03", "VSS", "met", HAND, "2026-09-24", "tek", "sfv", "Återläsning av hela databasen till provmiljö.", "3 tim 10 min"),
    ("BEH-12", "VSS", "partly", HAND, "2026-10-08", "sfv", "soc", "Skyddade akter är spärrade; enhetskod används inte i hemtjänsten.", ""),
    ("LOG-02", "VSS", "met", HAND, "2026-09-30", "sfv", "soc", "Läsning av akter loggas och kan sökas.", "60 månader"),
    ("LOG-03", "VSS", "gap", HAND, "2026-10-08", "sfv", "soc", "Loggkontroll har inte gjorts sedan i våras.", ""),
    ("RIS-02", "HSJ", "partly", HAND, "2026-02-05", "mas", "soc", "Riskanalysen täcker journal men inte läkemedelssignering.", ""),
    ("BEH-12", "HSJ", "met", HAND, "2026-10-14", "mas", "soc", "Spärr och inre sekretess kontrollerade på tjugo journaler.", "20 av 20"),
    ("LOG-02", "HSJ", "met", HAND, "2026-10-14", "mas", "soc", "Åtkomst till journal loggas och kan sökas.", "60 månader"),
    ("LOG-03", "HSJ", "met", HAND, "2026-10-14", "mas", "soc", "Loggar kontrolleras varje månad enligt rutin.", "30 dagar"),
    ("DAT-02", "HSJ", "met", HAND, "2025-10-30", "dso", "soc", "Konsekvensbedömning gjord och besvarad.", ""),
    ("LEV-07", "HSJ", "partly", HAND, "2026-03-03", "jur", "dso", "Underleverantör utanför EU är inte bedömd.", ""),
    ("RIS-02", "HTP", "gap", HAND, "2026-05-07", "sfv", "vch", "Ingen riskanalys gjord sedan digitala lås infördes.", ""),
    ("DAT-02", "HTP", "gap", HAND, "2026-05-07", "dso", "vch", "Konsekvensbedömning saknas för digitala lås.", ""),
    ("KON-01", "HTP", "partly", HAND, "2026-05-07", "sfv", "vch", "Nycklar finns i reserv, men listan är gammal.", ""),
    ("KON-01", "TRL", "met", HAND, "2026-03-12", "sfv", "vch", "Larm kopplas till reservmottagning; provat.", "72 timmar"),
    ("RIS-02", "ELV", "met", HAND, "2026-08-26", "ska", "sko", "Riskanalys genomförd med åtgärder.", ""),
    ("DAT-02", "ELV", "partly", HAND, "2026-01-21", "dso", "sko", "Konsekvensbedömningen täcker inte skyddade elever.", ""),
    ("AUT-05", "ELV", "met", HAND, "2026-08-26", "ska", "sko", "Vårdnadshavare loggar in med e-legitimation.", "tillitsnivå 3"),
    ("UTB-03", "LAR", "met", HAND, "2026-08-27", "ska", "sko", "Instruktion ges vid läsårets början.", ""),
    ("BAC-03", "EHJ", "gap", HAND, "2026-09-02", "tek", "ehu", "Återläsning har aldrig provats.", ""),
    ("BEH-12", "EHJ", "partly", HAND, "2026-09-22", "ehu", "sko", "Spärr finns, men kontrolleras inte.", ""),
    ("STY-12", "BYG", "partly", HAND, "2026-03-30", "tek", "plc", "Rutiner finns för drift, inte för månadsavslut.", ""),
    ("RIS-02", "SCA", "met", HAND, "2026-02-12", "vad", "plc", "Riskanalys genomförd med åtgärder.", ""),
    ("OT-01", "SCA", "partly", HAND, "2026-09-18", "vad", "plc", "Zonen är avskild; handkörning övad på ett av två vattenverk.", "1 av 2"),
    ("KON-01", "SCA", "met", HAND, "2026-02-12", "vad", "plc", "Handkörning beskriven och bemannad.", "72 timmar"),
    ("KON-03", "SCA", "gap", HAND, "2026-09-18", "vad", "plc", "Återställning av styrsystemet har inte provats.", ""),
    ("BAC-03", "SCA", "gap", HAND, "2026-09-18", "vad", "plc", "Återläsning av styrprogram har inte provats.", ""),
    ("OT-01", "PAS", "gap", HAND, "2026-09-21", "fas", "iss", "Fastighetsautomationen nås från kontorsnätet.", ""),
    ("RIS-02", "RIS", "partly", HAND, "2026-03-26", "ins", "rch", "Riskanalysen täcker utalarmering, inte objektskort.", ""),
    ("RIS-02", "SAM", "met", HAND, "2026-02-26", "ark", "itc", "Riskanalys genomförd med åtgärder.", ""),
    ("AUT-01", "SAM", "partly", FILE, "2026-10-12", "tek", "itc", "Lista ur inloggningstjänsten: timanställda saknar andra faktor.", "87 %"),
    ("RIS-02", "KAT", "met", HAND, "2026-02-26", "ark", "itc", "Riskanalys genomförd med åtgärder.", ""),
    ("AUT-01", "KAT", "met", FILE, "2026-10-12", "tek", "itc", "Lista ur inloggningstjänsten: alla administratörskonton har andra faktor.", "100 %"),
    ("KON-03", "KAT", "met", HAND, "2026-06-13", "tek", "itc", "Katalogen återställd i avskilt nät under en lördag.", "3 tim 40 min"),
    ("BAC-03", "KAT", "met", HAND, "2026-09-05", "tek", "itc", "Återläsning av en domänkontrollant.", "1 tim 15 min"),
    ("KON-03", "VIR", "partly", HAND, "2026-08-22", "tek", "itc", "Hälften av servrarna startades i datahall 2.", "80 av 160"),
    ("STY-12", "NAT", "met", HAND, "2026-05-19", "nat", "itc", "Driftrutiner finns och följs.", ""),
    ("NAT-05", "NAT", "met", HAND, "2026-08-14", "nat", "itc", "Skydd mot överlast provat tillsammans med leverantören.", ""),
    ("SAR-05", "NAT", "gap", HAND, "2026-01-30", "ark", "itc", "Inget intrångsförsök har gjorts.", ""),
    ("WEB-01", "WEB", "partly", HAND, "2026-03-18", "kom", "kan", "Redogörelsen är aktuell; två e-tjänster brister i kontrast.", "2 brister"),
    ("NAT-05", "WEB", "partly", HAND, "2026-08-14", "kom", "kan", "Skydd finns hos leverantören, inte provat.", ""),
    ("AUT-05", "WEB", "met", HAND, "2026-03-18", "kom", "kan", "E-tjänster kräver e-legitimation.", "tillitsnivå 3"),
    ("RIS-02", "OFS", "met", HAND, "2026-06-30", "iss", "kan", "Riskanalys genomförd med åtgärder.", ""),
    ("DAT-02", "OFS", "met", HAND, "2026-06-30", "dso", "kan", "Konsekvensbedömning gjord och besvarad.", ""),
    ("UTB-03", "KRI", "met", HAND, "2026-03-24", "ber", "dir", "Krisledningen fick instruktion vid övningen.", ""),
    // information
    ("DAT-03", "INF-008", "gap", HAND, "2026-04-21", "hrs", "hrc", "Ansökningar äldre än två år ligger kvar.", "cirka 900"),
    ("DAT-03", "INF-006", "met", HAND, "2026-04-21", "hrs", "hrc", "Gallring gjord enligt plan.", ""),
    ("DAT-03", "INF-016", "met", HAND, "2026-06-24", "sfv", "soc", "Gallring gjord enligt plan.", ""),
    ("TIL-07", "INF-067", "met", HAND, "2026-10-06", "kom", "sfv", "Ansökningar förs krypterat till verksamhetssystemet med mottagarkontroll.", "säkert meddelande/SDK med mottagarkontroll"),
    ("DAT-05", "INF-032", "partly", HAND, "2026-09-09", "ska", "sko", "Provmiljön har påhittade elever, men rapporter maskas inte.", ""),
];

/// The evidence.
pub(super) fn evidence(register: &mut Register) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (place, (control, on, status, method, observed, observer, accepted, because, value)) in
        LINES.iter().enumerate()
    {
        let some = |text: &'static str| (!text.is_empty()).then(|| Value::from(text));
        let accepted_by = (!accepted.is_empty()).then(|| person(register, accepted)).transpose()?;
        rows.push(
            Row::new(&format!("BEV-{:03}", place + 1))
                .with("control", *control)
                .maybe("on", some(on))
                .with("status", *status)
                .with("because", *because)
                .maybe("value", some(value))
                .with("method", *method)
                .with("observed", Date::parse(observed)?)
                .with("observer", person(register, observer)?)
                .maybe("accepted_by", accepted_by),
        );
    }
    Ok(rows)
}

fn person(register: &mut Register, name: &str) -> Result<String> {
    let (_, unit, title) =
        PEOPLE.iter().find(|it| it.0 == name).with_context(|| format!("nobody is called {name}"))?;
    register.responsible(unit, title, 0)
}
