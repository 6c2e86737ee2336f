# Why a requirement applies
because-always = always applies
because-level = { $dimension } { $level }
because-level-assumed = { $dimension } { $level } (assumed, unclassified)
because-unmapped = the classification model has no { $aspect }: the highest level is assumed
because-flag = { $flag }

requirement-assumed = Something is unclassified: the requirement counts at the highest level and is always not verified.
requirement-planned = The system is planned: the requirement applies once it is in use.

# Preview
preview-added = { $count ->
    [one] { $count } requirement is added
   *[other] { $count } requirements are added
}
preview-removed = { $count ->
    [one] { $count } requirement falls away
   *[other] { $count } requirements fall away
}
preview-tightened = { $count ->
    [one] { $count } requirement tightens
   *[other] { $count } requirements tighten
}
preview-loosened = { $count ->
    [one] { $count } requirement loosens
   *[other] { $count } requirements loosen
}
preview-nothing = No requirement changes.
preview-more-minutes = { $minutes ->
    [one] { $minutes } minute more of verification per year
   *[other] { $minutes } minutes more of verification per year
}
preview-fewer-minutes = { $minutes ->
    [one] { $minutes } minute less of verification per year
   *[other] { $minutes } minutes less of verification per year
}
preview-interval = verified every { $after } days instead of every { $before }
preview-usability = { $count ->
    [one] { $count } requirement: { $usability }
   *[other] { $count } requirements: { $usability }
}
