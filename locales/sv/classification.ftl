# Klassning: vad som hindrar att den sparas, och hur gammal den är.
classification-unknown-dimension = Modellen har ingen dimension ”{ $dimension }”.
    .fix = Välj bland: { $allowed }.
classification-unknown-level = Nivån ”{ $level }” finns inte i { $dimension }.
    .fix = Välj en av: { $allowed }.
classification-stop-level = Uppgifter på den nivån hanteras i särskild ordning och skrivs inte in här. Inget har sparats.
    .fix = Spara bara raden om den särskilda analysen: classify TILLGÅNG --special --owner PERSON --date DATUM. I en fil: special med owner och date, utan levels.
classification-no-levels = Ingen nivå är angiven.
    .fix = Ange minst en dimension och dess nivå, till exempel K=2.
classification-special-with-content = Särskild ordning sparar bara ägare och datum för analysen.
    .fix = Ta bort nivåer, motivering, deltagare och omprövningsdag.
classification-reason-required = Nivån { $level } i { $dimension } saknar motivering.
    .fix = Skriv vem som skadas och hur. Skriv inte av uppgifterna.
classification-lowered-without-reason = Nivån i { $dimension } sänks från { $before } till { $level } utan motivering.
    .fix = Skriv vad som har ändrats sedan nivån sattes.
classification-special-left-without-reason = Informationen hanteras i särskild ordning och får nivåer utan motivering.
    .fix = Skriv varför den inte längre ska hanteras i särskild ordning.
classification-begins-before-current = Klassningen skulle gälla från { $from }, men den som gäller i dag började { $current }.
    .fix = Välj { $current } eller en senare dag.
classification-review-before-start = Klassningen ska prövas om { $review }, innan den börjar gälla { $from }.
    .fix = Välj en omprövningsdag efter { $from }.
classification-own-proposal = { $person } har lämnat förslaget och kan inte själv godkänna det.
    .fix = Låt någon annan besluta.

classification-age-current = aktuell
classification-age-old = gammal sedan { $day }
classification-age-unknown = okänd ålder
classification-special-order = hanteras i särskild ordning
