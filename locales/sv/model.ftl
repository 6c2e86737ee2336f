# Klassningsmodeller: vad som inte går ihop i en modell.
model-level-twice = Nivån { $level } står två gånger i dimensionen { $dimension }.
    .fix = Ge varje nivå ett eget värde i const.
model-stop-below-top = Nivån { $level } i dimensionen { $dimension } är en stoppnivå men har nivåer över sig.
    .fix = Bara den översta nivån kan ha x-stop. Flytta den överst eller ta bort x-stop.
model-too-few-levels = Dimensionen { $dimension } har färre än två nivåer som får skrivas in.
    .fix = Lägg till en nivå, utöver stoppnivån.
model-catalogue-missing = Nivån { $level } i dimensionen { $dimension } säger inte vilken nivå i katalogen den motsvarar.
    .fix = Ange x-catalogue med 0, 1, 2 eller 3.
model-catalogue-unused = Nivån { $level } i dimensionen { $dimension } anger en nivå i katalogen som aldrig används: dimensionen styr ingen aspekt, eller nivån är en stoppnivå.
    .fix = Ta bort x-catalogue på nivån, eller ange på dimensionen vilken aspekt den styr.
model-catalogue-falls = Nivån { $level } i dimensionen { $dimension } motsvarar { $after } i katalogen, men nivån under motsvarar { $before }.
    .fix = Ordna nivåerna från den lägsta till den högsta och låt x-catalogue aldrig sjunka.
model-aspect-twice = Dimensionerna { $other } och { $dimension } styr samma aspekt i katalogen, { $aspect }.
    .fix = Låt högst en dimension styra varje aspekt.
model-unknown-threshold = Dimensionen { $dimension } kräver motivering från nivån { $level }, som inte finns bland nivåerna som får skrivas in.
    .fix = Ange en av dimensionens nivåer i x-reason-required.
