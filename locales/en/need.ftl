# Protection need: what decides it, what is missing, and what contradicts.
need-unknown-dimension = { $code }: the model has no dimension "{ $dimension }".
    .fix = Choose among: { $allowed }.
need-unknown-level = { $code }: there is no level "{ $level }" in { $dimension }.
    .fix = Choose one of: { $allowed }.
need-stop-level = { $code }: that level is handled in special order and cannot be a protection need here.
    .fix = Choose a level that may be recorded.

need-unknown = unknown
need-driver-asset = the information asset { $code }, { $level }
need-driver-system = { $code }, which depends on the system, { $level }
need-gap-unclassified = the information asset { $code } is not classified
need-gap-special = the information asset { $code } is handled in special order
need-gap-no-assets = the system has no information assets in the register
need-gap-system = the need of { $code }, which depends on the system, is not fully known

need-override-without-reason = { $override } lowers { $dimension } of { $system } to { $level } without a reason. The computed need, { $computed }, counts.
    .fix = Write why the need is lower, or retire the override.
need-override-without-decider = { $override } lowers { $dimension } of { $system } to { $level }, but nobody has decided it. The computed need, { $computed }, counts.
    .fix = Say who decided, or retire the override.
need-override-against-its-reason = { $override } goes against its own reason: cumulation raises and distribution lowers, but { $dimension } of { $system } is set to { $level } (computed: { $computed }).
    .fix = Correct the reason or the direction.
need-override-raises-below = { $override } is meant to raise { $dimension } of { $system } to { $level }, but the computed need is already { $computed } and counts.
    .fix = Retire the override, or decide on a higher level.
need-override-lowers-above = { $override } is meant to lower { $dimension } of { $system } to { $level }, but the computed need is only { $computed } and counts.
    .fix = Retire the override.
need-override-expired = { $override } on { $dimension } of { $system } ({ $level }) was to be reviewed by { $review }. The higher of the override and the computed need ({ $computed }) counts.
    .fix = Review the override and set a new review day, or retire it.
need-override-expired-part = { $override } on { $part } of { $system } was to be reviewed by { $review }.
    .fix = Review the override and set a new review day, or retire it.
need-weaker-than-information = { $system } counts as { $level } in { $dimension } by { $override } of { $from }, but its own information has since been classified as { $information } (computed: { $computed }).
    .fix = Review whether the override holds for the higher level as well.
need-restores-too-late =
    { $system } is to be back within { $own-unit ->
        [days] { $own ->
            [one] one day
           *[other] { $own } days
        }
        [hours] { $own ->
            [one] one hour
           *[other] { $own } hours
        }
       *[minutes] { $own ->
            [one] one minute
           *[other] { $own } minutes
        }
    }, but is needed within { $needed-unit ->
        [days] { $needed ->
            [one] one day
           *[other] { $needed } days
        }
        [hours] { $needed ->
            [one] one hour
           *[other] { $needed } hours
        }
       *[minutes] { $needed ->
            [one] one minute
           *[other] { $needed } minutes
        }
    } by { $drivers }.
    .fix = Shorten the goal, or show that the systems can do without it that long.
