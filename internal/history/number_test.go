package history_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// by makes a decision about one plan.
func by(commit string, it history.Item) history.Entry {
	it.Type, it.ID = plan.KindLeveransplan, "lp"
	return history.Entry{Step: history.Step{Commit: gitrepo.Commit{Revision: gitrepo.Revision{Hash: commit}}}, Items: []history.Item{it}}
}

func sets(text string, before, after int) history.Slot {
	s, ok := calendar.ParseSlot(text)
	if !ok {
		panic(text)
	}
	return history.Slot{Slot: s, Before: before, After: after}
}

func TestNumbers(t *testing.T) {
	made := by("made", history.Item{New: true, Slots: []history.Slot{sets("2027-W02", 0, 3), sets("2027-W10", 0, 5)}})
	tests := []struct {
		name    string
		entries []history.Entry
		applies []int // entries of the plan
		want    []string
		whole   bool
	}{
		{"a plan as it was made", []history.Entry{made}, nil, []string{"2027-W02 0>3 made", "2027-W10 0>5 made"}, true},
		{"a change that applies", []history.Entry{made, by("one", history.Item{Entries: []int{1}, Slots: []history.Slot{sets("2027-W10", 5, 4)}})}, []int{1},
			[]string{"2027-W02 0>3 made", "2027-W10 5>4 one"}, true},
		{"a change that does not apply yet", []history.Entry{made, by("one", history.Item{Entries: []int{1}, Slots: []history.Slot{sets("2027-W10", 5, 4)}})}, nil,
			[]string{"2027-W02 0>3 made", "2027-W10 0>5 made"}, true},
		{"a later change that applies before an earlier one does", []history.Entry{made,
			by("one", history.Item{Entries: []int{1}, Slots: []history.Slot{sets("2027-W10", 5, 4)}}),
			by("two", history.Item{Entries: []int{2}, Slots: []history.Slot{sets("2027-W02", 3, 1)}})}, []int{2},
			[]string{"2027-W02 3>1 two", "2027-W10 0>5 made"}, true},
		{"a number changed without an entry", []history.Entry{made, by("past", history.Item{Slots: []history.Slot{sets("2027-W02", 3, 9)}})}, nil,
			[]string{"2027-W02 3>9 past", "2027-W10 0>5 made"}, true},
		{"from weeks to quarters", []history.Entry{made, by("one", history.Item{Entries: []int{1}, Slots: []history.Slot{
			sets("2027-Q1", 0, 8), sets("2027-W02", 3, 0), sets("2027-W10", 5, 0)}})}, []int{1},
			[]string{"2027-Q1 0>8 one", "2027-W02 3>0 one", "2027-W10 5>0 one"}, true},
		{"a plan that came with a change that does not apply yet", []history.Entry{by("made", history.Item{New: true, Entries: []int{1}, Slots: []history.Slot{sets("2027-W02", 0, 3)}})}, nil,
			[]string{"2027-W02 0>3 made"}, false},
		{"a plan that could not be read for a while", []history.Entry{made,
			by("broken", history.Item{Unread: true}),
			by("mended", history.Item{Whole: true, Slots: []history.Slot{sets("2027-W02", 0, 3), sets("2027-W11", 0, 5)}})}, nil,
			[]string{"2027-W02 0>3 made", "2027-W10 5>0 mended", "2027-W11 0>5 mended"}, true},
		{"a plan that came back with a change that does not apply yet", []history.Entry{made,
			by("broken", history.Item{Unread: true}),
			by("mended", history.Item{Whole: true, Entries: []int{1}, Slots: []history.Slot{sets("2027-W02", 0, 3), sets("2027-W10", 0, 4)}})}, nil,
			[]string{"2027-W02 0>3 made", "2027-W10 5>4 mended"}, false},
		{"a plan taken away and made anew", []history.Entry{made,
			by("gone", history.Item{Gone: true, Slots: []history.Slot{sets("2027-W02", 3, 0), sets("2027-W10", 5, 0)}}),
			by("anew", history.Item{New: true, Slots: []history.Slot{sets("2027-W02", 0, 2)}})}, nil,
			[]string{"2027-W02 0>2 anew", "2027-W10 5>0 gone"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			applies := map[int]bool{}
			for _, nr := range test.applies {
				applies[nr] = true
			}
			numbers, whole := history.Numbers(test.entries, "lp", func(nr int) bool { return applies[nr] })
			var got []string
			for _, n := range numbers {
				got = append(got, fmt.Sprintf("%s %d>%d %s", n.Slot, n.Before, n.Volume, n.By.Commit.Hash))
			}
			if d := cmp.Diff(test.want, got); d != "" || whole != test.whole {
				t.Errorf("whole %v (-want +got):\n%s", whole, d)
			}
		})
	}
}
