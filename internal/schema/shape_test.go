package schema

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func shapeOf(t *testing.T, kind string, way ...string) *Shape {
	t.Helper()
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	s, err := set.Shape(kind)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range way {
		if s = s.Value(key); s.Item() != nil {
			s = s.Item()
		}
	}
	return s
}

// Every schema that names keys has them in the order of its file: what the library has
// compiled and what the file says are the same keys.
func TestShapesHaveTheKeysThatAreJudged(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	order, err := readOrder(set.files)
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for location, sch := range set.at {
		keys := slices.Clone(order[location+"/properties"])
		slices.Sort(keys)
		if diff := cmp.Diff(sortedKeys(sch.Properties), keys); diff != "" && len(sch.Properties)+len(keys) > 0 {
			t.Errorf("%s (-compiled +file):\n%s", location, diff)
		}
		named += len(keys)
	}
	if named < 300 {
		t.Errorf("%d keys", named)
	}
	for _, kind := range set.Kinds() {
		s := shapeOf(t, kind)
		if s.Keys()[0] != keyKind || s.Value(keyKind).Const != set.kinds[kind].id || s.Type != "object" {
			t.Errorf("%s: %s first, %q, %s", kind, s.Keys()[0], s.Value(keyKind).Const, s.Type)
		}
	}
}

func TestAShapeSaysWhatTheSchemaSays(t *testing.T) {
	plan := shapeOf(t, "leveransplan")
	byTime := plan.Value("periodisering")
	change := shapeOf(t, "leveransplan", "andringar")
	for name, c := range map[string]struct{ got, want any }{
		"a key that must be there":             {plan.Demands("volym"), true},
		"a key that need not be there":         {plan.Demands("avtal"), false},
		"a key that the schema names":          {plan.Takes("avtal"), true},
		"a key that it does not":               {plan.Takes("avtall"), false},
		"the same, asked of names":             {plan.Names("avtall"), false},
		"what a number is":                     {plan.Value("volym").Type, "integer"},
		"text":                                 {plan.Value("id").IsText(), true},
		"a constant is no text":                {plan.Value("dokument").IsText(), false},
		"an item of a list, by a reference":    {slices.Contains(change.Keys(), "galler_fran"), true},
		"a list is no mapping":                 {len(plan.Value("andringar").Keys()), 0},
		"weeks":                                {byTime.ByTime(), true},
		"a mapping with names of its own":      {plan.ByTime(), false},
		"a week":                               {byTime.Takes("2027-W05"), true},
		"no week":                              {byTime.Takes("2027-W54"), false},
		"what weeks hold":                      {byTime.Value("2027-W05").Type, "integer"},
		"a word of an enumeration":             {slices.Contains(change.Value("orsak").Enum, "omperiodisering"), true},
		"nothing is known of an unknown value": {(*Shape)(nil).Value("a").Item().Takes("a"), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

func TestKeysHaveAnOrder(t *testing.T) {
	plan := shapeOf(t, "leveransplan")
	for name, c := range map[string]struct {
		s      *Shape
		is, in []string
	}{
		"by the schema, unknown keys last as they came": {plan, []string{"x", "volym", "b", "id", "dokument"}, []string{"dokument", "id", "volym", "x", "b"}},
		"by time, the rest last": {
			plan.Value("periodisering"),
			[]string{"x", "2027-W10", "2027-W09", "a", "2026-W53"},
			[]string{"2026-W53", "2027-W09", "2027-W10", "x", "a"},
		},
		"as they came where no schema knows": {nil, []string{"b", "a"}, []string{"b", "a"}},
	} {
		if diff := cmp.Diff(c.in, slices.SortedStableFunc(slices.Values(c.is), c.s.Compare)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestShapesThatThereAreNot(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"", "gemensamt", "plan"} {
		if s, err := set.Shape(kind); err == nil {
			t.Errorf("%q: %v", kind, s)
		}
	}
	for name, text := range map[string]string{"cut short": `{"properties": {"a": `, "no object": `{"properties": {"a": ]}}`, "nothing": ""} {
		if o, err := readOrder(fstest.MapFS{"a" + ending: {Data: []byte(text)}}); err == nil {
			t.Errorf("%s: %v", name, o)
		}
	}
}
