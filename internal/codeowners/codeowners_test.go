package codeowners_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/codeowners"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var today = calendar.Date(2026, 11, 21)

const rollerPath = "plans/register/roller.yaml"

// small is the small region with a login for everybody, konto-1 for p-001, who hold their
// roles from the first day of the routine on.
func small() fstest.MapFS {
	files := region.Files()
	text := strings.ReplaceAll(string(files[rollerPath].Data), "login: p-001", "login: konto-1")
	for n := 2; n < 10; n++ {
		text = strings.ReplaceAll(text, fmt.Sprintf("id: 90000000%d}", n), fmt.Sprintf("id: 90000000%d, login: konto-%d}", n, n))
	}
	files[rollerPath] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "fran: 2026-01-01", "fran: 2024-01-01"))}
	return files
}

// edit replaces a text that must be there.
func edit(t *testing.T, files fstest.MapFS, name, old, fresh string) {
	t.Helper()
	text := string(files[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("no %q in %s", old, name)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, old, fresh))}
}

func load(t *testing.T, files fstest.MapFS) *plan.Set {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := check.Load(files, schemas)
	if err != nil {
		t.Fatal(err)
	}
	if !loaded.Set.Whole() {
		t.Fatalf("the tree is not whole: %v", loaded.Findings)
	}
	return loaded.Set
}

func linesOf(t *testing.T, files fstest.MapFS, day calendar.Day) []codeowners.Line {
	t.Helper()
	set := load(t, files)
	return codeowners.Of(set, routine.Policy(set, day))
}

func textOf(t *testing.T, files fstest.MapFS, day calendar.Day) string {
	t.Helper()
	return codeowners.Text(linesOf(t, files, day), lang.SV)
}

// needed tells by hand whom every change of a document needs, as the table of approvals has
// it: the roles of its kind, and the representatives of those who, by the documents of its
// folder, send or offer.
func needed(set *plan.Set, d plan.Any, version string) []string {
	var out []string
	switch d := d.(type) {
	case *plan.Leveransplan:
		for _, o := range set.Leveransplaner {
			if path.Dir(o.File()) == path.Dir(d.File()) {
				out = append(out, "representant "+o.Skickande.V)
			}
		}
	case *plan.Erbjudande:
		for _, o := range set.Erbjudanden {
			switch {
			case path.Dir(o.File()) != path.Dir(d.File()):
			case o.Mottagare.Set:
				out = append(out, "representant "+o.Mottagare.V)
			case version == "6.0":
				out = append(out, "representant "+o.Lyft.Av.V)
			}
		}
	case *plan.Missiv, *plan.Undantagslista, *plan.Avvikelser:
		out = []string{"koncernkontoret", "beslutsforum"}
	case *plan.Behovsanalys:
		out = []string{"koncernkontoret"}
	case *plan.Restvolymer:
		if out = []string{"vardgarantiservice"}; version == "9.0" {
			out = append(out, "koncernkontoret")
		}
	case *plan.Utfall:
		out = []string{"vardgarantiservice"}
	case *plan.Installningar:
		out = []string{"systemforvaltare"}
	default:
		out = []string{"koncernkontoret", "systemforvaltare"}
	}
	return out
}

// logins turns roles into those who hold them in the small region.
func logins(t *testing.T, roles []string) []string {
	t.Helper()
	of := map[string]string{
		"koncernkontoret": "konto-1", "vardgarantiservice": "konto-2", "beslutsforum": "konto-6", "systemforvaltare": "konto-7",
		"representant skas": "konto-3", "representant su": "konto-4", "representant siv": "konto-5", "representant nu": "konto-9",
	}
	var out []string
	for _, r := range roles {
		if of[r] == "" {
			t.Errorf("nobody is %s", r)
		}
		out = append(out, of[r])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// GitHub asks about each document of the region just those whom every change of it needs.
func TestEachDocumentAsksItsOwn(t *testing.T) {
	for version, day := range map[string]calendar.Day{"9.0": today, "6.0": calendar.Date(2024, 2, 1)} {
		t.Run(version, func(t *testing.T) {
			files := small()
			set := load(t, files)
			rules := read(t, textOf(t, files, day))
			kinds := map[plan.Kind]bool{}
			for _, d := range set.Documents {
				kinds[d.Base().Kind] = true
				name := d.Base().File()
				want := logins(t, needed(set, d, version))
				if diff := cmp.Diff(want, owners(rules, name), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			if len(kinds) < 12 {
				t.Errorf("the region has documents of %d kinds only", len(kinds))
			}
			for name, want := range map[string][]string{
				"README.md": {"konto-7"}, ".github/workflows/gate.yml": {"konto-7"}, "go.mod": {"konto-7"}, "plans/2027/anteckning.txt": {"konto-7"},
				"plans/avvikelser.yaml": {"konto-1", "konto-6"}, "plans/2031/missiv/ett.yaml": {"konto-1", "konto-6"},
				"plans/2031/behovsanalys.yaml": {"konto-1"}, "plans/2031/utfall/2031-W02.csv": {"konto-2"},
				"plans/2031/leveransplaner/skas/en.yaml": nil, "plans/2031/erbjudanden/ett.yaml": nil,
			} {
				if diff := cmp.Diff(want, owners(rules, name), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

// The same on random regions, whose documents stand as the planners of their years left them.
func TestEachDocumentOfRandomRegions(t *testing.T) {
	for seed := range uint64(3) {
		files := corpus.Region(seed)
		set := load(t, files)
		for i := range set.Roller.Personer {
			set.Roller.Personer[i].Github.Login = plan.Text{V: fmt.Sprintf("konto-%04d", i), Set: true}
		}
		policy := routine.Policy(set, calendar.Date(2026, 3, 2))
		rules := read(t, codeowners.Text(codeowners.Of(set, policy), lang.SV))
		holders := func(roles []string) []string {
			var out []string
			for _, u := range set.Roller.Uppdrag {
				role := strings.TrimSpace(u.Roll.V + " " + u.Organisation.V)
				if !slices.Contains(roles, role) || u.Fran.V > policy.Day || u.Till.Set && u.Till.V < policy.Day {
					continue
				}
				i := slices.IndexFunc(set.Roller.Personer, func(p plan.Person) bool { return p.ID.V == u.Person.V })
				out = append(out, set.Roller.Personer[i].Github.Login.V)
			}
			slices.Sort(out)
			return slices.Compact(out)
		}
		asked := 0
		for _, d := range set.Documents {
			want, got := holders(needed(set, d, policy.Version)), owners(rules, d.Base().File())
			asked += len(got)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("seed %d, %s (-want +got):\n%s", seed, d.Base().File(), diff)
			}
		}
		t.Logf("seed %d: %d documents, %d rules", seed, len(set.Documents), len(rules))
		if asked == 0 || len(set.Documents) < 20 {
			t.Errorf("seed %d: %d documents that ask %d: this proves nothing", seed, len(set.Documents), asked)
		}
	}
}

// Those are asked who hold the role on the day, by assignment, delegation or succession.
func TestWhoHoldsTheRoleOnTheDay(t *testing.T) {
	const skas = "plans/2027/leveransplaner/skas/ny.yaml"
	for name, c := range map[string]struct {
		day    calendar.Day
		change func(fstest.MapFS)
		want   []string
	}{
		"the day before a delegation begins":      {calendar.Date(2026, 12, 19), nil, []string{"konto-3"}},
		"its first day, after the routine's last": {calendar.Date(2026, 12, 20), nil, []string{"konto-1", "konto-3"}},
		"its last day":                   {calendar.Date(2027, 1, 6), nil, []string{"konto-1", "konto-3"}},
		"the day after":                  {calendar.Date(2027, 1, 7), nil, []string{"konto-3"}},
		"the last day of the assignment": {calendar.Date(2027, 12, 31), nil, []string{"konto-3"}},
		"the day after the assignment":   {calendar.Date(2028, 1, 1), nil, nil},
		"a login that two persons have": {today, func(f fstest.MapFS) {
			edit(t, f, rollerPath, "konto-4", "KONTO-3")
			move(f, "su/lp-2027-su-klb-hoftprotes", "skas/annan")
		}, []string{"KONTO-3"}},
		"a person without a login":                {today, func(f fstest.MapFS) { edit(t, f, rollerPath, ", login: konto-3", "") }, nil},
		"another sender's plan in the folder":     {today, func(f fstest.MapFS) { move(f, "su/lp-2027-su-klb-hoftprotes", "skas/annan") }, []string{"konto-3", "konto-4"}},
		"the folder's plans are another sender's": {today, swapSenders, []string{"konto-4"}},
		"a predecessor's plan asks the successor's": {today, func(f fstest.MapFS) {
			move(f, "nu/lp-2027-nu-su-ogon", "skas/annan")
			edit(t, f, plan27("skas/annan"), "skickande: nu", "skickande: nu-norr")
		}, []string{"konto-3", "konto-9"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := small()
			if c.change != nil {
				c.change(files)
			}
			if diff := cmp.Diff(c.want, owners(read(t, textOf(t, files, c.day)), skas)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func plan27(name string) string { return "plans/2027/leveransplaner/" + name + ".yaml" }

// move gives a plan of 2027 another place.
func move(files fstest.MapFS, from, to string) {
	files[plan27(to)] = files[plan27(from)]
	delete(files, plan27(from))
}

// swapSenders lets the folders skas and su change their contents.
func swapSenders(files fstest.MapFS) {
	was := fstest.MapFS{}
	for name, f := range files {
		if strings.HasPrefix(name, "plans/2027/leveransplaner/su/") || strings.HasPrefix(name, "plans/2027/leveransplaner/skas/") {
			was[name] = f
			delete(files, name)
		}
	}
	for name, f := range was {
		if strings.Contains(name, "/su/") {
			files[strings.Replace(name, "/su/", "/skas/", 1)] = f
		} else {
			files[strings.Replace(name, "/skas/", "/su/", 1)] = f
		}
	}
}
