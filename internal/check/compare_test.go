package check_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const (
	quarterPlan = "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"
	weekPlan    = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
)

// with gives the files with a text of one of them replaced.
func with(t *testing.T, files fstest.MapFS, name, old, fresh string) fstest.MapFS {
	t.Helper()
	text := string(files[name].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), name)
	}
	out := maps.Clone(files)
	out[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, fresh, 1))}
	return out
}

func compared(t *testing.T, mergeBase, base, head fstest.MapFS) *check.Comparison {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := check.Compare(check.Trees{MergeBase: mergeBase, Base: base, Head: head},
		check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// standing tells how each finding of a comparison stands.
func standing(list diag.List) []string {
	var out []string
	for _, d := range list {
		word := d.Severity.String()
		if d.Inherited {
			word = "inherited"
		}
		out = append(out, d.Rule+" "+word+" "+d.File)
	}
	return out
}

func TestOldFaultsAreInherited(t *testing.T) {
	region := region.Files()
	faulty := with(t, region, weekPlan, "2027-W02: 3", "2027-W02: 2")
	head := with(t, faulty, quarterPlan, "funktion: Vårdplanering, e_post: planering@", "funktion: Vårdplanering, e_post: vardplanering@")
	want := []string{"P101 inherited " + weekPlan}
	if diff := cmp.Diff(want, standing(compared(t, faulty, faulty, head).Findings)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// A fault that has grown is a new one.
	worse := with(t, faulty, weekPlan, "2027-W03: 3", "2027-W03: 1")
	got := standing(compared(t, faulty, faulty, worse).Findings)
	want = []string{"P101 error " + weekPlan, "C101 error " + weekPlan}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("worse (-want +got):\n%s", diff)
	}
	// One that was mended on main meanwhile is not brought back by who began before.
	if got := standing(compared(t, faulty, region, head).Findings); len(got) > 0 {
		t.Errorf("mended on main: %v", got)
	}
}

// Two requests, each right by itself, that together take more than the line has: the second
// one is judged with what the first has brought to main.
func TestTheMergedTreeIsJudged(t *testing.T) {
	base := region.Files()
	rest := "rester:\n  - {id: rest-1, missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, slag: oplacerad, volym: 2, "
	main := with(t, base, "plans/2027/restvolymer.yaml", rest, strings.Replace(rest, "volym: 2", "volym: 5", 1))
	got := standing(compared(t, base, main, with(t, base, quarterPlan, "andringar: []", "andringar: [] # nothing")).Findings)
	if len(got) != 1 || !strings.HasPrefix(got[0], "X101 inherited") {
		t.Errorf("the overdraft on main is nobody else's: %v", got)
	}
}

func TestAFileChangedOnBothSidesIsAConflict(t *testing.T) {
	base := region.Files()
	main := with(t, base, quarterPlan, "planering@example.org", "planering.b@example.org")
	head := with(t, base, quarterPlan, "ortopedi.su@example.org", "ort.su@example.org")
	c := compared(t, base, main, head)
	if diff := cmp.Diff([]string{"C120 error " + quarterPlan}, standing(c.Findings)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The same change on both sides is none.
	if got := compared(t, base, main, main).Findings; len(got) > 0 {
		t.Errorf("the same change twice: %v", standing(got))
	}
	// Other files are taken from where they changed.
	other := with(t, base, weekPlan, "planering.exk@example.org", "plan.exk@example.org")
	c = compared(t, base, main, other)
	if len(c.Findings) > 0 || len(c.Conflicts) > 0 {
		t.Errorf("two files: %v", standing(c.Findings))
	}
	if plan := c.Set.Plan("lp-2027-su-klb-hoftprotes"); plan == nil || plan.Kontakter[1].EPost.V != "planering.b@example.org" {
		t.Error("what main brought is not in the merged tree")
	}
}

func TestTheFirstRequestOfARepository(t *testing.T) {
	c := compared(t, fstest.MapFS{}, fstest.MapFS{}, region.Files())
	if len(c.Changes) == 0 {
		t.Error("everything is new, and nothing is said to have changed")
	}
	for _, d := range c.Findings {
		if d.Inherited {
			t.Errorf("inherited from nothing: %v", d)
		}
	}
}

// Taking a waiver out brings back what it let go of: main has not lived with the fault as
// one, but with a decision.
func TestAWaiverThatGoesLeavesItsFinding(t *testing.T) {
	base := region.Files()
	const contacts = "kontakter:\n  - {part: su, funktion: Operationskoordinator, e_post: ortopedi.su@example.org}\n" +
		"  - {part: klinik-b, funktion: Vårdplanering, e_post: planering@example.org}\n"
	waiver := "undantag:\n  - {regel: P107, dokument: lp-2027-su-klb-hoftprotes, skal: Utses i januari, beslut: \"HS 2026-00500\", sista_dag: 2026-12-31}"
	main := with(t, with(t, base, quarterPlan, contacts, ""), "plans/undantag.yaml", "undantag: []", waiver)
	got := standing(compared(t, main, main, with(t, main, "plans/undantag.yaml", waiver, "undantag: []")).Findings)
	if diff := cmp.Diff([]string{"P107 warning " + quarterPlan}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A request is judged by the routine that main has, not by one that it prolongs itself.
func TestARequestDoesNotProlongItsOwnRoutine(t *testing.T) {
	const register = "plans/register/rutiner.yaml"
	base := region.Files()
	prolonged := with(t, base, register, "forlangningar: []", "forlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: \"RS 2026-04567\"}")
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		main fstest.MapFS
		over bool
	}{"by the request": {base, true}, "on main": {prolonged, false}} {
		compared, err := check.Compare(check.Trees{MergeBase: c.main, Base: c.main, Head: prolonged},
			check.Options{Schemas: schemas, AsOf: calendar.Date(2027, 1, 4)})
		if err != nil {
			t.Fatal(err)
		}
		over := false
		for _, d := range compared.Findings {
			over = over || d.Rule == "P703"
		}
		if over != c.over {
			t.Errorf("%s: the routine has ended: %v", name, over)
		}
	}
}
