package cli

import (
	"errors"
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// agreed knows which plans stand on main: those are changed with an entry of their own.
type agreed struct {
	began *plan.Set // main as the work began from it
	tip   *plan.Set // main now; the same where nothing has happened since
	// causes are those of the changes made, by the plan's id.
	causes map[string]string
}

func (g *agreed) has(id string) bool { return g.began.Plan(id) != nil || g.tip.Plan(id) != nil }

// meant leaves out what changes nothing that was agreed: a 0 in a week of an agreed plan that
// had no figure.
func (g *agreed) meant(list []grid.Change) []grid.Change {
	var out []grid.Change
	for _, c := range list {
		if g.has(c.Plan.ID.V) {
			c.Figures = slices.DeleteFunc(slices.Clone(c.Figures), func(f grid.Figure) bool { return !f.Written && f.After == 0 })
		}
		if len(c.Figures) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// agreedPlans reads main as the work began from it and as it is now.
func (a *app) agreedPlans(d *draft) (*agreed, error) {
	base, err := a.mainline()
	if err != nil {
		return nil, err
	}
	repo, err := openRepo(d.root)
	if err != nil {
		return nil, err
	}
	defer repo.Close()
	var revs [3]gitrepo.Revision
	if revs[0], err = repo.Resolve(base); err == nil {
		if revs[1], err = repo.Resolve("HEAD"); err == nil {
			revs[2], err = repo.MergeBase(revs[0], revs[1])
		}
	}
	if err != nil {
		return nil, gitFault(err)
	}
	g := &agreed{causes: map[string]string{}}
	if g.tip, err = plansOf(revs[0], d.opt.Schemas); err != nil {
		return nil, err
	}
	if g.began = g.tip; revs[2].Tree != revs[0].Tree {
		g.began, err = plansOf(revs[2], d.opt.Schemas)
	}
	return g, err
}

// plansOf reads the documents of a revision; none where it has no plans.
func plansOf(rev gitrepo.Revision, schemas *schema.Set) (*plan.Set, error) {
	tree := rev.FS()
	l, err := check.Load(tree, schemas)
	switch broken := tree.Err(); {
	case broken != nil:
		return nil, gitFault(broken)
	case errors.Is(err, check.ErrNoPlans), errors.Is(err, check.ErrNoDocuments):
		return plan.NewSet(nil, nil), nil
	case err != nil:
		return nil, fault(lang.T("planerna på main går inte att läsa: %v", "the plans on main can't be read: %v", shown(err.Error())), lang.Text{})
	}
	return l.Set, nil
}

// change writes the one entry that new figures of an agreed plan make. What the branch has
// changed of the plan already goes into the same entry.
func (g *agreed) change(f importFlags, d *draft, c *grid.Change) ([]byte, error) {
	was := g.began.Plan(c.Plan.ID.V)
	if was == nil {
		return nil, usage(lang.T("planen har kommit till main sedan grenen började", "the plan has come to main since the branch began"),
			lang.T("Ta in main i grenen, exportera på nytt och för över ändringarna.", "Bring main into the branch, export again and carry the changes over."))
	}
	if tip := g.tip.Plan(c.Plan.ID.V); tip == nil || string(tip.Source.Text) != string(was.Source.Text) {
		return nil, movedOnMain()
	}
	wish := amend.Wish{ID: c.Plan.ID.V, Weeks: weeksApart(was, c), Cause: f.cause}
	wish.From = slices.MinFunc(slices.Collect(maps.Keys(wish.Weeks)), calendar.Slot.Compare)
	if err := goingOn(&wish, was, c.Plan); err != nil {
		return nil, err
	}
	if f.from != "" {
		slot, ok := calendar.ParseSlot(f.from)
		if !ok {
			return nil, usage(lang.T("%q är varken vecka eller kvartal", "%q is neither a week nor a quarter", f.from), lang.T("Skriv en vecka som 2027-W10.", "Write a week such as 2027-W10."))
		}
		wish.From = slot
	}
	if c.Sum == was.Volym.V && !slices.Contains(amend.Causes(0), wish.Cause) {
		wish.Cause = plan.OrsakOmperiodisering
	}
	if wish.Cause == "" {
		return nil, usage(lang.T("planen är överenskommen och volymen ändras från %d till %d: orsaken behövs", "the plan is agreed and its volume changes from %d to %d: the cause is needed", was.Volym.V, c.Sum),
			lang.T("Ange --cause, ett av %s. Planer med olika orsaker ändras var för sig med leveransplan change.", "Give --cause, one of %s. Plans with different causes are changed one by one with leveransplan change.", amend.Fitting(was, c.Sum-was.Volym.V)))
	}
	if wish.Cause == f.cause || f.cause == "" {
		wish.Reason = f.reason // it is that of the cause, and of no other
	}
	if err := fits(wish.Cause, was, c); err != nil {
		return nil, err
	}
	q := amend.Question{Set: d.was.Set, Agreed: g.began, Today: d.was.AsOf, Version: inForce(g.began, d.was.AsOf), Wish: wish}
	made, err := amend.Make(q)
	if err != nil {
		return nil, notMade(err)
	}
	g.causes[c.Plan.ID.V] = wish.Cause
	text, err := made.Text(c.Plan.Source.Text)
	if no := (*amend.Unreadable)(nil); errors.As(err, &no) {
		return nil, usage(no.Findings[0].Message, no.Findings[0].Hint)
	}
	return text, err
}

// goingOn takes over what the branch's own change of the plan says already: new figures go into
// the same entry, and nothing but them changes in it.
func goingOn(wish *amend.Wish, was, now *plan.Leveransplan) error {
	if len(now.Andringar) <= len(was.Andringar) {
		return nil
	}
	entry := &now.Andringar[len(now.Andringar)-1]
	if wish.Cause != "" && wish.Cause != entry.Orsak.V {
		return usage(lang.T("grenen har redan en ändring av planen med orsak %s", "the branch has a change of the plan already, with the cause %s", entry.Orsak.V),
			lang.T("En begäran gör en ändring av en plan: läs in utan --cause, eller ta tillbaka den med leveransplan change %s --undo.",
				"A request makes one change of a plan: import without --cause, or take it back by leveransplan change %s --undo.", now.ID.V))
	}
	wish.Cause, wish.TakesBack, wish.ReportedBy = entry.Orsak.V, entry.Aterkallar.V, entry.AnmaldAv.V
	if from := entry.GallerFran.V; from.Compare(wish.From) < 0 {
		wish.From = from
	}
	return nil
}

// fits refuses a cause of a change that keeps the volume where the figures do not.
func fits(cause string, was *plan.Leveransplan, c *grid.Change) error {
	by := c.Sum - was.Volym.V
	if by == 0 || cause != plan.OrsakOmperiodisering {
		return nil
	}
	return usage(lang.T("%s passar inte en volym som går från %d till %d", "%s does not fit a volume that goes from %d to %d", cause, was.Volym.V, c.Sum),
		lang.T("Ändra veckorna så att de summerar till %d, eller ange en annan --cause: %s.", "Change the weeks so that they add up to %d, or give another --cause: %s.", was.Volym.V, amend.Fitting(was, by)))
}

// weeksApart gives all weeks and quarters that hold something else than what was agreed: the
// workbook's own, and those that the branch has changed before.
func weeksApart(was *plan.Leveransplan, c *grid.Change) map[calendar.Slot]int {
	weeks := map[calendar.Slot]int{}
	for _, item := range c.Plan.Periodisering.Items {
		weeks[item.Slot.V] = item.Volume.V
	}
	for _, item := range was.Periodisering.Items {
		if n := weeks[item.Slot.V]; n != item.Volume.V {
			weeks[item.Slot.V] = n
		} else {
			delete(weeks, item.Slot.V)
		}
	}
	for _, f := range c.Figures {
		weeks[f.Slot] = f.After
	}
	return weeks
}

// missing counts the findings that ask for evidence.
func missing(list diag.List) int {
	n := 0
	for _, f := range list {
		if f.MissingEvidence {
			n++
		}
	}
	return n
}
