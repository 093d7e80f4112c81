package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Some findings gather from the whole tree. Of these a part shows what its own documents add:
// where that is the same on both sides of a step, so is what the tree finds, and the step
// brings nothing. Where it is not, only everything tells what it is.
var gathered = []string{
	"X004", // an agreement's party is told of where no plan has told of it
	"X010", // one finding for all plans that name a former organisation
	"F107", // the latest outcome of a sender
	"F109", // one finding for all rows of a table
	"P703", // one finding for all documents under a routine that has run out
}

// doubt tells why a part is not enough to say what the step brings.
func (s *selection) doubt(c *compared) (why string) {
	for _, rule := range gathered {
		if differ(c.main, c.head, func(d *diag.Diagnostic) bool { return d.Rule == rule }) {
			return "a finding of " + rule
		}
	}
	// So it is with an own agreement that many plans could have used, ...
	register := plan.FixedPaths[plan.KindAvtal]
	if differ(c.main, c.head, func(d *diag.Diagnostic) bool { return d.Rule == "X212" && d.File == register }) {
		return "a finding of X212"
	}
	// ... and with a waiver, which is in use wherever it lets go of something.
	for _, list := range s.register.Undantag {
		for i := range list.Undantag {
			u := &list.Undantag[i]
			if differ(c.main, c.head, func(d *diag.Diagnostic) bool { return u.Covers(d.Rule, d.Document) }) {
				return "a finding with a waiver"
			}
		}
	}
	return s.doubtfulMemo(c)
}

// dangling tells that a changed document refers to what is not there after the step. The
// finding says what could have been meant instead, of all that there is.
func (s *selection) dangling(after *plan.Set) bool {
	for _, d := range after.Documents {
		if !s.own[d.Base().File()] {
			continue
		}
		for r := range plan.References(d) {
			if found, _ := after.Resolve(r); !found && !s.there(r) {
				return true
			}
		}
	}
	return false
}

// there tells that what a reference points to stands in a file that the step leaves alone
// and that is not among those selected.
func (s *selection) there(r plan.Reference) bool {
	kind, ok := map[plan.Target]plan.Kind{plan.ToMemo: plan.KindMissiv, plan.ToOffer: plan.KindErbjudande, plan.ToPlan: plan.KindLeveransplan, plan.ToAnalysis: plan.KindBehovsanalys}[r.Target]
	return ok && len(s.members(called(r.ID.V), kind)) > 0
}

// differ tells that findings of two lists are not the same, wherever in their files.
func differ(a, b diag.List, of func(*diag.Diagnostic) bool) bool {
	left := map[string]int{}
	for i, list := range []diag.List{a, b} {
		for j := range list {
			if d := &list[j]; of(d) {
				left[said(d)] += 1 - 2*i
			}
		}
	}
	for _, n := range left {
		if n != 0 {
			return true
		}
	}
	return false
}

// said is what a finding says, without the lines at which it does.
func said(d *diag.Diagnostic) string {
	key := d.Key()
	out := key.Rule + "\n" + key.Document + "\n" + key.Pointer + "\n" + strconv.Itoa(d.Measure) + "\n" + d.Message.In(lang.SV)
	for _, r := range d.Related {
		out += "\n" + r.File + " " + r.Message.In(lang.SV)
	}
	return out
}

// doubtfulMemo tells that the step makes it doubtful what a missiv's plans use, or no longer
// doubtful, while plans under other regions' agreements are judged by that (X212).
func (s *selection) doubtfulMemo(c *compared) (why string) {
	for _, at := range s.lines {
		was, is := c.Main.Set.Line(at[0], at[1]), c.After.Set.Line(at[0], at[1])
		if inDoubt(c.Main.Set, was) == inDoubt(c.After.Set, is) || s.done["foreign "+at[0]] {
			continue
		}
		for _, a := range s.register.Avtal {
			if !s.register.Own(a) && len(s.both(under(a.ID.V), naming(at[0]))) > 0 {
				return "a doubtful missiv"
			}
		}
	}
	return ""
}

// inDoubt tells that it can't be said what the plans of a line use.
func inDoubt(set *plan.Set, l *plan.Line) bool {
	if l == nil {
		return false
	}
	return !l.Whole || l.Contested || l.Wanting || slices.ContainsFunc(l.Plans, func(p *plan.Leveransplan) bool {
		return !set.Settled(p) || (set.Extern(p) || p.Avtal.Set) && set.AgreementOf(p) == nil
	})
}

// both lists the files, left alone by the step, that take part in two things.
func (s *selection) both(one, other string) []*indexed {
	return slices.DeleteFunc(s.members(one), func(f *indexed) bool { return !s.at.has[other][f] })
}

// late selects, once the newest routine has run out, what was decided since: of that hangs
// whether one finding stands for all that was decided before (P703).
func (s *selection) late() {
	last := rule.Timeline(routine.Validities(s.register.Rutiner)).Last()
	if s.today <= last.To {
		return
	}
	s.all(undated)
	for day := last.To; day < s.today.Add(31); day = day.Add(28) {
		s.all(dated(day))
	}
	// One that stands is as good as all.
	standing := s.members(following(last.Version), plan.KindMissiv)
	if len(standing) > 0 {
		s.take(slices.MinFunc(standing, func(a, b *indexed) int { return strings.Compare(a.name, b.name) }))
	}
}

// expired tells that the newest routine has run out on the day of the check.
func (s *selection) expired() bool {
	return s.today > rule.Timeline(routine.Validities(s.register.Rutiner)).Last().To
}
