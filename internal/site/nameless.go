package site

import (
	"regexp"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// personsOf are the ids of those whom the register of roles knows.
func personsOf(set *plan.Set) map[string]bool {
	out := map[string]bool{}
	if set.Roller != nil {
		for i := range set.Roller.Personer {
			out[set.Roller.Personer[i].ID.V] = true
		}
	}
	return out
}

// wordForm is what an id can be in a text.
var wordForm = regexp.MustCompile(`[\pL\pN]+(?:[-_][\pL\pN]+)*`)

// nameless is a running text with nobody's id: who somebody is stands in the register, which is
// for those who work with the plans.
func (b *builder) nameless(text string) string {
	if len(b.persons) == 0 {
		return text
	}
	return wordForm.ReplaceAllStringFunc(text, func(word string) string {
		if b.persons[word] {
			return "…"
		}
		return word
	})
}
