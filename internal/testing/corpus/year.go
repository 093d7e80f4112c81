package corpus

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// year is a plan year with its documents.
type year struct {
	number   int
	running  bool // its weeks pass: plans change, outcome comes in
	pairs    []*pair
	memos    []*memo // by field; only of fields with a need
	offers   []*offer
	plans    []*planned
	rests    []*rest
	analysed calendar.Day
	position calendar.Day // the forum's
	offered  map[offerKey]*offer
}

// pair is a sender with a need in a field.
type pair struct {
	field  *field
	sender *party
	plans  int
	lines  []*line
}

// memo is a missiv: one field of a year.
type memo struct {
	id      string
	field   *field
	day     calendar.Day
	lines   []*line
	changes []*lineChange
}

// line is a line of a missiv with what draws on it.
type line struct {
	memo     *memo
	id       string
	sender   *party
	group    *group
	original int // as first decided
	volume   int // after the memo's changes
	plans    []*planned
	changed  calendar.Day // last, by a change of the memo
}

// lineChange is a change of a line that takes an increase of a plan into the missiv.
type lineChange struct {
	line          *line
	day           calendar.Day
	before, after int
	plan          *planned
	nr            int
}

// rest is volume without a place in a plan.
type rest struct {
	line   *line
	plan   *planned // of what was planned and not used
	volume int
	reason string
	day    calendar.Day
	until  calendar.Day // while it still is to be placed
}

func (r *region) makeYear(number, plans int) *year {
	y := &year{
		number: number, running: number == AsOf.Year(), offered: map[offerKey]*offer{},
		analysed: workday(calendar.Date(number-1, 9, 15)), position: workday(calendar.Date(number-1, 11, 5)),
	}
	received := 0 // plans from an offer alone
	if len(r.fields[0].neutral) > 0 {
		received = plans / 40
	}
	r.share(y, plans-received)
	memos := map[*field]*memo{}
	for _, p := range y.pairs {
		m := memos[p.field]
		if m == nil {
			m = &memo{id: fmt.Sprintf("missiv-%d-%s", number, p.field.id), field: p.field, day: workday(calendar.Date(number-1, 10, 20).Add(r.rng.IntN(6)))}
			memos[p.field] = m
			y.memos = append(y.memos, m)
		}
		r.makeLines(y, m, p)
	}
	for i := range received {
		r.receive(y, i)
	}
	for _, p := range y.plans {
		if p.agreement != nil {
			p.agreement.used.add(p)
		}
		if p.offer != nil {
			p.offer.used.add(p)
		}
	}
	return y
}

// share deals the year's plans out to senders and fields. A small region has needs in
// some of its fields only.
func (r *region) share(y *year, plans int) {
	var all []*pair
	for _, f := range r.fields {
		for _, s := range f.senders {
			all = append(all, &pair{field: f, sender: s})
		}
	}
	for _, i := range pick(r.rng, len(all), (2*plans+2)/3) {
		all[i].plans = 1
		y.pairs = append(y.pairs, all[i])
	}
	for left := plans - len(y.pairs); left > 0; {
		if p := y.pairs[r.rng.IntN(len(y.pairs))]; p.plans < len(p.field.sources) {
			p.plans++
			left--
		}
	}
}
