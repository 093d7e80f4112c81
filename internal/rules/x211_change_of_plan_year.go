package rules

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ChangeOfPlanYear warns of a plan of the old plan year and one of the new that have volume
// in the same weeks, for the same field, sender and receiver (N38, N41). It happens where
// an April year of version 6.0 meets a calendar year. Within one plan year another rule
// looks for it.
func ChangeOfPlanYear() *rule.Rule {
	return &rule.Rule{
		ID:         "X211",
		Title:      lang.T("planåren överlappar inte varandra", "plan years do not overlap"),
		Basis:      diag.Default,
		Statements: []string{"N38", "N41"},
		Severity:   diag.Warning,
		Why: lang.T(
			"När planåret byter från april till januari kan ett kvartal ligga i båda åren. Står det i planer från båda räknas samma patienter, och mottagarens platser, två gånger.",
			"When the plan year changes from April to January a quarter can lie in both years. If plans of both have it the same patients, and the receiver's places, are counted twice."),
		Example: rule.Example{
			Note: lang.T(
				"En plan för 2024 har volym i första kvartalet 2025.",
				"A plan of 2024 has volume in the first quarter of 2025."),
			File: "plans/2025/leveransplaner/skas/lp-2025-skas-siv-katarakt.yaml",
			Good: "  2025-W14: 2\n",
			Bad:  "  2025-W10: 2\n",
		},
		Check: func(p *rule.Pass) {
			groups := map[route][]*plan.Leveransplan{}
			var order []route
			for _, pl := range p.Plans() {
				if m := p.Set.Memo(pl.Ursprung.Missiv.V); m == nil || m.Broken || p.Set.OutsideMemo(pl) {
					continue
				}
				r := route{pl.Vardomrade.V, pl.Skickande.V, pl.Mottagare.V}
				if groups[r] == nil {
					order = append(order, r)
				}
				groups[r] = append(groups[r], pl)
			}
			for _, r := range order {
				if group := groups[r]; len(group) > 1 {
					planYears(p, group)
				}
			}
		},
	}
}

// planYears reports each plan that shares a week with one of an earlier plan year.
func planYears(p *rule.Pass, plans []*plan.Leveransplan) {
	year := func(pl *plan.Leveransplan) *plan.Missiv { return p.Set.Memo(pl.Ursprung.Missiv.V) }
	slices.SortStableFunc(plans, func(a, b *plan.Leveransplan) int { return cmp.Compare(year(a).Period.V.From, year(b).Period.V.From) })
	if consecutive(plans, year) {
		return
	}
	weeks := byThursday(plans)
	for _, pl := range plans {
		own := year(pl).Period.V
		earlier := func(s planSlot) bool {
			before := year(s.plan).Period.V
			return before.From < own.From && before.To < own.To && sameCare(s.plan, pl)
		}
		var first, other *planSlot
		shared := 0
		for _, s := range plan.NewDraw(pl).Slots {
			for day := s.First; day <= s.Last; day += 7 {
				if i := slices.IndexFunc(weeks[day], earlier); i >= 0 {
					if shared++; first == nil {
						first, other = &planSlot{pl, s}, &weeks[day][i]
					}
				}
			}
		}
		if first != nil {
			p.Report(twoYears(*first, *other, shared))
		}
	}
}

// consecutive tells that plan years, in their order, follow one another as most do: then
// there is no need to look at their weeks.
func consecutive(plans []*plan.Leveransplan, year func(*plan.Leveransplan) *plan.Missiv) bool {
	running := year(plans[0]).Period.V
	for _, pl := range plans[1:] {
		next := year(pl).Period.V
		if next != running && next.From <= running.To {
			return false
		}
		if next.To > running.To {
			running = next
		}
	}
	return true
}

func twoYears(first, other planSlot, shared int) rule.Finding {
	return rule.Finding{
		In: &first.plan.Document, At: first.slot.Slot.Span, Measure: shared,
		Message: lang.T("%s ligger även i %s från förra planåret", "%s is also in %s of the former plan year",
			first.slot.Slot.V.String(), other.plan.ID.V),
		Hint: lang.T("Låt den gamla planen sluta där den nya börjar, eller sänk en av dem.",
			"Let the old plan end where the new one begins, or lower one of them."),
		Related: related(&other.plan.Document, other.slot.Slot.Span, lang.T("samma veckor", "the same weeks")),
	}
}
