access-over-budget = The groups are nested in so many ways that { $budget } memberships are not enough to walk through them. Nothing was checked.
    .fix = Look for groups that lie in each other through many levels, and simplify them.

# Kinds of finding
access-kind-unauthorised = reaches outside the rule
access-kind-orphan = account without a person
access-kind-leaver = has left but reaches
access-kind-ambiguous-person = not clear which person
access-kind-disabled-member = disabled account still a member
access-kind-expired-member = expired account still a member
access-kind-locked-member = locked account
access-kind-stale-logon = dormant account
access-kind-never-logged-on = account that has never signed in
access-kind-dangling = member that does not exist
access-kind-foreign-unresolved = unknown member from another directory
access-kind-broad-principal = open to everybody
access-kind-non-person = member that is no person
access-kind-direct-assignment = direct assignment
access-kind-missing-access = authorised but does not reach
access-kind-missing-account = authorised but has no account
access-kind-sod-conflict = conflicting rights
access-kind-via-distribution-group = member through a distribution group only
access-kind-cycle = groups that contain each other
access-kind-grant-group-missing = the group does not exist
access-kind-over-limit = more accounts than the ceiling
access-kind-no-person-behind = service account without an owner
access-kind-role-vacancy = role without a holder
access-kind-departed-holder = the holder has left
access-kind-contradiction = contradiction in the register
access-kind-stale-classification = classification due for review

# A finding as a sentence
access-finding-unauthorised = { $account } reaches { $right } in { $system } outside the rule { $rule }.
access-finding-orphan = { $account } reaches { $right } in { $system }, but nobody in the HR file has the account's employee number.
access-finding-leaver = { $account } reaches { $right } in { $system }, although the employment has ended.
access-finding-ambiguous-person = { $account } reaches { $right } in { $system }, but which person it is cannot be told.
access-finding-disabled-member = { $account } is disabled but still a member of { $group }.
access-finding-expired-member = { $account } has expired but is still a member of { $group }.
access-finding-locked-member = { $account } is locked for a while and a member of { $group }.
access-finding-stale-logon = { $account } reaches { $right } in { $system } and has not signed in for long.
access-finding-never-logged-on = { $account } reaches { $right } in { $system } and has never signed in.
access-finding-dangling = { $account } is a member under { $group } but is not in the directory.
access-finding-foreign-unresolved = { $account } is a member under { $group } but belongs to another directory, so nobody here can tell who it is.
access-finding-broad-principal = { $right } in { $system } is open to everybody through { $account }.
access-finding-non-person = { $account } is a member under { $group } but is no person.
access-finding-direct-assignment = { $account } was put straight into { $group }, although the rule { $rule } asks for a role group.
access-finding-missing-access = { $account } should reach { $system } by the rule { $rule }, but does not.
access-finding-missing-account = { $person } should reach { $system } by the rule { $rule }, but has no account.
access-finding-sod-conflict = { $account } holds two rights that nobody may hold together, by { $rule }.
access-finding-via-distribution-group = { $account } is a member of { $group } only through a distribution group, which gives no access.
access-finding-cycle = Groups under { $group } contain each other: { $circle }.
access-finding-grant-group-missing = { $group }, which should give { $right } in { $system }, is not in the directory. Who reaches cannot be told.
access-finding-over-limit = More accounts reach { $system } than the ceiling of the rule { $rule } allows.
access-finding-no-person-behind = The service account { $account } has no owner.

# What narrows a finding
access-detail-forbidden = The rule forbids it expressly.
access-detail-moved = The person has changed unit and is still in the role group of the old one.
access-detail-expired-grant = The named permission ended on { $on }.
access-detail-not-started = The employment begins on { $on }.
access-detail-two-records = Several rows of the HR file have the same employee number.
access-detail-two-accounts = The person has several accounts of the same kind.
access-detail-across-accounts = The rights are held by two accounts of the same person.
access-detail-certain = Certain: longer ago than the directory can lag.
access-detail-possible = Possibly: what the directory says may lag behind.
access-detail-computer = A computer.
access-detail-contact = A contact, which cannot sign in.
access-detail-other = Neither an account nor a group.
access-detail-anonymous = Also without signing in.
access-detail-everybody = Everybody who can sign in.
access-detail-ambiguous-name = The directory has several groups of that name.
access-detail-not-a-group = The object is no group.
access-detail-standing = { $accounts } accounts reach; the ceiling is { $ceiling }.
access-detail-old-password = The password was set on { $on }.

# What could not be checked
access-gap-no-right = { $system } has no recorded rights, so who reaches it is unknown.
access-gap-no-rule = No rule says who may hold { $right } in { $system }.
access-gap-no-grant = Nothing says what gives { $right } in { $system }.
access-gap-other-source = { $right } in { $system } is given in the source { $source }, which has not been read.
access-gap-unknown-right = { $rule } names the right { $right }, which does not exist.
access-gap-unreadable-place = The place of service accounts, { $place }, is no DN.

# A rule as a sentence
access-rule-allowed = Authorised: { $who }.
access-rule-named-only = Authorised: only those named.
access-rule-never = Never: { $who }.
access-rule-also = Also, by name: { $who }.
access-rule-named = By name: { $who }.
access-rule-person = { $person } ({ $because })
access-rule-person-until = { $person } until { $on } ({ $because })
access-rule-entitled-allowed = Everyone authorised should reach it.
access-rule-entitled = Should reach it: { $who }.
access-rule-role-group = Access is given through a role group only.
access-rule-ceiling = At most { $count ->
        [one] one account
       *[other] { $count } accounts
    }.
access-rule-everyone = everyone in the HR file
access-rule-nobody = nobody
access-rule-and = and
access-rule-or = or
access-rule-is = { $attribute } is { $values }
access-rule-is-not = { $attribute } is not { $values }
access-rule-prefix = { $attribute } begins with { $values }
access-rule-prefix-not = { $attribute } does not begin with { $values }
access-rule-present = has { $attribute }
access-rule-present-not = has no { $attribute }
access-rule-reports-to = reports to { $values }, directly or through others
access-rule-reports-to-not = reports neither directly nor through others to { $values }
access-rule-not = not { $what }
access-attribute-account = the account's { $name }
access-attribute-employeeid = employee number
access-attribute-name = name
access-attribute-department = unit
access-attribute-title = title
access-attribute-employeetype = form of employment
access-attribute-managerid = manager
access-attribute-email = e-mail address
access-attribute-tier = tier
