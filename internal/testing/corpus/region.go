package corpus

import (
	"fmt"
	"math/rand/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// region is everything that is decided before the first byte is written.
type region struct {
	rng        *rand.Rand
	n          int
	hospitals  []*party // the förvaltningar: they send, and some receive
	providers  []*party
	owners     []string // the regions that own agreements, the own one first
	fields     []*field
	agreements []*agreement
	years      []*year
	everybody  []closure
	seasons    map[seasonKey][]int
	perOffer   int
	since      calendar.Day // from when there are providers and agreements
}

// party is an organisation that sends or receives.
type party struct {
	id, name, short string
	external        bool
	represented     bool // has no account: vardgarantiservice speaks for it
	closures        []closure
}

// closure is a time with less work than usual.
type closure struct {
	calendar.Deviation
	reason string
}

func build(n int, seed uint64) *region {
	if n < 1 || n > Most {
		panic(fmt.Sprintf("corpus: %d plans are outside 1 to %d", n, Most))
	}
	running := max(1, n*3/5)
	return buildShape(rand.New(rand.NewPCG(seed, uint64(n))), shape{
		hospitals: 4 + root(n, 2)/4, providers: 6 + root(n, 2), fields: 2 + root(n, 3)*3/2, plans: [...]int{0, running, n - running}, perOffer: 40,
	})
}

// shape is how large a region is: its organisations, its fields, and its plans in 2024,
// 2026 and 2027.
type shape struct {
	hospitals, providers, fields int
	plans                        [3]int
	// perOffer is how many plans there are for each that comes from an offer alone.
	perOffer int
}

func buildShape(rng *rand.Rand, s shape) *region {
	r := &region{rng: rng, n: s.plans[0] + s.plans[1] + s.plans[2], seasons: map[seasonKey][]int{}, since: calendar.Date(2025, 1, 1)}
	years := []*year{newYear(2026), newYear(2027)}
	plans := s.plans[1:]
	if s.plans[0] > 0 {
		r.since = calendar.Date(2024, 1, 1)
		years, plans = append([]*year{aprilYear()}, years...), s.plans[:]
	}
	r.makeHospitals(s.hospitals)
	r.makeProviders(s.providers)
	r.makeFields(s.fields)
	r.perOffer = s.perOffer
	for i, y := range years {
		r.fill(y, plans[i])
		r.years = append(r.years, y)
	}
	return r
}

// root gives the largest integer whose power is not above n.
func root(n, power int) int {
	for x := 1; ; x++ {
		p := 1
		for range power {
			p *= x
		}
		if p > n {
			return x - 1
		}
	}
}

func (r *region) makeHospitals(count int) {
	between := calendar.Interval{From: calendar.Date(2026, 12, 28), To: calendar.Date(2026, 12, 31)}
	r.everybody = []closure{{calendar.Deviation{Interval: between, Share: 0.5}, "Mellandagar, halv bemanning"}}
	// The schemas bound the lists of förvaltningar in a missiv and in an analysis.
	for i := range min(count, 100) {
		name := place(i, "")
		h := &party{id: ascii(name), name: name + "s sjukhus", short: name}
		if i%3 > 0 {
			h.closures = r.holidays(0.5, "Sommarbemanning på operation")
		}
		r.hospitals = append(r.hospitals, h)
	}
}

func (r *region) makeProviders(count int) {
	r.owners = []string{"vgr", "region-norr", "region-syd"}
	for i := range count {
		name := place(40+i, clinicEnds[i%len(clinicEnds)])
		p := &party{id: ascii(name), name: name + " AB (fiktiv)", short: name, external: true, represented: i%4 < 3}
		if i%2 == 0 {
			p.closures = r.holidays(0, "Sommarstängt")
		}
		r.providers = append(r.providers, p)
	}
}

// holidays makes three or four weeks of less work in both summers.
func (r *region) holidays(share float64, reason string) []closure {
	first, weeks := 27+r.rng.IntN(3), 3+r.rng.IntN(2)
	var out []closure
	for _, year := range []int{2026, 2027} {
		from := calendar.Week{Year: year, Number: first}.Monday()
		out = append(out, closure{calendar.Deviation{Interval: calendar.Interval{From: from, To: from.Add(7*weeks - 1)}, Share: share}, reason})
	}
	return out
}

// workday gives a day, or the first working day after it.
func workday(d calendar.Day) calendar.Day {
	for d.Free() {
		d++
	}
	return d
}
