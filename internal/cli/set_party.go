package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// partyLists are the lists of a plan whose entries belong to its parties, and what an entry of
// one says.
var partyLists = map[string]lang.Text{
	"kontakter":    lang.T("funktion: …, e_post: …", "funktion: …, e_post: …"),
	"avstamningar": lang.T("datum: ÅÅÅÅ-MM-DD", "datum: YYYY-MM-DD"),
}

// namedParties says who can have an entry of a plan, where a path names one that is not there.
func namedParties(set *plan.Set, doc *plan.Document, s step, err error) error {
	list, rest, below := strings.Cut(s.path, ".")
	form, ofParties := partyLists[list]
	p := set.Plan(doc.ID.V)
	why := (*failure)(nil)
	if p == nil || !below || !ofParties || !errors.As(err, &why) || why.code != exitUsage {
		return err
	}
	wanted, _, _ := strings.Cut(rest, ".")
	part, _, _ := strings.Cut(wanted, "+")
	names, having := partyEntries(p, list)
	if _, slip := lang.Nearest(wanted, names); slip || slices.Contains(having, part) {
		return err // the words of the fault say enough
	}
	parties := lang.List{p.Skickande.V, p.Mottagare.V}
	next := p.Skickande.V
	if slices.Contains(having, next) {
		next = p.Mottagare.V
	}
	return usage(why.text, lang.T("Planens parter är %s. En post till: leveransplan set %s %s '{part: %s, %s}' --append", "The parties of the plan are %s. One more entry: leveransplan set %s %s '{part: %s, %s}' --append",
		parties, doc.ID.V, list, next, form))
}

// partyEntries gives the keys of the entries of such a list, and the parties that have one.
func partyEntries(p *plan.Leveransplan, list string) (names, having []string) {
	if list == "avstamningar" {
		for _, x := range p.Avstamningar {
			having = append(having, x.Part.V)
		}
		return having, having
	}
	for _, k := range p.Kontakter {
		names, having = append(names, k.Part.V+"+"+k.Funktion.V), append(having, k.Part.V)
	}
	return names, having
}
