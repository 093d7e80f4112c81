package amend_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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

	// Evidence that has come in stays, and what was written for another cause goes.
	name := w.agreed.Plan(exk).File()
	minutes := "    protokoll: \"2026-11-20 § 3\"\n    avstamningar: [{part: exk, datum: 2026-11-20}]\n"
	search := "    kapacitetssok:\n      - {steg: egen_regi, datum: 2026-11-20, ledig: 0}\n"
	anchored := "    forankring: {roll: representant, organisation: skas, datum: 2026-11-19}\n"
	w.put(t, name, strings.Replace(once, "    motivering: Fler remisser\n", anchored+search+"    motivering: Fler remisser\n"+minutes, 1))
	text := change(amend.Wish{ID: exk, By: 3, Cause: "okat_behov", From: slot(t, "2027-W10")})
	for _, kept := range []string{anchored, search, "    motivering: Fler remisser\n", "    volym_efter: 15\n", "    utokar: 1\n", "    galler_fran: 2027-W10\n"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%q is not there:\n%s", kept, text)
		}
	}
	if strings.Contains(text, "protokoll") {
		t.Errorf("the minutes of another volume are still there:\n%s", text)
	}
	other, err := w.make(t, amend.Wish{ID: exk, By: -2, Cause: "mottagare_kan_inte"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"utokar", "anmald_till", "forankring", "kapacitetssok", "motivering"}, other.Gone); diff != "" || other.Cause != "okat_behov" {
		t.Errorf("the cause was %q, gone (-want +got):\n%s", other.Cause, diff)
	}
	if diff := cmp.Diff([]string{"avstamningar"}, other.Kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	_, text = w.write(t, other)
	for _, gone := range []string{"protokoll", "kapacitetssok", "utokar", "anmald_till", "motivering", "forankring", "2027-W20: 1"} {
		if strings.Contains(text, gone) {
			t.Errorf("%q is still there:\n%s", gone, text)
		}
	}
	for _, kept := range []string{"    avstamningar: [{part: exk, datum: 2026-11-20}]\n", "    anmald_av: exk\n", "    volym_fore: 12\n    volym_efter: 10\n", "\nvolym: 10\n"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%q is not there:\n%s", kept, text)
		}
	}
	if n := strings.Count(text, "- nr:"); n != 1 {
		t.Errorf("%d entries:\n%s", n, text)
	}
}

// What is shown of an entry is what its file says, however the file writes it.
func TestTheEntryIsShownAsItIsWritten(t *testing.T) {
	entry := "nr: 1, datum: 2026-11-20, galler_fran: 2027-W02, orsak: minskat_behov, volym_fore: 12, volym_efter: 11, anmald_av: skas, anmald_till: vardgarantiservice, motivering: \"Kö: kort\""
	lines := strings.ReplaceAll(entry, ", ", "\n    ")
	tests := []struct {
		name, list string
		want       []string
	}{
		{"a new one", "andringar: []\n", []string{"nr: 1", "datum: 2026-11-21", "galler_fran: 2027-W01", "orsak: minskat_behov", "volym_fore: 12", "volym_efter: 10", "anmald_av: skas", "anmald_till: vardgarantiservice"}},
		{"on lines, with evidence", "andringar:\n  - " + lines + "\n    forankring:\n      roll: representant\n      organisation: skas\n      datum: 2026-11-19\n    # väntar på protokoll\n",
			[]string{"nr: 1", "datum: 2026-11-21", "galler_fran: 2027-W01", "orsak: minskat_behov", "volym_fore: 12", "volym_efter: 10", "anmald_av: skas", "anmald_till: vardgarantiservice", "motivering: \"Kö: kort\"", "forankring:", "  roll: representant", "  organisation: skas", "  datum: 2026-11-19", "# väntar på protokoll"}},
		{"in braces", "andringar:\n  - {" + entry + "}\n",
			[]string{"{nr: 1, datum: 2026-11-21, galler_fran: 2027-W01, orsak: minskat_behov, volym_fore: 12, volym_efter: 10, anmald_av: skas, anmald_till: vardgarantiservice, motivering: \"Kö: kort\"}"}},
		{"in brackets", "andringar: [{" + entry + "}]\n",
			[]string{"{nr: 1, datum: 2026-11-21, galler_fran: 2027-W01, orsak: minskat_behov, volym_fore: 12, volym_efter: 10, anmald_av: skas, anmald_till: vardgarantiservice, motivering: \"Kö: kort\"}"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, small(t), "2026-11-21")
			name := w.agreed.Plan(exk).File()
			text := strings.Replace(string(w.main[name].Data), "andringar: []\n", tt.list, 1)
			for _, breaks := range []string{"\n", "\r\n"} {
				w.put(t, name, strings.ReplaceAll(text, "\n", breaks))
				c, err := w.make(t, amend.Wish{ID: exk, By: -2, Cause: "minskat_behov"})
				if err != nil {
					t.Fatal(err)
				}
				_, after := w.write(t, c)
				if diff := cmp.Diff(tt.want, c.Written([]byte(after))); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			}
		})
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

// A quarter that has begun keeps what has been done in it, and not its even share, where that has
// been reported.
func TestAQuarterKeepsWhatHasBeenDoneInIt(t *testing.T) {
	for done, want := range map[string]string{"1": "Q1 3→1 Q2 3→1 Q4 2→1", "3": "Q2 3→0 Q4 2→1"} {
		main := small(t)
		main["plans/2027/utfall/2027-W05.csv"] = &fstest.MapFile{Data: []byte("leveransplan;vecka;utfort\n" + klb + ";2027-W05;" + done + "\n")}
		w := newWorld(t, main, "2027-02-16")
		c, err := w.make(t, amend.Wish{ID: klb, By: -5, Cause: "minskat_behov"})
		if done == "3" {
			c, err = w.make(t, amend.Wish{ID: klb, By: -4, Cause: "minskat_behov"})
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := moved(c); got != want {
			t.Errorf("with %s done: %s, not %s", done, got, want)
		}
	}
}

// What was taken back and what was assessed for a change goes when that is written over by one
// that takes nothing back, or has another cause.
func TestWhatAChangeNoLongerSaysGoes(t *testing.T) {
	w := newWorld(t, small(t), "2026-11-18")
	put := func(wish amend.Wish) string {
		c, err := w.make(t, wish)
		if err != nil {
			t.Fatal(err)
		}
		_, text := w.write(t, c)
		return text
	}
	from := slot(t, "2026-W47")
	text := put(amend.Wish{ID: su26, By: -1, Cause: "rattelse", Reason: "Dubbelt räknat", TakesBack: 1, From: from})
	if !strings.Contains(text, "    aterkallar: 1\n") {
		t.Fatalf("nothing is taken back:\n%s", text)
	}
	if text = put(amend.Wish{ID: su26, By: -1, Cause: "rattelse", Reason: "Fel vecka", From: from}); strings.Contains(text, "aterkallar: 1\n    motivering: Fel vecka") {
		t.Errorf("it is still taken back:\n%s", text)
	}

	w = newWorld(t, small(t), "2026-11-21")
	text = put(amend.Wish{ID: exk, By: -2, Cause: "minskat_behov", Reason: "Färre remisser"})
	principles := "    principer:\n      vgr_uppnatt_vardgaranti: {bedomning: ja, underlag: \"Rapport\"}\n"
	w.put(t, w.agreed.Plan(exk).File(), strings.Replace(text, "    motivering: Färre remisser\n", principles+"    motivering: Färre remisser\n", 1))
	c, err := w.make(t, amend.Wish{ID: exk, By: -2, Cause: "mottagare_kan_inte"})
	if err != nil {
		t.Fatal(err)
	}
	if _, text = w.write(t, c); strings.Contains(text, "principer") || !slices.Contains(c.Gone, "principer") {
		t.Errorf("gone %v:\n%s", c.Gone, text)
	}
}
