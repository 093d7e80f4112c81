package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Files of the tool are told by their number, beside the changes of documents.
func TestFilesOfTheToolAreCountedNotListed(t *testing.T) {
	var e history.Entry
	e.Commit.Hash = strings.Repeat("a", 40)
	for range 101 {
		e.Items = append(e.Items, history.Item{Kinds: []diff.Kind{diff.VerktygAndrat}, Summary: lang.Plain("a file")})
	}
	in := sample(t)
	in.Entries = []history.Entry{e}
	told := func(in Input) []string {
		var out []string
		for _, it := range (&view{b: newBuilder(in), page: &page{}, L: lang.SV}).entry(&in.Entries[0]).Items {
			out = append(out, it.Text)
		}
		return out
	}
	if d := cmp.Diff([]string{"Verktyget: 101 filer"}, told(in)); d != "" {
		t.Error(d)
	}
	heading := func(l lang.Language) string {
		return (&view{b: newBuilder(in), page: &page{}, L: l}).heading(&in.Entries[0])
	}
	if d := cmp.Diff([]string{"Verktyget ändrat (101 filer)", "The tool changed (101 files)"}, []string{heading(lang.SV), heading(lang.EN)}); d != "" {
		t.Error(d)
	}
	in.Entries[0].Items = append(in.Entries[0].Items, history.Item{Type: plan.KindMissiv, Kinds: []diff.Kind{diff.PlanVillkor}, Summary: lang.Plain("a change")}, history.Item{Kinds: []diff.Kind{diff.OkandAndrad}})
	if d := cmp.Diff([]string{"a change", "Verktyget: 101 filer", "Annat än planer: 1 fil"}, told(in)); d != "" {
		t.Error(d)
	}
}

// The register counts every decision once: about plans, about the tool alone, or of no substance.
func TestTheRegisterCountsEveryDecisionOnce(t *testing.T) {
	in := demonstrated(t)
	v := &view{b: newBuilder(in), page: &page{}, L: lang.SV}
	sum := 0
	for _, tile := range v.registerTiles() {
		sum += numbersIn(t, tile.Figure)[0]
	}
	if sum != len(in.Entries) || sum == 0 {
		t.Errorf("the tiles count %d decisions of %d", sum, len(in.Entries))
	}
}

// Decisions that are not about plans are folded away where they are many; none is lost, and the
// order stays that of main.
func TestDecisionsThatAreNotAboutPlansAreFolded(t *testing.T) {
	about := []history.Item{{Type: plan.KindLeveransplan, Kinds: []diff.Kind{diff.PlanNy}}}
	tool := []history.Item{{Kinds: []diff.Kind{diff.VerktygAndrat}}}
	of := map[rune][]history.Item{'p': about, 't': tool, '-': nil}
	for _, test := range []struct{ line, want, latest string }{
		{"", "", ""},
		{"ppp", "ppp", "ppp"},
		{"tt", "tt", "tt"},
		{"pttp", "p tt p", "pp"},
		{"pt-tpttt", "p (t-t) p (ttt)", "pp"},
		{"ttttt", "(ttttt)", "ttttt"},
	} {
		in := sample(t)
		in.Entries = nil
		for i, letter := range test.line {
			var e history.Entry
			e.Commit.Hash, e.Items = fmt.Sprintf("%c%039d", letter, i), of[letter]
			in.Entries = append(in.Entries, e)
		}
		v := &view{b: newBuilder(in), page: &page{}, L: lang.SV}
		var all []*history.Entry
		for i := range in.Entries {
			all = append(all, &in.Entries[i])
		}
		var got []string
		for _, run := range v.runs(all) {
			text := ""
			for _, e := range run.Entries {
				text += e.Commit[:1]
			}
			if run.Folded != "" {
				if n := numbersIn(t, run.Folded)[0]; n != len(run.Entries) {
					t.Errorf("%q says %q", text, run.Folded)
				}
				text = "(" + text + ")"
			}
			got = append(got, text)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%q is shown as %q, want %q", test.line, got, test.want)
		}
		latest := ""
		for _, e := range v.b.latest(10) {
			latest += e.Commit.Hash[:1]
		}
		if latest != test.latest {
			t.Errorf("of %q the latest are %q, want %q", test.line, latest, test.latest)
		}
	}
}

// That records were never set up is told calmly; whatever else is wrong is not.
func TestTheAuditTellsMissingRecordsFromViolations(t *testing.T) {
	without := func(code ...audit.Code) audit.Decision {
		var d audit.Decision
		for _, c := range code {
			d.Violations = append(d.Violations, audit.Violation{Code: c})
		}
		return d
	}
	none := without(audit.NoRecord)
	for _, test := range []struct {
		name   string
		report audit.Report
		tone   tone
		groups []string
	}{
		{"no branch of records", audit.Report{Decisions: []audit.Decision{none, none, none}}, calm, []string{"Beslutet saknar protokoll 3 beslut"}},
		{"a branch that lacks some", audit.Report{Records: "a", Decisions: []audit.Decision{none, none}}, bad, []string{"Beslutet saknar protokoll 2 beslut"}},
		{"no branch, and a broken rule", audit.Report{Decisions: []audit.Decision{none, none, without(audit.NoRecord, audit.BrokenRule)}}, bad, []string{"Beslutet saknar protokoll 3 beslut", "Beslutet bryter mot en regel 1 beslut"}},
		{"no branch, and main rewritten", audit.Report{Decisions: []audit.Decision{none}, Violations: []audit.Violation{{Code: audit.Rewritten}}}, bad, []string{"Beslutet saknar protokoll 1 beslut"}},
		{"nothing is wrong", audit.Report{Records: "a", Decisions: []audit.Decision{{}}}, good, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			for i := range test.report.Decisions {
				test.report.Decisions[i].Commits = []string{strings.Repeat("a", 40)}
			}
			in := sample(t)
			in.Audit = &test.report
			d := (&view{b: newBuilder(in), page: &page{}, L: lang.SV}).audit()
			if d.Tone != test.tone {
				t.Errorf("%q is told as %q", d.Outcome, d.Tone)
			}
			var groups []string
			for _, g := range d.Groups {
				groups = append(groups, g.Text+" "+g.Count)
			}
			if diff := cmp.Diff(test.groups, groups); diff != "" {
				t.Error(diff)
			}
		})
	}
}
