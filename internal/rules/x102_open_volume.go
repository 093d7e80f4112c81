package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OpenVolume tells of decided volume that stands in no plan and no rest (N41, N47):
// natural while the plans are drawn up, a gap in somebody's care once the period runs.
func OpenVolume() *rule.Rule {
	return &rule.Rule{
		ID:         "X102",
		Title:      lang.T("beslutad volym är placerad", "decided volume is placed"),
		Basis:      diag.Default,
		Statements: []string{"N41", "N46", "N47"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Bakom volymen står patienter som väntar. Innan perioden börjar är en öppen rad ett arbete som pågår; därefter är den patienter som ingen har planerat för.",
			"Behind the volume stand patients who wait. Before the period begins an open line is work in progress; after that it is patients nobody has planned for."),
		Example: rule.Example{
			File: "plans/2027/restvolymer.yaml",
			Good: "slag: oplacerad, volym: 2,",
			Bad:  "slag: oplacerad, volym: 1,",
		},
		Check: func(p *rule.Pass) {
			for _, l := range p.Set.Lines {
				open := l.Oppet()
				// A line whose changes do not add up is reported for that.
				if !l.Whole || l.Contested || open <= 0 {
					continue
				}
				p.Report(rule.Finding{
					In: &l.Missiv.Document, At: l.Rad.Volym.Span, Measure: open,
					// Time alone never makes an error, and work in progress is none either.
					Lighter: p.Today < l.Missiv.Period.V.From,
					Message: lang.T("raden %s: %d av %d är ännu inte placerade",
						"line %s: %d of %d are not placed yet", l.Rad.ID.V, open, l.Aktuell()),
					Hint: lang.T("Lägg dem i en leveransplan, eller skriv dem som rest i restvolymer.",
						"Put them in a leveransplan, or write them as a rest in restvolymer."),
				})
			}
		},
	}
}
