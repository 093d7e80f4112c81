package rules

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoAbsorbs asks that what a change of a missiv takes up from plans (`reglerar`) is
// there, belongs to the line, is taken up once, and adds up to the change (N39).
func MemoAbsorbs() *rule.Rule {
	return &rule.Rule{
		ID:         "P212",
		Title:      lang.T("missivet reglerar det som planerna har ökat", "the missiv settles what the plans have added"),
		Basis:      diag.Text,
		Statements: []string{"N39"},
		Severity:   diag.Error,
		Why: lang.T(
			"En ökning i en plan räknas ovanpå raden tills missivet har tagit upp den. Tas den upp två gånger, i fel rad eller med ett annat tal, finns volymen dubbelt eller inte alls.",
			"An increase in a plan counts on top of the line until the missiv has taken it up. Taken up twice, in the wrong line or with another number, the volume exists twice or not at all."),
		Example: rule.Example{
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "    reglerar: [{leveransplan: lp-2026-su-exk-hoftprotes, nr: 1}]\n",
			Bad:  "    reglerar: [{leveransplan: lp-2026-su-exk-hoftprotes, nr: 2}]\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				for i := range m.Andringar {
					checkAbsorbs(p, m, &m.Andringar[i])
				}
			}
		},
	}
}

func checkAbsorbs(p *rule.Pass, m *plan.Missiv, change *plan.Missivandring) {
	list := p.Set.Absorbs(change)
	for _, a := range list {
		switch {
		case a.Plan == nil || a.Plan.Broken || m.Rad(change.Rad.V) == nil:
		case a.Elsewhere():
			p.Report(absorbedElsewhere(a))
		case a.Entry == nil:
			p.Report(absorbedUnknown(a))
		// One entry named twice in one list is a key that stands twice (X001).
		case a.First != nil && a.First.Change != change:
			p.Report(absorbedTwice(a))
		}
	}
	r := m.Rad(change.Rad.V)
	sum, known := plan.AbsorbedEffect(list)
	if len(list) == 0 || !known || r == nil || !m.Chained(r) || sum == change.Change() {
		return
	}
	p.Report(rule.Finding{
		In: &m.Document, At: change.VolymEfter.Span, Measure: max(sum-change.Change(), change.Change()-sum),
		Message: lang.T("raden ändras med %d men de reglerade posterna ger %d", "the line changes by %d but the settled entries give %d", change.Change(), sum),
		Hint: lang.T("Låt reglerar nämna precis de poster vars utokar ingår i ändringen.",
			"Let reglerar name exactly the entries whose utokar is part of the change."),
		Related: []rule.Place{{In: &list[0].Plan.Document, At: list[0].Entry.Span,
			Message: lang.T("%s, nr %s", "%s, nr %s", list[0].Plan.ID.V, strconv.Itoa(list[0].Ref.Nr.V))}},
	})
}

func absorbedElsewhere(a *plan.Absorbed) rule.Finding {
	return rule.Finding{
		In: &a.Missiv.Document, At: a.Ref.Leveransplan.Span,
		Message: lang.T("%s hör inte till raden %s", "%s does not belong to line %s", a.Plan.ID.V, a.Change.Rad.V),
		Hint: lang.T("En ändring reglerar bara planer som har just den raden som ursprung.",
			"A change settles only plans that have that very line as their ursprung."),
		Related: []rule.Place{{In: &a.Plan.Document, At: a.Plan.Ursprung.Span, Message: lang.T("planens ursprung", "the plan's origin")}},
	}
}

func absorbedUnknown(a *plan.Absorbed) rule.Finding {
	return rule.Finding{
		In: &a.Missiv.Document, At: a.Ref.Nr.Span,
		Message: lang.T("%s har ingen ändring nr %s", "%s has no change nr %s", a.Plan.ID.V, strconv.Itoa(a.Ref.Nr.V)),
		Hint: lang.T("Skriv numret på en av planens andringar, eller 0 för dess utokning.",
			"Write the number of one of the plan's andringar, or 0 for its utokning."),
		Related: []rule.Place{{In: &a.Plan.Document, At: a.Plan.ID.Span, Message: lang.T("planen", "the plan")}},
	}
}

func absorbedTwice(a *plan.Absorbed) rule.Finding {
	return rule.Finding{
		In: &a.Missiv.Document, At: a.Ref.Nr.Span,
		Message: lang.T("%s nr %s är redan reglerad", "%s nr %s has been settled already", a.Plan.ID.V, strconv.Itoa(a.Ref.Nr.V)),
		Hint: lang.T("En post regleras en gång. Ta bort den här eller på det andra stället.",
			"An entry is settled once. Remove it here or at the other place."),
		Related: []rule.Place{{In: &a.First.Missiv.Document, At: a.First.Ref.Span, Message: lang.T("reglerad här", "settled here")}},
	}
}
