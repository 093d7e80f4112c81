package export

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// What the public is told of decisions and findings is a matter of this file alone.

// shownItem is a change of a decision as it is told.
func (b *build) shownItem(it *history.Item) (summary, number string) {
	if !b.Public {
		return it.Summary.In(b.Language), it.Number
	}
	public, number := it.Public(b.persons)
	return public.In(b.Language), number
}

// namesPerson tells that a person of the role register stands in a text, by id.
func (b *build) namesPerson(text lang.Text) bool {
	return slices.ContainsFunc(lang.Languages, func(l lang.Language) bool {
		said := text.In(l)
		return b.persons.Strike(said) != said
	})
}

// hiddenFinding tells that a finding is not for the public: it says something of outcome, or
// stands in a table of it.
func (b *build) hiddenFinding(d *diag.Diagnostic, files map[string]bool) bool {
	return b.Public && (rules.RestsOnOutcome(d.Rule) || strings.HasSuffix(d.File, ".csv") || files[d.File])
}

// wordless tells that the public gets no words of a finding, nor its place: it is about the
// role register, or names somebody of it.
func (b *build) wordless(d *diag.Diagnostic) bool {
	if !b.Public {
		return false
	}
	roles := b.Set.Roller != nil && d.File == b.Set.Roller.File()
	return roles || d.File == plan.FixedPaths[plan.KindRoller] || b.namesPerson(d.Message) || b.namesPerson(d.Hint)
}

// hiddenFiles are those in which outcome stands: tables of it, and volumes that were not used.
func (b *build) hiddenFiles() map[string]bool {
	out := map[string]bool{}
	for _, d := range b.Set.Documents {
		switch d.Base().Kind {
		case plan.KindUtfall, plan.KindRestvolymer:
			out[d.Base().File()] = true
		}
	}
	return out
}

// standing is what is told of an audit's verdict on a decision: valid is nil where it is not
// told.
type standing struct {
	valid      any
	violations int
	followed   bool
}

// shownStanding leaves out for the public what rests on outcome: breaches of rules whose verdict
// follows from it, and what the record itself says against the decision, which may be the same
// again in words that can't be told apart. Where only that is left nobody is told whether the
// decision was valid.
func (b *build) shownStanding(v *audit.Decision) standing {
	if !b.Public {
		return standing{v.Valid, len(v.Violations), v.FollowUp != nil}
	}
	untold, n := false, 0
	for _, x := range v.Violations {
		switch {
		case x.Code == audit.NotValid:
			untold = true
		case x.Code != audit.BrokenRule || !rules.RestsOnOutcome(x.Rule):
			n++
		}
	}
	s := standing{n == 0, n, v.FollowUp != nil && n > 0}
	if untold && n == 0 {
		s.valid = nil
	}
	return s
}
