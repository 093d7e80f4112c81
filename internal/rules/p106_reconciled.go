package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Reconciled asks for a reconciliation of the plan with its sender and its receiver (N43,
// N44), which the agreement on it rests on (N45).
func Reconciled() *rule.Rule {
	return &rule.Rule{
		ID:              "P106",
		Title:           lang.T("planen är avstämd med båda parter", "the plan is reconciled with both parties"),
		Basis:           diag.Text,
		Statements:      []string{"N43", "N44", "N45"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Periodiseringen stäms av med förvaltningen och med den som ska ta emot. Annars är planen ett förslag som någon av dem kanske inte känner till. För en vårdgivare som företräds av någon annan behövs också en referens till var dess svar finns.",
			"The periodisation is checked with the förvaltning and with whoever is to receive. Otherwise the plan is a proposal that one of them may not know of. A provider that somebody else represents also needs a reference to where its answer is kept."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n" +
				"  - {part: exk, datum: 2026-11-12, referens: \"HS 2026-00412-3\"}\n",
			Bad: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !p.Set.Settled(pl) {
					continue
				}
				if missing := absent(p.Set, pl, reconciled(pl)); len(missing) > 0 {
					p.Report(notReconciled(p.Set, pl, missing))
				}
				for _, a := range pl.Avstamningar {
					if o := p.Set.Organisation(a.Part.V); o != nil && o.ForetradsAv.Set && !a.Referens.Set && p.Set.Continues(a.Part.V, pl.Mottagare.V) {
						p.Report(noReference(pl, a, o))
					}
				}
			}
		},
	}
}

// reconciled lists those with whom the plan has been reconciled.
func reconciled(pl *plan.Leveransplan) []plan.Text {
	var out []plan.Text
	for _, a := range pl.Avstamningar {
		out = append(out, a.Part)
	}
	return out
}

// absent lists the plan's parties that are not among those named, nor their successors,
// sender first. None while one of the names stands for nobody: it may be theirs, misspelt.
func absent(set *plan.Set, pl *plan.Leveransplan, named []plan.Text) lang.List {
	unknown := func(id plan.Text) bool {
		found, _ := set.Resolve(plan.Reference{ID: id, Target: plan.ToOrganisation})
		return !found
	}
	if slices.ContainsFunc(named, unknown) {
		return nil
	}
	var out lang.List
	for _, party := range []string{pl.Skickande.V, pl.Mottagare.V} {
		if !slices.ContainsFunc(named, func(id plan.Text) bool { return set.Continues(id.V, party) }) {
			out = append(out, party)
		}
	}
	return out
}

func notReconciled(set *plan.Set, pl *plan.Leveransplan, missing lang.List) rule.Finding {
	line, end := talkWith(missing[0], represented(set, missing[0]))
	return rule.Finding{
		In: &pl.Document, At: keySpan(&pl.Document, "avstamningar"), Measure: len(missing),
		Message: lang.T("avstämning saknas med %s", "there is no reconciliation with %s", missing),
		Hint: lang.T("Stäm av planen och lägg till raden - %sÅÅÅÅ-MM-DD%s under avstamningar.",
			"Check the plan with the party and add the line - %sYYYY-MM-DD%s under avstamningar.", line, end),
	}
}

func noReference(pl *plan.Leveransplan, a plan.Avstamning, o *plan.Organisation) rule.Finding {
	return rule.Finding{
		In: &pl.Document, At: a.Span,
		Message: lang.T("avstämningen med %s saknar referens; vårdgivaren företräds av %s",
			"the reconciliation with %s has no reference; the provider is represented by %s", a.Part.V, o.ForetradsAv.V),
		Hint: lang.T("Lägg till referens: med diarienumret där vårdgivarens svar finns.",
			"Add referens: with the diary number under which the provider's answer is kept."),
		Related: related(&o.Owner.Document, o.ForetradsAv.Span, lang.T("%s företräds av %s", "%s is represented by %s", a.Part.V, o.ForetradsAv.V)),
	}
}
