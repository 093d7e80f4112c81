package plan

// EntryKeys shows the table to tests, which hold it against the schemas.
var EntryKeys = entryKeys
