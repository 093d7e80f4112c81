package check

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// waive marks the findings that a waiver lets go of on the day of the check. They stay in
// the list: what is waived is shown, with its reason. After a waiver's last day its findings
// count again and name it. A list of waivers with an error of its own waives nothing.
func waive(findings diag.List, set *plan.Set, today calendar.Day) {
	for _, list := range set.Undantag {
		if list.Broken {
			continue
		}
		for i := range list.Undantag {
			u := &list.Undantag[i]
			if !rules.Waivable(u.Regel.V) {
				continue
			}
			for j := range findings {
				if d := &findings[j]; u.Covers(d.Rule, d.Document) {
					apply(u, list, d, today)
				}
			}
		}
	}
}

func apply(u *plan.Undantag, list *plan.Undantagslista, d *diag.Diagnostic, today calendar.Day) {
	at := list.Source.Range(u.Span)
	if u.SistaDag.V < today {
		d.Related = append(d.Related, diag.Related{File: list.File(), Range: at,
			Message: lang.T("undantaget härifrån gällde till och med %s", "the waiver from this was for days up to %s", u.SistaDag.V.String())})
		return
	}
	d.Waived = &diag.Waiver{File: list.File(), Range: at, Reason: u.Skal.V, Decision: u.Beslut.V, LastDay: u.SistaDag.V.String()}
}
