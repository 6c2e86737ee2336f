assurance-verdict-met = met
assurance-verdict-partly = partly met
assurance-verdict-gap = gap
assurance-verdict-not-verified = not verified
assurance-verdict-exception = exception
assurance-verdict-not-applicable = not applicable

assurance-organisation = the organisation
assurance-method-manual-evidence = evidence by hand
assurance-method-register-check = the register
assurance-method-directory-query = the directory
assurance-method-network-probe = measurement
assurance-method-scanner-import = scanner
assurance-method-file-import = imported report

assurance-shown = Shown on { $observed } ({ $method }), { $days ->
        [0] the same day
        [one] one day ago
       *[other] { $days } days ago
    }.
assurance-shown-own-statement = Own statement of { $observed } ({ $method }). Nobody else has accepted it.
assurance-shown-shared = Shown for { $object } on { $observed } ({ $method }), which all that use it share.
assurance-shown-stated = Shown on { $observed } ({ $method }), as far as its giver says that the read is complete.
assurance-part = The part that the program can see holds on { $observed } ({ $method }). The rest has not been shown.
assurance-partly = Partly met according to evidence of { $observed } ({ $method }).
assurance-partly-own-statement = Partly met according to an own statement of { $observed } ({ $method }). Nobody else has accepted it.
assurance-partly-shared = Partly met for { $object } on { $observed } ({ $method }), which all that use it share.
assurance-gap = Known gap since { $observed } ({ $method }). It stands until later evidence shows something else.
assurance-gap-shared = Known gap at { $object } since { $observed } ({ $method }). It concerns all that share { $object }.
assurance-not-applicable = Examined on { $observed }: does not apply here.
assurance-not-applicable-own-statement = Does not apply here according to an own statement of { $observed }. Nobody else has accepted it.

assurance-assumed = The level is assumed, since something is unclassified. No evidence counts until then.
    .fix = Classify the information.
assurance-assumed-with-gap = The level is assumed, since something is unclassified. A gap is known, and stands whatever the level turns out to be.
    .fix = Classify the information.
assurance-nothing-recorded = There is no evidence.
    .fix = Verify the requirement and record what you saw.
assurance-stale = The evidence is from { $observed } and older than { $limit ->
        [one] one day
       *[other] { $limit } days
    }.
    .fix = Verify again.
assurance-level-raised = The level has been raised since the evidence of { $observed }.
    .fix = Verify against the new level.
assurance-level-unknown = The level on { $observed }, when the evidence was seen, is not known.
    .fix = Verify again.
assurance-control-revised = The control got a new meaning on { $revised }. The evidence is from { $observed }.
    .fix = Verify against the new wording.
assurance-system-replaced = The system was replaced on { $replaced }. The evidence is from { $observed }.
    .fix = Verify the new system.
assurance-flags-added = The answer "does not apply" is from { $observed }. Added since then: { $flags }.
    .fix = Examine again whether the requirement applies.
assurance-own-statement-at-top = The own statement of { $observed } proves nothing at the highest level until another person has accepted it.
    .fix = Let another person examine the evidence and accept it.
assurance-own-statement-everywhere = The own statement of { $observed } proves nothing until another person has accepted it. The organisation has decided so.
    .fix = Let another person examine the evidence and accept it.
assurance-closes-no-gap = The answer "does not apply" of { $observed } does not close the known gap until another person has accepted it.
    .fix = Let another person examine the answer and accept it.

assurance-unknown-control = The evidence { $evidence } is for the control { $control }, which is not in the catalogue.
    .fix = Correct the code.
assurance-unknown-method = The evidence { $evidence } names the method "{ $method }", which does not exist.
    .fix = Choose one of the catalogue's methods.
assurance-cannot-answer = Evidence for { $control } on { $object } would count nowhere: { $control } { $scope ->
        [organisation] concerns the whole organisation
        [unit] concerns units
        [system] concerns systems
        [information] concerns information assets
        [supplier] concerns suppliers
        [platform] concerns platforms
       *[site] concerns sites
    }.
    .fix = Record it on what the control concerns, on a unit or platform that carries it, or on the organisation.
assurance-unknown-object = The evidence { $evidence } is on { $object }, which is not in the register.
    .fix = Correct the code or add the object.
