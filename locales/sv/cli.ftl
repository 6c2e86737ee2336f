cli-no-such-object = ”{ $code }” finns inte bland { $what }.
    .fix = Menade du: { $near }?
