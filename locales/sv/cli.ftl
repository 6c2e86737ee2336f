cli-no-such-object = ”{ $code }” finns inte bland { $what }.
    .fix = Menade du: { $near }?
cli-no-such-object-none = ”{ $code }” finns inte bland { $what }, som är tom.
    .fix = Läs in registret först: skydd import MAPP.
cli-no-such-model = Klassningsmodellen ”{ $code }” finns inte.
    .fix = Välj en av: { $known }. En egen modell läggs i { $path }.
cli-system-closed = Systemet ”{ $code }” är avvecklat eller avfört och har inget behov den dagen.
    .fix = Välj en tidigare dag med --as-of.
cli-no-such-zone = Tidszonen ”{ $name }” finns inte.
    .fix = Skriv den som Europe/Stockholm.
cli-no-data = I { $path } finns inga data från Skydd.
    .fix = Börja med skydd init, skydd demo eller skydd import, eller ange en annan mapp med --data.
cli-denied = Din roll får inte göra detta ({ $action }).
cli-file-not-found = { $path }: filen finns inte.
cli-file-denied = { $path }: filen får inte läsas eller skrivas.
cli-file-failed = { $path }: filen gick inte att läsa eller skriva.
cli-report-failed = Rapporten gick inte att skriva. Inget har ändrats.
cli-key-damaged = Nyckeln i { $path } är skadad.
    .fix = Återställ filen från säkerhetskopian. Utan den går personnummer inte att känna igen.
cli-builtin-damaged = Programmets egna data är skadade.
    .fix = Installera om programmet.

col-code = Kod
col-system = System
col-drivers = Beror på
col-control = Säkerhetsåtgärd
col-requirement = Krav
col-on = Gäller
col-strength = Styrka
col-why = Varför
col-what = Vad
col-requirements = Krav
col-verified = Verifierat
col-met = Uppfyllt av verifierat
col-gap = Brist
col-partly = Delvis
col-not-verified = Ej verifierat
col-severity = Allvar
col-finding = Iakttagelse
col-kind = Avvikelse
col-right = Rättighet
col-account = Konto
col-path = Väg
col-count = Antal
col-change = Ändring
col-list = Lista
col-codes = Koder
col-file = Fil
col-status = Läge
col-observed = Iakttaget
col-entries = Händelser
col-erased = Raderade detaljer
col-result = Resultat
col-name = Namn
col-setting = Inställning
col-value = Värde
col-address = Adress
col-encryption = Kryptering
col-base = Del av trädet
col-bind-dn = Läskonto
col-password-file = Lösenordsfil
col-ca = Utfärdare
col-dialect = Slag
col-canaries = Måste synas

and-more = { $count } till
list-controls = säkerhetsåtgärder
list-objects = system, enheter, leverantörer, driftplattformar, platser och tillgångar
list-organisation = organisation
list-directories = kataloger

directory-added = { $name } är angiven. Läs den med skydd access check.
directory-removed = { $name } läses inte längre. Det som lästs ur den finns kvar.
directory-none = Ingen katalog är angiven. Ange en med skydd directory add.
directory-ldaps = LDAPS
directory-starttls = StartTLS
directory-ca-machine = maskinens egna
directory-config-name = ”{ $name }” kan inte vara namn på en katalog.
    .fix = Använd bokstäverna a–z, siffror, bindestreck, punkt och understreck.
directory-config-base = --base ”{ $dn }” är inget namn i en katalog.
    .fix = Skriv det som dc=kommun,dc=se.
directory-config-bind-dn = --bind-dn ”{ $dn }” är inget namn i en katalog.
    .fix = Skriv det som cn=skydd,ou=tjänster,dc=kommun,dc=se, eller i Active Directory skydd@kommun.se.
directory-config-canary = --canary ”{ $dn }” är inget namn i en katalog.
    .fix = Skriv hela namnet: cn=grupp,ou=grupper,dc=kommun,dc=se.
directory-config-password-empty = Lösenordsfilen { $path } har inget lösenord på första raden.
    .fix = Skriv läskontots lösenord där. Anonym inloggning används aldrig.

need-at-least = minst { $level }
need-beside-computed = { $level } (beräknat { $computed })
need-by-override = avsteget { $code } gäller
need-recovery = Ska vara igång igen inom { $minutes } minuter. { $drivers }

requirements-count = { $count ->
        [one] Ett krav.
       *[other] { $count } krav.
    } { $planned ->
        [0] {""}
       *[other] { $planned } av dem gäller planerade system.
    }

posture-planned-system = { $name } (planerat)
posture-no-findings = Registret visar inget som är fel.

access-progress = Läser katalogen och stämmer av
access-sum = { $findings ->
        [0] Inga avvikelser.
        [one] En avvikelse.
       *[other] { $findings } avvikelser.
    } { $entries } poster i katalogen ({ $completeness }), { $people } rader i personalfilen, { $systems } system avstämda.
access-system-sum = { $system }: { $authorised } behöriga enligt reglerna, { $members } medlemmar i grupperna, { $reach } når.
access-rule-line = { $rule } ({ $rights }): { $sentence } { $ground }
access-ground-none = Grund saknas: enligt regel, inte prövad.
access-ground = Grund: { $analysis }, beslutad { $decided }.
access-ground-until = Grund: { $analysis }, beslutad { $decided }, prövas igen senast { $review }.
access-not-seen = { $not_seen ->
        [one] En öppen avvikelse från tidigare syns inte nu. Läsningen kan inte visa att den är borta, så den står kvar.
       *[other] { $not_seen } öppna avvikelser från tidigare syns inte nu. Läsningen kan inte visa att de är borta, så de står kvar.
    }
access-directory-drop = Katalogen har { $now } poster, mot { $before } förra gången. Inget har sparats.
    .fix = Kontrollera att filen är hel. Är minskningen riktig, lägg till --accept-drop.
access-hr-drop = Personalfilen har { $now } rader, mot { $before } förra gången. Inget har sparats.
    .fix = Kontrollera att filen är hel. Är minskningen riktig, lägg till --accept-drop.
access-incomplete = Läsningen är ofullständig. Det som syns läggs till, inget stängs, och tidigare avvikelser står kvar.
access-last-complete = Den senaste fullständiga läsningen är från { $day } ({ $days ->
        [0] i dag
        [one] en dag gammal
       *[other] { $days } dagar gammal
    }) och gäller fortfarande.
access-closed = { $closed ->
        [one] En avvikelse är åtgärdad: läsningen visar att den är borta.
       *[other] { $closed } avvikelser är åtgärdade: läsningen visar att de är borta.
    }
access-live-drop = Katalogen visar { $accounts } konton och { $groups } grupper, mot { $accounts_before } och { $groups_before } i den senaste fullständiga läsningen.
    .fix = Kontrollera vad läskontot får se. Är minskningen riktig, lägg till --accept-drop.
access-subtree-gone = Allt under { $dn } har försvunnit sedan den senaste fullständiga läsningen, och grenen själv syns inte.
    .fix = Kontrollera att läskontot får läsa där. Är grenen borttagen, lägg till --accept-drop.
access-no-directory = Ingen katalog är angiven att läsa direkt.
    .fix = Ange en med skydd directory add, eller läs en fil med --ldif FIL.
access-directory-unread = Katalogen { $name } har aldrig lästs, så det som gäller den är okänt.
    .fix = Läs den också: skydd access check --source { $name }
access-no-hr = Ingen personalfil har lästs, så ingen kan bedömas.
    .fix = Lägg till --hr FIL.
access-empty-register = Registret har inga system, så ingen kan bedömas.
    .fix = Läs först in registret: skydd import MAPP.
access-nothing-read = Ingen katalog har lästs, så ingen kan bedömas.
    .fix =
        Kör ett av dessa kommandon och läs sedan in filen med skydd access check --ldif FIL --hr FIL:
            { $ad }
            { $openldap }
person-protected = skyddade personuppgifter
path-protected = visas inte

import-progress = Läser in
import-added = nytt
import-changed = ändrat
import-removed = avslutat
import-did = Inläst: { $added } nya, { $changed } ändrade, { $removed } avslutade.
import-would = Skulle läsas in: { $added } nya, { $changed } ändrade, { $removed } avslutade. Inget har sparats.
import-nothing = Inget att ändra: registret stämmer redan.
import-staff = Personalfilen har { $people } rader.
import-not-imported = Inte inläst: { $name }
import-which-numbering = Vilken skala har siffrorna, 0-4 eller 1-4?
import-no-files = Det finns inga filer att läsa in.
    .fix = Ange en mapp med filer i YAML, JSON, CSV eller XLSX.
export-folder-not-empty = I { $path } finns redan annat: { $name }. Inget har skrivits.
    .fix = Välj en tom mapp, eller en mapp som bara innehåller en tidigare export.
export-secrecy = Registret pekar ut svagheter: sekretess 18 kap. 8 § OSL, prövas vid utlämnande.

classify-not-a-level = ”{ $text }” är ingen nivå.
    .fix = Skriv dimension och nivå, till exempel K=3.
classify-level-twice = { $dimension } står två gånger.
    .fix = Ange en nivå per dimension.
classify-nothing-waits = Inget förslag för { $asset } väntar på beslut.
    .fix = Ange de nivåer som beslutades, till exempel K=3.
classify-saved = Klassningen av { $asset } är sparad.
classify-proposed = Förslaget för { $asset } är sparat. Det räknas först när någon annan har godkänt det: skydd classify { $asset } --decided-by PERSON
classify-special-saved = { $asset } hanteras i särskild ordning. Bara ägare och datum är sparade.
classify-not-saved = Inget har sparats.
classify-added = nytt krav
classify-removed = krav utgår
classify-tightened = skärps
classify-loosened = lättas
classify-interval = verifieras var { $before } dag → var { $after } dag
classify-sum = { $added } nya krav, { $removed } utgår, { $tightened } skärps, { $loosened } lättas. Verifiering: { $minutes } minuter per år.
classify-usability = { $count ->
        [one] En säkerhetsåtgärd { $impact }.
       *[other] { $count } säkerhetsåtgärder { $impact }.
    }

status-met = uppfyllt
status-partly = delvis
status-gap = brist
status-na = gäller inte
verify-saved = Underlaget { $code } är sparat.
verify-saved-own-statement = Underlaget { $code } är sparat som egen uppgift. På högsta nivån visar det inget förrän en annan person har godtagit det.
verify-own-acceptance = Den som såg det kan inte själv godta underlaget. Inget har sparats.
    .fix = Låt någon annan granska det och ange den personen med --accepted-by.
verify-accepted-without-observer = Underlaget är godtaget, men det står inte av vem det sågs. Inget har sparats.
    .fix = Lägg till --observer PERSON.
verify-in-the-future = Dagen för iakttagelsen ligger efter i dag, { $today }. Inget har sparats.
    .fix = Ange dagen då det sågs.
verify-without-reason = Det saknas vad som visar det. Inget har sparats.
    .fix = Skriv vad du såg med --because.
verify-file-too-large = Filen är större än { $megabytes } MiB. Inget har sparats.
    .fix = Bifoga en mindre fil.

report-unknown-form = { $path }: rapporten kan skrivas som .html eller .pdf.
    .fix = Ge filen en av de ändelserna.
report-written-secrecy = Rapporten pekar ut svagheter: sekretess 18 kap. 8 § OSL, prövas vid utlämnande.

audit-whole = händelseloggen är hel
audit-broken-fix = Loggen har ändrats utanför programmet. Jämför med en säkerhetskopia och utred.

validate-error = fel
validate-lint = att rätta
validate-catalogue = Katalogen: { $controls } säkerhetsåtgärder.
validate-framework = { $framework }: { $covered } av { $total } beteckningar täcks.
validate-models = { $count } klassningsmodeller.
validate-document = { $name }: giltig.
validate-sum = { $errors ->
        [0] Inga fel
        [one] Ett fel
       *[other] { $errors } fel
    }, { $lints ->
        [0] inget att rätta.
        [one] en sak att rätta.
       *[other] { $lints } saker att rätta.
    }

init-exists = I { $path } finns redan en organisation. Inget har ändrats.
    .fix = Välj en annan mapp med --data.
init-done = { $path } är klar. Läs in ert register med skydd import MAPP.

config-variable = { $variable } i miljön har ett värde som inte går att använda.
    .fix = Tillåtet: { $allowed }.

demo-progress = Läser in Norrvada och stämmer av
demo-title = { $name }, { $day }
demo-posture = { $systems } system, { $assets } informationstillgångar, { $total } krav. { $verified } är verifierat, { $met } av det är uppfyllt. { $gaps } brister är kända. Om { $rest } krav vet vi inget.
demo-register = Registret visar
demo-access = Behörighetsavstämningen visar
demo-worst = Värst, med vägen dit
demo-report = Rapport: { $path }
demo-next = Läs mer: skydd need, skydd posture, skydd access check. Hjälp: skydd --help
demo-other-organisation = I { $path } finns en annan organisation. Demon rör den inte.
    .fix = Välj en annan mapp med --data.

cli-failed = Det gick inte att genomföra. Inget har sparats.
cli-output-failed = Resultatet kunde inte skrivas: { $cause }.
cli-cause = Databasens eller systemets egna ord: { $cause }
cli-with-later-corrections = Registret fördes inte den { $day }. Det visas med det som är känt nu.
cli-changed = Någon har ändrat det här sedan du läste det. Inget har sparats.
account-administrator = Lokal administratör
account-made = Logga in som { $login } med lösenordet { $password }
    Det visas bara nu. Nytt lösenord: skydd account password.
account-given = Logga in som { $login } med lösenordet i filen.
account-password-length = { $path }: lösenordet måste ha minst { $shortest } tecken. Inget har sparats.
    .fix = Skriv ett längre lösenord på filens första rad.
serve-at = Skydd finns på { $address } Avsluta med Ctrl+C.
serve-stopped = Skydd är stoppat.
serve-not-loopback = { $address } kan nås från nätet, och utan TLS skulle lösenord gå i klartext.
    .fix = Lyssna på 127.0.0.1.
serve-cannot-listen = Det går inte att lyssna på { $address }: { $cause }
    .fix = Välj en annan adress med --listen.
serve-failed = Servern stannade: { $cause }
