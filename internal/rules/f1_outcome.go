package rules

import (
	"iter"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// outcomeRow is a row of an outcome table, with its table.
type outcomeRow struct {
	table *plan.Utfall
	*plan.Utfallsrad
}

// outcome lists the rows of all whole tables, in the order of the tree.
func outcome(set *plan.Set) iter.Seq[outcomeRow] {
	return func(yield func(outcomeRow) bool) {
		for _, u := range set.Utfall {
			if u.Broken {
				continue
			}
			for i := range u.Rows {
				if !yield(outcomeRow{u, &u.Rows[i]}) {
					return
				}
			}
		}
	}
}

// planned finds the plan of a row that can be judged against it, or nil: the row names no
// plan or an unknown one, the plan is broken, or the week has not begun and the row is a
// fault by itself.
func planned(p *rule.Pass, row outcomeRow) *plan.Leveransplan {
	pl := p.Set.Plan(row.Leveransplan.V)
	if pl == nil || pl.Broken || future(p, row.Vecka.V.Week()) {
		return nil
	}
	return pl
}

// repeated lists the rows whose plan and week an earlier row has already, each with that row.
func repeated(set *plan.Set) iter.Seq2[outcomeRow, outcomeRow] {
	return func(yield func(row, first outcomeRow) bool) {
		seen := map[planWeek]outcomeRow{}
		for row := range outcome(set) {
			if !row.Leveransplan.Set {
				continue
			}
			key := planWeek{row.Leveransplan.V, row.Vecka.V}
			if first, again := seen[key]; !again {
				seen[key] = row
			} else if !yield(row, first) {
				return
			}
		}
	}
}

type planWeek struct {
	plan string
	week calendar.Slot
}
