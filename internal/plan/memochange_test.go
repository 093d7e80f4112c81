package plan_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestMemoChanges(t *testing.T) {
	const text = `dokument: missiv/v1
id: m
rader:
  - {id: orord, volym: 9}
  - {id: hojd, volym: 15}
  - {id: tillagd, volym: 4}
  - {id: bruten, volym: 5}
  - {id: overskriven, volym: 6}
andringar:
  - {nr: 1, rad: hojd, volym_fore: 10, volym_efter: 12}
  - {nr: 2, rad: tillagd, volym_fore: 0, volym_efter: 4}
  - {nr: 3, rad: hojd, volym_fore: 12, volym_efter: 15}
  - {nr: 4, rad: bruten, volym_fore: 3, volym_efter: 4}
  - {nr: 5, rad: bruten, volym_fore: 5, volym_efter: 5}
  - {nr: 6, rad: overskriven, volym_fore: 3, volym_efter: 5}
`
	m := read(t, plan.KindMissiv, text).(*plan.Missiv)
	for id, want := range map[string]struct {
		original, changes int
		later, chained    bool
	}{
		"orord":       {9, 0, false, true},
		"hojd":        {10, 2, false, true},
		"tillagd":     {0, 1, true, true},
		"bruten":      {3, 2, false, false},
		"overskriven": {3, 1, false, false},
	} {
		r := m.Rad(id)
		if got := m.OriginalVolume(r); got != want.original {
			t.Errorf("%s: original volume %d, want %d", id, got, want.original)
		}
		if got := len(m.Changes(id)); got != want.changes {
			t.Errorf("%s: %d changes, want %d", id, got, want.changes)
		}
		if m.AddedLater(r) != want.later || m.Chained(r) != want.chained {
			t.Errorf("%s: added later %v, chained %v", id, m.AddedLater(r), m.Chained(r))
		}
	}
}

func TestMixed(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		first, other string
		mixed        bool
	}{
		"weeks":                 {"{2027-W01: 1, 2027-W02: 1}", "", "", false},
		"quarters":              {"{2027-Q1: 1, 2027-Q2: 1}", "", "", false},
		"nothing":               {"{}", "", "", false},
		"a quarter after weeks": {"{2027-W01: 1, 2027-W02: 1, 2027-Q2: 1}", "2027-W01", "2027-Q2", true},
		"weeks after a quarter": {"{2027-Q1: 1, 2027-W20: 1, 2027-W21: 1}", "2027-Q1", "2027-W20", true},
	} {
		t.Run(name, func(t *testing.T) {
			p := read(t, plan.KindLeveransplan, "dokument: leveransplan/v1\nperiodisering: "+c.text+"\n").(*plan.Leveransplan)
			first, other, mixed := p.Periodisering.Mixed()
			if mixed != c.mixed || mixed && (first.V.String() != c.first || other.V.String() != c.other) {
				t.Errorf("%v %s %s", mixed, first.V, other.V)
			}
		})
	}
}

func TestSettled(t *testing.T) {
	const head = "dokument: missiv/v1\nid: m\nrader:\n  - {id: a, volym: 9}\n  - {id: b, volym: 4}\n"
	for name, c := range map[string]struct {
		changes string
		want    bool
	}{
		"no changes":                {"andringar: []\n", true},
		"two lines taking turns":    {"andringar:\n  - {rad: a, volym_fore: 5, volym_efter: 7}\n  - {rad: b, volym_fore: 0, volym_efter: 4}\n  - {rad: a, volym_fore: 7, volym_efter: 9}\n", true},
		"a link that does not hold": {"andringar:\n  - {rad: a, volym_fore: 5, volym_efter: 7}\n  - {rad: a, volym_fore: 6, volym_efter: 9}\n", false},
		"an end that is not there":  {"andringar:\n  - {rad: a, volym_fore: 5, volym_efter: 7}\n", false},
		"a line that is not there":  {"andringar:\n  - {rad: c, volym_fore: 5, volym_efter: 7}\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, plan.KindMissiv, head+c.changes).(*plan.Missiv).Settled(); got != c.want {
				t.Errorf("settled: %v", got)
			}
		})
	}
}

const absorbedPlan = `dokument: leveransplan/v1
id: lp
ursprung: {missiv: m, rad: a}
volym: 7
periodisering: {2027-W01: 7}
andringar:
  - {nr: 1, datum: 2027-01-10, orsak: okat_behov, volym_fore: 5, volym_efter: 7, utokar: 2}
`

// What a change of a missiv takes up leaves its line in doubt where it can't be taken up.
func TestAbsorbedLines(t *testing.T) {
	const head = "dokument: missiv/v1\nid: m\nrader:\n  - {id: a, volym: 7}\n  - {id: b, volym: 3}\nandringar:\n"
	for name, c := range map[string]struct {
		change             string
		contested, wanting bool // the plan's line
		misplaced          bool
	}{
		"taken up": {
			"  - {nr: 1, datum: 2027-01-12, rad: a, volym_fore: 5, volym_efter: 7, reglerar: [{leveransplan: lp, nr: 1}]}\n", false, false, false},
		"taken up, and more decided": {
			"  - {nr: 1, datum: 2027-01-12, rad: a, volym_fore: 4, volym_efter: 7, reglerar: [{leveransplan: lp, nr: 1}]}\n", false, false, false},
		"less than was taken up": {
			"  - {nr: 1, datum: 2027-01-12, rad: a, volym_fore: 6, volym_efter: 7, reglerar: [{leveransplan: lp, nr: 1}]}\n", true, false, false},
		"made later": {
			"  - {nr: 1, datum: 2027-01-09, rad: a, volym_fore: 5, volym_efter: 7, reglerar: [{leveransplan: lp, nr: 1}]}\n", true, false, false},
		"by a change of another line": {
			"  - {nr: 1, datum: 2027-01-12, rad: b, volym_fore: 1, volym_efter: 3, reglerar: [{leveransplan: lp, nr: 1}]}\n", true, true, true},
		"by a change of a line that is not there": {
			"  - {nr: 1, datum: 2027-01-12, rad: c, volym_fore: 5, volym_efter: 7, reglerar: [{leveransplan: lp, nr: 1}]}\n", false, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			m := read(t, plan.KindMissiv, head+c.change).(*plan.Missiv)
			p := read(t, plan.KindLeveransplan, absorbedPlan)
			set := plan.NewSet([]plan.Any{m, p}, nil)
			l := set.Line("m", "a")
			if l.Contested != c.contested || l.Wanting != c.wanting {
				t.Errorf("contested %v, wanting %v", l.Contested, l.Wanting)
			}
			if got := set.Misplaced(&m.Andringar[0]); got != c.misplaced {
				t.Errorf("misplaced: %v", got)
			}
		})
	}
}
