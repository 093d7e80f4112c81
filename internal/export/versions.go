package export

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
)

// version is a plan as a decision left it.
type version struct {
	number int            // from 1
	by     *history.Entry // nil: no decision is known
	gone   bool           // the plan was taken away
	latest bool
	volume int
	period calendar.Interval
	// sender, receiver and field are those of the version; of units the history says nothing.
	sender, receiver, field string
	slots                   []volume // with volume, in the order of time
	from                    calendar.Slot
}

// volume is what a week or quarter holds.
type volume struct {
	slot calendar.Slot
	n    int
}

// versions plays a plan's decisions anew. The last version is the plan as the commit has it:
// where the history leads elsewhere, one without a decision follows. Of a plan that can't be
// read whole in the commit no version is the latest.
func (b *build) versions(r *planRef) []version {
	p := player{build: b, ref: r, slots: map[calendar.Slot]int{}}
	for _, at := range b.at[r.id] {
		p.change(at)
	}
	p.close()
	for i := range p.out {
		p.out[i].number = i + 1
	}
	if n := len(p.out); n > 0 && (r.now == nil || !r.now.Broken) {
		p.out[n-1].latest = true
	}
	return p.out
}

// player is a plan while its decisions are played.
type player struct {
	*build
	ref    *planRef
	slots  map[calendar.Slot]int
	volume int
	there  bool
	last   int // the entry that made the last version
	out    []version
}

func (p *player) change(at place) {
	e := &p.History[at.entry]
	it := &e.Items[at.item]
	if it.Unread {
		return // what it says is told by the decision that makes it readable
	}
	if it.New || it.Whole || it.Gone {
		clear(p.slots)
	}
	if !it.Gone {
		for _, s := range it.Slots {
			if p.slots[s.Slot] = s.After; s.After == 0 {
				delete(p.slots, s.Slot)
			}
		}
	}
	p.there = !it.Gone
	switch {
	case it.Gone:
		p.volume = 0
	case it.After != nil:
		p.volume = *it.After
	}
	if len(p.out) > 0 && editorial(it) {
		return
	}
	v := version{by: e, gone: it.Gone, volume: p.volume, period: it.Period, sender: it.From, receiver: it.To, slots: p.standing()}
	if len(it.Fields) > 0 {
		v.field = it.Fields[0]
	}
	v.from = p.validFrom(it, v.slots)
	if len(p.out) > 0 && p.last == at.entry {
		p.out = p.out[:len(p.out)-1] // one decision makes one version
	}
	p.out, p.last = append(p.out, v), at.entry
}

// editorial tells that a change leaves the plan as it was agreed.
func editorial(it *history.Item) bool {
	return len(it.Kinds) == 1 && it.Kinds[0] == diff.Redaktionell && len(it.Slots) == 0
}

// close ends with the plan as the commit has it.
func (p *player) close() {
	now := p.ref.now
	switch {
	case now == nil:
		if p.there {
			p.out = append(p.out, version{gone: true})
		}
		return
	case now.Broken:
		return // what it holds nobody can tell
	}
	v := version{volume: now.Volym.V, period: now.Period.V, sender: now.Skickande.V, receiver: now.Mottagare.V, field: now.Vardomrade.V}
	slots := map[calendar.Slot]int{}
	for _, item := range now.Periodisering.Items {
		if item.Slot.Set && item.Volume.V != 0 {
			slots[item.Slot.V] = item.Volume.V
		}
	}
	p.slots = slots
	v.slots = p.standing()
	if n := len(p.out); n > 0 && p.out[n-1].same(v) {
		return
	}
	if len(v.slots) > 0 && len(p.out) == 0 {
		v.from = v.slots[0].slot
	}
	p.out = append(p.out, v)
}

func (v version) same(o version) bool {
	return !v.gone && v.volume == o.volume && v.period == o.period && v.sender == o.sender && v.receiver == o.receiver && v.field == o.field && slices.Equal(v.slots, o.slots)
}

// standing lists what the plan holds now.
func (p *player) standing() []volume {
	var out []volume
	for s, n := range p.slots {
		out = append(out, volume{s, n})
	}
	slices.SortFunc(out, func(x, y volume) int { return x.slot.Compare(y.slot) })
	return out
}

// validFrom is the first week or quarter that a change is for: what its entries say, and of a
// plan's first version its first volume.
func (p *player) validFrom(it *history.Item, slots []volume) calendar.Slot {
	var first calendar.Slot
	if now := p.ref.now; now != nil && !it.New {
		for i := range now.Andringar {
			e := &now.Andringar[i]
			if slices.Contains(it.Entries, e.Nr.V) && e.GallerFran.Set && (first.IsZero() || e.GallerFran.V.Compare(first) < 0) {
				first = e.GallerFran.V
			}
		}
	}
	if first.IsZero() && len(p.out) == 0 && len(slots) > 0 {
		first = slots[0].slot
	}
	return first
}

// week is a plan's volume in one week.
type week struct {
	calendar.Week
	n    int
	even bool // some of it is an even share of a quarter
}

// weeks shares the volumes of quarters evenly over their weeks in the plan's time, so that the
// weeks add up to what the plan holds: of a volume v over n weeks the first i hold v*i/n,
// rounded down, as everywhere where a quarter is parted.
func (v *version) weeks() []week {
	var out []week
	for _, s := range v.slots {
		if s.slot.Grain() == calendar.GrainWeek {
			out = append(out, week{s.slot.Week(), s.n, false})
			continue
		}
		all := s.slot.Weeks()
		inside := slices.DeleteFunc(slices.Clone(all), func(w calendar.Week) bool { return !v.period.ContainsWeek(w) })
		if len(inside) == 0 {
			inside = all // a fault of its own, and no reason to lose the volume
		}
		for i, w := range inside {
			if share := s.n*(i+1)/len(inside) - s.n*i/len(inside); share != 0 {
				out = append(out, week{w, share, true})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y week) int { return x.Compare(y.Week) })
	joined := out[:0]
	for _, w := range out {
		if n := len(joined); n > 0 && joined[n-1].Week == w.Week { // weeks and quarters side by side
			joined[n-1].n, joined[n-1].even = joined[n-1].n+w.n, joined[n-1].even || w.even
			continue
		}
		joined = append(joined, w)
	}
	return joined
}

// lastChange is the last thing that the history says of a plan; nil: nothing.
func (b *build) lastChange(r *planRef) *history.Item {
	at := b.at[r.id]
	for i := len(at) - 1; i >= 0; i-- {
		if it := &b.History[at[i].entry].Items[at[i].item]; it.From != "" || it.To != "" {
			return it
		}
	}
	return nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
