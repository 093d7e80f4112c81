package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// replanned is a proposal with its weeks spread anew.
type replanned struct {
	*amend.Change
	file worktree.Change
}

// alone refuses flags that mean nothing where only weeks are spread anew.
func (p *proposing) alone() error {
	for _, f := range []struct {
		flag  string
		given bool
	}{{"--with", len(p.with) > 0}, {"--grain", p.grain != ""}, {"--prove", p.prove}, {"--no-rests", p.leaves}, {"--format", p.format != "text"}} {
		if flag := f.flag; f.given {
			return usage(lang.T("%s går inte ihop med --replan", "%s does not go with --replan", flag), lang.T("--replan fördelar bara om veckorna i förslag som finns.", "--replan only spreads the weeks anew of proposals that are there."))
		}
	}
	if p.from != "" {
		if _, ok := calendar.ParseWeek(p.from); !ok {
			return notAWeek(p.from)
		}
	}
	return nil
}

// replan spreads the weeks of the plans of some lines anew that are proposals only. Those that
// main has are left as they are: change changes them, with an entry.
func (a *app) replan(p proposing, of func(*plan.Set) (scope, error)) error {
	d, r, err := a.onBranch(p.asOf, !p.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	defer r.Close()
	if err := a.certain(d); err != nil {
		return err
	}
	s, err := of(d.was.Set)
	if err != nil {
		return err
	}
	done, agreed, err := a.anew(d, r, s, p.from)
	if err != nil {
		return err
	}
	var changes []worktree.Change
	for _, c := range done {
		if !bytes.Equal(c.file.Old, c.file.New) {
			changes = append(changes, c.file)
		}
	}
	left, err := a.sound(d, changes)
	if err != nil {
		return err
	}
	if !p.dryRun {
		if err := a.replace(d.Tree, changes); err != nil {
			return err
		}
	}
	if err := a.safely(func(w io.Writer) error { return a.reportReplanned(w, done, agreed, p.show.Why) }); err != nil {
		return err
	}
	a.handed(p, changes, left, !p.dryRun)
	return nil
}

// anew spreads one plan after the other, each beside the others as they are by then.
func (a *app) anew(d *draft, r *request, s scope, from string) (done []replanned, agreed []string, err error) {
	var start calendar.Slot
	if from != "" {
		start, _ = calendar.ParseSlot(from) // it has been read as a week
	}
	set := d.was.Set
	for _, id := range planned(set, s) {
		q, err := a.asked(d, r, amend.Wish{ID: id, Periodise: true, From: start})
		if err != nil {
			return nil, nil, err
		}
		if q.Agreed.Plan(id) != nil {
			agreed = append(agreed, id)
			continue
		}
		q.Set = set
		c, err := amend.Make(q)
		no := (*amend.Refusal)(nil)
		if errors.As(err, &no) && no.Unmoved {
			done = append(done, replanned{Change: &amend.Change{Plan: set.Plan(id)}})
			continue
		}
		if no != nil {
			return nil, nil, usage(lang.T("%s: %s", "%s: %s", id, no.Message), no.Hint)
		}
		if err != nil {
			return nil, nil, err
		}
		file, err := a.amended(d, c)
		if err != nil {
			return nil, nil, err
		}
		done = append(done, replanned{c, file})
		set = withPlan(set, file)
	}
	return done, agreed, nil
}

// planned lists the plans of some lines that rest on some offers and agreements.
func planned(set *plan.Set, s scope) []string {
	var out []string
	for _, l := range set.Lines {
		if s.only != nil && !s.only(l) {
			continue
		}
		for _, p := range l.Plans {
			if s.sources == nil || s.sources(set.OfferOf(p), set.AgreementOf(p)) {
				out = append(out, p.ID.V)
			}
		}
	}
	slices.Sort(out)
	return out
}

// withPlan is a tree with another text of one plan.
func withPlan(set *plan.Set, file worktree.Change) *plan.Set {
	documents := slices.Clone(set.Documents)
	for i, d := range documents {
		if d.Base().File() == file.Path {
			if y, _ := yamldoc.Parse(diag.NewSource(file.Path, file.New)); y != nil {
				documents[i] = plan.Decode(plan.KindLeveransplan, y, false)
			}
		}
	}
	return plan.NewSet(documents, nil)
}

// reportReplanned tells of each plan how it moved, by quarter, and with --why by week.
func (a *app) reportReplanned(w io.Writer, done []replanned, agreed []string, why bool) error {
	var b bytes.Buffer
	for _, c := range done {
		if !c.Moved() {
			fmt.Fprintln(&b, a.say(lang.T("%s: som förut", "%s: as before", shown(c.Plan.ID.V))))
			continue
		}
		fmt.Fprintln(&b, a.say(lang.T("%s: volymen %d som förut, veckorna fördelade om", "%s: the volume %d as before, its weeks spread anew", shown(c.Plan.ID.V), c.After)))
		report := changeReport{Change: c.Change, flags: changeFlags{why: why}}
		a.changedQuarters(&b, report)
		if why {
			a.changedWeeks(&b, report)
		}
	}
	for _, id := range agreed {
		fmt.Fprintln(&b, a.say(lang.T("%s är överenskommen och står kvar: leveransplan change %s --periodise", "%s is agreed and stays: leveransplan change %s --periodise", shown(id), shown(id))))
	}
	if len(done)+len(agreed) == 0 {
		fmt.Fprintln(&b, a.say(lang.T("Raderna har inga planer att fördela om.", "The lines have no plans to spread anew.")))
	}
	_, err := w.Write(b.Bytes())
	return err
}
