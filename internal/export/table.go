// Package export tells what the repository holds as a star schema: dimensions, and facts that
// are joined through them only. What is told is decided here, once; each child writes it in
// one form.
package export

import (
	"iter"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Type is what a column holds, and the Go type of its values.
type Type uint8

// The types.
const (
	Text Type = iota + 1 // string
	Int                  // int64
	Bool                 // bool
	Date                 // calendar.Day
	Time                 // time.Time, in UTC
)

// Column is one column of a table.
type Column struct {
	Name string // ASCII snake_case
	Type Type
	Null bool // may hold nil: not known, or there is none
	Doc  lang.Text
	// Refers is the column of a dimension that the values stand in, as "dim_datum.datum";
	// empty: none.
	Refers string
	// Codes are the words that the column has for things, with what they mean; nil: it has none.
	Codes []Code
}

// Row is a row's values in the order of the columns, each of its column's type or nil.
type Row []any

// Table is one table of the star schema.
type Table struct {
	Name    string // dim_… or fact_…
	Doc     lang.Text
	Key     []string // the columns that tell rows apart; rows come in their order
	Columns []Column
	// Year is the column that parts a large table by plan year, as Parquet's folders
	// (planar=2027/); empty: the table is one file.
	Year string
	// Rows gives the rows, again each time it is called: a year's facts need never be held at
	// once. It ends with the first error.
	Rows func() iter.Seq2[Row, error]
}

// Measure is a figure that a report reckons from facts, with its formula for Power BI.
type Measure struct {
	Name string // as reports show it
	DAX  string
	SQL  string // the same over the tables, in SQL that PostgreSQL, SQLite and DuckDB share
	Doc  lang.Text
}

// Star is all that is exported of one commit.
type Star struct {
	Schema   int           // the version of the tables' form: rises whenever one of them changes
	Commit   string        // that is shown
	Language lang.Language // of the texts in the tables
	Tables   []*Table
	Measures []Measure
}
