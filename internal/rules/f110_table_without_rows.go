package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// TableWithoutRows warns of an outcome table that has a header and nothing else (N57).
func TableWithoutRows() *rule.Rule {
	return &rule.Rule{
		ID:         "F110",
		Title:      lang.T("utfallstabellen har rader", "an outcome table has rows"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En vecka utan rad har ingen uppgift; den är inte 0. En fil utan rader ser inläst ut men säger ingenting, oftast för att uttaget ur källsystemet blev tomt.",
			"A week without a row has no figure; it is not 0. A file without rows looks as if it had been read in but says nothing, most often because the extract from the source system came out empty."),
		Example: rule.Example{
			File: "plans/2026/utfall/2026-W44.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\nlp-2026-skas-exk-hoftprotes;2026-W44;3;6\n",
			Bad:  "leveransplan;vecka;utfort;kontaktade\n",
		},
		Check: func(p *rule.Pass) {
			for _, u := range p.Set.Utfall {
				if u.Broken || len(u.Rows) > 0 {
					continue
				}
				p.Report(rule.Finding{
					In:      &u.Document,
					Message: lang.T("tabellen har inga rader", "the table has no rows"),
					Hint: lang.T("Läs in utfallet på nytt. En vecka där ingen togs emot skrivs som 0; saknas uppgift: ta bort filen.",
						"Read in the outcome again. A week in which nobody was received is written as 0; if there is no figure, remove the file."),
				})
			}
		},
	}
}
