package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// The ASA classes that the plans of a transfer can hold: planned care of patients who are
// fit to travel to it.
const (
	lastUsualASA = 3
	lastASA      = 4 // severe disease that is a threat to life: possible, and unusual
)

// ASAClasses refuses the ASA classes 5 and 6, dying and brain-dead patients, in what is to
// be transferred, and warns of class 4 (N20). Agreements may cover what they like.
func ASAClasses() *rule.Rule {
	return &rule.Rule{
		ID:         "P132",
		Title:      lang.T("ASA-klasserna passar en planerad överföring", "the ASA classes suit a planned transfer"),
		Basis:      diag.Default,
		Statements: []string{"N20"},
		Severity:   diag.Error,
		Why: lang.T(
			"ASA 5 är en döende patient och ASA 6 en avliden donator: ingen av dem väntar på planerad vård någon annanstans. ASA 4 är en livshotande sjukdom, och en sådan överföring bör vara ett medvetet val.",
			"ASA 5 is a dying patient and ASA 6 a deceased donor: neither waits for planned care elsewhere. ASA 4 is a disease that threatens life, and such a transfer should be a deliberate choice."),
		Lighter: lang.T(
			"ASA 4 är en varning, ASA 5 och 6 ett fel.",
			"ASA 4 is a warning, ASA 5 and 6 an error."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "asa_klass: [1, 2]\n",
			Bad:  "asa_klass: [1, 5]\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				asaClasses(p, &pl.Document, pl.AsaKlass)
			}
			for _, m := range p.Memos() {
				for i := range m.Rader {
					asaClasses(p, &m.Document, m.Rader[i].AsaKlass)
				}
			}
			for _, e := range p.Offers() {
				asaClasses(p, &e.Document, e.AsaKlass)
				if e.Fordelningsforslag != nil {
					for i := range e.Fordelningsforslag.Rader {
						asaClasses(p, &e.Document, e.Fordelningsforslag.Rader[i].AsaKlass)
					}
				}
			}
		},
	}
}

// asaClasses reports a list once, at its highest class.
func asaClasses(p *rule.Pass, in *plan.Document, classes []plan.Int) {
	var highest plan.Int
	for _, class := range classes {
		if class.V > highest.V {
			highest = class
		}
	}
	f := rule.Finding{In: in, At: highest.Span, Lighter: highest.V <= lastASA,
		Message: lang.T("ASA-klass %s hör inte hemma i en planerad överföring", "ASA class %s has no place in a planned transfer", digits(highest.V)),
		Hint:    lang.T("Ta bort klassen. Vanliga klasser är 1, 2 och 3.", "Take the class out. Usual classes are 1, 2 and 3."),
	}
	switch {
	case highest.V <= lastUsualASA:
		return
	case f.Lighter:
		f.Message = lang.T("ASA-klass %s är ovanlig i en planerad överföring", "ASA class %s is unusual in a planned transfer", digits(highest.V))
		f.Hint = lang.T("Är det menat kan klassen stå kvar. Se till att mottagaren vet om det.",
			"If it is meant the class can stay. Make sure that the receiver knows.")
	}
	p.Report(f)
}
