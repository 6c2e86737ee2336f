posture-improved = Met of verified has risen: { $after } of { $after_of } against { $before } of { $before_of } before, counted on the { $common } requirements that stood at both dates.
posture-worsened = Met of verified has fallen: { $after } of { $after_of } against { $before } of { $before_of } before, counted on the { $common } requirements that stood at both dates.
posture-no-claim = No improvement can be shown: { $after } of { $after_of } verified requirements are met against { $before } of { $before_of } before, counted on the { $common } requirements that stood at both dates.
posture-nothing-common = No requirements stood at both dates. There is nothing to compare.
