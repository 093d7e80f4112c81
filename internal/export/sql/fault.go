// Package sql writes the star schema into databases: one SQLite file, or a schema of a
// PostgreSQL database. Either all of it is there afterwards, or what was there before.
package sql

import "github.com/leveransplan/leveransplan/internal/export"

// Fault says why a database could not be written. It never holds a password.
type Fault = export.Fault
