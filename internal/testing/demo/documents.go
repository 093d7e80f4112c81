package demo

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// documents adds the decisions by which the documents of the sample came to be, on days that
// follow from the days that they name.
func (s *script) documents() {
	for _, d := range s.set.Behovsanalyser {
		s.add(&decision{ready: d.Datum.V, rank: ranksAnalysis, title: "Behovsanalys " + d.ID.V, edits: []edit{{d.File(), created}}})
	}
	for _, d := range s.set.Erbjudanden {
		s.add(&decision{ready: d.Lyft.Datum.V, rank: ranksOffer, title: "Erbjudande " + d.ID.V, edits: []edit{{d.File(), created}}})
	}
	for _, d := range s.set.Missiv {
		ready := max(d.Datum.V, minutesDay(d.Arende))
		for _, a := range d.Avstamningar {
			ready = max(ready, a.Datum.V)
		}
		s.add(&decision{ready: ready, rank: ranksMemo, title: "Missiv: " + d.Rubrik.V, edits: []edit{{d.File(), created}}})
	}
	s.plans()
	s.rests()
	s.outcome()
}

// minutesDay is the day of the forum's minutes, "2026-11-05 § 7".
func minutesDay(a *plan.Arende) calendar.Day {
	if a == nil {
		return 0
	}
	return minutesText(a.Protokoll.V)
}

func minutesText(s string) calendar.Day {
	d, _, _ := strings.Cut(s, " ")
	out, _ := calendar.ParseDay(d)
	return out
}

// plans adds new plans: those of one sender that were reconciled on one day go together.
func (s *script) plans() {
	together := map[string]*decision{}
	for _, p := range s.set.Leveransplaner {
		ready := calendar.Day(0)
		for _, a := range p.Avstamningar {
			ready = max(ready, a.Datum.V)
		}
		key := fmt.Sprintf("%s %s", p.Skickande.V, ready)
		d := together[key]
		if d == nil {
			d = &decision{ready: ready, rank: ranksPlan, title: "Leveransplan " + p.ID.V}
			together[key] = d
			s.add(d)
		} else {
			d.title = fmt.Sprintf("Leveransplaner %d för %s", p.Period.V.From.Year(), strings.ToUpper(p.Skickande.V))
		}
		d.edits = append(d.edits, edit{p.File(), created})
	}
}

// rests adds the entries of restvolymer: those of one day go together.
func (s *script) rests() {
	together := map[string]*decision{}
	for _, r := range s.set.Rester {
		file := r.Owner.File()
		key := file + " " + r.Datum.V.String()
		d := together[key]
		if d == nil {
			d = &decision{ready: r.Datum.V, rank: ranksRest, title: "Restvolymer " + r.Datum.V.String()}
			together[key] = d
			s.add(d)
		}
		undoEntry := entryAdded("rester", r.ID.V)
		d.edits = append(d.edits, edit{file, func(text string) (string, error) {
			out, err := undoEntry(text)
			if strings.HasSuffix(out, "rester: []\n") {
				out = "" // the first one came with the file
			}
			return out, err
		}})
	}
}

// outcome adds the reported weeks, month by month, in the first days of the next; the last
// ones as far as they have come. Every other month a program reports them.
func (s *script) outcome() {
	months := map[int]*decision{}
	for _, u := range s.set.Utfall {
		week, ok := calendar.ParseWeek(strings.TrimSuffix(path.Base(u.File()), ".csv"))
		if !ok {
			continue
		}
		year, month, _ := week.Sunday().Parts()
		at := year*12 + int(month) - 1
		d := months[at]
		if d == nil {
			first := calendar.Date(year, month+1, 1)
			d = &decision{rank: ranksOutcome, title: fmt.Sprintf("Utfall %d-%02d", year, month), bot: at%2 == 0}
			d.day = min(workday(first.Add(3)), workdayBefore(s.end))
			months[at] = d
			s.add(d)
		}
		d.ready = max(d.ready, week.Sunday())
		d.edits = append(d.edits, edit{u.File(), created})
	}
}

// first is the day on which the first decision that any of the documents rests on has to be
// made: the earliest day that a document names which holds a word.
func (s *script) firstUse(word string) calendar.Day {
	first := s.end
	for _, d := range s.all {
		uses := func(e edit) bool { return strings.Contains(s.last[e.path].text, word) }
		if d.rank > ranksRegister && slices.ContainsFunc(d.edits, uses) {
			first = min(first, d.ready)
		}
	}
	return first
}
