package schema

import (
	"encoding/json"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/schemas"
)

// These tests read the schema files as they stand, not as the library understands
// them: it passes over a keyword that it does not know.

// sub is one schema within a file.
type sub struct {
	at   string // file and JSON pointer
	body map[string]any
	prop bool // it is the value of a property
}

func schemaFile(t testing.TB, name string) map[string]any {
	t.Helper()
	text, err := fs.ReadFile(schemas.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	var body map[string]any
	if err := json.Unmarshal(text, &body); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return body
}

// subschemas lists every schema in every file.
func subschemas(t testing.TB) []sub {
	t.Helper()
	names, err := fs.Glob(schemas.FS, "*.json")
	if err != nil || len(names) != 15 {
		t.Fatalf("schema files %v, %v", names, err)
	}
	var all []sub
	var visit func(at string, v any, prop bool)
	visit = func(at string, v any, prop bool) {
		body, ok := v.(map[string]any)
		if !ok {
			return // additionalProperties: false
		}
		all = append(all, sub{at, body, prop})
		for _, holder := range []string{"properties", "$defs"} {
			parts, _ := body[holder].(map[string]any)
			for name, part := range parts {
				visit(at+"/"+holder+"/"+name, part, true)
			}
		}
		for _, keyword := range []string{"items", "additionalProperties", "propertyNames"} {
			visit(at+"/"+keyword, body[keyword], false)
		}
	}
	for _, name := range names {
		visit(name+"#", schemaFile(t, name), false)
	}
	return all
}

func TestSchemasUseOnlyKeywordsThatExistAndHaveWords(t *testing.T) {
	known := strings.Fields(`$schema $id $ref $defs title description examples type properties required
		additionalProperties propertyNames dependentRequired minProperties maxProperties items minItems maxItems
		uniqueItems enum const format pattern maxLength minimum maximum`)
	for _, s := range subschemas(t) {
		for keyword := range s.body {
			if !slices.Contains(known, keyword) {
				t.Errorf("%s: keyword %q", s.at, keyword)
			}
		}
	}
}

func TestY11EveryObjectIsClosed(t *testing.T) {
	for _, s := range subschemas(t) {
		_, hasProperties := s.body["properties"]
		if s.body["type"] != "object" {
			if hasProperties {
				t.Errorf("%s: properties without type object", s.at)
			}
			continue
		}
		rest := s.body["additionalProperties"]
		named := s.body["propertyNames"] != nil && rest != nil && rest != true && s.body["maxProperties"] != nil
		if rest != false && !named {
			t.Errorf("%s: an open object", s.at)
		}
	}
}

func TestEveryPropertyHasATitleAndADescription(t *testing.T) {
	for _, s := range subschemas(t) {
		title, _ := s.body["title"].(string)
		description, _ := s.body["description"].(string)
		named := s.prop || strings.HasSuffix(s.at, "#")
		if named && (title == "" || description == "") {
			t.Errorf("%s: title %q, description %q", s.at, title, description)
		}
		if description != "" && !strings.ContainsAny(description[len(description)-1:], ".…") {
			t.Errorf("%s: the description is no sentence: %q", s.at, description)
		}
	}
}

func TestEveryValueHasAnEnd(t *testing.T) {
	for _, s := range subschemas(t) {
		has := func(keyword string) bool { return s.body[keyword] != nil }
		switch s.body["type"] {
		case "string":
			if !has("enum") && !has("pattern") {
				t.Errorf("%s: any text", s.at)
			}
			if f := s.body["format"]; (f == "fritext" || f == "enradig" || f == "e-post" || f == "ssh-nyckel") && !has("maxLength") {
				t.Errorf("%s: text without an end", s.at)
			}
		case "integer", "number":
			if !has("minimum") || !has("maximum") {
				t.Errorf("%s: a number without limits", s.at)
			}
			for _, keyword := range []string{"minimum", "maximum"} {
				if limit, ok := s.body[keyword].(float64); ok && limit != math.Trunc(limit) {
					t.Errorf("%s: messages write limits as whole numbers", s.at)
				}
			}
		case "array":
			if !has("maxItems") || !has("items") {
				t.Errorf("%s: a list without an end", s.at)
			}
		case "object", "boolean":
		default:
			if !has("$ref") && !has("const") && !strings.HasPrefix(s.at, shared+"#") {
				t.Errorf("%s: type %v", s.at, s.body["type"])
			}
		}
	}
}

func TestFormatsStandBesidePatternsInTheSharedFile(t *testing.T) {
	used := map[string]bool{}
	for _, s := range subschemas(t) {
		format, _ := s.body["format"].(string)
		_, hasPattern := s.body["pattern"]
		if hasPattern != (format != "") {
			t.Errorf("%s: a pattern needs a format and a format a pattern", s.at)
		}
		if format == "" {
			continue
		}
		used[format] = true
		if _, known := formats[format]; !known {
			t.Errorf("%s: unknown format %q", s.at, format)
		}
		if path.Dir(s.at) != shared+"#/$defs" {
			t.Errorf("%s: formats belong in the shared file", s.at)
		}
		if examples, _ := s.body["examples"].([]any); len(examples) == 0 {
			t.Errorf("%s: no example", s.at)
		}
	}
	for format := range formats {
		if !used[format] {
			t.Errorf("format %q is not used", format)
		}
	}
}

func TestEverySharedDefinitionIsUsed(t *testing.T) {
	for name := range schemaFile(t, shared)["$defs"].(map[string]any) {
		if set(t).at[base+shared+"#/$defs/"+name] == nil {
			t.Errorf("%s is used by no kind of document", name)
		}
	}
}

func TestRequiredKeysAreProperties(t *testing.T) {
	for _, s := range subschemas(t) {
		properties, _ := s.body["properties"].(map[string]any)
		required, _ := s.body["required"].([]any)
		for _, key := range required {
			if properties[key.(string)] == nil {
				t.Errorf("%s: %q is required and unknown", s.at, key)
			}
		}
	}
}

func TestY12ReferencesStayInTheFolder(t *testing.T) {
	for _, s := range subschemas(t) {
		if ref, ok := s.body["$ref"].(string); ok {
			file, _, _ := strings.Cut(ref, "#")
			if !definition.MatchString(`"`+ref+`"`) || file != "" && file != shared {
				t.Errorf("%s: reference to %s", s.at, ref)
			}
		}
		if id, ok := s.body["$id"].(string); ok && s.at != id+"#" {
			t.Errorf("%s: $id is %s, not the file's own name", s.at, id)
		}
	}
}

func TestKindsAreTheFilesAndNameThemselves(t *testing.T) {
	for _, kind := range set(t).Kinds() {
		body := schemaFile(t, kind+ending)
		first := body["properties"].(map[string]any)[keyKind].(map[string]any)
		if first["const"] != kind+"/v1" || !slices.Contains(body["required"].([]any), any(keyKind)) {
			t.Errorf("%s: %v", kind, first)
		}
		if body["$defs"] != nil {
			t.Errorf("%s: definitions belong in the shared file, where Source looks for them", kind)
		}
	}
	want := strings.Fields("avtal avvikelser behovsanalys erbjudande installningar kalender leveransplan missiv organisationer restvolymer roller rutiner undantag vardomraden")
	if got := set(t).Kinds(); !slices.Equal(got, want) {
		t.Errorf("kinds %v", got)
	}
}
