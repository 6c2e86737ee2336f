report-title = Information security, { $month }
report-subtitle = { $organisation }. Management report
report-as-of = As of { $day }, as it was known then.
report-as-of-corrected = As of { $day }, with what is known now: the register was not kept then.
report-secrecy = Secrecy: chapter 18 section 8 OSL (Sweden), examined before disclosure

report-summary = Summary
report-decisions = Decisions needed
report-no-decisions = Nothing needs to be decided now.
report-posture = Posture per board and administration
report-unit = Board or administration
report-spread = Spread
report-requirements = Requirements
report-verified = Verified
report-met = Met of verified
report-gaps = Gaps
report-word-met = Met
report-word-partly = Partly
report-word-gap = Gap
report-word-not-verified = Not verified
report-access = Access
report-system = System
report-authorised = Authorised
report-reach = Reach
report-outside = Outside the rule
report-hinder = Hindered
report-worst = Worst
report-known-gaps = Known gaps
report-control = Control
report-on = On
report-why = What was seen
report-since = Known since
report-method = How it was counted

report-sum-verified-lead = { $verified } of the requirements are verified.
report-sum-verified = Of the other { $rest } of { $total } we know nothing.
report-sum-met-lead = { $met } of what is verified is met.
report-sum-met = { $gaps ->
        [0] No gap is known.
        [one] One gap is known.
       *[other] { $gaps } gaps are known.
    } { $partly ->
        [0] {""}
        [one] One requirement is partly met.
       *[other] { $partly } requirements are partly met.
    }
report-sum-moved-lead = Compared with { $since }, with later corrections:
report-sum-lowest-lead = { $unit } stands lowest.
report-sum-lowest = { $met } of what is verified is met, and { $gaps ->
        [0] no gap is known.
        [one] one gap is known.
       *[other] { $gaps } gaps are known.
    }
report-sum-access-lead = { $outside ->
        [0] No account reaches any system outside the rule.
        [one] One account reaches a system outside the rule.
       *[other] { $outside } accounts reach { $systems ->
            [one] a system
           *[other] { $systems } systems
        } outside the rules.
    }
report-sum-access = { $hinder ->
        [0] Nobody authorised lacks the access that the work needs.
        [one] One authorised person cannot reach a system that the work needs.
       *[other] { $hinder } authorised people cannot reach a system that the work needs.
    }
report-sum-no-access-lead = Access has not been checked.
report-sum-no-access = No directory has been read, so who reaches the systems is not known.

report-fig-verified = Verified
report-fig-verified-note = { $part } of { $whole } requirements
report-fig-met = Met of verified
report-fig-met-note = { $part } of { $whole } verified
report-fig-gaps = Known gaps
report-fig-gaps-note = { $of } answers are own statements
report-fig-outside = Outside the rule
report-fig-outside-note = accounts, in { $of } checked systems
report-fig-hinder = Hindered at work
report-fig-hinder-note = authorised, cannot reach, in { $of } systems
report-fig-not-read = no directory has been read

report-role-of = { $role } of { $system }
report-decide-vacancy-lead = { $count ->
        [one] One role is vacant:
       *[other] { $count } roles are vacant:
    }
report-decide-vacancy = { $roles }. Nobody can decide on the system's gaps.
report-decide-vacancy-proposal = Proposal: appoint somebody before the end of the month.
report-decide-vacancy-who = Decided by the head of administration.
report-decide-departed-lead = { $count ->
        [one] One role holder has left:
       *[other] { $count } role holders have left:
    }
report-decide-departed = { $roles }.
report-decide-departed-proposal = Proposal: appoint a successor.
report-decide-departed-who = Decided by the head of administration.
report-decide-over-limit-lead = Too many hold the highest right in { $system }.
report-decide-over-limit = { $detail }
report-decide-over-limit-proposal = Proposal: take away standing rights that nobody needs every day.
report-decide-over-limit-who = Decided by the system owner.
report-decide-ground-lead = { $count ->
        [one] One access rule has no decided needs-and-risk analysis.
       *[other] { $count } access rules have no decided needs-and-risk analysis.
    }
report-decide-ground = They concern care, social services or protected identities: { $rules }.
report-decide-ground-proposal = Proposal: make the analysis and decide the rule.
report-decide-ground-who = Decided by the system owner.
report-decide-classification-lead = { $count ->
        [one] One classification is too old.
       *[other] { $count } classifications are too old.
    }
report-decide-classification = The protection need rests on facts that nobody has examined for years.
report-decide-classification-proposal = Proposal: classify again this quarter.
report-decide-classification-who = Decided by the information owners.

report-common = Common to the whole organisation
report-whole = The whole organisation
report-bar = { $met } met, { $partly } partly, { $gap } gaps, { $rest } not verified
report-posture-note = { $rest } of { $total } requirements are not verified{ $assumed ->
        [0] .
       *[other] , { $assumed } of them on unclassified information, which counts at the highest level until it is classified.
    } { $own ->
        [0] {""}
        [one] One answer is an own statement that nobody else has accepted.
       *[other] { $own } answers are own statements that nobody else has accepted.
    } { $planned ->
        [0] {""}
        [one] One requirement on planned systems stands apart.
       *[other] { $planned } requirements on planned systems stand apart.
    }
report-access-note = The directory was read on { $day }: { $entries } entries, { $completeness }. { $judged } systems are checked; { $unmapped } systems have no right in the register, and who reaches them is not known. { $shown } of { $with } systems with findings are shown.
report-decide-unclassified-lead = Information is not classified.
report-decide-unclassified = { $count } requirements count at the highest level until it is, and cannot be verified.
report-decide-unclassified-proposal = Proposal: let the information owners classify this quarter.
report-decide-unclassified-who = Decided by the information owners.
report-decide-unread-lead = No directory has been read.
report-decide-unread = Who reaches the systems is not known.
report-decide-unread-proposal = Proposal: let IT read the directory this month.
report-decide-unread-who = Decided by the head of IT.
report-access-unmapped = Not looked at: { $names }.
report-access-closes-nothing = The read can show findings, but not that a finding is gone.
report-access-not-looked-at = Accounts that systems keep themselves, and rights straight on folders, were not looked at.
report-access-not-read = No directory has been read. Who reaches the systems is not known.
report-worst-of = { $severity }: { $kind }
report-gaps-none = No gap is known. That does not mean that there is none: see how much is verified.
report-gaps-more = { $more ->
        [0] A known gap stands until later evidence shows something else.
        [one] One more control has a known gap. A known gap stands until later evidence shows something else.
       *[other] { $more } more controls have known gaps. A known gap stands until later evidence shows something else.
    }
report-for-example = { $on }, for example: { $words }
report-on-systems = { $count } systems
report-on-objects = { $count } objects

report-method-requirement = A requirement is a control on what it concerns, as strict as the classification demands. { $controls } controls give { $total } requirements on { $systems } systems, their information, suppliers and the organisation. Unclassified information counts at the highest level and is always not verified: { $assumed } requirements.
report-method-met = A requirement is met only if somebody, or the program, has shown it, and not too long ago. Old evidence does not count. A known gap never fades.
report-method-two = Verified and met of verified are two figures and are never netted. What is not verified counts neither as met nor as a gap.
report-method-reading = References to law are our reading where they have not been checked against the source. MCFFS 2026:11 has not been read.

severity-critical = Critical
severity-high = High
severity-medium = Medium
severity-low = Low
severity-hinder = Hindrance
completeness-proven = proven complete
completeness-stated = complete as stated
completeness-incomplete = incomplete
role-owner = system owner
role-manager = system manager
role-administrator = system administrator
role-owner-deputy = deputy of the system owner
role-manager-deputy = deputy of the system manager
role-administrator-deputy = deputy of the system administrator

kind-unauthorised = reaches outside the rule
kind-orphan = the account is not in the HR file
kind-leaver = has left and still reaches
kind-ambiguous-person = cannot be tied to one person
kind-disabled-member = disabled account still in the group
kind-expired-member = expired account still in the group
kind-locked-member = locked account in the group
kind-stale-logon = not signed in for long
kind-never-logged-on = never signed in
kind-dangling = member that is not in the directory
kind-foreign-unresolved = unknown member from another directory
kind-broad-principal = open to everybody
kind-non-person = member that is no person
kind-direct-assignment = straight into the group, past the role group
kind-missing-access = authorised but cannot reach
kind-missing-account = authorised but has no account
kind-sod-conflict = two rights that nobody may hold together
kind-via-distribution-group = only through a distribution group
kind-cycle = groups that contain each other
kind-grant-group-missing = the granting group is missing
kind-over-limit = more than the ceiling
kind-no-person-behind = service account without owner
kind-role-vacancy = vacant role
kind-departed-holder = the role holder has left
kind-contradiction = facts that cannot both hold
kind-stale-classification = classification too old
kind-unclassified = unclassified
kind-no-assets = system without information assets
