# Varför ett krav gäller
because-always = gäller alltid
because-level = { $dimension } { $level }
because-level-assumed = { $dimension } { $level } (antagen, oklassad)
because-unmapped = { $aspect } saknas i klassningsmodellen: högsta nivån antas
because-flag = { $flag }

requirement-assumed = Något är oklassat: kravet räknas på högsta nivån och är alltid ej verifierat.
requirement-planned = Systemet är planerat: kravet gäller när det tas i bruk.

# Förhandsvisning
preview-added = { $count ->
    [one] { $count } krav tillkommer
   *[other] { $count } krav tillkommer
}
preview-removed = { $count ->
    [one] { $count } krav faller bort
   *[other] { $count } krav faller bort
}
preview-tightened = { $count ->
    [one] { $count } krav skärps
   *[other] { $count } krav skärps
}
preview-loosened = { $count ->
    [one] { $count } krav mildras
   *[other] { $count } krav mildras
}
preview-nothing = Inga krav ändras.
preview-more-minutes = { $minutes ->
    [one] { $minutes } minut mer verifiering per år
   *[other] { $minutes } minuter mer verifiering per år
}
preview-fewer-minutes = { $minutes ->
    [one] { $minutes } minut mindre verifiering per år
   *[other] { $minutes } minuter mindre verifiering per år
}
preview-interval = verifieras var { $after }:e dag i stället för var { $before }:e
preview-usability = { $count ->
    [one] { $count } krav: { $usability }
   *[other] { $count } krav: { $usability }
}
