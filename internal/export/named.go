package export

import (
	"cmp"
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// named are the ids that facts and dimensions name, whether a document has them or not: a
// dimension has a row for each, so that no fact is lost in a join.
type named struct {
	organisations, fields, agreements, offers, memos, decisions map[string]bool
	lines                                                       map[line]bool
}

// line names a line of a missiv.
type line struct{ memo, id string }

// key is the line as one text; empty for no line.
func (l line) key() string {
	if l.memo == "" || l.id == "" {
		return ""
	}
	return l.memo + "/" + l.id
}

// span is the days that something is told of.
type span struct{ first, last calendar.Day }

func (s *span) touch(days ...calendar.Day) {
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		if s.first.IsZero() || d < s.first {
			s.first = d
		}
		s.last = max(s.last, d)
	}
}

// slot touches the Mondays of a week's or quarter's weeks.
func (s *span) slot(at calendar.Slot) {
	if at.IsZero() {
		return
	}
	s.touch(at.First())
	if at.Grain() == calendar.GrainQuarter {
		s.touch(at.Quarter().Last())
	}
}

// planRef is a plan that there is, was or is named.
type planRef struct {
	id   string
	year int
	now  *plan.Leveransplan // nil: it is not there
}

// gather goes once through everything for what dimensions have to hold.
func (b *build) gather() {
	b.named = named{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[line]bool{}}
	b.plan, b.at, b.verdict = map[string]*planRef{}, map[string][]place{}, map[string]*audit.Decision{}
	b.span.touch(b.Day)
	b.gatherRegisters()
	b.gatherMemos()
	b.gatherPlans()
	b.gatherOutcome()
	for i := range b.History {
		b.gatherEntry(i, &b.History[i])
	}
	b.gatherAudit()
	b.gatherFollowUp()
	for _, r := range b.plan {
		b.listed = append(b.listed, r)
		if r.now != nil || len(b.at[r.id]) > 0 {
			b.planned = append(b.planned, r)
		}
	}
	slices.SortFunc(b.listed, func(x, y *planRef) int { return cmp.Compare(x.id, y.id) })
	slices.SortFunc(b.planned, func(x, y *planRef) int { return cmp.Or(cmp.Compare(x.year, y.year), cmp.Compare(x.id, y.id)) })
}

func (b *build) gatherRegisters() {
	for _, a := range b.Set.Avtal {
		note(b.named.organisations, a.Avtalsagare.V, a.Vardgivare.V)
		for _, c := range a.Takvolymer {
			b.span.touch(c.Period.V.From)
		}
	}
	for _, o := range b.Set.Erbjudanden {
		note(b.named.organisations, o.Mottagare.V)
		note(b.named.fields, o.Vardomrade.V)
		b.span.touch(o.Period.V.From, o.Period.V.To)
	}
}

func (b *build) gatherMemos() {
	for _, m := range b.Set.Missiv {
		b.span.touch(m.Datum.V, m.Period.V.From, m.Period.V.To)
	}
	for _, l := range b.Set.Lines {
		note(b.named.organisations, l.Rad.Forvaltning.V)
		note(b.named.fields, l.Rad.Vardomrade.V)
	}
}

func (b *build) gatherPlans() {
	for _, p := range b.Set.Leveransplaner {
		if !p.ID.Set {
			continue
		}
		b.plan[p.ID.V] = &planRef{id: p.ID.V, year: b.Set.PlanYear(p), now: p}
		note(b.named.organisations, p.Skickande.V, p.Mottagare.V)
		note(b.named.fields, p.Vardomrade.V)
		note(b.named.agreements, p.Avtal.V)
		note(b.named.offers, p.Ursprung.Erbjudande.V)
		note(b.named.memos, p.Ursprung.Missiv.V)
		if l := (line{p.Ursprung.Missiv.V, p.Ursprung.Rad.V}); l.key() != "" {
			b.named.lines[l] = true
		}
		b.span.touch(p.Period.V.From, p.Period.V.To)
		for _, item := range p.Periodisering.Items {
			b.span.slot(item.Slot.V)
		}
	}
}

func (b *build) gatherOutcome() {
	for _, u := range b.Set.Utfall {
		for i := range u.Rows {
			r := &u.Rows[i]
			b.span.slot(r.Vecka.V)
			if r.Leveransplan.V != "" {
				b.mention(r.Leveransplan.V)
				continue
			}
			note(b.named.organisations, r.Skickande.V, r.Mottagare.V)
			note(b.named.fields, r.Vardomrade.V)
		}
	}
}

func (b *build) gatherEntry(at int, e *history.Entry) {
	b.named.decisions[e.Commit.Hash] = true
	b.span.touch(b.dayOf(e.At))
	for i := range e.Items {
		it := &e.Items[i]
		switch it.Type {
		case plan.KindLeveransplan:
			b.gatherChange(place{at, i}, it)
		case plan.KindMissiv:
			note(b.named.memos, it.ID)
		}
		for _, c := range it.Corrections {
			b.span.touch(c.Week.Monday())
			if _, stray := partiesOf(c.Plan); !stray {
				b.mention(c.Plan)
			}
		}
	}
}

func (b *build) gatherChange(at place, it *history.Item) {
	r := b.mention(it.ID)
	b.at[it.ID] = append(b.at[it.ID], at)
	if r.now == nil && !it.Period.IsZero() {
		r.year = it.Period.From.Year()
	}
	note(b.named.organisations, it.From, it.To)
	if len(it.Fields) > 0 && r.now == nil {
		note(b.named.fields, it.Fields[0])
	}
	b.span.touch(it.Period.From, it.Period.To)
	for _, s := range it.Slots {
		b.span.slot(s.Slot)
	}
}

func (b *build) gatherAudit() {
	if b.Audit == nil {
		return
	}
	for i := range b.Audit.Decisions {
		d := &b.Audit.Decisions[i]
		for _, commit := range d.Commits {
			b.verdict[commit] = d
			b.named.decisions[commit] = true
		}
		b.span.touch(d.Day)
	}
}

func (b *build) gatherFollowUp() {
	if b.FollowUp == nil {
		return
	}
	b.span.touch(b.FollowUp.Today)
	for _, p := range b.FollowUp.Plans {
		for _, q := range p.Quarters {
			b.span.slot(q.Slot)
		}
	}
	for _, c := range b.FollowUp.Capacities {
		note(b.named.organisations, orUnknown(c.Receiver))
		b.span.touch(c.Time.From)
		for _, w := range c.Weeks {
			b.span.touch(w.Week.Monday())
		}
	}
	for _, s := range b.FollowUp.Stray {
		note(b.named.organisations, s.Skickande, s.Mottagare)
		note(b.named.fields, s.Vardomrade)
		for _, q := range s.Quarters {
			b.span.slot(q.Slot)
		}
	}
}

// mention finds a plan by id, or lists it as one that is only named.
func (b *build) mention(id string) *planRef {
	r := b.plan[id]
	if r == nil {
		r = &planRef{id: id}
		b.plan[id] = r
	}
	return r
}

func note(in map[string]bool, ids ...string) {
	for _, id := range ids {
		if id != "" {
			in[id] = true
		}
	}
}

// withNamed lists in order the ids that entries have, and those that are only named.
func withNamed[T any](entries []T, id func(T) string, known map[string]bool, each func(id string, entry T, there bool) bool) {
	by := map[string]T{}
	for _, e := range entries {
		if _, twice := by[id(e)]; id(e) != "" && !twice {
			by[id(e)] = e
		}
	}
	all := map[string]bool{}
	maps.Copy(all, known)
	for key := range by {
		all[key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		e, there := by[key]
		if !each(key, e, there) {
			return
		}
	}
}
