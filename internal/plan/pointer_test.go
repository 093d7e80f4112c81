package plan_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// read parses and decodes a document of a kind.
func read(t testing.TB, kind plan.Kind, text string) plan.Any {
	t.Helper()
	y, findings := yamldoc.Parse(diag.NewSource("plans/x.yaml", []byte(text)))
	if len(findings) > 0 {
		t.Fatalf("the text has faults: %v", findings)
	}
	return plan.Decode(kind, y, false)
}

func span(t testing.TB, text, part string) diag.Span {
	t.Helper()
	if n := strings.Count(text, part); n != 1 {
		t.Fatalf("%q stands there %d times", part, n)
	}
	at := strings.Index(text, part)
	return diag.Between(at, at+len(part))
}

func TestPointer(t *testing.T) {
	const (
		missiv = `dokument: missiv/v1
id: missiv-2027
kapacitetstrappa:
  egen_regi: {efterfragad: 2026-09-20, svar: [{forvaltning: siv, ledig: 6}, {forvaltning: su, ledig: 4713}]}
  egna_avtal: {provad: 2026-09-28, svar: [{avtal: avt-2, ledig: 4714}]}
rader:
  - id: skas-hoft
    forvaltning: skas
    atgarder: [NFB49, NFB99]
    volym: 4711
  - {forvaltning: nu, volym: 4712}
andringar:
  - nr: 2
    datum: 2026-05-20
    reglerar: [{leveransplan: lp-a, nr: 0}, {leveransplan: lp-a, nr: 3}]
`
		kalender = `dokument: kalender/v1
avvikelser:
  - {organisation: siv, fran: 2027-06-28, andel: 0.5}
  - {fran: 2027-07-01, andel: 0.25}
`
		behov = `dokument: behovsanalys/v1
vardomraden:
  - vardomrade: ortopedi
    forvaltningar:
      - {forvaltning: skas, behov: 140}
`
		forslag = `dokument: erbjudande/v1
fordelningsforslag:
  rader: [{vardomrade: ortopedi, vardform: dagkirurgi, asa_klass: [1, 2], volym: 60}]
kapacitet: {2027-W02: 4}
svar: [{part: skas, volym: 30}]
`
		undantag = `dokument: undantag/v1
undantag:
  - {regel: P214, dokument: lp-1, skal: prov}
`
	)
	for name, c := range map[string]struct {
		kind       plan.Kind
		text, part string
		want       string
	}{
		"a value at the top":             {plan.KindMissiv, missiv, "missiv-2027", "/id"},
		"a key":                          {plan.KindMissiv, missiv, "kapacitetstrappa", "/kapacitetstrappa"},
		"a line by its id":               {plan.KindMissiv, missiv, "4711", "/rader/skas-hoft/volym"},
		"an entry without its key":       {plan.KindMissiv, missiv, "4712", "/rader/1/volym"},
		"a plain value in a list":        {plan.KindMissiv, missiv, "NFB99", "/rader/skas-hoft/atgarder/1"},
		"a change by its number":         {plan.KindMissiv, missiv, "2026-05-20", "/andringar/2/datum"},
		"a list within an entry":         {plan.KindMissiv, missiv, "nr: 3", "/andringar/2/reglerar/lp-a+3"},
		"answers by förvaltning":         {plan.KindMissiv, missiv, "4713", "/kapacitetstrappa/egen_regi/svar/su/ledig"},
		"answers by agreement":           {plan.KindMissiv, missiv, "4714", "/kapacitetstrappa/egna_avtal/svar/avt-2/ledig"},
		"answers by party":               {plan.KindErbjudande, forslag, "30", "/svar/skas/volym"},
		"a proposal by field and so on":  {plan.KindErbjudande, forslag, "60", "/fordelningsforslag/rader/ortopedi+dagkirurgi+1,2/volym"},
		"a week":                         {plan.KindErbjudande, forslag, "4}", "/kapacitet"},
		"a calendar by who and when":     {plan.KindKalender, kalender, "0.5", "/avvikelser/siv+2027-06-28/andel"},
		"a calendar for everybody":       {plan.KindKalender, kalender, "0.25", "/avvikelser/+2027-07-01/andel"},
		"need by field and förvaltning":  {plan.KindBehovsanalys, behov, "140", "/vardomraden/ortopedi/forvaltningar/skas/behov"},
		"a waiver by rule and document":  {plan.KindUndantag, undantag, "prov", "/undantag/P214+lp-1/skal"},
		"a mapping as a whole":           {plan.KindErbjudande, forslag, "{2027-W02: 4}", "/kapacitet"},
		"the document as a whole":        {plan.KindUndantag, undantag, undantag, ""},
		"an entry of a list as a whole":  {plan.KindUndantag, undantag, "{regel: P214, dokument: lp-1, skal: prov}", "/undantag/P214+lp-1"},
		"a key that holds nested values": {plan.KindBehovsanalys, behov, "forvaltningar", "/vardomraden/ortopedi/forvaltningar"},
	} {
		t.Run(name, func(t *testing.T) {
			at := span(t, c.text, c.part)
			if got := plan.Pointer(read(t, c.kind, c.text).Base(), at); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPointerEscapes(t *testing.T) {
	const text = "dokument: roller/v1\nprotokollnycklar:\n  - {nyckel: \"ssh-ed25519 AA/B~C\", fran: 2026-01-01}\n"
	d := read(t, plan.KindRoller, text)
	if got, want := plan.Pointer(d.Base(), span(t, text, "2026-01-01")), "/protokollnycklar/ssh-ed25519 AA~1B~0C/fran"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A public key of many lines goes by its fingerprint.
func TestPointerToAKey(t *testing.T) {
	const text = `dokument: roller/v1
signaturnycklar:
  - {nyckel: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqhgIQxtb0xGbVWYfJT6Pk5OJdQKGRD8hgeBq//Y3XS anna", person: p-017, fran: 2026-01-01}
`
	d := read(t, plan.KindRoller, text)
	const want = "/signaturnycklar/SHA256:W+~1HUQ3QxwWatDPM1YuFr0+6C6e9PC+4zMs3+8jFOgY/person"
	if got := plan.Pointer(d.Base(), span(t, text, "p-017")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A place keeps its name when entries come in before it.
func TestPointerOutlivesEntriesBefore(t *testing.T) {
	const entry = "  - {part: exk, datum: 2026-11-12}\n"
	const head = "dokument: leveransplan/v1\navstamningar:\n"
	for _, text := range []string{head + entry, head + "  - {part: skas, datum: 2026-11-10}\n" + entry, "# en rad\n" + head + entry} {
		d := read(t, plan.KindLeveransplan, text)
		if got, want := plan.Pointer(d.Base(), span(t, text, "2026-11-12")), "/avstamningar/exk/datum"; got != want {
			t.Errorf("got %q, want %q in\n%s", got, want, text)
		}
	}
}

// regionDocuments reads the YAML documents of the small region that the rules are tested
// on: valid ones of nearly every kind.
func regionDocuments(t testing.TB) []plan.Any {
	t.Helper()
	var out []plan.Any
	root := region.Files()
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		y, findings := yamldoc.Parse(diag.NewSource(name, text))
		if len(findings) > 0 {
			t.Fatalf("%s: %v", name, findings)
		}
		kind, _, _ := strings.Cut(y.Root.Get("dokument").Text, "/")
		out = append(out, plan.Decode(plan.Kind(kind), y, false))
		return nil
	})
	if err != nil || len(out) < 10 {
		t.Fatalf("%d documents, %v", len(out), err)
	}
	return out
}

// In a real document no two values have one name, so no two findings are taken for one.
func TestPointersAreUnique(t *testing.T) {
	for _, d := range regionDocuments(t) {
		doc := d.Base()
		seen := map[string]diag.Span{}
		var walk func(n *yamldoc.Node)
		walk = func(n *yamldoc.Node) {
			if len(n.Entries) == 0 && len(n.Items) == 0 {
				p := plan.Pointer(doc, n.Span)
				if other, twice := seen[p]; twice {
					t.Errorf("%s: %s names both %q and %q", doc.File(), p, doc.Source.Slice(other), doc.Source.Slice(n.Span))
				}
				seen[p] = n.Span
			}
			for _, e := range n.Entries {
				walk(e.Value)
			}
			for _, item := range n.Items {
				walk(item)
			}
		}
		walk(doc.Root())
	}
}
