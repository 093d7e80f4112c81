package cli

import (
	"bytes"
	"fmt"
	"io"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// undo takes back what the branch has changed of an agreed plan.
func (a *app) undo(d *draft, r *request, f changeFlags, q amend.Question) error {
	u, err := amend.Undo(q)
	if err != nil {
		return notMade(err)
	}
	file, err := a.rewritten(d, u.Plan, u.Text)
	if err != nil {
		return err
	}
	left, err := a.tolerable(d, r, file, judgingBack(u.Plan.ID.V))
	if err != nil {
		return err
	}
	if !f.dryRun {
		if err := a.replace(d.Tree, []worktree.Change{file}); err != nil {
			return err
		}
	}
	c := changeReport{&amend.Change{Plan: u.Plan, Was: u.Was, Before: u.Plan.Volym.V, After: u.Was.Volym.V, Slots: u.Slots}, file, left, f, d.was.Set}
	return a.safely(func(w io.Writer) error { return a.reportUndone(w, c, u) })
}

// judgingBack judges what follows from taking a change of a plan back. The plan comes to say
// what main says: what else somebody has edited in its file is shown and no reason to stop.
func judgingBack(id string) judge {
	return func(f diag.Diagnostic, stood bool) verdict {
		switch mine := f.Document == id; {
		case mine && (stood || f.Rule[0] == 'C' || f.Severity != diag.Error):
			return toDo
		case stood || f.MissingEvidence || f.Severity != diag.Error || f.Rule[0] == 'C':
			return elsewhere
		}
		return refused
	}
}

// reportUndone tells what has come back and what has gone.
func (a *app) reportUndone(w io.Writer, c changeReport, u *amend.Undone) error {
	var b bytes.Buffer
	say := func(sv, en string, args ...any) { fmt.Fprintln(&b, a.say(lang.T(sv, en, args...))) }
	say("%s: %s → %s", "%s: %s → %s", shown(c.Plan.ID.V), c.name(c.Plan.Skickande.V), c.name(c.Plan.Mottagare.V))
	if c.After == c.Before {
		say("volymen %d som förut", "the volume %d as before", c.Before)
	} else {
		say("volymen %d → %d, som på main", "the volume %d → %d, as on main", c.Before, c.After)
	}
	a.changedQuarters(&b, c)
	b.WriteByte('\n')
	if len(u.Keys) > 0 {
		say("Som på main igen: %s.", "As on main again: %s.", lang.List(u.Keys))
	}
	for _, e := range u.Entries {
		say("Ändring %s (%s) tas bort.", "Change %s (%s) is removed.", strconv.Itoa(e.Nr.V), shown(e.Orsak.V))
		if lost := evidence(e); len(lost) > 0 {
			say("Med den går det som står i %s.", "With it goes what stands in %s.", lost)
		}
	}
	if len(c.left) > 0 {
		b.WriteByte('\n')
		say("Att tänka på:", "To think of:")
		a.listed(&b, c.left)
	}
	return a.endChange(w, &b, c)
}

// evidence lists the keys of an entry that people have written.
func evidence(e *plan.Andring) lang.List {
	var out lang.List
	for _, k := range []struct {
		key   string
		there bool
	}{
		{"forankring", e.Forankring != nil},
		{"principer", e.Principer != nil},
		{"kapacitetssok", len(e.Kapacitetssok) > 0},
		{"motivering", e.Motivering.Set},
		{"referens", e.Referens.Set},
		{"protokoll", e.Protokoll.Set},
		{"avstamningar", len(e.Avstamningar) > 0},
	} {
		if k.there {
			out = append(out, k.key)
		}
	}
	return out
}
