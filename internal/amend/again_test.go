package amend_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/amend"
)

// A request makes one change of a plan, counted from main: made again it takes the place of
// the first, and the same change makes the same bytes.
func TestAChangeMadeAgain(t *testing.T) {
	w := newWorld(t, small(t), "2026-11-21")
	first := amend.Wish{ID: exk, By: 4, Cause: "okat_behov", Reason: "Fler remisser"}
	change := func(wish amend.Wish) string {
		t.Helper()
		c, err := w.make(t, wish)
		if err != nil {
			t.Fatal(err)
		}
		_, text := w.write(t, c)
		return text
	}
	once := change(first)
	if diff := cmp.Diff(once, change(first)); diff != "" {
		t.Errorf("the same change again (-first +second):\n%s", diff)
	}

	// Evidence that has come in stays, and what belongs to another cause goes.
	name := w.agreed.Plan(exk).File()
	search := "    kapacitetssok:\n      - {steg: egen_regi, datum: 2026-11-20, ledig: 0}\n"
	anchored := "    forankring: {roll: representant, organisation: skas, datum: 2026-11-19}\n"
	w.put(t, name, strings.Replace(once, "    motivering:", anchored+search+"    motivering:", 1))
	text := change(amend.Wish{ID: exk, By: 3, Cause: "okat_behov", From: slot(t, "2027-W10")})
	for _, kept := range []string{anchored, search, "    motivering: Fler remisser\n", "    volym_efter: 15\n", "    utokar: 1\n", "    galler_fran: 2027-W10\n"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%q is not there:\n%s", kept, text)
		}
	}
	text = change(amend.Wish{ID: exk, By: -2, Cause: "mottagare_kan_inte"})
	for _, gone := range []string{"kapacitetssok", "utokar", "anmald_till", "2027-W20: 1"} {
		if strings.Contains(text, gone) {
			t.Errorf("%q is still there:\n%s", gone, text)
		}
	}
	for _, kept := range []string{anchored, "    anmald_av: exk\n", "    volym_fore: 12\n    volym_efter: 10\n", "\nvolym: 10\n"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%q is not there:\n%s", kept, text)
		}
	}
	if n := strings.Count(text, "- nr:"); n != 1 {
		t.Errorf("%d entries:\n%s", n, text)
	}
}

func TestProposalsChangeWithoutAnEntry(t *testing.T) {
	const id = "lp-2027-skas-exk-ny"
	tests := []struct {
		name, from, extension string
		wish                  amend.Wish
		moved, want, refused  string
	}{
		{name: "more, within the line", wish: amend.Wish{By: 1}, moved: "W26 0→1"},
		{name: "less", wish: amend.Wish{By: -1}, moved: "W03 1→0"},
		{name: "from a week on", from: "2027-W04", wish: amend.Wish{By: 1}, moved: "W27 0→1"},
		{name: "more than the line holds", wish: amend.Wish{By: 2}, refused: "rymmer 2 av planen, inte 3"},
		{name: "more than the line holds, of a plan that extends it", extension: "1", wish: amend.Wish{By: 3}, moved: "W09 0→1 W26 0→1 W44 0→1", want: "  utokar: 2\n"},
		{name: "no longer more than the line holds", extension: "1", wish: amend.Wish{By: 1}, moved: "W26 0→1", want: "avstamningar: []\nkontakter: []\nandringar: []\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := small(t)
			w := newWorld(t, tree, "2026-11-21")
			text := proposal(string(tree[w.agreed.Plan(exk).File()].Data), id)
			if tt.extension != "" {
				text += "utokning:\n  datum: 2026-11-20\n  orsak: okat_behov\n  utokar: " + tt.extension + "\n"
			}
			name := strings.Replace(w.agreed.Plan(exk).File(), exk, id, 1)
			w.put(t, name, text)
			tt.wish.ID, tt.wish.From = id, slot(t, tt.from)
			c, err := w.make(t, tt.wish)
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.(*amend.Refusal).Message.In("sv"), tt.refused) {
					t.Fatalf("%v, want %q", err, tt.refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.moved, moved(c)); diff != "" {
				t.Errorf("weeks (-want +got):\n%s", diff)
			}
			_, after := w.write(t, c)
			if c.Entry != nil || !strings.Contains(after, "andringar: []\n") || !strings.Contains(after, tt.want) {
				t.Errorf("%v\n%s", c.Entry, after)
			}
		})
	}
}

// proposal is a plan as it is proposed: a volume of one in two weeks, nobody asked yet.
func proposal(text, id string) string {
	text = strings.Replace(text, "id: "+exk, "id: "+id, 1)
	text = strings.Replace(text, "volym: 12", "volym: 1", 1)
	from, to := strings.Index(text, "periodisering:"), len(text)
	return text[:from] + "periodisering:\n  2027-W03: 1\navstamningar: []\nkontakter: []\nandringar: []\n" + text[to:]
}
