package layout

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// offers are the ways in which the hints of yamldoc and schema say what to write. Each group is
// a text to paste at the finding's place.
var offers = []*regexp.Regexp{
	regexp.MustCompile(`^Skriv (\S+) om det är ett tal, eller (".*") med citattecken om det är en kod\.$`),
	regexp.MustCompile(`om det är text eller en kod: (".*")$`),
	regexp.MustCompile(`Bara andelar har decimaler, med punkt: (\S+)\.$`),
	regexp.MustCompile(`^Sätt citattecken: (".*")$`),
	regexp.MustCompile(`^Skriv talet så här: (.*)$`),
	regexp.MustCompile(`^Skriv (\S+), eller sätt citattecken omkring`),
	regexp.MustCompile(`^Skriv (true|false)$`),
	regexp.MustCompile(`^Skriv ett .*, till exempel (\S+)$`),
	regexp.MustCompile(`^Menade du (.*)\?$`),
	regexp.MustCompile(`^Skriv så här: (.*)$`),
	regexp.MustCompile(`^Skriv en lista: (\[.*\])$`),
	regexp.MustCompile(`^Skriv utan lista: (.*)$`),
	regexp.MustCompile(`^Skriv dokument: (.*)$`),
	regexp.MustCompile(`^Skriv (\S+/v\d+), eller använd`),
	regexp.MustCompile("^Ändra nyckeln till `(.*)`\\.$"),
}

// written are slips as planners make them, at whatever value they may stand.
var written = []string{
	"010", "0114", "1 000", "1_000", "0,5", ".5", "5.", "+46", "1e3", "0x1F", "1234567890", "True", "FALSE", "Null", "null", "~", "true", "10", "-3", "12.0", "0.50", "\u22123",
	"10\u00a0000", "\"10\"", "\"1 200\"", "\"0,5\"", "ja", "nej", "Sant", "9", "9.0", "\"9\"", "v9", "v. 5 2027", "2027-w5", "2027v05", "kv 1 2027", "20270203", "2027/2/3", "2027-2-3", "\"2027-12-31/2027-01-01\"",
	"[a]", "[\"a: b\"]", "[10]", "[]", "{}", "{a: 1}", "Åtgärd", "\" HS 2026-00412 \"", "hs 2026-00412", "nfb 49", "p101", "@anna", "\"a: b\"", "\"# a\"", "\"- a\"", "\"&a\"", "\"\"", "LP 2027 Östan", "\"no\"",
	"\"x\\ny\"", "\"[a\"", "\"311\"", "slutenvrd", "2027-02-30", "leveransplan/v2", "leveransplan", "leveranspln/v1", "\"Extern\"", "NFB49, NFB99",
}

// valid reads the schema package's valid documents, one of each kind at least.
func valid(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../schema/testdata/valid/*.yaml")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d documents, %v", len(names), err)
	}
	out := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = string(text)
	}
	return out
}

// Every value and key of every kind of document, written in each wrong way: what the hint
// offers to paste, pasted where the finding stands, is read without a finding.
func TestWhatHintsOfferCanBePasted(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	used, documents := map[int]int{}, valid(t)
	try := func(text string) {
		doc, list := yamldoc.Parse(diag.NewSource("a.yaml", []byte(text)))
		if doc != nil {
			_, more := schemas.Check(doc)
			list = append(list, more...)
		}
		for _, d := range list {
			for i, offer := range offers {
				m := offer.FindStringSubmatch(d.Hint.In(lang.SV))
				for _, paste := range m[min(1, len(m)):] {
					used[i]++
					pasted(t, schemas, text, doc, d, paste)
				}
			}
		}
	}
	round := 0
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		text := documents[name]
		doc := parse(t, text)
		doc.Root.Each(func(n *yamldoc.Node) {
			onLines := n.Span.Len() == 0 || strings.Contains(text[n.Span.Start():n.Span.End()], "\n")
			if n.Kind == yamldoc.Mapping || onLines {
				return
			}
			if isKey := text[n.Span.End():n.Span.End()+1] == ":"; isKey {
				for _, key := range []string{strings.ToUpper(n.Text), strings.NewReplacer("a", "å", "o", "ö").Replace(n.Text), n.Text + "x", strings.ReplaceAll(n.Text, "_", "-")} {
					try(text[:n.Span.Start()] + key + text[n.Span.End():])
				}
				return
			}
			round++
			for i, slip := range written { // each slip at every fourth value
				if (i+round)%4 == 0 {
					try(text[:n.Span.Start()] + slip + text[n.Span.End():])
				}
			}
		})
	}
	for i, offer := range offers {
		if used[i] == 0 {
			t.Errorf("no hint was %s", offer)
		}
	}
}

// pasted puts a text where a finding stands, and holds the reader to find nothing wrong
// with it there. A rule of the schema knows what is wanted: what it offers is of that type.
func pasted(t *testing.T, schemas *schema.Set, text string, doc *yamldoc.Document, d diag.Diagnostic, paste string) {
	t.Helper()
	if strings.HasSuffix(paste, "…") || strings.Contains(paste, "…\"") {
		return // shortened: nobody pastes it
	}
	at := diag.Between(offset(text, d.Range.Start), offset(text, d.Range.End))
	if path := doc.PathAt(at); len(path) > 0 {
		at = path[len(path)-1].Node.Span // a finding may point to one character of a value
	}
	fresh := diag.NewSource("a.yaml", []byte(text[:at.Start()]+paste+text[at.End():]))
	end := fresh.Pos(at.Start() + len(paste))
	doc, list := yamldoc.Parse(fresh)
	if doc != nil && strings.HasPrefix(d.Rule, "S4") {
		_, more := schemas.Check(doc)
		list = append(list, slices.DeleteFunc(more, func(d diag.Diagnostic) bool { return d.Rule != ruleUnknownKey && d.Rule != ruleType })...)
	}
	for _, left := range list {
		before := !follows(left.Range.End, fresh.Pos(at.Start()))
		after := !follows(end, left.Range.Start)
		example := left.Rule == "S309" // a key that another place has already
		if doc == nil || !before && !after && !example {
			t.Errorf("%s offers %s for %q, of which %s says: %s", d.Rule, paste, text[at.Start():at.End()], left.Rule, left.Message.In(lang.SV))
		}
	}
}

// follows tells that a place stands after another.
func follows(a, b diag.Pos) bool { return a.Line > b.Line || a.Line == b.Line && a.Column > b.Column }

// offset is the byte where a place stands.
func offset(text string, at diag.Pos) int {
	lines := strings.SplitAfter(text, "\n")
	before := len(strings.Join(lines[:at.Line-1], ""))
	return before + len(string([]rune(lines[at.Line-1])[:at.Column-1]))
}
