package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const before = `package rules

const year = 365 == 365

func older(list []int, limit int) bool {
	for _, n := range list {
		if n == 0 { // nothing there
			continue
		}
		if ok(n) && n < limit {
			return true
		}
	}
	return false
}
`

func TestEveryConditionIsChangedOnce(t *testing.T) {
	_, changes, err := changed("rules/older.go", before, 40)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, c := range changes {
		if c.number != 40+i {
			t.Errorf("change %d has number %d", i, c.number)
		}
		got = append(got, c.String())
	}
	want := []string{
		"8: without continue",
		"7: n == 0  ->  n != 0",
		"11: without return true",
		"10: ok(n) && n < limit  ->  ok(n) || n < limit",
		"10: ok(n) && n < limit  ->  ok(n)",
		"10: ok(n) && n < limit  ->  n < limit",
		"10: n < limit  ->  n <= limit",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

// Where no number is active the source does what it did.
func TestChangedSourceHoldsTheOldOne(t *testing.T) {
	text, _, err := changed("rules/older.go", before, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "older.go", text, 0); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if want := "if (activeNumber != 2 && (n == 0) || activeNumber == 2 && (n != 0)) { // nothing there\n\t\t\tif activeNumber != 1 {\ncontinue\n}"; !strings.Contains(text, want) {
		t.Errorf("want %q in\n%s", want, text)
	}
}

func TestRulesOf(t *testing.T) {
	for name, want := range map[string]string{
		"p101_periodised_sum.go":    "P101",
		"p1_stretches.go":           `P1\d\d`,
		"x002_proposals.go":         "X002",
		"x002_references_test.go":   "",
		"all.go":                    "",
		"p212_memo_absorbs_test.go": "",
	} {
		if got := rulesOf(name); got != want {
			t.Errorf("%s is about %q, want %q", name, got, want)
		}
	}
}

// Every fault of the first level is one of a rule, and rules of two versions have one in
// each.
func TestSilences(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range silences() {
		if seen[s] {
			t.Errorf("%s stands twice", s)
		}
		seen[s] = true
	}
	for _, want := range []string{"P101", "P101@6.0", "P101@9.0", "X101", "S301"} {
		if !seen[want] {
			t.Errorf("%s is missing", want)
		}
	}
	if seen["P130@6.0"] || seen["X101@9.0"] {
		t.Error("a rule of one version, or of none, is switched off in it")
	}
}
