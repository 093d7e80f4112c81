package propose

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// names gives ids and paths that nobody has.
type names struct {
	ids, paths map[string]bool
	rests      map[calendar.Interval]map[string]bool // by plan year: each has a document of its own
	set        *plan.Set
}

func newNames(o Options) *names {
	n := &names{ids: map[string]bool{}, paths: map[string]bool{}, rests: map[calendar.Interval]map[string]bool{}, set: o.Set}
	for _, d := range o.Set.Documents {
		n.ids[d.Base().ID.V], n.paths[d.Base().File()] = true, true
	}
	return n
}

// maxID is the longest id that a document may have.
const maxID = 63

// plan names a plan: its year, sender and receiver, and what the line is about, which is how
// the line is called but for the sender.
func (n *names) plan(p allocate.Plan) string {
	about := strings.TrimPrefix(p.Line.Rad.ID.V, p.Line.Rad.Forvaltning.V+"-")
	id := strings.Join([]string{"lp", planYear(p.Line.Missiv.Period.V), p.Sender.ID.V, p.Receiver.ID.V, about}, "-")
	return free(n.ids, "", id, "", maxID)
}

// path is where a plan is to stand, by the custom of the tree.
func (n *names) path(p allocate.Plan, id string) string {
	folder := path.Join("plans", planYear(p.Line.Missiv.Period.V), "leveransplaner", p.Sender.ID.V) + "/"
	return free(n.paths, folder, id, ".yaml", 200)
}

// rest names a rest of a plan year.
func (n *names) rest(year calendar.Interval) string {
	if n.rests[year] == nil {
		n.rests[year] = map[string]bool{}
		if doc := RestDocument(n.set, year); doc != nil {
			for _, r := range doc.Rester {
				n.rests[year][r.ID.V] = true
			}
		}
	}
	for i := 1; ; i++ {
		if id := "rest-" + strconv.Itoa(i); !n.rests[year][id] {
			n.rests[year][id] = true
			return id
		}
	}
}

// free finds a name that is not taken, with a number behind it if need be, and takes it.
func free(taken map[string]bool, before, name, after string, most int) string {
	end := ""
	for i := 2; ; i++ {
		full := before + strings.TrimRight(name[:min(len(name), most-len(end))], "-") + end + after
		if !taken[full] {
			taken[full] = true
			return full
		}
		end = "-" + strconv.Itoa(i)
	}
}

// planYear is what a plan year is called: the year that it begins in.
func planYear(period calendar.Interval) string { return strconv.Itoa(period.From.Year()) }

// RestDocument finds the rests of a plan year; nil where there is no such document.
func RestDocument(set *plan.Set, period calendar.Interval) *plan.Restvolymer {
	i := slices.IndexFunc(set.Documents, func(d plan.Any) bool {
		r, ok := d.(*plan.Restvolymer)
		return ok && !r.Broken && r.Period.V == period
	})
	if i < 0 {
		return nil
	}
	return set.Documents[i].(*plan.Restvolymer)
}
