assurance-verdict-met = uppfyllt
assurance-verdict-partly = delvis
assurance-verdict-gap = brist
assurance-verdict-not-verified = ej verifierat
assurance-verdict-exception = undantag
assurance-verdict-not-applicable = ej tillämpligt

assurance-organisation = organisationen
assurance-method-manual-evidence = underlag för hand
assurance-method-register-check = registret
assurance-method-directory-query = katalogen
assurance-method-network-probe = mätning
assurance-method-scanner-import = skanner
assurance-method-file-import = inläst rapport

assurance-shown = Visat den { $observed } ({ $method }), { $days ->
        [0] samma dag
        [one] för en dag sedan
       *[other] för { $days } dagar sedan
    }.
assurance-shown-own-statement = Egen uppgift den { $observed } ({ $method }). Ingen annan har godtagit den.
assurance-shown-shared = Visat för { $object } den { $observed } ({ $method }), som delas av alla som använder samma.
assurance-shown-stated = Visat den { $observed } ({ $method }), så långt uppgiftslämnaren anger att läsningen är fullständig.
assurance-part = Den del som programmet kan se är uppfylld den { $observed } ({ $method }). Resten är inte visad.
assurance-partly = Delvis uppfyllt enligt underlag den { $observed } ({ $method }).
assurance-partly-own-statement = Delvis uppfyllt enligt egen uppgift den { $observed } ({ $method }). Ingen annan har godtagit den.
assurance-partly-shared = Delvis uppfyllt för { $object } den { $observed } ({ $method }), som delas av alla som använder samma.
assurance-gap = Känd brist sedan den { $observed } ({ $method }). Den står kvar tills ett senare underlag visar något annat.
assurance-gap-shared = Känd brist hos { $object } sedan den { $observed } ({ $method }). Den gäller alla som delar { $object }.
assurance-not-applicable = Prövat den { $observed }: gäller inte här.
assurance-not-applicable-own-statement = Gäller inte här enligt egen uppgift den { $observed }. Ingen annan har godtagit den.

assurance-assumed = Nivån är antagen eftersom något är oklassat. Därför räknas inget underlag.
    .fix = Klassa informationen.
assurance-assumed-with-gap = Nivån är antagen eftersom något är oklassat. En brist är känd och står kvar vilken nivån än blir.
    .fix = Klassa informationen.
assurance-nothing-recorded = Inget underlag finns.
    .fix = Verifiera kravet och registrera vad du såg.
assurance-stale = Underlaget är från den { $observed } och äldre än { $limit ->
        [one] en dag
       *[other] { $limit } dagar
    }.
    .fix = Verifiera igen.
assurance-level-raised = Nivån har höjts sedan underlaget den { $observed }.
    .fix = Verifiera mot den nya nivån.
assurance-level-unknown = Nivån den { $observed }, då underlaget kom till, är inte känd.
    .fix = Verifiera igen.
assurance-control-revised = Säkerhetsåtgärden fick ny innebörd den { $revised }. Underlaget är från den { $observed }.
    .fix = Verifiera mot den nya lydelsen.
assurance-system-replaced = Systemet ersattes den { $replaced }. Underlaget är från den { $observed }.
    .fix = Verifiera det nya systemet.
assurance-flags-added = Svaret ”gäller inte” är från den { $observed }. Sedan dess har det tillkommit: { $flags }.
    .fix = Pröva på nytt om kravet gäller.
assurance-own-statement-at-top = Egen uppgift den { $observed } visar inget på högsta nivån förrän en annan person har godtagit den.
    .fix = Låt en annan person granska underlaget och godta det.
assurance-own-statement-everywhere = Egen uppgift den { $observed } visar inget förrän en annan person har godtagit den. Så har organisationen bestämt.
    .fix = Låt en annan person granska underlaget och godta det.
assurance-closes-no-gap = Svaret ”gäller inte” den { $observed } stänger inte den kända bristen förrän en annan person har godtagit det.
    .fix = Låt en annan person granska svaret och godta det.

assurance-unknown-control = Underlaget { $evidence } gäller säkerhetsåtgärden { $control }, som inte finns i katalogen.
    .fix = Rätta koden.
assurance-unknown-method = Underlaget { $evidence } anger metoden ”{ $method }”, som inte finns.
    .fix = Välj en av katalogens metoder.
assurance-cannot-answer = Underlag för { $control } på { $object } skulle inte räknas någonstans: { $control } { $scope ->
        [organisation] gäller hela organisationen
        [unit] gäller enheter
        [system] gäller system
        [information] gäller informationstillgångar
        [supplier] gäller leverantörer
        [platform] gäller plattformar
       *[site] gäller platser
    }.
    .fix = Registrera det på det som säkerhetsåtgärden gäller, på en enhet eller plattform som bär det, eller på organisationen.
assurance-unknown-object = Underlaget { $evidence } gäller { $object }, som inte finns i registret.
    .fix = Rätta koden eller lägg till objektet.
