package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CauseDirection holds the cause of a change against what the change does (N48, N51, N52).
func CauseDirection() *rule.Rule {
	return &rule.Rule{
		ID:         "P503",
		Title:      lang.T("orsaken stämmer med hur volymen ändras", "the cause fits how the volume changes"),
		Basis:      diag.Text,
		Statements: []string{"N48", "N51", "N52"},
		Severity:   diag.Error,
		Why: lang.T(
			"Orsaken avgör vilket underlag som krävs och vem som anmäler. En sänkning under namnet ökat behov skulle gå förbi de frågor som hör till en sänkning.",
			"The cause decides what evidence is needed and who reports. A decrease in the name of a higher need would get around the questions that a decrease has to answer."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    orsak: okat_behov\n" +
				"    volym_fore: 12\n" +
				"    volym_efter: 15\n" +
				"    utokar: 3\n",
			Bad: "    orsak: villkor\n" +
				"    volym_fore: 12\n" +
				"    volym_efter: 15\n" +
				"    utokar: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				if e.Extension || e.Plan.Doubtful(e.Andring) || directions[e.Orsak.V].holds(e.Change()) {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Plan.Document, At: e.Orsak.Span,
					Message: lang.T("orsaken %s %s, men den går från %d till %d",
						"the cause %s %s, but it goes from %d to %d", e.Orsak.V, directions[e.Orsak.V].text(), e.VolymFore.V, e.VolymEfter.V),
					Hint: lang.T("Rätta volymerna, eller skriv den orsak som ligger bakom: %s.",
						"Correct the volumes, or write the cause behind the change: %s.", causesFor(e.Change())),
					Related: related(&e.Plan.Document, e.VolymEfter.Span, lang.T("volymen efter ändringen", "the volume after the change")),
				})
			}
		},
	}
}

func (d direction) text() lang.Text {
	switch d {
	case lowers:
		return lang.T("sänker volymen", "lowers the volume")
	case raises:
		return lang.T("höjer volymen", "raises the volume")
	}
	return lang.T("lämnar volymen som den är", "leaves the volume as it is")
}

// causesFor lists the causes that a change can have, those with a direction first.
func causesFor(change int) lang.List {
	var out lang.List
	for cause, d := range directions {
		if d.holds(change) {
			out = append(out, cause)
		}
	}
	slices.Sort(out)
	return append(out, plan.OrsakOmfordelning, plan.OrsakRattelse)
}
