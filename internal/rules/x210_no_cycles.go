package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// NoCycles warns of two förvaltningar that send to each other in one field in the same
// weeks, unless procedures, care form or ASA classes tell the patients apart.
func NoCycles() *rule.Rule {
	return &rule.Rule{
		ID:         "X210",
		Title:      lang.T("två förvaltningar skickar inte till varandra", "two förvaltningar do not send to each other"),
		Basis:      diag.Default,
		Statements: []string{"N08"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Den ena skickar för att den saknar kapacitet, den andra tar emot för att den har. Går patienter åt båda hållen i samma område och samma veckor reser de i onödan.",
			"One sends because it lacks capacity, the other receives because it has some. If patients go both ways in one field in the same weeks they travel for nothing."),
		Example: rule.Example{
			Note: lang.T(
				"lp-2027-skas-siv-ogon-v10 går åt andra hållet i vecka 10.",
				"lp-2027-skas-siv-ogon-v10 goes the other way in week 10."),
			File: "plans/2027/leveransplaner/siv/lp-2027-siv-skas-ogon.yaml",
			Good: "  2027-W11: 1\n",
			Bad:  "  2027-W10: 1\n",
		},
		Check: func(p *rule.Pass) {
			there := map[route][]*plan.Leveransplan{}
			var order []route
			for _, pl := range p.Plans() {
				r := route{pl.Vardomrade.V, pl.Skickande.V, pl.Mottagare.V}
				if !p.Set.Settled(pl) || p.Set.Extern(pl) {
					continue
				}
				if there[r] == nil {
					order = append(order, r)
				}
				there[r] = append(there[r], pl)
			}
			done := map[route]bool{}
			for _, r := range order {
				if back := r.back(); len(there[back]) > 0 && !done[r] {
					done[back] = true
					crossing(p, r, there[r], there[back])
				}
			}
		},
	}
}

// route is a field with a sender and a receiver.
type route struct{ field, from, to string }

func (r route) back() route { return route{r.field, r.to, r.from} }

// crossing reports the first plan of the way back that meets one of the way there, and how
// many weeks the two ways share.
func crossing(p *rule.Pass, r route, there, back []*plan.Leveransplan) {
	weeks := byThursday(there)
	var first, other *planSlot
	shared := 0
	for _, pl := range back {
		for _, s := range plan.NewDraw(pl).Slots {
			for day := s.First; day <= s.Last; day += 7 {
				for _, met := range weeks[day] {
					if !sameCare(pl, met.plan) {
						continue
					}
					if shared++; first == nil {
						first, other = &planSlot{pl, s}, &met
					}
					break
				}
			}
		}
	}
	if first == nil {
		return
	}
	p.Report(rule.Finding{
		In: &first.plan.Document, At: first.slot.Slot.Span, Measure: shared,
		Message: lang.T("%s och %s skickar till varandra i %s samma veckor, först %s", "%s and %s send to each other in %s in the same weeks, %s first",
			r.from, r.to, r.field, first.slot.Slot.V.String()),
		Hint: lang.T("Låt var och en ta emot sina egna i stället. Är det olika vård: skriv åtgärder i båda planerna.",
			"Let each keep its own instead. If it is different care, write atgarder in both plans."),
		Related: related(&other.plan.Document, other.slot.Slot.Span, lang.T("%s går åt andra hållet", "%s goes the other way", other.plan.ID.V)),
	})
}
