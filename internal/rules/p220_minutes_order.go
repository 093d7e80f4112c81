package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MinutesOrder holds the day of the forum's minutes against what the forum took position
// on: the missiv, or its change, and under version 6.0 the dialogues that come between
// (N36, N37, N40). The day is read from a reference in free form, so it only warns.
func MinutesOrder(order DialogueOrder, position string) *rule.Rule {
	return &rule.Rule{
		ID:         "P220",
		Title:      lang.T("forumets protokoll är inte äldre än det som beslutades", "the forum's minutes are not older than what was decided"),
		Basis:      diag.Default,
		Statements: []string{"N36", position},
		Parameter:  order.name(),
		Severity:   diag.Warning,
		Why: lang.T(
			"Forumet tar ställning till ett förslag som finns. Ett protokoll som är äldre än missivet gäller något annat, eller har fått fel datum.",
			"The forum takes a position on a proposal that exists. Minutes older than the missiv are about something else, or have the wrong date."),
		Example: rule.Example{
			Note: lang.T(
				"Mötet hölls den 5 november; månaden är felskriven.",
				"The meeting was held on 5 November; the month is a slip."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "arende: {diarienummer: \"HS 2026-00412\", protokoll: \"2026-11-05 § 7\"}\n",
			Bad:  "arende: {diarienummer: \"HS 2026-00412\", protokoll: \"2026-10-05 § 7\"}\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				if m.Arende != nil {
					meeting{m, m.Arende.Protokoll, lang.T("missivet", "the missiv"), m.Datum, m.Avstamningar}.check(p, order)
				}
			}
			for _, m := range p.Set.Missiv {
				for i := range m.Andringar {
					a := &m.Andringar[i]
					if !m.Broken && p.Governs(a.Datum.V) {
						meeting{m, a.Protokoll, lang.T("ändringen", "the change"), a.Datum, a.Avstamningar}.check(p, order)
					}
				}
			}
		},
	}
}

// meeting is where the forum took position on a missiv or on one of its changes.
type meeting struct {
	missiv  *plan.Missiv
	minutes plan.Text
	what    lang.Text
	day     plan.Day // of the missiv or the change
	heard   []plan.Dialog
}

func (m meeting) check(p *rule.Pass, order DialogueOrder) {
	held, dated := minutesDay(m.minutes)
	// A day of the missiv or the change that has not come is reported as that (P704).
	if !dated || m.day.V > p.Today {
		return
	}
	f := rule.Finding{In: &m.missiv.Document, At: m.minutes.Span,
		Hint: lang.T("Rätta datumet i hänvisningen, eller det datum som den jämförs med.",
			"Correct the date of the reference, or the one that it is held against.")}
	heard := m.lastHeard(p.Today)
	switch {
	case held > p.Today:
		f.Message = lang.T("protokollet är från %s, som inte har varit", "the minutes are of %s, which has not been", held.String())
	case m.day.Set && held < m.day.V:
		f.Message = lang.T("protokollet är från %s, före %s %s", "the minutes are of %s, before %s of %s", held.String(), m.what, m.day.V.String())
		f.Related = related(&m.missiv.Document, m.day.Span, lang.T("dagen för %s", "the day of %s", m.what))
	case order == DialogueAfter && heard != nil && held < heard.Datum.V:
		f.Message = lang.T("protokollet är från %s, före dialogen med %s %s", "the minutes are of %s, before the dialogue with %s on %s",
			held.String(), heard.Forvaltning.V, heard.Datum.V.String())
		f.Related = related(&m.missiv.Document, heard.Datum.Span, lang.T("dialogens dag", "the day of the dialogue"))
	default:
		return
	}
	p.Report(f)
}

// lastHeard is the last dialogue held by a day, or nil.
func (m meeting) lastHeard(by calendar.Day) *plan.Dialog {
	var last *plan.Dialog
	for i := range m.heard {
		if d := &m.heard[i]; d.Datum.Set && d.Datum.V <= by && (last == nil || d.Datum.V > last.Datum.V) {
			last = d
		}
	}
	return last
}
