package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ContactsAddUp holds the patients who answered against those who were asked: nobody
// accepts or declines without being contacted.
func ContactsAddUp() *rule.Rule {
	return &rule.Rule{
		ID:         "F108",
		Title:      lang.T("kontaktade räcker till dem som svarat", "those contacted are enough for those who answered"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Andelen som tackar ja visar om en plan är möjlig att fylla. Är fler svar än tillfrågade är någon av siffrorna från en annan vecka.",
			"The share who accept shows whether a plan can be filled. With more answers than patients asked, one of the figures is from another week."),
		Example: rule.Example{
			Note: lang.T(
				"5 ja och 3 nej är fler svar än de 6 som kontaktades. Saknas säkra siffror lämnas kolumnerna bort.",
				"5 yes and 3 no are more answers than the 6 who were contacted. Where the figures are not certain, leave the columns out."),
			File: "plans/2026/utfall/2026-W06.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade;accepterade;avbojda\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6;5;3\n",
		},
		Check: func(p *rule.Pass) {
			for row := range outcome(p.Set) {
				answered := row.Accepterade.V + row.Avbojda.V
				if !row.Kontaktade.Set || answered <= row.Kontaktade.V {
					continue
				}
				p.Report(rule.Finding{
					In: &row.table.Document, At: row.Kontaktade.Span, Measure: answered - row.Kontaktade.V,
					Message: lang.T("%d är kontaktade men %d har svarat: %d ja och %d nej", "%d were contacted but %d answered: %d yes and %d no",
						row.Kontaktade.V, answered, row.Accepterade.V, row.Avbojda.V),
					Hint: lang.T("Rätta siffrorna, eller lämna cellen tom om uppgiften saknas.", "Correct the figures, or leave the cell empty if there is none."),
				})
			}
		},
	}
}
