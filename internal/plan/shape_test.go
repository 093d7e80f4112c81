package plan_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
	"github.com/leveransplan/leveransplan/schemas"
)

// shape is a schema, as far as these tests read it.
type shape struct {
	Ref        string           `json:"$ref"`
	Defs       map[string]shape `json:"$defs"`
	Type       string           `json:"type"`
	Format     string           `json:"format"`
	Const      any              `json:"const"`
	Enum       []any            `json:"enum"`
	Properties map[string]shape `json:"properties"`
	Items      *shape           `json:"items"`
	Additional json.RawMessage  `json:"additionalProperties"`
}

const sharedFile = "gemensamt.schema.json"

func readShape(t testing.TB, file string) shape {
	t.Helper()
	text, err := schemas.FS.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var s shape
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return s
}

// kinds lists the kinds of documents that have a schema.
func kinds(t testing.TB) []plan.Kind {
	t.Helper()
	entries, err := schemas.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var out []plan.Kind
	for _, e := range entries {
		if kind, ok := strings.CutSuffix(e.Name(), ".schema.json"); ok && e.Name() != sharedFile {
			out = append(out, plan.Kind(kind))
		}
	}
	if len(out) < 14 {
		t.Fatalf("only %d schemas", len(out))
	}
	return out
}

// typeOf is the typed model of a kind.
func typeOf(kind plan.Kind) reflect.Type {
	y := &yamldoc.Document{Root: &yamldoc.Node{Kind: yamldoc.Mapping}}
	return reflect.TypeOf(plan.Decode(kind, y, false)).Elem()
}

// comparison walks schemas and types side by side.
type comparison struct {
	t      *testing.T
	shared map[string]shape
	// seen gathers the properties that a type has been met with: one type can stand for
	// mappings of which each has only some of its keys.
	seen map[reflect.Type]map[string]bool
}

func (c *comparison) resolve(s shape) shape {
	for s.Ref != "" {
		name := s.Ref[strings.LastIndex(s.Ref, "/")+1:]
		def, ok := c.shared[name]
		if !ok {
			c.t.Fatalf("no definition %q", s.Ref)
		}
		s = def
	}
	return s
}

func fieldsByKey(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" {
			out[key] = f.Type
		}
	}
	return out
}

var slotsType = reflect.TypeFor[plan.Slots]()

func (c *comparison) compare(at string, s shape, typ reflect.Type) {
	s = c.resolve(s)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch {
	case s.Type == "array":
		if typ.Kind() != reflect.Slice {
			c.t.Errorf("%s: a list, but the field is %s", at, typ)
			return
		}
		c.compare(at+"[]", *s.Items, typ.Elem())
	case s.Type == "object" && len(s.Properties) > 0:
		c.object(at, s, typ)
	case s.Type == "object":
		if typ != slotsType {
			c.t.Errorf("%s: volumes by week, but the field is %s", at, typ)
		}
	default:
		if want := scalarType(s); typ != want {
			c.t.Errorf("%s: the schema has %s, the field is %s", at, want, typ)
		}
	}
}

func (c *comparison) object(at string, s shape, typ reflect.Type) {
	if typ.Kind() != reflect.Struct || string(s.Additional) != "false" {
		c.t.Errorf("%s: a closed mapping, but the field is %s", at, typ)
		return
	}
	fields := fieldsByKey(typ)
	if c.seen[typ] == nil {
		c.seen[typ] = map[string]bool{}
	}
	for _, key := range slices.Sorted(maps.Keys(s.Properties)) {
		c.seen[typ][key] = true
		if field, ok := fields[key]; ok {
			c.compare(at+"."+key, s.Properties[key], field)
		} else {
			c.t.Errorf("%s: %s has no field for %q", at, typ, key)
		}
	}
}

// scalarType is the field that a scalar of the schema fits into.
func scalarType(s shape) reflect.Type {
	switch s.Type {
	case "integer":
		return reflect.TypeFor[plan.Int]()
	case "number":
		return reflect.TypeFor[plan.Number]()
	case "boolean":
		return reflect.TypeFor[plan.Bool]()
	}
	switch s.Format {
	case "datum":
		return reflect.TypeFor[plan.Day]()
	case "intervall":
		return reflect.TypeFor[plan.Interval]()
	case "vecka", "kvartal", "vecka-eller-kvartal":
		return reflect.TypeFor[plan.Slot]()
	}
	return reflect.TypeFor[plan.Text]()
}

// Every key of a schema has a field of a fitting type, and every field a key: a value
// that is checked but not read, or read but never allowed, would be silently lost.
func TestSchemasAndTypesAgree(t *testing.T) {
	c := &comparison{t: t, shared: readShape(t, sharedFile).Defs, seen: map[reflect.Type]map[string]bool{}}
	for _, kind := range kinds(t) {
		c.compare(string(kind), readShape(t, string(kind)+".schema.json"), typeOf(kind))
	}
	for typ, keys := range c.seen {
		for key := range fieldsByKey(typ) {
			// Every document has a field for an id; registers have none.
			_, isDocument := typ.FieldByName("Document")
			if !keys[key] && !(isDocument && key == "id") {
				t.Errorf("%s: no schema has the key %q", typ, key)
			}
		}
	}
}

// sample makes a mapping that has every key of a schema.
func (c *comparison) sample(s shape) *yamldoc.Node {
	n := &yamldoc.Node{Kind: yamldoc.Mapping}
	for _, key := range slices.Sorted(maps.Keys(s.Properties)) {
		n.Entries = append(n.Entries, yamldoc.Entry{
			Key: &yamldoc.Node{Kind: yamldoc.String, Text: key}, Value: &yamldoc.Node{Kind: yamldoc.String, Text: key},
		})
	}
	return n
}

// lists calls f for each list of mappings, with the keys above it and its own.
func (c *comparison) lists(parent, name string, s shape, f func(parent, name string, entry shape)) {
	s = c.resolve(s)
	if s.Type == "array" {
		if entry := c.resolve(*s.Items); entry.Type == "object" {
			f(parent, name, entry)
			for _, key := range slices.Sorted(maps.Keys(entry.Properties)) {
				c.lists(name, key, entry.Properties[key], f)
			}
		}
		return
	}
	for _, key := range slices.Sorted(maps.Keys(s.Properties)) {
		c.lists(name, key, s.Properties[key], f)
	}
}

// Every list of mappings has keys that tell its entries apart, made of keys that its
// schema has, and the table has no list that no schema has.
func TestEveryListHasEntryKeys(t *testing.T) {
	c := &comparison{t: t, shared: readShape(t, sharedFile).Defs}
	used := map[string]bool{}
	for _, kind := range kinds(t) {
		c.lists("", string(kind), readShape(t, string(kind)+".schema.json"), func(parent, name string, entry shape) {
			key, ok := plan.EntryKey(parent, name, c.sample(entry))
			if !ok {
				t.Errorf("%s: the list %s/%s has no entry keys", kind, parent, name)
			}
			for _, part := range strings.Split(key, "+") {
				if _, known := entry.Properties[part]; !known {
					t.Errorf("%s: the list %s/%s has no key %q, its key is %q", kind, parent, name, part, key)
				}
			}
			if _, special := plan.EntryKeys[parent+"/"+name]; special {
				name = parent + "/" + name
			}
			used[name] = true
		})
	}
	for name := range plan.EntryKeys {
		if !used[name] {
			t.Errorf("no schema has a list %s", name)
		}
	}
}
