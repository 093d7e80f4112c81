package diff_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Any two texts in one place: nothing panics, nothing passes in silence, and what is said
// agrees with what an approval is bound to.
func FuzzCompare(f *testing.F) {
	files := region.Files()
	places := []string{hip, memo, offer, rests, outcome, roles, settings, "plans/2027/behovsanalys.yaml", "plans/register/avtal.yaml", "plans/undantag.yaml"}
	for i, name := range places {
		f.Add(uint8(i), files[name].Data, files[name].Data)
		f.Add(uint8(i), files[name].Data, []byte("a: [\n"))
		f.Add(uint8(i), []byte(""), files[name].Data)
	}
	for _, s := range slips {
		if i := slices.Index(places, s[0]); i >= 0 && bytesCount(files, s[0], s[1]) == 1 {
			f.Add(uint8(i), files[s[0]].Data, edited(f, s[0], s[1], s[2])[s[0]].Data)
		}
	}
	f.Fuzz(func(t *testing.T, place uint8, before, after []byte) {
		name := places[int(place)%len(places)]
		tree := func(text []byte) fstest.MapFS {
			return fstest.MapFS{name: {Data: text}, "plans/register/vardomraden.yaml": files["plans/register/vardomraden.yaml"]}
		}
		a, b := tree(before), tree(after)
		base, head := load(t, a), load(t, b)
		if got := diff.Compare(base, base, nil); len(got) > 0 {
			t.Fatalf("differs from itself: %v", outline(got))
		}
		got := diff.Compare(base, head, changed(a, b))
		editorial := true
		for _, c := range got {
			for _, l := range []string{diff.Summary(c).In("sv"), diff.Summary(c).In("en")} {
				if l == "" {
					t.Fatal("no summary")
				}
			}
			s := c.About()
			only := slices.Equal(c.Kinds(), []diff.Kind{diff.Redaktionell})
			editorial = editorial && only
			if len(c.Kinds()) == 0 || only != (s.BaseSum == s.HeadSum) {
				t.Fatalf("%s of kinds %v is bound to %q and %q", s, c.Kinds(), s.BaseSum, s.HeadSum)
			}
		}
		x, y := only(base, name), only(head, name)
		if x == nil || y == nil {
			if string(before) != string(after) && len(got) == 0 && name != rests {
				t.Fatal("a file that can't be read has changed in silence")
			}
			return
		}
		same := diff.Bound(x).Sum() == diff.Bound(y).Sum()
		switch {
		case x.Base().Kind != y.Base().Kind || x.Base().ID.V != y.Base().ID.V:
		case name == outcome || name == rests || name == roles: // in parts; bound part by part
			if !same && len(got) == 0 && !emptied(x, y) {
				t.Fatal("changed in silence")
			}
		case same != editorial:
			t.Fatalf("bound alike: %v, but the changes are %v", same, outline(got))
		}
	})
}

// only is the document at a path, or nil.
func only(set *plan.Set, name string) plan.Any {
	i := slices.IndexFunc(set.Documents, func(d plan.Any) bool { return d.Base().File() == name })
	if i < 0 {
		return nil
	}
	return set.Documents[i]
}

// emptied tells that one of two documents of rests has none left.
func emptied(a, b plan.Any) bool {
	x, ok := a.(*plan.Restvolymer)
	y, too := b.(*plan.Restvolymer)
	return ok && too && (len(x.Rester) == 0 || len(y.Rester) == 0)
}
