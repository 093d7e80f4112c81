package export_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Whatever stands in a column of codes has its name, in every region, and the names stand in
// every form of the dictionary.
func TestEveryCodeHasItsName(t *testing.T) {
	met := map[string]bool{}
	for name, q := range sources(t) {
		s := export.New(q)
		for _, table := range s.Tables {
			for at, c := range table.Columns {
				if len(c.Codes) == 0 {
					continue
				}
				for row, err := range table.Rows() {
					if err != nil {
						t.Fatal(err)
					}
					text, _ := row[at].(string)
					for _, word := range strings.Fields(text) {
						met[c.Name+" "+word] = true
						if !slices.ContainsFunc(c.Codes, func(k export.Code) bool { return k.Code == word }) {
							t.Errorf("%s: %s[%s] has %q, which has no name", name, table.Name, c.Name, word)
						}
					}
				}
			}
		}
	}
	if len(met) < 60 {
		t.Errorf("only %d codes were met", len(met))
	}
}

func TestDictionaryNamesTheCodes(t *testing.T) {
	for _, l := range lang.Languages {
		s, md, js := dictionary(t, l)
		var decoded struct {
			Tables []struct {
				Columns []struct{ Codes []struct{ Code, Name string } }
			}
		}
		if err := json.Unmarshal(js.Bytes(), &decoded); err != nil {
			t.Fatal(err)
		}
		c := tables(t, s)["datakatalog_koder"]
		told := map[[3]string]string{}
		for i := range c.rows {
			told[[3]string{c.text(i, "tabell"), c.text(i, "kolumn"), c.text(i, "kod")}] = c.text(i, "namn")
		}
		coded := 0
		for i, table := range s.Tables {
			for j, column := range table.Columns {
				for n, k := range column.Codes {
					coded++
					name := k.Name.In(l)
					explained(t, k.Code, k.Name)
					if told[[3]string{table.Name, column.Name, k.Code}] != name {
						t.Errorf("%s[%s] %s is not in the table", table.Name, column.Name, k.Code)
					}
					if !strings.Contains(md.String(), "| `"+k.Code+"` | "+name+" |") || !strings.Contains(md.String(), "`"+table.Name+"["+column.Name+"]`") {
						t.Errorf("%s[%s] %s is not in the Markdown", table.Name, column.Name, k.Code)
					}
					if got := decoded.Tables[i].Columns[j].Codes[n]; got.Code != k.Code || got.Name != name {
						t.Errorf("%s[%s] %s is %v in the JSON", table.Name, column.Name, k.Code, got)
					}
				}
			}
		}
		if coded != len(c.rows) || coded < 300 {
			t.Errorf("%d codes, %d rows", coded, len(c.rows))
		}
	}
}
