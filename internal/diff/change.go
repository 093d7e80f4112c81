// Package diff tells what a change means: two sets of documents in, changes of documents
// out. Documents are paired by their id and entries by their key, so that renaming, moving,
// splitting and merging files changes nothing, and neither do comments and layout.
package diff

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Change is what happened to one document, to one entry of a register, or to one file that
// is no document. It is one of the types of this package and of no other.
type Change interface {
	// About tells what has changed.
	About() Subject
	// Kinds are the kinds of the change, sorted, at least one.
	Kinds() []Kind
	sealed()
}

// Subject is what has changed.
type Subject struct {
	// Kind is the kind of the document; empty for a file that is none.
	Kind plan.Kind
	// ID is the document's id; of a register or a table its kind; of another file its path.
	ID string
	// Base and Head are the files on both sides, empty on the side where there is none.
	// A split or merged register keeps one path, since those stand at fixed ones.
	Base, Head string
	// BaseSum and HeadSum are the sums of the bound content on both sides, empty on the side
	// where there is none: what an approval is bound to. See [Form]. They differ unless the
	// change is editorial.
	BaseSum, HeadSum string
}

// String names the subject within a request: "leveransplan/lp-2027-skas-exk-hoftprotes",
// "fil/README.md".
func (s Subject) String() string {
	kind := string(s.Kind)
	if kind == "" {
		kind = "fil"
	}
	return kind + "/" + s.ID
}

// Value is one value on one side: as text, and its place. The zero Value stands for a
// value that is not there.
type Value struct {
	Text  string
	File  string
	Range diag.Range
	There bool
}

// Term is a value that differs between the sides.
type Term struct {
	// Pointer is the JSON pointer of the value, with entry keys in place of indexes.
	Pointer       string
	Before, After Value
}

// Slot is the number of one week or quarter on both sides; one that is not there counts 0.
type Slot struct {
	Slot          calendar.Slot
	Before, After int
}

// Plan is a change of a leveransplan.
type Plan struct {
	Subject
	Is         []Kind
	Base, Head *plan.Leveransplan // nil: new, or removed
	Slots      []Slot             // all slots of both sides, in order
	Terms      []Term             // everything else that differs, entries included
	Entries    []*plan.Andring    // new in head, in order
	Extern     bool               // the receiver is no förvaltning of the region (in head, else in base)
	// Sender and Receiver are the parties (in head, else in base).
	Sender, Receiver string
	Names            Names
}

// Names are what a plan or line is called in a sentence: the names of its parties and of
// its field, or their ids where the registers have none.
type Names struct{ Sender, Receiver, Field string }

// Memo is a change of a missiv.
type Memo struct {
	Subject
	Is         []Kind
	Base, Head *plan.Missiv
	Lines      []Line // lines that are new, changed or removed
	// Outside tells that something but lines and the entries that are for them differs: then
	// all lines' förvaltningar are concerned.
	Outside bool
	Terms   []Term
	Entries []*plan.Missivandring
}

// Line is a change of one line of a missiv.
type Line struct {
	ID         string
	Base, Head *plan.Missivrad
	Names      Names // without a receiver
}

// Offer is a change of an erbjudande.
type Offer struct {
	Subject
	Is         []Kind
	Base, Head *plan.Erbjudande
	// Blocks are the top-level keys whose values differ, sorted: vagval, granskning and
	// beslutsforslag have approvals of their own.
	Blocks []string
	Slots  []Slot // of its kapacitet
	Terms  []Term // everything else that differs
	Names  Names  // without a sender
}

// Analysis is a change of a behovsanalys.
type Analysis struct {
	Subject
	Is         []Kind
	Base, Head *plan.Behovsanalys
	Terms      []Term
}

// Rest is a change of one entry of restvolymer; its id is that of the document and its own,
// "rest-2027/rest-1". A document without entries stands for itself, with neither Base nor
// Head.
type Rest struct {
	Subject
	Is         []Kind
	Base, Head *plan.Rest
	// Sender is the förvaltning of the line that the rest names; empty where there is no
	// such line. Where a rest goes over to another line BaseSender is that of the old one.
	Sender, BaseSender string
	Names              Names // without a receiver
	Terms              []Term
}

// Outcome is a change of reported outcome, over all tables: rows are paired by plan and
// week (N57). Its subject names no file; the rows do.
type Outcome struct {
	Subject
	Is                      []Kind
	Added, Changed, Removed []Row
}

// Row is one row of outcome on both sides.
type Row struct {
	Plan          string // or sender, receiver and field where it names no plan
	Week          calendar.Slot
	Before, After Value            // the whole row as text
	Was, Now      *plan.Utfallsrad // the row itself; nil on the side where there is none
}

// Register is a change of a register: organisationer, avtal, vardomraden, kalender, rutiner,
// roller, undantag or avvikelser; and of the settings, which have no entries. What an
// approval is bound to is the entries that change, not their neighbours.
type Register struct {
	Subject
	Is         []Kind
	Base, Head plan.Any
	Entries    []Entry
	Terms      []Term // outside entries, such as version
}

// Entry is an entry of a register that is new, changed or removed.
type Entry struct {
	List, Key     string
	Name          lang.Text // what readers call it: "uppdraget för p-017 som representant för SkaS från 2026-01-01"
	Before, After Value
	Terms         []Term
}

// File is a change of a file that is no document: the tool's own (VerktygAndrat), one that
// nobody knows (OkandAndrad), or one that was meant as a document and can't be read
// (OlastFore, OlastEfter).
type File struct {
	Subject
	Is            []Kind
	Before, After string // content hashes; empty where the file is not there
}

func (c *Plan) Kinds() []Kind     { return c.Is }
func (c *Memo) Kinds() []Kind     { return c.Is }
func (c *Offer) Kinds() []Kind    { return c.Is }
func (c *Analysis) Kinds() []Kind { return c.Is }
func (c *Rest) Kinds() []Kind     { return c.Is }
func (c *Outcome) Kinds() []Kind  { return c.Is }
func (c *Register) Kinds() []Kind { return c.Is }
func (c *File) Kinds() []Kind     { return c.Is }

// About tells what has changed.
func (s Subject) About() Subject { return s }

func (Subject) sealed() {}
