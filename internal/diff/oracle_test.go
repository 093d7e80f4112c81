package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// model is a plan as numbers.
type model struct {
	weeks    [8]int
	quarters bool // the weeks are written as the quarter that they make up
	adds     int  // utokning
	entries  []modelEntry
	care     string
	contact  string
}

type modelEntry struct {
	cause                  string
	before, after          int
	extends, takesBack     int
	minutes, justification string
}

func (m model) volume() int {
	sum := 0
	for _, n := range m.weeks {
		sum += n
	}
	return sum
}

// line is what the plan does to what its line stands for, by the formula of the routine's
// arithmetic.
func (m model) line() int {
	sum := m.adds
	for _, e := range m.entries {
		sum += e.extends - e.takesBack
		if e.cause == "minskat_behov" && e.after < e.before {
			sum -= e.before - e.after
		}
	}
	return sum
}

func (m model) extensions() (extends, takesBack int) {
	extends = m.adds
	for _, e := range m.entries {
		extends += e.extends
		takesBack += e.takesBack
	}
	return extends, takesBack
}

// kinds tells of which kinds a change is, by the words of the contract alone.
func kinds(before, after model) []string {
	var out []string
	add := func(kind string, is bool) {
		if is {
			out = append(out, "leveransplan."+kind)
		}
	}
	lower, higher := after.volume() < before.volume(), after.volume() > before.volume()
	x0, t0 := before.extensions()
	x1, t1 := after.extensions()
	add("minskning", lower && after.line() < before.line())
	add("frigjord", lower && after.line() >= before.line())
	add("okning", x1 > x0 || t1 > t0)
	add("pafyllning", higher && x1 == x0)
	anyWeekHigher := false
	for i := range before.weeks {
		anyWeekHigher = anyWeekHigher || after.weeks[i] > before.weeks[i]
	}
	regrained := before.quarters != after.quarters && before.volume() > 0 && after.volume() > 0
	add("omperiodisering", !before.quarters && !after.quarters && anyWeekHigher && !higher || regrained)
	entry := len(after.entries) > len(before.entries)
	add("villkor", before.care != after.care || len(out) == 0 && entry)
	if len(out) == 0 && (before.contact != after.contact || minutes(before) != minutes(after)) {
		out = append(out, "redaktionell")
	}
	slices.Sort(out)
	return out
}

func minutes(m model) string {
	s := ""
	for _, e := range m.entries {
		s += e.minutes + ";"
	}
	return s
}

func (m model) text() string {
	var b strings.Builder
	b.WriteString("dokument: leveransplan/v1\nid: lp-2027-skas-exk-hoftprotes\nrutin: \"9.0\"\nperiod: 2027-01-01/2027-12-31\n" +
		"ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes}\nskickande: skas\nmottagare: exk\nvardomrade: ortopedi\n")
	fmt.Fprintf(&b, "vardform: %s\nvolym: %d\nperiodisering:\n", m.care, m.volume())
	if m.quarters {
		fmt.Fprintf(&b, "  2027-Q1: %d\n", m.volume())
	} else {
		for i, n := range m.weeks {
			fmt.Fprintf(&b, "  2027-W%02d: %d\n", i+2, n)
		}
	}
	fmt.Fprintf(&b, "kontakter:\n  - {part: skas, funktion: %s, e_post: a@example.org}\n", m.contact)
	if m.adds > 0 {
		fmt.Fprintf(&b, "utokning: {datum: 2026-11-10, orsak: okat_behov, utokar: %d}\n", m.adds)
	}
	b.WriteString("andringar:\n")
	for i, e := range m.entries {
		fmt.Fprintf(&b, "  - {nr: %d, datum: 2027-01-12, galler_fran: 2027-W04, orsak: %s, volym_fore: %d, volym_efter: %d, motivering: %s, protokoll: %q",
			i+1, e.cause, e.before, e.after, e.justification, e.minutes)
		if e.extends > 0 {
			fmt.Fprintf(&b, ", utokar: %d", e.extends)
		}
		if e.takesBack > 0 {
			fmt.Fprintf(&b, ", aterkallar: %d", e.takesBack)
		}
		b.WriteString("}\n")
	}
	if len(m.entries) == 0 {
		return strings.TrimSuffix(b.String(), "andringar:\n")
	}
	return b.String()
}

func randomModel(rng *rand.Rand) model {
	m := model{care: "slutenvard", contact: "Vårdplanering", quarters: rng.IntN(4) == 0, adds: rng.IntN(3) * rng.IntN(2)}
	for i := range m.weeks {
		m.weeks[i] = rng.IntN(5)
	}
	return m
}

// step is a legitimate change: what differs is explained by one entry, if at all.
func (m model) step(rng *rand.Rand) model {
	out := m
	out.entries = slices.Clone(m.entries)
	switch rng.IntN(8) {
	case 0:
		out.contact = "Operationskoordinator"
		return out
	case 1:
		if n := len(out.entries); n > 0 {
			out.entries[n-1].minutes = "2027-02-01 § 9"
		}
		return out
	case 2:
		out.care = "dagkirurgi"
	case 3:
		out.quarters = !out.quarters
	}
	for range rng.IntN(4) {
		out.weeks[rng.IntN(len(out.weeks))] = rng.IntN(6)
	}
	rise := out.volume() - m.volume()
	e := modelEntry{cause: "villkor", before: m.volume(), after: out.volume(), minutes: "2027-01-14 § 3", justification: "Behovet har ändrats"}
	switch {
	case rise > 0:
		e.cause = []string{"okat_behov", "omfordelning"}[rng.IntN(2)]
		if e.cause == "okat_behov" {
			e.extends = rng.IntN(rise + 1)
		}
	case rise < 0:
		e.cause = []string{"minskat_behov", "mottagare_kan_inte", "omfordelning", "rattelse"}[rng.IntN(4)]
		if e.cause == "rattelse" {
			e.takesBack = -rise
		}
	case rng.IntN(4) == 0:
		e.cause, e.takesBack = "rattelse", 1+rng.IntN(3)
	}
	if rng.IntN(5) > 0 || e.takesBack > 0 || e.extends > 0 {
		out.entries = append(out.entries, e)
	}
	return out
}

// Random plans go through random changes; each is of the kinds that the numbers say.
func TestKindsAgainstTheNumbers(t *testing.T) {
	tree := fstest.MapFS{}
	for name, f := range region.Files() {
		if name == memo || name == "plans/register/organisationer.yaml" || name == "plans/register/vardomraden.yaml" {
			tree[name] = f
		}
	}
	with := func(m model) fstest.MapFS {
		out := fstest.MapFS{hip: {Data: []byte(m.text())}}
		for name, f := range tree {
			out[name] = f
		}
		return out
	}
	seen := map[string]int{}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 120 {
		m := randomModel(rng)
		base := load(t, with(m))
		for range 4 {
			next := m.step(rng)
			head := load(t, with(next))
			want := kinds(m, next)
			var got []string
			for _, c := range diff.Compare(base, head, nil) {
				for _, k := range c.Kinds() {
					got = append(got, string(k))
				}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("from\n%s\nto\n%s\n(-want +got):\n%s", m.text(), next.text(), d)
			}
			seen[strings.Join(got, " ")]++
			m, base = next, head
		}
	}
	for _, k := range []string{"", "redaktionell", "leveransplan.minskning", "leveransplan.frigjord", "leveransplan.okning", "leveransplan.pafyllning", "leveransplan.omperiodisering",
		"leveransplan.villkor", "leveransplan.minskning leveransplan.okning", "leveransplan.frigjord leveransplan.omperiodisering"} {
		if seen[k] == 0 {
			t.Errorf("no change is of %q: %v", k, seen)
		}
	}
}
