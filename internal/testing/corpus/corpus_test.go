package corpus_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

var (
	writeDir  = flag.String("corpus.dir", "", "TestWrite writes its tree into this folder and leaves it there")
	writeSize = flag.Int("corpus.n", 40, "the number of plans that TestWrite writes")
	writeSeed = flag.Uint64("corpus.seed", 1, "the seed of the tree that TestWrite writes")
)

var schemas = sync.OnceValues(schema.Load)

func judge(t testing.TB, tree fs.FS) *check.Result {
	t.Helper()
	schemas, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	result, err := check.Tree(tree, check.Options{Schemas: schemas, AsOf: corpus.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// faults lists what is more than information, and pages that editors don't know.
func faults(list diag.List) diag.List {
	const noModeline = "S408"
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Severity == diag.Info && d.Rule != noModeline })
}

// show writes some of the findings for a failing test, and how many there are of each rule.
func show(list diag.List) string {
	var b strings.Builder
	count := map[string]int{}
	for _, d := range list {
		if count[d.Rule]++; count[d.Rule] <= 3 {
			fmt.Fprintf(&b, "\t%s:%d:%d: %s %s [%s]\n", d.File, d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message.In(lang.SV), d.Rule)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "\t%s: %d\n", rule, count[rule])
	}
	return b.String()
}

func TestEveryTreeIsValid(t *testing.T) {
	for n, seeds := range map[int]uint64{1: 3, 2: 3, 7: 3, 30: 6, 300: 4, 3000: 1} {
		for seed := range seeds {
			t.Run(fmt.Sprintf("%d plans, seed %d", n, seed), func(t *testing.T) {
				result := judge(t, corpus.New(n, seed))
				if got := len(result.Set.Leveransplaner); got != n {
					t.Errorf("%d plans, want %d", got, n)
				}
				if bad := faults(result.Findings); len(bad) > 0 {
					t.Errorf("%d errors and warnings:\n%s", len(bad), show(bad))
				}
			})
		}
	}
}

func TestOneSeedGivesTheSameBytes(t *testing.T) {
	if diff := cmp.Diff(contents(corpus.New(60, 9)), contents(corpus.New(60, 9))); diff != "" {
		t.Errorf("two trees of one seed (-first +second):\n%s", diff)
	}
	if cmp.Equal(contents(corpus.New(60, 9)), contents(corpus.New(60, 10))) {
		t.Error("two seeds give the same tree")
	}
}

// TestWrite holds the written tree against the one in memory. With -corpus.dir it leaves
// it where others can use it:
//
//	go test ./internal/testing/corpus -run TestWrite -corpus.dir=DIR -corpus.n=10000
func TestWrite(t *testing.T) {
	dir := *writeDir
	if dir == "" {
		dir = t.TempDir()
	}
	if err := corpus.Write(dir, *writeSize, *writeSeed); err != nil {
		t.Fatal(err)
	}
	want := contents(corpus.New(*writeSize, *writeSeed))
	for _, name := range slices.Sorted(maps.Keys(want)) {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(text, []byte(want[name])) {
			t.Fatalf("%s is written otherwise than New makes it", name)
		}
	}
}

func contents(tree fstest.MapFS) map[string]string {
	out := map[string]string{}
	for name, f := range tree {
		out[name] = string(f.Data)
	}
	return out
}

// Every shape that a plan can have is there, so that a measurement or a fault meets it.
func TestTreeHasEveryShape(t *testing.T) {
	tree := corpus.New(400, 5)
	shapes := map[string]string{
		"from a line and an offer":     `\nursprung: \{missiv: \S+, rad: \S+, erbjudande: \S+\}\n`,
		"from an offer alone":          `\nursprung: \{erbjudande: \S+\}\n`,
		"by quarter":                   `\n  2027-Q2: \d+\n`,
		"weeks in rows":                `\n  2027-W01: \d+, 2027-W02: \d+, .*,\n`,
		"half a year":                  `\nperiod: 2027-01-01/2027-06-30\n`,
		"a new plan with an extension": `\nutokning:\n`,
		"under another region":         `steg: andra_regioners_avtal`,
		"need has fallen":              `orsak: minskat_behov\n`,
		"need has risen":               `orsak: okat_behov\n(.*\n){2} +utokar: \d+\n`,
		"a line filled up":             `orsak: okat_behov\n(.*\n){2} +anmald_av: `,
		"the receiver can't":           `orsak: mottagare_kan_inte\n`,
		"moved to another receiver":    `orsak: omfordelning\n`,
		"other weeks":                  `orsak: omperiodisering\n`,
		"other terms":                  `orsak: villkor\n`,
		"taken back":                   `orsak: rattelse\n(.*\n){2} +aterkallar: \d+\n`,
		"absorbed by the missiv":       ` reglerar: \[\{leveransplan: `,
		"a rest without a place":       `slag: oplacerad`,
		"a rest that was not used":     `slag: outlost`,
		"lists flush with their key":   `\navstamningar:\n- `,
		"lists key by key":             `\navstamningar:\n  - part: \S+\n    datum: `,
		"single quotes":                `\nrutin: '9.0'\n`,
		"Windows line ends":            `\r\nrutin: `,
		"a remark beside a week":       `\n  \S+: \d+   # [a-zåäö]`,
		"outcome":                      `;2026-W46;\d+;`,
	}
	for name, pattern := range shapes {
		re := regexp.MustCompile(pattern)
		found := false
		for _, f := range tree {
			found = found || re.Match(f.Data)
		}
		if !found {
			t.Errorf("no file has: %s", name)
		}
	}
}

// The plans are as large as those on which the performance of other tools was measured.
func TestPlansHaveTheSizeOfRealOnes(t *testing.T) {
	files, size := 0, 0
	for name, f := range corpus.New(2000, 1) {
		if strings.Contains(name, "/leveransplaner/") {
			files, size = files+1, size+len(f.Data)
		}
	}
	if mean := size / files; mean < 2600 || mean > 3200 {
		t.Errorf("a plan has %d bytes on average, want about 2,900", mean)
	}
}
