package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CouncilOrder holds the days of an offer's steps against the order of the steps in
// version 6.0 (N12-N29). An answer that came late, and minutes whose day is read from a
// reference, only warn.
func CouncilOrder() *rule.Rule {
	return &rule.Rule{
		ID:         "P421",
		Title:      lang.T("stegen mellan förvaltningarna kommer i ordning", "the steps between the förvaltningar come in order"),
		Basis:      diag.Text,
		Statements: []string{"N12", "N13", "N15", "N16", "N23", "N25", "N28", "N29"},
		Severity:   diag.Error,
		Why: lang.T(
			"Stegen i rutin 6.0 är numrerade och vart och ett bygger på det förra. Ett förslag till beslut som är äldre än sin granskning är inte granskat, eller har fått fel datum.",
			"The steps of routine 6.0 are numbered and each rests on the one before. A proposal for decision that is older than its review was not reviewed, or has the wrong date."),
		Lighter: lang.T(
			"Ett svar som kom sent, och ett protokoll vars dag läses ur en hänvisning, ger en varning.",
			"An answer that came late, and minutes whose day is read from a reference, give a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Granskningen gjordes den 18 januari; månaden är felskriven.",
				"The review was made on 18 January; the month is a slip."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "granskning: {datum: 2024-01-18, mot_behovsanalys: ba-2024, mot_avtal: []}\n" +
				"beslutsforslag:\n" +
				"  datum: 2024-01-18\n",
			Bad: "granskning: {datum: 2024-02-18, mot_behovsanalys: ba-2024, mot_avtal: []}\n" +
				"beslutsforslag:\n" +
				"  datum: 2024-01-18\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				var before milestone
				for _, next := range milestones(e) {
					if next.first.V > p.Today || next.last.V > p.Today {
						continue // a day that has not come is reported as that (P704)
					}
					if before.last.Set && next.first.V < before.last.V {
						p.Report(outOfTurn(e, before, next))
					}
					before = next
				}
				mandatesInTime(p, e)
			}
		},
	}
}

// milestone is a step with its first and its last day: answers and councils have several.
type milestone struct {
	name        lang.Text
	first, last plan.Day
	mayBeLate   bool // the next step did not have to wait for it
	read        bool // its day is read from a reference
}

// milestones lists the steps of an offer that have a day, in the routine's order.
func milestones(e *plan.Erbjudande) []milestone {
	var out []milestone
	add := func(m milestone, days ...plan.Day) {
		for _, d := range days {
			if d.Set && (!m.first.Set || d.V < m.first.V) {
				m.first = d
			}
			if d.Set && d.V > m.last.V {
				m.last = d
			}
		}
		if m.first.Set {
			out = append(out, m)
		}
	}
	add(milestone{name: lang.T("lyftet i forumet", "the raising in the forum")}, e.Lyft.Datum)
	var answers, councils []plan.Day
	for _, s := range e.Svar {
		answers = append(answers, s.Datum)
	}
	add(milestone{name: lang.T("svaren", "the answers"), mayBeLate: true}, answers...)
	if v := e.Vagval; v != nil {
		add(milestone{name: lang.T("vägvalet", "the choice of way")}, v.Datum)
	}
	if f := e.Fordelningsforslag; f != nil {
		add(milestone{name: lang.T("förslaget till fördelning", "the proposal for distribution")}, f.Datum)
	}
	for _, r := range e.Samordningsrad {
		councils = append(councils, r.Datum)
	}
	add(milestone{name: lang.T("samordningsrådet", "the council")}, councils...)
	if g := e.Granskning; g != nil {
		add(milestone{name: lang.T("granskningen", "the review")}, g.Datum)
	}
	if b := e.Beslutsforslag; b != nil {
		add(milestone{name: lang.T("förslaget till beslut", "the proposal for decision")}, b.Datum)
	}
	if e.Arende != nil {
		if day, ok := minutesDay(e.Arende.Protokoll); ok {
			add(milestone{name: lang.T("forumets protokoll", "the forum's minutes"), read: true},
				plan.Day{V: day, Span: e.Arende.Protokoll.Span, Set: true})
		}
	}
	return out
}

func outOfTurn(e *plan.Erbjudande, before, next milestone) rule.Finding {
	return rule.Finding{
		In: &e.Document, At: next.first.Span, Lighter: before.mayBeLate || next.read,
		Message: lang.T("%s är från %s, före %s %s", "%s: %s, before %s of %s",
			next.name, next.first.V.String(), before.name, before.last.V.String()),
		Hint: lang.T("Rätta det datum som är fel. Stegen tas i den ordning de står.",
			"Correct the date that is wrong. The steps are taken in the order they stand."),
		Related: related(&e.Document, before.last.Span, before.name),
	}
}

// mandatesInTime asks that a council's task was given before the council had answered.
func mandatesInTime(p *rule.Pass, e *plan.Erbjudande) {
	for _, r := range e.Samordningsrad {
		given := r.Uppdrag.Datum
		if !given.Set || !r.Datum.Set || given.V <= r.Datum.V || given.V > p.Today {
			continue
		}
		p.Report(rule.Finding{
			In: &e.Document, At: given.Span,
			Message: lang.T("uppdraget gavs %s, efter rådets fördelning %s", "the task was given on %s, after the council's distribution of %s",
				given.V.String(), r.Datum.V.String()),
			Hint:    lang.T("Rätta det datum som är fel.", "Correct the date that is wrong."),
			Related: related(&e.Document, r.Datum.Span, lang.T("rådets dag", "the council's day")),
		})
	}
}
