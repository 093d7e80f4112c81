package rules

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OverlappingPlans warns of two plans for the same volume to the same receiver at the same
// time (N41), unless different offers or agreements keep them apart. A plan's time is from its first to its last week with volume: one that was
// lowered, to be followed by another, does not overlap its successor.
func OverlappingPlans() *rule.Rule {
	return &rule.Rule{
		ID:         "X204",
		Title:      lang.T("en plan i taget till samma mottagare", "one plan at a time to the same receiver"),
		Basis:      diag.Default,
		Statements: []string{"N41"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Två planer från samma rad till samma mottagare under samma veckor är oftast en kopia som blev kvar. Är båda menade vet ändå ingen vilken som ska ändras.",
			"Two plans of one line to one receiver in the same weeks are mostly a copy that was left behind. If both are meant, nobody knows which one to change."),
		Example: rule.Example{
			Note: lang.T(
				"lp-2027-skas-siv-ogon-v10 har redan volym i vecka 10.",
				"lp-2027-skas-siv-ogon-v10 has volume in week 10 already."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v12.yaml",
			Good: "periodisering:\n" +
				"  2027-W12: 2\n",
			Bad: "periodisering:\n" +
				"  2027-W10: 2\n",
		},
		Check: func(p *rule.Pass) {
			groups := map[flow][]*plan.Leveransplan{}
			var order []flow
			for _, pl := range p.Set.Leveransplaner {
				if pl.Broken {
					continue
				}
				key := flowOf(pl)
				if groups[key] == nil {
					order = append(order, key)
				}
				groups[key] = append(groups[key], pl)
			}
			for _, key := range order {
				if group := groups[key]; len(group) > 1 {
					reportOverlaps(p, timedPlans(group))
				}
			}
		},
	}
}

// flow is what two plans share that move the same volume the same way. A plan from an
// offer alone has no line; then the offer tells.
type flow struct{ missiv, rad, erbjudande, skickande, mottagare, avtal string }

func flowOf(pl *plan.Leveransplan) flow {
	f := flow{missiv: pl.Ursprung.Missiv.V, rad: pl.Ursprung.Rad.V, skickande: pl.Skickande.V, mottagare: pl.Mottagare.V, avtal: pl.Avtal.V}
	if f.missiv == "" {
		f.erbjudande = pl.Ursprung.Erbjudande.V
	}
	return f
}

type timed struct {
	plan *plan.Leveransplan
	time calendar.Interval
}

// timedPlans gives each plan the time from its first to its last week with volume inside
// its period, and sorts the plans by it. Plans without volume are left out.
func timedPlans(plans []*plan.Leveransplan) []timed {
	var out []timed
	for _, pl := range plans {
		slots := plan.NewDraw(pl).Slots
		if len(slots) == 0 {
			continue
		}
		time := calendar.Interval{From: slots[0].First, To: slots[0].Last}
		for _, s := range slots[1:] {
			time.From, time.To = min(time.From, s.First), max(time.To, s.Last)
		}
		out = append(out, timed{pl, time})
	}
	slices.SortStableFunc(out, func(a, b timed) int { return cmp.Compare(a.time.From, b.time.From) })
	return out
}

// reportOverlaps reports every plan that begins before an earlier one has ended, beside the
// one of those that goes on longest.
func reportOverlaps(p *rule.Pass, plans []timed) {
	for i, next := range plans {
		var longest timed
		for _, earlier := range plans[:i] {
			if next.time.From <= earlier.time.To && !twoOffers(next.plan, earlier.plan) && (longest.plan == nil || earlier.time.To > longest.time.To) {
				longest = earlier
			}
		}
		if longest.plan == nil {
			continue
		}
		p.Report(rule.Finding{
			In: &next.plan.Document, At: next.plan.Period.Span,
			Message: lang.T("%s och %s tar samma volym till %s samtidigt", "%s and %s take the same volume to %s at the same time",
				next.plan.ID.V, longest.plan.ID.V, next.plan.Mottagare.V),
			Hint: lang.T("Slå ihop planerna, eller låt den ena sluta innan den andra börjar.",
				"Merge the plans, or let one end before the other begins."),
			Related: related(&longest.plan.Document, longest.plan.Period.Span, lang.T("den andra planen", "the other plan")),
		})
	}
}

// twoOffers tells that plans draw on different offers. Neither can take the other's volume,
// for a plan keeps its origin.
func twoOffers(a, b *plan.Leveransplan) bool {
	one, other := a.Ursprung.Erbjudande, b.Ursprung.Erbjudande
	return one.Set && other.Set && one.V != other.V
}
