package sql_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/export"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

func sqliteFile(t testing.TB, star *export.Star) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "ut #1 å?.sqlite")
	if err := sink.SQLite(name, star); err != nil {
		t.Fatal(err)
	}
	return name
}

func openSQLite(t testing.TB, name string) *sql.DB {
	t.Helper()
	address := url.URL{Scheme: "file", OmitHost: true, Path: name, RawQuery: "mode=ro"}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// answers gives the rows of a question.
func answers(t testing.TB, db *sql.DB, question string) [][]any {
	t.Helper()
	rows, err := db.Query(question)
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	defer rows.Close()
	names, _ := rows.Columns()
	var out [][]any
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out = append(out, values)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return out
}

// inSQLite reads back what a file holds.
func inSQLite(t testing.TB, db *sql.DB, star *export.Star) content {
	t.Helper()
	out := content{}
	for _, table := range star.Tables {
		lines := []string{}
		for _, row := range answers(t, db, "SELECT "+columnList(table)+" FROM "+table.Name) {
			for i, c := range table.Columns {
				if s, ok := row[i].(string); ok && (c.Type == export.Date || c.Type == export.Time) {
					layout := map[export.Type]string{export.Date: time.DateOnly, export.Time: time.RFC3339}[c.Type]
					at, err := time.Parse(layout, s)
					if err != nil {
						t.Fatal(err)
					}
					row[i] = at
				}
			}
			lines = append(lines, line(table, row))
		}
		slices.Sort(lines)
		out[table.Name] = lines
	}
	return out
}

func TestSQLiteHoldsTheStar(t *testing.T) {
	for seed := range uint64(4) {
		star := invented(seed, 120)
		db := openSQLite(t, sqliteFile(t, star))
		if diff := cmp.Diff(contentOf(star), inSQLite(t, db, star)); diff != "" {
			t.Errorf("seed %d (-star +file):\n%s", seed, diff)
		}
		for question, want := range map[string]string{
			"PRAGMA integrity_check":   "[[ok]]",
			"PRAGMA foreign_key_check": "[]",
			"PRAGMA user_version":      "[[1]]",
			"SELECT count(*) FROM pragma_foreign_key_list('fact_vecka')":                                                      "[[2]]",
			"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' AND name NOT LIKE 'sqlite%'": "[[0]]",
			"SELECT name FROM sqlite_schema WHERE type IN ('index', 'view') AND sql IS NOT NULL ORDER BY 1":                   "[[ix_dim_plan_foljer] [ix_fact_vecka_mandag] [ix_fact_vecka_plan] [matt_plan_pa_ar] [matt_utfall]]",
		} {
			if got := fmt.Sprint(answers(t, db, question)); got != want {
				t.Errorf("%s: %s, want %s", question, got, want)
			}
		}
	}
}

func TestTheSameStarGivesTheSameSQLiteFile(t *testing.T) {
	var texts [2][]byte
	for i := range texts {
		text, err := os.ReadFile(sqliteFile(t, invented(3, 200)))
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = text
	}
	if len(texts[0]) < 1<<14 || !bytes.Equal(texts[0], texts[1]) {
		t.Errorf("files of %d and %d bytes differ", len(texts[0]), len(texts[1]))
	}
}

// The program of SQLite itself opens the file and finds it whole.
func TestSQLiteItselfReadsTheFile(t *testing.T) {
	program, name := need.Tool(t, "python3"), sqliteFile(t, invented(1, 50))
	script := "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); print(c.execute('pragma integrity_check').fetchone()[0], c.execute('select count(*) from dim_plan').fetchone()[0], len(c.execute('select * from matt_plan_pa_ar').fetchall()))"
	if out := run(t, program, "-c", script, name); out != "ok 50 2" {
		t.Errorf("it says %q", out)
	}
}

func TestASQLiteFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	name := sqliteFile(t, invented(1, 30))
	before, _ := os.ReadFile(name)
	broken := invented(2, 30)
	dim := tableOf(broken, "dim_plan")
	dim.Rows = then(rowsOf(dim)[:9], func() error { return errors.New("no more") })
	dangling := invented(2, 30)
	dim = tableOf(dangling, "dim_plan")
	dim.Rows = each(rowsOf(dim)[:9])
	twice := invented(2, 30)
	dim = tableOf(twice, "dim_plan")
	dim.Rows = each(slices.Concat(rowsOf(dim), rowsOf(dim)[29:]))
	for what, star := range map[string]*export.Star{"no more": broken, "names a row of": dangling, "UNIQUE": twice} {
		if err := sink.SQLite(name, star); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: error %v", what, err)
		}
	}
	if after, _ := os.ReadFile(name); !bytes.Equal(before, after) {
		t.Error("an export that failed has changed the file")
	}
	if err := sink.SQLite(name, invented(2, 30)); err != nil {
		t.Error(err)
	}
	if after, _ := os.ReadFile(name); bytes.Equal(before, after) {
		t.Error("a later export has not replaced the file")
	}
	if left, _ := os.ReadDir(filepath.Dir(name)); len(left) != 1 {
		t.Errorf("beside the file lies %v", left)
	}
}

func TestWhatNoExportHasWrittenIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "min.sqlite")
	if err := os.WriteFile(mine, []byte("SQLite format 3\x00 och annat"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"another database": mine, "a folder": dir, "a folder that is not there": filepath.Join(dir, "saknas", "ut.sqlite")} {
		var fault *sink.Fault
		if err := sink.SQLite(path, invented(1, 5)); !errors.As(err, &fault) || fault.Hint.IsZero() {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if text, _ := os.ReadFile(mine); len(text) != 26 {
		t.Errorf("the file has %d bytes", len(text))
	}
}
