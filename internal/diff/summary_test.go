package diff_test

import (
	"os"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

func TestSummary(t *testing.T) {
	gone := func(name string) fstest.MapFS {
		tree := region.Files()
		delete(tree, name)
		return tree
	}
	for name, c := range map[string]struct {
		base, head fstest.MapFS
		sv, en     string
	}{
		"a decrease": {region.Files(), edited(t, hip, "volym: 12", "volym: 9", hip, "2027-W05: 3", "2027-W05: 0"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 → 9 (−3), från v. 5", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 → 9 (−3), from week 5"},
		"a new plan": {gone(hip), region.Files(),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): ny plan, 12", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): new plan, 12"},
		"a plan removed": {region.Files(), gone(hip),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): planen tas bort (12)", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): the plan is removed (12)"},
		"weeks": {region.Files(), edited(t, hip, "2027-W05: 3", "2027-W06: 3"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 som förut, flyttas mellan veckor, från v. 5", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 as before, moved between weeks, from week 5"},
		"weeks of two years": {region.Files(), edited(t, hip, "2027-W05: 3", "2028-W01: 3"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 som förut, flyttas mellan veckor, från v. 5 2027", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 as before, moved between weeks, from week 5 2027"},
		"quarters": {region.Files(), edited(t, hip, "  2027-W02: 3\n  2027-W03: 3\n  2027-W04: 3\n  2027-W05: 3\n", "  2027-Q1: 12\n"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 som förut, från veckor till kvartal", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 as before, from weeks to quarters"},
		"terms": {region.Files(), edited(t, hip, "vardform: slutenvard", "vardform: dagkirurgi"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 som förut, ändrade villkor (vardform)", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 as before, changed terms (vardform)"},
		"contacts": {region.Files(), edited(t, hip, "funktion: Operationskoordinator", "funktion: Vårdsamordnare"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): redaktionell ändring (kontakter)", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): editorial change (kontakter)"},
		"a fault": {region.Files(), edited(t, hip, "vardform: slutenvard", "vardform: hemma"),
			"Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 som förut, ändrade villkor (vardform); det som står här nu går inte att läsa", "Ortopedi SkaS → Exempelkliniken AB (fiktiv): 12 as before, changed terms (vardform); what stands here now can't be read"},
		"a file that can't be read": {region.Files(), edited(t, hip, "vardform: slutenvard", "vardform: [slutenvard"),
			"Filen " + hip + ", lp-2027-skas-exk-hoftprotes, går inte längre att läsa", "The file " + hip + ", lp-2027-skas-exk-hoftprotes, can't be read any more"},
		"a line": {region.Files(), edited(t, memo, "volym: 8", "volym: 10"),
			"Missivet Ortopedi 2027: Ortopedi SU 8 → 10 (+2)", "Missiv Ortopedi 2027: Ortopedi SU 8 → 10 (+2)"},
		"two lines": {region.Files(), edited(t, memo, "volym: 8", "volym: 10", memo, "volym: 20", "volym: 21"),
			"Missivet Ortopedi 2027: 2 rader ändras", "Missiv Ortopedi 2027: 2 lines changed"},
		"a missiv's reason": {region.Files(), edited(t, memo, "motivering: Volymerna", "motivering: Talen"),
			"Missivet Ortopedi 2027: ändras (motivering)", "Missiv Ortopedi 2027: changed (motivering)"},
		"an offer": {region.Files(), edited(t, offer, "2027-W10: 4", "2027-W10: 14"),
			"Erbjudandet Ögonsjukvård → Sjukhusen i väster: 6 → 16 (+10), från v. 10", "Offer Ögonsjukvård → Sjukhusen i väster: 6 → 16 (+10), from week 10"},
		"a rest": {region.Files(), edited(t, rests, "slag: outlost, volym: 1", "slag: outlost, volym: 2"),
			"Restvolymen rest-2026/rest-1 (Ortopedi SkaS): 1 → 2 (+1)", "Rest rest-2026/rest-1 (Ortopedi SkaS): 1 → 2 (+1)"},
		"rows": {region.Files(), edited(t, outcome, "2026-W12;2;3", "2026-W13;2;3"),
			"Utfall: 1 rad till, 1 rad bort", "Outcome: 1 row added, 1 row removed"},
	} {
		t.Run(name, func(t *testing.T) {
			got := compare(t, c.base, c.head)
			if len(got) != 1 {
				t.Fatalf("%v", outline(got))
			}
			text := diff.Summary(got[0])
			if d := cmp.Diff([]string{c.sv, c.en}, []string{text.In(lang.SV), text.In(lang.EN)}); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Every kind that there is has its words.
func TestEveryKindHasItsWords(t *testing.T) {
	text, err := os.ReadFile("kind.go")
	if err != nil {
		t.Fatal(err)
	}
	written := regexp.MustCompile(`Kind += "([a-z.]+)"`).FindAllSubmatch(text, -1)
	if len(written) != len(diff.Kinds()) {
		t.Errorf("%d kinds have words, %d are written", len(diff.Kinds()), len(written))
	}
	for _, m := range written {
		k := diff.Kind(m[1])
		if sv, en := k.Text().In(lang.SV), k.Text().In(lang.EN); sv == string(k) || en == string(k) || sv == en && k != diff.Kind("") {
			t.Errorf("%s: %q, %q", k, sv, en)
		}
	}
}

func TestQuarters(t *testing.T) {
	slot := func(s string, before, after int) diff.Slot {
		parsed, ok := calendar.ParseSlot(s)
		if !ok {
			t.Fatal(s)
		}
		return diff.Slot{Slot: parsed, Before: before, After: after}
	}
	got := diff.Quarters([]diff.Slot{
		slot("2027-W02", 3, 5), slot("2027-W03", 4, 1), // up and down
		slot("2027-Q2", 12, 0), slot("2027-W14", 0, 6), slot("2027-W20", 0, 7), // another grain
		slot("2026-W53", 1, 1), // its Thursday is on 31 December
	})
	q := func(year, n, before, after, plus, minus int) diff.Quarter {
		return diff.Quarter{Quarter: calendar.Quarter{Year: year, Number: n}, Before: before, After: after, Plus: plus, Minus: minus}
	}
	want := []diff.Quarter{q(2026, 4, 1, 1, 0, 0), q(2027, 1, 7, 6, 2, -3), q(2027, 2, 12, 13, 1, 0)}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
