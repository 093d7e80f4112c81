package rule

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// ChangePass is one run of one change rule over a request.
type ChangePass struct {
	// Base is what the request started from, Head what it wants, Changes the difference.
	Base, Head *plan.Set
	Changes    []diff.Change
	// Main is what stands on main now, which may have moved on since Base.
	Main *plan.Set
	// Today is the day of the check.
	Today calendar.Day
	// Version is the routine version whose changes the run is for; empty for rules that no
	// version changes.
	Version string
	// Routine tells which version of the routine is in force when.
	Routine Timeline

	rule     *Rule
	findings diag.List
}

// RunChange carries out a change rule and returns its findings.
func RunChange(r *Rule, p ChangePass) diag.List {
	p.rule = r
	r.CheckChange(&p)
	return p.findings
}

// Report adds a finding.
func (p *ChangePass) Report(f Finding) { p.findings = append(p.findings, f.by(p.rule)) }

// Governs tells that the run's version judges what happened on a day.
func (p *ChangePass) Governs(day calendar.Day) bool { return p.Routine.governs(p.Version, day) }

// Plans lists the changes of plans that stand on both sides and are whole there.
func (p *ChangePass) Plans() []*diff.Plan {
	var out []*diff.Plan
	for _, c := range p.Changes {
		if c, ok := c.(*diff.Plan); ok && c.Base != nil && c.Head != nil && !c.Base.Broken && !c.Head.Broken {
			out = append(out, c)
		}
	}
	return out
}

// Memos lists the changes of missiv that stand on both sides and are whole there.
func (p *ChangePass) Memos() []*diff.Memo {
	var out []*diff.Memo
	for _, c := range p.Changes {
		if c, ok := c.(*diff.Memo); ok && c.Base != nil && c.Head != nil && !c.Base.Broken && !c.Head.Broken {
			out = append(out, c)
		}
	}
	return out
}
