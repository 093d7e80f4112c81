package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// VolumesMeetNeed holds the volumes of a field, as first decided, against what its
// förvaltningar can't meet themselves (N33). Förvaltningar without a line are another
// rule's business.
func VolumesMeetNeed() *rule.Rule {
	return &rule.Rule{
		ID:         "P206",
		Title:      lang.T("volymerna räcker för vårdgarantin", "the volumes are enough for the care guarantee"),
		Basis:      diag.Text,
		Statements: []string{"N33"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Förslaget utgår från att förvaltningarna ska klara vårdgarantin. Är volymerna mindre än det behov som återstår ska det gå att läsa varför.",
			"The proposal starts from the förvaltningar meeting the care guarantee. Where the volumes are less than the remaining need, the reason has to be there to read."),
		Example: rule.Example{
			Note: lang.T(
				"Raderna ger 4 men kvarvarande behov är 7. Då säger motiveringen varför.",
				"The lines give 4 but the remaining need is 7. Then motivering says why."),
			File: "plans/2027/missiv/missiv-2027-handkirurgi.yaml",
			Good: "utgangspunkt: vardgaranti\n" +
				"motivering: NU tar själva hand om sina tre med kvällsmottagning\n",
			Bad: "utgangspunkt: vardgaranti\n",
		},
		Check: func(p *rule.Pass) {
			for _, n := range judgedNeeds(p) {
				volume, oneUnit := plan.Sum(n.Lines)
				need := 0
				for i := range n.Field.Forvaltningar {
					if row := &n.Field.Forvaltningar[i]; hasLines(p.Set, n, row.Forvaltning.V) {
						need += row.Remaining()
					}
				}
				if oneUnit && volume < need && !motivated(n) {
					p.Report(shortOfNeed(n, volume, need))
				}
			}
		},
	}
}

func motivated(n *plan.Need) bool {
	for _, l := range n.Lines {
		if l.Missiv.Motivering.Set {
			return true
		}
	}
	return false
}

func shortOfNeed(n *plan.Need, volume, need int) rule.Finding {
	first := n.Lines[0]
	return rule.Finding{
		In: &first.Missiv.Document, At: first.Volym.Span, Measure: need - volume,
		Message: lang.T("%s: raderna ger %d men kvarvarande behov är %d",
			"%s: the lines give %d but the remaining need is %d", n.Field.Vardomrade.V, volume, need),
		Hint: lang.T("Höj volymerna med %d, eller skriv varför de är lägre under motivering: i missivet.",
			"Raise the volumes by %d, or write why they are lower under motivering: in the missiv.", need-volume),
		Related: []rule.Place{{In: &n.Analysis.Document, At: n.Field.Vardomrade.Span,
			Message: lang.T("behovet enligt analysen", "the need according to the analysis")}},
	}
}

// hasLines tells that a förvaltning has a line, or one that has succeeded it.
func hasLines(set *plan.Set, n *plan.Need, forvaltning string) bool {
	return slices.ContainsFunc(n.Lines, func(l plan.MemoLine) bool { return set.Continues(l.Forvaltning.V, forvaltning) })
}

// judgedNeeds lists the needs that rules of a version judge: whole, with a gap to care
// for, and with lines whose first volumes can be told (P210, P212, X002). A need whose lines stand in several missiv is judged by the version of the first.
func judgedNeeds(p *rule.Pass) []*plan.Need {
	var out []*plan.Need
	for _, n := range p.Set.Needs() {
		if n.Whole && n.Field.Gap() && n.Lines[0].Missiv.Rutin.V == p.Version && !slices.ContainsFunc(n.Lines, unsettled(p.Set)) {
			out = append(out, n)
		}
	}
	return out
}

// unsettled tells that the changes of a line's missiv do not lead to its volumes, or do not
// fit what they take up: either volume of such a change may be the slip.
func unsettled(set *plan.Set) func(plan.MemoLine) bool {
	return func(l plan.MemoLine) bool {
		return !l.Missiv.Settled() || slices.ContainsFunc(l.Missiv.Changes(l.ID.V), func(c *plan.Missivandring) bool {
			sum, known := plan.AbsorbedEffect(set.Absorbs(c))
			return known && c.Drops(sum)
		})
	}
}
