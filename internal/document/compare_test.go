package document_test

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Whatever figure a later view says otherwise shows as changed where it stands, what else differs
// is named, and a view beside itself, or beside nothing, has not changed.
func TestComparisonsShowEveryDifference(t *testing.T) {
	n := 0
	for i, v := range views(t) {
		for _, same := range []*document.View{v, nil} {
			if c := document.Compare(v, same); changes(c) > 0 || len(c.Other) > 0 {
				t.Fatalf("%s differs from itself: %v", v.ID, c)
			}
		}
		if i%7 > 0 {
			continue
		}
		// One thing of each sort is enough: the second line is as the first.
		var places []int
		count, met := 0, map[string]bool{}
		leaves(reflect.ValueOf(clone(t, v)), "", func(path string, _ reflect.Value) {
			if sort := index.ReplaceAllString(path, ""); !met[sort] {
				met[sort], places = true, append(places, count)
			}
			count++
		})
		for _, at := range places {
			c, path := changedAt(t, v, at)
			if unwritten(v, path) || derived.MatchString(path) && !strings.Contains(path, ".Plans[") {
				continue
			}
			got := document.Compare(v, c)
			if changes(got) == 0 && len(got.Other) == 0 {
				t.Fatalf("%s: a change of %s does not show", v.ID, path)
			}
			n++
		}
	}
	if n < 400 {
		t.Errorf("%d changes", n)
	}
}

var index = regexp.MustCompile(`\d+`)

func changes(c document.Comparison) (n int) {
	for _, f := range c.Facts {
		if f.Changed() {
			n++
		}
	}
	for _, table := range c.Tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				if cell.Changed() {
					n++
				}
			}
		}
	}
	return n
}

// The tables have what the page has: the lines with what is in plans and what is not, by quarter
// with their sums, and the plans.
func TestTablesAddUp(t *testing.T) {
	rows := 0
	for _, v := range views(t) {
		for _, table := range document.Compare(v, nil).Tables {
			last := len(table.Columns) - 1
			ofLines := v.Memo != nil && table.Caption.In(lang.SV) == "Rader"
			for _, row := range table.Rows {
				if len(row) != len(table.Columns) {
					t.Fatalf("%s: %d cells in %d columns", v.ID, len(row), len(table.Columns))
				}
				sum, total := 0, -1
				for i, c := range table.Columns {
					head := c.Head.In(lang.SV)
					figure, _ := strconv.Atoi(strings.NewReplacer("–", "0", "−", "-").Replace(row[i].Then.In(lang.SV)))
					switch {
					case ofLines && (head == "Volym" || head == "Aktuell"):
						total = figure
					case ofLines && (head == "I planer" || head == "Oplacerad rest" || head == "Öppet"):
						sum += figure
					case !ofLines && head == "I planer" || head == "Summa" && i == last:
						total = figure
					case strings.Contains(head, "-Q") || c.Figure && total < 0 && v.Plan != nil:
						sum += figure
					}
				}
				if total >= 0 {
					if rows++; sum != total {
						t.Errorf("%s, %s: %d, the sum is %d", v.ID, table.Caption.In(lang.SV), sum, total)
					}
				}
			}
		}
	}
	if rows < 300 {
		t.Errorf("%d rows", rows)
	}
}

// Lines and plans that only one of the views has stand in their place, with a dash for the other.
func TestALineThatIsNew(t *testing.T) {
	all := views(t)
	v := all[slices.IndexFunc(all, func(v *document.View) bool { return v.ID == "missiv-2027-ortopedi" })]
	less := clone(t, v)
	less.Memo.Lines = slices.Delete(less.Memo.Lines, 2, 3)
	for name, c := range map[string]document.Comparison{"added": document.Compare(less, v), "taken away": document.Compare(v, less)} {
		lines := c.Tables[0]
		gone := lines.Rows[2]
		if len(lines.Rows) != len(v.Memo.Lines)+len(v.Memo.Totals) || gone[0].Then.In(lang.SV) != v.Memo.Lines[2].ID || gone[0].Changed() {
			t.Fatalf("%s: %v", name, lines.Rows)
		}
		then, now := gone[2].Then.In(lang.SV), gone[2].Now.In(lang.SV)
		if name == "taken away" {
			then, now = now, then
		}
		if then != "–" || now != "110" {
			t.Errorf("%s: %s, %s", name, then, now)
		}
		for i, row := range lines.Rows {
			if i != 2 && slices.ContainsFunc(row, document.Cell.Changed) {
				t.Errorf("%s: %v", name, row)
			}
		}
	}
}
