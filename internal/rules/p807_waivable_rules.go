package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WaivableRules lets a waiver name only a rule that exists and that can be waived. The
// catalogue knows all rules, so it is asked when the rule runs.
func WaivableRules(catalogue func() []*rule.Rule) *rule.Rule {
	return &rule.Rule{
		ID:       "P807",
		Title:    lang.T("undantag gäller en regel som går att göra undantag från", "waivers are for a rule that can be waived"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ett undantag släpper en regel för ett dokument. Filernas säkerhet (S), hur en överenskommen plan får ändras (C), vem som godkänner (A), utfallet (F), registren (P8) och de grundläggande summorna kan ingen besluta bort.",
			"A waiver lets go of one rule for one document. The safety of files (S), how an agreed plan may change (C), who approves (A), outcome (F), registers (P8) and the basic sums can't be decided away."),
		Example: rule.Example{
			File: "plans/undantag.yaml",
			Good: "undantag: []\n",
			Bad: "undantag:\n  - {regel: X101, dokument: lp-2027-skas-exk-hoftprotes, skal: Tillfällig avvikelse, " +
				"beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}\n",
		},
		Check: func(p *rule.Pass) {
			var known []string
			for _, list := range p.Set.Undantag {
				for i := range list.Undantag {
					if known == nil {
						known = ids(catalogue())
					}
					id := list.Undantag[i].Regel
					f := rule.Finding{In: &list.Document, At: id.Span}
					switch {
					case list.Broken || !id.Set:
						continue
					case !slices.Contains(known, id.V):
						f.Message = lang.T("regeln %s finns inte", "there is no rule %s", id.V)
						f.Hint = lang.T("Skriv det id som står sist i fyndet, inom hakparenteser.", "Write the id that stands last in the finding, in brackets.")
					case !Waivable(id.V):
						f.Message = lang.T("från regeln %s kan inga undantag göras", "the rule %s can't be waived", id.V)
						f.Hint = lang.T("Ta bort undantaget och rätta dokumentet.", "Take the waiver out and correct the document.")
					default:
						continue
					}
					p.Report(f)
				}
			}
		},
	}
}

func ids(catalogue []*rule.Rule) []string {
	var out []string
	for _, r := range catalogue {
		out = append(out, r.ID)
	}
	return out
}

// firm are the rules that can't be waived although their family can: the sums, and what
// the sums rest on.
var firm = []string{"P101", "P112", "P113", "P210", "P212", "P501", "P503", "P512", "P701", "P704", "X001", "X002", "X101"}

// Waivable tells that a rule can be waived: one that judges a document with an id. Rules of
// safety (S), of change (C) and of approval (A) can't, nor those on outcome (F), which are
// facts, on registers (P8), or the firm ones.
func Waivable(id string) bool {
	return id != "" && !slices.Contains([]byte("SCAF"), id[0]) && !strings.HasPrefix(id, "P8") && !slices.Contains(firm, id)
}
