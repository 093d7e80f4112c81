package sql_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// mangled is a star in another form, by chance: columns less and more, of other types, with
// other requirements and other keys, without some references, tables and measures.
func mangled(r *rand.Rand, star *export.Star) *export.Star {
	star.Measures = star.Measures[:r.IntN(2)]
	for _, t := range star.Tables {
		mangle(r, t)
	}
	if r.IntN(2) == 0 { // a table that nothing names
		star.Tables = slices.DeleteFunc(star.Tables, func(t *export.Table) bool { return t.Name == "fact_utfall" })
		star.Measures = nil
	}
	return star
}

func mangle(r *rand.Rand, t *export.Table) {
	rows := rowsOf(t)
	t.Columns = slices.Clone(t.Columns)
	named := t.Name == "dim_plan" || t.Name == "dim_datum"
	for i := len(t.Columns) - 1; i >= 0; i-- {
		c := &t.Columns[i]
		key := slices.Contains(t.Key, c.Name)
		switch r.IntN(6) {
		case 0: // a column less
			if !key && c.Name != "volym" && c.Name != "raknas" && c.Name != "utfort" {
				t.Columns = slices.Delete(t.Columns, i, i+1)
				for n := range rows {
					rows[n] = slices.Delete(slices.Clone(rows[n]), i, i+1)
				}
			}
		case 1: // another type
			if !key && c.Refers == "" && c.Type == export.Int && c.Name == "tal" || c.Name == "nr" && !key {
				c.Type = export.Text
				for n := range rows {
					rows[n] = slices.Clone(rows[n])
					rows[n][i] = fmt.Sprint(rows[n][i])
				}
			}
		case 2: // other requirements
			c.Null = c.Null || !key
		case 3:
			c.Refers = ""
		case 4:
			c.Doc = lang.T("Något annat", "Something else")
		case 5: // another key
			if !key && !named && !c.Null {
				t.Key = append(slices.Clone(t.Key), c.Name)
			}
		}
	}
	if r.IntN(2) == 0 { // a column more
		t.Columns = append(t.Columns, export.Column{Name: "extra", Type: export.Bool, Doc: lang.T("Mer", "More")})
		for n := range rows {
			rows[n] = append(slices.Clone(rows[n]), n%2 == 0)
		}
	}
	t.Rows = each(rows)
}

// Whatever form the tables had, a load gives them the one that the star has, and a database
// cannot be told from one that was made today.
func TestAnyFormBecomesAnyOther(t *testing.T) {
	s := started(t)
	done := 0
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 3))
			name := s.Database()
			for version := range 3 {
				db := s.Connect(t, name) // an old connection would remember the form
				star := mangled(r, invented(seed+uint64(version), 25))
				star.Schema = 1 + version
				steps := load(t, s.URL(name), star).Steps
				done += len(steps)
				same(t, db, star)
				asFresh(t, s, db, star)
				if t.Failed() {
					t.Fatalf("version %d:\n%s", version, strings.Join(steps, "\n"))
				}
			}
		})
	}
	if done < 120 {
		t.Errorf("%d steps in all: the forms hardly differ", done)
	}
}
