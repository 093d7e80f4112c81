package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// slips are edits of the small region of all sorts: file, what stands there, what comes.
var slips = [][3]string{
	{hip, "volym: 12", "volym: 10"}, {hip, "2027-W05: 3", "2027-W06: 1"}, {hip, "mottagare: exk", "mottagare: siv"}, {hip, "andringar: []", "# slut"},
	{hip, "2027-W02: 3", "2027-W54: 3"}, {hip, "skickande: skas", "skickande: [skas"}, {hip, "enhet: atgard", "enhet: atgard\nokand: 1"}, {eyes, "volym: 2", "volym: 3"},
	{memo, "volym: 8", "volym: 9"}, {memo, "id: missiv-2027-ortopedi", "id: missiv-2027-annan"}, {memo, "rubrik: Ortopedi 2027", "rubrik: Ortopedi"},
	{offer, "2027-W10: 4", "2027-Q1: 4"}, {rests, "slag: oplacerad, volym: 1", "slag: oplacerad, volym: 3"}, {rests, "id: rest-2,", "id: rest-9,"},
	{outcome, "2026-W18;4;6", "2026-W18;5;6"}, {outcome, "2026-W12;2;3\n", "2026-W12;x;3\n"}, {roles, "version: 1", "version: 2"},
	{settings, "region: vgr", "region: vgr\nmaskera_under: 4"}, {"plans/register/avtal.yaml", "id: avt-2026-014", "id: avt-2026-015"},
}

// spoiled is the small region with some of the slips and some files gone.
func spoiled(t testing.TB, rng *rand.Rand) fstest.MapFS {
	tree := region.Files()
	for _, s := range slips {
		if rng.IntN(4) == 0 && bytesCount(tree, s[0], s[1]) == 1 {
			edit(t, tree, s[0], s[1], s[2])
		}
	}
	for _, name := range []string{hip, memo, offer, outcome, rests, "plans/undantag.yaml"} {
		if rng.IntN(10) == 0 {
			delete(tree, name)
		}
	}
	if rng.IntN(4) == 0 {
		tree["plans/kopia.yaml"] = region.Files()[eyes]
	}
	return tree
}

// What is before and after swaps places with base and head, and nothing changes between a
// tree and itself.
func TestMirror(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	for range 12 {
		a, b := spoiled(t, rng), spoiled(t, rng)
		x, y := load(t, a), load(t, b)
		there, back := diff.Compare(x, y, changed(a, b)), diff.Compare(y, x, changed(b, a))
		if d := cmp.Diff(mirrored(there, false), mirrored(back, true)); d != "" {
			t.Fatalf("(-there +back):\n%s", d)
		}
		for _, set := range []struct {
			tree fstest.MapFS
			got  []diff.Change
		}{{a, diff.Compare(x, load(t, a), nil)}, {b, diff.Compare(y, load(t, b), nil)}} {
			if len(set.got) > 0 {
				t.Fatalf("a tree differs from itself: %v", outline(set.got))
			}
		}
		if again := diff.Compare(x, y, changed(a, b)); !slices.Equal(outline(there), outline(again)) {
			t.Fatal("the order is not fixed")
		}
	}
}

// opposites are the kinds that turn into one another; kinds of plans otherwise follow from
// entries, which are written in one direction only.
var opposites = map[diff.Kind]diff.Kind{
	diff.OlastFore: diff.OlastEfter, diff.OlastEfter: diff.OlastFore, diff.Redaktionell: diff.Redaktionell,
	diff.UtfallAndrat: diff.UtfallAndrat, diff.RegisterAndrat: diff.RegisterAndrat, diff.RollerAndrade: diff.RollerAndrade,
	diff.VerktygAndrat: diff.VerktygAndrat, diff.OkandAndrad: diff.OkandAndrad,
}

func mirrored(changes []diff.Change, swap bool) []string {
	var out []string
	for _, c := range changes {
		s := c.About()
		before, after := s.Base+" "+s.BaseSum, s.Head+" "+s.HeadSum
		if swap {
			before, after = after, before
		}
		out = append(out, fmt.Sprintf("%s | %s | %s", s, before, after))
		for _, k := range c.Kinds() {
			if o, ok := opposites[k]; ok {
				if swap {
					k = o
				}
				out = append(out, fmt.Sprintf("%s | %s", s, k))
			}
		}
		out = append(out, values(s.String(), c, swap)...)
	}
	slices.Sort(out)
	return out
}

func values(name string, c diff.Change, swap bool) []string {
	var out []string
	term := func(t diff.Term) {
		if swap {
			t.Before, t.After = t.After, t.Before
		}
		out = append(out, fmt.Sprintf("%s%s %v %v", name, t.Pointer, t.Before, t.After))
	}
	slot := func(s diff.Slot) {
		if swap {
			s.Before, s.After = s.After, s.Before
		}
		out = append(out, fmt.Sprintf("%s %s %d %d", name, s.Slot, s.Before, s.After))
	}
	switch c := c.(type) {
	case *diff.Plan:
		each(c.Terms, term)
		each(c.Slots, slot)
	case *diff.Memo:
		each(c.Terms, term)
	case *diff.Offer:
		each(c.Terms, term)
		each(c.Slots, slot)
	case *diff.Rest:
		each(c.Terms, term)
	case *diff.Register:
		each(c.Terms, term)
		each(c.Entries, func(e diff.Entry) { each(e.Terms, term) })
	}
	return out
}

func each[T any](list []T, do func(T)) {
	for _, item := range list {
		do(item)
	}
}
