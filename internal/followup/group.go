package followup

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// groupKey is what the plans of a group share.
type groupKey struct {
	year          int
	id, rad, unit string
}

// compare puts what has no name after what has.
func (k groupKey) compare(o groupKey) int {
	nameless := func(k groupKey) int {
		if k.id == "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(k.year, o.year), cmp.Compare(nameless(k), nameless(o)), cmp.Compare(k.id, o.id), cmp.Compare(k.rad, o.rad), cmp.Compare(k.unit, o.unit))
}

// group adds the plans up in every way that is told.
func (r *Report) group() {
	id := func(of func(*Plan) string) func(*Plan) groupKey {
		return func(p *Plan) groupKey { return groupKey{p.Year, of(p), "", p.Unit()} }
	}
	r.Lines = groups(r.Plans, func(p *Plan) groupKey {
		if p.Line == nil {
			return groupKey{p.Year, "", "", p.Unit()}
		}
		return groupKey{p.Year, p.Line.Missiv.ID.V, p.Line.Rad.ID.V, p.Unit()}
	})
	r.Senders = groups(r.Plans, id(func(p *Plan) string { return p.Skickande.V }))
	r.Receivers = groups(r.Plans, id(func(p *Plan) string { return p.Mottagare.V }))
	r.Fields = groups(r.Plans, id(func(p *Plan) string { return p.Vardomrade.V }))
	r.Region = groups(r.Plans, id(func(*Plan) string { return "" }))
}

// groups gathers plans by a key. Every plan is in one group.
func groups(plans []*Plan, key func(*Plan) groupKey) []*Group {
	byKey := map[groupKey][]*Plan{}
	for _, p := range plans {
		k := key(p)
		byKey[k] = append(byKey[k], p)
	}
	keys := make([]groupKey, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, groupKey.compare)
	out := make([]*Group, len(keys))
	for i, k := range keys {
		out[i] = NewGroup(k.year, k.unit, byKey[k])
		out[i].ID, out[i].Rad = k.id, k.rad
	}
	return out
}

// NewGroup adds up plans that share a plan year and a unit. What nothing is told of adds
// nothing to a sum; Reported says how many plans there is outcome of.
func NewGroup(year int, unit string, plans []*Plan) *Group {
	g := &Group{Year: year, Unit: unit, Plans: plans}
	for _, p := range plans {
		g.Figures = g.Figures.add(p.Figures)
	}
	g.Quarters = sumQuarters(plans)
	return g
}

func (f Figures) add(o Figures) Figures {
	return Figures{
		Volume: f.Volume + o.Volume, DueToday: f.DueToday + o.DueToday, Due: f.Due + o.Due,
		Contacted: f.Contacted.Add(o.Contacted), Accepted: f.Accepted.Add(o.Accepted), Done: f.Done.Add(o.Done),
		Gap: f.Gap.Add(o.Gap), Unused: f.Unused.Add(o.Unused), Forecast: f.Forecast.Add(o.Forecast),
		Registered: f.Registered + o.Registered,
		Missing:    f.Missing + o.Missing, Untold: f.Untold + o.Untold, Count: f.Count + o.Count, Reported: f.Reported + o.Reported,
	}
}

// sumQuarters adds up the quarters of plans. A plan's last gap goes on to count after its
// Through, so that the last gap told is the gap of the whole; after every plan's Through there
// is none.
func sumQuarters(plans []*Plan) []Period {
	at := map[calendar.Slot]int{}
	var out []Period
	for _, p := range plans {
		for _, q := range p.Quarters {
			if _, seen := at[q.Slot]; !seen {
				at[q.Slot] = 0
				out = append(out, Period{Slot: q.Slot})
			}
		}
	}
	slices.SortFunc(out, func(x, y Period) int { return x.Slot.Quarter().Compare(y.Slot.Quarter()) })
	for i := range out {
		at[out[i].Slot] = i
	}
	// Each plan's gap is told from its first outcome to its Through; rises holds by how much the
	// sum changes at a quarter, so that what goes on need not be added again for each.
	rises, told := make([]Count, len(out)), -1
	for _, p := range plans {
		var before Count
		for _, q := range p.Quarters {
			i := at[q.Slot]
			o := &out[i]
			o.Planned, o.Due, o.Missing = o.Planned+q.Planned, o.Due+q.Due, o.Missing+q.Missing
			o.Contacted, o.Accepted, o.Done = o.Contacted.Add(q.Contacted), o.Accepted.Add(q.Accepted), o.Done.Add(q.Done)
			if q.Gap.Known {
				rises[i] = rises[i].Add(Count{q.Gap.Low - before.Low, q.Gap.High - before.High, true})
				before, told = q.Gap, max(told, i)
			}
		}
	}
	var gap Count
	for i := 0; i <= told; i++ {
		gap = gap.Add(rises[i])
		out[i].Gap = gap
	}
	return out
}
