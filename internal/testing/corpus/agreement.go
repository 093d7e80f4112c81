package corpus

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// agreement is what an external provider receives under. Its ceilings follow from the
// plans: they are decided last.
type agreement struct {
	id, number string
	owner      string
	provider   *party
	fields     []*field // of one unit
	validity   calendar.Interval
	wait       int // days
	// finest is the grain of the capacity that it states, 0 for none.
	finest calendar.Grain
	used   usage
}

func (a *agreement) own() bool { return a.owner == "vgr" }

func (a *agreement) unit() string { return a.fields[0].unit }

// usage adds up what plans take of an agreement or an offer.
type usage struct {
	weeks    map[calendar.Week]int
	quarters map[calendar.Quarter]int // of both grains
}

func (u *usage) add(p *planned) {
	if u.quarters == nil {
		u.weeks, u.quarters = map[calendar.Week]int{}, map[calendar.Quarter]int{}
	}
	for i, s := range p.slots {
		u.quarters[s.Quarter()] += p.volumes[i]
		if s.Grain() == calendar.GrainWeek {
			u.weeks[s.Week()] += p.volumes[i]
		}
	}
}

// within sums the quarters that begin in an interval of whole quarters.
func (u *usage) within(period calendar.Interval) int {
	sum := 0
	for q := period.From.Quarter(); q.First() <= period.To; q = q.Next() {
		sum += u.quarters[q]
	}
	return sum
}

// mostAgreements keeps the register within what its schema allows.
const mostAgreements = 1900

// perField is how many agreements a field needs, so that a sender with many plans finds
// a new receiver for each.
func (r *region) perField() int {
	pairs := len(r.fields) * len(r.fields[0].senders)
	return min(len(r.providers)-1, mostAgreements/len(r.fields), 3+r.n/(2*pairs)*3/2)
}

func (r *region) makeAgreements() {
	next := 0
	for i, f := range r.fields {
		for k := range r.perField() {
			a := &agreement{owner: "vgr", provider: r.providers[(next+k)%len(r.providers)], fields: []*field{f}, wait: 15 + r.rng.IntN(60)}
			if f.ladder && (k == 2 || k%4 == 3) {
				a.owner = r.owners[1+k%2]
			}
			// Some cover the next field of the same unit too.
			if j := i + len(units); a.own() && k == 0 && j < len(r.fields) {
				a.fields = append(a.fields, r.fields[j])
			}
			r.grain(a, len(r.agreements))
			r.agreements = append(r.agreements, a)
			for _, of := range a.fields {
				of.agreements = append(of.agreements, a)
			}
		}
		next += r.perField()
	}
	for i, a := range r.agreements {
		from := r.since
		if r.since.Year() > 2024 {
			from = []calendar.Day{r.since, calendar.Date(2025, 7, 1), calendar.Date(2026, 1, 1)}[i%3]
		}
		to := []calendar.Day{calendar.Date(2027, 12, 31), calendar.Date(2028, 6, 30), calendar.Date(2028, 12, 31)}[r.rng.IntN(3)]
		a.validity = calendar.Interval{From: from, To: to}
		a.id = fmt.Sprintf("avt-%d-%04d", from.Year(), i+1)
		a.number = fmt.Sprintf("RS %d-%05d", from.Year(), 1200+7*i)
	}
}

// grain decides what capacity an agreement states: by week for a few, since the register
// is one file, by quarter for some more.
func (r *region) grain(a *agreement, i int) {
	switch {
	case i%6 == 0 && i < 300:
		a.finest = calendar.GrainWeek
	case i%6 == 1:
		a.finest = calendar.GrainQuarter
	}
}

// offer is capacity that a förvaltning of the region has raised in the forum.
type offer struct {
	id       string
	year     *year
	receiver *party
	field    *field
	group    *group
	grain    calendar.Grain
	raised   calendar.Day
	stated   bool // says until when it is valid; else six weeks
	wait     int
	used     usage
	council  *council // 6.0
}
