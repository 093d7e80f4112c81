package rules

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoAbsorbs asks that what a change of a missiv takes up from plans (`reglerar`) is
// there, belongs to the line, was made before, is taken up once, and fits into the change
// (N39): more may be decided at once, less may not.
func MemoAbsorbs() *rule.Rule {
	return &rule.Rule{
		ID:         "P212",
		Title:      lang.T("missivet reglerar det som planerna har ökat", "the missiv settles what the plans have added"),
		Basis:      diag.Default,
		Statements: []string{"N39", "N51", "N56"},
		Severity:   diag.Error,
		Why: lang.T(
			"En ökning i en plan räknas ovanpå raden tills missivet har tagit upp den. Tas den upp två gånger, i fel rad eller med ett för litet tal, finns volymen dubbelt eller inte alls.",
			"An increase in a plan counts on top of the line until the missiv has taken it up. Taken up twice, in the wrong line or with too small a number, the volume exists twice or not at all."),
		Example: rule.Example{
			Note: lang.T(
				"Ändringen gäller raden su-hoftprotes; SkaS plan hör till en annan rad.",
				"The change is of the line su-hoftprotes; SkaS's plan belongs to another line."),
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "    reglerar: [{leveransplan: lp-2026-su-exk-hoftprotes, nr: 1}]\n",
			Bad:  "    reglerar: [{leveransplan: lp-2026-skas-exk-hoftprotes, nr: 1}]\n",
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
	if r := m.Rad(change.Rad.V); r != nil && !m.Chained(r) && p.Set.Misplaced(change) {
		p.Report(wrongLine(m, change, list[0]))
		return
	}
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
		case a.Late() && inTheirTime(p, a):
			p.Report(absorbedTooEarly(a))
		}
	}
	r := m.Rad(change.Rad.V)
	sum, known := plan.AbsorbedEffect(list)
	overstated := slices.ContainsFunc(list, func(a *plan.Absorbed) bool { return a.Entry != nil && overstates(a.Plan, a.Entry) })
	if len(list) == 0 || !known || r == nil || !m.Chained(r) || !change.Drops(sum) || overstated {
		return
	}
	p.Report(rule.Finding{
		In: &m.Document, At: change.VolymEfter.Span, Measure: sum - change.Change(),
		Message: lang.T("raden ändras med %d men de reglerade posterna ger %d", "the line changes by %d but the settled entries give %d", change.Change(), sum),
		Hint: lang.T("Höj raden med minst %s, eller låt reglerar bara nämna de poster vars utokar ingår i ändringen.",
			"Raise the line by %s at least, or let reglerar name only the entries whose utokar is part of the change.", strconv.Itoa(sum)),
		Related: []rule.Place{{In: &list[0].Plan.Document, At: list[0].Entry.Span,
			Message: lang.T("%s, nr %s", "%s, nr %s", list[0].Plan.ID.V, strconv.Itoa(list[0].Ref.Nr.V))}},
	})
}

// inTheirTime tells that the days of a change and of what it takes up can be taken at their
// word: otherwise one of them is reported as a slip (P502, P704, P705).
func inTheirTime(p *rule.Pass, a *plan.Absorbed) bool {
	e := rule.Entry{Plan: a.Plan, Andring: a.Entry, Extension: a.Entry == a.Plan.Utokning}
	forward := e.Extension || !appliesBack(e)
	return dated(p, e) && forward && a.Change.Datum.V >= a.Missiv.Datum.V
}

// settlesTooEarly tells that a change is reported for what it takes up from later days: most
// likely its own day is wrong, and nothing else is held against it.
func settlesTooEarly(p *rule.Pass, change *plan.Missivandring) bool {
	return slices.ContainsFunc(p.Set.Absorbs(change), func(a *plan.Absorbed) bool {
		return a.Late() && !a.Elsewhere() && !a.Plan.Broken && inTheirTime(p, a)
	})
}

// wrongLine reports a change that breaks the line it names and takes up plans of another.
func wrongLine(m *plan.Missiv, change *plan.Missivandring, a *plan.Absorbed) rule.Finding {
	line := a.Plan.Ursprung.Rad.V
	return rule.Finding{
		In: &m.Document, At: change.Rad.Span,
		Message: lang.T("ändringen gäller raden %s men reglerar %s, som hör till raden %s", "the change is about line %s but settles %s, which belongs to line %s",
			change.Rad.V, a.Plan.ID.V, line),
		Hint:    lang.T("Skriv rad: %s, eller rätta reglerar och volymerna.", "Write rad: %s, or correct reglerar and the volumes.", line),
		Related: []rule.Place{{In: &a.Plan.Document, At: a.Plan.Ursprung.Span, Message: lang.T("planens ursprung", "the plan's origin")}},
	}
}

func absorbedTooEarly(a *plan.Absorbed) rule.Finding {
	return rule.Finding{
		In: &a.Missiv.Document, At: a.Ref.Nr.Span,
		Message: lang.T("%s nr %s är daterad %s, efter missivets ändring %s", "%s nr %s is dated %s, after the missiv's change of %s",
			a.Plan.ID.V, strconv.Itoa(a.Ref.Nr.V), a.Entry.Datum.V.String(), a.Change.Datum.V.String()),
		Hint: lang.T("En ändring reglerar det som redan är gjort. Skriv en ny ändring i missivet för det som kom sedan.",
			"A change settles what has been done already. Write a new change in the missiv for what came later."),
		Related: []rule.Place{{In: &a.Plan.Document, At: a.Entry.Datum.Span, Message: lang.T("ändringens dag", "the day of the change")}},
	}
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
