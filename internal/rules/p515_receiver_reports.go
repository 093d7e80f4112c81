package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReceiverReports asks that it is the receiver who says that it can't deliver, with a
// reference to where it said so.
func ReceiverReports() *rule.Rule {
	return &rule.Rule{
		ID:              "P515",
		Title:           lang.T("mottagaren säger själv att den inte kan", "the receiver itself says that it can't"),
		Basis:           diag.Default,
		Statements:      []string{"N44"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"En sänkning som beror på mottagaren behöver varken förankring eller bedömda principer. Därför måste den komma från mottagaren själv.",
			"A decrease that is due to the receiver takes no anchoring and no assessed principles. So it has to come from the receiver itself."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    avstamningar:\n" +
				"      - {part: su, datum: 2026-11-09}\n" +
				"      - {part: exk, datum: 2026-11-09, referens: \"HS 2025-00412-11\"}\n",
			Bad: "    avstamningar:\n" +
				"      - {part: su, datum: 2026-11-09}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMottagareKanInte) {
				if !e.Extension && p.Set.Settled(e.Plan) {
					receiverReports(p, e)
				}
			}
		},
	}
}

func receiverReports(p *rule.Pass, e rule.Entry) {
	receiver := e.Plan.Mottagare.V
	if f, faulty := notReportedBy(p.Set, e, receiver); faulty {
		p.Report(f)
	}
	switch a := heard(p.Set, e, receiver); {
	case a == nil:
		p.Report(unheardChange(e, receiver, represented(p.Set, receiver) || !e.Referens.Set))
	// Whoever speaks for another says where it was said; a receiver with its own voice may
	// do so for the whole change.
	case !a.Referens.Set && (represented(p.Set, a.Part.V) || !e.Referens.Set):
		p.Report(rule.Finding{
			In: &e.Plan.Document, At: a.Part.Span,
			Message: lang.T("%s: det syns inte var %s har sagt att den inte kan ta emot", "%s: there is no telling where %s said that it can't receive", entryName(e), receiver),
			Hint:    lang.T("Lägg till referens: där mottagarens besked finns.", "Add referens: where the receiver's answer is kept."),
		})
	}
}

// notReportedBy finds fault with an entry that somebody else than a party reported, or
// nobody.
func notReportedBy(set *plan.Set, e rule.Entry, party string) (rule.Finding, bool) {
	hint := lang.T("Skriv anmald_av: %s, eller den orsak som ligger bakom ändringen.",
		"Write anmald_av: %s, or the cause that is behind the change.", party)
	switch {
	case !e.AnmaldAv.Set:
		return lacks(e, "anmald_av", hint), true
	case set.Continues(e.AnmaldAv.V, party):
		return rule.Finding{}, false
	}
	if found, known := set.Resolve(plan.Reference{ID: e.AnmaldAv, Target: plan.ToOrganisation}); !found || !known {
		return rule.Finding{}, false
	}
	return rule.Finding{
		In: &e.Plan.Document, At: e.AnmaldAv.Span, Hint: hint,
		Message: lang.T("%s anmäls av %s, inte av %s", "%s is reported by %s, not by %s", e.Orsak.V, party, e.AnmaldAv.V),
	}, true
}
