package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AfterItsOrigin asks that a plan is not reconciled before the missiv and the offer that
// its volume comes from were there (N40, N41, N54): the day of a plan decides which version
// of the routine judges it, and no plan is older than what it rests on.
func AfterItsOrigin(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P120",
		Title:      lang.T("planen stäms av efter missiv och erbjudande", "the plan is reconciled after its missiv and offer"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Det som periodiseras och stäms av är beslutad volym eller kapacitet som har lyfts. En avstämning som är äldre än så gäller något annat, eller har fått fel datum.",
			"What is periodised and reconciled is decided volume, or capacity that has been raised. A reconciliation older than that is about something else, or has the wrong date."),
		Example: rule.Example{
			Note: lang.T(
				"Avstämningen hölls den 10 november; månaden är felskriven. Är det tidiga datumet sant stäms planen av på nytt.",
				"The reconciliation was held on 10 November; the month is a slip. If the early date is true, the plan is reconciled again."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n",
			Bad: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-10-10}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				first := firstReconciled(pl)
				if first == nil || p.Set.OutsideMemo(pl) {
					continue
				}
				f := rule.Finding{In: &pl.Document, At: first.Datum.Span,
					Hint: lang.T("Rätta datumet. Är det rätt: stäm av planen på nytt nu när underlaget finns.",
						"Correct the date. If it is right, reconcile the plan again now that there is something to rest on.")}
				var latest calendar.Day
				for _, o := range origins(p.Set, pl) {
					// A day that has not come is the slip itself (P704).
					if !o.day.Set || first.Datum.V >= o.day.V || o.day.V > p.Today {
						continue
					}
					f.Related = append(f.Related, rule.Place{In: o.in, At: o.day.Span, Message: lang.T("%s är från %s", "%s is of %s", o.in.ID.V, o.day.V.String())})
					if o.day.V > latest {
						latest = o.day.V
						f.Message = lang.T("planen är avstämd %s men %s är från %s", "the plan was reconciled on %s but %s is of %s",
							first.Datum.V.String(), o.in.ID.V, o.day.V.String())
					}
				}
				if len(f.Related) > 0 {
					p.Report(f)
				}
			}
		},
	}
}

// firstReconciled is the earliest reconciliation of a plan, or nil.
func firstReconciled(pl *plan.Leveransplan) *plan.Avstamning {
	var first *plan.Avstamning
	for i := range pl.Avstamningar {
		if a := &pl.Avstamningar[i]; a.Datum.Set && (first == nil || a.Datum.V < first.Datum.V) {
			first = a
		}
	}
	return first
}

// origin is what a plan's volume comes from, with its day.
type origin struct {
	in  *plan.Document
	day plan.Day
}

func origins(set *plan.Set, pl *plan.Leveransplan) []origin {
	var out []origin
	if m := set.Memo(pl.Ursprung.Missiv.V); m != nil && !m.Broken {
		out = append(out, origin{&m.Document, m.Datum})
	}
	if e := set.Offer(pl.Ursprung.Erbjudande.V); e != nil && !e.Broken {
		out = append(out, origin{&e.Document, e.Lyft.Datum})
	}
	return out
}
