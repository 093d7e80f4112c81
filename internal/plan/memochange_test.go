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
