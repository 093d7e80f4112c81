package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The groups below name documents that some rule judges together. They stand beside those
// that a change is understood by; a document stands in all that it may have a part in, and
// one too many costs time only.

// naming are the documents that refer to another by its id.
func naming(id string) string { return "names " + id }

// ofKind are all documents of a kind of which there are few.
func ofKind(kind plan.Kind) string { return "kind " + string(kind) }

// following are the missiv and offers under a version of the routine.
func following(rutin string) string { return "follows " + rutin }

// under are the plans under an agreement.
func under(agreement string) string { return "under " + agreement }

// sending are the plans with which somebody sends patients of a field, asking the missiv
// with lines for it.
func sending(p pair) string { return "sends " + p.field + " " + p.sender }
func asking(p pair) string  { return "asks " + p.field + " " + p.sender }

// offering are the offers in a field.
func offering(field string) string { return "offers " + field }

// between are the plans in a field from one party to another, either way.
func between(p *plan.Leveransplan) string {
	return "between " + p.Vardomrade.V + " " + min(p.Skickande.V, p.Mottagare.V) + " " + max(p.Skickande.V, p.Mottagare.V)
}

// leftOf are the documents with rests of a line.
func leftOf(missiv, rad string) string { return "rest " + missiv + " " + rad }

// dated are the documents of a month: of their own day or their last change's, whichever is
// later. Undated are those that have no day yet, such as a plan that nobody has agreed to.
func dated(day calendar.Day) string {
	if day.IsZero() {
		return undated
	}
	year, month, _ := day.Parts()
	return undated + " " + strconv.Itoa(12*year+int(month))
}

const undated = "dated"

// pair is a field and who sends patients of it: the lines and plans of a pair may be each
// other's.
type pair struct{ field, sender string }

func pairOf(p *plan.Leveransplan) pair  { return pair{p.Vardomrade.V, p.Skickande.V} }
func pairOfLine(r *plan.Missivrad) pair { return pair{r.Vardomrade.V, r.Forvaltning.V} }

// cutName and cutCalled give the id of a group of those that name it, and of those that have
// it.
func cutCalled(key string) (id string, ok bool) { return strings.CutPrefix(key, called("")) }
func cutName(key string) (id string, ok bool)   { return strings.CutPrefix(key, naming("")) }

// word is what an id looks like in running text, in which a plan's basis may name plans.
var word = regexp.MustCompile(`[a-z0-9][a-z0-9-]+`)

// groups lists what a document takes part in when it is judged.
func groups(d plan.Any) []string {
	var out []string
	if kind := d.Base().Kind; plan.FixedPaths[kind] == "" {
		for r := range plan.References(d) {
			switch r.Target {
			case plan.ToMemo, plan.ToOffer, plan.ToPlan, plan.ToAnalysis:
				out = append(out, naming(r.ID.V))
			}
		}
	}
	switch d := d.(type) {
	case *plan.Leveransplan:
		out = append(out, sending(pairOf(d)), between(d))
		if d.Avtal.Set {
			out = append(out, under(d.Avtal.V))
		}
		last, decided := d.Day()
		if !decided {
			out = append(out, undated)
		}
		for _, e := range d.Entries() {
			last = max(last, e.Datum.V)
			if e.Principer != nil {
				for _, id := range word.FindAllString(e.Principer.AvlastatAnnanForvaltning.Underlag.V, -1) {
					out = append(out, naming(id))
				}
			}
		}
		out = append(out, dated(last))
	case *plan.Missiv:
		out = append(out, ofKind(d.Kind), following(d.Rutin.V))
		last := d.Datum.V
		for i := range d.Rader {
			out = append(out, asking(pairOfLine(&d.Rader[i])))
		}
		for _, a := range d.Andringar {
			last = max(last, a.Datum.V)
		}
		out = append(out, dated(last))
	case *plan.Erbjudande:
		out = append(out, offering(d.Vardomrade.V), following(d.Rutin.V), dated(d.Lyft.Datum.V))
	case *plan.Behovsanalys:
		out = append(out, ofKind(d.Kind))
	case *plan.Restvolymer:
		for _, r := range d.Rester {
			out = append(out, leftOf(r.Missiv.V, r.Rad.V))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sum is what a document adds to a figure of the tree.
type sum struct {
	of string
	n  int
}

// planned is the volume of the plans of a missiv, or of those without one that begin in a
// calendar year; done is the outcome of a plan.
func planned(p *plan.Leveransplan) string {
	if p.Ursprung.Missiv.Set {
		return "planned " + p.Ursprung.Missiv.V
	}
	return "planned in " + strconv.Itoa(p.Period.V.From.Year())
}
func done(id string) string { return "done " + id }

// anyPlanned is the volume of all plans.
const anyPlanned = "planned"

// sums lists what a document adds to the figures of the tree.
func sums(d plan.Any) []sum {
	switch d := d.(type) {
	case *plan.Leveransplan:
		return []sum{{planned(d), d.Volym.V}, {anyPlanned, d.Volym.V}}
	case *plan.Utfall:
		var out []sum
		at := map[string]int{}
		for _, row := range d.Rows {
			if !row.Leveransplan.Set {
				continue
			}
			i, seen := at[row.Leveransplan.V]
			if !seen {
				i = len(out)
				at[row.Leveransplan.V], out = i, append(out, sum{of: done(row.Leveransplan.V)})
			}
			out[i].n += row.Utfort.V
		}
		return out
	}
	return nil
}

func (s sum) encode() string { return strconv.Itoa(s.n) + " " + s.of }

func decodeSum(text string) (sum, bool) {
	n, of, ok := strings.Cut(text, " ")
	v, err := strconv.Atoi(n)
	return sum{of, v}, ok && err == nil
}
