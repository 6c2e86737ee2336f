layout-title = { $page } – { $site }
layout-title-wrong = Fel: { $page } – { $site }
layout-skip = Hoppa till innehållet
layout-menu = Meny
layout-main-menu = Huvudmeny
layout-theme = Byt mellan ljust och mörkt
layout-user = Användarmeny
layout-sign-out = Logga ut
layout-secrecy = Uppgifterna pekar ut svagheter: sekretess 18 kap. 8 § OSL, prövas vid utlämnande.

nav-start = Start
tool-role-nobody = Inte inloggad
tool-role-administrator = Lokal administratör
tool-role-security = Informationssäkerhet
tool-role-it = IT
tool-role-system-owner = Systemägare
tool-role-management = Ledning

form-error = Något behöver rättas

sign-in-title = Logga in i Skydd
sign-in-login = Användarnamn
sign-in-password = Lösenord
sign-in-button = Logga in
sign-in-note = Lokala konton är till för första starten och för när katalogen inte går att nå. Inloggningar och försök loggas.
sign-in-about = Om Skydd
sign-in-say = Rätt skydd för varje uppgift, och inte mer i vägen än nödvändigt.
sign-in-point-1 = Klassa informationen. Kraven följer av klassningen.
sign-in-point-2 = Se vem som når vad, med hela vägen genom grupperna.
sign-in-point-3 = Ett skydd som stör arbetet väger lika tungt som en brist.
sign-in-wrong = Användarnamnet eller lösenordet stämmer inte.
    .fix = Försök igen.
sign-in-wait = För många försök.
    .fix = { $seconds ->
        [one] Vänta en sekund och försök igen.
       *[other] Vänta { $seconds } sekunder och försök igen.
    }

failure-not-found = Sidan finns inte
failure-not-found-fix = Det du söker finns inte, eller så har du inte tillgång till det.
failure-method = Så går det inte att använda den adressen
failure-method-fix = Gå till startsidan och försök därifrån.
failure-signed-out = Du är utloggad
failure-signed-out-fix = Logga in och försök igen.
failure-denied = Din roll får inte göra detta
failure-denied-fix = Den lokala administratören avgör vem som har vilken roll. Inget har sparats.
failure-foreign = Formuläret är för gammalt
failure-foreign-fix = Gå tillbaka, ladda om sidan och skicka igen. Inget har sparats.
failure-unreadable = Det som skickades går inte att läsa
failure-unreadable-fix = Gå tillbaka och skicka igen. Inget har sparats.
failure-conflict = Någon hann före
failure-conflict-fix = Ladda om sidan, se vad som ändrats och spara igen. Inget har sparats.
failure-invalid = Något behöver rättas
failure-invalid-fix = Inget har sparats.
failure-busy = Databasen är upptagen
failure-busy-fix = Vänta en stund och försök igen. Inget har sparats.
failure-internal = Något gick fel i Skydd
failure-internal-fix = Felet är loggat. Försök igen om en stund. Inget har sparats.
failure-to-start = Till startsidan

start-now = Behöver dig nu
start-count = { $count ->
        [0] Inget
        [one] En sak
       *[other] { $count } saker, viktigast först
    }
start-nothing = Inget väntar på dig.
start-vacancies = Roller utan innehavare
start-no-vacancies = Alla roller har en innehavare som arbetar här.
start-access = { $system }: { $kind } ({ $count })
start-read-on = Katalogen { $day }
start-verb-look = Granska
start-verb-classify = Klassa
start-verb-mend = Åtgärda

nav-group-need = Skyddsbehov
nav-group-protection = Skydd
nav-group-access = Behörighet
nav-group-follow-up = Uppföljning
nav-group-administration = Administration
nav-assets = Informationstillgångar
nav-systems = System
nav-controls = Säkerhetsåtgärder
nav-access = Behörighetsavstämning
nav-report = Ledningsrapport
nav-log = Händelselogg
layout-crumbs = Brödsmulor

list-filter = Filtrera listan
list-filter-do = Filtrera
list-search = Sök i listan
list-board = Nämnd
list-all = Alla
list-remove = ta bort filtret
list-pages = Sidor
list-pager = { $from }–{ $to } av { $count }
list-previous = Föregående
list-next = Nästa
list-nothing = Inget stämmer med det du filtrerade på. Ta bort ett filter.

word-owner = Systemägare
word-information-owner = Informationsägare
word-vacant = Ingen utsedd
spread-shares = Verifierat { $verified }, av det uppfyllt { $met }
spread-sentence = { $verified } verifierat, { $verified-part } av { $verified-whole } krav. { $met } uppfyllt av det verifierade, { $met-part } av { $met-whole }.
count-requirements = { $count ->
        [one] Ett krav
       *[other] { $count } krav
    }
duration-days = { $count ->
        [one] ett dygn
       *[other] { $count } dygn
    }
duration-hours = { $count ->
        [one] en timme
       *[other] { $count } timmar
    }
duration-minutes = { $count ->
        [one] en minut
       *[other] { $count } minuter
    }
col-type = Typ
col-state = Läge
col-dimension = Aspekt
col-level = Nivå
col-driven-by = Drivs av
col-missing = Saknas
col-asset = Tillgång
col-classification = Klassning
col-consequence = Konsekvens
col-review = Omprövas
col-kind-of = Slag
lifecycle-planned = planerat
lifecycle-in-use = i bruk
lifecycle-closing = under avveckling
lifecycle-closed = avvecklat
hosting-on-prem = i egna lokaler
hosting-saas = molntjänst hos leverantören
hosting-paas = plattform hos leverantören
hosting-iaas = servrar hos leverantören
hosting-hybrid = delvis egen drift

systems-lede = { $count ->
        [one] Ett system. Skyddsbehovet följer av den information som systemet hanterar.
       *[other] { $count } system. Skyddsbehovet följer av den information som systemet hanterar.
    }
systems-need = Skyddsbehov
systems-need-top = Högsta nivån i någon aspekt
systems-need-unknown = Inte helt känt
systems-roles = Roller
systems-roles-missing = Någon roll saknas
systems-findings = Avvikelser

system-need-sub = { $count ->
        [0] Ingen informationstillgång är förtecknad
        [one] Högsta nivån, från en egen tillgång och de system som är beroende
       *[other] Högsta nivån bland { $count } egna tillgångar och de system som är beroende
    }
system-override = Avsteget { $code } gäller. Beräknat: { $computed }.
system-findings = Att rätta i registret
system-requirements = Krav och skydd
system-assets = Information som hanteras
system-no-assets = Ingen informationstillgång är förtecknad för systemet. Därför är skyddsbehovet inte känt.
system-dependencies = Beroenden
system-uses = Systemet behöver
system-used-by = Behövs av
system-no-dependencies = Inga beroenden är förtecknade.
dependency-feeds = lämnar data eller funktion
dependency-restores = behövs för återställning
system-roles = Roller
system-deputy = Ersättare: { $name }
system-access = Behörighet
system-access-unknown = Ingen katalog är läst, eller så saknas rättigheter i registret. Vem som når systemet är inte känt.
system-supply = Leverantör och drift
system-supplier = Leverantör
system-contract = Avtal
system-processor = Biträdesavtal
system-contract-until = till { $day }
system-contract-open = finns
system-contract-none = inget förtecknat
system-hosting = Drift
system-platform = Driftplattform
system-recovery = Återställning
system-recovery-own = Eget mål
system-recovery-needed = Behövs inom
system-recovery-because = För att klara
system-recovery-no-goal = inget beslutat
system-recovery-none = Inget mål är beslutat, och inget system som behöver detta har något.

assets-lede = { $count ->
        [one] En tillgång
       *[other] { $count } tillgångar
    }, { $unclassified ->
        [0] alla klassade.
        [one] varav en inte är klassad. Dess krav räknas som ej verifierade.
       *[other] varav { $unclassified } inte är klassade. Deras krav räknas som ej verifierade.
    }
assets-unclassified = Oklassad
assets-proposed = Förslag väntar
assets-late = Omprövning försenad
asset-classify = Klassa
asset-special = Särskild ordning
asset-special-row = Hanteras i särskild ordning. Ägare: { $name }, { $day }. Inget om innehållet finns här.
asset-no-requirements = Inga krav gäller tillgången själv. Se systemen som hanterar den.
asset-history = Klassningens historik
asset-no-history = Tillgången har aldrig klassats.
asset-version-draft = Utkast { $levels }
asset-version-proposed = Förslag { $levels }
asset-version-approved = Beslutad { $levels }
asset-version-special = Hanteras i särskild ordning
asset-decided-by = Beslutad av { $name }
asset-proposed-by = Föreslagen av { $name }
asset-systems = Hanteras i
asset-no-systems = Inget system är förtecknat.
asset-law = Lag och bevarande
asset-law-ground = Rättslig grund
asset-retention = Bevarande

asset-saved-decision = Klassningen av { $asset } är sparad.
asset-saved-proposal = Förslaget för { $asset } är sparat. Det räknas först när någon annan har godkänt det.
asset-saved-special = { $asset } hanteras i särskild ordning. Bara ägare och datum är sparade.

controls-lede = { $count } säkerhetsåtgärder ger { $requirements } krav. De med flest kända brister står först.
controls-family = Familj
controls-with-gaps = Bara med kända brister
controls-not-verified = Bara med ej verifierade
control-on = Gäller
control-wording = Vad som krävs på högsta nivån
control-params = Styrka
control-level-0 = Nivå 0
control-level-1 = Nivå 1
control-level-2 = Nivå 2
control-level-3 = Nivå 3
control-where = Där det krävs
control-nowhere = Det krävs ingenstans just nu.
control-verify = Så verifieras det
control-intervals = Ett underlag gäller i { $days } dagar på nivå 0, 1, 2 och 3.
control-evidence = Det här räknas som underlag
control-references = Ramverk och lag
control-no-references = Inga hänvisningar.
control-law = Lag
control-record = Registrera underlag

access-lede = { $count ->
        [0] Inga avvikelser är kända.
        [one] En avvikelse i den senaste avstämningen.
       *[other] { $count } avvikelser i den senaste avstämningen.
    }
access-completeness = Hur fullständigt underlaget är
access-source-directory = Katalogen
access-source-directory-note = { $entries } poster lästa { $day } ur { $file }
access-stated-by = enligt { $name }
access-source-staff = Personalfilen
access-source-staff-note = { $count } rader
access-source-system = Läst i systemet självt
access-not-read = Inte läst
access-nothing-known = Ingen katalog har lästs. Vem som når systemen är inte känt.
access-how-to-read = Kör skydd access check på servern. Kommandot skriver ut hur katalogen tas ut till en fil.
access-own-none = Inga egna konton
access-own-not-read = Systemet har egna konton. De är inte lästa.
access-own-unknown = Registret säger inte om systemet har egna konton.
access-show = Visa
access-only-outside = Bara med konton utanför regeln
access-only-hinder = Bara med hinder
access-only-critical = Bara kritiska
access-only-high = Bara höga
access-only-medium = Bara medel
access-only-low = Bara låga
access-not-judged = ej avstämt
access-not-judged-note = Systemet är inte avstämt. Det behövs rättigheter med grupp och regel i registret, och en läst katalog.
access-to-system = Till systemet
access-gaps = Det här gick inte att bedöma
access-who = Vem som är behörig
access-rule = Regel
access-ground-title = Grund
access-ground-examined = Prövad
access-no-ground = Enligt regel, ej prövad
access-no-ground-note = Ingen beslutad behovs- och riskanalys.
access-ground-note = { $analysis }, beslutad { $day } av { $name }.
access-ground-review = Omprövas senast { $day }.
access-no-rules = Ingen regel är förtecknad. Ingen kan säga vem som är behörig.
access-common = Gemensamma vägar
access-common-sub = Titta på dem först: en ändring löser flera avvikelser
access-common-edge = { $inner } ingår i { $outer }
access-common-count = { $count } konton når utanför regeln den vägen
access-groups = Grupper som ger åtkomst
access-group = Grupp
access-gives-right = Ger rätt att
access-privileged = privilegierad
access-findings = Avvikelser
access-none = Inga avvikelser med det urvalet.
access-count = { $count ->
        [one] en avvikelse
       *[other] { $count } avvikelser
    }
access-first-seen = Sedd sedan
access-number = anställningsnummer { $number }
access-path-of = Väg från { $who } till { $system }
access-why-outside = Utanför regeln
access-member-of = ingår i
access-gives = ger rätt i
access-stat-reach = konton som kommer in
access-stat-authorised = personer enligt regeln
access-stat-outside = konton utan stöd i regeln
access-stat-hinder = enligt regeln men når inte

report-print = Skriv ut

log-lede = Allt som ändrats, av vem och när. Loggen är en kedja: en rad som ändrats i efterhand syns.
log-at = När
log-what = Vad
log-object = Objekt
log-who = Vem
log-number = Nummer
log-older = Äldre
log-newest = Senaste
log-erased = detaljen är raderad
log-via-cli = kommandoraden
log-via-session = webbläsaren
log-action-initialise = Organisationen skapades
log-action-inventory-import = Registret ändrades genom inläsning
log-action-classification-approve = En klassning beslutades
log-action-classification-propose = En klassning föreslogs
log-action-classification-special = Information fördes till särskild ordning
log-action-evidence-record = Ett underlag registrerades
log-action-access-check = Behörigheterna stämdes av
log-action-report-management = Ledningsrapporten skrevs
log-action-account-create = Ett konto skapades
log-action-account-password = Ett lösenord byttes
log-action-sign-in = Inloggning
log-action-sign-in-failed = Misslyckad inloggning
log-action-sign-out = Utloggning
log-detail-added = { $count } nya
log-detail-changed = { $count } ändrade
log-detail-removed = { $count } avslutade
log-detail-findings = { $count } avvikelser
log-detail-entries = { $count } poster i katalogen
log-detail-people = { $count } rader i personalfilen
log-detail-files = { $count } filer

form-optional = (frivilligt)
form-choose = Välj
form-cancel = Avbryt
form-not-a-day = Ange ett datum som 2026-11-23.

classify-title = Klassa { $asset }
classify-lede = Välj den värsta rimliga konsekvensen. Du ser direkt vilka krav som ändras och vad de kostar i tid.
classify-current = Gäller i dag
classify-special = Hanteras i särskild ordning
classify-special-help = Nivån kan betyda att säkerhetsskyddslagen gäller. Kontakta säkerhetsskyddschefen. Skydd sparar en enda rad: att informationen hanteras i särskild ordning, vem som äger analysen och vilket datum. Inget annat du har fyllt i sparas.
classify-special-by = Ägare till analysen
classify-special-day = Datum
classify-special-save = Spara raden
classify-special-owner = Välj vem som äger den särskilda analysen.
classify-special-date = Ange datum för den särskilda analysen.
classify-decision = Motivering och beslut
classify-because = Motivering
classify-because-help = Krävs på höga nivåer och när en nivå sänks. Skriv vem som skadas och hur. Skriv inte av uppgifterna.
classify-from = Gäller från
classify-decided-by = Beslutad av
classify-decided-by-help = Välj den som har beslutat, om beslutet redan är fattat. Annars sparas ett förslag, som inte räknas förrän någon annan har godkänt det.
classify-proposal = Ingen ännu, spara som förslag
classify-proposal-only = Klassningen sparas som ett förslag. Den räknas först när någon annan har godkänt den.
classify-save = Spara klassning
classify-preview = Visa vad som ändras
classify-changes = Det här ändras
classify-unsaved = Förhandsgranskning, inget är sparat
classify-unchanged = oförändrad
classify-previewed = Förhandsgranskningen är uppdaterad.
classify-preview-failed = Förhandsgranskningen gick inte att hämta. Dina val finns kvar. Försök igen.
classify-preview-stop = Information på den nivån hanteras i särskild ordning. Inget härleds ur den här.
classify-not-asked = Välj en nivå så ser du vilka krav som tillkommer, skärps och faller bort.
classify-conflict = Någon sparade en annan klassning medan du skrev. Ditt är inte sparat och står kvar i formuläret. Jämför och spara igen om det ska gälla i stället.
classify-theirs = Den andra versionen: { $levels }. { $because }

evidence-title = Registrera underlag: { $control }
evidence-minutes = { $minutes ->
        [0] Programmet kan ofta se detta självt.
       *[other] Brukar ta { $minutes } minuter.
    }
evidence-seen = Vad du såg
evidence-on-organisation = Gäller organisationen gemensamt.
evidence-status = Utfall
evidence-what = Vad visar det?
evidence-what-help = Skriv vad du såg och var, så att någon annan kan se samma sak.
evidence-value = Uppmätt värde
evidence-day = Sågs den
evidence-who = Vem
evidence-who-help = Utan en andra person är underlaget en egen uppgift. På högsta nivån visar en egen uppgift inget förrän någon annan har godtagit den.
evidence-observer = Sågs av
evidence-accepted = Godtaget av
evidence-save = Spara underlag
evidence-gap-note = En känd brist står kvar tills ett senare underlag visar något annat.
evidence-no-object = Välj vad underlaget gäller.
evidence-no-status = Välj ett utfall.
evidence-no-reason = Skriv vad som visar det.

serve-tls-half = Certifikat och privat nyckel hör ihop, och bara det ena är angivet.
    .fix = Ange både tls_certificate och tls_key, eller inget av dem.
serve-tls-file = { $path }: filen går inte att använda för TLS: { $cause }
    .fix = Kontrollera att filen är i PEM-format och att certifikat och nyckel hör ihop.
