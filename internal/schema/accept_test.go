package schema

import (
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// agree holds an acceptor against the library. What it accepts the library must accept;
// what it doubts without a reason costs time.
func agree(t testing.TB, what string, k *kind, root *yamldoc.Node) (valid bool) {
	t.Helper()
	err := k.root.Validate(value(root))
	switch accepted := k.sound.accepts(root); {
	case accepted && err != nil:
		t.Errorf("%s: accepted, and the library refuses it: %#v", what, err)
	case !accepted && err == nil && !reserved(root):
		t.Errorf("%s: doubted, and the library has nothing against it", what)
	}
	return err == nil
}

// reserved tells of a document that may be doubted: the loader has reported something in
// it, or should have, or a number is beyond counting.
func reserved(root *yamldoc.Node) (bad bool) {
	visit(root, "", func(_ string, n *yamldoc.Node) {
		bad = bad || n.Bad || vast(n)
		seen := map[string]bool{}
		for _, e := range n.Entries {
			bad = bad || e.Key.Bad || seen[e.Key.Text]
			seen[e.Key.Text] = true
		}
	})
	return bad
}

// trees are real and made-up trees of plans.
func trees(t testing.TB) map[string]fstest.MapFS {
	return map[string]fstest.MapFS{
		"worked": region.Worked(t), "small": region.Files(), "made up": corpus.New(60, 1), "three years": corpus.ThreeYears(12, 2),
		"drawn 1": corpus.Region(1), "drawn 2": corpus.Region(2), "drawn 3": corpus.Region(3),
	}
}

func TestSoundFilesAreAcceptedWithoutTheLibrary(t *testing.T) {
	seen := map[string]int{}
	judge := func(name string, text []byte) {
		doc := read(t, name, string(text))
		kind, list := set(t).Check(doc)
		if len(list) > 0 {
			t.Fatalf("%s has findings", name)
		}
		if !agree(t, name, set(t).kinds[kind], doc.Root) {
			t.Errorf("%s is not valid", name)
		}
		seen[kind]++
	}
	for tree, files := range trees(t) {
		for name, file := range files {
			if path.Ext(name) == ".yaml" {
				judge(tree+": "+name, file.Data)
			}
		}
	}
	for name, text := range files(t, "valid") {
		judge(name, []byte(text))
	}
	for _, kind := range set(t).Kinds() {
		if seen[kind] < 3 {
			t.Errorf("only %d files of kind %s", seen[kind], kind)
		}
	}
}

func TestAcceptorAndLibraryAgreeOnEveryChangeOfADocument(t *testing.T) {
	verdicts := map[bool]int{}
	for name, text := range files(t, "valid") {
		for _, m := range mutations(read(t, name, text).Root) {
			verdicts[agree(t, name+": "+m.name, set(t).kinds[kindOfFile(name)], m.root)]++
		}
	}
	for name, text := range files(t, "invalid") {
		verdicts[agree(t, name, set(t).kinds[kindOfFile(name)], read(t, name, text).Root)]++
	}
	if verdicts[true] < 300 || verdicts[false] < 2000 {
		t.Errorf("verdicts %v", verdicts)
	}
}

func TestTheLibraryIsAskedWhereANodeIsBad(t *testing.T) {
	for name, text := range files(t, "valid") {
		for _, m := range mutations(read(t, name, text).Root) {
			if strings.HasPrefix(m.kind, "bad") && set(t).kinds[kindOfFile(name)].sound.accepts(m.root) {
				t.Errorf("%s: %s is accepted", name, m.name)
			}
		}
	}
}

func TestAKeyStatedTwiceIsNeverWrongWayRound(t *testing.T) {
	const head = "dokument: leveransplan/v1\nperiodisering:\n  2027-W01: 1\n"
	plan := read(t, "a.yaml", files(t, "valid")["leveransplan-veckor"]).Root
	extra := read(t, "a.yaml", head).Root
	k := set(t).kinds["leveransplan"]
	for _, e := range plan.Entries {
		for _, second := range []*yamldoc.Node{e.Value, {Kind: yamldoc.Null}, extra} {
			twice := yamldoc.Entry{Key: e.Key, Value: second}
			for _, entries := range [][]yamldoc.Entry{append(slices.Clone(plan.Entries), twice), append([]yamldoc.Entry{twice}, plan.Entries...)} {
				agree(t, e.Key.Text, k, &yamldoc.Node{Kind: yamldoc.Mapping, Entries: entries})
			}
		}
	}
}

func TestAcceptorsOfSchemasThatNoKindHasYet(t *testing.T) {
	for schema, values := range map[string]map[string]bool{
		`{"type": "object", "additionalProperties": {"$ref": "#/properties/a"}, "propertyNames": {"pattern": "^[a-z]+$"}}`: {
			"{b: {c: {d: {}}}}": true, "{b: {c: {d: 1}}}": false, "{b: {c: {1d: {}}}}": false,
		},
		`{"uniqueItems": true, "items": {"type": ["integer", "string"]}}`: {
			"[1, 2, 0]": true, "[1, 0, 0]": false, "[1, x, x]": false, "[12, 1, 12]": false, "x": true,
		},
		`{"type": ["number", "null"], "minimum": 1, "maximum": 3}`: {
			"1": true, "1.0": false, "1.5": true, "3.0": true, "3.1": false, "~": true, "x": false, "-2": false,
		},
		`{"enum": ["x", "y"], "maxLength": 3}`:                                           {"x": true, "z": false, "1": false, "[]": false, "{}": false},
		`{"type": "boolean", "$ref": "#/$defs/open"}, "b": {"$ref": "#/properties/a"}`:   {"true": true, "1": false},
		`{"properties": {"c": {"const": "x"}}, "dependentRequired": {"c": ["c"]}}`:       {"{c: x, d: 1}": true, "{c: y}": false, "{}": true, "x": true},
		`{"properties": {"c": {}, "d": {}, "e": {}}, "dependentRequired": {"c": ["d"]}}`: {"{c: 1, d: 1}": true, "{c: 1, e: 1}": false, "{e: 1}": true},
	} {
		text := strings.Replace(toy, "%s", schema, 1)
		text = strings.TrimSuffix(text, "}") + `, "$defs": {"open": {"description": "anything"}}}`
		s, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(text)}})
		if err != nil {
			t.Fatalf("%s: %v", schema, err)
		}
		for v, want := range values {
			root := read(t, "a.yaml", "dokument: leksak/v1\na: "+v+"\n").Root
			if valid := agree(t, schema+" and "+v, s.kinds["leksak"], root); valid != want {
				t.Errorf("%s: %s is valid: %v", schema, v, valid)
			}
		}
	}
}

func TestItemsAreUnlikeByWhatTheyMean(t *testing.T) {
	s, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(strings.Replace(toy, "%s", `{"uniqueItems": true}`, 1))}})
	if err != nil {
		t.Fatal(err)
	}
	items := []*yamldoc.Node{
		scalarNode(yamldoc.Int, "0"), scalarNode(yamldoc.Int, "-0"), scalarNode(yamldoc.Int, "1"), scalarNode(yamldoc.Number, "1.0"),
		scalarNode(yamldoc.Int, strings.Repeat("9", 30)), scalarNode(yamldoc.String, "1"), scalarNode(yamldoc.String, "x"), scalarNode(yamldoc.Bool, "true"),
		{Kind: yamldoc.Null}, {Kind: yamldoc.Mapping}, {Kind: yamldoc.Sequence}, {Kind: yamldoc.String, Text: "y", Bad: true},
	}
	sch := s.at[base+"leksak.schema.json#/properties/a"]
	accepted := 0
	for _, one := range items {
		for _, other := range items {
			list := &yamldoc.Node{Kind: yamldoc.Sequence, Items: []*yamldoc.Node{one, other}}
			if s.sound[sch].accepts(list) {
				accepted++
				if err := sch.Validate(value(list)); err != nil {
					t.Errorf("%v and %v are accepted: %v", one, other, err)
				}
			}
		}
	}
	if accepted != 6 { // 0 and 1, -0 and 1, "1" and "x", either way round
		t.Errorf("%d pairs accepted", accepted)
	}
}

func TestASchemaThatNoAcceptorKnowsIsRefused(t *testing.T) {
	tests := map[string]string{
		`{"enum": ["a", 1]}`:                              errWords.Error(),
		`{"const": 1}`:                                    errWords.Error(),
		`{"const": "a", "enum": ["a"]}`:                   errWords.Error(),
		`{"type": "number", "minimum": 0.5}`:              errLimit.Error(),
		`{"type": "number", "maximum": 1e30}`:             errLimit.Error(),
		`{"type": "object", "minProperties": 2}`:          errKeys.Error(),
		`{"type": "object", "required": ["b"]}`:           "no property",
		`{"dependentRequired": {"b": ["c"]}}`:             "no property",
		`{"dependencies": {"b": ["c"]}}`:                  errDraft.Error(),
		`{"$ref": "#/properties/a"}`:                      "infinite loop",
		`{"type": "object", "properties": {` + keys65():   errTooMany.Error(),
		`{"type": "array", "items": {"enum": [null, 2]}}`: errWords.Error(),
	}
	for schema, want := range tests {
		text := strings.Replace(toy, "%s", schema, 1)
		if _, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: error %v, want %q", schema, err, want)
		}
	}
}

func keys65() string {
	var b strings.Builder
	for i := range 65 {
		b.WriteString(strings.Repeat(",", min(i, 1)) + `"` + strings.Repeat("k", i+1) + `": {}`)
	}
	return b.String() + "}}"
}

// A release of the library that knows one keyword more must not go unnoticed.
func TestEveryFieldOfTheLibrarysSchemasIsAccountedFor(t *testing.T) {
	read := "Ref Types Constant Enum MinProperties MaxProperties Required Properties PropertyNames AdditionalProperties DependentRequired " +
		"MinItems MaxItems UniqueItems Items2020 MaxLength Pattern Format Minimum Maximum"
	refused := "Always Not AllOf AnyOf OneOf If PatternProperties DependentSchemas UnevaluatedProperties PrefixItems Contains UnevaluatedItems " +
		"MinLength ExclusiveMinimum ExclusiveMaximum MultipleOf DynamicRef Dependencies RecursiveRef"
	// Then and Else stand beside If; the others say nothing in draft 2020-12.
	silent := "Then Else Location Draft RecursiveAnchor DynamicAnchor RegexProperties Items AdditionalItems ContainsEval MinContains MaxContains " +
		"ContentEncoding ContentMediaType ContentSchema Title Description Default Comment ReadOnly WriteOnly Examples Deprecated Extensions"
	known := strings.Fields(read + " " + refused + " " + silent)
	for _, field := range reflect.VisibleFields(reflect.TypeFor[jsonschema.Schema]()) {
		if field.IsExported() && !slices.Contains(known, field.Name) {
			t.Errorf("%s is new", field.Name)
		}
	}
	for location, sch := range set(t).at {
		v := reflect.ValueOf(sch).Elem()
		for _, name := range []string{"RegexProperties", "Items", "AdditionalItems", "ContentEncoding", "ContentMediaType", "Extensions"} {
			if !v.FieldByName(name).IsZero() {
				t.Errorf("%s has %s", location, name)
			}
		}
	}
}

// What goes past the library must have had no findings, and what goes to it has the same.
func TestFindingsAreThoseOfTheLibraryAlone(t *testing.T) {
	slow := &Set{kinds: map[string]*kind{}, at: set(t).at}
	for name, k := range set(t).kinds {
		slow.kinds[name] = &kind{id: k.id, root: k.root, sound: &acceptor{}, homes: k.homes} // doubts everything
	}
	compare := func(what string, doc *yamldoc.Document) {
		kind, list := set(t).Check(doc)
		wantKind, want := slow.Check(doc)
		if diff := cmp.Diff(want, list); diff != "" || kind != wantKind {
			t.Errorf("%s: kind %q, library %q\n%s", what, kind, wantKind, diff)
		}
	}
	for name, text := range files(t, "valid") {
		doc := read(t, name, text)
		for i, m := range mutations(doc.Root) {
			if i%7 == 0 { // each takes the slow way twice
				compare(name+": "+m.name, &yamldoc.Document{Source: doc.Source, Root: m.root})
			}
		}
	}
	for name, text := range files(t, "invalid") {
		compare(name, read(t, name, text))
	}
}
