package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// New figures of an agreed plan become exactly these figures and one entry, whichever they
// are; what can't be an entry is refused in words.
func TestFiguresOfAnAgreedPlanBecomeOneEntry(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := check.Load(os.DirFS("../.."), schemas)
	if err != nil {
		t.Fatal(err)
	}
	set := loaded.Set
	g := &agreed{began: set, tip: set, causes: map[string]string{}}
	d := &draft{was: &check.Before{Result: &check.Result{Set: set, AsOf: set.Installningar.Granskningsdag.V}}}
	book := grid.New(set, grid.Question{Year: 2027, Side: grid.BySender})
	r := rand.New(rand.NewPCG(9, 27))
	moved, refused := 0, map[string]int{}
	for range 400 {
		c := moving(r, book)
		if len(c.Figures) == 0 {
			continue
		}
		text, err := g.change(importFlags{}, d, c)
		if err != nil {
			p := notWritten(c, err)
			if p.Message.IsZero() || p.Hint.IsZero() {
				t.Fatalf("%v: %+v", err, p)
			}
			refused[p.Message.EN]++
			continue
		}
		moved++
		if diff := cmp.Diff(wanted(c), planIn(t, schemas, c.Plan.File(), text)); diff != "" {
			t.Fatalf("%s: %s", c.Plan.ID.V, diff)
		}
	}
	if moved < 150 {
		t.Errorf("%d moved, refused %v", moved, refused)
	}
}

// moving takes volume from one week of a plan and gives it to another one or, now and then,
// to none.
func moving(r *rand.Rand, book *grid.Workbook) *grid.Change {
	s := &book.Sheets[r.IntN(len(book.Sheets))]
	row := &s.Rows[r.IntN(len(s.Rows))]
	c := &grid.Change{Plan: row.Plan, Sum: row.Plan.Periodisering.Sum()}
	from, to := r.IntN(len(row.Cells)), r.IntN(len(row.Cells))
	if from == to || row.Cells[from].Locked || row.Cells[to].Locked || row.Cells[from].Volume == 0 {
		return c
	}
	n := 1 + r.IntN(row.Cells[from].Volume)
	for _, i := range []int{min(from, to), max(from, to)} {
		by := n
		if i == from {
			by = -n
		} else if r.IntN(8) == 0 {
			continue
		}
		c.Figures = append(c.Figures, grid.Figure{Slot: s.Columns[i].Slot, Before: row.Cells[i].Volume, Written: row.Cells[i].Written, After: row.Cells[i].Volume + by})
		c.Sum += by
	}
	return c
}

// wanted is what a plan is to say: its figures above 0, its volume and its entries.
func wanted(c *grid.Change) []string {
	figures := map[calendar.Slot]int{}
	for _, item := range c.Plan.Periodisering.Items {
		figures[item.Slot.V] = item.Volume.V
	}
	for _, f := range c.Figures {
		figures[f.Slot] = f.After
	}
	entries := []string{}
	for i := range c.Plan.Andringar {
		entries = append(entries, entry(&c.Plan.Andringar[i]))
	}
	last := fmt.Sprintf("%d omperiodisering %s %d %d", len(entries)+1, c.Figures[0].Slot, c.Plan.Volym.V, c.Sum)
	return asSaid(figures, c.Sum, append(entries, last))
}

func entry(a *plan.Andring) string {
	return fmt.Sprintf("%d %s %s %d %d", a.Nr.V, a.Orsak.V, a.GallerFran.V, a.VolymFore.V, a.VolymEfter.V)
}

func planIn(t *testing.T, schemas *schema.Set, name string, text []byte) []string {
	t.Helper()
	y, bad := yamldoc.Parse(diag.NewSource(name, text))
	if y == nil {
		t.Fatal(bad)
	}
	_, wrong := schemas.Check(y)
	p := plan.Decode(plan.KindLeveransplan, y, len(wrong) > 0).(*plan.Leveransplan)
	figures := map[calendar.Slot]int{}
	for _, item := range p.Periodisering.Items {
		figures[item.Slot.V] = item.Volume.V
	}
	var entries []string
	for i := range p.Andringar {
		entries = append(entries, entry(&p.Andringar[i]))
	}
	return asSaid(figures, p.Volym.V, entries)
}

func asSaid(figures map[calendar.Slot]int, volume int, entries []string) []string {
	out := append([]string{fmt.Sprint(volume)}, entries...)
	for _, w := range (calendar.Interval{From: calendar.Date(2026, 12, 1), To: calendar.Date(2028, 4, 1)}).Weeks() {
		if n := figures[calendar.SlotOfWeek(w)]; n != 0 {
			out = append(out, fmt.Sprint(w, " ", n))
		}
	}
	for _, q := range (calendar.Interval{From: calendar.Date(2026, 12, 1), To: calendar.Date(2028, 4, 1)}).Quarters() {
		if n := figures[calendar.SlotOfQuarter(q)]; n != 0 {
			out = append(out, fmt.Sprint(q, " ", n))
		}
	}
	return out
}

// Excel saves CSV with a mark for UTF-8 and the line breaks of Windows: it reads like any
// other, and its places are those that an editor shows.
func TestOutcomeReadsAsExcelSavesIt(t *testing.T) {
	table, bad := outcomeText("a.csv", []byte("\ufeffleveransplan;vecka;utfort\r\nlp-a;2027-W05;3\r\n")).read()
	if len(bad) > 0 || len(table.Rows) != 1 || table.Rows[0].Utfort.V != 3 {
		t.Fatal(bad, table)
	}
	_, bad = outcomeText("a.csv", []byte("\ufeffleveransplan;vecka;utfort\r\nlp-a;2027-W05;x\r\n")).read()
	if len(bad) != 1 || bad[0].Range.Start != (diag.Pos{Line: 2, Column: 15}) {
		t.Error(bad)
	}
	_, bad = outcomeText("a.csv", []byte("leveransplan;vecka;utf\xf6rt\r\n")).read()
	if len(bad) != 1 || bad[0].Hint.IsZero() {
		t.Error(bad)
	}
}
