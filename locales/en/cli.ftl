cli-no-such-object = There is no "{ $code }" among the { $what }.
    .fix = Did you mean: { $near }?
cli-no-such-object-none = There is no "{ $code }" among the { $what }: the list is empty.
    .fix = Import the register first: skydd import FOLDER.
cli-no-such-model = There is no classification model "{ $code }".
    .fix = Choose one of: { $known }. A model of your own is put in { $path }.
cli-system-closed = The system "{ $code }" is closed or retired, and has no need on that day.
    .fix = Choose an earlier day with --as-of.
cli-no-such-zone = There is no time zone "{ $name }".
    .fix = Write it as Europe/Stockholm.
cli-no-data = There is no data of Skydd in { $path }.
    .fix = Begin with skydd init, skydd demo or skydd import, or name another folder with --data.
cli-denied = Your role may not do this ({ $action }).
cli-file-not-found = { $path }: there is no such file.
cli-file-denied = { $path }: the file may not be read or written.
cli-file-failed = { $path }: the file could not be read or written.
cli-report-failed = The report could not be written. Nothing was changed.
cli-key-damaged = The key in { $path } is damaged.
    .fix = Restore the file from the backup. Without it, numbers of people cannot be recognised.
cli-builtin-damaged = The program's own data is damaged.
    .fix = Install the program again.

col-code = Code
col-system = System
col-drivers = Driven by
col-control = Control
col-requirement = Requirement
col-on = On
col-strength = Strength
col-why = Why
col-what = What
col-requirements = Requirements
col-verified = Verified
col-met = Met of verified
col-gap = Gap
col-partly = Partly
col-not-verified = Not verified
col-severity = Severity
col-finding = Finding
col-kind = Finding
col-right = Right
col-account = Account
col-path = Path
col-count = Count
col-change = Change
col-list = List
col-codes = Codes
col-file = File
col-status = Status
col-observed = Observed
col-entries = Entries
col-erased = Erased details
col-result = Result
col-name = Name
col-setting = Setting
col-value = Value
col-address = Address
col-encryption = Encryption
col-base = Part of the tree
col-bind-dn = Reading account
col-password-file = Password file
col-ca = Issuer
col-dialect = Kind
col-canaries = Must be seen

and-more = { $count } more
list-controls = controls
list-objects = systems, units, suppliers, hosting platforms, sites and assets
list-organisation = organisation
list-directories = directories

directory-added = { $name } is configured. Read it with skydd access check.
directory-removed = { $name } is no longer read. What was read from it stays.
directory-none = No directory is configured. Configure one with skydd directory add.
directory-ldaps = LDAPS
directory-starttls = StartTLS
directory-ca-machine = those of this machine
directory-config-name = "{ $name }" cannot be the name of a directory.
    .fix = Use the letters a–z, digits, hyphen, full stop and underscore.
directory-config-base = --base "{ $dn }" is no name in a directory.
    .fix = Write it as dc=example,dc=org.
directory-config-bind-dn = --bind-dn "{ $dn }" is no name in a directory.
    .fix = Write it as cn=skydd,ou=services,dc=example,dc=org, or in Active Directory skydd@example.org.
directory-config-canary = --canary "{ $dn }" is no name in a directory.
    .fix = Write the whole name: cn=group,ou=groups,dc=example,dc=org.
directory-config-password-empty = The password file { $path } has no password on its first line.
    .fix = Write the reading account's password there. Skydd never signs in anonymously.

need-at-least = at least { $level }
need-beside-computed = { $level } (computed { $computed })
need-by-override = override { $code } holds
need-recovery = Must be back within { $minutes } minutes. { $drivers }

requirements-count = { $count ->
        [one] One requirement.
       *[other] { $count } requirements.
    } { $planned ->
        [0] {""}
       *[other] { $planned } of them on planned systems.
    }

posture-planned-system = { $name } (planned)
posture-no-findings = The register shows nothing wrong.

access-progress = Reading and checking the directory
access-sum = { $findings ->
        [0] No findings.
        [one] One finding.
       *[other] { $findings } findings.
    } { $entries } entries in the directory ({ $completeness }), { $people } rows in the HR file, { $systems } systems checked.
access-system-sum = { $system }: { $authorised } authorised by the rules, { $members } members of the groups, { $reach } reach it.
access-rule-line = { $rule } ({ $rights }): { $sentence } { $ground }
access-ground-none = No ground: by rule, not examined.
access-ground = Ground: { $analysis }, decided { $decided }.
access-ground-until = Ground: { $analysis }, decided { $decided }, examined again by { $review }.
access-not-seen = { $not_seen ->
        [one] One open finding of before does not show now. This read cannot prove that it is gone, so it stands.
       *[other] { $not_seen } open findings of before do not show now. This read cannot prove that they are gone, so they stand.
    }
access-directory-drop = The directory has { $now } entries, against { $before } last time. Nothing was saved.
    .fix = Check that the file is whole. If the drop is right, add --accept-drop.
access-hr-drop = The HR file has { $now } rows, against { $before } last time. Nothing was saved.
    .fix = Check that the file is whole. If the drop is right, add --accept-drop.
access-incomplete = The read is incomplete. What it shows is added, nothing is closed, and earlier findings stand.
access-last-complete = The last complete read is of { $day } ({ $days ->
        [0] today
        [one] one day old
       *[other] { $days } days old
    }) and still holds.
access-closed = { $closed ->
        [one] One finding is mended: the read shows that it is gone.
       *[other] { $closed } findings are mended: the read shows that they are gone.
    }
access-live-drop = The directory shows { $accounts } accounts and { $groups } groups, against { $accounts_before } and { $groups_before } in the last complete read.
    .fix = Check what the reading account may see. If the drop is right, add --accept-drop.
access-subtree-gone = Everything below { $dn } is gone since the last complete read, and the branch itself is not seen.
    .fix = Check that the reading account may read there. If the branch was deleted, add --accept-drop.
access-no-directory = No directory is configured to be read live.
    .fix = Configure one with skydd directory add, or read a file with --ldif FILE.
access-directory-unread = The directory { $name } has never been read, so what concerns it is unknown.
    .fix = Read it too: skydd access check --source { $name }
access-no-hr = No HR file has been read, so nobody can be judged.
    .fix = Add --hr FILE.
access-empty-register = The register has no systems, so nobody can be judged.
    .fix = Import the register first: skydd import FOLDER.
access-nothing-read = No directory has been read, so nobody can be judged.
    .fix =
        Run one of these commands, then read the file with skydd access check --ldif FILE --hr FILE:
            { $ad }
            { $openldap }
person-protected = protected identity
path-protected = not shown

import-progress = Importing
import-added = added
import-changed = changed
import-removed = removed
import-did = Imported: { $added } added, { $changed } changed, { $removed } removed.
import-would = Would be imported: { $added } added, { $changed } changed, { $removed } removed. Nothing was saved.
import-nothing = Nothing to change: the register says so already.
import-staff = The HR file has { $people } rows.
import-not-imported = Not imported: { $name }
import-which-numbering = Which scale do the numbers have, 0-4 or 1-4?
import-no-files = There are no files to import.
    .fix = Name a folder with files in YAML, JSON, CSV or XLSX.
export-folder-not-empty = { $path } holds something else already: { $name }. Nothing was written.
    .fix = Choose an empty folder, or one that holds nothing but an earlier export.
export-secrecy = The register points out weaknesses: secrecy under chapter 18 section 8 OSL (Sweden), examined before disclosure.

classify-not-a-level = "{ $text }" is no level.
    .fix = Write dimension and level, such as K=3.
classify-level-twice = { $dimension } is given twice.
    .fix = Give one level per dimension.
classify-nothing-waits = No proposal for { $asset } waits for a decision.
    .fix = Give the levels that were decided, such as K=3.
classify-saved = The classification of { $asset } is saved.
classify-proposed = The proposal for { $asset } is saved. It counts once somebody else has approved it: skydd classify { $asset } --decided-by PERSON
classify-special-saved = { $asset } is handled in special order. Only owner and date are saved.
classify-not-saved = Nothing was saved.
classify-added = new requirement
classify-removed = requirement goes
classify-tightened = tightens
classify-loosened = loosens
classify-interval = verified every { $before } days → every { $after } days
classify-sum = { $added } new requirements, { $removed } go, { $tightened } tighten, { $loosened } loosen. Verification: { $minutes } minutes a year.
classify-usability = { $count ->
        [one] One control { $impact }.
       *[other] { $count } controls: { $impact }.
    }

status-met = met
status-partly = partly
status-gap = gap
status-na = does not apply
verify-saved = Evidence { $code } is saved.
verify-saved-own-statement = Evidence { $code } is saved as an own statement. At the highest level it proves nothing until another person has accepted it.
verify-own-acceptance = Who saw it cannot accept the evidence. Nothing was saved.
    .fix = Let somebody else examine it, and name that person with --accepted-by.
verify-accepted-without-observer = The evidence is accepted, but it does not say who saw it. Nothing was saved.
    .fix = Add --observer PERSON.
verify-in-the-future = The day of observation is after today, { $today }. Nothing was saved.
    .fix = Give the day on which it was seen.
verify-without-reason = It does not say what shows it. Nothing was saved.
    .fix = Write what you saw with --because.
verify-file-too-large = The file is larger than { $megabytes } MiB. Nothing was saved.
    .fix = Attach a smaller file.

report-unknown-form = { $path }: the report can be written as .html or .pdf.
    .fix = Give the file one of those endings.
report-written-secrecy = The report points out weaknesses: secrecy under chapter 18 section 8 OSL (Sweden), examined before disclosure.

audit-whole = the audit log is whole
audit-broken-fix = The log has been changed outside the program. Compare with a backup and investigate.

validate-error = error
validate-lint = to mend
validate-catalogue = The catalogue: { $controls } controls.
validate-framework = { $framework }: { $covered } of { $total } identifiers covered.
validate-models = { $count } classification models.
validate-document = { $name }: valid.
validate-sum = { $errors ->
        [0] No errors
        [one] One error
       *[other] { $errors } errors
    }, { $lints ->
        [0] nothing to mend.
        [one] one thing to mend.
       *[other] { $lints } things to mend.
    }

init-exists = { $path } holds an organisation already. Nothing was changed.
    .fix = Choose another folder with --data.
init-done = { $path } is ready. Import your register with skydd import FOLDER.

config-variable = { $variable } in the environment has a value that cannot be used.
    .fix = Allowed: { $allowed }.

demo-progress = Loading Norrvada and checking access
demo-title = { $name }, { $day }
demo-posture = { $systems } systems, { $assets } information assets, { $total } requirements. { $verified } is verified, { $met } of that is met. { $gaps } gaps are known. Of { $rest } requirements we know nothing.
demo-register = The register shows
demo-access = The access check shows
demo-worst = Worst, with the path
demo-report = Report: { $path }
demo-next = Read on: skydd need, skydd posture, skydd access check. Help: skydd --help
demo-other-organisation = { $path } holds another organisation. The demo leaves it alone.
    .fix = Choose another folder with --data.

cli-failed = It could not be done. Nothing was saved.
cli-output-failed = The result could not be written: { $cause }.
cli-cause = In the words of the database or the system: { $cause }
cli-with-later-corrections = The register was not kept on { $day }. It is shown with what is known now.
cli-changed = Somebody has changed this since you read it. Nothing was saved.
account-administrator = Local administrator
account-made = Sign in as { $login } with the password { $password }
    It is shown only now. A new password: skydd account password.
account-given = Sign in as { $login } with the password in the file.
account-password-length = { $path }: the password must have at least { $shortest } characters. Nothing was saved.
    .fix = Write a longer password on the first line of the file.
serve-at = Skydd is at { $address } Stop it with Ctrl+C.
serve-stopped = Skydd has stopped.
serve-not-loopback = { $address } can be reached from the network, and without TLS passwords would travel in the clear.
    .fix = Listen on 127.0.0.1.
serve-cannot-listen = Cannot listen on { $address }: { $cause }
    .fix = Choose another address with --listen.
serve-failed = The server stopped: { $cause }
