package schemas_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/schemas"
)

// These tests show editors' language server the sample plans: what a planner sees while
// typing comes from the schema files as they stand here.

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// samples are the documents of the sample region, by path.
func samples(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(".."), "plans", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(filepath.Join("..", name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var kindLine = regexp.MustCompile(`(?m)^dokument: ([a-z]+)/v1$`)

func kindOf(text string) string {
	if m := kindLine.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// firstOfKind picks one sample of each kind.
func firstOfKind(t *testing.T) map[string]string {
	t.Helper()
	all, out := samples(t), map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if kind := kindOf(all[name]); out[kind] == "" {
			out[kind] = name
		}
	}
	if diff := cmp.Diff(kinds(t), slices.Sorted(maps.Keys(out))); diff != "" {
		t.Fatalf("kinds with a sample (-schemas +samples):\n%s", diff)
	}
	return out
}

// property is what a schema says of a key at the top of a document.
type property struct{ Title, Description string }

func topKeys(t *testing.T, kind string) map[string]property {
	t.Helper()
	text, err := schemas.FS.ReadFile(kind + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Properties map[string]property }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Properties
}

func kinds(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(schemas.FS, "*.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		if kind := strings.TrimSuffix(name, ".schema.json"); kind != "gemensamt" {
			out = append(out, kind)
		}
	}
	return out
}

const unknownKey = "okand_nyckel: 1\n"

// isUnknownKey tells that the one thing marked is the unknown key on a text's last line.
func isUnknownKey(text string, list []diagnosis) bool {
	if len(list) != 1 {
		return false
	}
	d, line := list[0], strings.Count(text, "\n")-1
	return d.Severity == 1 && strings.Contains(d.Message, "okand_nyckel") &&
		d.Range.Start == position{line, 0} && d.Range.End == position{line, len("okand_nyckel")}
}

func TestEditorsMarkNothingInTheSamplePlans(t *testing.T) {
	s := start(t, root(t), nil)
	for name, list := range s.open(samples(t)) {
		if len(list) > 0 {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

func TestEditorsMarkAnUnknownKey(t *testing.T) {
	s := start(t, root(t), nil)
	texts := samples(t)
	for name := range texts {
		texts[name] += unknownKey
	}
	for name, list := range s.open(texts) {
		if !isUnknownKey(texts[name], list) {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// Where the modeline is missing the settings of the folder take its place.
func TestSettingsFindTheSchemaOfEveryPath(t *testing.T) {
	texts := samples(t)
	for name, text := range texts {
		first, rest, _ := strings.Cut(text, "\n")
		if !strings.Contains(first, "$schema=") {
			t.Errorf("%s begins without a modeline", name)
		}
		texts[name] = rest + unknownKey
	}
	for name, list := range start(t, root(t), settings(t)).open(texts) {
		if !isUnknownKey(texts[name], list) {
			t.Errorf("%s: %+v", name, list)
		}
	}
	for name, list := range start(t, root(t), nil).open(texts) {
		if len(list) > 0 {
			t.Errorf("%s is known without the settings: %+v", name, list)
		}
	}
}

// settings are those that the repository gives VS Code.
func settings(t *testing.T) map[string]any {
	t.Helper()
	text, err := os.ReadFile("../.vscode/settings.json")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Layout is for leveransplan fmt alone: two programs with different views would undo each
// other's work at every save.
func TestEditorsLeaveTheLayoutAlone(t *testing.T) {
	const name, messy = "plans/2027/leveransplaner/a.yaml", "dokument:   leveransplan/v1\nasa_klass: [ 1,2 ]\n"
	ask := func(settings map[string]any) string {
		s := start(t, root(t), settings)
		s.openOne(name, messy)
		return string(s.request("textDocument/formatting", map[string]any{
			"textDocument": map[string]any{"uri": s.address(name)}, "options": map[string]any{"tabSize": 2, "insertSpaces": true},
		}))
	}
	if edits := ask(settings(t)); edits != "[]" && edits != "null" {
		t.Errorf("edits %s", edits)
	}
	if edits := ask(map[string]any{"yaml.format.enable": true}); !strings.Contains(edits, "newText") {
		t.Errorf("no edits without the settings, so that nothing is shown: %s", edits)
	}
}

func modeline(kind string) string {
	return "# yaml-language-server: $schema=../schemas/" + kind + ".schema.json\ndokument: " + kind + "/v1\n"
}

// Every key that a document can begin a line with explains itself, in the schema's words.
func TestEveryTopKeyHasAHover(t *testing.T) {
	s := start(t, root(t), nil)
	texts, order := map[string]string{}, map[string][]string{}
	for _, kind := range kinds(t) {
		name, text := "plans/"+kind+".yaml", modeline(kind)
		for _, key := range slices.Sorted(maps.Keys(topKeys(t, kind))) {
			if key != "dokument" {
				text += key + ":\n"
				order[kind] = append(order[kind], key)
			}
		}
		texts[name] = text
	}
	s.open(texts)
	for _, kind := range kinds(t) {
		for i, key := range append([]string{"dokument"}, order[kind]...) {
			p := topKeys(t, kind)[key]
			want := "#### " + p.Title + "\n\n" + p.Description + "\n\n"
			if got := s.hover("plans/"+kind+".yaml", position{1 + i, 1}); !strings.HasPrefix(got, want) {
				t.Errorf("%s, %s: %q, want %q", kind, key, got, want)
			}
		}
	}
}

// hover is what the editor shows of a place, without the backslashes of its Markdown.
func (s *server) hover(name string, at position) string {
	s.t.Helper()
	var shown struct{ Contents struct{ Value string } }
	answer := s.request("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": s.address(name)}, "position": at})
	if err := json.Unmarshal(answer, &shown); err != nil {
		s.t.Fatalf("hover: %s: %v", answer, err)
	}
	return strings.ReplaceAll(shown.Contents.Value, `\`, "")
}

// offered is what the editor proposes at a place: what to write, and what it says of it.
func (s *server) offered(name string, at position) map[string]string {
	s.t.Helper()
	var list struct {
		Items []struct {
			Label         string
			Documentation any
		}
	}
	answer := s.request("textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": s.address(name)}, "position": at})
	if err := json.Unmarshal(answer, &list); err != nil {
		s.t.Fatalf("completion: %s: %v", answer, err)
	}
	out := map[string]string{}
	for _, item := range list.Items {
		said, _ := item.Documentation.(string)
		if markup, ok := item.Documentation.(map[string]any); ok {
			said, _ = markup["value"].(string)
		}
		out[item.Label] = strings.ReplaceAll(said, `\`, "")
	}
	return out
}

// On an empty line the editor offers the keys that are not there yet, each with the
// schema's description.
func TestKeysAreOffered(t *testing.T) {
	s, texts := start(t, root(t), nil), map[string]string{}
	for _, kind := range kinds(t) {
		texts["plans/"+kind+".yaml"] = modeline(kind)
	}
	s.open(texts)
	for _, kind := range kinds(t) {
		got := s.offered("plans/"+kind+".yaml", position{2, 0})
		for key, p := range topKeys(t, kind) {
			if said, ok := got[key]; key == "dokument" == ok || ok && !strings.HasPrefix(said, p.Description) {
				t.Errorf("%s: %s is offered: %v, %q", kind, key, ok, said)
			}
		}
	}
}

func TestWordsOfListsAreOffered(t *testing.T) {
	s := start(t, root(t), nil)
	tests := []struct {
		name, kind, line string
		want             []string
	}{
		{"a form of care", "leveransplan", "vardform: ", []string{"dagkirurgi", "oppenvard", "slutenvard"}},
		{"a unit", "leveransplan", "enhet: ", []string{"atgard", "besok", "patient"}},
		{"a truth value", "installningar", "protokoll_kravs: ", []string{"false", "true"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name := "plans/words-" + strings.ReplaceAll(test.name, " ", "-") + ".yaml"
			s.openOne(name, modeline(test.kind)+test.line+"\n")
			got := slices.Sorted(maps.Keys(s.offered(name, position{2, len(test.line)})))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("offered (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAWordOutsideAListIsMarked(t *testing.T) {
	s := start(t, root(t), nil)
	name := firstOfKind(t)["leveransplan"]
	text := samples(t)[name]
	line := strings.Count(text[:strings.Index(text, "\nvardform: ")+1], "\n")
	list := s.openOne(name, regexp.MustCompile(`(?m)^vardform: .*$`).ReplaceAllString(text, "vardform: hemsjukvard"))
	if len(list) != 1 || list[0].Severity != 1 || list[0].Range.Start != (position{line, len("vardform: ")}) || !strings.Contains(list[0].Message, "dagkirurgi") {
		t.Errorf("marked %+v", list)
	}
}
