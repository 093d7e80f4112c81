package allocate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// wholeWeek is what a week without holidays weighs, in thousandths of a working day.
const wholeWeek = 5000

// portion is what one line places in a lane, to be shared over the weeks.
type portion struct {
	*pair
	volume int
	weeks  window
	by     []int // what each week gets
}

// portions are what is placed in a lane. Their weeks are all those that the line and the
// source have in common, closed ones too.
func (n *network) portions(w *way) []*portion {
	span := n.window(n.time(w.source))
	var out []*portion
	for _, pr := range w.pairs {
		if v := n.volume(pr); v > 0 {
			out = append(out, &portion{pair: pr, volume: v, weeks: span.meet(pr.line.window), by: make([]int, len(n.weeks))})
		}
	}
	return out
}

// spread shares what is placed in a lane over its weeks. Where all lines can use the same
// weeks the whole is shared first, as evenly as the caps let it be, so that the receiver has
// an even load; then each week's volume goes to the lines in turn.
func (n *network) spread(w *way) []*portion {
	all := n.portions(w)
	if len(all) == 0 {
		return nil
	}
	alike := func(po *portion) bool { return po.weeks == all[0].weeks }
	if slices.IndexFunc(all, func(po *portion) bool { return !alike(po) }) >= 0 {
		n.repair(w, all)
		return all
	}
	volumes, total := make([]int, len(all)), 0
	for i, po := range all {
		volumes[i] = po.volume
		total += po.volume
	}
	by := make([]int, len(n.weeks))
	n.fill(w, w.root, total, all[0].weeks, by)
	for i, figures := range deal(volumes, by) {
		all[i].by = figures
	}
	return all
}

// fill shares a volume over the weeks of a branch, first among its own weeks and the branches
// within it, then within each of these. Most often no branch is too small for an even share,
// and then they make no difference.
func (n *network) fill(w *way, b *branch, volume int, weeks window, by []int) {
	shares, _ := apportion.Spread(volume, n.places(w.lane, b.weeks.where(weeks.holds)))
	for _, s := range shares {
		by[n.place(s.Slot.Week())] = s.Volume
	}
	if b.fits(by) {
		return
	}
	places := n.places(w.lane, b.own.where(weeks.holds))
	inner := map[calendar.Slot]*branch{}
	for _, next := range b.branches {
		usable := next.weeks.where(weeks.holds)
		if len(usable) == 0 {
			continue
		}
		whole := apportion.Place{Slot: calendar.SlotOfWeek(n.weeks[usable[0]]), Cap: next.room(w.lane, weeks, volume)}
		for _, week := range usable {
			whole.Weight += w.weight[week]
		}
		inner[whole.Slot] = next
		places = append(places, whole)
	}
	shares, _ = apportion.Spread(volume, places)
	for _, s := range shares {
		if next := inner[s.Slot]; next != nil {
			n.fill(w, next, s.Volume, weeks, by)
		} else {
			by[n.place(s.Slot.Week())] = s.Volume
		}
	}
}

// places are weeks of a lane with their working days and caps.
func (n *network) places(l *lane, weeks weekset) []apportion.Place {
	out := make([]apportion.Place, len(weeks))
	for i, week := range weeks {
		out[i] = apportion.Place{Slot: calendar.SlotOfWeek(n.weeks[week]), Weight: l.weight[week], Of: wholeWeek, Cap: l.cap[week]}
	}
	return out
}

// place is where a week stands in the year.
func (f *frame) place(w calendar.Week) int { return int(w.Thursday()-f.first) / 7 }

// fits tells that all branches within have room for what their weeks get.
func (b *branch) fits(by []int) bool {
	for _, inner := range b.branches {
		sum := 0
		for _, week := range inner.weeks {
			sum += by[week]
		}
		if sum > inner.cap || !inner.fits(by) {
			return false
		}
	}
	return true
}

// room is what a branch takes in some weeks, at most limit.
func (b *branch) room(l *lane, weeks window, limit int) int {
	sum := l.capacity(b.own.where(weeks.holds), limit)
	for _, inner := range b.branches {
		sum += inner.room(l, weeks, limit)
	}
	if b.bound != nil {
		sum = min(sum, b.cap)
	}
	return min(sum, limit)
}

// deal shares what each week has among volumes that together are as much, so that at the end
// of each week everybody has had its part of what there was until then, rounded down or up.
// First those get theirs who would be late otherwise, then of those who may have more the
// ones who would be late first (Steiner and Yeomans, Level schedules for mixed-model,
// just-in-time processes, 1993).
func deal(volumes, by []int) [][]int {
	total, out, had := 0, make([][]int, len(volumes)), make([]int, len(volumes))
	for i, v := range volumes {
		total += v
		out[i] = make([]int, len(by))
	}
	until := 0
	for week, left := range by {
		until += left
		give := func(i, n int) {
			out[i][week], had[i], left = out[i][week]+n, had[i]+n, left-n
		}
		for i, v := range volumes {
			give(i, max(0, until*v/total-had[i]))
		}
		for left > 0 {
			next, latest := -1, 0
			for i, v := range volumes {
				if had[i]*total >= until*v {
					continue // it would have more than its part rounded up
				}
				if late := ((had[i]+1)*total + v - 1) / v; next < 0 || late < latest {
					next, latest = i, late
				}
			}
			give(next, 1)
		}
	}
	return out
}
