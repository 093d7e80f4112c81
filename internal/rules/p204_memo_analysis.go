package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoAnalysis asks that the behovsanalys a missiv names is about the missiv's time and
// was there when the missiv was written (N02). A period that breaks the version's form is
// reported for that and not held against the analysis.
func MemoAnalysis(form PeriodForm) *rule.Rule {
	return &rule.Rule{
		ID:         "P204",
		Title:      lang.T("behovsanalysen gäller missivets period", "the behovsanalys is about the missiv's period"),
		Basis:      diag.Text,
		Statements: []string{"N02"},
		Severity:   diag.Error,
		Why: lang.T(
			"En behovsanalys görs varje år, och missivets volymer vilar på den. En analys av en annan tid, eller en som kom efter missivet, kan inte ha lett fram till volymerna.",
			"A behovsanalys is made every year, and the missiv's volumes rest on it. An analysis of another time, or one that came after the missiv, can't have led to the volumes."),
		Example: rule.Example{
			Note: lang.T(
				"Missivet gäller 2027 men är kopierat från förra året.",
				"The missiv is for 2027 but was copied from last year."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "behovsanalys: ba-2027\n",
			Bad:  "behovsanalys: ba-2026\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				b := p.Set.Analysis(m.Behovsanalys.V)
				if b == nil || b.Broken {
					continue
				}
				if m.Period.Set && !form.breaks(m.Period.V) && !b.Period.V.Holds(m.Period.V) {
					p.Report(otherTime(m, b))
				}
				if olderThanAnalysis(p, m) {
					p.Report(lateAnalysis(m, b))
				}
			}
		},
	}
}

// olderThanAnalysis tells that a missiv is dated before its analysis. Its day is then most
// likely a slip, and nothing else is held against it. A day that has not come is reported as
// that (P704).
func olderThanAnalysis(p *rule.Pass, m *plan.Missiv) bool {
	b := p.Set.Analysis(m.Behovsanalys.V)
	return b != nil && !b.Broken && m.Datum.Set && b.Datum.V > m.Datum.V && b.Datum.V <= p.Today
}

func otherTime(m *plan.Missiv, b *plan.Behovsanalys) rule.Finding {
	return rule.Finding{
		In: &m.Document, At: m.Behovsanalys.Span,
		Message: lang.T("behovsanalysen %s gäller %s, missivet %s",
			"the behovsanalys %s is about %s, the missiv about %s", b.ID.V, b.Period.V.String(), m.Period.V.String()),
		Hint: lang.T("Skriv id:t på analysen av missivets period, eller rätta perioden.",
			"Write the id of the analysis of the missiv's period, or correct the period."),
		Related: []rule.Place{
			{In: &b.Document, At: b.Period.Span, Message: lang.T("analysens period", "the period of the analysis")},
			{In: &m.Document, At: m.Period.Span, Message: lang.T("missivets period", "the period of the missiv")},
		},
	}
}

func lateAnalysis(m *plan.Missiv, b *plan.Behovsanalys) rule.Finding {
	return rule.Finding{
		In: &m.Document, At: m.Datum.Span,
		Message: lang.T("missivet är daterat %s, före sin behovsanalys %s",
			"the missiv is dated %s, before its behovsanalys of %s", m.Datum.V.String(), b.Datum.V.String()),
		Hint: lang.T("Rätta det datum som är fel, eller vila missivet på en analys som fanns då.",
			"Correct the date that is wrong, or rest the missiv on an analysis that existed then."),
		Related: []rule.Place{{In: &b.Document, At: b.Datum.Span, Message: lang.T("analysens datum", "the date of the analysis")}},
	}
}
