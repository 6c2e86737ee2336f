# Documents that are read: text, sheets and schemas.

schema-syntax = The text cannot be read here: "{ $problem }".
    .fix = Correct the line, or the one before it.
schema-not-utf8 = The file is not written in UTF-8.
    .fix = Save it as UTF-8.
schema-too-large = The file is larger than { $limit } MiB.
    .fix = Divide it into several files.
schema-too-deep = More than { $limit } levels lie within each other here.
    .fix = Write the document with fewer levels.
schema-several-documents = A second document begins here in the same file.
    .fix = Put it in a file of its own.
schema-alias-refused = Here "*" refers to another place in the document.
    .fix = Write the value itself instead.
schema-anchor-refused = Here "&" gives a value a name.
    .fix = Remove the name and write the value where it is needed.
schema-tag-refused = Here stands a type with "!".
    .fix = Remove it. Write text in quotes.
schema-merge-key-refused = The key "<<" merges values from another place.
    .fix = Write the values themselves instead.
schema-duplicate-key = The key "{ $name }" stands already on line { $line }.
    .fix = Remove one of them.
schema-key-not-text = A list or a map is a key here.
    .fix = Write the key as plain text.
schema-number-out-of-range = The number "{ $value }" cannot be kept.
    .fix = Write an ordinary number, or text in quotes.
