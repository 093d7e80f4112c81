package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/schemas"
)

const toy = `{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "leksak.schema.json", "type": "object",
	"additionalProperties": false, "required": ["dokument"], "properties": {"dokument": {"const": "leksak/v1"}, "a": %s}}`

func TestY12OnlySchemasWithWordsAndWithoutOutsideReferencesAreLoaded(t *testing.T) {
	tests := []struct{ name, schema, want string }{
		{"a reference to the network", `{"$ref": "https://example.org/a.json"}`, "not one of the built-in"},
		{"a reference to a file", `{"$ref": "file:///etc/passwd"}`, "not one of the built-in"},
		{"a reference out of the folder", `{"$ref": "../../etc/passwd"}`, ""},
		{"a reference to a folder below", `{"$ref": "sub/a.json"}`, "not one of the built-in"},
		{"a reference to nothing", `{"$ref": "gemensamt.schema.json#/$defs/saknas"}`, ""},
		{"a misspelt format", `{"type": "string", "format": "vekca", "pattern": "x"}`, "unknown format"},
		{"a format of the library's own", `{"type": "string", "format": "email", "pattern": "x"}`, "unknown format"},
		{"branches", `{"anyOf": [{"type": "string"}]}`, "no words"},
		{"conditions", `{"if": {"type": "string"}, "then": {"pattern": "x"}}`, "no words"},
		{"properties by pattern", `{"type": "object", "patternProperties": {"x": {"type": "string"}}}`, "no words"},
		{"a pattern of another dialect", `{"type": "string", "pattern": "(?!x)"}`, ""},
		{"a keyword of the wrong type", `{"type": "string", "maxLength": "5"}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{
				"leksak.schema.json": {Data: []byte(strings.Replace(toy, "%s", test.schema, 1))},
				"sub/a.json":         {Data: []byte(`{"type": "string"}`)},
				shared:               {Data: []byte(`{"$defs": {}}`)},
			}
			_, err := load(files)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func TestY12FormatsAreAsserted(t *testing.T) {
	sound := `{"type": "string", "format": "vecka-eller-kvartal", "pattern": "^2027"}`
	s, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(strings.Replace(toy, "%s", sound, 1))}})
	if err != nil {
		t.Fatal(err)
	}
	_, list := s.Check(read(t, "a.yaml", "dokument: leksak/v1\na: 2027-W53\n"))
	if len(list) != 1 || list[0].Rule != ruleFormat {
		t.Errorf("week 53 of 2027 gives %v", list)
	}
}

func TestASchemaThatDoesNotNameItsKindIsRefused(t *testing.T) {
	text := strings.Replace(strings.Replace(toy, "%s", "{}", 1), `{"const": "leksak/v1"}`, `{"type": "string"}`, 1)
	if _, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), "constant") {
		t.Errorf("error %v", err)
	}
}

// alone compiles one file with nothing else to open.
func alone(t *testing.T, name string, text []byte) *jsonschema.Schema {
	t.Helper()
	c := compiler(fstest.MapFS{name: {Data: text}})
	sch, err := c.Compile(base + name)
	if err != nil {
		t.Fatalf("the bundle does not stand alone: %v", err)
	}
	return sch
}

func TestSourceIsOneFileThatJudgesAsTheSetDoes(t *testing.T) {
	for name, text := range files(t, "valid") {
		kind := kindOfFile(name)
		t.Run(name, func(t *testing.T) {
			source, ok := set(t).Source(kind)
			if !ok || !json.Valid(source) {
				t.Fatalf("source of %s: %v, valid JSON %v", kind, ok, json.Valid(source))
			}
			if bytes.Contains(source, []byte(shared)) {
				t.Error("the bundle refers to the shared file")
			}
			sch := alone(t, kind+ending, source)
			root := read(t, name, text).Root
			for _, m := range mutations(root) {
				together, apart := set(t).kinds[kind].root.Validate(value(m.root)), sch.Validate(value(m.root))
				if (together == nil) != (apart == nil) {
					t.Errorf("%s: the set says %v, the bundle %v", m.name, together, apart)
				}
			}
		})
	}
}

func TestSourceHoldsOnlyTheDefinitionsInUse(t *testing.T) {
	source, _ := set(t).Source("kalender")
	var file struct {
		Defs map[string]any `json:"$defs"`
	}
	if err := json.Unmarshal(source, &file); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"datum", "fritext", "register_id"} {
		if file.Defs[want] == nil {
			t.Errorf("%s is missing", want)
		}
	}
	if len(file.Defs) != 3 {
		t.Errorf("definitions %v", sortedKeys(file.Defs))
	}
}

func TestSourceOfAKindWithoutSharedDefinitionsIsTheFileItself(t *testing.T) {
	text := strings.Replace(toy, "%s", `{"type": "boolean"}`, 1)
	s, err := load(fstest.MapFS{"leksak.schema.json": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if source, _ := s.Source("leksak"); string(source) != text {
		t.Errorf("source %s", source)
	}
}

func TestEveryKindHasASource(t *testing.T) {
	for _, kind := range set(t).Kinds() {
		if source, ok := set(t).Source(kind); !ok || len(source) == 0 {
			t.Errorf("%s has none", kind)
		}
	}
}

func TestSourceIsACopyAndUnknownKindsHaveNone(t *testing.T) {
	source, _ := set(t).Source("avtal")
	source[0] = 'x'
	if again, _ := set(t).Source("avtal"); again[0] != '{' {
		t.Error("a caller can change the set")
	}
	if _, ok := set(t).Source("gemensamt"); ok {
		t.Error("the shared definitions are no kind")
	}
}

func TestTheLibraryHasNoWayOut(t *testing.T) {
	c := compiler(schemas.FS)
	for _, url := range []string{"http://127.0.0.1/a", "file:///etc/hostname", base + "a/b", base, base + ".."} {
		if r, err := c.LoadURL(url); err == nil {
			if f, isFile := r.(fs.File); isFile {
				if info, _ := f.Stat(); info != nil && info.IsDir() {
					continue // reading a folder gives an error of its own
				}
			}
			t.Errorf("%s can be opened", url)
		}
	}
}
