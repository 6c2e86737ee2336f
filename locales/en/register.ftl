register-owner = system owner
register-manager = system manager
register-administrator = system administrator
register-owner-deputy = deputy of the system owner
register-manager-deputy = deputy of the system manager
register-administrator-deputy = deputy of the system administrator
register-person-protected = a person with protected identity

register-role-vacancy = { $system } has no { $role }.
    .fix = Appoint somebody and enter the person in the register.
register-departed-holder = { $system }: { $person } is { $role } but no longer works here.
    .fix = Appoint a successor.
register-departed-not-in-staff = { $system }: { $person } is { $role } but is not in the HR file.
    .fix = Appoint a successor or correct the employee number.
register-stale-classification = The classification of { $asset } held until { $ended }.
    .fix = Classify the asset again.
register-no-classification-day = The classification of { $asset } has neither a first day nor a review day. Nobody can see whether it is current.
    .fix = State the day from which the classification holds.
register-unclassified = { $asset } is unclassified.
    .fix = Classify the asset.
register-unclassified-in-part = { $asset } is unclassified in { $dimensions }.
    .fix = Classify the asset in the missing dimensions.

register-not-read = The directory has not been read.
    .fix = Run an access check.
register-incomplete = The read of the directory is incomplete. It shows deviations but cannot show that anything is met.
    .fix = Read the directory again, all of it.
register-no-staff = No HR file has been read.
    .fix = Import the HR file.
register-not-judged = Some of the rights could not be judged.
    .fix = State rule and group for each right of the system.
register-no-assets = No information asset is recorded.
    .fix = Record the information that is handled.
register-system-without-assets = No information asset is recorded for { $system }.
    .fix = Record the information that is handled.
register-no-systems = The system is not recorded.
register-no-supplier = No supplier is recorded for any system.
register-no-rule = No access rule is recorded for the system.
    .fix = Enter rights and rules.
register-no-right = No right of the system was checked.
    .fix = Enter the rights and the groups that give them.
register-no-conflict = No conflicting rights are stated for the system.
    .fix = State which rights nobody may hold together, or verify in another way.
register-no-ceiling = No rule for a privileged right has a ceiling.
    .fix = State a ceiling in the rule.
register-no-service-place = The register does not say where in the directory service accounts stand, or names a place that cannot be read.
    .fix = State the place on the source.
register-no-external = The register knows no external person with an account.
register-no-dependency = No dependency is recorded for the system.
    .fix = Record dependencies, or verify that there are none.
register-no-deviation = No deviations are recorded.
register-no-contract = No contract is recorded for the supplier.
    .fix = Record the contract.
register-contract-ended = The supplier's contract has ended or begins later.
register-no-terms = No contract in force has recorded requirements for the system.
register-terms-missing = The contract is recorded, but not which security requirements it holds.
    .fix = State which controls the contract demands.
register-no-personal-data = No personal data are recorded.
register-no-processor-agreement = No data processing agreement is recorded for the supplier.
    .fix = Record the agreement.
register-no-recovery = No recovery goal is recorded.
    .fix = Decide and record the longest outage and loss of work.
register-no-retention = No retention period is recorded.
register-no-report = No management report has been written.
    .fix = Write a management report.
register-special = The information is handled in special order. The tool knows nothing about it.

register-roles = { $held } of { $required } roles have a holder who is still here. { $deputies } deputies are appointed, { $needed } are required.
register-assets-recorded = { $ok } of { $total } information assets have owner and system. { $empty } systems have no information assets.
register-systems-recorded = { $ok } of { $total } systems have a form of hosting and, where somebody else delivers, a supplier and a contract in force.
register-classified = Classified from { $from }.
register-dependencies = { $count ->
        [one] One dependency is recorded
       *[other] { $count } dependencies are recorded
    }. Whether there are more is not seen here.
register-rules = { $ok } of { $total } rights have a group and a rule with a decided ground. Directly assigned: { $direct }.
register-suppliers = { $ok } of { $total } suppliers are followed up by a unit. How to reach them in an incident is not seen here.
register-terms = { $count ->
        [one] One requirement
       *[other] { $count } requirements
    } of the catalogue stand in a contract in force.
register-security-terms = { $ok } of { $total } contracts in force hold the security terms.
register-processor-agreements = { $ok } of { $total } systems with personal data are covered by a processing agreement in force. Its review is not seen here.
register-recovery = The longest outage is { $rto ->
        [one] one minute
       *[other] { $rto } minutes
    }. What is agreed with operations is not seen here.
register-processing = { $ok } of { $total } assets with personal data have statute, retention, owner and system.
register-retention = Retention: { $retention }. That it is carried out is not seen here.
register-reported = The latest management report is from { $day }.
register-deviations = { $ok } of { $total } deviations are decided, explained and limited in time. Expired: { $expired }.
register-tied = { $loose } of { $total } accounts have neither a person in the HR file nor an appointed owner.
register-removed = Accounts left after the end of employment: { $left }. Access left after a move: { $moved }.
register-reconciled = Deviations between rule and actual access: { $found }.
register-duties-apart = People or accounts with conflicting rights: { $found }. Pairs stated: { $pairs }.
register-privileged = Rules for privileged rights where more reach than the ceiling: { $found } of { $rules }.
register-service-accounts = Service accounts without owner: { $loose }.
register-dormant = Accounts unused for { $days ->
        [one] one day
       *[other] { $days } days
    }: { $dormant }. Never used: { $never }.
register-external = { $loose } of { $total } accounts of external people lack an owner inside or an end in time.
