package amend_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// undo takes back what the work has changed of a plan, and gives the text.
func (w *world) undo(t testing.TB, id string) string {
	t.Helper()
	u, err := amend.Undo(amend.Question{Set: w.set(), Agreed: w.agreed, Wish: amend.Wish{ID: id}})
	if err != nil {
		t.Fatal(err)
	}
	name := u.Plan.File()
	text, err := u.Text(w.work[name].Data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	w.put(t, name, string(text))
	return string(text)
}

// Whatever has been changed, once or twice, undo gives back main's bytes.
func TestUndoGivesBackWhatMainHas(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 6))
	undone, terms := 0, 0
	for _, tree := range []*world{newWorld(t, region.Worked(t), "2026-11-21"), newWorld(t, corpus.New(30, 4), "2026-11-21")} {
		for _, p := range tree.agreed.Leveransplaner {
			if p.Period.V.To < tree.today.Add(14) {
				continue
			}
			changed := 0
			for range 3 {
				wish := randomWish(r, p, tree.today)
				if r.IntN(4) == 0 {
					wish = amend.Wish{ID: p.ID.V, Cause: "villkor", Terms: []amend.Term{{Key: "asa_klass", Word: []string{"[1]", "3"}[r.IntN(2)]}, {Key: "syfte", Word: "ovrigt"}}}
				}
				c, err := tree.make(t, wish)
				if err != nil {
					continue
				}
				if _, err := c.Text(tree.work[p.File()].Data); err != nil {
					continue
				}
				tree.write(t, c)
				changed, terms = changed+1, terms+len(wish.Terms)
			}
			if changed == 0 {
				continue
			}
			undone++
			if diff := cmp.Diff(string(tree.main[p.File()].Data), tree.undo(t, p.ID.V)); diff != "" {
				t.Errorf("%s, changed %d times (-main +got):\n%s", p.ID.V, changed, diff)
			}
		}
	}
	if undone < 50 || terms < 10 {
		t.Errorf("too tame: %d plans, %d terms", undone, terms)
	}
}

// What somebody has edited beside the change stays when that is taken back.
func TestUndoLeavesOtherEdits(t *testing.T) {
	w := newWorld(t, small(t), "2026-11-21")
	c, err := w.make(t, amend.Wish{ID: exk, By: -4, Cause: "minskat_behov", Reason: "Kortare kö"})
	if err != nil {
		t.Fatal(err)
	}
	_, text := w.write(t, c)
	name := c.Plan.File()
	edits := func(text string) string {
		text = strings.Replace(text, "vardform: slutenvard\n", "vardform: slutenvard  # som förut\n", 1)
		return strings.Replace(text, "planering.exk@example.org", "vardplanering.exk@example.org", 1)
	}
	second := "  - {nr: 2, datum: 2026-11-21, galler_fran: 2027-W02, orsak: rattelse, volym_fore: 8, volym_efter: 8}\n"
	w.put(t, name, edits(text)+second)
	u, err := amend.Undo(amend.Question{Set: w.set(), Agreed: w.agreed, Wish: amend.Wish{ID: exk}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"volym", "periodisering"}, u.Keys); diff != "" || len(u.Entries) != 2 {
		t.Errorf("%d entries, keys (-want +got):\n%s", len(u.Entries), diff)
	}
	want := edits(string(w.main[name].Data))
	if want == string(w.main[name].Data) {
		t.Fatal("nothing else was edited")
	}
	if diff := cmp.Diff(want, w.undo(t, exk)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A change that would leave the plan as main has it says how the branch's change is taken
// back; without a change on the branch there is nothing to.
func TestNothingChangesPointsToUndo(t *testing.T) {
	way := "leveransplan change " + exk + " --undo"
	asOnMain := map[string]amend.Wish{
		"the volume":  {To: to(12)},
		"the weeks":   {Weeks: weeks(t, "2027-W02=3")},
		"terms":       {Cause: "villkor", Terms: []amend.Term{{Key: "asa_klass", Word: "[1, 2]"}}},
		"no term":     {Cause: "villkor"},
		"no decrease": {},
	}
	for name, wish := range asOnMain {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, small(t), "2026-11-21")
			wish.ID = exk
			hint := func() string {
				_, err := w.make(t, wish)
				no := (*amend.Refusal)(nil)
				if !errors.As(err, &no) {
					t.Fatalf("%v", err)
				}
				for _, l := range lang.Languages {
					if text := no.Message.In(l) + no.Hint.In(l); strings.Contains(text, "%!") {
						t.Error(text)
					}
				}
				return no.Hint.In(lang.SV)
			}
			if got := hint(); strings.Contains(got, "--undo") {
				t.Errorf("before any change: %q", got)
			}
			c, err := w.make(t, amend.Wish{ID: exk, By: -4, Cause: "minskat_behov"})
			if err != nil {
				t.Fatal(err)
			}
			w.write(t, c)
			if got := hint(); !strings.Contains(got, way) {
				t.Errorf("on the branch: %q", got)
			}
		})
	}
}

func TestUndoRefused(t *testing.T) {
	entry := "  - {nr: 1, datum: 2026-11-20, galler_fran: 2027-W02, orsak: villkor, volym_fore: 12, volym_efter: 12}\n"
	tests := []struct {
		name, id string
		work     func(string) string
		message  string
	}{
		{"no such plan", "lp-2027-ingen", nil, "ingen leveransplan"},
		{"nothing has changed", exk, nil, "inget att ta tillbaka"},
		{"nothing of the change", exk, func(s string) string { return strings.Replace(s, "planering.exk", "plan.exk", 1) }, "inget att ta tillbaka"},
		{"two entries with one number", exk, func(s string) string { return strings.Replace(s, "andringar: []\n", "andringar:\n"+entry+entry, 1) }, "den nya ändringen har nr 1, inte 2"},
		{"a file with faults of form", exk, func(s string) string { return strings.Replace(s, "volym: 12", "volym: tolv", 1) }, "fel i sin form"},
		{"an entry of main is gone", su26, func(s string) string {
			return s[:strings.LastIndex(s, "  - nr: 3")]
		}, "planen har 3 ändringar på main men 2 här"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, small(t), "2026-11-21")
			if tt.work != nil {
				name := w.agreed.Plan(tt.id).File()
				text := tt.work(string(w.main[name].Data))
				if text == string(w.main[name].Data) {
					t.Fatal("nothing is edited")
				}
				w.put(t, name, text)
			}
			refusedUndo(t, w, tt.id, tt.message)
		})
	}
	t.Run("a proposal", func(t *testing.T) {
		const id = "lp-2027-skas-exk-ny"
		w := newWorld(t, small(t), "2026-11-21")
		name := w.agreed.Plan(exk).File()
		w.put(t, strings.Replace(name, exk, id, 1), proposal(string(w.main[name].Data), id))
		refusedUndo(t, w, id, "planen är bara ett förslag")
	})
}

func refusedUndo(t *testing.T, w *world, id, message string) {
	t.Helper()
	_, err := amend.Undo(amend.Question{Set: w.set(), Agreed: w.agreed, Wish: amend.Wish{ID: id}})
	no := (*amend.Refusal)(nil)
	if !errors.As(err, &no) {
		t.Fatalf("%v", err)
	}
	if got := no.Message.In(lang.SV); !strings.Contains(got, message) {
		t.Errorf("%q, want %q", got, message)
	}
	if slices.ContainsFunc(lang.Languages, func(l lang.Language) bool { return no.Hint.In(l) == "" }) {
		t.Errorf("no hint: %q", no.Message.In(lang.EN))
	}
}
