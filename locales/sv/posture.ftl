posture-improved = Uppfyllt av verifierat har ökat: { $after } av { $after_of } mot tidigare { $before } av { $before_of }, räknat på de { $common } krav som fanns vid båda tillfällena.
posture-worsened = Uppfyllt av verifierat har minskat: { $after } av { $after_of } mot tidigare { $before } av { $before_of }, räknat på de { $common } krav som fanns vid båda tillfällena.
posture-no-claim = Ingen förbättring kan visas: { $after } av { $after_of } verifierade krav är uppfyllda mot tidigare { $before } av { $before_of }, räknat på de { $common } krav som fanns vid båda tillfällena.
posture-nothing-common = Inga krav fanns vid båda tillfällena. Ingen jämförelse kan göras.
