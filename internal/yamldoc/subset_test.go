package yamldoc

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// sameByLibrary checks that what the reader of the subset reads is what the library and
// the converter make of it, without a finding. It tells whether the text was read.
func sameByLibrary(t *testing.T, text []byte) bool {
	t.Helper()
	src := diag.NewSource("å.yaml", text)
	if len(Prescan(src)) > 0 {
		return false
	}
	root := subset(text)
	if root == nil {
		return false
	}
	doc, list := parseAll(src)
	switch {
	case doc == nil || len(list) > 0:
		t.Fatalf("read as the subset, but: %v\n%s", show(list), text)
	case !reflect.DeepEqual(root, doc.Root):
		t.Fatalf("%q\nsubset:\n%s\nlibrary:\n%s", text, outline(src, root), outline(src, doc.Root))
	}
	return true
}

func FuzzSubset(f *testing.F) {
	seeds(f)
	for _, text := range slices.Concat(inSubset, outsideSubset) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { sameByLibrary(t, text) })
}

// inSubset are forms that plans use, and that the reader of the subset therefore takes.
var inSubset = []string{
	"a: 1\n", "a:", "a: ", "\n# x\n\na: 1", "a: 1\r\nb:\r\n  - c\r\n", "a:   # x\nb: 1 # x\n", "a : 1\n", "a: b # x\n# y\n  # z\nb: 2\n",
	"a:\n  b:\n    c: 1\n  d:\n", "a:\n- b\n- c\nd: 1\n", "a:\n  - b\n  -\n  - # x\n  - c: 1\n    d: 2\n", "a:\n- - b\n  - c\n-   d: 1\n    e: 2\n-\n  f: 3\n-\n  - g\n",
	"a:\n- b:\n  - c\n  d:\n    - e\n", "a: x#y:z http://x.se (å) å\n", "a: [b, 'c', \"d\", 1, -2, 0.5, ~, null, true]   # x\n",
	"a: {b: 1, \"c\": 'd', e: , f: {g: [h]}, i : j}\nb: []\nc: { }\n", "a: [ [1,2], {b: [ ]} ]\n", "\"a b\": 'c: d # e'\n'f': \"\"\n",
	"a: 2027-01-31\nb: 2028-02-29/2028-03-01\nc: 2027-W01\nd: \"2027-12-31\"\n2027-Q1: 3\n", "å: §\nb: – x\nc: \"a\u00a0b\"\n", "a: 999999999\nb: 0\nc: 0.000001\n",
	"a: [2027-01-01, 2027-01-01/2027-01-31, 2027-W02, 12:30]\n", "b: a, b [c] {d} e\n", "a: 'C:\\u'\n",
	"a:\n  - [\n   b\n  ]\n  - {\n    c: 1\n  }\n", "a: [b, ]\nb: [c,]\nc: {d: 1 , }\n", "a: {\n  b: 1, c: 2, # x\n\n# y\n  d: [\n 3\n , 4],\n}   # z\nb: [c\n  ,\n  d\n ]\nc: [\r\n  d ,\r\n]\r\nd: {e: ,\n f: 1}\n",
	"organisationsnummer: 559000-0021\ntid: 08:30\nkod: 12-3a\n",
}

// outsideSubset are forms that it leaves to the library: faults, and what plans seldom use.
var outsideSubset = []string{
	"", "# x\n", "- a: 1\n", "{a: 1}\n", "[a]\n", "a\n", "a:1\n", " a: 1\n", "---\na: 1\n", "a: 1\n...\n", "a: 1\n---\nb: 2\n", "%YAML 1.2\n---\na: 1\n",
	"a:\tb\n", "a: b\t\n", "a: \"b\tc\"\n", "a: b\n  c\n", "a:\n  b\n", "a:\n  b\nc: d\n", "a: \"b\n  c\"\n", "a: \"\\n\"\n", "a: 'b''c'\n", "a: |\n  b\n", "a: >-\n  b\n",
	"a: [b\n  c]\n", "a: {b:\n  1}\n", "a: {b\n  : 1}\n", "a: [b,#c\n  d]\n", "a: [\n--- ]\n", "a: [\n...\n]\n", "a: [\n", "a: [b,\n", "a: [b\n]: c\n", "a: [,]\n", "a:\n  - {\nb: 1}\n", "a:\n  b: [\n c]\n", "a:\n  b: [c\n]\n", "a: [b,, c]\n", "a: [, b]\n", "a: [b: c]\n", "a: {b}\n", "a: {b, c: 1}\n", "a: {b:1}\n", "a: {\"b\":1}\n", "a: [b}\n", "a: [b\n", "a: [b] c\n",
	"a: [b]#c\n", "a: \"b\"#c\n", "a: \"b\" c\n", "a: \"b\": c\n", "a: b: c\n", "a: b:\n", "a: - b\n", "a: -\n", "a: ? b\n", "? a\n: b\n", "a: ?b\n", "a:: b\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: ,b\n",
	"a: 1\n b: 2\n", "a:\n  b: 1\n c: 2\n", "a:\n    b: 1\n  c: 2\n", "a:\n  - b\n - c\n", "a:\n  - b\n  c: 1\n", "a: 1\n- b\n", "a: 1\n  b: 2\n", "a:\n- b\n  c: 1\n", "a:\n- b: 1\n   c: 2\n",
	"a: 1\na: 2\n", "a: 1\nA: 2\n", "\"å\": 1\nÅ: 2\n", "a: {b: 1, B: 2}\n", "1: a\n", "true: a\n", "~: a\n", "2027-02-30: a\n", "<<: a\n", "[a]: b\n", "{a: b}: c\n", "a: {{b: c}: d}\n", ": a\n", "a: {: b}\n",
	"a: 010\n", "a: 1e3\n", "a: 1e-3\n", "a: 0x1f\n", "a: 1_000\n", "a: +1\n", "a: .5\n", "a: 5.\n", "a: -0\n", "a: -0.0\n", "a: 1000000000\n", "a: 0.1234567\n", "a: 1 000\n", "a: 541 85\n", "a: 0,5\n", "a: 0b1\n", "a: 0o7\n", "a: .inf\n", "a: .NaN\n",
	"a: True\n", "a: NULL\n", "a: 2027-02-30\n", "a: \"2027-13-01\"\n", "a: 2027-01-01/2027-02-29\n", "a: 10\u00a0000\n", "a: b\u00a0c\n", "a: b\u2009c\n", "a: –\u00a0c\n", "a:\u00a0b\n", "a: \u22123\n", "a: \u0663\n", "a: Ort\u043epedi\n", "a: \"Ort\u043epedi\"\n",
	"a: <b\n", "<<<<<<< x: 1\n", "a: [b c: d]\n", "a: [b # c]\n", "a: [- b]\n", "a: [-]\n", "a: {b: -}\n", "a: {? b: c}\n", "a: [b?c]\n", "a: [http:x]\n", "a: {b: c: d}\n", "a: {b: [c}]\n", "a: 1 #x\nb: 1#x\n#y\nc: \"\"#z\n",
	"a: " + strings.Repeat("[", mostNested) + strings.Repeat("]", mostNested) + "\n",
}

func TestSubsetReadsWhatPlansUseAndNothingElse(t *testing.T) {
	for _, text := range inSubset {
		if !sameByLibrary(t, []byte(text)) {
			t.Errorf("not read: %q", text)
		}
	}
	for _, text := range outsideSubset {
		if sameByLibrary(t, []byte(text)) {
			t.Errorf("read: %q", text)
		}
	}
}

// planFiles reads all plan files of the repository.
func planFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir("../../plans", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		files[name], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Otherwise the reader could give up on everything, and no test of what it reads notice.
func TestSubsetReadsThePlansOfTheRepository(t *testing.T) {
	read, files := 0, planFiles(t)
	for name, text := range files {
		doc, list := parseAll(diag.NewSource(name, text))
		switch {
		case sameByLibrary(t, text):
			read++
		case doc != nil && len(list) == 0 && !usesMore(text):
			t.Errorf("%s is left to the library", name)
		}
	}
	if read < 200 || read < len(files)*9/10 {
		t.Errorf("only %d of %d files are read as the subset", read, len(files))
	}
}

// usesMore tells that a text uses what only the library reads: an escape, a doubled
// quote, a block text.
func usesMore(text []byte) bool {
	for _, form := range []string{`\`, "''", ": |", ": >", "- |", "- >"} {
		if bytes.Contains(text, []byte(form)) {
			return true
		}
	}
	return false
}

func TestSubsetOfRandomSequencesOfPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	usual := []string{"\n", "\n", "\n  ", "\n- ", "\n  - ", "a: ", "b: ", "c:", "{", "}", "[", "]", ", ", ",", "d", "2027-W01: 3", " # x", "\"e\"", "'f'", "k: {a: 1, b: [x, y]}", "\r\n"}
	read := 0
	for i := range 60_000 {
		from := usual
		if i%3 == 0 {
			from = pieces
		}
		text := []byte("k: ")
		for range 1 + r.IntN(14) {
			text = append(text, from[r.IntN(len(from))]...)
		}
		if sameByLibrary(t, text) {
			read++
		}
	}
	if read < 1_500 {
		t.Errorf("only %d of the texts were read", read)
	}
}

// Mutants of real files are the texts that the reader is most likely to misread: nearly
// all of each is what it knows.
func TestSubsetOfMutatedPlans(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	files := planFiles(t)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	read := 0
	for range mutants {
		text := files[names[r.IntN(len(names))]]
		if r.IntN(20) > 0 {
			text = excerpt(r, text)
		}
		text = mutated(r, text)
		if sameByLibrary(t, text) {
			read++
		}
	}
	if read < mutants/10 {
		t.Errorf("only %d of %d mutants were read", read, mutants)
	}
}

const mutants = 100_000

// excerpt is some lines of a file, from their common indentation on if it can be had.
func excerpt(r *rand.Rand, text []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	from := r.IntN(len(lines))
	lines = lines[from:min(len(lines), from+1+r.IntN(12))]
	margin := len(lines[0]) - len(bytes.TrimLeft(lines[0], " -"))
	var out []byte
	for i, line := range lines {
		own := len(line) - len(bytes.TrimLeft(line, " "))
		out = append(out, line[min(margin, max(own, margin*(1-min(i, 1)))):]...)
	}
	return out
}

// mutated changes a text in one to three places.
func mutated(r *rand.Rand, text []byte) []byte {
	text = bytes.Clone(text)
	for range 1 + r.IntN(3) {
		at := r.IntN(len(text) + 1)
		end := min(len(text), at+1+r.IntN(3))
		var fresh []byte
		switch r.IntN(6) {
		case 0: // some bytes go
		case 1: // a sign comes in
			end, fresh = at, []byte{signs[r.IntN(len(signs))]}
		case 2: // a sign stands instead
			fresh = []byte{signs[r.IntN(len(signs))]}
		case 3: // a piece comes in
			end, fresh = at, []byte(pieces[r.IntN(len(pieces))])
		case 4: // a line goes
			at = LineStart(text, at)
			end = NextLine(text, at)
		case 5: // a line stands twice, or elsewhere
			from := LineStart(text, at)
			fresh = bytes.Clone(text[from:NextLine(text, from)])
			at = LineStart(text, r.IntN(len(text)+1))
			end = at
		}
		text = slices.Replace(text, at, end, fresh...)
	}
	return text
}

// signs are what mutants are made with: nearly all of them mean something to YAML.
const signs = "  \n\n:-#,[]{}\"'|>?&*!%@`~.\\\t\r019eExX_+/<=\xc3\xa5"

func TestSubsetOfLongTexts(t *testing.T) {
	long := strings.Repeat("x", 5_000)
	for _, text := range []string{
		"a: " + long + "\n", "a: \"" + long + "\"\nb: [" + strings.Repeat("1, ", 2_000) + "2]\n", strings.Repeat("k", longestKey) + ": 1\n",
		"a:\n  - \"" + long + "\"\n  - {b: " + long + "}\n", "a: [" + strings.Repeat("1,", MaxNodes-4) + "2]\n", byIndentation(mostNested - 1),
	} {
		if !sameByLibrary(t, []byte(text)) {
			t.Errorf("not read: %.20q", text)
		}
	}
	for _, text := range []string{
		strings.Repeat("k", longestKey+1) + ": 1\n", long + ": 1\n", "\"" + long + "\": 1\n", "a: {\"" + long + "\": 1}\n",
		"a: [" + strings.Repeat("1,", MaxNodes) + "2]\n",
		"a: [" + strings.Repeat("1,", MaxNodes-3) + "2]\n", // one node more than is allowed, and not yet crowded
		"a: \"" + strings.Repeat(":", MaxNodes/2) + "\"\n", // crowded, with three nodes
		byIndentation(mostNested), byIndentation(MaxDepth + 1),
	} {
		if sameByLibrary(t, []byte(text)) {
			t.Errorf("read: %.20q", text)
		}
	}
}

// byIndentation is a key with so many mappings inside each other.
func byIndentation(depth int) string {
	var text strings.Builder
	for i := range depth + 1 {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}

func TestSubsetOfMappingsWithManyKeys(t *testing.T) {
	var many strings.Builder
	for i := range 300 {
		many.WriteString("k" + strings.Repeat("x", i%17) + string(rune('a'+i%26)) + strings.Repeat("y", i/26) + ": 1\n")
	}
	text := many.String()
	if !sameByLibrary(t, []byte(text)) {
		t.Error("not read")
	}
	if sameByLibrary(t, []byte(text+"KA: 1\n")) {
		t.Error("a key that stands twice is not seen among many")
	}
}
