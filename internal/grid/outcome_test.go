package grid_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// outcome reads a table, which has to be sound.
func outcome(t testing.TB, path, text string) *plan.Utfall {
	t.Helper()
	u, bad := plan.ReadUtfall(diag.NewSource(path, []byte(text)))
	if len(bad) > 0 {
		t.Fatal(bad[0].Message.EN, text)
	}
	return u
}

const head = "leveransplan;vecka;utfort\n"

func TestOutcomeGoesIntoTheTableOfItsWeek(t *testing.T) {
	const w5, w6, w7, mixed = "plans/2027/utfall/2027-W05.csv", "plans/2027/utfall/2027-W06.csv", "plans/2027/utfall/2027-W07.csv", "plans/2026/utfall/siv.csv"
	there := map[string]string{
		w5:    head + "lp-b;2027-W05;3\n",
		w6:    "vecka,utfort,leveransplan,kontaktade\n2027-W06,1,lp-b,4\n",
		mixed: head + "lp-c;2027-W05;3\nlp-c;2027-W06;4\n",
	}
	for _, tt := range []struct {
		name, text string
		want       map[string]string // the tables that change
		told       string
	}{
		{"the same again", head + "lp-b;2027-W05;3\nlp-c;2027-W06;4\n", map[string]string{}, "0 new, 2 same"},
		{"a new row among those that there are", head + "lp-a;2027-W05;1\nlp-c2;2027-W05;0\n", map[string]string{w5: head + "lp-a;2027-W05;1\nlp-b;2027-W05;3\nlp-c2;2027-W05;0\n"}, "2 new, 0 same"},
		{"a week without a table", head + "lp-b;2027-W07;1\n", map[string]string{w7: head + "lp-b;2027-W07;1\n"}, "1 new, 0 same"},
		{"a correction where the row stands", head + "lp-c;2027-W06;5\n", map[string]string{mixed: head + "lp-c;2027-W05;3\nlp-c;2027-W06;5\n"}, "0 new, 0 same; lp-c 2027-W06 utfort 4>5 " + mixed},
		{"a table in another form, written anew", head + "lp-a;2027-W06;1\n", map[string]string{w6: "leveransplan;vecka;utfort;kontaktade\nlp-a;2027-W06;1;\nlp-b;2027-W06;1;4\n"}, "1 new, 0 same"},
		{"a figure that was not there", "leveransplan;vecka;utfort;vantande\nlp-b;2027-W05;3;7\n", map[string]string{w5: "leveransplan;vecka;utfort;vantande\nlp-b;2027-W05;3;7\n"}, "0 new, 0 same; lp-b 2027-W05 vantande ->7 " + w5},
		{"a figure that is left out stays", head + "lp-b;2027-W06;1\n", map[string]string{}, "0 new, 1 same"},
		{"without a plan, last", "leveransplan;skickande;mottagare;vardomrade;vecka;utfort\n;a;b;c;2027-W05;1\nlp-z;;;;2027-W05;2\n",
			map[string]string{w5: "leveransplan;skickande;mottagare;vardomrade;vecka;utfort\nlp-b;;;;2027-W05;3\nlp-z;;;;2027-W05;2\n;a;b;c;2027-W05;1\n"}, "2 new, 0 same"},
		{"a row twice", head + "lp-a;2027-W05;1\nlp-a;2027-W05;1\n", map[string]string{w5: head + "lp-a;2027-W05;1\nlp-b;2027-W05;3\n"}, "1 new, 0 same; twice [1]"},
		{"the first week of a year that begins in the old one", head + "lp-b;2026-W01;1\n", map[string]string{"plans/2026/utfall/2026-W01.csv": head + "lp-b;2026-W01;1\n"}, "1 new, 0 same"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var tables []*plan.Utfall
			for _, path := range []string{mixed, w5, w6} {
				tables = append(tables, outcome(t, path, there[path]))
			}
			m := grid.MergeOutcome(tables, outcome(t, "in.csv", tt.text).Rows)
			got := map[string]string{}
			for _, f := range m.Files {
				got[f.Path] = string(f.New)
				if string(f.Old) != there[f.Path] {
					t.Errorf("%s: old is %q", f.Path, f.Old)
				}
			}
			told := fmt.Sprintf("%d new, %d same", len(m.New), m.Same)
			for _, c := range m.Corrections {
				for _, f := range c.Figures {
					before := "-"
					if f.Known {
						before = fmt.Sprint(f.Before)
					}
					told += fmt.Sprintf("; %s %s %s %s>%d %s", grid.OutcomeName(&c.Row), c.Row.Vecka.V, f.Column, before, f.After, c.File)
				}
			}
			if len(m.Twice) > 0 {
				told += fmt.Sprintf("; twice %v", m.Twice)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || told != tt.told {
				t.Errorf("%s\n%s", told, diff)
			}
		})
	}
}

// Rows in any order give the same tables, and what has been read in once changes nothing the
// second time; the last figures stand, and nothing is lost.
func TestOutcomeTwiceIsOutcomeOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 7))
	for range 300 {
		var tables []*plan.Utfall
		want := map[string]string{}
		for step := range 3 {
			rows := map[string]string{}
			for range r.IntN(12) {
				rows[fmt.Sprintf("lp-%c;2027-W%02d", 'a'+r.IntN(5), 1+r.IntN(4))] = fmt.Sprint(r.IntN(4))
			}
			var lines []string
			for key, n := range rows {
				lines = append(lines, key+";"+n+"\n")
				want[key] = n
			}
			slices.Sort(lines)
			in := outcome(t, "in.csv", head+strings.Join(lines, ""))
			r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			shuffled := outcome(t, "in.csv", head+strings.Join(lines, ""))
			first, second := grid.MergeOutcome(tables, in.Rows), grid.MergeOutcome(tables, shuffled.Rows)
			if diff := cmp.Diff(first.Files, second.Files); diff != "" {
				t.Fatal(diff)
			}
			tables = after(t, tables, first)
			if again := grid.MergeOutcome(tables, in.Rows); len(again.Files)+len(again.New)+len(again.Corrections) > 0 {
				t.Fatalf("step %d: %+v", step, again)
			}
		}
		got := map[string]string{}
		for _, u := range tables {
			for _, row := range u.Rows {
				got[row.Leveransplan.V+";"+row.Vecka.V.String()] = fmt.Sprint(row.Utfort.V)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// after is the tables with the files of a merge written.
func after(t *testing.T, tables []*plan.Utfall, m *grid.Outcome) []*plan.Utfall {
	out := slices.Clone(tables)
	for _, f := range m.Files {
		fresh := outcome(t, f.Path, string(f.New))
		if i := slices.IndexFunc(out, func(u *plan.Utfall) bool { return u.File() == f.Path }); i >= 0 {
			out[i] = fresh
		} else {
			out = append(out, fresh)
		}
	}
	return out
}
