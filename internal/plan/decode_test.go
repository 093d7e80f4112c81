package plan_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func TestDecodeTakesWhatFitsAndLeavesTheRestUnset(t *testing.T) {
	const text = `dokument: leveransplan/v1
id: lp-1
period: 2027-01-01/2027-12-31
ursprung: {missiv: missiv-1, rad: rad-1}
asa_klass: [1, 2]
volym: tre
mottagare: [exk]
periodisering: {2027-W02: 3, 2027-Q2: 4, nonsens: 5, 2027-W03: x}
avstamningar: {part: skas}
andringar:
  - {nr: 1, galler_fran: 2027-W14, forankring: {datum: 2027-03-01}}
  - bara text
utokning: nej
okand: 1
`
	p := read(t, plan.KindLeveransplan, text).(*plan.Leveransplan)
	if p.ID.V != "lp-1" || !p.Period.Set || p.Ursprung.Rad.V != "rad-1" || !p.Ursprung.Group.Set {
		t.Errorf("what fits is not read: %+v", p.Ursprung)
	}
	if len(p.AsaKlass) != 2 || p.AsaKlass[1].V != 2 || text[p.AsaKlass[1].Span.Start():p.AsaKlass[1].Span.End()] != "2" {
		t.Errorf("asa_klass: %+v", p.AsaKlass)
	}
	for what, set := range map[string]bool{"volym": p.Volym.Set, "mottagare": p.Mottagare.Set, "avtal": p.Avtal.Set} {
		if set {
			t.Errorf("%s is set", what)
		}
	}
	if got := text[p.Volym.Span.Start():p.Volym.Span.End()]; got != "tre" {
		t.Errorf("the place of a malformed value is kept: %q", got)
	}
	if s := p.Periodisering; len(s.Items) != 4 || s.Items[0].Volume.V != 3 || s.Items[1].Slot.V.String() != "2027-Q2" || s.Items[2].Slot.Set || s.Items[3].Volume.Set || s.Sum() != 12 {
		t.Errorf("periodisering: %+v", s)
	}
	if len(p.Avstamningar) > 0 || p.Utokning != nil {
		t.Errorf("a mapping is no list and a text no mapping: %+v, %+v", p.Avstamningar, p.Utokning)
	}
	if len(p.Andringar) != 2 || p.Andringar[0].Forankring == nil || !p.Andringar[0].Forankring.Datum.Set || p.Andringar[1].Group.Set {
		t.Errorf("andringar: %+v", p.Andringar)
	}
}

func TestDecodeLeavesReportedValuesUnset(t *testing.T) {
	y, findings := yamldoc.Parse(diag.NewSource("x.yaml", []byte("dokument: leveransplan/v1\nid: lp-1\nvolym: 010\n")))
	if y == nil || len(findings) == 0 {
		t.Fatal("the value should be reported and the document stand")
	}
	p := plan.Decode(plan.KindLeveransplan, y, true).(*plan.Leveransplan)
	if p.Volym.Set || p.Volym.V != 0 || !p.Broken || p.ID.V != "lp-1" {
		t.Errorf("got %+v", p.Volym)
	}
}

// words are keys and values that the model knows, and some that it does not.
var words = strings.Fields(`id volym period rader avstamningar andringar utokning nr datum part forvaltning periodisering
	lyft kapacitet svar reglerar leveransplan slag hantering uppdrag avtal vardomraden forvaltningar kapacitetstrappa egen_regi
	2027-W05 2027-Q1 2027-01-01 2027-01-01/2027-12-31 3 -1 0.5 true skas oplacerad minskat_behov okand`)

// randomNode makes any tree, valid or not.
func randomNode(rng *rand.Rand, depth int) *yamldoc.Node {
	n := &yamldoc.Node{Kind: yamldoc.Kind(rng.IntN(7)), Text: words[rng.IntN(len(words))], Bad: rng.IntN(20) == 0}
	if depth == 0 && (n.Kind == yamldoc.Mapping || n.Kind == yamldoc.Sequence) {
		n.Kind = yamldoc.String
	}
	switch n.Kind {
	case yamldoc.Mapping:
		for range rng.IntN(8) {
			n.Entries = append(n.Entries, yamldoc.Entry{
				Key:   &yamldoc.Node{Kind: yamldoc.String, Text: words[rng.IntN(len(words))]},
				Value: randomNode(rng, depth-1),
			})
		}
	case yamldoc.Sequence:
		for range rng.IntN(4) {
			n.Items = append(n.Items, randomNode(rng, depth-1))
		}
	}
	return n
}

// exercise does with documents what a check does with them.
func exercise(docs []plan.Any) {
	s := plan.NewSet(docs, nil)
	for _, d := range docs {
		for r := range plan.References(d) {
			s.Resolve(r)
			plan.Pointer(r.In, r.ID.Span)
		}
		plan.Repeats(d.Base())
	}
	for _, l := range s.Lines {
		l.Oppet()
	}
	for _, n := range s.Needs() {
		plan.Sum(n.Lines)
	}
	for _, p := range s.Leveransplaner {
		p.Day()
		p.Periodisering.Mixed()
	}
	for _, o := range s.Organisationer {
		s.Presence(o)
	}
}

func TestRandomDocumentsNeverPanic(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2027))
	all := kinds(t)
	for range 3000 {
		var docs []plan.Any
		for range 1 + rng.IntN(6) {
			root := randomNode(rng, 5)
			root.Kind = yamldoc.Mapping
			y := &yamldoc.Document{Source: diag.NewSource("x.yaml", nil), Root: root}
			docs = append(docs, plan.Decode(all[rng.IntN(len(all))], y, rng.IntN(4) == 0))
		}
		exercise(docs)
	}
}

// Real documents with values torn out, moved and doubled are read without a panic.
func TestTornDocumentsNeverPanic(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2027))
	for range 200 {
		docs := regionDocuments(t)
		for i, d := range docs {
			var nodes []*yamldoc.Node
			collect(d.Base().Root(), &nodes)
			for range 3 {
				a, b := nodes[rng.IntN(len(nodes))], nodes[rng.IntN(len(nodes))]
				if a != d.Base().Root() && !within(b, a) {
					*a = *b
				}
			}
			docs[i] = plan.Decode(d.Base().Kind, d.Base().YAML(), false)
		}
		exercise(docs)
	}
}

func collect(n *yamldoc.Node, out *[]*yamldoc.Node) {
	*out = append(*out, n)
	for _, e := range n.Entries {
		collect(e.Value, out)
	}
	for _, item := range n.Items {
		collect(item, out)
	}
}

// within tells that a node is part of another, so that putting it there makes no ring.
func within(whole, part *yamldoc.Node) bool {
	var nodes []*yamldoc.Node
	collect(whole, &nodes)
	return slices.Contains(nodes, part)
}

// Whatever a file holds, each kind of document reads it without a panic.
func FuzzDecode(f *testing.F) {
	for _, d := range regionDocuments(f) {
		f.Add(d.Base().Source.Text)
	}
	f.Add([]byte("a: {b: [1, {c: 2027-W05}]}\n"))
	all := kinds(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		y, _ := yamldoc.Parse(diag.NewSource("x.yaml", text))
		if y == nil {
			return
		}
		var docs []plan.Any
		for _, kind := range all {
			docs = append(docs, plan.Decode(kind, y, false))
		}
		exercise(docs)
	})
}
