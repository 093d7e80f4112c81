package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ChangeReconciled asks that a change was reconciled with the plan's parties on its own
// account (N43, N44). A lower need is the sender's to report and weighed by the head
// office; it asks nobody.
func ChangeReconciled() *rule.Rule {
	return &rule.Rule{
		ID:              "P511",
		Title:           lang.T("en ändring är avstämd med parterna", "a change is reconciled with the parties"),
		Basis:           diag.Text,
		Statements:      []string{"N43", "N44"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Planens första avstämning gällde andra tal. Den som ska ta emot fler, färre eller vid andra tider behöver säga ja till just det, och den som skickar likaså.",
			"The plan's first reconciliation was about other numbers. Whoever is to receive more, less or at other times has to say yes to that very change, and so has the sender."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    protokoll: \"2026-05-14 § 3\"\n" +
				"    avstamningar: [{part: exk, datum: 2026-05-11, referens: \"HS 2025-00412-7\"}]\n",
			Bad: "    protokoll: \"2026-05-14 § 3\"\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				if e.Extension || e.Orsak.V == plan.OrsakMinskatBehov || !sound(e) || !p.Set.Settled(e.Plan) {
					continue
				}
				changeReconciled(p, e)
			}
		},
	}
}

func changeReconciled(p *rule.Pass, e rule.Entry) {
	sender, receiver := e.Plan.Skickande.V, e.Plan.Mottagare.V
	// A higher need has to be the sender's own report, and a receiver that can't deliver
	// has to answer for it: both have rules of their own.
	if e.Orsak.V != plan.OrsakOkatBehov && heard(p.Set, e, sender) == nil && !p.Set.Continues(e.AnmaldAv.V, sender) {
		p.Report(unheardChange(e, sender, represented(p.Set, sender)))
	}
	if e.Orsak.V == plan.OrsakMottagareKanInte {
		return
	}
	switch a := heard(p.Set, e, receiver); {
	case a == nil && !receiverGone(p.Set, e):
		p.Report(unheardChange(e, receiver, represented(p.Set, receiver)))
	case a != nil && represented(p.Set, a.Part.V) && !a.Referens.Set:
		p.Report(unreferenced(e, a))
	}
}

// heard finds the entry's reconciliation with a party, or nil.
func heard(set *plan.Set, e rule.Entry, party string) *plan.Avstamning {
	for i := range e.Avstamningar {
		if set.Continues(e.Avstamningar[i].Part.V, party) {
			return &e.Avstamningar[i]
		}
	}
	return nil
}

// represented tells that somebody else speaks for a provider.
func represented(set *plan.Set, id string) bool {
	o := set.Organisation(id)
	return o != nil && o.ForetradsAv.Set
}

// receiverGone tells that there is nobody left to ask: the receiver or its agreement has
// ended, and the entry refers to where the matter was settled.
func receiverGone(set *plan.Set, e rule.Entry) bool {
	if !e.Referens.Set {
		return false
	}
	if o := set.Organisation(e.Plan.Mottagare.V); o.Validity().To < e.Datum.V {
		return true
	}
	a := set.AgreementOf(e.Plan)
	return a != nil && a.Validity().To < e.Datum.V
}

// unheardChange reports that an entry has no reconciliation with a party; referenced tells
// that one takes a referens.
func unheardChange(e rule.Entry, party string, referenced bool) rule.Finding {
	line, end := talkWith(party, referenced)
	return rule.Finding{
		In: &e.Plan.Document, At: e.Orsak.Span,
		Message: lang.T("%s är inte avstämd med %s", "%s is not reconciled with %s", entryName(e), party),
		Hint: lang.T("Stäm av ändringen och lägg till %sÅÅÅÅ-MM-DD%s i ändringens avstamningar. Planens första avstämning räcker inte.",
			"Reconcile the change and add %sYYYY-MM-DD%s to the change's avstamningar. The plan's first reconciliation will not do.", line, end),
	}
}

// talkWith writes a reconciliation with a party as it is to be pasted: what stands before
// its day and what after.
func talkWith(party string, referenced bool) (before, after string) {
	if referenced {
		return "{part: " + party + ", datum: ", `, referens: "…"}`
	}
	return "{part: " + party + ", datum: ", "}"
}

func unreferenced(e rule.Entry, a *plan.Avstamning) rule.Finding {
	return rule.Finding{
		In: &e.Plan.Document, At: a.Part.Span,
		Message: lang.T("%s: avstämningen med %s, som företräds av någon annan, saknar referens",
			"%s: the reconciliation with %s, which somebody else represents, has no reference", entryName(e), a.Part.V),
		Hint: lang.T("Lägg till referens: där vårdgivarens besked finns.", "Add referens: where the provider's answer is kept."),
	}
}
