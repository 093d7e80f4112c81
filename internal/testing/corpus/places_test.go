package corpus_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Where a document stands says nothing: neither its name nor its folder nor which stands
// beside it. What a faulty tree is told is the same.
func TestNamesAndFoldersSayNothing(t *testing.T) {
	for i, s := range slips() {
		if s.rules[0][0] == 'S' || strings.HasPrefix(s.rules[0], "F1") || i%6 > 0 {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			tree := spoiled(t, i, s)
			want, got := keys(judge(t, tree).Findings), keys(judge(t, shuffled(tree, uint64(i))).Findings)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("findings where they stand and elsewhere (-want +got):\n%s", diff)
			}
		})
	}
}

// registers stand at their place and nowhere else.
var registers = regexp.MustCompile(`^plans/(register/.*|leveransplan\.yaml|undantag\.yaml|avvikelser\.yaml)$`)

// modeline leads an editor to the schema from where the document stands.
var modeline = regexp.MustCompile(`\$schema=[./]*/schemas/`)

// shuffled moves every document to another name in another folder, and outcome into one
// table for a year.
func shuffled(tree fstest.MapFS, seed uint64) fstest.MapFS {
	rng := rand.New(rand.NewPCG(seed, 1))
	out := fstest.MapFS{}
	tables := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		f := tree[name]
		switch {
		case registers.MatchString(name):
			out[name] = f
		case path.Ext(name) == ".csv":
			header, rows, _ := bytes.Cut(f.Data, []byte("\n"))
			tables[string(header)] = append(tables[string(header)], rows...)
		default:
			text := modeline.ReplaceAll(f.Data, []byte("$$schema=../../schemas/"))
			out[fmt.Sprintf("plans/%c/%08x.yaml", 'a'+rng.IntN(5), rng.Uint32())] = &fstest.MapFile{Data: text}
		}
	}
	for i, header := range slices.Sorted(maps.Keys(tables)) {
		out[fmt.Sprintf("plans/a/tabell-%d.csv", i)] = &fstest.MapFile{Data: slices.Concat([]byte(header), []byte("\n"), tables[header])}
	}
	return out
}

// keys tells findings without their place in the tree.
func keys(list diag.List) []string {
	var out []string
	for _, d := range list {
		k := d.Key()
		if d.Document == "" {
			k.Document = ""
		}
		out = append(out, fmt.Sprint(d.Severity, k, d.Message.In(lang.SV)))
	}
	slices.Sort(out)
	return out
}
