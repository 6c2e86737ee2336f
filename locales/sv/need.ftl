# Skyddsbehov: vad som avgör det, vad som saknas, och vad som inte går ihop.
need-unknown-dimension = { $code }: modellen har ingen dimension ”{ $dimension }”.
    .fix = Välj bland: { $allowed }.
need-unknown-level = { $code }: nivån ”{ $level }” finns inte i { $dimension }.
    .fix = Välj en av: { $allowed }.
need-stop-level = { $code }: den nivån hanteras i särskild ordning och kan inte vara ett skyddsbehov här.
    .fix = Välj en nivå som får skrivas in.

need-unknown = okänt
need-driver-asset = informationstillgången { $code }, { $level }
need-driver-system = { $code }, som är beroende av systemet, { $level }
need-gap-unclassified = informationstillgången { $code } är oklassad
need-gap-special = informationstillgången { $code } hanteras i särskild ordning
need-gap-no-assets = systemet har inga informationstillgångar i registret
need-gap-system = skyddsbehovet hos { $code }, som är beroende av systemet, är inte helt känt

need-override-without-reason = { $override } sänker { $dimension } för { $system } till { $level } utan motivering. Det beräknade, { $computed }, räknas.
    .fix = Skriv varför behovet är lägre, eller avsluta avsteget.
need-override-without-decider = { $override } sänker { $dimension } för { $system } till { $level } utan att någon har beslutat det. Det beräknade, { $computed }, räknas.
    .fix = Ange vem som har beslutat, eller avsluta avsteget.
need-override-against-its-reason = { $override } går åt fel håll för sitt skäl: kumulation höjer och fördelning sänker, men { $dimension } för { $system } sätts till { $level } (beräknat: { $computed }).
    .fix = Rätta skälet eller riktningen.
need-override-raises-below = { $override } ska höja { $dimension } för { $system } till { $level }, men det beräknade är redan { $computed } och räknas.
    .fix = Avsluta avsteget, eller besluta om en högre nivå.
need-override-lowers-above = { $override } ska sänka { $dimension } för { $system } till { $level }, men det beräknade är bara { $computed } och räknas.
    .fix = Avsluta avsteget.
need-override-expired = { $override } om { $dimension } för { $system } ({ $level }) skulle ha prövats om { $review }. Det högre av avsteget och det beräknade ({ $computed }) räknas.
    .fix = Pröva avsteget igen och ange en ny omprövningsdag, eller avsluta det.
need-override-expired-part = { $override } om { $part } i { $system } skulle ha prövats om { $review }.
    .fix = Pröva avsteget igen och ange en ny omprövningsdag, eller avsluta det.
need-weaker-than-information = { $system } räknas som { $level } i { $dimension } enligt { $override } från { $from }, men dess egen information har sedan dess klassats som { $information } (beräknat: { $computed }).
    .fix = Pröva om avsteget gäller även den högre nivån.
need-restores-too-late =
    { $system } ska vara igång igen inom { $own-unit ->
        [days] { $own ->
            [one] ett dygn
           *[other] { $own } dygn
        }
        [hours] { $own ->
            [one] en timme
           *[other] { $own } timmar
        }
       *[minutes] { $own ->
            [one] en minut
           *[other] { $own } minuter
        }
    }, men behövs inom { $needed-unit ->
        [days] { $needed ->
            [one] ett dygn
           *[other] { $needed } dygn
        }
        [hours] { $needed ->
            [one] en timme
           *[other] { $needed } timmar
        }
       *[minutes] { $needed ->
            [one] en minut
           *[other] { $needed } minuter
        }
    } av { $drivers }.
    .fix = Korta målet, eller visa att systemen klarar sig utan det så länge.
