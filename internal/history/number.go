package history

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Number is the number of a week or quarter of a plan, and the decision that set it.
type Number struct {
	Slot calendar.Slot
	// Volume is the number, and Before what it was before that decision. A week or quarter that
	// is not written counts 0.
	Volume, Before int
	// Entries are the numbers of the plan's entries that the decision brought: those that say
	// why. None where the decision made the plan.
	Entries []int
	By      Step
}

// Numbers tells of each week and quarter that a plan ever had which decision set its number:
// the last that made it another. Of the decisions those count that apply: a decision that
// brought new entries of the plan counts where applies tells so of one of them, every other
// counts. In order of time.
//
// Whole tells that each number is known. It is not where what made the plan, or made it
// readable, brought entries that don't apply: what the numbers were before those is nowhere.
func Numbers(entries []Entry, id string, applies func(nr int) bool) (numbers []Number, whole bool) {
	n := numbering{now: map[calendar.Slot]Number{}, written: map[calendar.Slot]int{}, known: map[int]bool{}, whole: true, applies: applies}
	for _, e := range entries {
		for i := range e.Items {
			if it := &e.Items[i]; it.Type == plan.KindLeveransplan && it.ID == id {
				n.item(it, e.Step)
			}
		}
	}
	for _, number := range n.now {
		numbers = append(numbers, number)
	}
	slices.SortFunc(numbers, func(a, b Number) int { return a.Slot.Compare(b.Slot) })
	return numbers, n.whole
}

type numbering struct {
	now     map[calendar.Slot]Number // by the decisions that apply
	written map[calendar.Slot]int    // as the document has it
	known   map[int]bool             // entries that an earlier decision brought
	whole   bool
	applies func(nr int) bool
}

func (n *numbering) item(it *Item, by Step) {
	if it.Unread {
		return // what it says is told by the decision that makes it readable
	}
	touched := n.touched(it)
	if it.New {
		n.known, n.whole = map[int]bool{}, true
	}
	applying, waiting := 0, 0
	for _, nr := range it.Entries {
		switch {
		case n.known[nr]: // of a plan that could not be read for a while
		case n.applies(nr):
			applying++
		default:
			waiting++
		}
		n.known[nr] = true
	}
	switch {
	case waiting == 0:
	case applying == 0 && !it.New && !it.Whole:
		return
	default:
		n.whole = false
	}
	for _, s := range touched {
		if was := n.now[s.Slot]; was.Volume != s.After {
			n.now[s.Slot] = Number{Slot: s.Slot, Volume: s.After, Before: was.Volume, Entries: it.Entries, By: by}
		}
	}
}

// touched lists the slots that are written with another number than before.
func (n *numbering) touched(it *Item) []Slot {
	all := it.Slots
	if it.New || it.Whole {
		there := map[calendar.Slot]bool{}
		for _, s := range it.Slots {
			there[s.Slot] = true
		}
		for slot := range n.written {
			if !there[slot] {
				all = append(slices.Clip(all), Slot{Slot: slot})
			}
		}
	}
	var out []Slot
	for _, s := range all {
		if n.written[s.Slot] != s.After {
			n.written[s.Slot] = s.After
			out = append(out, s)
		}
	}
	return out
}
