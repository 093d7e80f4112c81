package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Every table, column, relation and measure stands in the dictionary, in the form for people,
// in the form for programs and in the table.
func TestDictionaryTellsEverything(t *testing.T) {
	for _, l := range lang.Languages {
		s, md, js := dictionary(t, l)
		var decoded struct {
			Tables []struct {
				Name    string
				Columns []struct{ Name, Type, References, Description string }
			}
			Relations []struct{ From, To string }
			Measures  []struct{ Name, SQL, DAX string }
		}
		if err := json.Unmarshal(js.Bytes(), &decoded); err != nil {
			t.Fatal(err)
		}
		c := read(t, s.Tables[len(s.Tables)-2])
		told := map[string]string{}
		for i := range c.rows {
			told[c.text(i, "tabell")+"."+c.text(i, "kolumn")] = c.text(i, "beskrivning")
		}
		for i, table := range s.Tables {
			section, _, _ := strings.Cut(md.String()[strings.Index(md.String(), "### "+table.Name+"\n"):], "\n### ")
			if decoded.Tables[i].Name != table.Name || told[table.Name+"."] != table.Doc.In(l) {
				t.Errorf("%s is not told of", table.Name)
			}
			for j, column := range table.Columns {
				if !strings.Contains(section, "\n| `"+column.Name+"` |") || !strings.Contains(section, column.Doc.In(l)) {
					t.Errorf("%s.%s is not in the Markdown", table.Name, column.Name)
				}
				if got := decoded.Tables[i].Columns[j]; got.Name != column.Name || got.Type != column.Type.String() || got.References != column.Refers || got.Description != column.Doc.In(l) {
					t.Errorf("%s.%s is %v in the JSON", table.Name, column.Name, got)
				}
				if told[table.Name+"."+column.Name] != column.Doc.In(l) {
					t.Errorf("%s.%s is %q in the table", table.Name, column.Name, told[table.Name+"."+column.Name])
				}
			}
		}
		if len(decoded.Relations) != len(s.Relations()) || len(decoded.Measures) != len(s.Measures) {
			t.Errorf("%d relations, %d measures", len(decoded.Relations), len(decoded.Measures))
		}
		for _, m := range s.Measures {
			if !strings.Contains(md.String(), m.DAX) || !strings.Contains(md.String(), m.SQL) {
				t.Errorf("%s is not in the Markdown", m.Name)
			}
		}
	}
}

// dictionary writes the dictionary of the worked region for people and for programs.
func dictionary(t *testing.T, l lang.Language) (s *export.Star, md, js *bytes.Buffer) {
	t.Helper()
	q := sources(t)["the worked region"]
	q.Language = l
	s, md, js = export.New(q), new(bytes.Buffer), new(bytes.Buffer)
	if err := s.WriteDictionary(md, l); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteDictionaryJSON(js, l); err != nil {
		t.Fatal(err)
	}
	return s, md, js
}
