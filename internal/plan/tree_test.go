package plan_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// acted says something on days, some of which are not days of acts; one entry is written twice.
const acted = `dokument: leveransplan/v1
id: lp-2027-su-x-y
period: 2027-01-01/2027-12-31
avstamningar:
  - {part: su, datum: 2026-11-10}
  - {part: su, datum: 2026-12-01}
andringar:
  - nr: 1
    datum: 2027-02-30x
    galler_fran: 2027-W40
    kapacitetssok:
      - {steg: egen_regi, efterfragad: 2027-03-04}
`

func decodeActed(t *testing.T) *plan.Document {
	y, found := yamldoc.Parse(diag.NewSource("plans/a.yaml", []byte(acted)))
	if y == nil {
		t.Fatal(found)
	}
	return plan.Decode(plan.KindLeveransplan, y, false).Base()
}

func TestATreeIsReadAnewOnceNobodyHoldsIt(t *testing.T) {
	d := decodeActed(t)
	want, _ := yamldoc.Parse(d.Source)
	runtime.GC()
	runtime.GC()
	first := d.YAML()
	if diff := cmp.Diff(want.Root, first.Root, cmpopts.EquateComparable(diag.Span{})); diff != "" {
		t.Error(diff)
	}
	runtime.GC()
	if d.YAML() != first || d.Root() != first.Root {
		t.Error("a tree that is in use is read anew")
	}
	runtime.KeepAlive(first)
}

func TestManyMayAskForATreeAtOnce(t *testing.T) {
	d := decodeActed(t)
	runtime.GC()
	var asked sync.WaitGroup
	trees := make([]*yamldoc.Document, 8)
	for i := range trees {
		asked.Go(func() { trees[i] = d.YAML() })
	}
	asked.Wait()
	for _, y := range trees {
		if y == nil || y != trees[0] {
			t.Fatal("not all were given the same tree")
		}
	}
}

func TestWhatADocumentSaysStaysOnceItsTextIsForgotten(t *testing.T) {
	d := decodeActed(t)
	held := d.YAML()
	at := plan.Acts(d)[0].At
	if plan.Pointer(d, at) != "/avstamningar/su/datum" {
		t.Errorf("the first act is at %q", plan.Pointer(d, at))
	}
	d.Forget()
	if d.YAML() != nil || d.Root() != nil || len(d.Source.Text) > 0 {
		t.Error("a text that is forgotten can still be read")
	}
	if d.File() != "plans/a.yaml" || d.ID.V != "lp-2027-su-x-y" || d.LastAct().String() != "2027-03-04" || plan.Pointer(d, at) != "" {
		t.Errorf("what is left: %s, %s, %s, %q", d.File(), d.ID.V, d.LastAct(), plan.Pointer(d, at))
	}
	runtime.KeepAlive(held)
}

func TestATableHasNoTree(t *testing.T) {
	table, _ := plan.ReadUtfall(diag.NewSource("plans/u.csv", []byte("leveransplan,vecka,utfort\nlp-1,2027-W01,3\n")))
	if d := table.Base(); d.YAML() != nil || d.Root() != nil || plan.Acts(d) != nil || d.LastAct() != 0 {
		t.Error("a table has a tree")
	}
}

func TestActsAreTheDaysOnWhichSomethingWasDone(t *testing.T) {
	d := decodeActed(t)
	var days []string
	for _, a := range plan.Acts(d) {
		if said := string(d.Source.Slice(a.At)); said != a.Day.String() {
			t.Errorf("%s stands at %q", a.Day, said)
		}
		days = append(days, a.Day.String())
	}
	if diff := cmp.Diff([]string{"2026-11-10", "2026-12-01", "2027-03-04"}, days); diff != "" {
		t.Error(diff)
	}
	if d.LastAct().String() != "2027-03-04" {
		t.Errorf("the last is %s", d.LastAct())
	}
	if r := plan.Repeats(d); len(r) != 1 || r[0].Key != "su" {
		t.Errorf("repeats %v", r)
	}
}
