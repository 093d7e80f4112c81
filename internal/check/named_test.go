package check_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Named reads the documents with an id, wherever they stand, the registers that are asked
// for and what can't be read; nothing else.
func TestNamed(t *testing.T) {
	const hip = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
	tree := region.Files()
	tree["plans/tvilling.yaml"] = tree[hip]
	tree["plans/trasig.yaml"] = &fstest.MapFile{Data: []byte("dokument: missiv/v1\nid: [\n")}
	read := reader(new(cache.Cache))
	files := func(id string, kinds ...plan.Kind) (out []string, whole bool) {
		t.Helper()
		set, err := read.Named(tree, id, kinds...)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range set.Documents {
			out = append(out, d.Base().File())
		}
		return out, set.Complete(plan.KindMissiv)
	}
	for name, c := range map[string]struct {
		id    string
		kinds []plan.Kind
		want  []string
	}{
		"an id that stands twice":   {"lp-2027-skas-exk-hoftprotes", nil, []string{hip, "plans/tvilling.yaml"}},
		"an id that nothing has":    {"lp-2027", nil, nil},
		"a register beside":         {"ba-2027", []plan.Kind{plan.KindAvtal}, []string{"plans/2027/behovsanalys.yaml", "plans/register/avtal.yaml"}},
		"a register is no document": {"avtal", nil, nil},
	} {
		if got, whole := files(c.id, c.kinds...); !slices.Equal(got, c.want) || whole {
			t.Errorf("%s: %v, want %v; every missiv read: %v", name, got, c.want, whole)
		}
	}
}
