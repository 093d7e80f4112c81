package site

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// naming is a site whose history names persons wherever a text of it reaches a page.
func naming(t *testing.T) (in Input, ids []string) {
	t.Helper()
	in = demonstrated(t)
	for i := range in.Set.Roller.Personer {
		ids = append(ids, in.Set.Roller.Personer[i].ID.V)
	}
	if len(ids) < 5 {
		t.Fatalf("%d persons", len(ids))
	}
	said := func(it history.Item, text string) history.Item {
		it.Summary = lang.T(text, text)
		return it
	}
	at := len(in.Entries) - 1
	in.Entries = slices.Clone(in.Entries)
	in.Entries[at].Items = append(slices.Clone(in.Entries[at].Items),
		said(history.Item{Type: plan.KindRoller, ID: "roller", Kinds: []diff.Kind{diff.RollerAndrade}, Number: "delegation " + ids[0]}, "Roller: ny delegering (avtalscontroller, "+ids[0]+" till "+ids[1]+", 2026-09-01)"),
		said(history.Item{Type: plan.KindUndantag, ID: "undantag", Kinds: []diff.Kind{diff.UndantagAndrat}, Number: "mejl från " + ids[2]}, "Undantag: ny ("+ids[2]+")"),
		said(history.Item{Type: plan.KindAvvikelser, ID: "avvikelser", Kinds: []diff.Kind{diff.AvvikelseAndrad}}, "Avvikelser: ny, ansvarig "+ids[3]+"."),
		said(history.Item{Type: plan.KindLeveransplan, ID: in.Set.Leveransplaner[0].ID.V, Kinds: []diff.Kind{diff.PlanVillkor}, Number: "HS 1 " + ids[0]}, "villkor av "+ids[1]))
	report := *in.Audit
	report.Remarks = append(slices.Clone(report.Remarks), lang.T("%s saknas", "%s is missing", ids[4]))
	report.Violations = append(slices.Clone(report.Violations), audit.Violation{Code: audit.Rewritten,
		FollowUp: &audit.FollowUp{Cause: ids[0] + " hade bråttom", Action: "samtal med " + ids[1], Reference: "HS 2, " + ids[2]}})
	in.Audit = &report
	return in, ids
}

// No page but a rule's own example tells who anybody of the register of roles is, whatever texts of history say.
func TestNoPageNamesAPerson(t *testing.T) {
	in, ids := naming(t)
	named := regexp.MustCompile(`\b(` + strings.Join(ids, "|") + `)\b`)
	pages := written(t, in)
	for path, text := range pages {
		if strings.Contains(path, "/rutin/regel-") {
			continue // the rules' own examples, the same whatever the register says
		}
		if found := named.Find(text); found != nil {
			at := bytes.Index(text, found)
			t.Errorf("%s: %q", path, text[max(0, at-80):at+40])
		}
		if bytes.Contains(text, []byte("ny delegering")) || bytes.Contains(text, []byte("mejl från <")) {
			t.Errorf("%s tells what changes in the register of roles", path)
		}
	}
	said := func(want string) bool {
		for _, text := range pages {
			if bytes.Contains(text, []byte(want)) {
				return true
			}
		}
		return false
	}
	for _, want := range []string{"Rollregistret ändras", "The role register changes", "mejl från …", "… hade bråttom.", "Uppföljningen av avvikelser ändras"} {
		if !said(want) {
			t.Errorf("no page says %q", want)
		}
	}
	t.Logf("%d files, %d persons", len(pages), len(ids))
}

// What was planned and not used tells by its volume what was done: no page has it, neither the
// lists of rests nor the register of decisions.
func TestUnusedRestsHaveNoFigure(t *testing.T) {
	in := sample(t)
	const odd = 918273
	n := 0
	for i, r := range in.Set.Rester {
		if r.Slag.V == plan.SlagOutlost || i == 0 {
			r.Slag.V, r.Volym.V, r.Volym.Set = plan.SlagOutlost, odd, true
			n++
			in.Entries = append(in.Entries, history.Entry{Items: []history.Item{{Type: plan.KindRestvolymer, ID: r.ID.V, New: true, Kinds: []diff.Kind{diff.RestvolymNy}, Summary: lang.T("Restvolymen %s: ny, %d", "Rest %s: new, %d", r.ID.V, odd)}}})
		}
	}
	if n == 0 {
		t.Fatal("no rests")
	}
	in = Input{Set: in.Set, Result: in.Result, Day: in.Day, OnMain: true, Commit: in.Commit, Follow: in.Follow, Entries: in.Entries}
	why := 0
	for path, text := range written(t, in) {
		plain := strings.NewReplacer("\u00a0", "", " ", "", ",", "").Replace(string(text))
		if strings.Contains(plain, "918273") {
			t.Errorf("%s has the figure", path)
		}
		if bytes.Contains(text, []byte("Volymen av en outlöst rest visas inte")) {
			why++
		}
	}
	if why == 0 {
		t.Error("no page says why")
	}
}

// Where the settings mask nothing every page says so, and no page that anything is masked.
func TestPagesSayWhatIsMasked(t *testing.T) {
	for under, want := range map[int]string{0: "Inga antal är dolda", 1: "Inga antal är dolda", 2: "under 2 visas inte exakt", 5: "under 5 visas inte exakt"} {
		in := sample(t)
		in.Follow.MaskUnder = under
		for path, text := range written(t, in) {
			if !strings.HasPrefix(path, "sv/") {
				continue
			}
			if !bytes.Contains(text, []byte(want)) {
				t.Errorf("below %d, %s does not say %q", under, path, want)
			}
			if under < 2 && bytes.Contains(text, []byte("visas inte exakt")) {
				t.Errorf("below %d, %s says that something is masked", under, path)
			}
		}
	}
}
