package diff

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// planKinds tells of which kinds a change of a plan is. A kind follows from the numbers of
// both sides; where volume and periodisation disagree, which is a fault of its own, from
// either.
func (c *comparison) planKinds(p *Plan) []Kind {
	switch {
	case p.Head == nil:
		return []Kind{PlanBorttagen}
	case p.Base == nil:
		return append(c.planVolumes(p), newPlan(p.Head))
	case len(p.Terms) > 0 && onlyEditorial(plan.KindLeveransplan, p.Terms) && !moved(p.Slots):
		return []Kind{Redaktionell}
	}
	kinds := c.planVolumes(p)
	r := riseOf(p)
	if r.most > 0 && !entriesOf(p).extends {
		kinds = append(kinds, c.higher(p.Head))
	}
	raised := slices.ContainsFunc(p.Slots, func(s Slot) bool { return s.After > s.Before })
	if raised && r.most <= 0 || regrained(p.Slots) {
		kinds = append(kinds, PlanOmperiodisering)
	}
	if len(kinds) == 0 && len(p.Terms) > 0 || slices.ContainsFunc(p.Terms, p.isCondition) {
		kinds = append(kinds, PlanVillkor)
	}
	return kinds
}

func newPlan(p *plan.Leveransplan) Kind {
	if fromOfferAlone(p) {
		return PlanMottagande
	}
	return PlanNy
}

func fromOfferAlone(p *plan.Leveransplan) bool {
	return p.Ursprung.Erbjudande.Set && !p.Ursprung.Missiv.Set
}

// planVolumes tells which kinds the volumes of a plan and of its entries give.
func (c *comparison) planVolumes(p *Plan) []Kind {
	var kinds []Kind
	e, r := entriesOf(p), riseOf(p)
	falls := p.Base != nil && r.least < 0
	if e.lessNeed || falls && (e.takes || c.forumTakes(p)) {
		kinds = append(kinds, PlanMinskning)
	}
	if falls && -r.least > max(0, -e.effect) {
		kinds = append(kinds, PlanFrigjord)
	}
	if e.adds {
		kinds = append(kinds, PlanOkning)
	}
	return kinds
}

// rise is by how much a plan rises, by its volume and by the sum of its periodisation.
type rise struct{ least, most int }

func riseOf(p *Plan) rise {
	volume, sum := 0, 0
	for _, s := range p.Slots {
		sum += s.After - s.Before
	}
	if p.Head != nil {
		volume += p.Head.Volym.V
	}
	if p.Base != nil {
		volume -= p.Base.Volym.V
	}
	return rise{min(volume, sum), max(volume, sum)}
}

// entryWork is what the entries of a plan do to its line that they did not do before.
type entryWork struct {
	effect   int  // on what the line stands for, in all
	adds     bool // something is added to it, or taken back
	extends  bool // utokar rises
	takes    bool // something is taken away from it
	lessNeed bool // for less need
}

// entriesOf compares entries by number, utokning as number 0. Sums alone would not do: one
// entry that is lowered could hide another that is raised.
func entriesOf(p *Plan) entryWork {
	var w entryWork
	base, head := byNumber(p.Base), byNumber(p.Head)
	for nr := range head {
		for i, e := range head[nr] {
			old := &plan.Andring{}
			if i < len(base[nr]) {
				old = base[nr][i]
			}
			w.note(old, e)
		}
	}
	for nr := range base {
		for i := len(head[nr]); i < len(base[nr]); i++ {
			w.note(base[nr][i], &plan.Andring{})
		}
	}
	return w
}

func byNumber(p *plan.Leveransplan) map[int][]*plan.Andring {
	out := map[int][]*plan.Andring{}
	if p == nil {
		return out
	}
	for _, e := range p.Entries() {
		nr := e.Nr.V
		if e == p.Utokning {
			nr = 0
		}
		out[nr] = append(out[nr], e)
	}
	return out
}

func (w *entryWork) note(old, e *plan.Andring) {
	change := e.Effect() - old.Effect()
	w.effect += change
	w.extends = w.extends || e.Utokar.V > old.Utokar.V
	w.adds = w.adds || change > 0 || e.Utokar.V > old.Utokar.V || e.Aterkallar.V > old.Aterkallar.V
	w.takes = w.takes || change < 0
	w.lessNeed = w.lessNeed || lessNeed(e) > lessNeed(old)
}

func lessNeed(e *plan.Andring) int {
	if e.Orsak.V != plan.OrsakMinskatBehov {
		return 0
	}
	return max(0, -e.Change())
}

// forumTakes tells that the missiv itself takes volume away from the plan's line.
func (c *comparison) forumTakes(p *Plan) bool {
	before, after := c.base.LineOf(p.Base), c.head.LineOf(p.Head)
	return before != nil && after != nil && decided(after) < decided(before)
}

// decided is what a line stands for without what its plans' entries do to it.
func decided(l *plan.Line) int {
	sum := l.Aktuell()
	for _, p := range l.Plans {
		for _, e := range p.Entries() {
			sum -= e.Effect()
		}
	}
	return sum
}

// higher is the kind of a rise that adds nothing to a line: out of what the line holds, or
// out of the offer that the plan draws on alone, as long as that suffices.
func (c *comparison) higher(p *plan.Leveransplan) Kind {
	if !fromOfferAlone(p) {
		return PlanPafyllning
	}
	offer := c.head.OfferOf(p)
	if offer == nil {
		return PlanPafyllning
	}
	draws, whole := c.head.DrawsFrom(offer)
	if !whole {
		return PlanPafyllning
	}
	for _, short := range plan.Shortages(&offer.Kapacitet, plan.Nothing, draws) {
		for _, taker := range short.Takers {
			if taker.Plan == p {
				return PlanPafyllning
			}
		}
	}
	return PlanMottagande
}

func moved(list []Slot) bool {
	return slices.ContainsFunc(list, func(s Slot) bool { return s.Before != s.After })
}

// regrained tells that a plan goes from weeks to quarters or back. A side without volume has
// neither.
func regrained(list []Slot) bool {
	before, after := map[calendar.Grain]bool{}, map[calendar.Grain]bool{}
	for _, s := range list {
		if s.Before > 0 {
			before[s.Slot.Grain()] = true
		}
		if s.After > 0 {
			after[s.Slot.Grain()] = true
		}
	}
	if len(before) == 0 || len(after) == 0 {
		return false
	}
	return before[calendar.GrainWeek] != after[calendar.GrainWeek] || before[calendar.GrainQuarter] != after[calendar.GrainQuarter]
}

// isCondition tells that a term is neither a number that has a kind of its own, nor part of
// the entry that explains one, nor editorial.
func (c *Plan) isCondition(t Term) bool {
	switch t.Key() {
	case "volym", "kvartal":
		return false
	}
	return !editorial(plan.KindLeveransplan, t.Pointer) && !c.added(t)
}
