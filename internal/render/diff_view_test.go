package render

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// A new plan that adds to its line shows what that rests on, as a raised one does. The rest of
// it is new with the plan, and what goes with a removed one is gone with it.
func TestNewPlanShowsWhatItsIncreaseRestsOn(t *testing.T) {
	value := func(s string) diff.Value { return diff.Value{Text: s, There: true} }
	doc := &plan.Leveransplan{Enhet: plan.Text{V: "atgard", Set: true}, Volym: plan.Int{V: 12, Set: true}}
	terms := func(put func(*diff.Term, diff.Value)) []diff.Term {
		var out []diff.Term
		for _, p := range [][2]string{
			{"/id", "lp-1"}, {"/skickande", "skas"}, {"/utokning/motivering", "Fler remisser"}, {"/utokning/forankring/datum", "2026-11-13"},
			{"/utokning/kapacitetssok/egen_regi/steg", "egen_regi"}, {"/utokning/kapacitetssok/egen_regi/ledig", "18"},
		} {
			t := diff.Term{Pointer: p[0]}
			put(&t, value(p[1]))
			out = append(out, t)
		}
		return out
	}
	after := terms(func(t *diff.Term, v diff.Value) { t.After = v })
	before := terms(func(t *diff.Term, v diff.Value) { t.Before = v })
	fresh := []diff.Change{&diff.Plan{Subject: diff.Subject{ID: "lp-1"}, Is: []diff.Kind{diff.PlanNy, diff.PlanOkning}, Head: doc, Terms: after}}
	gone := []diff.Change{&diff.Plan{Subject: diff.Subject{ID: "lp-1"}, Is: []diff.Kind{diff.PlanBorttagen}, Base: doc, Terms: before}}
	for form, want := range map[string][]string{
		"txt": {"    + utokning/motivering: Fler remisser\n    + utokning/forankring/datum: 2026-11-13\n    + utokning/kapacitetssok/egen_regi/ledig: 18\n"},
		"md":  {"| utokning/motivering |  | Fler remisser |\n", "| utokning/kapacitetssok/egen&#95;regi/ledig |  | 18 |\n"},
	} {
		got := diffOutput(t, form, lang.SV, fresh)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", form, w, got)
			}
		}
		if strings.Contains(got, "skickande") || strings.Contains(got, "/steg") {
			t.Errorf("%s: more than that:\n%s", form, got)
		}
		if got := diffOutput(t, form, lang.SV, gone); strings.Contains(got, "utokning") {
			t.Errorf("%s, removed:\n%s", form, got)
		}
	}
}

// A value that its entry is called by is not told once more.
func TestEntriesDoNotNameThemselves(t *testing.T) {
	for pointer, want := range map[string]bool{"/avstamningar/skas/part": true, "/andringar/1/avstamningar/skas/part": true, "/avstamningar/skas/referens": false, "/skas": false} {
		if got := namesItself(diff.Term{Pointer: pointer, After: diff.Value{Text: "skas", There: true}}); got != want {
			t.Errorf("%s: %v", pointer, got)
		}
	}
	if namesItself(diff.Term{Pointer: "/a/skas/part", Before: diff.Value{Text: "su", There: true}, After: diff.Value{Text: "skas", There: true}}) {
		t.Error("a value that changes is told")
	}
}

// Of an entry that comes or goes its name tells the key; what is beside it has room then.
func TestEntriesTellWhatTheirNameDoesNot(t *testing.T) {
	term := func(key, text string) diff.Term {
		return diff.Term{Pointer: "/delegeringar/p-016+p-024+skas/" + key, After: diff.Value{Text: text, There: true}}
	}
	entry := diff.Entry{List: "delegeringar", Key: "p-016+p-024+skas", Name: lang.Plain("delegeringen"), After: diff.Value{Text: "allt", There: true},
		Terms: []diff.Term{term("av", "p-016"), term("till_person", "p-024"), term("organisation", "skas"), term("till", "2026-12-18"), term("beslut", "SkaS 1")}}
	register := func(e diff.Entry) []diff.Change {
		return []diff.Change{&diff.Register{Subject: diff.Subject{Kind: plan.KindRoller, ID: "roller"}, Is: []diff.Kind{diff.RollerAndrade}, Entries: []diff.Entry{e}}}
	}
	if got := diffOutput(t, "txt", lang.SV, register(entry)); !strings.Contains(got, "    + delegeringen: till: 2026-12-18, beslut: SkaS 1\n") {
		t.Errorf("new:\n%s", got)
	}
	entry.Terms = entry.Terms[:3]
	if got := diffOutput(t, "txt", lang.SV, register(entry)); !strings.Contains(got, "    + delegeringen: allt\n") {
		t.Errorf("nothing but its key:\n%s", got)
	}
}
