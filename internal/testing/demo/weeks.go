package demo

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// numbers are the weeks or quarters of a plan.
type numbers map[calendar.Slot]int

func numbersOf(p *plan.Leveransplan) numbers {
	out := numbers{}
	for _, item := range p.Periodisering.Items {
		out[item.Slot.V] = item.Volume.V
	}
	return out
}

// from lists the slots that a change from a slot on may touch, in order.
func (n numbers) from(slot calendar.Slot) []calendar.Slot {
	out := slices.SortedFunc(maps.Keys(n), calendar.Slot.Compare)
	return slices.DeleteFunc(out, func(s calendar.Slot) bool { return s.First() < slot.First() })
}

// before gives the numbers as they were before an entry of a plan: the same up to the slot
// that it names, and after that so that the sums are right.
func (n numbers) before(e *plan.Andring, period calendar.Interval) numbers {
	out := maps.Clone(n)
	slots := n.from(e.GallerFran.V)
	more := e.VolymFore.V - e.VolymEfter.V
	switch e.Orsak.V {
	case plan.OrsakOmperiodisering:
		out.shift(slots)
		return out
	case plan.OrsakAvtalUpphor: // what was there has gone altogether
		slots = nil
		for _, w := range period.Weeks() {
			if s := calendar.SlotOfWeek(w); s.First() >= e.GallerFran.V.First() && w.Number < 51 {
				slots = append(slots, s)
			}
		}
	}
	weights := make([]int, len(slots))
	for i, s := range slots {
		weights[i] = n[s]
	}
	for i, part := range spread(more, weights) {
		out[slots[i]] += part
	}
	return out
}

// shift moves single items from the fullest weeks to the emptiest ones.
func (n numbers) shift(slots []calendar.Slot) {
	byNumber := slices.Clone(slots)
	slices.SortStableFunc(byNumber, func(a, b calendar.Slot) int { return cmp.Compare(n[a], n[b]) })
	for i := range min(3, len(byNumber)/2) {
		full := byNumber[len(byNumber)-1-i]
		if n[full] == 0 {
			return
		}
		n[full]--
		n[byNumber[i]]++
	}
}

// spread divides a number by weights, evenly where there are none; the parts add up to it.
func spread(n int, weights []int) []int {
	total := 0
	for _, w := range weights {
		total += w
	}
	out := make([]int, len(weights))
	done, seen := 0, 0
	for i, w := range weights {
		if total == 0 {
			seen += n
			out[i] = seen/len(weights) - done
		} else {
			seen += n * w
			out[i] = seen/total - done
		}
		done += out[i]
	}
	return out
}

// write puts the numbers into a plan's text.
func (n numbers) write(text string) (string, error) {
	const key = "\nperiodisering:\n"
	head, rest, found := strings.Cut(text, key)
	if !found {
		return "", fmt.Errorf("no periodisering")
	}
	for strings.HasPrefix(rest, "  ") {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	var b strings.Builder
	b.WriteString(head + key)
	for _, s := range slices.SortedFunc(maps.Keys(n), calendar.Slot.Compare) {
		fmt.Fprintf(&b, "  %s: %d\n", s, n[s])
	}
	return b.String() + rest, nil
}
