package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NearerCapacityUsed lets a search go on to the next step only when the capacity found
// before it is placed, or a reason says why it is not (N55). What is placed has to be there:
// in plans of the step's kind, about the same care, that hold it; and the last step must
// have had room for the rise itself.
func NearerCapacityUsed() *rule.Rule {
	return &rule.Rule{
		ID:              "P510",
		Title:           lang.T("ledig kapacitet används innan nästa steg", "free capacity is used before the next step"),
		Basis:           diag.Text,
		Statements:      []string{"N55"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Kapacitet söks i första hand i egen regi, i andra hand inom egna avtal och i tredje hand via andra regioners avtal. Lämnas ledig kapacitet utan skäl går det inte att se varför sökningen gick vidare.",
			"Capacity is looked for in the region's own hospitals first, then under its own agreements, then under other regions' agreements. Where free capacity is left without a reason there is no telling why the search went on."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    kapacitetssok:\n" +
				"      - {steg: egen_regi, datum: 2026-05-09, ledig: 2, skal: Platserna gällde dagkirurgi}\n" +
				"      - {steg: egna_avtal, datum: 2026-05-11, ledig: 10, placerat: [{leveransplan: lp-2026-su-exk-hoftprotes, volym: 4}]}\n",
			Bad: "    kapacitetssok:\n" +
				"      - {steg: egen_regi, datum: 2026-05-09, ledig: 2}\n" +
				"      - {steg: egna_avtal, datum: 2026-05-11, ledig: 10, placerat: [{leveransplan: lp-2026-su-exk-hoftprotes, volym: 4}]}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				if _, usable := searchFault(p, e); !usable {
					continue
				}
				for i := range e.Kapacitetssok {
					if f := misplacement(p.Set, e, i); f != nil {
						p.Report(*f)
					} else {
						stepUsed(p, e, &e.Kapacitetssok[i], i == len(e.Kapacitetssok)-1)
					}
				}
			}
		},
	}
}

func stepUsed(p *rule.Pass, e rule.Entry, k *plan.Kapacitetssok, last bool) {
	placed := 0
	var places []rule.Place
	for _, pl := range k.Placerat {
		placed += pl.Volym.V
		places = append(places, related(&e.Plan.Document, pl.Volym.Span,
			lang.T("%d i %s", "%d in %s", pl.Volym.V, pl.Leveransplan.V))...)
	}
	f := rule.Finding{In: &e.Plan.Document, At: k.Ledig.Span, Related: places, Measure: max(placed-k.Ledig.V, k.Ledig.V-placed)}
	switch {
	case placed > k.Ledig.V:
		f.Message = lang.T("%s: %d är placerade men bara %d var lediga", "%s: %d are placed but only %d were free", k.Steg.V, placed, k.Ledig.V)
		f.Hint = lang.T("Rätta ledig eller placerat.", "Correct ledig or placerat.")
	case placed < k.Ledig.V && !last && !k.Skal.Set:
		f.Message = lang.T("%s: %d var lediga men bara %d är placerade, utan skäl", "%s: %d were free but only %d are placed, without a reason", k.Steg.V, k.Ledig.V, placed)
		f.Hint = lang.T("Placera resten först och skriv det i placerat, eller skriv skal: varför den inte kunde användas.",
			"Place the remainder first and write it in placerat, or write skal: why it could not be used.")
	case last && searchTakes(e, k) > k.Ledig.V && !overstates(e.Plan, e.Andring):
		f.Measure = searchTakes(e, k) - k.Ledig.V
		f.Message = lang.T("%s: höjningen och det som är placerat tar %d men bara %d var lediga", "%s: the rise and what is placed take %d but only %d were free",
			k.Steg.V, searchTakes(e, k), k.Ledig.V)
		f.Hint = lang.T("Rätta ledig, eller höj planen med det som ryms.", "Correct ledig, or raise the plan by what there is room for.")
	default:
		return
	}
	p.Report(f)
}

// searchTakes is what the last step of a search has to hold: what it places in other plans and
// the rise itself. Where the line holds the whole rise, that is what stands in no other plan.
func searchTakes(e rule.Entry, last *plan.Kapacitetssok) int {
	own, others, elsewhere := 0, 0, 0
	for i := range e.Kapacitetssok {
		k := &e.Kapacitetssok[i]
		for _, pl := range k.Placerat {
			switch {
			case pl.Leveransplan.V != e.Plan.ID.V:
				elsewhere += pl.Volym.V
				if k == last {
					others += pl.Volym.V
				}
			case k == last:
				own += pl.Volym.V
			}
		}
	}
	rise := e.Utokar.V
	if rise == 0 {
		rise = e.Change() - elsewhere
	}
	return others + max(own, rise)
}

// misplacement finds the first placement of a step that the plan it names contradicts, or
// nil. A plan that does not exist is reported as that (X002).
func misplacement(set *plan.Set, e rule.Entry, i int) *rule.Finding {
	k := &e.Kapacitetssok[i]
	for j := range k.Placerat {
		place := &k.Placerat[j]
		named := set.Plan(place.Leveransplan.V)
		if named == nil || named.Broken {
			continue
		}
		f := &rule.Finding{In: &e.Plan.Document, At: place.Leveransplan.Span}
		step, known := receiverStep(set, named)
		switch before := placedBefore(e.Kapacitetssok[:i], named.ID.V); {
		case known && step != k.Steg.V:
			f.Message = lang.T("%s hör till %s, inte till %s", "%s belongs to %s, not to %s", named.ID.V, step, k.Steg.V)
			f.Hint = lang.T("Skriv placeringen i steget %s, eller id:t på en plan som hör till %s.",
				"Write the placement in the step %s, or the id of a plan that belongs to %s.", step, k.Steg.V)
			f.Related = related(&named.Document, named.Mottagare.Span, lang.T("planens mottagare", "the plan's receiver"))
		case before != nil:
			f.Message = lang.T("%s står redan i ett tidigare steg", "%s stands in an earlier step already", named.ID.V)
			f.Hint = lang.T("En plan hör till ett steg. Ta bort den ena placeringen.", "A plan belongs to one step. Remove one of the placements.")
			f.Related = related(&e.Plan.Document, before.Leveransplan.Span, lang.T("den tidigare placeringen", "the earlier placement"))
		case otherCare(set, named, e.Plan):
			f.Message = lang.T("%s gäller %s (%s), den här planen %s (%s)", "%s is for %s (%s), this plan for %s (%s)",
				named.ID.V, named.Vardomrade.V, named.Unit(), e.Plan.Vardomrade.V, e.Plan.Unit())
			f.Hint = lang.T("Skriv id:t på en plan för samma vårdområde och enhet.", "Write the id of a plan for the same field and unit.")
			f.Related = related(&named.Document, named.Vardomrade.Span, lang.T("planens vårdområde", "the plan's field"))
		case named.Adds() && named.Chained() && place.Volym.V > named.Peak():
			f.At, f.Measure = place.Volym.Span, place.Volym.V-named.Peak()
			f.Message = lang.T("%d är placerade i %s, som har högst %d", "%d are placed in %s, which has %d at most", place.Volym.V, named.ID.V, named.Peak())
			f.Hint = lang.T("Skriv det som planen har fått, eller höj planen först.", "Write what the plan has got, or raise the plan first.")
			f.Related = related(&named.Document, named.Volym.Span, lang.T("planens volym", "the plan's volume"))
		default:
			continue
		}
		return f
	}
	return nil
}

func placedBefore(steps []plan.Kapacitetssok, id string) *plan.Placerat {
	for i := range steps {
		for j := range steps[i].Placerat {
			if steps[i].Placerat[j].Leveransplan.V == id {
				return &steps[i].Placerat[j]
			}
		}
	}
	return nil
}

// otherCare tells that two plans are for different fields or count differently. A plan that
// is not as its line may have the slip there, and says nothing.
func otherCare(set *plan.Set, a, b *plan.Leveransplan) bool {
	differ := a.Vardomrade.V != b.Vardomrade.V || a.Unit() != b.Unit()
	return differ && len(set.LineDepartures(a)) == 0 && len(set.LineDepartures(b)) == 0
}
