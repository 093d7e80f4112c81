package audit

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// brought finds what a decision changed, and which findings it brought to main by the rules
// that the tool applied on a day.
func (t *trial) brought(lines calendar.Day) (*check.Brought, error) {
	key := t.before.Tree + " " + t.last.Tree + " " + t.Day.String() + " " + routine.Epoch(lines)
	if known := t.memo[key]; known != nil {
		return known, nil
	}
	out, err := t.step(check.Options{Schemas: t.schemas, AsOf: t.Day, Lines: lines})
	if err == nil && t.memo != nil {
		t.memo[key] = out
	}
	return out, err
}

// step goes on from one tree to the next, or judges the step that has just been gone again.
func (t *trial) step(opt check.Options) (*check.Brought, error) {
	changed, err := t.Repo.Changed(t.before, t.last, ".")
	if err != nil {
		return nil, err
	}
	if t.walk == nil || t.at != t.before.Tree {
		if t.walk, err = t.Reader.Walk(t.before.FS()); err != nil {
			return nil, err
		}
	}
	t.at = ""
	tree := t.last.FS()
	out, err := t.walk.Brought(tree, check.Outside(changed), opt)
	if fault := tree.Err(); fault != nil {
		return nil, fault
	}
	if err != nil {
		return nil, err
	}
	t.at = t.last.Tree
	return out, nil
}

func findingOf(d diag.Diagnostic) Finding {
	return Finding{Rule: d.Rule, Severity: d.Severity.String(), File: d.File, Line: d.Range.Start.Line, Document: d.Document,
		Message: flat(d.Message), Waived: d.Waived != nil}
}
