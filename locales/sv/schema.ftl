# Dokument som läses: text, ark och scheman.

schema-syntax = Texten går inte att läsa här: ”{ $problem }”.
    .fix = Rätta skrivsättet på raden, eller på raden före.
schema-not-utf8 = Filen är inte skriven i UTF-8.
    .fix = Spara den som UTF-8.
schema-too-large = Filen är större än { $limit } MiB.
    .fix = Dela upp den i flera filer.
schema-too-deep = Här är fler än { $limit } nivåer i varandra.
    .fix = Skriv dokumentet med färre nivåer.
schema-several-documents = Här börjar ett andra dokument i samma fil.
    .fix = Lägg det i en egen fil.
schema-alias-refused = Här hänvisar ”*” till ett annat ställe i dokumentet.
    .fix = Skriv ut värdet i stället.
schema-anchor-refused = Här ger ”&” ett namn åt ett värde.
    .fix = Ta bort namnet och skriv ut värdet där det behövs.
schema-tag-refused = Här står en typ med ”!”.
    .fix = Ta bort den. Skriv text inom citattecken.
schema-merge-key-refused = Nyckeln ”<<” slår ihop värden från ett annat ställe.
    .fix = Skriv ut värdena i stället.
schema-duplicate-key = Nyckeln ”{ $name }” står redan på rad { $line }.
    .fix = Ta bort den ena.
schema-key-not-text = Här är en lista eller en samling en nyckel.
    .fix = Skriv nyckeln som vanlig text.
schema-number-out-of-range = Talet ”{ $value }” går inte att spara.
    .fix = Skriv ett vanligt tal, eller text inom citattecken.
