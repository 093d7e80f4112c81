package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeWithoutPlan tells of transfers that no plan stands behind (N08, N31). Facts are
// never refused, so it is a warning.
func OutcomeWithoutPlan() *rule.Rule {
	return &rule.Rule{
		ID:         "F105",
		Title:      lang.T("utfallet hör till en plan", "outcome belongs to a plan"),
		Basis:      diag.Default,
		Statements: []string{"N08", "N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Regionen överför patienter med leveransplaner. Sker det utan plan syns volymen varken mot missivet, avtalet eller kapaciteten.",
			"The region transfers patients with leveransplaner. Without one the volume shows neither against the missiv, the agreement nor the capacity."),
		Example: rule.Example{
			File: "plans/2026/utfall/2026-W06.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6\n",
			Bad: "leveransplan;skickande;mottagare;vardomrade;vecka;utfort\n" +
				";su;exk;ortopedi;2026-W06;4\n",
		},
		Check: func(p *rule.Pass) {
			for row := range outcome(p.Set) {
				if row.Leveransplan.Set || len(unnamed(row)) > 0 {
					continue
				}
				p.Report(rule.Finding{
					In: &row.table.Document, At: row.Skickande.Span, Measure: row.Utfort.V,
					Message: lang.T("%d från %s till %s i %s hör inte till någon plan", "%d from %s to %s in %s belong to no plan",
						row.Utfort.V, row.Skickande.V, row.Mottagare.V, row.Vecka.V.String()),
					Hint: lang.T("Skriv planens id i kolumnen leveransplan om det finns en. Annars kan raden stå kvar.",
						"Write the plan's id in the column leveransplan if there is one. Otherwise the row can stay."),
				})
			}
		},
	}
}

// unnamed lists which of the parties and the field a row does not name.
func unnamed(row outcomeRow) lang.List {
	var out lang.List
	if !row.Skickande.Set {
		out = append(out, "skickande")
	}
	if !row.Mottagare.Set {
		out = append(out, "mottagare")
	}
	if !row.Vardomrade.Set {
		out = append(out, "vardomrade")
	}
	return out
}
