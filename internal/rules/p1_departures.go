package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// limiter is the document that a plan may not depart from: its line, offer or agreement.
type limiter struct {
	in    *plan.Document
	whole diag.Span // the line, offer or agreement itself
	ref   plan.Text // where the plan names it
	name  lang.Text // "raden skas-hoftprotes"
	other lang.Text // what to choose instead: "en annan rad"
}

// report makes findings of departures: each at the value that departs. Where the parties
// or the field and something else differ, the plan most likely names the wrong line,
// offer or agreement: that is one slip and one finding, at the name.
func (l limiter) report(p *rule.Pass, pl *plan.Leveransplan, found []plan.Departure) {
	identity := func(d plan.Departure) bool {
		return slices.Contains([]string{"skickande", "mottagare", "vardomrade"}, d.Key)
	}
	if len(found) > 1 && slices.ContainsFunc(found, identity) {
		p.Report(l.wrongReference(pl, found))
		return
	}
	for _, d := range found {
		p.Report(l.departure(pl, d))
	}
}

func (l limiter) departure(pl *plan.Leveransplan, d plan.Departure) rule.Finding {
	f := rule.Finding{In: &pl.Document, At: d.At,
		Message: lang.T("%s är %s i planen men %s enligt %s", "%s is %s in the plan but %s according to %s",
			d.Key, shortened(d.Own), shortened(d.Limit), l.name),
		Hint:    lang.T("Skriv %s: %s, eller ange %s.", "Write %s: %s, or name %s.", d.Key, d.Fix, l.other),
		Related: related(l.in, l.place(d), lang.T("%s enligt %s", "%s according to %s", d.Key, l.name)),
	}
	if len(d.Own) == 0 {
		f.Message = lang.T("%s saknas i planen men är %s enligt %s", "%s is missing from the plan but is %s according to %s",
			d.Key, shortened(d.Limit), l.name)
	}
	if d.At == (diag.Span{}) {
		f.At = l.ref.Span
	}
	if d.Fix == "" {
		f.Hint = lang.T("Välj ett av värdena (%s), eller ange %s.", "Choose one of the values (%s), or name %s.", lang.List(d.Limit), l.other)
	}
	return f
}

func (l limiter) wrongReference(pl *plan.Leveransplan, found []plan.Departure) rule.Finding {
	var keys lang.List
	f := rule.Finding{In: &pl.Document, At: l.ref.Span}
	for _, d := range found {
		keys = append(keys, d.Key)
		f.Related = append(f.Related, rule.Place{In: l.in, At: l.place(d),
			Message: lang.T("%s: %s här, %s i planen", "%s: %s here, %s in the plan", d.Key, shortened(d.Limit), shortened(d.Own))})
	}
	f.Message = lang.T("planen stämmer inte med %s: %s skiljer", "the plan does not agree with %s: %s differ", l.name, keys)
	f.Hint = lang.T("Ange %s, eller rätta planen.", "Name %s, or correct the plan.", l.other)
	return f
}

func (l limiter) place(d plan.Departure) diag.Span {
	if d.There == (diag.Span{}) {
		return l.whole
	}
	return d.There
}

// shortened lists values; a long list is cut, for messages are one line.
func shortened(list []string) lang.Text {
	switch {
	case len(list) == 0:
		return lang.T("inget", "nothing")
	case len(list) > 4:
		return lang.T("%s med flera", "%s and others", lang.List(list[:3]))
	}
	return lang.T("%s", "%s", lang.List(list))
}

// beyond leaves out the departures of keys that another rule reports already: a value that
// fits neither the line nor the agreement is one slip.
func beyond(found []plan.Departure, reported ...[]plan.Departure) []plan.Departure {
	return slices.DeleteFunc(found, func(d plan.Departure) bool {
		same := func(o plan.Departure) bool { return o.Key == d.Key }
		return slices.ContainsFunc(reported, func(list []plan.Departure) bool { return slices.ContainsFunc(list, same) })
	})
}
