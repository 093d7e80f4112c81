// Package diag is the vocabulary of findings: where they stand, how heavy they are,
// what they say and how two findings are told apart. It decides nothing and renders
// nothing.
package diag

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Severity says what a finding does to the verdict.
type Severity int

// An Error fails a check, a Warning fails it only under --strict, an Info never does.
const (
	Error Severity = iota
	Warning
	Info
)

// String is the severity's name in machine formats.
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// Basis says what a rule rests on.
type Basis string

const (
	// Text: the routine's own words, or (for S rules) this tool's file format.
	Text Basis = "text"
	// Rebuilt: rests on a word restored in the stripped text of version 9.0. Messages
	// show it in brackets, never as a quotation.
	Rebuilt Basis = "rebuilt"
	// Default: the routine is silent; this is the prudent reading, and it can be set.
	Default Basis = "default"
)

// Key identifies a finding across revisions of a file: the same rule at the same place
// of the same document. Pointer is a JSON pointer with entry keys in place of list
// indexes, so that an entry added above does not make an old finding a new one.
type Key struct {
	Rule, Document, Pointer string
}

// Related is another place that explains a finding, such as the other half of a sum.
type Related struct {
	File    string
	Range   Range
	Message lang.Text
}

// Diagnostic is one finding.
type Diagnostic struct {
	Rule       string
	Severity   Severity
	Basis      Basis
	File       string // slash-separated path from the repository's root
	Range      Range  // zero: the file as a whole
	Document   string // id of the document, empty where it has none
	Message    lang.Text
	Hint       lang.Text
	Statements []string // N01-N65: the statements of the routine that the rule rests on
	Related    []Related

	Pointer string // the place for Key
	Measure int    // optional size: an inherited finding may not have grown
	// MissingEvidence marks what only a planner can fill in before the merge: dialogue,
	// reconciliation, contacts. A machine-made proposal may lack it, nothing else.
	MissingEvidence bool
	// Line is the source line of the finding's start, for text output.
	Line string
	// Waived is the decision that lets go of the finding; nil where there is none.
	Waived *Waiver
	// Inherited tells that the finding stood on the other side of a comparison too, no
	// smaller: it is not this change's fault.
	Inherited bool
}

// Counts tells that the finding is part of the verdict.
func (d *Diagnostic) Counts() bool { return d.Waived == nil && !d.Inherited }

// Waiver is a decision to let one document break one rule until a day.
type Waiver struct {
	File     string
	Range    Range
	Reason   string
	Decision string // its reference, a diarienummer
	LastDay  string // 2027-02-28, that day included
}

// Key identifies the finding across revisions. Findings in documents without an id
// are identified by their file.
func (d Diagnostic) Key() Key {
	doc := d.Document
	if doc == "" {
		doc = d.File
	}
	return Key{Rule: d.Rule, Document: doc, Pointer: d.Pointer}
}

// List is a list of findings.
type List []Diagnostic

// Sort puts findings in the one order that every output has: file, line, column, rule,
// then message, so that the same input always gives the same bytes.
func (l List) Sort() {
	slices.SortFunc(l, func(a, b Diagnostic) int {
		place := cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Range.Start.Line, b.Range.Start.Line),
			cmp.Compare(a.Range.Start.Column, b.Range.Start.Column),
			strings.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Range.End.Line, b.Range.End.Line),
			cmp.Compare(a.Range.End.Column, b.Range.End.Column),
		)
		if place != 0 {
			return place
		}
		// Few are at one place, and what they say has to be put together first.
		return strings.Compare(a.Message.In(lang.SV), b.Message.In(lang.SV))
	})
}

// Count counts the findings of a severity that are part of the verdict.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s && d.Counts() {
			n++
		}
	}
	return n
}

// Divide tells the findings that are part of the verdict from those that are waived and
// those that are inherited. What is both counts as waived.
func (l List) Divide() (counting, waived, inherited List) {
	for _, d := range l {
		switch {
		case d.Waived != nil:
			waived = append(waived, d)
		case d.Inherited:
			inherited = append(inherited, d)
		default:
			counting = append(counting, d)
		}
	}
	return counting, waived, inherited
}

// RuleInfo describes a rule that a reading package carries out itself: what it asks for,
// why, and two small files, of which Bad breaks exactly that rule and Good none.
type RuleInfo struct {
	ID         string
	Severity   Severity
	Title, Why lang.Text
	Bad, Good  string
}
