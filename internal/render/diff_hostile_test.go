package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// changesOf makes a change of every sort that holds a text wherever one can hold one.
func changesOf(s string) []diff.Change {
	text := plan.Text{V: s, Set: true}
	value := diff.Value{Text: s, File: s, There: true}
	terms := []diff.Term{{Pointer: "/" + s, Before: value, After: value}, {Pointer: "/" + s, After: value}}
	about := diff.Subject{Kind: plan.Kind(s), ID: s, Base: s, Head: s + "2", BaseSum: s, HeadSum: s}
	names := diff.Names{Sender: s, Receiver: s, Field: s}
	is := []diff.Kind{diff.PlanVillkor, diff.OlastFore, diff.OlastEfter, diff.Kind(s)}
	week := func(n int) calendar.Slot { return calendar.SlotOfWeek(calendar.Week{Year: 2027, Number: n}) }
	slots := []diff.Slot{{Slot: week(2), Before: 3, After: 4}, {Slot: week(9), Before: 0, After: 2}}
	lp := &plan.Leveransplan{Enhet: text, Volym: plan.Int{V: 7, Set: true}}
	row := []diff.Row{{Plan: s, Week: week(2), Before: value, After: value}}
	line := diff.Line{ID: s, Base: &plan.Missivrad{ID: text}, Head: &plan.Missivrad{ID: text}, Names: names}
	return []diff.Change{
		&diff.Plan{Subject: about, Is: is, Base: lp, Head: lp, Slots: slots, Terms: terms, Sender: s, Receiver: s, Names: names},
		&diff.Memo{Subject: about, Is: is, Base: &plan.Missiv{}, Head: &plan.Missiv{Rubrik: text}, Lines: []diff.Line{line}, Terms: terms},
		&diff.Offer{Subject: about, Is: is, Base: &plan.Erbjudande{}, Head: &plan.Erbjudande{Enhet: text}, Blocks: []string{s}, Slots: slots, Terms: terms, Names: names},
		&diff.Analysis{Subject: about, Is: is, Base: &plan.Behovsanalys{}, Head: &plan.Behovsanalys{}, Terms: terms},
		&diff.Rest{Subject: about, Is: is, Base: &plan.Rest{}, Head: &plan.Rest{}, Sender: s, Names: names, Terms: terms},
		&diff.Outcome{Subject: about, Is: is, Added: row, Changed: row, Removed: row},
		&diff.Register{Subject: about, Is: is, Base: lp, Head: lp, Entries: []diff.Entry{{List: "l" + s, Key: s, Name: lang.Plain(s), Before: value, Terms: terms}}, Terms: terms},
		&diff.File{Subject: about, Is: is, Before: s, After: s},
	}
}

// Whatever a document holds, the report of what it means is the same report: its own tags, a
// row each, and nothing that a runner takes for a command.
func FuzzTheReportOfChangesKeepsItsForm(f *testing.F) {
	seeds(f)
	tags := append(slices.Clone(known), "<pre>", `<code class="language-mermaid">`, `<th style="text-align:right">`, `<td style="text-align:right">`)
	f.Fuzz(func(t *testing.T, s string) {
		changes := changesOf(s)
		text := diffOutput(t, "md", lang.SV, changes)
		page := rendered(t, text)
		for _, found := range tag.FindAllString(page, -1) {
			if !slices.Contains(tags, strings.Replace(found, "</", "<", 1)) {
				t.Errorf("%q brings %s", s, found)
			}
		}
		if rows, blocks := strings.Count(page, "<tr>"), strings.Count(page, "<pre>"); rows != 31 || blocks != 1 {
			t.Errorf("%q: %d rows, %d blocks in\n%s", s, rows, blocks, page)
		}
		for _, form := range []string{"md", "json"} {
			if got := runnerReads(diffOutput(t, form, lang.SV, changes)); len(got) > 0 {
				t.Errorf("%s: %q gives %+v", form, s, got)
			}
		}
		var silenced strings.Builder
		if err := Silenced(&silenced, diffOutput(t, "txt", lang.SV, changes)); err != nil {
			t.Fatal(err)
		}
		if got := names(runnerReads(silenced.String())); got != "stop-commands resume" {
			t.Errorf("text: %q gives %s", s, got)
		}
		visible(t, diffOutput(t, "txt", lang.SV, changes))
		encoded := diffOutput(t, "json", lang.SV, changes)
		visible(t, encoded)
		var back diffJSON
		if err := json.Unmarshal([]byte(encoded), &back); err != nil || !sameRunes(back.Changes[0].Document, strings.ToValidUTF8(s, "\ufffd")) {
			t.Errorf("json: %q became %q (%v)", s, back.Changes[0].Document, err)
		}
	})
}

// However many changes there are and however small the room, a report keeps to its limit,
// ends at a row and counts the rest.
func TestAReportOfChangesKeepsToItsLimit(t *testing.T) {
	var changes []diff.Change
	for i := range 60 {
		changes = append(changes, changesOf(strings.Repeat("|", i%90+1))...)
	}
	left := regexp.MustCompile(`(?m)^… och (\d+) ändring(ar)? till\. Kör leveransplan diff för att se alla\.$`)
	for limit := SmallestReport; limit < 600_000; limit = limit*5/4 + 71 {
		var b bytes.Buffer
		if err := DiffMarkdown(&b, changes, lang.SV, limit); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if len(text) > limit || !utf8.ValidString(text) {
			t.Fatalf("%d bytes, at most %d", len(text), limit)
		}
		shown := strings.Count("\n"+text, "\n#### ")
		want := ""
		if shown < len(changes) {
			want = fmt.Sprintf("… och %d ändringar till. Kör leveransplan diff för att se alla.", len(changes)-shown)
		}
		if got := left.FindString(text); got != want || shown == 0 {
			t.Errorf("%d: %d shown, %q, want %q", limit, shown, got, want)
		}
		if strings.Count(text, "<details>") != strings.Count(text, "</details>") || strings.Count(text, "```")%2 != 0 {
			t.Errorf("%d: cut inside a block:\n%s", limit, text[len(text)-500:])
		}
	}
}

// The chart is left out where it would say nothing true.
func TestChart(t *testing.T) {
	slot := func(s string, before, after int) diff.Slot {
		parsed, _ := calendar.ParseSlot(s)
		return diff.Slot{Slot: parsed, Before: before, After: after}
	}
	for name, c := range map[string]struct {
		slots []diff.Slot
		want  []string // parts of the chart; none: no chart
	}{
		"weeks with a gap":          {[]diff.Slot{slot("2027-W02", 3, 3), slot("2027-W04", 2, 1)}, []string{`x-axis "Vecka 2027" ["2", "3", "4"]`, "line [3, 0, 2]", "line [3, 0, 1]", "0 --> 10"}},
		"over the end of a year":    {[]diff.Slot{slot("2026-W53", 1, 2), slot("2027-W01", 2, 1)}, []string{`x-axis "Vecka 2026–2027" ["53", "1"]`, "line [1, 2]", "line [2, 1]"}},
		"weeks with nothing around": {[]diff.Slot{slot("2027-W01", 0, 0), slot("2027-W02", 3, 1), slot("2027-W03", 0, 2), slot("2027-W09", 0, 0)}, []string{`["2", "3"]`, "line [3, 0]", "line [1, 2]"}},
		"half a year and more":      {[]diff.Slot{slot("2027-W02", 3, 1), slot("2027-W28", 20, 22)}, []string{`x-axis "Vecka 2027" 2 --> 28`, "0 --> 22"}},
		"from one year to the next": {[]diff.Slot{slot("2026-W40", 3, 1), slot("2027-W28", 20, 22)}, []string{`x-axis "Vecka räknat från 2026-W40" 1 --> 42`}},
		"quarters":                  {[]diff.Slot{slot("2027-Q1", 3, 4), slot("2027-Q2", 3, 2)}, nil},
		"from quarters to weeks":    {[]diff.Slot{slot("2027-Q1", 3, 0), slot("2027-W02", 0, 1), slot("2027-W03", 0, 2)}, nil},
		"one week":                  {[]diff.Slot{slot("2027-W02", 3, 4)}, nil},
		"nothing moves":             {[]diff.Slot{slot("2027-W02", 3, 3), slot("2027-W03", 3, 3)}, nil},
		"a slip in a year":          {[]diff.Slot{slot("2027-W02", 3, 4), slot("3027-W02", 0, 3)}, nil},
		"no slots":                  {nil, nil},
	} {
		chart := diffView{weeks: c.slots, unit: "atgard"}.chart(lang.SV)
		if (chart == "") != (c.want == nil) {
			t.Errorf("%s: %q", name, chart)
		}
		for _, part := range c.want {
			if !strings.Contains(chart, part) {
				t.Errorf("%s: no %q in\n%s", name, part, chart)
			}
		}
	}
}
