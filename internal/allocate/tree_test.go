package allocate_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// write writes a proposed plan as the routine's document, without evidence.
func write(p allocate.Plan, id string) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# yaml-language-server: $schema=../../../schemas/leveransplan.schema.json")
	line("dokument: leveransplan/v1\nid: %s\nrutin: \"9.0\"\nperiod: %s", id, p.Period)
	origin := fmt.Sprintf("missiv: %s, rad: %s", p.Line.Missiv.ID.V, p.Line.Rad.ID.V)
	if p.Offer != nil {
		origin += ", erbjudande: " + p.Offer.ID.V
	}
	line("ursprung: {%s}\nskickande: %s\nmottagare: %s", origin, p.Sender.ID.V, p.Receiver.ID.V)
	if p.Agreement != nil {
		line("avtal: %s", p.Agreement.ID.V)
	}
	line("vardomrade: %s", p.Scope.Fields[0].V)
	if len(p.Scope.Procedures) > 0 {
		var codes []string
		for _, c := range p.Scope.Procedures {
			codes = append(codes, c.V)
		}
		line("atgarder: [%s]", strings.Join(codes, ", "))
	}
	if p.Scope.CareForm.Set {
		line("vardform: %s", p.Scope.CareForm.V)
	}
	if len(p.Scope.ASA) > 0 {
		var classes []string
		for _, c := range p.Scope.ASA {
			classes = append(classes, fmt.Sprint(c.V))
		}
		line("asa_klass: [%s]", strings.Join(classes, ", "))
	}
	line("enhet: %s\nsyfte: vardgaranti\nvolym: %d\nperiodisering:", p.Scope.Unit.V, p.Volume)
	for _, s := range p.Shares {
		line("  %s: %d", s.Slot, s.Volume)
	}
	line("avstamningar: []\nkontakter: []\nandringar: []")
	return b.String()
}

// judged checks a tree, and gives its errors and warnings but for those that ask for evidence.
func judged(t *testing.T, schemas *schema.Set, files fs.FS) (*plan.Set, calendar.Day, diag.List) {
	t.Helper()
	res, err := check.Tree(files, check.Options{Schemas: schemas, Today: corpus.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	return res.Set, res.AsOf, slices.DeleteFunc(res.Findings, func(f diag.Diagnostic) bool { return f.Severity > diag.Warning || f.MissingEvidence })
}

// trees are regions of plans to allocate anew.
func trees(t *testing.T) map[string]fstest.MapFS {
	out := map[string]fstest.MapFS{"small": region.Files(), "corpus": corpus.New(150, 1)}
	for seed := range uint64(10) {
		out[fmt.Sprintf("random %d", seed)] = corpus.Region(seed)
	}
	sample := fstest.MapFS{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(filepath.Join(root, "plans"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		sample[filepath.ToSlash(rel)] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out["sample"] = sample
	return out
}

// A tree of which some plans are taken away gets others in their place, and the whole check
// has nothing to say of them but that evidence is missing, with two warnings that no choice
// of weeks and receivers is to answer for: that a line has two plans at a receiver, where the
// proposal says so, and that the calendar does not say how a receiver works in summer.
func TestProposedPlansPassTheCheck(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := trees(t)
	proposed, rests, lowest := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		files := all[name]
		r := rand.New(rand.NewPCG(9, uint64(len(name))))
		period := calendar.Interval{From: calendar.Date(2027, 1, 1), To: calendar.Date(2027, 12, 31)}
		set, _, _ := judged(t, schemas, files)
		for _, p := range set.Leveransplaner {
			// A plan that has been changed leaves effects on its line.
			if period.Holds(p.Period.V) && p.Ursprung.Missiv.Set && len(p.Entries()) == 0 && r.IntN(3) > 0 {
				delete(files, p.File())
			}
		}
		set, today, before := judged(t, schemas, files)
		p := answer(t, allocate.Question{Set: set, Period: period, Today: today, Grain: pick(r, 0, 0, calendar.GrainQuarter)})
		beside := map[string]bool{}
		for i, pl := range p.Plans {
			id := fmt.Sprintf("lp-2027-proposed-%d", i)
			if pl.Beside != nil {
				beside[pl.Beside.ID.V], beside[id] = true, true
			}
			files["plans/2027/proposed/"+id+".yaml"] = &fstest.MapFile{Data: []byte(write(pl, id))}
		}
		proposed, rests, lowest = proposed+len(p.Plans), rests+len(p.Rests), max(lowest, len(p.Skipped))
		_, _, after := judged(t, schemas, files)
		for _, f := range after {
			inherited := slices.ContainsFunc(before, func(b diag.Diagnostic) bool { return b.Rule == f.Rule && b.Document == f.Document })
			if !inherited && f.Rule != "P134" && (f.Rule != "X204" || !beside[f.Document]) {
				t.Errorf("%s: %s %s: %s", name, f.Rule, f.Document, f.Message.In(lang.EN))
			}
		}
	}
	t.Logf("%d plans proposed, %d rests", proposed, rests)
	if proposed < 100 || rests == 0 || lowest > 0 {
		t.Errorf("%d plans and %d rests are too few to tell; %d lines are skipped", proposed, rests, lowest)
	}
}
