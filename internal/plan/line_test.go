package plan_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// history plays a year of one missiv line as its parties would: plans are drawn up,
// lowered, raised, corrected, and the missiv takes up what they added. Beside the
// documents it keeps the three numbers that anybody would keep on paper.
type history struct {
	rng   *rand.Rand
	memo  *plan.Missiv
	plans []*plan.Leveransplan
	rests []plan.Rest

	current, planned, unplaced int

	// taken tells which entries the missiv has absorbed, called which increases have been
	// taken back, by plan and number.
	taken, called map[[2]int]bool
}

func newHistory(rng *rand.Rand) *history {
	volume := rng.IntN(60)
	m := &plan.Missiv{Document: document(), Rader: []plan.Missivrad{{ID: val("rad"), Volym: val(volume)}}}
	m.ID = val("missiv")
	return &history{rng: rng, memo: m, current: volume, taken: map[[2]int]bool{}, called: map[[2]int]bool{}}
}

func (h *history) open() int { return h.current - h.planned - h.unplaced }

// upTo is a number from 0 to n, the ends more often than not.
func (h *history) upTo(n int) int {
	switch h.rng.IntN(4) {
	case 0:
		return n
	case 1:
		return min(n, 1)
	}
	return h.rng.IntN(n + 1)
}

func (h *history) set() *plan.Set {
	docs := []plan.Any{h.memo}
	for _, p := range h.plans {
		p.Periodisering = plan.Slots{Items: []plan.SlotVolume{{Volume: p.Volym}}}
		docs = append(docs, p)
	}
	rests := &plan.Restvolymer{Document: document(), Rester: h.rests}
	rests.ID = val("rester")
	return plan.NewSet(append(docs, rests), nil)
}

// step makes one legitimate change.
func (h *history) step() string {
	moves := []func() string{
		h.newPlan, h.newPlan, h.lessNeed, h.freed, h.moreNeed, h.moreNeed, h.takenBack,
		h.settle, h.redecide, h.addRest, h.dropRest, h.unused, h.reperiodise,
	}
	return moves[h.rng.IntN(len(moves))]()
}

// newPlan takes open volume, and now and then adds need that the line does not hold.
func (h *history) newPlan() string {
	p := &plan.Leveransplan{Document: document()}
	p.ID = val(fmt.Sprintf("lp-%d", len(h.plans)))
	p.Ursprung = plan.Ursprung{Missiv: val("missiv"), Rad: val("rad")}
	volume := h.upTo(h.open())
	if h.rng.IntN(3) == 0 {
		extra := 1 + h.rng.IntN(9)
		p.Utokning = &plan.Andring{Orsak: val(plan.OrsakOkatBehov), Utokar: val(extra)}
		volume += extra
		h.current += extra
	}
	p.Volym = val(volume)
	h.planned += volume
	h.plans = append(h.plans, p)
	return fmt.Sprintf("%s of %d", p.ID.V, volume)
}

// change adds an entry to some plan.
func (h *history) change(cause string, pick func(*plan.Leveransplan) (rise int, e plan.Andring, ok bool)) string {
	if len(h.plans) == 0 {
		return "nothing"
	}
	p := h.plans[h.rng.IntN(len(h.plans))]
	rise, e, ok := pick(p)
	if !ok {
		return "nothing"
	}
	e.Nr, e.Orsak = val(len(p.Andringar)+1), val(cause)
	e.VolymFore, e.VolymEfter = val(p.Volym.V), val(p.Volym.V+rise)
	p.Volym = e.VolymEfter
	p.Andringar = append(p.Andringar, e)
	h.planned += rise
	return fmt.Sprintf("%s %s by %d", p.ID.V, cause, rise)
}

func (h *history) lessNeed() string {
	return h.change(plan.OrsakMinskatBehov, func(p *plan.Leveransplan) (int, plan.Andring, bool) {
		fall := h.upTo(p.Volym.V)
		h.current -= fall
		return -fall, plan.Andring{}, true
	})
}

// freed lowers a plan whose receiver can't; the patients are still there.
func (h *history) freed() string {
	return h.change(plan.OrsakMottagareKanInte, func(p *plan.Leveransplan) (int, plan.Andring, bool) {
		return -h.upTo(p.Volym.V), plan.Andring{}, true
	})
}

func (h *history) moreNeed() string {
	return h.change(plan.OrsakOkatBehov, func(*plan.Leveransplan) (int, plan.Andring, bool) {
		filled, extra := h.upTo(h.open()), h.rng.IntN(9)
		h.current += extra
		e := plan.Andring{}
		if extra > 0 {
			e.Utokar = val(extra)
		}
		return filled + extra, e, true
	})
}

// takenBack corrects an increase that the missiv has not taken up, once.
func (h *history) takenBack() string {
	return h.change(plan.OrsakRattelse, func(p *plan.Leveransplan) (int, plan.Andring, bool) {
		for _, e := range p.Andringar {
			key := h.key(p, e.Nr.V)
			if extra := e.Utokar.V; extra > 0 && extra <= p.Volym.V && !h.taken[key] && !h.called[key] {
				h.called[key] = true
				h.current -= extra
				return -extra, plan.Andring{Aterkallar: val(extra)}, true
			}
		}
		return 0, plan.Andring{}, false
	})
}

func (h *history) key(p *plan.Leveransplan, nr int) [2]int {
	for i := range h.plans {
		if h.plans[i] == p {
			return [2]int{i, nr}
		}
	}
	panic("no such plan")
}

// settle lets the missiv take up some of what the plans have done to the line: what the
// line stands for stays as it was. An increase and its correction go together.
func (h *history) settle() string {
	var refs []plan.Entryref
	rise := 0
	for i, p := range h.plans {
		for _, e := range p.Entries() {
			key := [2]int{i, e.Nr.V}
			if h.taken[key] || h.called[key] || e.Aterkallar.V > 0 || h.rng.IntN(2) == 0 {
				continue
			}
			effect := e.Utokar.V
			if e.Orsak.V == plan.OrsakMinskatBehov {
				effect += e.VolymEfter.V - e.VolymFore.V
			}
			if effect == 0 || h.memo.Rader[0].Volym.V+rise+effect < 0 {
				continue
			}
			h.taken[key] = true
			rise += effect
			refs = append(refs, plan.Entryref{Leveransplan: p.ID, Nr: val(e.Nr.V)})
		}
	}
	if len(refs) == 0 {
		return "nothing"
	}
	h.decide(rise, refs)
	return fmt.Sprintf("missiv settles %d entries, %d", len(refs), rise)
}

// redecide lets the forum raise or lower the line itself, never below what is placed.
func (h *history) redecide() string {
	rise := h.rng.IntN(20)
	if h.rng.IntN(2) == 0 {
		rise = -h.upTo(min(h.open(), h.memo.Rader[0].Volym.V))
	}
	h.current += rise
	h.decide(rise, nil)
	return fmt.Sprintf("missiv by %d", rise)
}

func (h *history) decide(rise int, refs []plan.Entryref) {
	r := &h.memo.Rader[0]
	h.memo.Andringar = append(h.memo.Andringar, plan.Missivandring{
		Nr: val(len(h.memo.Andringar) + 1), Rad: r.ID, VolymFore: val(r.Volym.V), VolymEfter: val(r.Volym.V + rise), Reglerar: refs,
	})
	r.Volym = val(r.Volym.V + rise)
}

func (h *history) addRest() string {
	n := h.upTo(h.open())
	h.unplaced += n
	h.rest(plan.SlagOplacerad, n)
	return fmt.Sprintf("rest of %d", n)
}

// dropRest takes a rest back: its volume is open again.
func (h *history) dropRest() string {
	for i, r := range h.rests {
		if r.Slag.V == plan.SlagOplacerad {
			h.unplaced -= r.Volym.V
			h.rests = append(h.rests[:i:i], h.rests[i+1:]...)
			return "rest taken back"
		}
	}
	return "nothing"
}

// unused is planned volume that was not used: it counts nowhere.
func (h *history) unused() string {
	h.rest(plan.SlagOutlost, h.rng.IntN(20))
	return "unused volume"
}

func (h *history) rest(slag string, n int) {
	h.rests = append(h.rests, plan.Rest{Missiv: val("missiv"), Rad: val("rad"), Slag: val(slag), Volym: val(n)})
}

func (h *history) reperiodise() string {
	return h.change(plan.OrsakOmperiodisering, func(*plan.Leveransplan) (int, plan.Andring, bool) {
		return 0, plan.Andring{}, true
	})
}

// After any legitimate history the documents say what a ledger on paper says, and no
// line is overdrawn.
func TestLineAgreesWithALedger(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2027))
	settled, corrected := 0, 0
	for range 3000 {
		h := newHistory(rng)
		var story []string
		for range 1 + rng.IntN(25) {
			story = append(story, h.step())
		}
		l := h.set().Line("missiv", "rad")
		if l.Aktuell() != h.current || l.Planned() != h.planned || l.Unplaced() != h.unplaced || l.Oppet() != h.open() {
			t.Fatalf("current %d want %d, planned %d want %d, unplaced %d want %d after %q",
				l.Aktuell(), h.current, l.Planned(), h.planned, l.Unplaced(), h.unplaced, story)
		}
		if l.Oppet() < 0 || !l.Whole || l.Contested {
			t.Fatalf("open %d, whole %v, contested %v after %q", l.Oppet(), l.Whole, l.Contested, story)
		}
		settled += len(h.taken)
		corrected += len(h.called)
	}
	if settled < 1000 || corrected < 100 {
		t.Errorf("the histories settle %d entries and take back %d: too few to prove anything", settled, corrected)
	}
}

// A volume changed without its entry makes the line contested, never quietly right.
func TestLineIsContestedWhenAVolumeIsWrittenOver(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2027))
	for range 500 {
		h := newHistory(rng)
		for range 12 {
			h.step()
		}
		if len(h.memo.Andringar) == 0 {
			continue
		}
		h.memo.Rader[0].Volym.V++
		if l := h.set().Line("missiv", "rad"); !l.Contested || l.Aktuell() != h.current+1 {
			t.Fatalf("contested %v, current %d, ledger %d", l.Contested, l.Aktuell(), h.current)
		}
	}
}

func TestLineIsWholeOnlyWhenAllOfItIsReadable(t *testing.T) {
	source := func() *history {
		h := newHistory(rand.New(rand.NewPCG(1, 1)))
		h.newPlan()
		h.rest(plan.SlagOplacerad, 0)
		return h
	}
	for name, c := range map[string]struct {
		unread map[plan.Kind]bool
		spoil  func(*history) []plan.Any
		want   bool
	}{
		"everything":             {nil, nil, true},
		"an unreadable register": {map[plan.Kind]bool{plan.KindAvtal: true}, nil, true},
		"an unreadable plan":     {map[plan.Kind]bool{plan.KindLeveransplan: true}, nil, false},
		"an unreadable rest":     {map[plan.Kind]bool{plan.KindRestvolymer: true}, nil, false},
		"an unreadable missiv":   {map[plan.Kind]bool{plan.KindMissiv: true}, nil, false},
		"a broken plan of the line": {nil, func(h *history) []plan.Any {
			h.plans[0].Broken = true
			return nil
		}, false},
		"a broken missiv": {nil, func(h *history) []plan.Any {
			h.memo.Broken = true
			return nil
		}, false},
		"a twin of a plan of the line": {nil, func(h *history) []plan.Any {
			twin := *h.plans[0]
			return []plan.Any{&twin}
		}, false},
		"a twin of the missiv": {nil, func(h *history) []plan.Any {
			twin := *h.memo
			return []plan.Any{&twin}
		}, false},
		"a twin of something else": {nil, func(*history) []plan.Any {
			a, b := &plan.Behovsanalys{Document: document()}, &plan.Behovsanalys{Document: document()}
			a.ID, b.ID = val("ba"), val("ba")
			return []plan.Any{a, b}
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := source()
			var more []plan.Any
			if c.spoil != nil {
				more = c.spoil(h)
			}
			docs := append(h.set().Documents, more...)
			if got := plan.NewSet(docs, c.unread).Line("missiv", "rad").Whole; got != c.want {
				t.Errorf("whole %v", got)
			}
		})
	}
}

func TestAbsorbed(t *testing.T) {
	h := newHistory(rand.New(rand.NewPCG(1, 1)))
	h.newPlan()
	p := h.plans[0]
	p.Utokning = nil
	p.Andringar = []plan.Andring{{Nr: val(1), Orsak: val(plan.OrsakOkatBehov), VolymFore: val(0), VolymEfter: val(5), Utokar: val(5)}}
	other := &plan.Leveransplan{Document: document(), Ursprung: plan.Ursprung{Missiv: val("missiv"), Rad: val("annan")}}
	other.ID = val("lp-annan")
	other.Andringar = []plan.Andring{{Nr: val(1), Utokar: val(7)}}
	h.plans = append(h.plans, other)
	h.decide(5, []plan.Entryref{
		{Leveransplan: p.ID, Nr: val(1)},
		{Leveransplan: p.ID, Nr: val(1)},
		{Leveransplan: p.ID, Nr: val(0)},
		{Leveransplan: val("lp-okand"), Nr: val(1)},
		{Leveransplan: other.ID, Nr: val(1)},
	})
	set := h.set()
	list := set.Absorbs(&h.memo.Andringar[0])
	if len(list) != 5 {
		t.Fatalf("%d absorbed", len(list))
	}
	if list[0].Entry != &p.Andringar[0] || list[0].First != nil || list[0].Elsewhere() {
		t.Error("the first is as it should be")
	}
	if list[1].First != list[0] {
		t.Error("the second names the same entry")
	}
	if list[2].Plan != p || list[2].Entry != nil {
		t.Error("the plan has no utokning")
	}
	if list[3].Plan != nil || list[3].Elsewhere() {
		t.Error("there is no such plan")
	}
	if list[4].Entry == nil || !list[4].Elsewhere() {
		t.Error("the plan is of another line")
	}
	if sum, known := plan.AbsorbedEffect(list[:1]); sum != 5 || !known {
		t.Errorf("effect %d, %v", sum, known)
	}
	for i := 1; i < 5; i++ {
		if _, known := plan.AbsorbedEffect(list[i : i+1]); known {
			t.Errorf("the effect of number %d can't be known", i)
		}
	}
}
