package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var followForms = map[string]func(io.Writer, *followup.Report, FollowupOptions) error{
	"txt": func(w io.Writer, r *followup.Report, o FollowupOptions) error {
		return FollowupText(w, r, Style{Language: o.Language}, o)
	},
	"json": FollowupJSON,
	"csv":  FollowupCSV,
}

func followOutput(t testing.TB, form string, r *followup.Report, o FollowupOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := followForms[form](&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// followSet is the small region with outcome of every kind; done is what stands in one of its
// rows.
func followSet(t testing.TB, done int) *plan.Set {
	t.Helper()
	files := region.Files()
	files["plans/2026/utfall/utan-plan.csv"] = &fstest.MapFile{Data: []byte("skickande;mottagare;vardomrade;vecka;utfort\nsu;exk;ortopedi;2026-W12;2\n=1+1;+2;@org;2026-W12;30\n")}
	files["plans/2026/utfall/2026-W10.csv"] = &fstest.MapFile{Data: []byte("leveransplan;vecka;utfort;kontaktade;accepterade\nlp-2026-skas-exk-hoftprotes;2026-W10;" + strconv.Itoa(done) + ";30;9\nlp-2026-skas-exk-hoftprotes;2026-W10;4;30;9\nlp-som-inte-finns;2026-W10;4;;\n")}
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := check.Load(files, schemas)
	if err != nil {
		t.Fatal(err)
	}
	return l.Set
}

var followDay = calendar.Date(2026, 11, 21)

func followOptions(l lang.Language, by string) FollowupOptions {
	return FollowupOptions{
		Language: l, By: by, Commit: "8d3ec1b8a54d6a0de0a8a1d2a27b3c5b0f0a1e11", OnMain: l == lang.SV,
		Corrections: []Correction{{followDay, "0f0a1e118d3ec1b8a54d6a0de0a8a1d2a27b3c5b", "lp-2026-su-exk-hoftprotes", calendar.Week{Year: 2026, Number: 6}, "utfort", followup.Exactly(3), followup.Exactly(4)}},
	}
}

// The goldens show plans in full, senders as they may be published, and the weeks of receivers.
func TestFollowupGoldens(t *testing.T) {
	set := followSet(t, 4)
	report := func(under int) *followup.Report {
		r := followup.New(set, followup.Options{Today: followDay, MaskUnder: under}).Only(func(p *followup.Plan) bool { return p.Year == 2026 || p.Skickande.V == "nu" })
		r.Capacities = r.Capacities[:2]
		return r
	}
	raw, public := report(0), report(5)
	week := func(n int) calendar.Slot { return calendar.SlotOfWeek(calendar.Week{Year: 2026, Number: n}) }
	for form := range followForms {
		for _, l := range lang.Languages {
			for name, got := range map[string]string{
				"plan":          followOutput(t, form, raw, followOptions(l, "plan")),
				"sender-public": followOutput(t, form, public, followOptions(l, "sender")),
				"receiver-weeks": followOutput(t, form, raw, func() FollowupOptions {
					o := followOptions(l, "receiver")
					o.From, o.To = week(10), week(15)
					return o
				}()),
			} {
				name = "followup-" + name + "." + string(l) + "." + form
				t.Run(name, func(t *testing.T) { golden(t, filepath.Join("testdata", "golden", name), got) })
			}
		}
	}
}

// Whatever a masked figure is, every byte that may be published stays.
func TestPublicFollowupHidesWhatIsMasked(t *testing.T) {
	for form := range followForms {
		for _, by := range FollowupLevels {
			var first string
			for done := range 5 {
				// Of the quarter there is nothing else.
				set := followSet(t, done)
				for _, u := range set.Utfall {
					for i := range u.Rows {
						if r := &u.Rows[i]; r.Leveransplan.V == "lp-2026-skas-exk-hoftprotes" && r.Vecka.V != calendar.SlotOfWeek(calendar.Week{Year: 2026, Number: 10}) {
							r.Vecka.V = calendar.SlotOfWeek(calendar.Week{Year: 2026, Number: 16})
						}
					}
				}
				got := followOutput(t, form, followup.New(set, followup.Options{Today: followDay, MaskUnder: 5}), followOptions(lang.SV, by))
				if first == "" {
					first = got
				}
				if got != first {
					t.Errorf("%s by %s tells %d from 0", form, by, done)
				}
				if strings.Contains(got, "-W10") && form != "json" || strings.Contains(got, "Rättade") {
					t.Errorf("%s by %s tells too much:\n%s", form, by, got)
				}
			}
		}
	}
}

// What follow-up shows may come from a report that nobody has screened: nothing of it acts.
func TestFollowupKeepsHostileTextHarmless(t *testing.T) {
	r := followup.New(followSet(t, 4), followup.Options{Today: followDay})
	for _, p := range r.Plans {
		own := *p.Leveransplan
		own.ID.V = "=1+1\x1b[31m\u2028" + hostile
		p.Leveransplan = &own
	}
	r.Stray[0].Skickande = "\x1b]0;x\x07"
	for form := range followForms {
		if got := followOutput(t, form, r, followOptions(lang.SV, "plan")); strings.ContainsAny(got, "\x1b\x07\u2028") && form != "csv" || strings.Contains(got, ";=1") {
			t.Errorf("%s lets a text act", form)
		}
	}
}

// The rows of the table with a period add up to those without one, and the JSON says the same.
func TestFollowupFormsAgree(t *testing.T) {
	r := followup.New(followSet(t, 4), followup.Options{Today: followDay})
	for _, by := range FollowupLevels {
		rows, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(followOutput(t, "csv", r, followOptions(lang.SV, by)), ";", ","))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]int{}
		for i, name := range rows[0] {
			at[name] = i
		}
		whole, periods := map[string]int{}, map[string]int{}
		for _, row := range rows[1:] {
			key := strings.Join([]string{row[at["id"]], row[at["rad"]], row[at["planar"]], row[at["enhet"]]}, "/")
			number := func(name string) int {
				n, _ := strconv.Atoi(strings.TrimPrefix(row[at[name]], "'")) // a minus is quoted
				return n
			}
			if row[at["gap"]] != "" && number("gap") != number("planerat")-number("utfort") {
				t.Errorf("%s %s %s: gap %s is not %s less %s", by, key, row[at["period"]], row[at["gap"]], row[at["planerat"]], row[at["utfort"]])
			}
			for _, name := range []string{"volym", "planerat", "utfort", "kontaktade", "gap"} {
				n := number(name)
				if row[at["period"]] == "" {
					whole[key+name] += n
				} else {
					periods[key+name] += n
				}
			}
		}
		for key, n := range whole {
			if periods[key] != n {
				t.Errorf("%s %s: %d, and %d by quarter", by, key, n, periods[key])
			}
		}
		var told followupJSON
		if err := json.Unmarshal([]byte(followOutput(t, "json", r, followOptions(lang.SV, by))), &told); err != nil {
			t.Fatal(err)
		}
		for _, x := range told.Rows {
			key := strings.Join([]string{x.ID, x.Rad, strconv.Itoa(x.Year), x.Unit}, "/")
			if whole[key+"volym"] != x.Volume || whole[key+"planerat"] != x.Due || x.Done != nil && whole[key+"utfort"] != x.Done.Low {
				t.Errorf("%s %s: the table has %d, %d and %d, the object %d, %d and %v", by, key, whole[key+"volym"], whole[key+"planerat"], whole[key+"utfort"], x.Volume, x.Due, x.Done)
			}
			for _, p := range x.Periods {
				if p.Gap != nil && p.Gap.Low != p.Due-p.Done.High {
					t.Errorf("%s %s %s: gap %v of %d due and %v done", by, key, p.Period, p.Gap, p.Due, p.Done)
				}
			}
		}
		if len(told.Rows) == 0 || len(told.Capacities) == 0 || len(told.Stray) == 0 {
			t.Errorf("%s: too little is told", by)
		}
	}
}

// The weeks of a group are the sums of its plans', and its gap the sum of theirs.
func TestWeeksOfGroupsAddUp(t *testing.T) {
	r := followup.New(followSet(t, 4), followup.Options{Today: followDay})
	for _, g := range append(r.Receivers, r.Region...) {
		var sum followup.Period
		for _, w := range addWeeks(g.Plans) {
			sum.Planned, sum.Due = sum.Planned+w.Planned, sum.Due+w.Due
			sum.Done = sum.Done.Add(w.Done)
			if w.Gap.Known {
				sum.Gap = w.Gap
			}
		}
		if sum.Planned != g.Volume || sum.Due != g.Due || sum.Done != g.Done || sum.Gap != g.Gap {
			t.Errorf("%s: %+v, want %+v", g.ID, sum, g.Figures)
		}
	}
}

// A plan year is named as the sums of a check name it: by its missiv's period where that is no
// calendar year, and plainly where missiv differ or there is none.
func TestPlanYearsAreNamedByTheirMissiv(t *testing.T) {
	of := func(year int, period string) *followup.Plan {
		p := &followup.Plan{Leveransplan: &plan.Leveransplan{}, Year: year}
		if period != "" {
			iv, _ := calendar.ParseInterval(period)
			p.Line = &plan.Line{Missiv: &plan.Missiv{Period: plan.Interval{V: iv, Set: true}}}
		}
		return p
	}
	for _, tt := range []struct {
		name, want string
		plans      []*followup.Plan
	}{
		{"a calendar year", "2024", []*followup.Plan{of(2024, "2024-01-01/2024-12-31")}},
		{"from April on", "2024-04–2025-03", []*followup.Plan{of(2024, "2024-04-01/2025-03-31"), of(2024, ""), of(2024, "2024-04-01/2025-03-31"), of(2025, "2025-01-01/2025-12-31")}},
		{"two kinds", "2024", []*followup.Plan{of(2024, "2024-04-01/2025-03-31"), of(2024, "2024-01-01/2024-12-31")}},
		{"from an offer alone", "2024", []*followup.Plan{of(2024, "")}},
	} {
		if got := yearName(2024, tt.plans); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// What is registered as outlöst stands in the object, and is no figure where outcome is masked.
func TestRegisteredVolumeIsToldInFullOnly(t *testing.T) {
	for under, want := range map[int]string{0: "1", 5: "null"} {
		got := followOutput(t, "json", followup.New(followSet(t, 4), followup.Options{Today: followDay, MaskUnder: under}), followOptions(lang.SV, "plan"))
		var told struct {
			Rows []struct {
				ID         string
				Registered json.RawMessage `json:"registered_unused"`
			}
		}
		if err := json.Unmarshal([]byte(got), &told); err != nil {
			t.Fatal(err)
		}
		seen := ""
		for _, x := range told.Rows {
			if x.ID == "lp-2026-skas-exk-hoftprotes" {
				seen = string(x.Registered)
			}
		}
		if seen != want {
			t.Errorf("masked under %d: %s, want %s", under, seen, want)
		}
	}
}
