package check_test

import (
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const eyesPlan = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml"

// plus gives the files with one more.
func plus(files fstest.MapFS, name, text string) fstest.MapFS {
	out := maps.Clone(files)
	out[name] = &fstest.MapFile{Data: []byte(text)}
	return out
}

// Where two documents have one id, which of them is meant depends on files that nothing else
// leads to; a folder with a name that is refused may hold anything, also when it is empty.
func TestDoubtsFromElsewhere(t *testing.T) {
	whole := region.Files()
	raised := func(tree fstest.MapFS) fstest.MapFS {
		return with(t, with(t, tree, eyesPlan, "volym: 2", "volym: 3"), eyesPlan, "2027-W10: 2", "2027-W10: 3")
	}
	analysis := strings.Replace(string(whole["plans/2027/behovsanalys.yaml"].Data), "id: ba-2027", "id: missiv-2026-ortopedi", 1)
	otherKind := plus(whole, "plans/2026/aaa.yaml", analysis)
	const rests = "plans/2026/restvolymer.yaml"

	eyes := string(whole[eyesPlan].Data)
	sibling := strings.NewReplacer("ogon-v10", "ogon-b", "2027-W10: 2", "2027-W10: 900", "volym: 2\n", "volym: 900\n").Replace(eyes)
	otherOffer := plus(plus(whole, "plans/2027/leveransplaner/skas/b.yaml", sibling), "plans/2027/leveransplaner/skas/a.yaml",
		strings.Replace(sibling, "erbjudande: erb-2027-siv-ogon", "erbjudande: erb-annat", 1))

	folder := maps.Clone(whole)
	folder["plans/2027/Plan?"] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
	for name, c := range map[string]struct{ base, head fstest.MapFS }{
		"an analysis with the id of a missiv":            {otherKind, plus(otherKind, rests, strings.Replace(string(whole[rests].Data), "volym: ", "volym: 1", 1))},
		"a plan of the offer whose twin draws elsewhere": {otherOffer, raised(otherOffer)},
		"an empty folder with a name that is refused":    {folder, raised(folder)},
		"such a folder that comes":                       {whole, raised(folder)},
		"such a folder that goes":                        {folder, raised(whole)},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := reader(new(cache.Cache)).Changes(c.base, c.head, nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(shownAs(t, everything(t, c.base, c.head)), shownAs(t, got)); d != "" {
				t.Errorf("(-everything +only what is concerned):\n%s", d)
			}
		})
	}
}

// A register in the wrong place may be the one that is meant: the policy has the fault that
// reading everything finds.
func TestRegistersElsewhere(t *testing.T) {
	tree := maps.Clone(region.Files())
	tree["plans/2027/roller.yaml"] = tree[plan.FixedPaths[plan.KindRoller]]
	all, err := check.Load(tree, schemas)
	if err != nil {
		t.Fatal(err)
	}
	some, err := reader(new(cache.Cache)).Registers(tree, plan.KindInstallningar, plan.KindRutiner, plan.KindOrganisationer, plan.KindRoller)
	if err != nil {
		t.Fatal(err)
	}
	today := calendar.Date(2026, 11, 21)
	want, got := routine.Policy(all.Set, today), routine.Policy(some, today)
	if len(want.Faults) == 0 || len(got.Faults) != len(want.Faults) {
		t.Errorf("everything: %v, the registers: %v", want.Faults, got.Faults)
	}
}

// flipping gives another content from the second reading of a file on.
type flipping struct {
	fs.FS
	mu   sync.Mutex
	name string
	read int
	then []byte
}

func (f *flipping) ReadFile(name string) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if name == f.name {
		if f.read++; f.read > 1 {
			return f.then, nil
		}
	}
	return fs.ReadFile(f.FS, name)
}

// What is read while somebody writes is remembered for no other time.
func TestWritingMeanwhileIsNotRemembered(t *testing.T) {
	base := region.Files()
	good := with(t, base, weekPlan, "volym: 12", "volym: 13")
	bad := with(t, good, weekPlan, "volym: 13", "volym: 13\nhemligt: 1")
	for name, c := range map[string][2]fstest.MapFS{"bad, then good": {bad, good}, "good, then bad": {good, bad}} {
		t.Run(name, func(t *testing.T) {
			known := new(cache.Cache)
			if _, err := reader(known).Changes(base, &flipping{FS: c[0], name: weekPlan, then: c[1][weekPlan].Data}, nil); err != nil {
				t.Fatal(err)
			}
			got, err := reader(known).Changes(base, c[0], nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(shownAs(t, everything(t, base, c[0])), shownAs(t, got)); d != "" {
				t.Errorf("(-everything +only what is concerned):\n%s", d)
			}
		})
	}
}

// panicking is a tree that a fault of the program waits in.
type panicking struct{ fs.FS }

func (panicking) ReadFile(string) ([]byte, error) { panic("a fault of the program") }

// A fault in one of many workers is the caller's to catch.
func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if p := recover(); fmt.Sprint(p) != "a fault of the program" {
			t.Errorf("%v", p)
		}
	}()
	_, err := check.Load(panicking{region.Files()}, schemas)
	t.Error("no panic", err)
}
