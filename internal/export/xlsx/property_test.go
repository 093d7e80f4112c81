package xlsx_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Every plan year of the sample goes out and comes back without a change, by sender and by
// receiver, in both languages.
func TestARoundTripChangesNothing(t *testing.T) {
	set := sample(t)
	for _, year := range set.PlanYears() {
		for i, side := range []grid.Side{grid.BySender, grid.ByReceiver} {
			text := export(t, set, grid.Question{Year: year, Side: side}, lang.Languages[(year+i)%2])
			got := read(t, text, set)
			if diff := cmp.Diff([]string(nil), slices.Concat(told(got.Problems), told(got.Remarks), figures(got.Changes))); diff != "" {
				t.Errorf("%d: %s", year, diff)
			}
			// The plans go on: a workbook of today is read when its files have other bytes.
			book := grid.New(set, grid.Question{Year: year, Side: side})
			if len(book.Left) > 0 || len(book.Sheets) == 0 {
				t.Errorf("%d: %v", year, book.Left)
			}
		}
	}
}

// The same plans give the same bytes.
func TestTheSamePlansGiveTheSameBytes(t *testing.T) {
	set, q := sample(t), grid.Question{Year: 2027, Side: grid.BySender}
	if first, again := export(t, set, q, lang.SV), export(t, sample(t), q, lang.SV); !bytes.Equal(first, again) {
		t.Error("two exports differ")
	}
}

// wish is what a test writes into a cell.
type wish struct {
	plan  *plan.Leveransplan
	slot  calendar.Slot
	value int
}

// Random figures in random open cells come back as the plan's text with exactly these
// figures, and its volume where the sum is another: every other byte stands.
func TestFiguresComeBackAndNothingElse(t *testing.T) {
	set, r := sample(t), rand.New(rand.NewPCG(6, 28))
	edits := 0
	for round := range 14 {
		years := set.PlanYears()
		q := grid.Question{Year: years[r.IntN(len(years))], Side: grid.Side(1 + r.IntN(2))}
		text := export(t, set, q, lang.Languages[r.IntN(2)])
		book := grid.New(set, q)
		wishes := map[string][]wish{}
		out := changed(t, text, func(f *excelize.File) error {
			at := places(t, f)
			for range 1 + r.IntN(30) {
				if err := fill(r, f, at, &book.Sheets[r.IntN(len(book.Sheets))], wishes); err != nil {
					return err
				}
			}
			return nil
		})
		got := read(t, out, set)
		if len(got.Problems) > 0 {
			t.Fatalf("round %d: %v", round, told(got.Problems))
		}
		want := map[string]string{}
		for id, list := range wishes {
			if text := filled(t, set.Plan(id), list); text != string(set.Plan(id).Source.Text) {
				want[id] = text
			}
		}
		came := map[string]string{}
		for i := range got.Changes {
			text, err := got.Changes[i].Propose()
			if err != nil {
				t.Fatal(err)
			}
			came[got.Changes[i].Plan.ID.V] = string(text)
			edits += len(got.Changes[i].Figures)
		}
		if diff := cmp.Diff(want, came); diff != "" {
			t.Fatalf("round %d: %s", round, diff)
		}
	}
	if edits < 100 {
		t.Errorf("only %d figures were changed", edits)
	}
	t.Log(edits, "figures")
}

// fill writes a figure into a random open cell of a sheet.
func fill(r *rand.Rand, f *excelize.File, at func(sheet, id, head string) string, s *grid.Sheet, wishes map[string][]wish) error {
	i, j := r.IntN(len(s.Rows)), r.IntN(len(s.Columns))
	row := &s.Rows[i]
	if row.Cells[j].Locked {
		return nil
	}
	n := r.IntN(6)
	id := row.Plan.ID.V
	wishes[id] = append(wishes[id], wish{row.Plan, s.Columns[j].Slot, n})
	var v any = n
	if r.IntN(9) == 0 {
		v = strconv.Itoa(n)
	}
	return f.SetCellValue(s.Name, at(s.Name, id, s.Columns[j].Slot.String()), v)
}

// places finds cells as somebody would: the row by the plan, the column by its header.
func places(t *testing.T, f *excelize.File) func(sheet, id, head string) string {
	rows, columns := map[string]int{}, map[string]int{}
	for _, sheet := range f.GetSheetList() {
		cells, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range cells {
			for j, cell := range row {
				if j == 0 {
					rows[sheet+cell] = i + 1
				} else {
					columns[sheet+cell] = j + 1
				}
			}
		}
	}
	return func(sheet, id, head string) string { return grid.Address(rows[sheet+id], columns[sheet+head]) }
}

// filled writes figures into a plan's text by its lines, in another way than the tool does:
// the samples have one line for each week or quarter.
func filled(t *testing.T, p *plan.Leveransplan, list []wish) string {
	t.Helper()
	figures := map[string]int{}
	for _, item := range p.Periodisering.Items {
		figures[item.Slot.V.String()] = item.Volume.V
	}
	for _, w := range list {
		figures[w.slot.String()] = w.value
	}
	lines, sum := []string{}, 0
	for slot, n := range figures {
		lines, sum = append(lines, "  "+slot+": "+strconv.Itoa(n)+"\n"), sum+n
	}
	slices.Sort(lines) // weeks of one year, or of two, stand in the order of their names
	text := string(p.Source.Text)
	all := regexp.MustCompile(`(?m)^periodisering:.*\n(?:  .*\n)+`).FindString(text)
	if all == "" {
		t.Fatal(p.File())
	}
	text = strings.Replace(text, all, "periodisering:\n"+strings.Join(lines, ""), 1)
	return regexp.MustCompile(`(?m)^volym: \d+`).ReplaceAllString(text, "volym: "+strconv.Itoa(sum))
}

// What comes back in cells is never more than what can be a plan: whatever is written into
// whatever cells, reading ends, and what it takes in lies in open weeks.
func TestSpoiledCellsNeverBringMoreThanFigures(t *testing.T) {
	set, r := spoiled(t), rand.New(rand.NewPCG(1, 6))
	text := export(t, set, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	values := []any{0, 7, -1, 2.5, 1e12, "7", "x", "=1+1", "", nil, true, "2027-W06", "lp-2027-skas-siv-hoftprotes", "Leveransplan", "plan", "heads"}
	refused := 0
	for range 150 {
		out := changed(t, text, func(f *excelize.File) error {
			sheets := f.GetSheetList()
			for range 1 + r.IntN(4) {
				s := sheets[r.IntN(len(sheets))]
				if err := f.SetCellValue(s, grid.Address(1+r.IntN(14), 1+r.IntN(64)), values[r.IntN(len(values))]); err != nil {
					return err
				}
			}
			return nil
		})
		got := read(t, out, set)
		if len(got.Problems) > 0 {
			refused++
			continue
		}
		for _, c := range got.Changes {
			for _, f := range c.Figures {
				if !grid.Fits(set, c.Plan, f.Slot) || f.After < 0 {
					t.Errorf("%s %s %d", c.Plan.ID.V, f.Slot, f.After)
				}
			}
		}
	}
	if refused == 0 || refused == 150 {
		t.Errorf("%d of 150 refused", refused)
	}
}
