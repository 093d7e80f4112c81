package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OwnCapacityFirst asks that own capacity and the region's own agreements were tried before
// a plan is put under another region's agreement (N05, N06, N07). Whether they were tried
// in that order is for another rule.
func OwnCapacityFirst() *rule.Rule {
	return &rule.Rule{
		ID:         "P121",
		Title:      lang.T("egen regi och egna avtal är prövade först", "own hospitals and own agreements are tried first"),
		Basis:      diag.Text,
		Statements: []string{"N05", "N06", "N07"},
		Severity:   diag.Error,
		Why: lang.T(
			"Först efterfrågas kapacitet i egen regi, i andra hand nyttjas regionens egna avtal maximalt, och nästa steg är andra regioners avtal. Missivet visar att de två första stegen är gjorda.",
			"Capacity in the region's own hospitals is asked for first, then the region's own agreements are used to the full, and the next step is other regions' agreements. The missiv shows that the first two steps were taken."),
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "kapacitetstrappa:\n" +
				"  egen_regi: {efterfragad: 2026-09-20, svar: [{forvaltning: siv, ledig: 6}]}\n" +
				"  egna_avtal: {provad: 2026-09-28, svar: [{avtal: avt-2026-014, ledig: 12}]}\n",
			Bad: "kapacitetstrappa:\n" +
				"  egna_avtal: {provad: 2026-09-28, svar: [{avtal: avt-2026-014, ledig: 12}]}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				a, line := p.Set.AgreementOf(pl), p.Set.LineOf(pl)
				if a == nil || p.Set.Own(a) || line == nil || line.Missiv.Broken || ownSearch(pl) {
					continue
				}
				if missing := stepsMissing(line.Missiv.Kapacitetstrappa); len(missing) > 0 {
					p.Report(skippedSteps(pl, a, line.Missiv, missing))
				}
			}
		},
	}
}

// ownSearch tells that the whole of the plan's first volume is an increase: then its own
// search for capacity is the evidence, and the rules on increases ask for it.
func ownSearch(pl *plan.Leveransplan) bool {
	return pl.Utokning != nil && pl.Utokning.Utokar.V == pl.OriginalVolume()
}

func stepsMissing(k *plan.Kapacitetstrappa) lang.List {
	var missing lang.List
	if k == nil || k.EgenRegi == nil {
		missing = append(missing, "egen_regi")
	}
	if k == nil || k.EgnaAvtal == nil {
		missing = append(missing, "egna_avtal")
	}
	return missing
}

func skippedSteps(pl *plan.Leveransplan, a *plan.Avtal, m *plan.Missiv, missing lang.List) rule.Finding {
	at := m.ID.Span
	if m.Kapacitetstrappa != nil {
		at = m.Kapacitetstrappa.Span
	}
	return rule.Finding{
		In: &pl.Document, At: pl.Avtal.Span, Measure: len(missing),
		Message: lang.T("avtalet %s är en annan regions men missivet saknar %s", "agreement %s is another region's but the missiv lacks %s", a.ID.V, missing),
		Hint: lang.T("Fyll i %s under kapacitetstrappa i %s, eller välj ett av regionens egna avtal.",
			"Fill in %s under kapacitetstrappa in %s, or choose one of the region's own agreements.", missing, m.ID.V),
		Related: related(&m.Document, at, lang.T("missivets kapacitetstrappa", "the missiv's kapacitetstrappa")),
	}
}
