package xlsx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A workbook is older than the repository: weeks that only one side has changed go together.
func TestAPlanThatHasMovedOnIsMergedWeekByWeek(t *testing.T) {
	text := export(t, spoiled(t), grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	moved := "SkaS!A9: planen " + toSiv + " har ändrats i arkivet sedan exporten; de veckor som är ändrade här läggs ovanpå"
	for _, tt := range []struct {
		name     string
		file     string
		old, new string
		change   change
		want     []string
		remarks  []string
		changes  []string
	}{
		{name: "another week there", old: "2027-W06: 2", new: "2027-W06: 3", change: value("P9", 5), remarks: []string{moved}, changes: []string{toSiv + " 2027-W07 2 5"}},
		{name: "another week there, nothing here", old: "2027-W06: 2", new: "2027-W06: 3", change: several()},
		{name: "the same week to the same figure", old: "2027-W06: 2", new: "2027-W06: 5", change: value("O9", 5)},
		{name: "the same week to another figure", old: "2027-W06: 2", new: "2027-W06: 3", change: value("O9", 5),
			want: []string{"SkaS!O9: 2027-W06 har ändrats på båda håll: vid exporten 2, i arkivet nu 3, i arbetsboken 5"}},
		{name: "a week that is gone there", old: "  2027-W06: 2\n", new: "", change: value("O9", 5),
			want: []string{"SkaS!O9: 2027-W06 har ändrats på båda håll: vid exporten 2, i arkivet nu inget, i arbetsboken 5"}},
		{name: "a new week on both sides", old: "2027-W08: 2", new: "2027-W08: 2\n  2027-W09: 4", change: value("R9", 5),
			want: []string{"SkaS!R9: 2027-W09 har ändrats på båda håll: vid exporten inget, i arkivet nu 4, i arbetsboken 5"}},
		{name: "a comment there", old: "volym: 6", new: "volym: 6 # räcker", change: value("P9", 5), remarks: []string{moved}, changes: []string{toSiv + " 2027-W07 2 5"}},
		{name: "a shorter period there", old: "2027-06-30", new: "2027-03-31", change: value("AC9", 1),
			want: []string{"SkaS!AC9: cellen är låst: 2027-W20 ligger utanför planens period eller avtal"}},
		{name: "quarters there", old: "  2027-W06: 2\n  2027-W07: 2\n  2027-W08: 2\n", new: "  2027-Q1: 6\n", change: value("P9", 5),
			want: []string{"SkaS!P9: planen är periodiserad på annat sätt i arkivet än vid exporten (veckor eller kvartal)"}},
		{name: "another id there", old: "id: " + toSiv, new: "id: lp-ny", change: value("P9", 5),
			want: []string{"SkaS!A9: planen " + toSiv + " finns inte i arkivet"}},
		{name: "faults there", old: "volym: 6", new: "volym: sex", change: value("P9", 5),
			want: []string{"SkaS!A9: planen " + toSiv + " går inte att ändra: filen har fel som check visar"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, changed(t, text, tt.change), spoiled(t, region.Movable, tt.old, tt.new))
			if diff := cmp.Diff([][]string{tt.want, tt.remarks, tt.changes}, [][]string{told(got.Problems), told(got.Remarks), figures(got.Changes)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}
