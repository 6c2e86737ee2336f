register-owner = systemägare
register-manager = systemförvaltare
register-administrator = systemadministratör
register-owner-deputy = ersättare för systemägaren
register-manager-deputy = ersättare för systemförvaltaren
register-administrator-deputy = ersättare för systemadministratören
register-person-protected = en person med skyddade uppgifter

register-role-vacancy = { $system } saknar { $role }.
    .fix = Utse en person och skriv in den i registret.
register-departed-holder = { $system }: { $person } är { $role } men arbetar inte längre här.
    .fix = Utse en efterträdare.
register-departed-not-in-staff = { $system }: { $person } är { $role } men finns inte i personalfilen.
    .fix = Utse en efterträdare eller rätta anställningsnumret.
register-stale-classification = Klassningen av { $asset } gällde till den { $ended }.
    .fix = Klassa om tillgången.
register-no-classification-day = Klassningen av { $asset } har varken första dag eller omprövningsdag. Ingen kan se om den är aktuell.
    .fix = Ange från vilket datum klassningen gäller.
register-unclassified = { $asset } är oklassad.
    .fix = Klassa tillgången.
register-unclassified-in-part = { $asset } är oklassad i { $dimensions }.
    .fix = Klassa tillgången i de dimensioner som saknas.

register-not-read = Katalogen har inte lästs.
    .fix = Kör en behörighetsavstämning.
register-incomplete = Läsningen av katalogen är ofullständig. Den visar avvikelser men kan inte visa att något är uppfyllt.
    .fix = Läs katalogen på nytt, hela.
register-no-staff = Ingen personalfil har lästs.
    .fix = Läs in personalfilen.
register-not-judged = En del av rättigheterna gick inte att bedöma.
    .fix = Ange regel och grupp för varje rättighet i systemet.
register-no-assets = Ingen informationstillgång är förtecknad.
    .fix = Förteckna informationen som hanteras.
register-system-without-assets = Ingen informationstillgång är förtecknad för { $system }.
    .fix = Förteckna informationen som hanteras.
register-no-systems = Systemet är inte förtecknat.
register-no-supplier = Ingen leverantör är förtecknad för något system.
register-no-rule = Ingen åtkomstregel är förtecknad för systemet.
    .fix = Skriv in rättigheter och regler.
register-no-right = Ingen rättighet i systemet stämdes av.
    .fix = Skriv in rättigheterna och grupperna som ger dem.
register-no-conflict = Inga oförenliga rättigheter är angivna för systemet.
    .fix = Ange vilka rättigheter som ingen får ha tillsammans, eller verifiera på annat sätt.
register-no-ceiling = Ingen regel för en privilegierad rättighet har ett högsta antal.
    .fix = Ange ett högsta antal i regeln.
register-no-service-place = Registret anger inte var i katalogen tjänstekontona finns, eller anger en plats som inte går att läsa.
    .fix = Ange platsen på källan.
register-no-external = Registret känner ingen extern person med konto.
register-no-dependency = Inget beroende är förtecknat för systemet.
    .fix = Förteckna beroenden, eller verifiera att inga finns.
register-no-deviation = Inga avsteg är förtecknade.
register-no-contract = Inget avtal är förtecknat för leverantören.
    .fix = Förteckna avtalet.
register-contract-ended = Leverantörens avtal har löpt ut eller börjar senare.
register-no-terms = Inget gällande avtal har förtecknade krav för systemet.
register-terms-missing = Avtalet är förtecknat men inte vilka säkerhetskrav det innehåller.
    .fix = Ange vilka säkerhetsåtgärder avtalet kräver.
register-no-personal-data = Inga personuppgifter är förtecknade.
register-no-processor-agreement = Inget personuppgiftsbiträdesavtal är förtecknat för leverantören.
    .fix = Förteckna avtalet.
register-no-recovery = Ingen återställningstid är förtecknad.
    .fix = Besluta och förteckna längsta avbrottstid och dataförlust.
register-no-retention = Ingen gallringsfrist är förtecknad.
register-no-report = Ingen ledningsrapport har skrivits.
    .fix = Skriv en ledningsrapport.
register-special = Informationen hanteras i särskild ordning. Verktyget vet inget om den.

register-roles = { $held } av { $required } roller har en innehavare som är kvar. { $deputies } ersättare är utsedda, { $needed } krävs.
register-assets-recorded = { $ok } av { $total } informationstillgångar har ägare och system. { $empty } system saknar informationstillgångar.
register-systems-recorded = { $ok } av { $total } system har driftform och, där någon annan levererar, leverantör och gällande avtal.
register-classified = Klassad från den { $from }.
register-dependencies = { $count ->
        [one] Ett beroende är förtecknat
       *[other] { $count } beroenden är förtecknade
    }. Om fler finns syns inte här.
register-rules = { $ok } av { $total } rättigheter har grupp och en regel med beslutad grund. Direkt tilldelade: { $direct }.
register-suppliers = { $ok } av { $total } leverantörer följs upp av en enhet. Kontaktväg vid incident syns inte här.
register-terms = { $count ->
        [one] Ett krav
       *[other] { $count } krav
    } ur katalogen finns i gällande avtal.
register-security-terms = { $ok } av { $total } gällande avtal innehåller säkerhetsvillkoren.
register-processor-agreements = { $ok } av { $total } system med personuppgifter täcks av ett gällande personuppgiftsbiträdesavtal. Genomgången av avtalet syns inte här.
register-recovery = Längsta avbrottstid är { $rto ->
        [one] en minut
       *[other] { $rto } minuter
    }. Vad som är avtalat med driften syns inte här.
register-processing = { $ok } av { $total } tillgångar med personuppgifter har lagrum, gallringsfrist, ägare och system.
register-retention = Gallringsfrist: { $retention }. Att den verkställs syns inte här.
register-reported = Senaste ledningsrapporten är från den { $day }.
register-deviations = { $ok } av { $total } avsteg är beslutade, motiverade och tidsbegränsade. Förfallna: { $expired }.
register-tied = { $loose } av { $total } konton saknar både person i personalfilen och utsedd ägare.
register-removed = Konton kvar efter avslutad anställning: { $left }. Åtkomst kvar efter byte av enhet: { $moved }.
register-reconciled = Avvikelser mellan regel och faktisk åtkomst: { $found }.
register-duties-apart = Personer eller konton med oförenliga rättigheter: { $found }. Angivna par: { $pairs }.
register-privileged = Regler för privilegierade rättigheter där fler når än det högsta antalet: { $found } av { $rules }.
register-service-accounts = Tjänstekonton utan ägare: { $loose }.
register-dormant = Konton som inte använts på { $days ->
        [one] en dag
       *[other] { $days } dagar
    }: { $dormant }. Aldrig använda: { $never }.
register-external = { $loose } av { $total } konton för externa personer saknar intern ansvarig eller slutdatum i tid.
