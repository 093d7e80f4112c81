package allocate

import (
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The levels, in their order, and what follows them.
var levelNames = []lang.Text{
	lang.T("placerat", "placed"),
	lang.T("i egen regi", "in the region's own hospitals"),
	lang.T("på egna avtal", "under the region's own agreements"),
	lang.T("största oplacerade andel hos en skickande, tusendelar", "largest unplaced share of a sender, thousandths"),
	lang.T("hos mottagare med lång egen väntan", "with receivers that have a long wait themselves"),
	lang.T("planer", "plans"),
}

// objective tells how far each level got.
func (n *network) objective(plans int) []Level {
	values := make([]int, len(levelNames))
	for _, w := range n.lanes {
		volume := n.Flow(w.arc)
		values[0] += volume
		if w.step < 2 {
			values[1+w.step] += volume
		}
		if w.slow() {
			values[4] += volume
		}
	}
	var shares []Unplaced
	for _, s := range n.senders {
		shares = append(shares, Unplaced{Sender: s.id, Unplaced: n.unplaced(s), Open: s.open})
		values[3] = max(values[3], (1000*n.unplaced(s)+s.open-1)/s.open)
	}
	values[5] = plans
	var out []Level
	for i, name := range levelNames {
		out = append(out, Level{Name: name, Unit: n.unit, Value: values[i], Proven: i < 5 && len(n.notes()) == 0})
	}
	out[0].Of, out[1].Of, out[2].Of, out[3].Of, out[4].Of = n.total, values[0], values[0], 1000, values[0]
	out[3].Shares = shares
	return out
}

// notes says where caps were divided because they overlap in part.
func (n *network) notes() []lang.Text {
	var out []lang.Text
	for _, w := range n.lanes {
		if !w.exact {
			out = append(out, lang.T("takvolymer eller kapacitet i %s överlappar delvis; de delades upp i förväg, så mer kan gå att placera där",
				"ceilings or capacities of %s overlap in part; they were divided beforehand, so there may be room for more", w.id))
		}
	}
	return out
}
