package corpus

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// year is a plan year with its documents.
type year struct {
	number   int
	version  string
	period   calendar.Interval
	past     bool
	running  bool // its weeks pass: plans change, outcome comes in
	pairs    []*pair
	memos    []*memo // by field; only of fields with a need
	offers   []*offer
	plans    []*planned
	rests    []*rest
	analysed calendar.Day
	raised   calendar.Day // its offers
	drafted  calendar.Day // its missiv
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

// newYear is a calendar year under routine 9.0.
func newYear(number int) *year {
	return &year{
		number: number, version: "9.0", period: yearOf(number), running: number == AsOf.Year(), offered: map[offerKey]*offer{},
		analysed: workday(calendar.Date(number-1, 9, 15)), drafted: calendar.Date(number-1, 10, 20), position: workday(calendar.Date(number-1, 11, 5)),
		// No earlier than six weeks before the last plan is reconciled.
		raised: workday(calendar.Date(number-1, 10, 12)),
	}
}

// aprilYear is the year from April 2024 to March 2025, under routine 6.0 until that was
// replaced in December.
func aprilYear() *year {
	return &year{
		number: 2024, version: "6.0", period: calendar.Interval{From: calendar.Date(2024, 4, 1), To: calendar.Date(2025, 3, 31)}, past: true,
		offered: map[offerKey]*offer{}, analysed: calendar.Date(2024, 1, 10), drafted: calendar.Date(2024, 1, 22),
		position: calendar.Date(2024, 2, 15), raised: calendar.Date(2024, 1, 19),
	}
}

// replaced is the day from which routine 9.0 judges what happens.
var replaced = calendar.Date(2024, 12, 19)

func (y *year) weeksOnly() bool { return y.version == "6.0" }

func (y *year) forum() string {
	if y.version == "6.0" {
		return "funktionsgrupp_produktionschefer"
	}
	return "samordnande_grupp_produktion"
}

// talk is the day of a dialogue on a missiv: after it under 6.0, before it under 9.0.
func (y *year) talk(memo calendar.Day, i int) calendar.Day {
	if y.version == "6.0" {
		return workday(memo.Add(3 + i))
	}
	return workday(memo.Add(-12 + i))
}

// talkOn is the day of a dialogue on a change of a missiv.
func talkOn(change calendar.Day) calendar.Day {
	if change < replaced {
		return workday(change.Add(2))
	}
	return workday(change.Add(-4))
}

// fill makes a year's documents.
func (r *region) fill(y *year, plans int) {
	received := 0 // plans from an offer alone
	if len(r.fields[0].neutral) > 0 && y.version != "6.0" {
		received = plans / r.perOffer
	}
	r.share(y, plans-received)
	memos := map[*field]*memo{}
	for _, p := range y.pairs {
		m := memos[p.field]
		if m == nil {
			m = &memo{id: fmt.Sprintf("missiv-%d-%s", y.number, p.field.id), field: p.field, day: workday(y.drafted.Add(r.rng.IntN(6)))}
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
	if y.version == "6.0" {
		r.decide(y)
	}
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
