// Package rule says what a rule is. It knows nothing about any one rule: those stand in
// package rules, one file each.
package rule

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Rule is one rule as a value. Its texts are what users read: explain, the rule table
// and every machine format take them from here.
type Rule struct {
	// ID is the rule's name: a letter for its family (S file and schema, P one document,
	// X across documents, C a change, A approvals, F follow-up) and a number. Ids are
	// stable and never used again.
	ID string
	// Title says in a few words what must hold.
	Title lang.Text
	// Why gives the reason, for somebody who is about to be annoyed by the rule.
	Why lang.Text
	// Basis says what the rule rests on, Statements which statements N01-N65.
	Basis      diag.Basis
	Statements []string
	Severity   diag.Severity
	// MissingEvidence marks rules that ask for what only a planner can supply.
	MissingEvidence bool
	// Lighter says when a finding weighs less than Severity, for rules with two.
	Lighter lang.Text
	// Parameter says what a version sets, where versions differ in more than whether they
	// have the rule: "forum: …", "gräns: 90 dagar". Empty where there is nothing to set.
	Parameter lang.Text
	Example   Example
	// Check reports every breach that it finds. It judges values and never fetches.
	// Rules that the loader carries out have none.
	Check func(*Pass)
	// CheckChange reports every breach of a change rule (C): what a request may not do to
	// what stands already.
	CheckChange func(*ChangePass)
	// Closing rules run when all others have, and see what those found (Pass.Found).
	Closing bool
}

// Example shows the rule at work on the small region of the tests, in whole lines: Good is
// what a planner should write, Bad the slip. One of the two stands there as it is.
type Example struct {
	File      string // path in the small region; empty: Good and Bad are whole files
	Good, Bad string
	// Base is what stands there before, for change rules: the example is then the request
	// that writes Good or Bad in its place.
	Base string
	// Note says in a sentence what Bad has wrong, where the lines alone do not show it.
	Note lang.Text
	// AsOf is the day of the check, where the example needs another than the region's own.
	AsOf calendar.Day
}

// Pass is one run of one rule over a tree.
type Pass struct {
	Set *plan.Set
	// Today is the day of the check.
	Today calendar.Day
	// Version is the routine version whose documents the run is for; empty for rules that
	// no version changes.
	Version string
	// Routine tells which version of the routine is in force when.
	Routine Timeline
	// Found is what all other rules have found; only closing rules see it.
	Found diag.List

	rule     *Rule
	findings diag.List
}

// Run carries out a rule and returns its findings.
func Run(r *Rule, p Pass) diag.List {
	p.rule = r
	r.Check(&p)
	return p.findings
}

// Finding is what a rule reports.
type Finding struct {
	In      *plan.Document
	At      diag.Span
	Message lang.Text
	Hint    lang.Text
	Related []Place
	// Severity, where a rule has two: Lighter makes a warning of an error and an
	// information of a warning.
	Lighter bool
	// Measure is the size of the breach, where it has one: an inherited finding that has
	// grown is a new one.
	Measure int
}

// Place is another place that explains a finding.
type Place struct {
	In      *plan.Document
	At      diag.Span
	Message lang.Text
}

// Report adds a finding.
func (p *Pass) Report(f Finding) {
	p.findings = append(p.findings, f.by(p.rule))
}

// by makes a rule's finding a diagnostic.
func (f Finding) by(r *Rule) diag.Diagnostic {
	at := f.In.Source.Range(f.At)
	d := diag.Diagnostic{
		Rule: r.ID, Severity: r.Severity, Basis: r.Basis, Statements: r.Statements,
		File: f.In.File(), Range: at, Line: f.In.Source.Line(at.Start.Line), Document: f.In.ID.V,
		Message: f.Message, Hint: f.Hint, Pointer: plan.Pointer(f.In, f.At),
		Measure: f.Measure, MissingEvidence: r.MissingEvidence,
	}
	if f.Lighter {
		d.Severity++
	}
	for _, p := range f.Related {
		d.Related = append(d.Related, diag.Related{File: p.In.File(), Range: p.In.Source.Range(p.At), Message: p.Message})
	}
	return d
}

// Plans lists the whole plans that the run is for.
func (p *Pass) Plans() []*plan.Leveransplan {
	return mine(p, p.Set.Leveransplaner, func(d *plan.Leveransplan) (string, calendar.Day) {
		if day, decided := d.Day(); decided {
			return d.Rutin.V, day
		}
		return d.Rutin.V, p.Today
	})
}

// Memos lists the whole missiv that the run is for.
func (p *Pass) Memos() []*plan.Missiv {
	return mine(p, p.Set.Missiv, func(d *plan.Missiv) (string, calendar.Day) { return d.Rutin.V, d.Datum.V })
}

// Offers lists the whole erbjudanden that the run is for.
func (p *Pass) Offers() []*plan.Erbjudande {
	return mine(p, p.Set.Erbjudanden, func(d *plan.Erbjudande) (string, calendar.Day) { return d.Rutin.V, d.Lyft.Datum.V })
}

// mine picks the whole documents of the run's version. A document that names another
// version than the one in force on its document day is left out: either may be the slip,
// and until it is mended (P701, which is never waived) no version can judge it. Where no
// version was in force the one that the document names judges it.
func mine[D plan.Any](p *Pass, documents []D, follows func(D) (rutin string, day calendar.Day)) []D {
	var out []D
	for _, d := range documents {
		if d.Base().Broken {
			continue
		}
		version, day := follows(d)
		held := p.Routine.On(day)
		if p.Version == "" || version == p.Version && (held == nil || held.Version == version) {
			out = append(out, d)
		}
	}
	return out
}

// Governs tells that the run's version judges what happened on a day; a run that is for no
// version judges every day. After the last version's last day that version still judges:
// whether a decision may be made at all then is another rule's question, and silence would
// be a pass.
func (p *Pass) Governs(day calendar.Day) bool {
	return p.Routine.governs(p.Version, day)
}

// Entry is a change to a plan together with its plan.
type Entry struct {
	Plan *plan.Leveransplan
	*plan.Andring
	// Extension tells that it is the plan's utokning.
	Extension bool
}

// Entries lists the changes of whole plans that the run is for: each is judged by the
// version in force on its own day, whatever the plan itself follows. One that is dated
// before its plan, an utokning above all, whose evidence is older than the plan, is judged
// as if it were made on the plan's day: nobody chooses a version by dating back.
func (p *Pass) Entries() []Entry {
	var out []Entry
	for _, pl := range p.Set.Leveransplaner {
		if pl.Broken {
			continue
		}
		for _, a := range pl.Entries() {
			if p.Governs(p.judged(pl, a)) {
				out = append(out, Entry{Plan: pl, Andring: a, Extension: a == pl.Utokning})
			}
		}
	}
	return out
}

// judged is the day whose version judges an entry. A plan without a day is not agreed yet:
// its utokning is then judged as of the day of the check.
func (p *Pass) judged(pl *plan.Leveransplan, a *plan.Andring) calendar.Day {
	agreed, decided := pl.Day()
	if !decided && a == pl.Utokning {
		agreed = p.Today
	}
	return max(agreed, a.Datum.V)
}
