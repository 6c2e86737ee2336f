# Uttryck för när en säkerhetsåtgärd gäller
trigger-end = Villkoret slutar för tidigt, vid tecken { $column }.
    .fix = Skriv färdigt det, till exempel "c >= 2 and personal_data".
trigger-unexpected = "{ $found }" passar inte vid tecken { $column } i villkoret.
    .fix = Mellan delarna står and eller or; före en del kan not stå.
trigger-character = "{ $found }" vid tecken { $column } ingår inte i villkor.
    .fix = Använd flaggor, c, i, a, max, >=, <=, >, <, ==, and, or, not och parenteser.
trigger-comparison = En jämförelse saknas vid tecken { $column } i villkoret.
    .fix = Jämför med en nivå, till exempel "c >= 2".
trigger-level = "{ $found }" vid tecken { $column } är ingen nivå i katalogen.
    .fix = Ange en nivå från 0 till 3.
trigger-always = "always" vid tecken { $column } kan inte ingå i ett längre villkor.
    .fix = Låt always stå ensamt, eller ta bort det.
trigger-deep = Villkoret är för djupt vid tecken { $column }.
    .fix = Skriv det med färre parenteser.

# Granskning av katalogen
lint-duplicate-code = { $control } finns två gånger.
    .fix = Ge den ena en ny kod.
lint-never-fires = { $control } kan aldrig gälla: { $trigger }.
    .fix = Ändra villkoret, eller ta bort säkerhetsåtgärden.
lint-too-many-flags = Villkoret för { $control } frågar efter { $count } flaggor.
    .fix = Fråga efter högst { $most }.
lint-unknown-flag = { $control } frågar efter flaggan { $flag }, som inte finns.
    .fix = Välj en av: { $known }.
lint-unknown-framework = { $control } hänvisar till ramverket { $framework }, som inte finns.
    .fix = Välj ett av: { $known }.
lint-unknown-reference = { $control } hänvisar till { $id }, som inte finns i { $framework }.
    .fix = Rätta beteckningen.
lint-place-without-param = { $control } saknar parametern { $place }, som { $mood } på { $lang } frågar efter.
    .fix = Lägg till parametern, eller ta bort dess plats i texten.
lint-param-without-place = Parametern { $param } i { $control } syns inte i { $mood } på { $lang }.
    .fix = Ge den en plats i texten: { "{" }{ $param }{ "}" }.
lint-wording-unreadable = I { $control } går { $mood } på { $lang } inte att läsa: klamrar eller former stämmer inte.
    .fix = Skriv { "{" }nyckel{ "}" } eller { "{" }nyckel|=1 en form|annan form{ "}" }.
lint-duplicate-param = Parametern { $param } i { $control } finns två gånger.
    .fix = Ge den ena en annan nyckel.
lint-strength-loosens = { $param } i { $control } kräver mindre på nivå { $level } än på nivån under.
    .fix = Ändra värdena så att en högre nivå aldrig kräver mindre.
lint-interval-lengthens = { $control } verifieras mer sällan på nivå { $level } än på nivån under.
    .fix = Ändra dagarna så att en högre nivå aldrig väntar längre.
lint-missing-translation = { $field } i { $control } saknar text på { $lang }.
    .fix = Skriv texten på båda språken.
lint-shall-undecided = { $control } saknar både ska-formulering och beslut om att ingen behövs.
    .fix = Skriv den under shall, eller skriv "shall: none" med skälet under shall_reason.
lint-uncovered = { $count ->
    [one] En beteckning i { $framework } saknar säkerhetsåtgärd: { $ids }.
   *[other] { $count } beteckningar i { $framework } saknar säkerhetsåtgärd: { $ids }.
}
    .fix = Hänvisa till dem från en säkerhetsåtgärd.

mood-is = är-formuleringen
mood-shall = ska-formuleringen
in-swedish = svenska
in-english = engelska

# Läsning av katalogens filer
catalogue-family-mismatch = { $control } hör inte till familjen { $family }.
    .fix = Låt koden börja med { $family }-, eller flytta säkerhetsåtgärden till sin egen fil.
catalogue-duplicate-family = Familjen { $family } finns i två filer.
    .fix = Samla dess säkerhetsåtgärder i en fil.
catalogue-duplicate-framework = Ramverket { $framework } finns i två filer.
    .fix = Ta bort den ena.
catalogue-unknown-file = Filen är varken säkerhetsåtgärder, flaggor eller ett ramverk.
    .fix = Börja den med family, flags eller framework.
catalogue-unreadable = Filen har rätt form men kan inte läsas in: { $problem }.
    .fix = Rätta värdet på den platsen.

# Katalogens ord
scope-organisation = organisation
scope-unit = enhet
scope-supplier = leverantör
scope-platform = driftplattform
scope-site = plats
scope-system = system
scope-information = informationstillgång
category-administrative = administrativ
category-technical = teknisk
method-manual-evidence = för hand
method-register-check = register
method-directory-query = katalog
method-network-probe = mätning
method-scanner-import = skannerfil
method-file-import = lista
usability-none = märks inte
usability-low = märks sällan
usability-medium = märks dagligen
usability-high = ändrar arbetssätt
standing-seen = sedd i källan
standing-our-reading = vår läsning
standing-not-read = ej läst
aspect-c = konfidentialitet
aspect-i = riktighet
aspect-a = tillgänglighet
aspect-max = högsta nivån
tier-start = att börja med

# Styrkor: värde med enhet
strength-months = { $value ->
    [one] { $value } månad
   *[other] { $value } månader
}
strength-days = { $value ->
    [one] { $value } dag
   *[other] { $value } dagar
}
strength-hours = { $value ->
    [one] { $value } timme
   *[other] { $value } timmar
}
strength-minutes = { $value ->
    [one] { $value } minut
   *[other] { $value } minuter
}
strength-ms = { $value ->
    [one] { $value } millisekund
   *[other] { $value } millisekunder
}
strength-percent = { $value } %
strength-count = { $value }
strength-characters = { $value ->
    [one] { $value } tecken
   *[other] { $value } tecken
}
strength-loa = { $value ->
    [1] eget lösenord, ingen tillitsnivå
   *[other] tillitsnivå { $value }
}
