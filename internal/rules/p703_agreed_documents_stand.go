package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreedDocumentsStand tells once that the routine which documents were agreed under has
// run out without a successor: they stand, and nothing new can be decided (N64). Where
// something new was, that is reported instead.
func AgreedDocumentsStand() *rule.Rule {
	return &rule.Rule{
		ID:         "P703",
		Title:      lang.T("rutinen har inte gått ut", "the routine has not run out"),
		Basis:      diag.Text,
		Statements: []string{"N64"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Planer som kommit till medan rutinen gällde står kvar när den går ut. Men nästa ändring behöver en rutin som gäller, och den är bättre att ha på plats innan ändringen kommer.",
			"Plans that came about while the routine held stand when it runs out. But the next change needs a routine in force, which is better in place before the change comes."),
		Example: rule.Example{
			Note: lang.T(
				"Posten skrivs först när förlängningen är beslutad.",
				"The entry is written once the prolongation has been decided."),
			File: "plans/register/rutiner.yaml",
			Good: "forlangningar:\n" +
				"  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: \"RS 2026-04567\"}\n",
			Bad:  "forlangningar: []\n",
			AsOf: calendar.Date(2026, 12, 20),
		},
		Check: func(p *rule.Pass) {
			last := p.Routine.Last()
			if p.Today <= last.To {
				return
			}
			var standing []governed
			for _, g := range governedDocuments(p) {
				if lateDocument(p, g) || lateEntry(p, g) {
					return
				}
				if g.rutin.V == last.Version && !g.open {
					standing = append(standing, g)
				}
			}
			if len(standing) == 0 {
				return
			}
			in, at := expiryPlace(p.Set, slices.MinFunc(standing, older))
			p.Report(rule.Finding{
				In: in, At: at,
				Message: lang.T("rutin %s gällde till och med %s; %s från dess tid står kvar",
					"routine %s held until %s; %s of its time stand", last.Version, last.To.String(), documents(len(standing))),
				Hint: prolong(last.Version),
			})
		},
	}
}

func lateEntry(p *rule.Pass, g governed) bool {
	for _, e := range g.entries {
		if expired(p, e.day.V) {
			return true
		}
	}
	return false
}

// expiryPlace is where the one warning stands: in the settings, which say what an expired
// routine means, else at the first document.
func expiryPlace(set *plan.Set, first governed) (*plan.Document, diag.Span) {
	if s := set.Installningar; s.Source != nil {
		if s.UtgangenRutin.Set {
			return &s.Document, s.UtgangenRutin.Span
		}
		return &s.Document, s.Dokument.Span
	}
	return first.Document, first.rutin.Span
}

func documents(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s dokument", "%s document"), Other: lang.T("%s dokument", "%s documents")}
}
