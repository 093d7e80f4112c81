package parquet_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	pq "github.com/parquet-go/parquet-go"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/parquet"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// each gives rows one by one.
func each(rows ...export.Row) func() iter.Seq2[export.Row, error] {
	return func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

var (
	moment = time.Date(2026, 11, 5, 8, 30, 1, 123456000, time.UTC)
	monday = calendar.Date(2027, 1, 4)
)

// small is a star with every type, with and without values.
func small() *export.Star {
	return &export.Star{Schema: 3, Commit: "c0ffee", Tables: []*export.Table{
		{
			Name: "dim_plan", Key: []string{"plan"}, Doc: lang.T("Planerna åäö", "The plans"),
			Columns: []export.Column{
				{Name: "plan", Type: export.Text}, {Name: "anteckning", Type: export.Text, Null: true}, {Name: "antal", Type: export.Int, Null: true},
				{Name: "extern", Type: export.Bool, Null: true}, {Name: "dag", Type: export.Date, Null: true}, {Name: "beslutad", Type: export.Time, Null: true},
			},
			Rows: each(
				export.Row{"a", "åäö \"citat\"\nny rad, komma", int64(-1 << 62), true, calendar.Date(1900, 1, 1), moment},
				export.Row{"b", nil, nil, nil, nil, nil},
				export.Row{"c", strings.Repeat("lång text ", 5000), int64(1<<63 - 1), false, calendar.Date(2199, 12, 31), time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC)},
			),
		},
		{
			Name: "fact_vecka", Key: []string{"planar", "plan", "mandag"}, Year: "planar",
			Columns: []export.Column{{Name: "planar", Type: export.Int}, {Name: "plan", Type: export.Text}, {Name: "mandag", Type: export.Date}, {Name: "volym", Type: export.Int}},
			Rows: each(
				export.Row{int64(2026), "a", monday.Add(-7), int64(5)},
				export.Row{int64(2027), "a", monday, int64(7)}, export.Row{int64(2027), "b", monday, int64(0)},
			),
		},
		{
			Name: "fact_tom", Key: []string{"planar"}, Year: "planar",
			Columns: []export.Column{{Name: "planar", Type: export.Int}, {Name: "volym", Type: export.Int}}, Rows: each(),
		},
	}}
}

type answer struct {
	Names, Types []string
	Rows         [][]any
}

// ask puts questions to DuckDB.
func ask(t testing.TB, questions ...string) []answer {
	t.Helper()
	node, script := need.Tool(t, "node"), filepath.Join("testdata", "duckdb.mjs")
	in, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, script, need.Package(t, "@duckdb/node-api/package.json"))
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

func written(t testing.TB, star *export.Star) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ut mapp")
	if err := parquet.Write(dir, star); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDuckDBReadsEveryTypeAndValue(t *testing.T) {
	dir := written(t, small())
	got := ask(t, "SELECT * FROM read_parquet('"+dir+"/dim_plan/*.parquet')",
		"SELECT key, value FROM parquet_kv_metadata('"+dir+"/dim_plan/*.parquet') ORDER BY 1",
		"SELECT count(*) FROM read_parquet('"+dir+"/fact_tom/**/*.parquet', hive_partitioning = true)")
	want := answer{
		Names: []string{"plan", "anteckning", "antal", "extern", "dag", "beslutad"},
		Types: []string{"VARCHAR", "VARCHAR", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE"},
		Rows: [][]any{
			{"a", "åäö \"citat\"\nny rad, komma", "-4611686018427387904", true, "1900-01-01", "2026-11-05 08:30:01.123456+00"},
			{"b", nil, nil, nil, nil, nil},
			{"c", strings.Repeat("lång text ", 5000), "9223372036854775807", false, "2199-12-31", "1969-12-31 23:59:59+00"},
		},
	}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("as DuckDB reads it (-want +got):\n%s", diff)
	}
	if text := fmt.Sprint(got[1].Rows); !strings.Contains(text, "leveransplan.commit") || !strings.Contains(text, "c0ffee") || !strings.Contains(text, "Planerna") {
		t.Errorf("the file says of itself %s", text)
	}
	if n := got[2].Rows[0][0]; n != "0" {
		t.Errorf("a table without rows has %v", n)
	}
}

func TestYearsAreFoldersThatDuckDBSkips(t *testing.T) {
	dir := written(t, small())
	all := "read_parquet('" + dir + "/fact_vecka/**/*.parquet', hive_partitioning = true)"
	got := ask(t, "SELECT planar, plan, CAST(mandag AS VARCHAR), volym FROM "+all+" ORDER BY ALL",
		"EXPLAIN ANALYZE SELECT sum(volym) FROM "+all+" WHERE planar = 2027",
		"SELECT planar FROM read_parquet('"+dir+"/fact_vecka/planar=2027/fact_vecka.parquet', hive_partitioning = false) LIMIT 1")
	want := [][]any{{"2026", "a", "2026-12-28", "5"}, {"2027", "a", "2027-01-04", "7"}, {"2027", "b", "2027-01-04", "0"}}
	if diff := cmp.Diff(want, got[0].Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if plan := fmt.Sprint(got[1].Rows); !strings.Contains(plan, "1/2") {
		t.Errorf("one of two files has to be read:\n%s", plan)
	}
	if diff := cmp.Diff(answer{[]string{"planar"}, []string{"INTEGER"}, [][]any{{2027.0}}}, got[2]); diff != "" {
		t.Errorf("a file alone knows its year too (-want +got):\n%s", diff)
	}
}

// A row group is what a writer holds and a reader skips.
func TestLargeTablesHaveSeveralRowGroups(t *testing.T) {
	star, n := small(), 300_000
	star.Tables = star.Tables[1:2]
	star.Tables[0].Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for i := range n {
				if !yield(export.Row{int64(2027), "p", monday.Add(i % 364), int64(i)}, nil) {
					return
				}
			}
		}
	}
	name := filepath.Join(written(t, star), "fact_vecka", "planar=2027", "fact_vecka.parquet")
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	file, err := pq.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	if len(file.RowGroups()) != 3 || file.NumRows() != int64(n) {
		t.Errorf("%d row groups with %d rows", len(file.RowGroups()), file.NumRows())
	}
	if got := ask(t, "SELECT count(*), sum(volym) FROM '"+name+"'"); fmt.Sprint(got[0].Rows) != fmt.Sprintf("[[%d %d]]", n, n*(n-1)/2) {
		t.Errorf("DuckDB counts %v", got[0].Rows)
	}
}

// files gives a folder's files with their bytes.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheSameStarGivesTheSameBytes(t *testing.T) {
	one, two := files(t, written(t, small())), files(t, written(t, small()))
	if len(one) != 7 || !cmp.Equal(one, two) {
		t.Errorf("%d files, and two exports of one star differ", len(one))
	}
}

func TestAFolderIsReplacedWholeOrNotAtAll(t *testing.T) {
	dir := written(t, small())
	before := files(t, dir)
	broken := small()
	broken.Tables[1].Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			_ = yield(export.Row{int64(2026), "x", monday, int64(1)}, nil) && yield(nil, errors.New("no more"))
		}
	}
	if err := parquet.Write(dir, broken); err == nil || !strings.Contains(err.Error(), "no more") {
		t.Errorf("error %v", err)
	}
	if !cmp.Equal(before, files(t, dir)) {
		t.Error("an export that failed has changed the folder")
	}
	later := small()
	later.Commit, later.Tables = "beef", later.Tables[1:]
	if err := parquet.Write(dir, later); err != nil {
		t.Fatal(err)
	}
	if after := files(t, dir); len(after) != 6 || !strings.Contains(after["_export.json"], "beef") {
		t.Errorf("a later export leaves %d files", len(after))
	}
	if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) != 1 {
		t.Errorf("beside the folder lies %v", left)
	}
}

func TestWhatNoExportHasWrittenIsLeftAlone(t *testing.T) {
	dir := written(t, small())
	mine := filepath.Join(dir, "dim_plan", "mina anteckningar.txt")
	if err := os.WriteFile(mine, []byte("viktigt"), 0o600); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(t.TempDir(), "fil")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]string{"a file among those of an export": dir, "a file in place of the folder": plain, "a folder of something else": filepath.Dir(dir)} {
		before := files(t, filepath.Dir(at))
		var fault *parquet.Fault
		if err := parquet.Write(at, small()); !errors.As(err, &fault) || fault.Hint.IsZero() {
			t.Errorf("%s: error %v", name, err)
		}
		if !cmp.Equal(before, files(t, filepath.Dir(at))) {
			t.Errorf("%s: something has changed", name)
		}
	}
	if err := parquet.Write(t.TempDir(), small()); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestWhatIsNoStarIsRefused(t *testing.T) {
	for name, change := range map[string]func(*export.Table){
		"another type":               func(t *export.Table) { t.Rows = each(export.Row{int64(2027), "a", monday, "7"}) },
		"a value too few":            func(t *export.Table) { t.Rows = each(export.Row{int64(2027), "a", monday}) },
		"no value where one must be": func(t *export.Table) { t.Rows = each(export.Row{int64(2027), nil, monday, int64(7)}) },
		"no day":                     func(t *export.Table) { t.Rows = each(export.Row{int64(2027), "a", calendar.Day(0), int64(7)}) },
		"a NUL":                      func(t *export.Table) { t.Rows = each(export.Row{int64(2027), "a\x00", monday, int64(7)}) },
		"a year that comes back": func(t *export.Table) {
			t.Rows = each(export.Row{int64(2027), "a", monday, int64(7)}, export.Row{int64(2026), "a", monday, int64(7)}, export.Row{int64(2027), "b", monday, int64(7)})
		},
		"a year that is text": func(t *export.Table) { t.Year = "plan" },
		"a year that is not":  func(t *export.Table) { t.Year = "ar" },
		"two columns alike":   func(t *export.Table) { t.Columns = slices.Concat(t.Columns, t.Columns[:1]) },
	} {
		star := small()
		change(star.Tables[1])
		dir := filepath.Join(t.TempDir(), "ut")
		if err := parquet.Write(dir, star); err == nil {
			t.Errorf("%s is written", name)
		}
		if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) > 0 {
			t.Errorf("%s leaves %v", name, left)
		}
	}
}
