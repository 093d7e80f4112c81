package rules

import (
	"iter"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
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

// sharedFault is a fault that rows of one table share: it is one slip, most often of the
// whole file, and is told of once, at the first of them.
type sharedFault struct {
	row   outcomeRow // the first one
	other outcomeRow // what it is held against, where it is
	rows  int
}

// sharedFaults gathers the faults of rows by table and kind, in the order in which they
// are first seen.
type sharedFaults struct {
	order []*sharedFault
	of    map[faultKey]*sharedFault
}

type faultKey struct {
	table *plan.Utfall
	kind  string
}

func (s *sharedFaults) add(row, other outcomeRow, kind string) {
	key := faultKey{row.table, kind}
	if f := s.of[key]; f != nil {
		f.rows++
		return
	}
	f := &sharedFault{row: row, other: other, rows: 1}
	if s.of == nil {
		s.of = map[faultKey]*sharedFault{}
	}
	s.of[key] = f
	s.order = append(s.order, f)
}

// message says how many more rows a message is about.
func (f *sharedFault) message(of lang.Text) lang.Text { return ofRows(of, f.rows) }

func ofRows(message lang.Text, rows int) lang.Text {
	if rows == 1 {
		return message
	}
	return lang.T("%s, och %s till", "%s, and %s", message, lang.Plural{N: rows - 1,
		One: lang.T("%s rad", "%s more row"), Other: lang.T("%s rader", "%s more rows")})
}

type planWeek struct {
	plan string
	week calendar.Slot
}
