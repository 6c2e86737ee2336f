# Classification models: what contradicts itself in a model.
model-level-twice = The level { $level } stands twice in the dimension { $dimension }.
    .fix = Give every level a const of its own.
model-stop-below-top = The level { $level } of the dimension { $dimension } is a stop level with levels above it.
    .fix = Only the top level may have x-stop. Move it to the top or remove x-stop.
model-too-few-levels = The dimension { $dimension } has fewer than two levels that may be recorded.
    .fix = Add a level, besides the stop level.
model-catalogue-missing = The level { $level } of the dimension { $dimension } does not say which level of the catalogue it stands for.
    .fix = Give x-catalogue as 0, 1, 2 or 3.
model-catalogue-unused = The level { $level } of the dimension { $dimension } gives a level of the catalogue that is never used: the dimension drives no aspect, or the level is a stop level.
    .fix = Remove x-catalogue from the level, or say on the dimension which aspect it drives.
model-catalogue-falls = The level { $level } of the dimension { $dimension } stands for { $after } in the catalogue, but the level below it stands for { $before }.
    .fix = Order the levels from the lowest to the highest and let x-catalogue never fall.
model-aspect-twice = The dimensions { $other } and { $dimension } drive the same aspect of the catalogue, { $aspect }.
    .fix = Let at most one dimension drive each aspect.
model-unknown-threshold = The dimension { $dimension } requires a justification from the level { $level }, which is not among the levels that may be recorded.
    .fix = Give one of the dimension's levels in x-reason-required.
