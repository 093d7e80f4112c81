package diff_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

func TestFormOfAPlan(t *testing.T) {
	const text = `dokument: leveransplan/v1
id: lp-2027-skas-exk-hoftprotes
rutin: "9.0"
period: 2027-01-01/2027-12-31
ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes}
skickande: skas
mottagare: exk
vardomrade: ortopedi
asa_klass: [1, 2]
volym: 12
periodisering: {2027-W03: 0, 2027-W02: 12}
avstamningar:
  - {part: skas, datum: 2026-11-10}
  - {part: exk, datum: 2026-11-12, referens: "HS \"412\" å"}
kontakter:
  - {part: skas, funktion: Vårdplanering, e_post: a@example.org}
arende: {diarienummer: "HS 2026-00412"}
andringar:
  - nr: 1
    datum: 2027-03-02
    galler_fran: 2027-W14
    orsak: villkor
    volym_fore: 12
    volym_efter: 12
    protokoll: "2027-03-04 § 3"
`
	set := load(t, fstest.MapFS{hip: {Data: []byte(text)}})
	want := `"/andringar/1/datum":"2027-03-02"
"/andringar/1/galler_fran":"2027-W14"
"/andringar/1/nr":1
"/andringar/1/orsak":"villkor"
"/andringar/1/volym_efter":12
"/andringar/1/volym_fore":12
"/asa_klass":[1,2]
"/avstamningar/exk/datum":"2026-11-12"
"/avstamningar/exk/part":"exk"
"/avstamningar/exk/referens":"HS \"412\" å"
"/avstamningar/skas/datum":"2026-11-10"
"/avstamningar/skas/part":"skas"
"/dokument":"leveransplan/v1"
"/id":"lp-2027-skas-exk-hoftprotes"
"/mottagare":"exk"
"/period":"2027-01-01/2027-12-31"
"/periodisering/2027-W02":12
"/rutin":"9.0"
"/skickande":"skas"
"/ursprung/missiv":"missiv-2027-ortopedi"
"/ursprung/rad":"skas-hoftprotes"
"/vardomrade":"ortopedi"
"/volym":12
`
	if d := cmp.Diff(want, string(diff.Bound(set.Leveransplaner[0]))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Documents by identity keep their bound form when they are written in another way.
func TestFormDoesNotDependOnHowItIsWritten(t *testing.T) {
	tree := region.Files()
	forms := func(set *plan.Set) map[string]string {
		out := map[string]string{}
		for _, d := range set.Documents {
			if d.Base().Kind != plan.KindUtfall {
				out[string(d.Base().Kind)+" "+d.Base().ID.V] = diff.Bound(d).Sum()
			}
		}
		return out
	}
	want := forms(load(t, tree))
	if d := cmp.Diff(want, forms(load(t, reformed(rand.New(rand.NewPCG(9, 9)), tree)))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	distinct := map[string]string{}
	for name, sum := range want {
		if distinct[sum] != "" {
			t.Errorf("%s and %s have one form", name, distinct[sum])
		}
		distinct[sum] = name
	}
}

// An entry is bound by what it says, whatever happens to its neighbours.
func TestFormOfEntries(t *testing.T) {
	before := load(t, region.Files())
	after := load(t, edited(t, roles, "{person: p-002, roll: vardgarantiservice, fran: 2026-01-01, till: 2027-12-31}", "{person: p-002, roll: vardgarantiservice, fran: 2026-01-01, till: 2026-12-31}",
		rests, "slag: outlost, volym: 1", "slag: outlost, volym: 2"))
	entry := func(set *plan.Set, key string) string { return string(diff.BoundEntry(set.Roller, "uppdrag", key)) }
	const kept, changed = "p-001+koncernkontoret++2026-01-01", "p-002+vardgarantiservice++2026-01-01"
	if a, b := entry(before, kept), entry(after, kept); a != b || !strings.Contains(a, `/till":"2027-12-31"`) {
		t.Errorf("an entry that stays: %q, %q", a, b)
	}
	if a, b := entry(before, changed), entry(after, changed); a == b {
		t.Errorf("an entry that changes: %q", a)
	}
	if form := entry(before, "p-099"); form != "" {
		t.Errorf("an entry that is not there: %q", form)
	}
	rest := func(set *plan.Set, i int) string { return string(diff.BoundRest(set.Rester[i])) }
	if rest(before, 0) == rest(after, 0) || rest(before, 1) != rest(after, 1) || !strings.Contains(rest(before, 1), `"/period":"2026-01-01/2026-12-31"`) {
		t.Errorf("rests: %q, %q", rest(before, 0), rest(after, 1))
	}
}

// What a request is bound to in a register is the entries that it changes: an entry that
// somebody else has changed meanwhile takes no approval away.
func TestRegisterIsBoundByItsEntries(t *testing.T) {
	const person = "{person: p-004, roll: representant, organisation: su, fran: 2026-01-01}"
	const ours = "{person: p-004, roll: representant, organisation: su, fran: 2026-01-01, till: 2027-06-30}"
	const theirs, neighbour = "{person: p-005, roll: representant, organisation: siv, fran: 2026-01-01, till: 2027-01-31}", "{person: p-005, roll: representant, organisation: siv, fran: 2026-01-01}"
	first := since(t, edited(t, roles, person, ours))
	then := compare(t, edited(t, roles, neighbour, theirs), edited(t, roles, neighbour, theirs, roles, person, ours))
	if len(first) != 1 || len(then) != 1 || first[0].About() != then[0].About() {
		t.Errorf("%+v, %+v", first, then)
	}
	entries := first[0].(*diff.Register).Entries
	if len(entries) != 1 || entries[0].List != "uppdrag" || entries[0].Key != "p-004+representant+su+2026-01-01" || len(entries[0].Terms) != 1 || entries[0].Terms[0].After.Text != "2027-06-30" {
		t.Errorf("%+v", entries)
	}
}

func TestMinutes(t *testing.T) {
	for name, c := range map[string]struct {
		edits []string
		want  bool
	}{
		"the minutes of a missiv":      {[]string{memo, `protokoll: "2026-11-05 § 7"`, `protokoll: "2026-11-12 § 7"`}, true},
		"the minutes of an entry":      {[]string{earlier, `protokoll: "2026-05-14 § 3"`, `protokoll: "2026-05-14 § 4"`}, true},
		"the number of the case alone": {[]string{memo, `diarienummer: "HS 2026-00412"`, `diarienummer: "HS 2026-00413"`}, false},
		"a contact":                    {[]string{hip, "funktion: Operationskoordinator", "funktion: protokoll"}, false},
	} {
		got := since(t, edited(t, c.edits...))
		if len(got) != 1 || diff.Minutes(got[0]) != c.want {
			t.Errorf("%s: %v", name, outline(got))
		}
	}
}
