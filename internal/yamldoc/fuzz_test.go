package yamldoc

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// seeds gives the fuzzers every form that the tests of this package know.
func seeds(f *testing.F) {
	for _, r := range Rules() {
		f.Add([]byte(r.Bad))
		f.Add([]byte(r.Good))
	}
	for _, marked := range refused {
		text, _ := unmark(marked)
		f.Add([]byte(text))
	}
	for _, text := range []string{
		wide, "a: |+\n  å\n\n \nb: >-\n  x\n   y\n\n", "a: \"å\\\n  b\"\nb: 'x\n\n  y''z'\n", "a:\n- - b\n  - c: [d, {e: f}]\n-\n",
		"a: {b: [1, 2.5, ~, true, \"x\"], c: }\r\nd: x # y\r\n", "? a\n: b\n", "a: [b: c, ? d : e, : f]\n", "a: &x !!str b\nc: *x\n<<: *x\n",
		"a: ---\nb: %x\nc: -1\nd: ?x\ne: :y\n", "{a: 'b', \"c\":d, e: [f,g],}\n", "---\na: 1\n...\n# x\n",
	} {
		f.Add([]byte(text))
	}
	plans, err := filepath.Glob("../../plans/*/leveransplaner/*/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for i, name := range plans {
		if i%10 != 0 {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) { holdsForAll(t, text) })
}

// pieces are what YAML is made of. Random sequences of them reach forms that mutated
// bytes seldom do, such as block texts between empty lines of all lengths.
var pieces = []string{
	"a", "b:", "å: ", "\"c\": ", "- ", "-", "\n", "\n", "\n  ", "\n    ", " ", "  ", "|", ">", "|-\n", ">+\n", "|+\n  ", ": |\n   ", ": >\n",
	"\"", "'", "'x'", "\"å\"", "\\n", "[", "]", "{", "}", ", ", ",", " # å\n", "#", "010", "12", "-3", "1.5", "~", "true", "&x ", "*x", "!t ", "!",
	"? ", ": ", "---", "...", "\r\n", "\t", "\u00a0", "2027-02-30", "x y", "<<: ",
}

func TestRandomSequencesOfPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range 20_000 {
		text := []byte("k: ")
		for range 1 + r.IntN(14) {
			text = append(text, pieces[r.IntN(len(pieces))]...)
		}
		if holdsForAll(t, text) {
			accepted++
			sameAsLibrary(t, text)
		}
		if t.Failed() {
			t.Fatalf("text %q", text)
		}
	}
	if accepted < 500 {
		t.Errorf("only %d of the texts were accepted", accepted)
	}
}

// holdsForAll checks what must hold for every text, and tells whether it was accepted.
func holdsForAll(t *testing.T, text []byte) bool {
	src := diag.NewSource("å.yaml", text)
	doc, list := Parse(src)
	wellFormed(t, src, list)
	if again, second := Parse(src); !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(list, second) {
		t.Error("two readings differ")
	}
	if doc == nil && len(list) == 0 {
		t.Fatal("no document and no finding")
	}
	for _, d := range list {
		inBounds(t, src, d.Range)
	}
	if doc == nil {
		return false
	}
	if doc.Root.Kind != Mapping {
		t.Fatalf("root is %v", doc.Root.Kind)
	}
	nested(t, src, doc.Root)
	bad := 0
	each(doc.Root, func(n *Node) {
		if n.Bad {
			bad++
		} else {
			sameAlone(t, src, n)
		}
		if path := doc.PathAt(n.Span); n != doc.Root && n.Span.End() > n.Span.Start() && (len(path) == 0 || path[len(path)-1].Node != n) {
			t.Errorf("no path to %q", src.Slice(n.Span))
		}
	})
	if (bad == 0) != (list.Count(diag.Error) == 0) {
		t.Errorf("%d bad nodes, findings %v", bad, show(list))
	}
	return bad == 0
}

// each visits a node and all its parts, keys included.
func each(n *Node, visit func(*Node)) {
	visit(n)
	for _, e := range n.Entries {
		visit(e.Key)
		each(e.Value, visit)
	}
	for _, item := range n.Items {
		each(item, visit)
	}
}

func inBounds(t *testing.T, src *diag.Source, r diag.Range) {
	t.Helper()
	last := src.Pos(len(src.Text))
	if r.Start.Line < 1 || r.Start.Column < 1 || after(r.Start, r.End) || after(r.End, last) {
		t.Errorf("range %v of a file that ends at %v", r, last)
	}
}

func after(a, b diag.Pos) bool { return a.Line > b.Line || a.Line == b.Line && a.Column > b.Column }

// nested checks that parts lie inside their collection, one after the other, and that
// spans start and end between characters.
func nested(t *testing.T, src *diag.Source, n *Node) {
	t.Helper()
	boundary(t, src, n.Span)
	var parts []*Node
	for _, e := range n.Entries {
		boundary(t, src, e.Key.Span)
		parts = append(parts, e.Key, e.Value)
	}
	parts = append(parts, n.Items...)
	end := n.Span.Start()
	for _, p := range parts {
		if p.Span.Start() < end || p.Span.End() > n.Span.End() {
			t.Errorf("part %v after %d in collection %v of %q", p.Span, end, n.Span, src.Text)
		}
		end = p.Span.End()
		if len(p.Entries)+len(p.Items) > 0 {
			nested(t, src, p)
		} else {
			boundary(t, src, p.Span)
		}
	}
}

func boundary(t *testing.T, src *diag.Source, sp diag.Span) {
	t.Helper()
	if sp.Start() < 0 || sp.End() < sp.Start() || sp.End() > len(src.Text) {
		t.Fatalf("span %v in %d bytes", sp, len(src.Text))
	}
	for _, i := range []int{sp.Start(), sp.End()} {
		if i < len(src.Text) && src.Text[i]&0xc0 == 0x80 {
			t.Errorf("span %v cuts a character of %q", sp, src.Text)
		}
	}
}

// sameAlone checks that the library reads the text of a scalar's span as its value. A
// space in front keeps the text from being taken for a marker or a directive.
func sameAlone(t *testing.T, src *diag.Source, n *Node) {
	t.Helper()
	if n.Kind == Mapping || n.Kind == Sequence {
		return
	}
	slice := src.Slice(n.Span)
	if len(slice) == 0 {
		if n.Kind != Null {
			t.Errorf("empty span of %q", n.Text)
		}
		return
	}
	tree, bad := load(append([]byte(" "), slice...))
	if bad != nil || tree == nil || tree.Kind != yaml.ScalarNode || tree.Value != n.Text || (tree.Style != 0) != n.Quoted {
		t.Errorf("%q stands for %q, alone for %+v (%+v)", slice, n.Text, tree, bad)
	}
}

// The library is the oracle: what is accepted without a finding is what the library
// decodes it to.
func FuzzSameValuesAsTheLibrary(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte) { sameAsLibrary(t, text) })
}

func sameAsLibrary(t *testing.T, text []byte) {
	t.Helper()
	doc, list := Parse(diag.NewSource("å.yaml", text))
	if doc == nil || list.Count(diag.Error) > 0 {
		return
	}
	var want any
	if err := yaml.Load(text, &want); err != nil {
		t.Fatalf("%q is accepted, but: %v", text, err)
	}
	compare(t, text, doc.Root, want)
}

func compare(t *testing.T, text []byte, n *Node, want any) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		if n.Kind != Mapping || len(n.Entries) != len(want) {
			t.Fatalf("%q: %+v for %v", text, n, want)
		}
		for _, e := range n.Entries {
			part, ok := want[e.Key.Text]
			if !ok {
				t.Fatalf("%q: key %q not in %v", text, e.Key.Text, want)
			}
			compare(t, text, e.Value, part)
		}
	case []any:
		if n.Kind != Sequence || len(n.Items) != len(want) {
			t.Fatalf("%q: %+v for %v", text, n, want)
		}
		for i, item := range n.Items {
			compare(t, text, item, want[i])
		}
	default:
		if got := valueOf(n); !reflect.DeepEqual(got, want) && !isDay(n, want) {
			t.Fatalf("%q: %#v for %#v", text, got, want)
		}
	}
}

// valueOf is a scalar's value as the library would give it.
func valueOf(n *Node) any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return n.Text == "true"
	case Int:
		i, _ := strconv.Atoi(n.Text)
		return i
	case Number:
		x, _ := strconv.ParseFloat(n.Text, 64)
		return x
	case String:
		return n.Text
	}
	return n
}

// isDay tells that the library made a time of a text. Here a date stays a text.
func isDay(n *Node, want any) bool {
	at, ok := want.(interface{ Year() int })
	return ok && n.Kind == String && !n.Quoted && bytes.HasPrefix([]byte(n.Text), strconv.AppendInt(nil, int64(at.Year()), 10)) ||
		ok && at.Year() < 1000 && n.Text[0] == '0'
}
