package check_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

func has(list diag.List, rule string) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Rule == rule })
}

// What stands where the folder of the documents belongs is a tree without documents and a
// finding, on either side of a step, and the next step may put everything back.
func TestPlansThatIsNoFolder(t *testing.T) {
	whole := region.Files()
	register := fstest.MapFS{"plans/register": {Data: []byte("x")}}
	for name, file := range whole {
		if filepath.Dir(name) != "plans/register" {
			register[name] = file
		}
	}
	for name, c := range map[string]struct {
		tree fstest.MapFS
		rule string
	}{
		"a file":             {fstest.MapFS{"plans": {Data: []byte("x")}}, "S107"},
		"a submodule":        {fstest.MapFS{"plans": {Mode: fs.ModeIrregular}}, "S102"},
		"nothing":            {fstest.MapFS{}, ""},
		"a register's place": {register, "S107"},
	} {
		t.Run(name, func(t *testing.T) {
			opt := check.Options{Schemas: schemas, Today: judgedOn}
			for _, line := range [][]fstest.MapFS{{whole, c.tree, whole}, {c.tree, c.tree, whole, c.tree}, {c.tree, region.Files(), whole}} {
				var n tally
				walk, at := n.walk(t, line[0]), line[0]
				for _, next := range line[1:] {
					n.held(t, name, walk, at, next, opt)
					at = next
				}
			}
			// Nothing of what goes with the folder has to be judged with everything.
			few := fstest.MapFS{"plans/README.md": {Data: []byte("x")}}
			var n tally
			opt.AsOf = calendar.Date(2025, 3, 1)
			n.held(t, name, n.walk(t, few), few, c.tree, opt)
			opt.AsOf = 0
			r := reader(new(cache.Cache))
			there := brings(t, whole, c.tree, opt)
			if c.rule != "" && !has(there.Findings, c.rule) || c.rule == "" && has(there.Findings, "S107") {
				t.Errorf("found %v", standing(there.Findings))
			}
			if _, err := r.Registers(c.tree, slices.Collect(maps.Keys(plan.FixedPaths))...); err != nil {
				t.Error(err)
			}
			if _, err := r.Named(c.tree, "x"); err != nil {
				t.Error(err)
			}
			back, err := r.Changes(c.tree, whole, nil)
			if err != nil || name != "a register's place" && len(back) < len(there.Changes)/2 {
				t.Errorf("%d changes on the way back, %d on the way there: %v", len(back), len(there.Changes), err)
			}
		})
	}
}

// A link in place of the folder is not followed, where it leads to the documents too.
func TestPlansThatIsALink(t *testing.T) {
	dir := t.TempDir()
	for name, file := range region.Files() {
		at := filepath.Join(dir, "real", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join("real", "plans"), filepath.Join(dir, "plans")); err != nil {
		t.Fatal(err)
	}
	linked, err := worktree.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer linked.Close()
	opt := check.Options{Schemas: schemas, Today: judgedOn}
	if _, err := check.Tree(linked, opt); err != check.ErrNoPlans {
		t.Error(err)
	}
	whole := region.Files()
	for _, way := range [][2]fs.FS{{whole, linked}, {linked, whole}} {
		want := brings(t, way[0], way[1], opt)
		got, err := reader(new(cache.Cache)).Brought(way[0], way[1], nil, opt)
		if err != nil {
			t.Fatal(err)
		}
		if found(t, got.Findings) != found(t, want.Findings) || shownAs(t, got.Changes) != shownAs(t, want.Changes) || len(got.Changes) == 0 {
			t.Errorf("%v, want %v", standing(got.Findings), standing(want.Findings))
		}
		if link := has(got.Findings, "S101"); link != (way[1] == fs.FS(linked)) {
			t.Errorf("told of the link: %v", link)
		}
	}
	if set, err := reader(new(cache.Cache)).Registers(linked, plan.KindOrganisationer); err != nil || len(set.Documents) > 0 {
		t.Errorf("%d registers, %v", len(set.Documents), err)
	}
}

// The three sides of a request: what one of them puts in place of the folder stands in what a
// merge would give.
func TestARequestThatReplacesTheFolder(t *testing.T) {
	whole, file := region.Files(), fstest.MapFS{"plans": {Data: []byte("x")}}
	for name, c := range map[string]struct {
		mergeBase, base, head fstest.MapFS
		documents, told       bool
	}{
		"the request replaces it":             {whole, whole, file, false, true},
		"main replaced it":                    {whole, file, whole, false, true},
		"the request puts it back":            {file, file, whole, true, false},
		"main put it back":                    {file, whole, file, true, false},
		"both leave it replaced":              {file, file, file, false, true},
		"main is replaced and request is not": {fstest.MapFS{}, file, whole, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := compared(t, c.mergeBase, c.base, c.head)
			told := has(got.Findings, "S107")
			if len(got.Set.Documents) > 0 != c.documents || told != c.told || len(got.Conflicts) > 0 {
				t.Errorf("%d documents, told %v, conflicts %v", len(got.Set.Documents), told, got.Conflicts)
			}
		})
	}
}
