package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OrderedSearch asks that capacity for a higher need was looked for in the routine's
// order, step by step up to where the receiver was found (N55).
func OrderedSearch() *rule.Rule {
	return &rule.Rule{
		ID:              "P509",
		Title:           lang.T("kapacitet är sökt i rutinens ordning", "capacity was looked for in the routine's order"),
		Basis:           diag.Text,
		Statements:      []string{"N55"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Först egen regi, sedan egna avtal, sist andra regioners avtal. Hoppas ett steg över går det inte att se om det fanns ledig kapacitet där.",
			"Own hospitals first, then own agreements, other regions' agreements last. If a step is skipped, there is no telling whether capacity was free there."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    kapacitetssok:\n" +
				"      - {steg: egen_regi, datum: 2026-05-09, ledig: 2, skal: Platserna gällde dagkirurgi}\n" +
				"      - {steg: egna_avtal, datum: 2026-05-11, ledig: 10, placerat: [{leveransplan: lp-2026-su-exk-hoftprotes, volym: 4}]}\n",
			Bad: "    kapacitetssok:\n" +
				"      - {steg: egna_avtal, datum: 2026-05-11, ledig: 10, placerat: [{leveransplan: lp-2026-su-exk-hoftprotes, volym: 4}]}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				if f, _ := searchFault(p, e); f != nil {
					p.Report(*f)
				}
			}
		},
	}
}

// searchFault finds the first fault of an entry's search, or nil. Usable tells that there
// is none: a step that stands twice is not judged here, but nothing can be built on it.
func searchFault(p *rule.Pass, e rule.Entry) (f *rule.Finding, usable bool) {
	if len(e.Kapacitetssok) == 0 {
		f := lacks(e, "kapacitetssok", orWithinLine(p.Set, e, lang.T(
			"Skriv sökningen steg för steg: - {steg: egen_regi, datum: ÅÅÅÅ-MM-DD, ledig: 0}, sedan egna_avtal och andra_regioners_avtal så långt det behövdes.",
			"Write the search step by step: - {steg: egen_regi, datum: YYYY-MM-DD, ledig: 0}, then egna_avtal and andra_regioners_avtal as far as was needed.")))
		return &f, false
	}
	for i, k := range e.Kapacitetssok {
		at, before := slices.Index(plan.Sokordning, k.Steg.V), e.Kapacitetssok[:i]
		switch {
		case slices.ContainsFunc(before, func(b plan.Kapacitetssok) bool { return b.Steg.V == k.Steg.V }):
			return nil, false
		case at != i:
			return outOfOrder(e, i), false
		// A day that has not come is reported as that (P704).
		case i > 0 && k.Datum.V < before[i-1].Datum.V && before[i-1].Datum.V <= p.Today:
			return stepTooEarly(e, i), false
		}
	}
	f = wrongEnd(p.Set, e)
	return f, f == nil
}

func outOfOrder(e rule.Entry, i int) *rule.Finding {
	return &rule.Finding{
		In: &e.Plan.Document, At: e.Kapacitetssok[i].Steg.Span,
		Message: lang.T("sökningens steg %s ska vara %s, inte %s", "step %s of the search is to be %s, not %s",
			digits(i+1), plan.Sokordning[i], e.Kapacitetssok[i].Steg.V),
		Hint: lang.T("Ordningen är %s. Inget steg får hoppas över; är inget ledigt: skriv ledig: 0.",
			"The order is %s. No step may be skipped; where nothing is free, write ledig: 0.", lang.List(plan.Sokordning)),
	}
}

func stepTooEarly(e rule.Entry, i int) *rule.Finding {
	k, before := e.Kapacitetssok[i], e.Kapacitetssok[i-1]
	return &rule.Finding{
		In: &e.Plan.Document, At: k.Datum.Span,
		Message: lang.T("steget %s är daterat %s, före %s som är daterat %s", "the step %s is dated %s, before %s which is dated %s",
			k.Steg.V, k.Datum.V.String(), before.Steg.V, before.Datum.V.String()),
		Hint: lang.T("Ett steg prövas när de föregående är prövade. Rätta det datum som är fel.",
			"A step is tried once those before it have been tried. Correct the date that is wrong."),
		Related: related(&e.Plan.Document, before.Datum.Span, lang.T("steget före", "the step before")),
	}
}

// wrongEnd holds the last step against where the plan's receiver belongs.
func wrongEnd(set *plan.Set, e rule.Entry) *rule.Finding {
	want, known := receiverStep(set, e.Plan)
	last := e.Kapacitetssok[len(e.Kapacitetssok)-1]
	if !known || last.Steg.V == want {
		return nil
	}
	return &rule.Finding{
		In: &e.Plan.Document, At: last.Steg.Span,
		Message: lang.T("sökningen slutar vid %s men mottagaren %s hör till %s", "the search ends at %s but the receiver %s belongs to %s",
			last.Steg.V, e.Plan.Mottagare.V, want),
		Hint: lang.T("Skriv de steg som prövades, till och med %s där platsen fanns.",
			"Write the steps that were tried, up to and including %s where the place was found.", want),
		Related: related(&e.Plan.Document, e.Plan.Mottagare.Span, lang.T("mottagaren", "the receiver")),
	}
}

// receiverStep tells at which step a plan's receiver is found. While the settings name no
// region (P806) nobody can tell own agreements from other regions'.
func receiverStep(set *plan.Set, pl *plan.Leveransplan) (step string, known bool) {
	if !set.Settled(pl) {
		return "", false
	}
	if !set.Extern(pl) {
		return plan.Sokordning[0], true
	}
	a := set.AgreementOf(pl)
	own := set.Organisation(set.Installningar.Region.V)
	switch {
	case a == nil || own == nil || own.Typ.V != plan.TypRegion:
		return "", false
	case set.Own(a):
		return plan.Sokordning[1], true
	}
	return plan.Sokordning[2], true
}
