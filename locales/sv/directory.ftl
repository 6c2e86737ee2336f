# Filer från en katalog (LDIF): vad som är fel i dem och vad som saknas i dem.

directory-empty = Filen innehåller ingen post.
    .fix = Kör kommandot igen och kontrollera att filen det skriver inte är tom.
directory-utf16 = Filen börjar som UTF-16 men fortsätter inte så.
    .fix = För över filen igen, som binär fil.
directory-continuation = Raden börjar med blanksteg, men det finns ingen rad före den att fortsätta.
    .fix = För över filen igen utan att ändra den.
directory-line = Raden har inget kolon: den är inte namn och värde.
    .fix = För över filen igen utan att ändra den. Långa rader fortsätter på nästa rad med ett blanksteg först.
directory-attribute-name = ”{ $name }” är inte namnet på ett attribut.
    .fix = För över filen igen utan att ändra den.
directory-version = Filen har LDIF-version ”{ $version }”, bara 1 kan läsas.
    .fix = Skriv filen med ldifde, ldapsearch eller slapcat.
directory-no-dn = Posten börjar med ”{ $attribute }” i stället för ”dn”.
    .fix = Varje post börjar med sitt namn (dn) och slutar med en tom rad. Ta bort rader som inte hör till en post.
directory-misplaced = ”{ $attribute }” står inne i en post.
    .fix = Sätt en tom rad före nästa post, eller för över filen igen.
directory-base64 = Värdet av { $attribute } ska vara base64 men är det inte.
    .fix = För över filen igen utan att ändra den.
directory-url = Värdet av { $attribute } ligger på en adress utanför filen. Sådana hämtas inte.
    .fix = Skriv ut filen med värdena i sig.
directory-control = Posten har en styrning (control), som ändrar vad den betyder.
    .fix = Lämna en export av katalogen, inte en fil med ändringar.
directory-change-type = Posten { $dn } är en ändring av slaget ”{ $change }”.
    .fix = Lämna en export av katalogen, inte en fil med ändringar.
directory-modification = Posten { $dn } ändrar på sätt som inte läses: { $operation } { $attribute }.
    .fix = Bara fler medlemmar till en grupp (add: member) läses. Lämna en export av katalogen, inte en fil med ändringar.
directory-modification-value = Under ”add: { $expected }” står ett värde av { $found }.
    .fix = För över filen igen utan att ändra den.
directory-no-target = { $dn } får fler värden, men posten själv finns inte i filen.
    .fix = Ta med alla poster i exporten, även grupper.
directory-duplicate = { $dn } finns redan på rad { $first }.
    .fix = Lämna en export åt gången och lägg inte ihop flera.
directory-duplicate-key = { $dn } och { $other } är samma objekt: de har samma identitet.
    .fix = Objektet flyttades troligen under läsningen. Kör kommandot igen.
directory-value-too-large = Raden är längre än { $limit } byte.
    .fix = Begär bara de attribut som står i kommandot, inga bilder eller certifikat.
directory-too-many = Filen har fler än { $limit } poster eller värden.
    .fix = Begär bara de attribut som står i kommandot, eller läs en del av katalogen i taget som egen källa.
directory-dn = { $attribute } ”{ $dn }” är inget namn i en katalog: { $problem } vid tecken { $column }.
    .fix = Rätta namnet i katalogen eller för över filen igen utan att ändra den.
directory-member-url = Den dynamiska gruppens memberURL ”{ $url }” kan inte läsas.
    .fix = Adressen ska ha formen ldap:///bas?attribut?sub?(filter), utan tillägg.
directory-filter = Den dynamiska gruppens filter ”{ $filter }” kan inte läsas: { $problem } vid tecken { $column }.
    .fix = Skriv om filtret med likhet, närvaro och delar av värden, eller ange medlemmarna i gruppen.
directory-filter-work = De dynamiska gruppernas filter kräver fler än { $limit } jämförelser.
    .fix = Gör filtren smalare: låt varje filter kräva ett bestämt värde, till exempel en avdelning.
directory-value = { $attribute } är ”{ $value }” för { $dn }, vilket inte kan tolkas.
    .fix = Rätta värdet i katalogen eller för över filen igen utan att ändra den.
directory-dialect = Det går inte att se om filen kommer från Active Directory eller OpenLDAP.
    .fix = Ange katalogens slag (dialect) hos källan, eller ta med attributen i kommandot.
directory-place = Källans plats ”{ $under }” är inget namn i en katalog: { $problem } vid tecken { $column }.
    .fix = Rätta platsen (under) hos källan.
directory-more = { $count ->
    [one] Ytterligare ett fel finns i filen.
   *[other] Ytterligare { $count } fel finns i filen.
}
    .fix = Rätta felen ovan först.

# Delar av meningar ovan

directory-dn-no-equals = likhetstecken saknas
directory-dn-no-type = attributets namn saknas
directory-dn-escape = omvänt snedstreck utan tecken efter
directory-dn-hex = # utan ett hexadecimalt värde
directory-dn-quote = citattecken som inte hör ihop
directory-dn-utf8 = byte som inte är UTF-8
directory-dn-too-long = för långt
directory-filter-parenthesis = parenteser som inte hör ihop
directory-filter-comparison = ingen jämförelse
directory-filter-escape = fel skrivet specialtecken
directory-filter-unsupported = en jämförelse som inte läses
directory-filter-member-of = memberOf, som följer av grupperna själva
directory-filter-too-large = för långt eller för djupt

# Vad som saknas i läsningen

directory-gap-entry-count = Filen har { $read } poster, { $stated } är angivna.
    .fix = Kontrollera antalet, eller kör kommandot igen.
directory-gap-range-unfinished = Medlemmar i { $group } saknas: servern lämnade bara en del av dem.
    .fix = Hämta gruppen med ldifde, som läser alla medlemmar, eller fråga efter de delar som saknas.
directory-gap-referral = En del av katalogen finns inte i filen: { $url }.
    .fix = Läs den delen också, som egen källa, eller begränsa exporten till det som ska stämmas av.
directory-gap-search-result = Sökningen slutade med fel { $code } ({ $text }): poster kan saknas.
    .fix = Kör kommandot med sidindelning och ett konto utan gräns för antalet svar.
directory-gap-end-missing = Filen är avklippt: slutet av sökningen saknas.
    .fix = Kör kommandot igen och vänta tills det är klart.
directory-gap-attribute-missing = Attributet { $attribute } saknas helt, fast alla sådana poster har det.
    .fix = Kör kommandot med alla attribut som står i det, med ett konto som får läsa dem.
directory-gap-filter-attribute = Medlemmarna i { $group } går inte att avgöra: filtret frågar efter { $attribute }, som ingen post i filen har.
    .fix = Ta med attributet { $attribute } i kommandot.
directory-gap-netgroup = Nätgruppen { $group } läses inte: vilka som ingår i den är okänt.
    .fix = Stäm av den för hand, eller ge rättigheten genom en vanlig grupp.
