// Package schemas holds the JSON Schemas (draft 2020-12) of every kind of document,
// one file per kind and one that they share. Editors read the files where they stand,
// by the modeline on a document's first line; the tool reads the same files from FS.
//
// References between the files are relative and nothing has a network address, so that
// no editor and no tool needs to fetch anything.
package schemas

import "embed"

// FS holds the schema files: <kind>.schema.json and gemensamt.schema.json.
//
//go:embed *.schema.json
var FS embed.FS
