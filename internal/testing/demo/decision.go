package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// decision is what somebody decides on one day.
type decision struct {
	day   calendar.Day // on which it reaches main, or is declined
	ready calendar.Day // the latest day that its documents name: then it can be proposed
	rank  rank
	title string
	edits []edit
	odd   oddity
	bot   bool // a program proposes it

	after map[string]*blob // its files as they stand after it; nil: gone
}

// rank orders the decisions of one day: each rests on those before it.
type rank int

const (
	ranksRegister rank = iota
	ranksAnalysis
	ranksOffer
	ranksMemo
	ranksChange
	ranksPlan
	ranksRest
	ranksOutcome
	ranksEditorial
)

// oddity is what goes another way than a request that is approved and merged.
type oddity int

const (
	asUsual  oddity = iota
	bypass          // straight to main
	expired         // merged when the role of somebody who approved had ended
	followUp        // names the bypass
	declined        // closed
)

// paths lists the files of a decision.
func (d *decision) paths() []string {
	var out []string
	for _, e := range d.edits {
		out = append(out, e.path)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// areas name what a decision rests on and changes: two that share one are not proposed side
// by side. The registers are everybody's.
func (d *decision) areas() []string {
	var out []string
	for _, name := range d.paths() {
		out = append(out, area(name))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const registers = "register"

func area(name string) string {
	parts := strings.Split(name, "/")
	switch {
	case len(parts) == 1: // README.md
		return name
	case len(parts) == 2 || parts[1] == registers:
		return registers
	case parts[2] == "utfall":
		return parts[1] + " utfall"
	}
	return parts[1]
}

// restsOn tells that a decision can't have been proposed before another one was made.
func (d *decision) restsOn(other *decision) bool {
	shared := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
	}
	return slices.Contains(other.areas(), registers) || shared(d.paths(), other.paths()) || d.rank != other.rank && shared(d.areas(), other.areas())
}

// unwind goes backwards from the last tree through all decisions, and notes what each of them
// left behind. It gives the tree before the first that is kept, and those that are.
func unwind(last tree, all []*decision, keep calendar.Interval) (tree, []*decision, error) {
	slices.SortStableFunc(all, func(a, b *decision) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.rank, b.rank), strings.Compare(a.title, b.title))
	})
	now := last
	var kept []*decision
	for i, d := range slices.Backward(all) {
		if d.day < keep.From {
			break
		}
		if d.odd == declined {
			if keep.Contains(d.day) {
				kept = append(kept, all[i])
			}
			continue
		}
		d.after = map[string]*blob{}
		for _, name := range d.paths() {
			d.after[name] = now[name]
		}
		before := now.with(nil)
		for _, e := range slices.Backward(d.edits) {
			if err := before.undo(e); err != nil {
				return nil, nil, fmt.Errorf("%s, %s: %w", d.day, d.title, err)
			}
		}
		now = before
		if keep.Contains(d.day) {
			kept = append(kept, all[i])
		}
	}
	slices.Reverse(kept)
	return now, kept, nil
}

func (t tree) undo(e edit) error {
	if err := t.edit(e.path, e.undo); err != nil {
		return err
	}
	if t[e.path].text == "" {
		delete(t, e.path)
	}
	return nil
}

// script writes the decisions that lead to the sample plans.
type script struct {
	last tree
	set  *plan.Set
	all  []*decision
	end  calendar.Day
}

func (s *script) add(d *decision) { s.all = append(s.all, d) }

// settle gives a day to each decision that has none: some working days after it was ready.
func (s *script) settle() {
	for i, d := range s.all {
		if !d.day.IsZero() {
			continue
		}
		d.day = workday(d.ready.Add(1))
		for range i % 3 {
			d.day = workday(d.day.Add(1))
		}
		d.day = min(d.day, s.end)
	}
}

// workday is the first working day from a day on.
func workday(d calendar.Day) calendar.Day {
	for d.Free() {
		d++
	}
	return d
}

// workdayBefore is the last working day before a day.
func workdayBefore(d calendar.Day) calendar.Day {
	for d--; d.Free(); d-- {
	}
	return d
}

// day reads a day of this script.
func day(s string) calendar.Day {
	d, ok := calendar.ParseDay(s)
	if !ok {
		panic("demo: " + s)
	}
	return d
}
