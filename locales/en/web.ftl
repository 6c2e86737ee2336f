layout-title = { $page } – { $site }
layout-title-wrong = Error: { $page } – { $site }
layout-skip = Skip to content
layout-menu = Menu
layout-main-menu = Main menu
layout-theme = Switch between light and dark
layout-user = User menu
layout-sign-out = Sign out
layout-secrecy = These facts point out weaknesses: secrecy under OSL 18:8, examined when disclosed.

nav-start = Start
tool-role-nobody = Not signed in
tool-role-administrator = Local administrator
tool-role-security = Information security
tool-role-it = IT
tool-role-system-owner = System owner
tool-role-management = Management

form-error = Something needs to be corrected

sign-in-title = Sign in to Skydd
sign-in-login = User name
sign-in-password = Password
sign-in-button = Sign in
sign-in-note = Local accounts are for the first start and for when the directory cannot be reached. Sign-ins and attempts are logged.
sign-in-about = About Skydd
sign-in-say = The right protection for every piece of information, and no more in the way than necessary.
sign-in-point-1 = Classify the information. The requirements follow.
sign-in-point-2 = See who reaches what, with the whole path through the groups.
sign-in-point-3 = Protection that hinders work weighs as much as protection that is missing.
sign-in-wrong = The user name or the password is wrong.
    .fix = Try again.
sign-in-wait = Too many attempts.
    .fix = { $seconds ->
        [one] Wait a second and try again.
       *[other] Wait { $seconds } seconds and try again.
    }

failure-not-found = There is no such page
failure-not-found-fix = What you are looking for does not exist, or you have no access to it.
failure-method = That address cannot be used like that
failure-method-fix = Go to the start page and try from there.
failure-signed-out = You are signed out
failure-signed-out-fix = Sign in and try again.
failure-denied = Your role may not do this
failure-denied-fix = The local administrator decides who has which role. Nothing was saved.
failure-foreign = The form is too old
failure-foreign-fix = Go back, reload the page and send it again. Nothing was saved.
failure-unreadable = What was sent cannot be read
failure-unreadable-fix = Go back and send it again. Nothing was saved.
failure-conflict = Somebody was faster
failure-conflict-fix = Reload the page, see what has changed and save again. Nothing was saved.
failure-invalid = Something needs to be corrected
failure-invalid-fix = Nothing was saved.
failure-busy = The database is busy
failure-busy-fix = Wait a moment and try again. Nothing was saved.
failure-internal = Something went wrong in Skydd
failure-internal-fix = The error is logged. Try again in a while. Nothing was saved.
failure-to-start = To the start page

start-now = Needs you now
start-count = { $count ->
        [0] Nothing
        [one] One thing
       *[other] { $count } things, the most important first
    }
start-nothing = Nothing waits for you.
start-vacancies = Roles without a holder
start-no-vacancies = Every role has a holder who works here.
start-access = { $system }: { $kind } ({ $count })
start-read-on = Directory { $day }
start-verb-look = Look
start-verb-classify = Classify
start-verb-mend = Mend

nav-group-need = Protection need
nav-group-protection = Protection
nav-group-access = Access
nav-group-follow-up = Follow-up
nav-group-administration = Administration
nav-assets = Information assets
nav-systems = Systems
nav-controls = Controls
nav-access = Access check
nav-report = Management report
nav-log = Audit log
layout-crumbs = Breadcrumbs

list-filter = Filter the list
list-filter-do = Filter
list-search = Search the list
list-board = Board
list-all = All
list-remove = remove the filter
list-pages = Pages
list-pager = { $from }–{ $to } of { $count }
list-previous = Previous
list-next = Next
list-nothing = Nothing matches what you filtered on. Remove a filter.

word-owner = System owner
word-information-owner = Information owner
word-vacant = Nobody appointed
spread-shares = Verified { $verified }, met of that { $met }
spread-sentence = { $verified } verified, { $verified-part } of { $verified-whole } requirements. { $met } met of what is verified, { $met-part } of { $met-whole }.
count-requirements = { $count ->
        [one] One requirement
       *[other] { $count } requirements
    }
duration-days = { $count ->
        [one] one day
       *[other] { $count } days
    }
duration-hours = { $count ->
        [one] one hour
       *[other] { $count } hours
    }
duration-minutes = { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
col-type = Type
col-state = State
col-dimension = Aspect
col-level = Level
col-driven-by = Driven by
col-missing = Missing
col-asset = Asset
col-classification = Classification
col-consequence = Consequence
col-review = Review
col-kind-of = Kind
lifecycle-planned = planned
lifecycle-in-use = in use
lifecycle-closing = being closed
lifecycle-closed = closed
hosting-on-prem = on own premises
hosting-saas = service of the supplier
hosting-paas = platform of the supplier
hosting-iaas = servers of the supplier
hosting-hybrid = partly own operation

systems-lede = { $count ->
        [one] One system. The protection need follows from the information that it handles.
       *[other] { $count } systems. The protection need follows from the information that they handle.
    }
systems-need = Protection need
systems-need-top = The highest level in some aspect
systems-need-unknown = Not fully known
systems-roles = Roles
systems-roles-missing = Some role is missing
systems-findings = Findings

system-need-sub = { $count ->
        [0] No information asset is recorded
        [one] The highest level, from one asset of its own and the systems that depend on it
       *[other] The highest level among { $count } assets of its own and the systems that depend on it
    }
system-override = The override { $code } holds. Computed: { $computed }.
system-findings = To correct in the register
system-requirements = Requirements and protection
system-assets = Information that it handles
system-no-assets = No information asset is recorded for the system. Its protection need is therefore not known.
system-dependencies = Dependencies
system-uses = The system needs
system-used-by = Needed by
system-no-dependencies = No dependencies are recorded.
dependency-feeds = gives data or function
dependency-restores = needed for recovery
system-roles = Roles
system-deputy = Deputy: { $name }
system-access = Access
system-access-unknown = No directory has been read, or the register lacks rights. Who reaches the system is not known.
system-supply = Supplier and operation
system-supplier = Supplier
system-contract = Contract
system-processor = Processing agreement
system-contract-until = until { $day }
system-contract-open = exists
system-contract-none = none recorded
system-hosting = Hosting
system-platform = Hosting platform
system-recovery = Recovery
system-recovery-own = Own goal
system-recovery-needed = Needed within
system-recovery-because = To serve
system-recovery-no-goal = none decided
system-recovery-none = No goal is decided, and no system that needs this one has any.

assets-lede = { $count ->
        [one] One asset
       *[other] { $count } assets
    }, { $unclassified ->
        [0] all classified.
        [one] one of which is not classified. Its requirements count as not verified.
       *[other] { $unclassified } of which are not classified. Their requirements count as not verified.
    }
assets-unclassified = Unclassified
assets-proposed = Proposal waits
assets-late = Review overdue
asset-classify = Classify
asset-special = Special order
asset-special-row = Handled in special order. Owner: { $name }, { $day }. Nothing of the content is here.
asset-no-requirements = No requirements are on the asset itself. See the systems that handle it.
asset-history = History of the classification
asset-no-history = The asset has never been classified.
asset-version-draft = Draft { $levels }
asset-version-proposed = Proposal { $levels }
asset-version-approved = Decided { $levels }
asset-version-special = Handled in special order
asset-decided-by = Decided by { $name }
asset-proposed-by = Proposed by { $name }
asset-systems = Handled in
asset-no-systems = No system is recorded.
asset-law = Law and retention
asset-law-ground = Legal ground
asset-retention = Retention

asset-saved-decision = The classification of { $asset } is saved.
asset-saved-proposal = The proposal for { $asset } is saved. It counts only once somebody else has approved it.
asset-saved-special = { $asset } is handled in special order. Only owner and date are saved.

controls-lede = { $count } controls give { $requirements } requirements. Those with most known gaps come first.
controls-family = Family
controls-with-gaps = Only with known gaps
controls-not-verified = Only with not verified
control-on = On
control-wording = What is required at the highest level
control-params = Strength
control-level-0 = Level 0
control-level-1 = Level 1
control-level-2 = Level 2
control-level-3 = Level 3
control-where = Where it is required
control-nowhere = It is required nowhere at present.
control-verify = How it is verified
control-intervals = Evidence holds for { $days } days at levels 0, 1, 2 and 3.
control-evidence = What counts as evidence
control-references = Frameworks and law
control-no-references = No references.
control-law = Law
control-record = Record evidence

access-lede = { $count ->
        [0] No findings are known.
        [one] One finding in the latest check.
       *[other] { $count } findings in the latest check.
    }
access-completeness = How complete the material is
access-source-directory = The directory
access-source-directory-note = { $entries } entries read { $day } from { $file }
access-stated-by = as stated by { $name }
access-source-staff = The HR file
access-source-staff-note = { $count } rows
access-source-system = Read in the system itself
access-not-read = Not read
access-nothing-known = No directory has been read. Who reaches the systems is not known.
access-how-to-read = Run skydd access check on the server. The command prints how to take the directory out to a file.
access-own-none = No accounts of its own
access-own-not-read = The system has accounts of its own. They have not been read.
access-own-unknown = The register does not say whether the system has accounts of its own.
access-show = Show
access-only-outside = Only with accounts outside the rule
access-only-hinder = Only with hindrances
access-only-critical = Only critical
access-only-high = Only high
access-only-medium = Only medium
access-only-low = Only low
access-not-judged = not checked
access-not-judged-note = The system has not been checked. It takes rights with group and rule in the register, and a directory that has been read.
access-to-system = To the system
access-gaps = This could not be judged
access-who = Who is authorised
access-rule = Rule
access-ground-title = Ground
access-ground-examined = Examined
access-no-ground = By rule, not examined
access-no-ground-note = No decided needs-and-risk analysis.
access-ground-note = { $analysis }, decided { $day } by { $name }.
access-ground-review = Reviewed by { $day }.
access-no-rules = No rule is recorded. Nobody can say who is authorised.
access-common = Common paths
access-common-sub = Look at them first: one change clears several findings
access-common-edge = { $inner } is a member of { $outer }
access-common-count = { $count } accounts reach outside the rule that way
access-groups = Groups that give access
access-group = Group
access-gives-right = Gives the right
access-privileged = privileged
access-findings = Findings
access-none = No findings in that selection.
access-count = { $count ->
        [one] one finding
       *[other] { $count } findings
    }
access-first-seen = Seen since
access-number = employee number { $number }
access-path-of = Path from { $who } to { $system }
access-why-outside = Outside the rule
access-member-of = is a member of
access-gives = gives rights in
access-stat-reach = accounts that get in
access-stat-authorised = people according to the rule
access-stat-outside = accounts without support in the rule
access-stat-hinder = according to the rule but cannot reach

report-print = Print

log-lede = Everything that was changed, by whom and when. The log is a chain: an entry changed afterwards is seen.
log-at = When
log-what = What
log-object = Object
log-who = Who
log-number = Number
log-older = Older
log-newest = Latest
log-erased = the detail was erased
log-via-cli = the command line
log-via-session = the browser
log-action-initialise = The organisation was created
log-action-inventory-import = The register was changed by import
log-action-classification-approve = A classification was decided
log-action-classification-propose = A classification was proposed
log-action-classification-special = Information was moved to special order
log-action-evidence-record = Evidence was recorded
log-action-access-check = Access was checked
log-action-report-management = The management report was written
log-action-account-create = An account was made
log-action-account-password = A password was changed
log-action-sign-in = Sign-in
log-action-sign-in-failed = Failed sign-in
log-action-sign-out = Sign-out
log-detail-added = { $count } new
log-detail-changed = { $count } changed
log-detail-removed = { $count } ended
log-detail-findings = { $count } findings
log-detail-entries = { $count } entries of the directory
log-detail-people = { $count } rows of the HR file
log-detail-files = { $count } files

form-optional = (optional)
form-choose = Choose
form-cancel = Cancel
form-not-a-day = Give a date such as 2026-11-23.

classify-title = Classify { $asset }
classify-lede = Choose the worst reasonable consequence. You see at once which requirements change and what they cost in time.
classify-current = Holds today
classify-special = Handled in special order
classify-special-help = The level may mean that the Protective Security Act applies. Contact the head of protective security. Skydd keeps a single row: that the information is handled in special order, who owns the analysis, and a date. Nothing else that you have filled in is saved.
classify-special-by = Owner of the analysis
classify-special-day = Date
classify-special-save = Save the row
classify-special-owner = Choose who owns the special analysis.
classify-special-date = Give the date of the special analysis.
classify-decision = Justification and decision
classify-because = Justification
classify-because-help = Required at high levels and when a level is lowered. Write who is harmed and how. Do not copy the information.
classify-from = Holds from
classify-decided-by = Decided by
classify-decided-by-help = Choose who has decided, if the decision has been made. Otherwise a proposal is saved, which does not count until somebody else has approved it.
classify-proposal = Nobody yet, save as a proposal
classify-proposal-only = The classification is saved as a proposal. It counts only once somebody else has approved it.
classify-save = Save classification
classify-preview = Show what changes
classify-changes = What changes
classify-unsaved = Preview, nothing is saved
classify-unchanged = unchanged
classify-previewed = The preview is up to date.
classify-preview-failed = The preview could not be fetched. Your choices are still there. Try again.
classify-preview-stop = Information at that level is handled in special order. Nothing is derived from it here.
classify-not-asked = Choose a level to see which requirements are added, tightened and removed.
classify-conflict = Somebody saved another classification while you were writing. Yours is not saved and still stands in the form. Compare, and save again if yours is to hold instead.
classify-theirs = The other version: { $levels }. { $because }

evidence-title = Record evidence: { $control }
evidence-minutes = { $minutes ->
        [0] The program can often see this itself.
       *[other] Usually takes { $minutes } minutes.
    }
evidence-seen = What you saw
evidence-on-organisation = On the organisation as a whole.
evidence-status = Outcome
evidence-what = What shows it?
evidence-what-help = Write what you saw and where, so that somebody else can see the same.
evidence-value = Measured value
evidence-day = Seen on
evidence-who = Who
evidence-who-help = Without a second person the evidence is an own statement. At the highest level an own statement shows nothing until somebody else has accepted it.
evidence-observer = Seen by
evidence-accepted = Accepted by
evidence-save = Save evidence
evidence-gap-note = A known gap stays until later evidence shows something else.
evidence-no-object = Choose what the evidence is on.
evidence-no-status = Choose an outcome.
evidence-no-reason = Write what shows it.

serve-tls-half = Certificate and private key belong together, and only one of them is given.
    .fix = Give both tls_certificate and tls_key, or neither.
serve-tls-file = { $path }: the file cannot be used for TLS: { $cause }
    .fix = Check that the file is PEM and that certificate and key belong together.
