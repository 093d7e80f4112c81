package amend_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const (
	exk  = "lp-2027-skas-exk-hoftprotes" // by week, an agreement with capacity and a ceiling
	siv  = "lp-2027-skas-siv-hoftprotes" // by week, from an offer
	klb  = "lp-2027-su-klb-hoftprotes"   // by quarter, another region's agreement with a ceiling
	ogon = "lp-2027-skas-siv-ogon-v10"   // from an offer alone, with stated sums by quarter
	su26 = "lp-2026-su-exk-hoftprotes"   // running, with three changes
)

// small is the small region with two more in a line than its plans and rests hold, and with a
// routine that stays in force.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	out := region.Files()
	for _, change := range [][3]string{
		{"plans/2027/missiv/missiv-2027-ortopedi.yaml", "    volym: 20\n", "    volym: 22\n"},
		{"plans/register/rutiner.yaml", "forlangningar: []", "forlangningar: [{rutin: \"9.0\", forlangd_till: 2027-12-31, beslut: \"RS 2026-04567\"}]"},
	} {
		text := string(out[change[0]].Data)
		if strings.Count(text, change[1]) != 1 {
			t.Fatalf("%q does not stand once in %s", change[1], change[0])
		}
		out[change[0]] = &fstest.MapFile{Data: []byte(strings.Replace(text, change[1], change[2], 1))}
	}
	return out
}

// weeks reads "2027-W10=3 2027-W11=0".
func weeks(t testing.TB, list string) map[calendar.Slot]int {
	t.Helper()
	out := map[calendar.Slot]int{}
	for _, word := range strings.Fields(list) {
		name, figure, _ := strings.Cut(word, "=")
		n := 0
		fmt.Sscan(figure, &n)
		out[slot(t, name)] = n
	}
	return out
}

func to(n int) *int { return &n }

func TestChangesOfAgreedPlans(t *testing.T) {
	tests := []struct {
		name, plan, today, from string
		wish                    amend.Wish
		moved                   string // what changes, before and after
		entry                   string
		open                    int
	}{
		{name: "less need takes from the fullest weeks, by working days", plan: exk, wish: amend.Wish{By: -4, Cause: "minskat_behov"},
			moved: "W02 3→2 W03 3→2 W04 3→2 W05 3→2", open: 2,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak minskat_behov, volym_fore 12, volym_efter 8, anmald_av skas, anmald_till vardgarantiservice"},
		{name: "weeks before the change stay", plan: exk, from: "2027-W04", wish: amend.Wish{By: -4, Cause: "minskat_behov"},
			moved: "W04 3→1 W05 3→1", open: 2,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W04, orsak minskat_behov, volym_fore 12, volym_efter 8, anmald_av skas, anmald_till vardgarantiservice"},
		{name: "weeks that have passed stay even within a quarter that the change applies from", plan: exk, today: "2027-01-27", from: "2027-Q1", wish: amend.Wish{By: -4, Cause: "minskat_behov"},
			moved: "W04 3→1 W05 3→1", open: 2,
			entry: "nr 1, datum 2027-01-27, galler_fran 2027-Q1, orsak minskat_behov, volym_fore 12, volym_efter 8, anmald_av skas, anmald_till vardgarantiservice"},
		{name: "what the receiver gives back is open in the line", plan: exk, wish: amend.Wish{To: to(10), Cause: "mottagare_kan_inte"},
			moved: "W03 3→2 W05 3→2", open: 4,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak mottagare_kan_inte, volym_fore 12, volym_efter 10, anmald_av exk"},
		{name: "a rise that the line does not hold extends it by the rest", plan: exk, wish: amend.Wish{By: 4, Cause: "okat_behov", Reason: "Fler remisser: \"väntat\""},
			moved: "W07 0→1 W19 0→1 W34 0→1 W46 0→1", open: 0,
			entry: `nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak okat_behov, volym_fore 12, volym_efter 16, utokar 2, anmald_av skas, anmald_till vardgarantiservice, motivering Fler remisser: "väntat"`},
		{name: "a rise beyond stated weeks goes where nothing is stated", plan: exk, from: "2027-W05", wish: amend.Wish{By: 2, Cause: "omfordelning"},
			moved: "W16 0→1 W41 0→1", open: 0,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W05, orsak omfordelning, volym_fore 12, volym_efter 14"},
		{name: "an offer gives only the weeks that it states", plan: siv, wish: amend.Wish{By: 2, Cause: "omfordelning", ReportedBy: "siv"},
			moved: "W09 0→2", open: 0,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak omfordelning, volym_fore 6, volym_efter 8, anmald_av siv"},
		{name: "the same volume spread anew within what is offered", plan: siv, wish: amend.Wish{Periodise: true},
			moved: "W07 2→1 W09 0→1", open: 2,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak omperiodisering, volym_fore 6, volym_efter 6"},
		{name: "weeks as the planner says, the rest spread", plan: siv, from: "2027-W07", wish: amend.Wish{Periodise: true, Weeks: weeks(t, "2027-W08=0")},
			moved: "W08 2→0 W09 0→2", open: 2,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W07, orsak omperiodisering, volym_fore 6, volym_efter 6"},
		{name: "weeks alone decide the volume", plan: siv, wish: amend.Wish{Weeks: weeks(t, "2027-W08=1 2027-W09=2"), Cause: "omfordelning"},
			moved: "W08 2→1 W09 0→2", open: 1,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak omfordelning, volym_fore 6, volym_efter 7"},
		{name: "by quarter, from the first quarter", plan: klb, wish: amend.Wish{By: -3, Cause: "minskat_behov"},
			moved: "Q1 3→2 Q2 3→1", open: 0,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-Q1, orsak minskat_behov, volym_fore 8, volym_efter 5, anmald_av su, anmald_till vardgarantiservice"},
		{name: "a quarter that has begun keeps its share", plan: klb, today: "2027-02-16", wish: amend.Wish{By: -5, Cause: "minskat_behov"},
			moved: "Q1 3→2 Q2 3→1 Q4 2→0", open: 0,
			entry: "nr 1, datum 2027-02-16, galler_fran 2027-W08, orsak minskat_behov, volym_fore 8, volym_efter 3, anmald_av su, anmald_till vardgarantiservice"},
		{name: "a plan without a line has nothing to extend", plan: ogon, wish: amend.Wish{By: 2, Cause: "okat_behov"},
			moved: "W10 2→4",
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak okat_behov, volym_fore 2, volym_efter 4, anmald_av skas, anmald_till vardgarantiservice"},
		{name: "the next change of a plan that has three", plan: su26, today: "2026-11-18", wish: amend.Wish{By: -1, Cause: "rattelse", Reason: "Dubbelt räknat", TakesBack: 1}, from: "2026-W47",
			moved: "W47 2→1", open: 0,
			entry: "nr 4, datum 2026-11-18, galler_fran 2026-W47, orsak rattelse, volym_fore 14, volym_efter 13, aterkallar 1, motivering Dubbelt räknat"},
		{name: "terms alone", plan: exk, wish: amend.Wish{Cause: "villkor", Terms: []amend.Term{{Key: "asa_klass", Word: "[1]"}}},
			open:  2,
			entry: "nr 1, datum 2026-11-21, galler_fran 2027-W01, orsak villkor, volym_fore 12, volym_efter 12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			today := "2026-11-21"
			if tt.today != "" {
				today = tt.today
			}
			w := newWorld(t, small(t), today)
			tt.wish.ID, tt.wish.From = tt.plan, slot(t, tt.from)
			c, err := w.make(t, tt.wish)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.moved, moved(c)); diff != "" {
				t.Errorf("weeks (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.entry, entry(c)); diff != "" {
				t.Errorf("the entry (-want +got):\n%s", diff)
			}
			if c.Open != tt.open {
				t.Errorf("%d open in the line, want %d", c.Open, tt.open)
			}
			w.write(t, c)
			line := w.set().LineOf(w.set().Plan(tt.plan))
			if line != nil && line.Oppet() != tt.open {
				t.Errorf("the line then has %d open, want %d", line.Oppet(), tt.open)
			}
			for _, d := range w.found(t) {
				if !d.MissingEvidence && d.Severity == diag.Error {
					t.Errorf("%s: %s", d.Rule, d.Message.In(lang.EN))
				}
			}
		})
	}
}

func moved(c *amend.Change) string {
	var out []string
	for _, s := range c.Slots {
		if s.Before != s.After {
			out = append(out, fmt.Sprintf("%s %d→%d", s.Slot.String()[5:], s.Before, s.After))
		}
	}
	return strings.Join(out, " ")
}

func entry(c *amend.Change) string {
	var out []string
	for _, e := range c.Entry {
		value := fmt.Sprint(e.Value)
		if e.Key == "datum" {
			n := 0
			fmt.Sscan(value, &n)
			value = calendar.Day(n).String()
		}
		out = append(out, e.Key+" "+value)
	}
	return strings.Join(out, ", ")
}
