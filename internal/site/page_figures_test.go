package site

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Every figure of a page is that of the follow-up or of the arithmetic of lines, read back from
// its tables: by plan, by line, by group and by capacity, in both languages.
func TestPagesTellTheFigures(t *testing.T) {
	for name, in := range regions(t) {
		t.Run(name, func(t *testing.T) {
			s := dataPagesOf(t, in)
			for _, l := range lang.Languages {
				for _, p := range in.Follow.Plans {
					s.holdsPlan(l, p)
				}
				s.holdsFollowUp(l)
				s.holdsLines(l)
				s.holdsCapacities(l)
				s.holdsNeeds(l)
			}
		})
	}
}

func (s *dataSite) holdsPlan(l lang.Language, p *followup.Plan) {
	d, where := s.page(l, planURL(p.ID.V)), string(l)+" "+p.ID.V
	rows, _ := d.table("utfall-namn")
	if len(rows) != len(p.Quarters)+1 {
		s.Fatalf("%s: %d rows of %d quarters", where, len(rows), len(p.Quarters))
	}
	var sum followup.Period
	for i, q := range p.Quarters {
		at, row := where+" "+q.Slot.String(), rows[i]
		if row[0] != q.Slot.String() {
			s.Errorf("%s: %q", at, row[0])
		}
		holdsNumber(s, at+" planned", row[1], q.Planned)
		for c, want := range []followup.Count{q.Contacted, q.Accepted, q.Done, q.Gap} {
			holds(s, fmt.Sprint(at, " column ", c+2), row[c+2], want)
		}
		sum.Planned, sum.Done = sum.Planned+q.Planned, sum.Done.Add(q.Done)
	}
	holdsNumber(s, where+" sum planned", rows[len(rows)-1][1], sum.Planned)
	holds(s, where+" sum done", rows[len(rows)-1][4], sum.Done)
	weeks, _ := d.table("c-veckor-cap")
	total := 0
	for _, row := range weeks {
		slot, _ := calendar.ParseSlot(row[0])
		item, _ := p.Periodisering.Of(slot)
		holdsNumber(s, where+" "+row[0], row[1], item.Volume.V)
		total += item.Volume.V
	}
	if total != p.Periodisering.Sum() {
		s.Errorf("%s: the weeks of the page are %d, of the plan %d", where, total, p.Periodisering.Sum())
	}
}

// holdsFigures compares the columns that plans and groups share, from one on.
func (s *dataSite) holdsFigures(where string, row []string, f *followup.Figures) {
	s.Helper()
	holdsNumber(s, where+" agreed", row[0], f.Volume)
	due := followup.Count{}
	if f.Reported > 0 {
		due = followup.Exactly(f.Due)
	}
	for i, want := range []followup.Count{due, f.Done, f.Gap, f.Unused, f.Forecast} {
		holds(s, fmt.Sprint(where, " figure ", i+2), row[i+1], want)
	}
}

func (s *dataSite) holdsFollowUp(l lang.Language) {
	bySender := map[string][]*followup.Plan{}
	for _, p := range s.in.Follow.Plans {
		url := followSenderURL(p.Year, p.Skickande.V)
		bySender[url] = append(bySender[url], p)
	}
	for url, plans := range bySender {
		rows, links := s.page(l, url).table("planer-namn")
		if len(rows) != len(plans) {
			s.Errorf("%s: %d rows of %d plans", url, len(rows), len(plans))
		}
		found := map[string][]string{}
		for i, row := range rows {
			if path.Join("uppfoljning", links[i]) != planURL(row[0]) {
				s.Errorf("%s: %q leads to %q", url, row[0], links[i])
			}
			found[row[0]] = row
		}
		for _, p := range plans {
			if row := found[p.ID.V]; row != nil {
				s.holdsFigures(url+" "+p.ID.V, row[3:9], &p.Figures)
				if words, _ := statusWords(p.Status); row[9] != words.In(l) {
					s.Errorf("%s %s: %q", url, p.ID.V, row[9])
				}
			} else {
				s.Errorf("%s lacks %s", url, p.ID.V)
			}
		}
	}
	for _, of := range []struct {
		id     string
		groups []*followup.Group
		name   func(string) string
	}{
		{"skickande-namn", s.in.Follow.Senders, s.orgName}, {"mottagare-namn", s.in.Follow.Receivers, s.orgName}, {"vardomrade-namn", s.in.Follow.Fields, s.fieldName},
	} {
		count := map[int]int{}
		for _, g := range of.groups {
			rows, _ := s.page(l, followYearURL(g.Year)).table(of.id)
			unit := plan.UnitName(g.Unit).In(l)
			i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == of.name(g.ID) && row[1] == unit })
			if i < 0 {
				s.Errorf("%d %s lacks %s, %s", g.Year, of.id, g.ID, unit)
				continue
			}
			count[g.Year]++
			holdsNumber(s, of.id+" plans", rows[i][2], g.Count)
			s.holdsFigures(of.id+" "+g.ID, rows[i][4:10], &g.Figures)
		}
		for year, n := range count {
			if rows, _ := s.page(l, followYearURL(year)).table(of.id); len(rows) != n {
				s.Errorf("%d %s: %d rows of %d groups", year, of.id, len(rows), n)
			}
		}
	}
}

func (s *dataSite) orgName(id string) string   { return s.in.Set.Organisation(id).Name() }
func (s *dataSite) fieldName(id string) string { return s.in.Set.Field(id).Namn.V }

func (s *dataSite) holdsLines(l lang.Language) {
	byMemo := map[string][]*plan.Line{}
	for _, line := range s.in.Set.Lines {
		byMemo[line.Missiv.ID.V] = append(byMemo[line.Missiv.ID.V], line)
	}
	for memo, lines := range byMemo {
		d := s.page(l, missivURL(memo))
		rows, _ := d.table("rader-namn")
		if len(rows) != len(lines) {
			s.Fatalf("%s: %d rows of %d lines", memo, len(rows), len(lines))
		}
		for i, line := range lines {
			row, where := rows[i], memo+" "+line.Rad.ID.V
			if row[0] != line.Rad.ID.V || row[8] != s.orgName(line.Rad.Forvaltning.V) || !d.ids[lineAnchor(line)] {
				s.Errorf("%s: %q", where, row)
			}
			for c, want := range []int{line.Rad.Volym.V, line.Aktuell(), line.Planned(), line.Unplaced(), line.Oppet()} {
				holdsNumber(s, fmt.Sprint(where, " column ", c+1), row[c+1], want)
			}
			var carried []string
			plans, _ := d.table(planListAnchor(i) + "-namn")
			for _, p := range plans {
				carried = append(carried, p[0])
			}
			var want []string
			for _, p := range line.Plans {
				want = append(want, p.ID.V)
			}
			slices.Sort(carried)
			slices.Sort(want)
			if !slices.Equal(carried, want) {
				s.Errorf("%s is carried by %q, on the page by %q", where, want, carried)
			}
		}
	}
}

func (s *dataSite) holdsCapacities(l lang.Language) {
	byReceiver := map[string][]*followup.Capacity{}
	for _, c := range s.in.Follow.Capacities {
		byReceiver[c.Receiver] = append(byReceiver[c.Receiver], c)
	}
	for id, list := range byReceiver {
		d := s.page(l, receiverURL(id))
		rows, links := d.table("tak-namn")
		if len(rows) != len(list) {
			s.Errorf("%s: %d rows of %d capacities", id, len(rows), len(list))
			continue
		}
		x := newIndex(newBuilder(s.in))
		for _, c := range x.b.Follow.Capacities {
			if c.Receiver != id {
				continue
			}
			i := slices.IndexFunc(links, func(link string) bool { return strings.HasSuffix(link, "#"+x.anchors[c]) })
			if i < 0 {
				s.Errorf("%s lacks %s", id, x.anchors[c])
				continue
			}
			ceiling, left := followup.Count{}, followup.Count{}
			if c.Stated {
				ceiling, left = followup.Exactly(c.Ceiling), followup.Exactly(c.Left)
			}
			for k, want := range []followup.Count{ceiling, followup.Exactly(c.Planned), left} {
				holds(s, fmt.Sprint(id, " ", capacityID(c), " column ", k+3), rows[i][k+3], want)
			}
			holds(s, id+" done", rows[i][7], c.Done)
			holds(s, id+" forecast", rows[i][8], c.Forecast)
			weeks, _ := d.table("c-" + x.anchors[c] + "-bild-cap")
			if len(weeks) != len(c.Weeks) {
				s.Errorf("%s %s: %d rows of %d weeks", id, capacityID(c), len(weeks), len(c.Weeks))
				continue
			}
			for k, w := range c.Weeks {
				holdsNumber(s, id+" "+w.Week.String(), weeks[k][1], w.Planned)
				if w.Known {
					holdsNumber(s, id+" stated "+w.Week.String(), weeks[k][2], w.Stated)
				}
			}
		}
	}
}

// holdsNeeds adds the analysis of need up once more, and beside it what the missiv decided.
func (s *dataSite) holdsNeeds(l lang.Language) {
	x := newIndex(newBuilder(s.in))
	for _, a := range s.in.Set.Behovsanalyser {
		rows, _ := s.page(l, yearURL(a.Period.V.From.Year())).table("behov-namn")
		if len(rows) != len(a.Vardomraden) {
			s.Errorf("%s: %d rows of %d fields", a.ID.V, len(rows), len(a.Vardomraden))
		}
		for i := range a.Vardomraden {
			o := &a.Vardomraden[i]
			need, capacity := o.Totals()
			remaining := 0
			for _, r := range o.Forvaltningar {
				remaining += max(0, r.Behov.V-r.Kapacitet.V)
			}
			at := slices.IndexFunc(rows, func(row []string) bool { return row[0] == s.fieldName(o.Vardomrade.V) })
			for c, want := range []int{need, capacity, remaining} {
				holdsNumber(s, a.ID.V+" "+o.Vardomrade.V+" column "+strconv.Itoa(c+1), rows[at][c+1], want)
			}
			for _, sum := range sumLines(x.lines[party{asField, a.Period.V.From.Year(), o.Vardomrade.V}]) {
				if unit := plan.UnitName(sum.unit).In(l); rows[at][6] != unit {
					s.Errorf("%s %s: %q counts %s", a.ID.V, o.Vardomrade.V, rows[at], unit)
				}
				holdsNumber(s, a.ID.V+" "+o.Vardomrade.V+" in missiv", rows[at][4], sum.volume)
			}
		}
	}
}
