package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// QuarterSums holds the sums per quarter that a plan states against its periodisation
// (N41). They can be derived and need not be stated.
func QuarterSums() *rule.Rule {
	return &rule.Rule{
		ID:         "P118",
		Title:      lang.T("angivna kvartalssummor stämmer", "stated quarter sums are right"),
		Basis:      diag.Text,
		Statements: []string{"N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Den som läser planen ser kvartalen först. Säger de något annat än veckorna finns det två planer i samma fil. En vecka hör till det kvartal där dess torsdag ligger.",
			"Whoever reads the plan sees the quarters first. If they say something else than the weeks there are two plans in one file. A week belongs to the quarter that its Thursday lies in."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml",
			Good: "periodisering:\n" +
				"  2027-W10: 2\n" +
				"kvartal: {2027-Q1: 2}\n",
			Bad: "periodisering:\n" +
				"  2027-W10: 2\n" +
				"kvartal: {2027-Q1: 3}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if len(pl.Kvartal.Items) == 0 || !trusted(pl) {
					continue
				}
				sums := map[calendar.Quarter]int{}
				for _, item := range pl.Periodisering.Items {
					sums[item.Slot.V.Quarter()] += item.Volume.V
				}
				for _, stated := range pl.Kvartal.Items {
					if sum := sums[stated.Slot.V.Quarter()]; sum != stated.Volume.V {
						p.Report(wrongQuarter(pl, stated, sum))
					}
				}
			}
		},
	}
}

// trusted tells that a periodisation is in order by itself: its sum is the volume, it has
// one grain and lies in the period. Where it is not, that is the fault to mend first.
func trusted(pl *plan.Leveransplan) bool {
	_, _, mixed := pl.Periodisering.Mixed()
	return !mixed && pl.Adds() && inItsPeriod(pl)
}

// inItsPeriod tells that all of a plan's weeks and quarters lie in its period (P103).
func inItsPeriod(pl *plan.Leveransplan) bool {
	for _, item := range pl.Periodisering.Items {
		if !plan.Touches(item.Slot.V, pl.Period.V) {
			return false
		}
	}
	return true
}

func wrongQuarter(pl *plan.Leveransplan, stated plan.SlotVolume, sum int) rule.Finding {
	quarter := stated.Slot.V.String()
	return rule.Finding{
		In: &pl.Document, At: stated.Volume.Span, Measure: max(sum-stated.Volume.V, stated.Volume.V-sum),
		Message: lang.T("%s är %s under kvartal men periodiseringen ger %s", "%s is %s under kvartal but the periodisation gives %s",
			quarter, stated.Volume.V, sum),
		Hint: lang.T("Ta bort kvartal, som följer av periodiseringen, eller rätta summan för %s.",
			"Take kvartal out, it follows from the periodisation, or correct the sum of %s.", quarter),
		Related: related(&pl.Document, pl.Periodisering.Span, lang.T("periodiseringen", "the periodisation")),
	}
}
