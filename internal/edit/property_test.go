package edit

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/layout"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// samples reads every document of the sample region, by its path in the repository.
func samples(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, file := range region.Worked(t) {
		if path.Ext(name) == ".yaml" {
			out[name] = string(file.Data)
		}
	}
	return out
}

func opened(t testing.TB, name, text string) *File {
	t.Helper()
	f, bad := Open(name, []byte(text))
	if len(bad) > 0 {
		t.Fatalf("%s: %s\n%s", name, bad[0].Message.In(lang.EN), text)
	}
	return f
}

// place is a place of a document: its path, and the way there from the root.
type place struct {
	path string
	way  []any // keys (string) and numbers of items (int)
	node *yamldoc.Node
}

// places lists what a document has, parts that share a name left out.
func places(f *File) (out []place) {
	var look func(n *yamldoc.Node, p place, above, name string)
	look = func(n *yamldoc.Node, p place, above, name string) {
		p.node = n
		if p.path != "" {
			out = append(out, p)
		}
		for _, e := range n.Entries {
			look(e.Value, place{strings.TrimPrefix(p.path+"."+e.Key.Text, "."), append(slices.Clone(p.way), e.Key.Text), nil}, name, e.Key.Text)
		}
		seen := map[string]int{}
		for _, item := range n.Items {
			seen[itemName(above, name, item)]++
		}
		for i, item := range n.Items {
			if word := itemName(above, name, item); word != "" && seen[word] == 1 {
				look(item, place{p.path + "." + word, append(slices.Clone(p.way), i), nil}, above, name)
			}
		}
	}
	look(f.doc.Root, place{}, "", string(f.kind))
	return out
}

// plainly is what a value says, as plain data: what edits mean is worked out on it, by other
// code than the package's own.
func plainly(n *yamldoc.Node) any {
	switch n.Kind {
	case yamldoc.Mapping:
		out := map[string]any{}
		for _, e := range n.Entries {
			out[e.Key.Text] = plainly(e.Value)
		}
		return out
	case yamldoc.Sequence:
		out := []any{}
		for _, item := range n.Items {
			out = append(out, plainly(item))
		}
		return out
	}
	return fmt.Sprintf("%d:%s", n.Kind, n.Text)
}

// put gives data with another value at a place; nil takes the place away.
func put(data any, way []any, v any) any {
	if len(way) == 0 {
		return v
	}
	switch step := way[0].(type) {
	case string:
		out := maps.Clone(data.(map[string]any))
		if out[step] = put(out[step], way[1:], v); out[step] == nil {
			delete(out, step)
		}
		return out
	case int:
		out := slices.Clone(data.([]any))
		if out[step] = put(out[step], way[1:], v); out[step] == nil {
			out = slices.Delete(out, step, step+1)
		}
		return out
	}
	return data
}

var words = []string{"x", "a b", "ja", "no", "9.0", "0114", "en: två", "två #tre", "", "rad\nbruten", "{", "- a", "åäö § 5", "12:30", "x:", "2027-W05", "~"}

// another is a value other than one that stands in a document.
func another(r *rand.Rand, n *yamldoc.Node) Value {
	switch r.IntN(6) {
	case 0:
		return Int(r.IntN(1000))
	case 1:
		return List{Text(words[r.IntN(len(words))]), Int(3)}
	case 2:
		return List{}
	case 3:
		if len(n.Entries) > 0 { // it is changed key by key, and keys that are unknown are refused
			some := slices.Clone(bare(valueOf(n)).(Map))
			r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
			some = some[:1+r.IntN(len(some))]
			some[0].Value = Int(r.IntN(9))
			return some
		}
		return Map{{"b", Text(words[r.IntN(len(words))])}, {"a", List{Flow(Map{{"c", Int(1)}}), Map{{"d", List{Int(1)}}, {"e", Map{{"f", Bool(true)}}}}}}}
	case 4:
		return bare(valueOf(n))
	}
	return Text(words[r.IntN(len(words))])
}

// meant checks what a document says after an edit.
func meant(t *testing.T, what, before string, f *File, want any) {
	t.Helper()
	if diff := cmp.Diff(want, plainly(f.doc.Root)); diff != "" {
		t.Fatalf("%s (-want +got):\n%s\n%s\n=>\n%s", what, diff, before, f.doc.Source.Text)
	}
}

// outside checks that all before one place of a text and all after another one stays.
func outside(t *testing.T, what, before string, f *File, start, end int) {
	t.Helper()
	after := string(f.doc.Source.Text)
	if len(after) < start+len(before)-end || !strings.HasPrefix(after, before[:start]) || !strings.HasSuffix(after, before[end:]) {
		t.Fatalf("%s: more changed than bytes %d to %d:\n%s\n=>\n%s", what, start, end, before, after)
	}
}

// comments lists the comments that say where they belong.
func comments(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		for _, sign := range []string{"# at /", "# above /", "# below /", "# item /"} {
			if _, where, found := strings.Cut(line, sign); found {
				out = append(out, strings.TrimSpace(sign[2:len(sign)-1]+"/"+where))
			}
		}
	}
	return out
}

// commented checks that the comments that are left stand where they belong, and that those
// which are gone belonged to what is gone.
func commented(t *testing.T, what, before string, f *File, pointer string) {
	t.Helper()
	after := string(f.doc.Source.Text)
	kept := comments(after)
	for _, c := range comments(before) {
		sign, where, _ := strings.Cut(c, " ")
		gone := where == pointer || strings.HasPrefix(where, pointer+"/") || strings.HasPrefix(pointer, where+"/") && (sign == "below" || f.doc.At(where) == nil)
		if i := slices.Index(kept, c); i >= 0 {
			kept = slices.Delete(kept, i, i+1)
		} else if !gone {
			t.Fatalf("%s: the comment %q is gone:\n%s\n=>\n%s", what, c, before, after)
		}
	}
	if len(kept) > 0 {
		t.Fatalf("%s: the comments %q are new", what, kept)
	}
	lines := strings.Split(after, "\n")
	for i, line := range lines {
		key, rest, _ := strings.Cut(line, ": ")
		if _, where, found := strings.Cut(rest, "# at /"); found && !strings.HasSuffix("/"+where, "/"+strings.TrimLeft(key, " -")) {
			t.Fatalf("%s: %q has another's comment:\n%s\n=>\n%s", what, line, before, after)
		}
		if _, where, found := strings.Cut(line, "# above /"); found {
			next := lines[i+1]
			for n := i + 1; strings.HasPrefix(strings.TrimLeft(next, " "), "#"); n++ {
				next = lines[n]
			}
			if key, _, _ := strings.Cut(strings.TrimLeft(next, " -"), ":"); key != where[strings.LastIndexByte(where, '/')+1:] {
				t.Fatalf("%s: %q stands above %q:\n%s\n=>\n%s", what, line, next, before, after)
			}
		}
	}
}

func pointerOf(way []any) string {
	var out strings.Builder
	for _, step := range way {
		fmt.Fprintf(&out, "/%v", step)
	}
	return out.String()
}

// texts gives every sample as it stands, and written oddly.
func texts(t *testing.T, r *rand.Rand) func(func(string, string) bool) {
	documents := samples(t)
	return func(yield func(string, string) bool) {
		for _, name := range slices.Sorted(maps.Keys(documents)) {
			if !yield(name, documents[name]) {
				return
			}
			doc, _ := yamldoc.Parse(diag.NewSource(name, []byte(documents[name])))
			w := &oddly{rand: r}
			w.lines(doc.Root, "", 0, false)
			odd := w.out.String()
			if r.IntN(4) == 0 {
				odd = strings.TrimSuffix(odd, "\n")
			}
			if !yield(name+" written oddly", odd) {
				return
			}
		}
	}
}

// Whatever value of whatever document is set, the document says just that, and all else
// stands as it stood.
func TestAnyValueCanBeSet(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 2))
	edits := 0
	for name, text := range texts(t, r) {
		f := opened(t, name, text)
		all := places(f)
		data := plainly(f.doc.Root)
		for range 3 {
			p := all[r.IntN(len(all))]
			v := another(r, p.node)
			what := fmt.Sprintf("%s: %s = %#v", name, p.path, v)
			g := *f
			if err := g.Set(p.path, v); err != nil {
				t.Fatalf("%s: %v\n%s", what, err, text)
			}
			meant(t, what, text, &g, put(data, p.way, plainly(node(v))))
			spot, _ := f.find(p.path)
			start, end := p.node.Span.Start(), p.node.Span.End()
			if isLines(f.doc, p.node) || !onOneLine(v) {
				start = yamldoc.LineStart(f.doc.Source.Text, spot.holder().start())
				col := column(f.doc.Source.Text, spot.holder().start())
				if len(spot.holder().in.Items) > 0 {
					col = strings.IndexByte(text[start:], '-')
				}
				end = f.doc.EndOf(p.node, col)
			}
			outside(t, what, text, &g, start, end)
			commented(t, what, text, &g, pointerOf(p.way))
			edits++
		}
	}
	t.Logf("%d values set", edits)
	if edits < 1500 {
		t.Errorf("only %d values set", edits)
	}
}

// Whatever is removed is gone, with its comments, and nothing else; what is put back stands
// where it stood.
func TestAnythingCanBeRemovedAndPutBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 8))
	removed, back := 0, 0
	for name, text := range texts(t, r) {
		f := opened(t, name, text)
		all := slices.DeleteFunc(places(f), func(p place) bool { return p.path == "dokument" })
		data := plainly(f.doc.Root)
		for range 3 {
			p := all[r.IntN(len(all))]
			what := fmt.Sprintf("%s: without %s", name, p.path)
			spot, _ := f.find(p.path)
			if holder := spot.holder(); len(holder.in.Entries) == 1 && len(spot.steps) > 1 {
				continue // what holds it may go as well
			}
			g := *f
			if err := g.Remove(p.path); err != nil {
				t.Fatalf("%s: %v\n%s", what, err, text)
			}
			meant(t, what, text, &g, put(data, p.way, nil))
			commented(t, what, text, &g, pointerOf(p.way))
			removed++
			if _, isKey := p.way[len(p.way)-1].(string); !isKey || renamed(f, &g, p) {
				continue
			}
			if err := g.Set(p.path, valueOf(p.node)); err != nil {
				t.Fatalf("%s: %v\n%s", what, err, g.doc.Source.Text)
			}
			meant(t, what+", put back", text, &g, data)
			for i, e := range g.doc.At(pointerOf(p.way[:len(p.way)-1])).Entries {
				if old := spot.holder().in.Entries[i].Key.Text; old != e.Key.Text {
					t.Fatalf("%s: %s stands where %s stood:\n%s\n=>\n%s", what, e.Key.Text, old, text, g.doc.Source.Text)
				}
			}
			back++
		}
	}
	t.Logf("%d removed, %d put back", removed, back)
	if removed < 1200 || back < 900 {
		t.Errorf("only %d removed, %d put back", removed, back)
	}
}

// renamed tells that what was removed was part of the name by which a path knows its entry.
func renamed(f, g *File, p place) bool {
	for _, other := range places(g) {
		if len(p.way) < 2 || slices.Equal(other.way, p.way[:len(p.way)-1]) && leads(other.path, p.path) {
			return false
		}
	}
	return true
}

// A copy of any entry, under another name, can be added to its list, and stands last.
func TestAnyListGrows(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	grown := 0
	for name, text := range texts(t, r) {
		f := opened(t, name, text)
		for _, p := range places(f) {
			if p.node.Kind != yamldoc.Sequence || r.IntN(3) > 0 {
				continue
			}
			v := Value(Text("ny"))
			if len(p.node.Items) == 0 || p.node.Items[0].Kind == yamldoc.Mapping {
				v = Map{{"id", Text("ny")}, {"part", Text("ny")}, {"nr", Int(9)}, {"steg", Text("ny")}, {"x", List{Flow(Map{{"y", Int(1)}})}}}
				if r.IntN(2) == 0 {
					v = Flow(v)
				}
			}
			what := fmt.Sprintf("%s: %s and %#v", name, p.path, v)
			g := *f
			if err := g.Append(p.path, v); err != nil {
				t.Fatalf("%s: %v\n%s", what, err, text)
			}
			data := plainly(f.doc.Root)
			want := append(slices.Clone(plainly(p.node).([]any)), plainly(node(v)))
			meant(t, what, text, &g, put(data, p.way, want))
			commented(t, what, text, &g, pointerOf(p.way)+"/none")
			grown++
		}
	}
	t.Logf("%d lists", grown)
	if grown < 700 {
		t.Errorf("only %d lists", grown)
	}
}

// Documents in the canonical layout keep it, whatever is set, added or removed.
func TestTheLayoutStays(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := layout.New(schemas)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 1))
	documents := samples(t)
	changed := 0
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		f := opened(t, name, documents[name])
		all := slices.DeleteFunc(places(f), func(p place) bool { return p.path == "dokument" })
		for range 3 {
			p := all[r.IntN(len(all))]
			g := *f
			var err error
			if r.IntN(2) == 0 {
				err = g.Remove(p.path)
			} else {
				err = g.Set(p.path, Text(words[r.IntN(len(words))]))
			}
			if err != nil {
				t.Fatalf("%s: %s: %v", name, p.path, err)
			}
			out, bad, err := l.Format(name, g.doc.Source.Text)
			if err != nil || len(bad) > 0 {
				continue // a word that is no kind of document
			}
			if diff := cmp.Diff(string(out), string(g.doc.Source.Text)); diff != "" {
				t.Fatalf("%s: %s (-laid out +as it is):\n%s", name, p.path, diff)
			}
			changed++
		}
	}
	if changed < 600 {
		t.Errorf("only %d documents changed", changed)
	}
}
