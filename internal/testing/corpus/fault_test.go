package corpus_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// editor makes one slip in a tree, as a planner would: in the text of a file.
type editor struct {
	*testing.T
	tree fstest.MapFS
	rng  *rand.Rand
}

// find chooses a file of those below a folder that fit a pattern. It gives the file's
// name and the place of the first match and its groups.
func (e *editor) find(folder, pattern string) (name string, at []int) {
	e.Helper()
	re := regexp.MustCompile(pattern)
	var fit []string
	for _, name := range slices.Sorted(maps.Keys(e.tree)) {
		if strings.HasPrefix(name, "plans/"+folder) && re.Match(e.tree[name].Data) {
			fit = append(fit, name)
		}
	}
	if len(fit) == 0 {
		e.Fatalf("nothing below %s fits %s", folder, pattern)
	}
	name = fit[e.rng.IntN(len(fit))]
	return name, re.FindSubmatchIndex(e.tree[name].Data)
}

// groups gives the text of a match and its groups.
func (e *editor) groups(name string, at []int) []string {
	var found []string
	for i := 0; i < len(at); i += 2 {
		found = append(found, string(e.tree[name].Data[max(0, at[i]):max(0, at[i+1])]))
	}
	return found
}

// look gives the first group of a pattern's first match in some file.
func (e *editor) look(folder, pattern string) string {
	e.Helper()
	return e.groups(e.find(folder, pattern))[1]
}

// change rewrites the first place that fits a pattern.
func (e *editor) change(folder, pattern string, rewrite func(found []string) string) {
	e.Helper()
	name, at := e.find(folder, pattern)
	text := string(e.tree[name].Data)
	e.tree[name] = &fstest.MapFile{Data: []byte(text[:at[0]] + rewrite(e.groups(name, at)) + text[at[1]:])}
}

// swap replaces that place by a text in which $1 is the pattern's first group.
func (e *editor) swap(folder, pattern, by string) {
	e.Helper()
	e.change(folder, pattern, func(found []string) string {
		out := by
		for i := 1; i < len(found); i++ {
			out = strings.ReplaceAll(out, fmt.Sprintf("$%d", i), found[i])
		}
		return out
	})
}

// add changes the number that is the pattern's second group; the first stands before it.
func (e *editor) add(folder, pattern string, n int) {
	e.Helper()
	e.change(folder, pattern, func(found []string) string {
		old, err := strconv.Atoi(found[2])
		if err != nil {
			e.Fatal(err)
		}
		return found[1] + strconv.Itoa(old+n) + strings.Join(found[3:], "")
	})
}

const (
	running = "2026/leveransplaner/"
	coming  = "2027/leveransplaner/"
)

// slips come with the rules that have to find them, and no others.
var slips = []struct {
	name  string
	make  func(*editor)
	rules []string
}{
	{"one week has another number", func(e *editor) { e.add(coming, `(\n  2027-W1\d: )(\d+)(\n)`, 1) }, []string{"P101"}},
	{"the volume has another number", func(e *editor) { e.add(coming, `(\nvolym: )(\d+)(\n)`, -2) }, []string{"P101"}},
	{"a quarter among weeks", func(e *editor) { e.swap(coming, `\n  2027-W05: (\d+)\n`, "\n  2027-Q1: $1\n") }, []string{"P102"}},
	{"a week of another year", func(e *editor) { e.swap(coming, `\n  2027-W20: ([1-9]\d*)\n`, "\n  2026-W20: $1\n") }, []string{"P103"}},
	{"week 53 in a year of 52", func(e *editor) { e.swap(coming, `\n  2027-W52: (\d+)\n`, "\n  2027-W53: $1\n") }, []string{"S406"}},
	{"a number with a leading zero", func(e *editor) { e.swap(coming, `\nvolym: (\d+)\n`, "\nvolym: 0$1\n") }, []string{"S321"}},
	{"a misspelt key", func(e *editor) { e.swap(running, `\nvolym: `, "\nvolmy: ") }, []string{"S402"}},
	{"a line break that git does not see", func(e *editor) { e.swap(running, `\n# ([^\n]*)\n`, "\n# $1\u2028volym: 1\n") }, []string{"S204"}},
	{"a copied file", func(e *editor) {
		name, _ := e.find(coming, `\nid: `)
		e.tree[strings.TrimSuffix(name, ".yaml")+"-kopia.yaml"] = e.tree[name]
	}, []string{"X001"}},
	{"an unknown line", func(e *editor) { e.swap(coming, `(rad: )([a-z-]+)`, "$1ingen-sadan-rad") }, []string{"X002"}},
	{"an agreement is deleted", func(e *editor) {
		e.swap("register/avtal", `  - id: `+e.look(coming, `\navtal: (\S+)\n`)+`\n(    .*\n)+`, "")
	}, []string{"X002"}},
	{"sender and receiver change places", func(e *editor) {
		e.swap(coming, `\nskickande: (\S+)\nmottagare: (\S+)\n(typ: intern\n)?vardomrade:`, "\nskickande: $2\nmottagare: $1\nvardomrade:")
	}, []string{"P112", "P114"}},
	{"another region's agreement without the ladder", func(e *editor) {
		var others []string
		for _, found := range regexp.MustCompile(`id: (\S+)\n    avtalsagare: region-`).FindAllSubmatch(e.tree["plans/register/avtal.yaml"].Data, -1) {
			others = append(others, string(found[1]))
		}
		memo := e.look(coming, `missiv: ([^\s,]+),?(?:.*\n)+avtal: (?:`+strings.Join(others, "|")+`)\n`)
		e.swap("2027/missiv/"+memo, `\nkapacitetstrappa:\n(  .*\n)+rader:`, "\nrader:")
	}, []string{"P121"}},
	{"the receiver is not heard", func(e *editor) {
		e.swap(coming, `(\navstamningar:\n *- .*\n) *- \{part: .*\n`, "$1")
	}, []string{"P106"}},
	{"a contact is missing", func(e *editor) {
		e.swap(coming, `(\nkontakter:\n *- \{part: (\S+), .*\n) *- \{part: .*\n((?:andringar|arende))`, "$1$3")
	}, []string{"P107"}},
	{"a change ends at another volume", func(e *editor) {
		e.add(running, `(orsak: okat_behov\n.*\n *volym_efter: )(\d+)(\n)`, -1)
	}, []string{"P501"}},
	{"a principle is not assessed", func(e *editor) {
		e.swap(running, `\n *vgr_uppnatt_vardgaranti: \{.*\n`, "\n")
	}, []string{"P506"}},
	{"the search skips the region's own hospitals", func(e *editor) {
		e.swap(running, `\n *- \{steg: egen_regi, .*(\n *- \{steg: egna_avtal)`, "$1")
	}, []string{"P509"}},
	{"plan and week are raised by hand", func(e *editor) {
		name, _ := e.find(coming, `\navtal: (?:.*\n)*  2027-W10: (?:.*\n)*andringar: \[\]`)
		e.add(strings.TrimPrefix(name, "plans/"), `(\nvolym: )(\d+)(\n)`, 500)
		e.add(strings.TrimPrefix(name, "plans/"), `(\n  2027-W10: )(\d+)()`, 500)
	}, []string{"X101", "X201"}},
	{"a rest is larger than decided", func(e *editor) {
		e.add("2026/rester/", `(slag: oplacerad(?:,|\n   ) volym: )(\d+)()`, 1)
	}, []string{"X101"}},
	{"an offer gives less than plans take", func(e *editor) {
		e.change("2027/erbjudanden/", `(2027-(?:W1[02]|Q1): )(\d+)`, func(found []string) string { return found[1] + "0" })
	}, []string{"X203"}},
	{"an agreement ends early", func(e *editor) {
		used := e.look(coming, `period: 2027-01-01/2027-12-31\n(?:.*\n)+avtal: (\S+)\n(?:.*\n)+  2027-W10: [1-9]`)
		e.swap("register/avtal", `(  - id: `+used+`\n(?:    .*\n)+?    giltig_till: )\S+(\n)(    takvolymer:\n(?:      .*\n)+)(?:    kapacitet:.*\n)?`, "$12027-02-28$2$3")
	}, []string{"P104"}},
	{"the missiv goes to the old forum", func(e *editor) {
		e.swap("2027/missiv/", `\ntill: \S+\n`, "\ntill: funktionsgrupp_produktionschefer\n")
	}, []string{"P201"}},
	{"a förvaltning is not heard", func(e *editor) {
		e.swap("2027/missiv/", `(\navstamningar:\n) *- \{forvaltning: .*\n`, "$1")
	}, []string{"P202"}},
	{"a plan follows the old routine", func(e *editor) { e.swap(coming, `\nrutin: "9.0"\n`, "\nrutin: \"6.0\"\n") }, []string{"P701"}},
	{"a day that has not come", func(e *editor) {
		e.swap(coming, `(\navstamningar:\n *- \{part: \S+, datum: )2026-11-\d\d`, "$12026-11-22")
	}, []string{"P704"}},
	{"outcome of a week to come", func(e *editor) {
		e.swap("2026/utfall/2026-W46", `;2026-W46;`, ";2026-W50;")
	}, []string{"F101"}},
}

func TestOneSlipGivesItsFinding(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		for i, slip := range slips {
			t.Run(fmt.Sprintf("%s, seed %d", slip.name, seed), func(t *testing.T) {
				tree := corpus.New(80, seed)
				slip.make(&editor{t, tree, rand.New(rand.NewPCG(seed, uint64(i)))})
				bad := faults(judge(t, tree).Findings)
				var got []string
				for _, d := range bad {
					got = append(got, d.Rule)
				}
				slices.Sort(got)
				if diff := cmp.Diff(slip.rules, slices.Compact(got)); diff != "" {
					t.Errorf("rules (-want +got):\n%s%s", diff, show(bad))
				}
			})
		}
	}
}
