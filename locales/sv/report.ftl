report-title = Informationssäkerhet, { $month }
report-subtitle = { $organisation }. Ledningsrapport
report-as-of = Läget den { $day }, så som det var känt då.
report-as-of-corrected = Läget den { $day }, med det som är känt nu: registret fördes inte då.
report-secrecy = Sekretess 18 kap. 8 § OSL, prövas vid utlämnande

report-summary = Sammanfattning
report-decisions = Beslut som behövs
report-no-decisions = Inget behöver beslutas nu.
report-posture = Läget per nämnd och förvaltning
report-unit = Nämnd eller förvaltning
report-spread = Fördelning
report-requirements = Krav
report-verified = Verifierat
report-met = Uppfyllt av verifierat
report-gaps = Brister
report-word-met = Uppfyllt
report-word-partly = Delvis
report-word-gap = Brist
report-word-not-verified = Ej verifierat
report-access = Behörigheter
report-system = System
report-authorised = Behöriga
report-reach = Når
report-outside = Utanför regeln
report-hinder = Hinder
report-worst = Allvarligast
report-known-gaps = Kända brister
report-control = Säkerhetsåtgärd
report-on = Gäller
report-why = Vad som syntes
report-since = Känd sedan
report-method = Så har vi räknat

report-sum-verified-lead = { $verified } av kraven är verifierade.
report-sum-verified = Om de övriga { $rest } av { $total } kraven vet vi inget.
report-sum-met-lead = { $met } av det verifierade är uppfyllt.
report-sum-met = { $gaps ->
        [0] Ingen brist är känd.
        [one] En brist är känd.
       *[other] { $gaps } brister är kända.
    } { $partly ->
        [0] {""}
        [one] Ett krav är delvis uppfyllt.
       *[other] { $partly } krav är delvis uppfyllda.
    }
report-sum-moved-lead = Jämfört med den { $since }, med senare rättelser:
report-sum-lowest-lead = { $unit } ligger lägst.
report-sum-lowest = { $met } av det verifierade är uppfyllt och { $gaps ->
        [0] ingen brist är känd.
        [one] en brist är känd.
       *[other] { $gaps } brister är kända.
    }
report-sum-access-lead = { $outside ->
        [0] Inget konto når något system utanför regeln.
        [one] Ett konto når ett system utanför regeln.
       *[other] { $outside } konton når { $systems ->
            [one] ett system
           *[other] { $systems } system
        } utanför reglerna.
    }
report-sum-access = { $hinder ->
        [0] Ingen behörig saknar den åtkomst som arbetet kräver.
        [one] En behörig person når inte ett system som arbetet kräver.
       *[other] { $hinder } behöriga personer når inte ett system som arbetet kräver.
    }
report-sum-no-access-lead = Behörigheterna är inte avstämda.
report-sum-no-access = Ingen katalog har lästs, så vem som når systemen är inte känt.

report-fig-verified = Verifierat
report-fig-verified-note = { $part } av { $whole } krav
report-fig-met = Uppfyllt av verifierat
report-fig-met-note = { $part } av { $whole } verifierade
report-fig-gaps = Kända brister
report-fig-gaps-note = { $of } svar är egna uppgifter
report-fig-outside = Når utanför regeln
report-fig-outside-note = konton, i { $of } avstämda system
report-fig-hinder = Hindras i arbetet
report-fig-hinder-note = behöriga som inte når, i { $of } system
report-fig-not-read = ingen katalog är läst

report-role-of = { $role } för { $system }
report-decide-vacancy-lead = { $count ->
        [one] En roll är tom:
       *[other] { $count } roller är tomma:
    }
report-decide-vacancy = { $roles }. Ingen kan besluta om systemets brister.
report-decide-vacancy-proposal = Förslag: utse någon före månadens slut.
report-decide-vacancy-who = Beslutas av förvaltningschefen.
report-decide-departed-lead = { $count ->
        [one] En rollinnehavare har slutat:
       *[other] { $count } rollinnehavare har slutat:
    }
report-decide-departed = { $roles }.
report-decide-departed-proposal = Förslag: utse en efterträdare.
report-decide-departed-who = Beslutas av förvaltningschefen.
report-decide-over-limit-lead = För många har den högsta behörigheten i { $system }.
report-decide-over-limit = { $detail }
report-decide-over-limit-proposal = Förslag: ta bort de stående rättigheter som ingen behöver varje dag.
report-decide-over-limit-who = Beslutas av systemägaren.
report-decide-ground-lead = { $count ->
        [one] En åtkomstregel saknar beslutad behovs- och riskanalys.
       *[other] { $count } åtkomstregler saknar beslutad behovs- och riskanalys.
    }
report-decide-ground = De gäller vård, omsorg eller skyddade personuppgifter: { $rules }.
report-decide-ground-proposal = Förslag: gör analysen och besluta regeln.
report-decide-ground-who = Beslutas av systemägaren.
report-decide-classification-lead = { $count ->
        [one] En klassning är för gammal.
       *[other] { $count } klassningar är för gamla.
    }
report-decide-classification = Skyddsbehovet vilar på uppgifter som ingen har prövat på flera år.
report-decide-classification-proposal = Förslag: klassa om under kvartalet.
report-decide-classification-who = Beslutas av informationsägarna.

report-common = Hela organisationen gemensamt
report-whole = Hela organisationen
report-bar = { $met } uppfyllt, { $partly } delvis, { $gap } brist, { $rest } ej verifierat
report-posture-note = { $rest } av { $total } krav är inte verifierade{ $assumed ->
        [0] .
       *[other] , varav { $assumed } gäller oklassad information, som räknas på högsta nivån tills den är klassad.
    } { $own ->
        [0] {""}
        [one] Ett svar är en egen uppgift som ingen annan har godtagit.
       *[other] { $own } svar är egna uppgifter som ingen annan har godtagit.
    } { $planned ->
        [0] {""}
        [one] Ett krav på planerade system står utanför.
       *[other] { $planned } krav på planerade system står utanför.
    }
report-access-note = Katalogen lästes den { $day }: { $entries } poster, { $completeness }. { $judged } system är avstämda; för { $unmapped } system finns ingen rättighet i registret, och vem som når dem är inte känt. { $shown } av { $with } system med avvikelser visas.
report-decide-unclassified-lead = Information är inte klassad.
report-decide-unclassified = { $count } krav räknas på högsta nivån tills klassningen är gjord, och kan inte verifieras.
report-decide-unclassified-proposal = Förslag: låt informationsägarna klassa under kvartalet.
report-decide-unclassified-who = Beslutas av informationsägarna.
report-decide-unread-lead = Ingen katalog har lästs.
report-decide-unread = Vem som når systemen är inte känt.
report-decide-unread-proposal = Förslag: låt IT läsa katalogen denna månad.
report-decide-unread-who = Beslutas av it-chefen.
report-access-unmapped = Inte granskade: { $names }.
report-access-closes-nothing = Läsningen kan visa avvikelser men inte att en avvikelse är borta.
report-access-not-looked-at = Systemens egna konton och rättigheter direkt på mappar är inte granskade.
report-access-not-read = Ingen katalog har lästs. Vem som når systemen är inte känt.
report-worst-of = { $severity }: { $kind }
report-gaps-none = Ingen brist är känd. Det betyder inte att det inte finns några: se hur mycket som är verifierat.
report-gaps-more = { $more ->
        [0] En känd brist står kvar tills ett senare underlag visar något annat.
        [one] En säkerhetsåtgärd till har en känd brist. En känd brist står kvar tills ett senare underlag visar något annat.
       *[other] { $more } säkerhetsåtgärder till har kända brister. En känd brist står kvar tills ett senare underlag visar något annat.
    }
report-for-example = Till exempel { $on }: { $words }
report-on-systems = { $count } system
report-on-objects = { $count } objekt

report-method-requirement = Ett krav är en säkerhetsåtgärd på det som den gäller, så sträng som klassningen kräver. { $controls } säkerhetsåtgärder ger { $total } krav på { $systems } system, deras information, leverantörer och organisationen. Oklassad information räknas på högsta nivån och är alltid ej verifierad: { $assumed } krav.
report-method-met = Ett krav är uppfyllt bara om någon eller programmet har visat det, och det inte är för länge sedan. Ett gammalt underlag räknas inte. En känd brist åldras aldrig.
report-method-two = Verifierat och uppfyllt av verifierat är två tal och slås aldrig ihop. Det som inte är verifierat räknas varken som uppfyllt eller som brist.
report-method-reading = Hänvisningar till lag är vår läsning där de inte är kontrollerade mot källan. MCFFS 2026:11 är inte läst.

severity-critical = Kritisk
severity-high = Hög
severity-medium = Medel
severity-low = Låg
severity-hinder = Hinder
completeness-proven = bevisat fullständig
completeness-stated = fullständig enligt uppgift
completeness-incomplete = ofullständig
role-owner = systemägare
role-manager = systemförvaltare
role-administrator = systemadministratör
role-owner-deputy = ersättare för systemägaren
role-manager-deputy = ersättare för systemförvaltaren
role-administrator-deputy = ersättare för systemadministratören

kind-unauthorised = når utanför regeln
kind-orphan = kontot saknas i personalfilen
kind-leaver = har slutat och når ändå
kind-ambiguous-person = går inte att knyta till en person
kind-disabled-member = spärrat konto kvar i gruppen
kind-expired-member = utgånget konto kvar i gruppen
kind-locked-member = låst konto i gruppen
kind-stale-logon = inte inloggad på länge
kind-never-logged-on = aldrig inloggad
kind-dangling = medlem som inte finns i katalogen
kind-foreign-unresolved = okänd medlem från en annan katalog
kind-broad-principal = öppet för alla
kind-non-person = medlem som inte är en person
kind-direct-assignment = direkt i gruppen, förbi rollgruppen
kind-missing-access = behörig men når inte
kind-missing-account = behörig men saknar konto
kind-sod-conflict = två rättigheter som ingen får ha tillsammans
kind-via-distribution-group = bara via en distributionsgrupp
kind-cycle = grupper som innehåller varandra
kind-grant-group-missing = gruppen som ger rätten saknas
kind-over-limit = fler än taket
kind-no-person-behind = tjänstekonto utan ägare
kind-role-vacancy = tom roll
kind-departed-holder = rollinnehavaren har slutat
kind-contradiction = uppgifter som inte går ihop
kind-stale-classification = för gammal klassning
kind-unclassified = oklassad
kind-no-assets = system utan informationstillgångar
