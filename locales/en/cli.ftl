cli-no-such-object = There is no "{ $code }" among the { $what }.
    .fix = Did you mean: { $near }?
