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
		Lighter: lang.T(
			"Innan missivets period har börjat är det en upplysning, därefter en varning.",
			"Before the missiv's period has begun it is information, after that a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Raden i missivet är 20: en av dem står nu varken i en plan eller i en rest.",
				"The line of the missiv is 20: one of them now stands neither in a plan nor in a rest."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "volym: 6\n" +
				"periodisering:\n" +
				"  2027-W06: 2\n" +
				"  2027-W07: 2\n",
			Bad: "volym: 5\n" +
				"periodisering:\n" +
				"  2027-W06: 1\n" +
				"  2027-W07: 2\n",
		},
		Check: func(p *rule.Pass) {
			for _, l := range p.Set.Lines {
				open := l.Oppet()
				// What is wrong with the line or its plans, or where a plan of it has gone, is
				// reported as that.
				if !l.Whole || l.Contested || l.Wanting || open <= 0 {
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
