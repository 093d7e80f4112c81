package cli

import (
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

func (a *app) changeCommand() *cobra.Command {
	var f changeFlags
	cmd := &cobra.Command{
		Use:   "change ID",
		Short: a.say(lang.T("ändra en leveransplans volym eller veckor", "change the volume or the weeks of a leveransplan")),
		Long: a.say(lang.T(
			"change sänker, höjer eller periodiserar om en plan. Är planen överenskommen skrivs hela ändringen sist i andringar, räknad från det som main har: körs kommandot igen på samma gren skrivs den om, och --undo tar bort den. Är planen bara ett förslag ändras den utan vidare.\n\nVeckor före --from står kvar. En sänkning höjer ingen vecka och en höjning sänker ingen; --periodise fördelar om fritt efter arbetsdagar, inom det som avtal och erbjudande har kvar. --weeks säger själv vad vissa veckor ska ha. Underlag hittas aldrig på: det som saknas visas, och skrivs av den som har det.\n\nSlutkod: 0 klart, 1 ändringen skulle ge fel i granskningen och har inte skrivits, 2 kommandot felskrivet eller ändringen inte möjlig, 3 ändringen gick inte att göra.",
			"change lowers, raises or spreads anew a plan. Where the plan is agreed the whole change is written at the end of andringar, counted from what main has: run again on the same branch it is written over, and --undo takes it out. Where the plan is only a proposal it is changed without further ado.\n\nWeeks before --from stay. A decrease raises no week and an increase lowers none; --periodise spreads freely by working days, within what agreement and offer have left. --weeks says itself what some weeks are to have. Evidence is never made up: what is missing is shown, and written by whoever has it.\n\nExit code: 0 done, 1 the check would find errors and nothing has been written, 2 wrong usage or a change that is not possible, 3 the change could not be made.")),
		Example: "  leveransplan change lp-2027-skas-siv-knaprotes --decrease 10 --from 2027-W14 --cause minskat_behov\n" +
			"  leveransplan change lp-2027-skas-siv-knaprotes --increase 5 --cause okat_behov --reason \"Fler remisser än väntat\" --dry-run\n" +
			"  leveransplan change lp-2027-skas-siv-knaprotes --weeks 2027-W10=3,2027-W11=4 --periodise --why\n" +
			"  leveransplan change lp-2027-skas-strandangen-knaprotes --cause villkor --term vardform=slutenvard\n" +
			"  leveransplan change lp-2027-skas-siv-knaprotes --undo",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE:                  func(cmd *cobra.Command, args []string) error { return a.change(f, cmd.Flags().Changed, args) },
	}
	a.changeFlags(cmd, &f)
	return cmd
}

func (a *app) change(f changeFlags, given func(string) bool, args []string) error {
	wish, err := f.wish(given, args)
	if err != nil {
		return err
	}
	wish.Reason = a.oneLine(wish.Reason)
	d, r, err := a.onBranch("", !f.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	defer r.Close()
	q, err := a.asked(d, r, wish)
	if err != nil {
		return err
	}
	if f.undo {
		return a.undo(d, r, f, q)
	}
	c, err := amend.Make(q)
	if err != nil {
		return notMade(err)
	}
	file, err := a.amended(d, c)
	if err != nil {
		return err
	}
	left, err := a.tolerable(d, r, file, judging(c.Plan.ID.V))
	if err != nil {
		return err
	}
	if !f.dryRun {
		if err := a.replace(d.Tree, []worktree.Change{file}); err != nil {
			return err
		}
	}
	return a.safely(func(w io.Writer) error { return a.reportChange(w, changeReport{c, file, left, f, d.was.Set}) })
}

// asked is a wish as a question in the files as they are.
func (a *app) asked(d *draft, r *request, wish amend.Wish) (q amend.Question, err error) {
	began, err := r.reader.Named(r.MergeBase, wish.ID, plan.KindRutiner)
	var tip *plan.Set
	if err == nil {
		tip, err = r.reader.Named(r.Base, wish.ID)
	}
	if broken := r.fault(); broken != nil {
		return q, broken
	}
	if err != nil {
		return q, gitFault(err)
	}
	was, now := began.Plan(wish.ID), tip.Plan(wish.ID)
	if now != nil && (was == nil || string(was.Source.Text) != string(now.Source.Text)) {
		return q, movedOnMain()
	}
	return amend.Question{Set: d.was.Set, Agreed: began, Today: d.was.AsOf, Version: inForce(began, d.was.AsOf), Wish: wish}, nil
}

// notMade says why a change can't be made as it was wished for.
func notMade(err error) error {
	if no := (*amend.Refusal)(nil); errors.As(err, &no) {
		return usage(no.Message, no.Hint)
	}
	return err
}

// movedOnMain refuses a change that would count from what main no longer has.
func movedOnMain() error {
	return usage(lang.T("planen har ändrats på main sedan grenen började", "the plan has changed on main since the branch began"),
		lang.T("Ta in main i grenen först: git merge main", "Bring main into the branch first: git merge main"))
}

// inForce is the version of the routine that judges what is decided on a day.
func inForce(main *plan.Set, day calendar.Day) string {
	versions := rule.Timeline(routine.Validities(main.Rutiner))
	if v := versions.On(day); v != nil {
		return v.Version
	}
	return versions.Last().Version
}

// amended is the plan's file with the change.
func (a *app) amended(d *draft, c *amend.Change) (worktree.Change, error) {
	return a.rewritten(d, c.Plan, c.Text)
}

// rewritten is the file of a plan with another text.
func (a *app) rewritten(d *draft, p *plan.Leveransplan, text func([]byte) ([]byte, error)) (worktree.Change, error) {
	file := worktree.Change{Path: p.File(), Old: p.Source.Text}
	old, err := d.ReadFile(file.Path)
	if err != nil {
		return file, fault(lang.T("%s går inte att läsa: %v", "%s can't be read: %v", file.Path, shown(err.Error())), lang.Text{})
	}
	file.Old = old
	file.New, err = text(old)
	if no := (*amend.Unreadable)(nil); errors.As(err, &no) {
		return file, a.refuseChange(no.Findings)
	}
	if no := (*edit.Fault)(nil); errors.As(err, &no) {
		return file, usage(no.Message, no.Hint)
	}
	return file, err
}

// tolerable refuses a change that a request would be refused for, by a verdict on each of its
// findings that is not inherited. What a change leaves to be done (evidence, a plan that is
// to be raised as this one is lowered) is given.
func (a *app) tolerable(d *draft, r *request, file worktree.Change, judge judge) (left diag.List, err error) {
	after, err := check.With(d.Tree, map[string][]byte{file.Path: file.New})
	if err != nil {
		return nil, fault(lang.T("ändringen gick inte att granska: %v", "the change could not be checked: %v", shown(err.Error())), lang.Text{})
	}
	trees := r.Trees
	trees.Head = after
	compared, err := d.was.Compare(trees)
	if broken := r.fault(); broken != nil {
		return nil, broken
	}
	if err != nil {
		return nil, fault(lang.T("ändringen gick inte att granska: %v", "the change could not be checked: %v", shown(err.Error())), lang.Text{})
	}
	var wrong diag.List
	for _, finding := range compared.Findings {
		if finding.Inherited || finding.Waived != nil {
			continue
		}
		switch judge(finding, stood(d.was.Findings, finding)) {
		case toDo:
			left = append(left, finding)
		case refused:
			wrong = append(wrong, finding)
		}
	}
	if len(wrong) > 0 {
		return nil, a.refuseChange(wrong)
	}
	return left, nil
}

// judge gives the verdict on a finding, told whether it was there before.
type judge func(f diag.Diagnostic, stood bool) verdict

type verdict uint8

const (
	elsewhere verdict = iota // no affair of the change
	toDo
	refused
)

// judging judges what follows from a change of a plan.
func judging(id string) judge {
	return func(f diag.Diagnostic, stood bool) verdict {
		mine := f.Document == id
		switch {
		case !mine && stood:
		case f.MissingEvidence || f.Severity != diag.Error || f.Rule == movedNotFreed:
			if mine {
				return toDo
			}
		case mine || f.Rule[0] != 'C':
			return refused
		}
		return elsewhere
	}
}

// movedNotFreed is the rule that a redistribution leaves nothing open. The plan that loses
// volume is changed before the one that gets it.
const movedNotFreed = "C118"

// stood tells that a finding was there before, and no smaller.
func stood(before diag.List, f diag.Diagnostic) bool {
	return slices.ContainsFunc(before, func(b diag.Diagnostic) bool { return b.Key() == f.Key() && f.Measure <= b.Measure })
}
