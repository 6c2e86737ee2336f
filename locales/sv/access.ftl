access-over-budget = Grupperna är nästlade på så många sätt att { $budget } medlemskap inte räcker för att gå igenom dem. Inget har stämts av.
    .fix = Leta efter grupper som ligger i varandra i många led, och förenkla dem.

# Avvikelsernas slag
access-kind-unauthorised = når utanför regeln
access-kind-orphan = konto utan person
access-kind-leaver = har slutat men når
access-kind-ambiguous-person = oklart vilken person
access-kind-disabled-member = avstängt konto är kvar som medlem
access-kind-expired-member = utgånget konto är kvar som medlem
access-kind-locked-member = låst konto
access-kind-stale-logon = vilande konto
access-kind-never-logged-on = konto som aldrig har loggat in
access-kind-dangling = medlem som inte finns
access-kind-foreign-unresolved = okänd medlem från en annan katalog
access-kind-broad-principal = öppet för alla
access-kind-non-person = medlem som inte är en person
access-kind-direct-assignment = direkt tilldelning
access-kind-missing-access = behörig men når inte
access-kind-missing-account = behörig men saknar konto
access-kind-sod-conflict = rättigheter i konflikt
access-kind-via-distribution-group = medlem bara genom en distributionsgrupp
access-kind-cycle = grupper som innehåller varandra
access-kind-grant-group-missing = gruppen finns inte
access-kind-over-limit = fler konton än taket
access-kind-no-person-behind = tjänstekonto utan ägare
access-kind-role-vacancy = roll utan innehavare
access-kind-departed-holder = innehavaren har slutat
access-kind-contradiction = motsägelse i registret
access-kind-stale-classification = klassning att se över

# En avvikelse som mening
access-finding-unauthorised = { $account } når { $right } i { $system } utanför regeln { $rule }.
access-finding-orphan = { $account } når { $right } i { $system }, men ingen i personalfilen har kontots anställningsnummer.
access-finding-leaver = { $account } når { $right } i { $system }, fast anställningen har upphört.
access-finding-ambiguous-person = { $account } når { $right } i { $system }, men det går inte att avgöra vilken person det är.
access-finding-disabled-member = { $account } är avstängt men fortfarande medlem i { $group }.
access-finding-expired-member = { $account } har gått ut men är fortfarande medlem i { $group }.
access-finding-locked-member = { $account } är tillfälligt låst och medlem i { $group }.
access-finding-stale-logon = { $account } når { $right } i { $system } och har inte loggat in på länge.
access-finding-never-logged-on = { $account } når { $right } i { $system } och har aldrig loggat in.
access-finding-dangling = { $account } är medlem under { $group } men finns inte i katalogen.
access-finding-foreign-unresolved = { $account } är medlem under { $group } men hör till en annan katalog, så ingen här kan säga vem det är.
access-finding-broad-principal = { $right } i { $system } är öppen för alla genom { $account }.
access-finding-non-person = { $account } är medlem under { $group } men är inte en person.
access-finding-direct-assignment = { $account } är inlagt direkt i { $group }, fast regeln { $rule } kräver en rollgrupp.
access-finding-missing-access = { $account } ska nå { $system } enligt regeln { $rule }, men gör det inte.
access-finding-missing-account = { $person } ska nå { $system } enligt regeln { $rule }, men har inget konto.
access-finding-sod-conflict = { $account } har två rättigheter som ingen får ha tillsammans, enligt { $rule }.
access-finding-via-distribution-group = { $account } är medlem i { $group } bara genom en distributionsgrupp, som inte ger åtkomst.
access-finding-cycle = Grupper under { $group } innehåller varandra: { $circle }.
access-finding-grant-group-missing = { $group }, som ska ge { $right } i { $system }, finns inte i katalogen. Vem som når går inte att säga.
access-finding-over-limit = Fler konton når { $system } än taket i regeln { $rule } medger.
access-finding-no-person-behind = Tjänstekontot { $account } har ingen ägare.

# Det som preciserar en avvikelse
access-detail-forbidden = Regeln förbjuder det uttryckligen.
access-detail-moved = Personen har bytt enhet och är kvar i den gamla enhetens rollgrupp.
access-detail-expired-grant = Den namngivna behörigheten gick ut { $on }.
access-detail-not-started = Anställningen börjar { $on }.
access-detail-two-records = Flera rader i personalfilen har samma anställningsnummer.
access-detail-two-accounts = Personen har flera konton av samma slag.
access-detail-across-accounts = Rättigheterna finns på två konton som tillhör samma person.
access-detail-certain = Säkert: längre tillbaka än katalogens eftersläpning.
access-detail-possible = Möjligen: katalogens uppgift kan släpa efter.
access-detail-computer = En dator.
access-detail-contact = En kontakt, som inte kan logga in.
access-detail-other = Varken konto eller grupp.
access-detail-anonymous = Även utan inloggning.
access-detail-everybody = Alla som kan logga in.
access-detail-ambiguous-name = Katalogen har flera grupper med det namnet.
access-detail-not-a-group = Objektet är ingen grupp.
access-detail-standing = { $accounts } konton når; taket är { $ceiling }.
access-detail-old-password = Lösenordet sattes { $on }.

# Det som inte kunde stämmas av
access-gap-no-right = { $system } har inga registrerade rättigheter, så vem som når är okänt.
access-gap-no-rule = Ingen regel säger vem som får ha { $right } i { $system }.
access-gap-no-grant = Inget säger vad som ger { $right } i { $system }.
access-gap-other-source = { $right } i { $system } ges i källan { $source }, som inte är läst.
access-gap-unknown-right = { $rule } nämner rättigheten { $right }, som inte finns.
access-gap-unreadable-place = Platsen för tjänstekonton, { $place }, är inget DN.

# En regel som mening
access-rule-allowed = Behöriga: { $who }.
access-rule-named-only = Behöriga: bara de namngivna.
access-rule-never = Aldrig: { $who }.
access-rule-also = Dessutom namngivna: { $who }.
access-rule-named = Namngivna: { $who }.
access-rule-person = { $person } ({ $because })
access-rule-person-until = { $person } till { $on } ({ $because })
access-rule-entitled-allowed = Alla behöriga ska nå.
access-rule-entitled = Ska nå: { $who }.
access-rule-role-group = Åtkomst ges bara genom en rollgrupp.
access-rule-ceiling = Högst { $count ->
        [one] ett konto
       *[other] { $count } konton
    }.
access-rule-everyone = alla i personalfilen
access-rule-nobody = ingen
access-rule-and = och
access-rule-or = eller
access-rule-is = { $attribute } är { $values }
access-rule-is-not = { $attribute } är inte { $values }
access-rule-prefix = { $attribute } börjar med { $values }
access-rule-prefix-not = { $attribute } börjar inte med { $values }
access-rule-present = har { $attribute }
access-rule-present-not = saknar { $attribute }
access-rule-reports-to = rapporterar till { $values }, direkt eller genom andra
access-rule-reports-to-not = rapporterar varken direkt eller genom andra till { $values }
access-rule-not = inte { $what }
access-attribute-account = kontots { $name }
access-attribute-employeeid = anställningsnummer
access-attribute-name = namn
access-attribute-department = enhet
access-attribute-title = befattning
access-attribute-employeetype = anställningsform
access-attribute-managerid = chef
access-attribute-email = e-postadress
access-attribute-tier = nivå
