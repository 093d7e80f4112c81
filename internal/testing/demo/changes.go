package demo

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// causes say what a change of a plan is called.
var causes = map[string]string{
	plan.OrsakMinskatBehov: "Minskat behov", plan.OrsakOkatBehov: "Ökat behov", plan.OrsakMottagareKanInte: "Mottagaren kan inte",
	plan.OrsakAvtalUpphor: "Avtalet upphör", plan.OrsakOmfordelning: "Omfördelning", plan.OrsakOmperiodisering: "Omperiodisering",
	plan.OrsakVillkor: "Ändrade villkor", plan.OrsakRattelse: "Rättelse",
}

// terms are what else an entry of the sample changed, by plan and number.
var terms = map[string]undo{
	"lp-2026-su-strandangen-ryggkirurgi 1": replaced("asa_klass: [1, 2]", "asa_klass: [1, 2, 3]"),
}

// planChanges adds the changes of agreed plans that the sample holds as entries. Those of one
// day and cause go together: what one plan loses another one gains.
func (s *script) planChanges() {
	together := map[string]*decision{}
	for _, p := range s.set.Leveransplaner {
		for i := range p.Andringar {
			e := &p.Andringar[i]
			key := e.Datum.V.String() + " " + e.Orsak.V
			d := together[key]
			if d == nil {
				d = &decision{rank: ranksChange, title: causes[e.Orsak.V] + ": " + p.ID.V}
				together[key] = d
				s.add(d)
			} else {
				d.title = fmt.Sprintf("%s %s", causes[e.Orsak.V], e.Datum.V)
			}
			d.ready = max(d.ready, entryDay(e))
			d.edits = append(d.edits, edit{p.File(), planChanged(p, i)})
		}
	}
}

// entryDay is the latest day that an entry names.
func entryDay(e *plan.Andring) calendar.Day {
	out := max(e.Datum.V, minutesText(e.Protokoll.V))
	for _, a := range e.Avstamningar {
		out = max(out, a.Datum.V)
	}
	return out
}

// planChanged undoes an entry of a plan: the entry itself, the volume, the numbers from the
// slot that it names on, and what it says of terms.
func planChanged(p *plan.Leveransplan, i int) undo {
	e := &p.Andringar[i]
	n := numbersOf(p)
	for j := len(p.Andringar) - 1; j >= i; j-- {
		n = n.before(&p.Andringar[j], p.Period.V)
	}
	return func(text string) (string, error) {
		text, err := cutEntry(text, e.Nr.V)
		if err != nil {
			return "", err
		}
		if text, err = setLine(text, "volym", e.VolymFore.V); err != nil {
			return "", err
		}
		if u := terms[fmt.Sprintf("%s %d", p.ID.V, e.Nr.V)]; u != nil {
			if text, err = u(text); err != nil {
				return "", err
			}
		}
		return n.write(text)
	}
}

// memoChanges adds the changes of missiv that the sample holds as entries.
func (s *script) memoChanges() {
	for _, m := range s.set.Missiv {
		for i := range m.Andringar {
			e := &m.Andringar[i]
			ready := max(e.Datum.V, minutesText(e.Protokoll.V))
			for _, a := range e.Avstamningar {
				ready = max(ready, a.Datum.V)
			}
			s.add(&decision{ready: ready, rank: ranksChange, title: fmt.Sprintf("Ändrat missiv: %s, %s", m.Rubrik.V, e.Rad.V),
				edits: []edit{{m.File(), memoChanged(e)}}})
		}
	}
}

// memoChanged undoes an entry of a missiv. A line that began with it was not there.
func memoChanged(e *plan.Missivandring) undo {
	return func(text string) (string, error) {
		text, err := cutEntry(text, e.Nr.V)
		if err != nil {
			return "", err
		}
		if e.VolymFore.V == 0 {
			return entryAdded("rader", e.Rad.V)(text)
		}
		head, rest, found := strings.Cut(text, "\n  - id: "+e.Rad.V+"\n")
		was, is := fmt.Sprintf("\n    volym: %d\n", e.VolymFore.V), fmt.Sprintf("\n    volym: %d\n", e.VolymEfter.V)
		if !found || !strings.Contains(rest, is) {
			return "", fmt.Errorf("no line %s of %d", e.Rad.V, e.VolymEfter.V)
		}
		return head + "\n  - id: " + e.Rad.V + "\n" + strings.Replace(rest, is, was, 1), nil
	}
}
