package sql_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/parquet"
	"github.com/leveransplan/leveransplan/internal/testing/need"
	"github.com/leveransplan/leveransplan/internal/testing/postgres"
)

// held is what a sink holds: its content, and what it answers to each measure.
type held struct {
	content  content
	measures map[string][]string
}

// inDuckDB asks DuckDB about tables, each read from what a function says of it.
func inDuckDB(t testing.TB, star *export.Star, from func(*export.Table) string) held {
	t.Helper()
	questions := []string{}
	for _, table := range star.Tables {
		questions = append(questions, "CREATE VIEW "+table.Name+" AS SELECT * FROM "+from(table))
	}
	for _, table := range star.Tables {
		cells := []string{}
		for _, c := range table.Columns {
			form := map[export.Type]string{export.Time: `strftime("%s" AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')`, export.Text: `"%s"`}[c.Type]
			if form == "" {
				form = `CAST("%s" AS VARCHAR)`
			}
			cells = append(cells, fmt.Sprintf(form, c.Name))
		}
		questions = append(questions, "SELECT "+strings.Join(cells, ", ")+" FROM "+table.Name)
	}
	for _, m := range star.Measures {
		questions = append(questions, m.SQL)
	}
	answers := askDuckDB(t, questions)[len(star.Tables):]
	out := held{content{}, map[string][]string{}}
	for i, table := range star.Tables {
		lines := []string{}
		for _, row := range answers[i] {
			cells := make([]string, len(row))
			for at, v := range row {
				s, is := v.(string)
				switch {
				case !is:
					cells[at] = nothing
				case table.Columns[at].Type == export.Text:
					cells[at] = fmt.Sprintf("%q", s)
				default:
					cells[at] = s
				}
			}
			lines = append(lines, strings.Join(cells, " | "))
		}
		slices.Sort(lines)
		out.content[table.Name] = lines
	}
	for i, m := range star.Measures {
		out.measures[m.Name] = figures(answers[len(star.Tables)+i])
	}
	return out
}

func askDuckDB(t testing.TB, questions []string) [][][]any {
	t.Helper()
	in, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(need.Tool(t, "node"), filepath.Join("..", "parquet", "testdata", "duckdb.mjs"), need.Package(t, "@duckdb/node-api/package.json"))
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var answers []struct{ Rows [][]any }
	if err := json.Unmarshal(text, &answers); err != nil {
		t.Fatal(err)
	}
	var out [][][]any
	for _, a := range answers {
		out = append(out, a.Rows)
	}
	return out
}

// figures writes what a measure gives in the one way in which all are compared.
func figures(rows [][]any) []string {
	lines := []string{}
	for _, row := range rows {
		cells := []string{}
		for _, v := range row {
			switch v := v.(type) {
			case nil:
				cells = append(cells, nothing)
			case time.Time:
				cells = append(cells, v.Format(time.DateOnly))
			default:
				cells = append(cells, fmt.Sprint(v))
			}
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	slices.Sort(lines)
	return lines
}

// everywhere writes a star to every sink and reads all of it back.
func everywhere(t *testing.T, s *postgres.Server, star *export.Star) map[string]held {
	t.Helper()
	dir, out := t.TempDir(), map[string]held{}
	lake, raw := filepath.Join(dir, "lake"), filepath.Join(dir, "csv")
	if err := parquet.Write(lake, star); err != nil {
		t.Fatal(err)
	}
	out["DuckDB over Parquet"] = inDuckDB(t, star, func(table *export.Table) string {
		return fmt.Sprintf("read_parquet('%s/%s/**/*.parquet', hive_partitioning = true)", lake, table.Name)
	})

	if err := os.Mkdir(raw, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, table := range star.Tables {
		var text bytes.Buffer
		if err := export.WriteCSV(&text, table); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(raw, table.Name+".csv"), text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out["DuckDB over CSV"] = inDuckDB(t, star, func(table *export.Table) string {
		types := map[export.Type]string{export.Text: "VARCHAR", export.Int: "BIGINT", export.Bool: "BOOLEAN", export.Date: "DATE", export.Time: "TIMESTAMPTZ"}
		columns := []string{}
		for _, c := range table.Columns {
			columns = append(columns, fmt.Sprintf("'%s': '%s'", c.Name, types[c.Type]))
		}
		return fmt.Sprintf(`read_csv('%s/%s.csv', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, allow_quoted_nulls = false, parallel = false, new_line = '\r\n', columns = {%s})`,
			raw, table.Name, strings.Join(columns, ", "))
	})

	db := openSQLite(t, sqliteFile(t, star))
	out["SQLite"] = held{inSQLite(t, db, star), map[string][]string{}}
	name := s.Database()
	load(t, s.URL(name), star)
	conn := s.Connect(t, name)
	if _, err := conn.Exec(t.Context(), "SET search_path = leveransplan"); err != nil {
		t.Fatal(err)
	}
	out["PostgreSQL"] = held{inPostgres(t, conn, "leveransplan", star), map[string][]string{}}
	for _, m := range star.Measures {
		out["SQLite"].measures[m.Name] = figures(answers(t, db, m.SQL))
		out["PostgreSQL"].measures[m.Name] = figures(asked(t, conn, m.SQL))
	}
	// The views are the measures.
	for _, row := range asked(t, conn, "SELECT objekt, kalla FROM migrering_form WHERE kalla <> ''") {
		here, there := figures(asked(t, conn, "SELECT * FROM "+row[0].(string))), figures(answers(t, db, "SELECT * FROM "+row[0].(string)))
		if want := figures(asked(t, conn, row[1].(string))); !slices.Equal(here, want) || !slices.Equal(there, want) {
			t.Errorf("view %s: %v in PostgreSQL, %v in SQLite, want %v", row[0], here, there, want)
		}
	}
	return out
}

// alike holds all sinks against the star and against each other, and gives what the measures
// are.
func alike(t *testing.T, s *postgres.Server, star *export.Star) map[string][]string {
	t.Helper()
	want, sinks := contentOf(star), everywhere(t, s, star)
	for name, h := range sinks {
		for _, table := range star.Tables {
			if diff := cmp.Diff(want[table.Name], h.content[table.Name]); diff != "" {
				t.Errorf("%s, %s (-star +sink):\n%.3000s", name, table.Name, diff)
			}
		}
		if diff := cmp.Diff(sinks["PostgreSQL"].measures, h.measures); diff != "" {
			t.Errorf("measures (-PostgreSQL +%s):\n%.3000s", name, diff)
		}
	}
	return sinks["PostgreSQL"].measures
}

func TestEverySinkHoldsTheSame(t *testing.T) {
	s := started(t)
	for seed := range uint64(3) {
		star := invented(seed, 100)
		plans := tableOf(star, "dim_plan")
		rows := rowsOf(plans)
		for _, row := range rows { // decisions have their second, and CSV no more than that
			if at, ok := row[4].(time.Time); ok {
				row[4] = at.Truncate(time.Second)
			}
		}
		plans.Rows = each(rows)
		sums := map[int64]int64{}
		for _, row := range rowsOf(star.Tables[0]) {
			sums[row[0].(int64)] += row[3].(int64)
		}
		want := []string{fmt.Sprintf("2026 | %d", sums[2026]), fmt.Sprintf("2027 | %d", sums[2027])}
		if got := alike(t, s, star)["Plan på år"]; !slices.Equal(got, want) {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
	}
}
