package history

import (
	"regexp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Persons are the ids of those whom a role register knows.
type Persons map[string]bool

// PersonsOf gives the persons of a tree.
func PersonsOf(set *plan.Set) Persons {
	out := Persons{}
	if set.Roller != nil {
		for i := range set.Roller.Personer {
			out[set.Roller.Personer[i].ID.V] = true
		}
	}
	return out
}

// wordForm is what an id can be in a text.
var wordForm = regexp.MustCompile(`[\pL\pN]+(?:[-_][\pL\pN]+)*`)

// Strike gives a text with nobody's id: who somebody is stands in the register, which is for
// those who work with the plans.
func (p Persons) Strike(text string) string {
	if len(p) == 0 {
		return text
	}
	return wordForm.ReplaceAllStringFunc(text, func(word string) string {
		if p[word] {
			return "…"
		}
		return word
	})
}

// Public tells the change as everybody may read it, with its number in the diary. It says no
// figure of outcome, which stands in the words about tables of it and about volumes that were
// not used, and in waivers of what rests on it; nor who has which role, when and by whose
// delegation.
func (it *Item) Public(persons Persons) (summary lang.Text, number string) {
	switch {
	case it.Type == plan.KindUtfall, slices.Contains(it.Kinds, diff.UtfallAndrat):
		return it.outcomeTold(), ""
	case it.Type == plan.KindRestvolymer:
		return lang.T("Restvolymer ändras", "Rests change"), ""
	case it.Type == plan.KindRoller:
		return lang.T("Rollregistret ändras", "The role register changes"), ""
	case it.Type == plan.KindAvvikelser:
		return lang.T("Uppföljningen av avvikelser ändras", "The follow-up of violations changes"), ""
	case it.Type == plan.KindUndantag && slices.ContainsFunc(it.Names, rules.RestsOnOutcome):
		return lang.T("Undantagen ändras", "The waivers change"), ""
	}
	return lang.Text{SV: "%[1]s", EN: "%[2]s", Args: []any{persons.Strike(it.Summary.In(lang.SV)), persons.Strike(it.Summary.In(lang.EN))}}, persons.Strike(it.Number)
}

func (it *Item) outcomeTold() lang.Text {
	plans := lang.Plural{N: len(it.Names), One: lang.T("%s plan", "%s plan"), Other: lang.T("%s planer", "%s plans")}
	if it.Period.IsZero() {
		return lang.T("Utfall för %s", "Outcome of %s", plans)
	}
	from, to := it.Period.From.Week(), it.Period.To.Week()
	if from == to {
		return lang.T("Utfall för %s, %s", "Outcome of %s, %s", plans, from.String())
	}
	return lang.T("Utfall för %s, %s–%s", "Outcome of %s, %s–%s", plans, from.String(), to.String())
}
