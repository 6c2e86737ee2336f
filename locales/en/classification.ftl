# Classification: what keeps it from being saved, and how old it is.
classification-unknown-dimension = The model has no dimension "{ $dimension }".
    .fix = Choose among: { $allowed }.
classification-unknown-level = There is no level "{ $level }" in { $dimension }.
    .fix = Choose one of: { $allowed }.
classification-stop-level = Information at that level is handled in special order and is not recorded here. Nothing was saved.
    .fix = Save only the row about the separate analysis: classify ASSET --special --owner PERSON --date DATE. In a file: special with owner and date, without levels.
classification-no-levels = No level is given.
    .fix = Give at least one dimension and its level, such as K=2.
classification-special-with-content = Special order keeps only the owner and the date of the analysis.
    .fix = Remove levels, justification, attendees and review day.
classification-reason-required = The level { $level } in { $dimension } has no justification.
    .fix = Write who is harmed and how. Do not copy the information itself.
classification-lowered-without-reason = The level in { $dimension } is lowered from { $before } to { $level } without a justification.
    .fix = Write what has changed since the level was set.
classification-special-left-without-reason = The information is handled in special order and is given levels without a justification.
    .fix = Write why it no longer needs special order.
classification-begins-before-current = The classification would hold from { $from }, but the one in force began on { $current }.
    .fix = Choose { $current } or a later day.
classification-review-before-start = The classification is to be reviewed on { $review }, before it begins to hold on { $from }.
    .fix = Choose a review day after { $from }.
classification-own-proposal = { $person } made the proposal and cannot approve it.
    .fix = Let somebody else decide.

classification-age-current = current
classification-age-old = old since { $day }
classification-age-unknown = unknown age
classification-special-order = handled in special order
