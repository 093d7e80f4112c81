package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// UniqueIDs asks that an id stands for one thing: documents over the whole tree, entries
// within their list.
func UniqueIDs() *rule.Rule {
	return &rule.Rule{
		ID:       "X001",
		Title:    lang.T("ett id står för en sak", "an id stands for one thing"),
		Basis:    diag.Text,
		Severity: diag.Error,
		Why: lang.T(
			"Allt hänvisar till allt annat med id. Står två dokument eller två poster bakom samma id vet ingen vilken som menas, och historiken kan inte skilja dem åt.",
			"Everything refers to everything else by id. With two documents or two entries behind one id nobody knows which is meant, and history can't tell them apart."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "id: lp-2027-skas-siv-hoftprotes\n",
			Bad:  "id: lp-2027-skas-exk-hoftprotes\n",
		},
		Check: func(p *rule.Pass) {
			first := map[string]*plan.Document{}
			for _, any := range p.Set.Documents {
				d := any.Base()
				if same := first[d.ID.V]; same != nil {
					p.Report(twin(d, same))
				} else if d.ID.Set {
					first[d.ID.V] = d
				}
				if !d.Broken {
					for _, r := range plan.Repeats(d) {
						p.Report(repeatedEntry(d, r))
					}
				}
			}
		},
	}
}

func twin(d, same *plan.Document) rule.Finding {
	return rule.Finding{
		In: d, At: d.ID.Span,
		Message: lang.T("id:t %s står i två filer", "the id %s stands in two files", d.ID.V),
		Hint: lang.T("Ge den nyare ett nytt id: %s eller %s. Fram till dess räknas bara den första.",
			"Give the newer one a new id: %s or %s. Until then only the first one counts.", same.File(), d.File()),
		Related: related(same, same.ID.Span, lang.T("samma id", "the same id")),
	}
}

func repeatedEntry(d *plan.Document, r plan.Repeat) rule.Finding {
	return rule.Finding{
		In: d, At: r.At,
		Message: lang.T("%s har två poster med nyckeln %s", "%s has two entries with the key %s", r.List, r.Key),
		Hint: lang.T("Ta bort den ena posten, eller ge den en egen nyckel.",
			"Remove one of the entries, or give it a key of its own."),
		Related: related(d, r.Same, lang.T("samma nyckel", "the same key")),
	}
}
