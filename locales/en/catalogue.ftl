# Expressions for when a control applies
trigger-end = The condition ends too early, at character { $column }.
    .fix = Complete it, for example "c >= 2 and personal_data".
trigger-unexpected = "{ $found }" does not fit at character { $column } of the condition.
    .fix = Put and or or between the parts; a part may have not before it.
trigger-character = "{ $found }" at character { $column } is not part of conditions.
    .fix = Use flags, c, i, a, max, >=, <=, >, <, ==, and, or, not and parentheses.
trigger-comparison = A comparison is missing at character { $column } of the condition.
    .fix = Compare with a level, for example "c >= 2".
trigger-level = "{ $found }" at character { $column } is not a level of the catalogue.
    .fix = Give a level from 0 to 3.
trigger-always = "always" at character { $column } cannot be part of a longer condition.
    .fix = Let always stand alone, or remove it.
trigger-deep = The condition is nested too deep at character { $column }.
    .fix = Write it with fewer parentheses.

# Lint of the catalogue
lint-duplicate-code = { $control } is there twice.
    .fix = Give one of them a new code.
lint-never-fires = { $control } can never apply: { $trigger }.
    .fix = Change the condition, or remove the control.
lint-too-many-flags = The condition of { $control } asks for { $count } flags.
    .fix = Ask for at most { $most }.
lint-unknown-flag = { $control } asks for the flag { $flag }, which does not exist.
    .fix = Choose one of: { $known }.
lint-unknown-framework = { $control } refers to the framework { $framework }, which does not exist.
    .fix = Choose one of: { $known }.
lint-unknown-reference = { $control } refers to { $id }, which { $framework } does not have.
    .fix = Correct the identifier.
lint-place-without-param = { $control } has no parameter { $place }, for which { $mood } in { $lang } asks.
    .fix = Add the parameter, or remove its place from the text.
lint-param-without-place = The parameter { $param } of { $control } does not show in { $mood } in { $lang }.
    .fix = Give it a place in the text: { "{" }{ $param }{ "}" }.
lint-wording-unreadable = In { $control }, { $mood } in { $lang } cannot be read: braces or forms do not add up.
    .fix = Write { "{" }key{ "}" } or { "{" }key|=1 one form|other form{ "}" }.
lint-duplicate-param = The parameter { $param } of { $control } is there twice.
    .fix = Give one of them another key.
lint-strength-loosens = { $param } of { $control } asks for less at level { $level } than at the level below.
    .fix = Change the values so that a higher level never asks for less.
lint-interval-lengthens = { $control } is verified less often at level { $level } than at the level below.
    .fix = Change the days so that a higher level never waits longer.
lint-missing-translation = { $field } of { $control } has no text in { $lang }.
    .fix = Write the text in both languages.
lint-shall-undecided = { $control } has neither a shall wording nor a decision that none is needed.
    .fix = Write it under shall, or write "shall: none" with the reason under shall_reason.
lint-uncovered = { $count ->
    [one] One identifier of { $framework } has no control: { $ids }.
   *[other] { $count } identifiers of { $framework } have no control: { $ids }.
}
    .fix = Refer to them from a control.

mood-is = the is wording
mood-shall = the shall wording
in-swedish = Swedish
in-english = English

# Reading of the catalogue's files
catalogue-family-mismatch = { $control } does not belong to the family { $family }.
    .fix = Let the code begin with { $family }-, or move the control to its own file.
catalogue-duplicate-family = The family { $family } is in two files.
    .fix = Gather its controls in one file.
catalogue-duplicate-framework = The framework { $framework } is in two files.
    .fix = Remove one of them.
catalogue-unknown-file = The file is neither controls, flags nor a framework.
    .fix = Begin it with family, flags or framework.
catalogue-unreadable = The file has the right form but cannot be read: { $problem }.
    .fix = Correct the value at that place.

# Words of the catalogue
scope-organisation = organisation
scope-unit = unit
scope-supplier = supplier
scope-platform = hosting platform
scope-site = site
scope-system = system
scope-information = information asset
category-administrative = administrative
category-technical = technical
method-manual-evidence = by hand
method-register-check = register
method-directory-query = directory
method-network-probe = probe
method-scanner-import = scanner file
method-file-import = list
usability-none = not noticed
usability-low = seldom noticed
usability-medium = noticed daily
usability-high = changes how people work
standing-seen = seen in the source
standing-our-reading = our reading
standing-not-read = not read
aspect-c = confidentiality
aspect-i = integrity
aspect-a = availability
aspect-max = the highest level
tier-start = to begin with

# Strengths: value with unit
strength-months = { $value ->
    [one] { $value } month
   *[other] { $value } months
}
strength-days = { $value ->
    [one] { $value } day
   *[other] { $value } days
}
strength-hours = { $value ->
    [one] { $value } hour
   *[other] { $value } hours
}
strength-minutes = { $value ->
    [one] { $value } minute
   *[other] { $value } minutes
}
strength-ms = { $value ->
    [one] { $value } millisecond
   *[other] { $value } milliseconds
}
strength-percent = { $value }%
strength-count = { $value }
strength-characters = { $value ->
    [one] { $value } character
   *[other] { $value } characters
}
strength-loa = { $value ->
    [1] own password, no assurance level
   *[other] assurance level { $value }
}
