// Package chart draws figures as SVG from plain values, and tells the same values as a table:
// a drawing is never the only way to read a figure. Nothing in it runs or is fetched; colours
// and the size of letters are classes of the page's style sheet, so that light, dark, small
// screens and paper work.
//
// All texts are handed in, in the reader's language. Ids begin with Frame.ID, which is to be
// unique within a page.
package chart

import (
	"html/template"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Frame is what every drawing has.
type Frame struct {
	ID       string // unique within the page; letters, digits and hyphens
	Title    string // what is shown, in a few words
	Desc     string // what is to be seen, in a sentence: the highest week, where limits are passed
	Language lang.Language
}

// Columns shows a number by week or quarter, and where there is one the limit of each.
type Columns struct {
	Frame
	Value   string // what the columns count: "Planerat, patienter"
	Limit   string // what the steps are: "Kapacitet"; empty: there are none
	Period  string // the head of the table's first column: "Vecka"
	Columns []Column
}

// Column is one week or quarter.
type Column struct {
	Label   string // in the table: 2027-W05
	Short   string // on the axis: 5
	Value   int
	Known   bool // Value is told; otherwise there is none, which is not 0
	Limit   int
	Limited bool // there is a limit. A value above it is marked.
	Even    bool // an even share of a quarter: drawn lighter
}

// over tells that the column passes its limit.
func (c Column) over() bool { return c.Known && c.Limited && c.Value > c.Limit }

// Course shows plan against outcome cumulated over periods. Outcome that is known only within
// bounds is a band.
type Course struct {
	Frame
	Plan, Outcome string // "Planerat", "Utfört"
	Period        string
	Points        []Point
}

// Point is a period's end: what was planned until then, and what was done.
type Point struct {
	Label, Short string
	Plan         int
	Low, High    int
	Known        bool // outcome is told
}

// Spark is a drawing of the size of a word: values in the order of time, the highest of them as
// high as the drawing. It is hidden from screen readers: the figures are to stand beside it.
type Spark struct{ Values []float32 }

// Bars compares values by length, one under the other, with their figures in print.
type Bars struct {
	Frame
	Name string // the head of the table's first column
	Head string // what the bars count
	Rows []Bar
}

// Bar is one value. Of a value that is known only within bounds the rest is drawn as open.
type Bar struct {
	Name      string
	Href      string // empty: no link
	Low, High int
	Of        int    // the whole that it is a share of; 0: none
	Text      string // the figure as it is told: "1 234–1 246 av 2 000"
}

// Figure is the drawing with its table.
func (c Columns) Figure() template.HTML { return template.HTML(c.Append(nil)) }

// Append adds the drawing with its table to a text.
func (c Columns) Append(to []byte) []byte {
	return figure(to, c.Frame, c.draw, c.legend(), c.Table())
}

// Figure is the drawing with its table.
func (c Course) Figure() template.HTML { return template.HTML(c.Append(nil)) }

// Append adds the drawing with its table to a text.
func (c Course) Append(to []byte) []byte {
	return figure(to, c.Frame, c.draw, c.legend(), c.Table())
}

// The words that drawings add themselves.
var (
	asTable   = lang.T("Visa siffrorna som tabell", "Show the figures as a table")
	inFigures = lang.T("%s: siffrorna", "%s: the figures")
	noFigures = lang.T("Inga siffror ännu", "No figures yet")
	passedBy  = lang.T("Över gränsen", "Above the limit")
	evenShare = lang.T("Med jämn andel av ett kvartal", "With an even share of a quarter")
	remark    = lang.T("Anmärkning", "Remark")
	between   = lang.T("mellan %d och %d", "between %d and %d")
)
