package routine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

func bookOfToday() book {
	return book{versions: Versions(), common: Common(), loader: rules.Loader(),
		schemas: fstest.MapFS{"a.schema.json": {Data: []byte("{}")}, "b.schema.json": {Data: []byte("{}")}}}
}

// twice is each constructor that takes parameters, called with two different ones, in
// every place.
func twice() map[string][2]*rule.Rule {
	name, other := lang.Plain("ett forum"), lang.Plain("ett annat")
	statements := func(f func(...string) *rule.Rule) [2]*rule.Rule { return [2]*rule.Rule{f("N01"), f("N02")} }
	return map[string][2]*rule.Rule{
		"InsideAgreement":    statements(rules.InsideAgreement),
		"InsideOffer":        statements(rules.InsideOffer),
		"ReceiversAgreement": statements(rules.ReceiversAgreement),
		"AgreementCovers":    statements(rules.AgreementCovers),
		"AsItsLine":          statements(rules.AsItsLine),
		"InsideMissiv":       statements(rules.InsideMissiv),
		"AsItsOffer":         statements(rules.AsItsOffer),
		"FreshOffer":         statements(rules.FreshOffer),
		"Origin":             statements(rules.Origin),
		"AfterItsOrigin":     statements(rules.AfterItsOrigin),
		"QuarterInAgreement": statements(rules.QuarterInAgreement),
		"OfferPeriod":        statements(rules.OfferPeriod),
		"OfferGrain":         statements(rules.OfferGrain),
		"OfferByReceiver":    statements(rules.OfferByReceiver),
		"MemoMinutes":        {rules.MemoMinutes("N01"), rules.MemoMinutes("N02")},
		"Contacts":           {rules.Contacts(diag.Warning, diag.Default), rules.Contacts(diag.Error, diag.Default)},
		"Purpose":            {rules.Purpose(diag.Default), rules.Purpose(diag.Text)},
		"ReceiverWait":       {rules.ReceiverWait(90), rules.ReceiverWait(91)},
		"MemoForum":          {rules.MemoForum("a", name), rules.MemoForum("a", other)},
		"OfferForum":         {rules.OfferForum("a", name, "N01"), rules.OfferForum("a", other, "N01")},
		"MemoDialogue":       {rules.MemoDialogue(rules.DialogueBefore), rules.MemoDialogue(rules.DialogueAfter)},
		"MemoChangeDialogue": {rules.MemoChangeDialogue(rules.DialogueBefore), rules.MemoChangeDialogue(rules.DialogueAfter)},
		"MinutesOrder":       {rules.MinutesOrder(rules.DialogueBefore, "N01"), rules.MinutesOrder(rules.DialogueAfter, "N01")},
		"MemoPeriod":         {rules.MemoPeriod(rules.CalendarYear()), rules.MemoPeriod(rules.TwelveMonths())},
		"MemoAnalysis":       {rules.MemoAnalysis(rules.CalendarYear()), rules.MemoAnalysis(rules.TwelveMonths())},
		"NotifiedOffice":     {rules.NotifiedOffice("a", "b"), rules.NotifiedOffice("a", "c")},
		"AnchoredNeed":       {rules.AnchoredNeed(name, []string{"N01"}, "x"), rules.AnchoredNeed(name, []string{"N01"}, "y")},
		"RestDialogue":       {rules.RestDialogue(false), rules.RestDialogue(true)},
		"Prolongations":      {rules.Prolongations("9.0", calendar.Date(2026, 12, 19)), rules.Prolongations("9.0", calendar.Date(2026, 12, 20))},
		"UnseenVersions":     {rules.UnseenVersions("6.0", lang.List{"7.0"}), rules.UnseenVersions("6.0", lang.List{"7.0", "8.0"})},
	}
}

// inVersions are constructors whose parameters say what the list of versions says, or
// another rule of the version (P203), and are in the hash there.
var inVersions = []string{"MemoAnalysis", "Prolongations", "UnseenVersions"}

func TestTheHashChangesWithEveryParameter(t *testing.T) {
	for name, pair := range twice() {
		with := func(r *rule.Rule) string {
			b := bookOfToday()
			b.common = append(b.common, Line{Rule: r, From: firstEdition})
			return b.hash()
		}
		if same := with(pair[0]) == with(pair[1]); same != slices.Contains(inVersions, name) {
			t.Errorf("%s: the hash stays: %v", name, same)
		}
	}
}

// A constructor that begins to take parameters is to be tried above.
func TestEveryParameterIsTried(t *testing.T) {
	names, err := filepath.Glob("../rules/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	var want []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !fn.Name.IsExported() || fn.Type.Params.NumFields() == 0 || fn.Type.Results.NumFields() != 1 {
				continue
			}
			if star, ok := fn.Type.Results.List[0].Type.(*ast.StarExpr); ok {
				if sel, ok := star.X.(*ast.SelectorExpr); ok && sel.Sel.Name == "Rule" && !takesFunction(fn) {
					want = append(want, fn.Name.Name)
				}
			}
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(twice()))); diff != "" {
		t.Errorf("constructors with parameters (-have +tried):\n%s", diff)
	}
}

// takesFunction tells of rules that are handed the catalogue to look into: no parameter.
func takesFunction(fn *ast.FuncDecl) bool {
	return slices.ContainsFunc(fn.Type.Params.List, func(f *ast.Field) bool { _, ok := f.Type.(*ast.FuncType); return ok })
}

func TestWhatTheHashIsOf(t *testing.T) {
	was := bookOfToday().hash()
	last := len(bookOfToday().versions[1].Approvals) - 1
	for name, change := range map[string]func(*book){
		"a severity":                func(b *book) { b.common[0].Rule.Severity++ },
		"a first day":               func(b *book) { b.common[0].From++ },
		"a rule less":               func(b *book) { b.versions[0].Rules = b.versions[0].Rules[1:] },
		"a rule in another version": func(b *book) { b.versions[0].Rules = append(b.versions[0].Rules, b.versions[1].Rules[0]) },
		"a basis":                   func(b *book) { b.versions[1].Rules[3].Rule.Basis = diag.Rebuilt },
		"a loader's rule less":      func(b *book) { b.loader = b.loader[1:] },
		"the last day of a version": func(b *book) { b.versions[1].To++ },
		"the forum of a version":    func(b *book) { b.versions[0].Forum += "x" },
		"who approves":              func(b *book) { n := b.versions[1].Approvals[0].Needs; n[0].Role, n[1].Role = n[1].Role, n[0].Role },
		"who acts":                  func(b *book) { b.versions[1].Approvals[0].Needs[0].Actor = false },
		"a need of one more":        func(b *book) { b.versions[1].Approvals[last].Needs[0].OneMore = true },
		"the first day of a row":    func(b *book) { b.versions[1].Approvals[0].From++ },
		"a schema": func(b *book) {
			b.schemas = fstest.MapFS{"a.schema.json": {Data: []byte("{}")}, "b.schema.json": {Data: []byte("[]")}}
		},
		"the name of a schema": func(b *book) {
			b.schemas = fstest.MapFS{"a.schema.json": {Data: []byte("{}")}, "c.schema.json": {Data: []byte("{}")}}
		},
		"no schemas":                 func(b *book) { b.schemas = fstest.MapFS{} },
		"when it weighs less":        func(b *book) { b.common[0].Rule.Lighter = lang.Plain("ibland") },
		"a rule that asks evidence":  func(b *book) { b.common[0].Rule.MissingEvidence = !b.common[0].Rule.MissingEvidence },
		"a statement of a rule more": func(b *book) { b.common[0].Rule.Statements = append(b.common[0].Rule.Statements, "N65") },
	} {
		b := bookOfToday()
		change(&b)
		if b.hash() == was {
			t.Errorf("%s does not change the hash", name)
		}
	}
	for name, change := range map[string]func(*book){
		"a reason":               func(b *book) { b.common[0].Rule.Why = lang.Plain("därför") },
		"an example":             func(b *book) { b.common[0].Rule.Example.Good += "# så\n" },
		"the order of the rules": func(b *book) { slices.Reverse(b.versions[1].Rules) },
	} {
		b := bookOfToday()
		change(&b)
		if b.hash() != was {
			t.Errorf("%s changes the hash", name)
		}
	}
}

func TestTheHashIsOne(t *testing.T) {
	if h := RulesHash(); len(h) != 64 || strings.Trim(h, "0123456789abcdef") != "" || h != RulesHash() || h == bookOfToday().hash() {
		t.Errorf("%q", h)
	}
}
