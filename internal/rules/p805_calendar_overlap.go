package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CalendarOverlap keeps the local calendar's deviations in order: none ends before it
// begins, and no day has two of one organisation's.
func CalendarOverlap() *rule.Rule {
	return &rule.Rule{
		ID:       "P805",
		Title:    lang.T("kalenderns avvikelser överlappar inte", "the calendar's deviations do not overlap"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Avvikelserna avgör hur mycket som ryms i en vecka. Gäller två för samma dag går det inte att veta vilken andel som menas.",
			"The deviations decide how much fits into a week. If two hold for the same day there is no knowing which share is meant."),
		Lighter: lang.T(
			"En överlappning är en varning; en avvikelse som slutar innan den börjar är ett fel.",
			"An overlap is a warning; a deviation that ends before it begins is an error."),
		Example: rule.Example{
			File: "plans/register/kalender.yaml",
			Good: "  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: Sommarbemanning}\n" +
				"  - {organisation: siv, fran: 2027-07-26, till: 2027-08-01, andel: 0, orsak: Stängt}\n",
			Bad: "  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: Sommarbemanning}\n" +
				"  - {organisation: siv, fran: 2027-07-19, till: 2027-08-01, andel: 0, orsak: Stängt}\n",
		},
		Check: func(p *rule.Pass) {
			if k := p.Set.Kalender; k != nil && !k.Broken {
				overlaps(p, k)
			}
		},
	}
}

func overlaps(p *rule.Pass, k *plan.Kalender) {
	byOrganisation := map[string][]*plan.Kalenderavvikelse{}
	var order []string
	for i := range k.Avvikelser {
		a := &k.Avvikelser[i]
		if !inOrder(p, &k.Document, a.Fran, a.Till) {
			continue
		}
		id := a.Organisation.V
		if byOrganisation[id] == nil {
			order = append(order, id)
		}
		byOrganisation[id] = append(byOrganisation[id], a)
	}
	for _, id := range order {
		list := byOrganisation[id]
		slices.SortStableFunc(list, func(a, b *plan.Kalenderavvikelse) int { return int(a.Fran.V - b.Fran.V) })
		longest := list[0]
		for _, a := range list[1:] {
			// Two that begin on one day are two entries with one key: a fault of its own.
			if a.Fran.V <= longest.Till.V && a.Fran.V != longest.Fran.V {
				p.Report(overlap(k, longest, a))
			}
			if a.Till.V > longest.Till.V {
				longest = a
			}
		}
	}
}

func overlap(k *plan.Kalender, first, second *plan.Kalenderavvikelse) rule.Finding {
	return rule.Finding{
		In: &k.Document, At: second.Fran.Span, Lighter: true,
		Message: lang.T("avvikelsen från %s börjar innan den från %s slutar %s", "the deviation from %s begins before the one from %s ends on %s",
			second.Fran.V.String(), first.Fran.V.String(), first.Till.V.String()),
		Hint:    lang.T("Låt den ena sluta dagen innan den andra börjar.", "Let one end the day before the other begins."),
		Related: related(&k.Document, first.Till.Span, lang.T("den andra avvikelsens sista dag", "the other deviation's last day")),
	}
}
