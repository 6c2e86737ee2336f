# Files from a directory (LDIF): what is wrong in them and what is missing from them.

directory-empty = The file holds no entry.
    .fix = Run the command again and check that the file it writes is not empty.
directory-utf16 = The file begins as UTF-16 and does not go on so.
    .fix = Transfer the file again, as a binary file.
directory-continuation = The line begins with a space, but there is no line before it to continue.
    .fix = Transfer the file again without changing it.
directory-line = The line has no colon: it is not a name and a value.
    .fix = Transfer the file again without changing it. Long lines go on in the next line after a space.
directory-attribute-name = "{ $name }" is not the name of an attribute.
    .fix = Transfer the file again without changing it.
directory-version = The file has LDIF version "{ $version }"; only 1 can be read.
    .fix = Write the file with ldifde, ldapsearch or slapcat.
directory-no-dn = The record begins with "{ $attribute }" instead of "dn".
    .fix = Each record begins with its name (dn) and ends with an empty line. Remove lines that belong to no record.
directory-misplaced = "{ $attribute }" stands inside a record.
    .fix = Put an empty line before the next record, or transfer the file again.
directory-base64 = The value of { $attribute } should be base64 and is not.
    .fix = Transfer the file again without changing it.
directory-url = The value of { $attribute } lies at an address outside the file. Such values are not fetched.
    .fix = Write the file with the values in it.
directory-control = The record has a control, which changes what it means.
    .fix = Give an export of the directory, not a file of changes.
directory-change-type = The record { $dn } is a change of the kind "{ $change }".
    .fix = Give an export of the directory, not a file of changes.
directory-modification = The record { $dn } makes a change that is not read: { $operation } { $attribute }.
    .fix = Only further members of a group (add: member) are read. Give an export of the directory, not a file of changes.
directory-modification-value = Under "add: { $expected }" stands a value of { $found }.
    .fix = Transfer the file again without changing it.
directory-no-target = { $dn } gets further values, but the entry itself is not in the file.
    .fix = Export all entries, groups included.
directory-duplicate = { $dn } is already in line { $first }.
    .fix = Give one export at a time, not several put together.
directory-duplicate-key = { $dn } and { $other } are the same object: they have the same identity.
    .fix = The object was probably moved during the read. Run the command again.
directory-value-too-large = The line is longer than { $limit } bytes.
    .fix = Ask only for the attributes in the command, no pictures or certificates.
directory-too-many = The file has more than { $limit } records or values.
    .fix = Ask only for the attributes in the command, or read one part of the directory at a time as a source of its own.
directory-dn = { $attribute } "{ $dn }" is not a name in a directory: { $problem } at character { $column }.
    .fix = Correct the name in the directory, or transfer the file again without changing it.
directory-member-url = The memberURL "{ $url }" of the dynamic group cannot be read.
    .fix = The address should have the form ldap:///base?attributes?sub?(filter), without extensions.
directory-filter = The filter "{ $filter }" of the dynamic group cannot be read: { $problem } at character { $column }.
    .fix = Write the filter with equality, presence and parts of values, or name the members in the group.
directory-filter-work = The filters of the dynamic groups ask for more than { $limit } comparisons.
    .fix = Make the filters narrower: let each demand a certain value, such as a department.
directory-value = { $attribute } is "{ $value }" for { $dn }, which cannot be understood.
    .fix = Correct the value in the directory, or transfer the file again without changing it.
directory-dialect = It cannot be seen whether the file comes from Active Directory or OpenLDAP.
    .fix = State the kind of directory (dialect) on the source, or export the attributes in the command.
directory-place = The place "{ $under }" of the source is not a name in a directory: { $problem } at character { $column }.
    .fix = Correct the place (under) of the source.
directory-more = { $count ->
    [one] There is one more error in the file.
   *[other] There are { $count } more errors in the file.
}
    .fix = Correct the errors above first.

# Parts of sentences above

directory-dn-no-equals = an equals sign is missing
directory-dn-no-type = the name of the attribute is missing
directory-dn-escape = a backslash without a character after it
directory-dn-hex = # without a hexadecimal value
directory-dn-quote = quotation marks that do not match
directory-dn-utf8 = bytes that are not UTF-8
directory-dn-too-long = too long
directory-filter-parenthesis = parentheses that do not match
directory-filter-comparison = no comparison
directory-filter-escape = a special character written wrongly
directory-filter-unsupported = a comparison that is not read
directory-filter-member-of = memberOf, which follows from the groups themselves
directory-filter-too-large = too long or too deep

# What is missing from the read

directory-gap-entry-count = The file has { $read } entries; { $stated } are stated.
    .fix = Check the number, or run the command again.
directory-gap-range-unfinished = Members of { $group } are missing: the server gave only a part of them.
    .fix = Export the group with ldifde, which reads all members, or ask for the missing parts.
directory-gap-referral = A part of the directory is not in the file: { $url }.
    .fix = Read that part too, as a source of its own, or limit the export to what is to be checked.
directory-gap-search-result = The search ended with error { $code } ({ $text }): entries may be missing.
    .fix = Run the command with paging and an account without a limit on the number of answers.
directory-gap-end-missing = The file is cut off: the end of the search is missing.
    .fix = Run the command again and wait until it has ended.
directory-gap-attribute-missing = The attribute { $attribute } is missing altogether, although all such entries have it.
    .fix = Run the command with all the attributes in it, with an account that may read them.
directory-gap-filter-attribute = The members of { $group } cannot be told: its filter asks for { $attribute }, which no entry in the file has.
    .fix = Add the attribute { $attribute } to the command.
directory-gap-netgroup = The netgroup { $group } is not read: who is in it is unknown.
    .fix = Check it by hand, or grant the right through an ordinary group.
