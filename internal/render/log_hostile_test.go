package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// decided makes a decision that holds a text wherever one can hold one.
func decided(s string, items int) history.Entry {
	at := time.Date(2027, 3, 4, 11, 0, 0, 0, time.UTC)
	e := history.Entry{Step: history.Step{At: at, Shape: history.Shape(s), Commit: gitrepo.Commit{
		Revision: gitrepo.Revision{Hash: "0123456789abcdef0123456789abcdef01234567"}, Message: s + " (#12)",
		Author: gitrepo.Person{Name: s, Email: s}, Committer: gitrepo.Person{Name: s, Email: s, Time: at.Add(48 * time.Hour)},
	}}}
	for range items {
		e.Items = append(e.Items, history.Item{Kinds: []diff.Kind{diff.PlanVillkor, diff.Kind(s)}, Type: plan.Kind(s), ID: s, File: s, Number: s, From: s, To: s,
			Summary: lang.Plain(s)})
	}
	return e
}

func decisionsOf(s string) []history.Entry {
	return []history.Entry{decided(s, 1), decided(s, 0), decided(s, maxLogItems+1)}
}

func logOptions(s string) LogOptions {
	return LogOptions{Language: lang.SV, Zone: time.UTC, Names: true, Who: func(history.Step) string { return s }}
}

func weeksOf(s string) Weeks {
	return Weeks{Plan: s, Head: s, Numbers: []history.Number{{Slot: calendar.SlotOfWeek(calendar.Week{Year: 2027, Number: 5}), Volume: 3, Entries: []int{1}, By: decided(s, 0).Step}}}
}

// standingOf makes an answer that holds a text; false where it can't stand in a document.
func standingOf(s string) (*history.Standing, bool) {
	quoted, err := json.Marshal(s)
	if err != nil || !utf8.ValidString(s) {
		return nil, false
	}
	y, _ := yamldoc.Parse(diag.NewSource("plans/x.yaml", fmt.Appendf(nil, "dokument: missiv/v1\nrubrik: %s\nmotivering: {%s: 1}\n", quoted, quoted)))
	if y == nil {
		return nil, false
	}
	d := plan.Decode(plan.KindMissiv, y, false)
	e := decided(s, 1)
	set := plan.NewSet([]plan.Any{d}, nil)
	return &history.Standing{
		Question: history.Question{ID: s, Valid: calendar.Date(2027, 3, 4)}, At: e.Step, There: true, Document: d, Node: y.Root, Names: set,
		Decisions: []history.Entry{e, e}, Later: []history.Entry{e}, Made: &e,
		Lines: []history.LineStanding{{Missivrad: &plan.Missivrad{ID: plan.Text{V: s}, Forvaltning: plan.Text{V: s}, Vardomrade: plan.Text{V: s}, Enhet: plan.Text{V: s}}}},
		Parts: []history.Part{{Name: lang.Plain(s), From: calendar.Date(2027, 3, 1), Applies: true}},
	}, true
}

// Nothing of what a document, a file's name or a commit says acts in the register of
// decisions or in a document as it applied.
func FuzzTheRegisterOfDecisionsIsHarmless(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		o, list := logOptions(s), decisionsOf(s)
		var text, table, object bytes.Buffer
		check := func(errs ...error) {
			for _, err := range errs {
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		check(LogText(&text, list, Style{}, o), WeeksText(&text, weeksOf(s), Style{}, o))
		check(LogCSV(&table, list, o))
		check(LogJSON(&object, list, s, o))
		rows := tableOf(t, table.String())
		if want := 1 + 1 + 1 + maxLogItems + 1; len(rows) != want {
			t.Errorf("%q gives %d rows, want %d", s, len(rows), want)
		}
		table.Reset()
		check(WeeksCSV(&table, weeksOf(s), o))
		tableOf(t, table.String())
		if got := runnerReads(table.String() + object.String()); len(got) > 0 {
			t.Errorf("%q gives %+v", s, got)
		}
		var back logJSON
		if err := json.Unmarshal(object.Bytes(), &back); err != nil || len(back.Decisions) != 3 || utf8.ValidString(s) && back.Decisions[0].Changes[0].Document != privacy.Mask(s) {
			t.Errorf("%q is not what JSON holds: %v", s, err)
		}
		if answer, ok := standingOf(s); ok {
			object.Reset()
			check(ShowText(&text, answer, Style{}, o), ShowSource(&text, answer), ShowJSON(&object, answer, true, o))
			if got := runnerReads(object.String()); len(got) > 0 {
				t.Errorf("%q gives %+v", s, got)
			}
			if !json.Valid(object.Bytes()) {
				t.Errorf("%q breaks the JSON", s)
			}
		}
		if strings.ContainsAny(text.String(), "\x1b\r\x00\u2028\u202e") {
			t.Errorf("%q acts on a terminal", s)
		}
	})
}

// tableOf reads a table back and looks for formulas.
func tableOf(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if begin := strings.TrimLeft(cell, " \u00a0"); begin != "" && strings.ContainsAny(begin[:1], "=+-@") && !negative.MatchString(cell) {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	return rows
}

// What people read of the register, line by line.
func TestLogText(t *testing.T) {
	e := decided("x", 1)
	e.Items[0] = history.Item{Kinds: []diff.Kind{diff.PlanMinskning}, Type: plan.KindLeveransplan, ID: "lp-1", Number: "HS 2026-1", From: "skas", To: "exk",
		Summary: lang.T("sänks", "lowered")}
	var sv, en bytes.Buffer
	o := LogOptions{Zone: time.UTC, Who: func(history.Step) string { return "" }}
	if err := LogText(&sv, []history.Entry{e}, Style{Language: lang.SV}, o); err != nil {
		t.Fatal(err)
	}
	if err := LogText(&en, nil, Style{Language: lang.EN}, o); err != nil {
		t.Fatal(err)
	}
	want := "2027-03-04  HS 2026-1  skas → exk  sänks\n" +
		"            lp-1: minskning · #12 · commit 0123456789ab · klockan gick fel\n" +
		"\n1 beslut. Vem och vilken pull request är vad git och commitmeddelandet säger: uppgivet, inte bevisat.\n" +
		"Den som rollregistret inte känner igen visas med --names.\n" +
		"Där klockan gick fel säger en commit en senare tid än en som kom efter den: ordningen är den på main, och dagen den tidigare.\n"
	if sv.String() != want {
		t.Errorf("got\n%swant\n%s", sv.String(), want)
	}
	if en.String() != "No decisions.\n" {
		t.Errorf("%q", en.String())
	}
}

// One decision that stands there as two changes is not called two decisions.
func TestTheSumOfALogIsOfDecisionsAndChanges(t *testing.T) {
	o := LogOptions{Zone: time.UTC, Who: func(history.Step) string { return "p-001" }}
	for _, test := range []struct {
		name   string
		items  []int // changes of each decision
		sv, en string
	}{
		{"one each", []int{1, 1}, "2 beslut. ", "2 decisions. "},
		{"two of one", []int{2}, "2 ändringar i 1 beslut. ", "2 changes in 1 decision. "},
		{"one that changes nothing", []int{2, 0, 1}, "3 ändringar i 3 beslut. ", "3 changes in 3 decisions. "},
		{"one that is told in a line", []int{1, maxLogItems + 1}, "2 beslut. ", "2 decisions. "},
	} {
		var entries []history.Entry
		for _, n := range test.items {
			entries = append(entries, decided("x", n))
		}
		for l, want := range map[lang.Language]string{lang.SV: test.sv, lang.EN: test.en} {
			var text bytes.Buffer
			if err := LogText(&text, entries, Style{Language: l}, o); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text.String(), "\n\n"+want) {
				t.Errorf("%s: no %q in\n%s", test.name, want, text.String())
			}
		}
	}
}
