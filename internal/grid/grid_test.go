package grid_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

func load(t *testing.T, files fstest.MapFS) *plan.Set {
	t.Helper()
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

// shape writes a workbook as sheets with their rows.
func shape(b *grid.Workbook) []string {
	var out []string
	for _, s := range b.Sheets {
		out = append(out, fmt.Sprintf("%s %s–%s", s.Name, s.Columns[0].Slot, s.Columns[len(s.Columns)-1].Slot))
		for _, r := range s.Rows {
			open := 0
			for _, box := range r.Cells {
				if !box.Locked {
					open++
				}
			}
			out = append(out, fmt.Sprintf("  %s %s %s %d open", r.Plan.ID.V, r.Other, r.Field, open))
		}
	}
	for _, l := range b.Left {
		out = append(out, "left out: "+l.Plan.ID.V+": "+l.Why.In(lang.EN))
	}
	return out
}

func TestPlansAreLaidOutByPartyGrainAndYear(t *testing.T) {
	set := load(t, region.Files())
	for _, tt := range []struct {
		name string
		q    grid.Question
		want []string
	}{
		{"one sender", grid.Question{Year: 2027, Side: grid.BySender, Party: "su"}, []string{"SU Q1-Q4 2027-Q1–2027-Q4", "  lp-2027-su-klb-hoftprotes Klinik B AB (fiktiv) Ortopedi 4 open"}},
		{"the last year, where none is asked for", grid.Question{Side: grid.BySender, Party: "siv"}, []string{"Sjukhusen i väster 2027-W01–2027-W52", "  lp-2027-siv-skas-ogon SkaS Ögonsjukvård 52 open"}},
		{"one receiver", grid.Question{Year: 2027, Side: grid.ByReceiver, Party: "exk"}, []string{"Exempelkliniken AB (fiktiv) 2027-W01–2027-W52", "  lp-2027-skas-exk-hoftprotes SkaS Ortopedi 52 open"}},
		{"one grain", grid.Question{Year: 2027, Side: grid.BySender, Grain: calendar.GrainQuarter}, []string{"SU Q1-Q4 2027-Q1–2027-Q4", "  lp-2027-su-klb-hoftprotes Klinik B AB (fiktiv) Ortopedi 4 open"}},
		{"a year without plans", grid.Question{Year: 2031, Side: grid.BySender}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shape(grid.New(set, tt.q))); diff != "" {
				t.Error(diff)
			}
		})
	}
	if diff := cmp.Diff([]int{2024, 2025, 2026, 2027}, set.PlanYears()); diff != "" {
		t.Error(diff)
	}
}

// A plan belongs to the year in which the period of its missiv begins, whenever its own does.
func TestAPlanBelongsToTheYearOfItsMissiv(t *testing.T) {
	const file, was = "plans/2024/leveransplaner/skas/lp-2024-skas-siv-katarakt.yaml", "period: 2024-04-01/2025-03-31"
	files := region.Files()
	files[file] = &fstest.MapFile{Data: replaced(t, string(files[file].Data), was, "period: 2025-01-01/2025-03-31")}
	set := load(t, files)
	if got := set.PlanYear(set.Plan("lp-2024-skas-siv-katarakt")); got != 2024 {
		t.Errorf("got %d", got)
	}
}

// What no sheet can show is left out with its reason, and takes nothing else with it.
func TestPlansThatAreNoRowsAreLeftOut(t *testing.T) {
	for _, tt := range []struct{ was, is, want string }{
		{"volym: 12", "volym: tolv", "the file has faults that check shows"},
		{"  2027-W02: 3\n", "  2027-Q1: 3\n", "weeks and quarters are mixed"},
		{"period: 2027-01-01/2027-12-31", "period: 2027-01-01/2097-12-31", "the period 2027-01-01/2097-12-31 is 3704 weeks"},
	} {
		const file = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
		files := region.Files()
		files[file] = &fstest.MapFile{Data: replaced(t, string(files[file].Data), tt.was, tt.is)}
		b := grid.New(load(t, files), grid.Question{Year: 2027, Side: grid.BySender, Party: "skas"})
		if len(b.Left) != 1 || b.Left[0].Why.In(lang.EN) != tt.want || len(b.Sheets) != 1 || len(b.Sheets[0].Rows) != 4 {
			t.Errorf("%s: %v", tt.is, shape(b))
		}
	}
}

func TestNamesOfSheetsAreThoseThatSpreadsheetsTake(t *testing.T) {
	const file = "plans/register/organisationer.yaml"
	for name, want := range map[string]string{
		"Sjukhus [A]: öst/väst?": "Sjukhus -A-- öst-väst-",
		"'Citat'":                "-Citat-",
		"History":                "History (2)",
		"_META":                  "_META (2)",
		"En vårdgivare med ett mycket långt namn": "En vårdgivare med ett mycket lå",
		"skas": "skas (2)",
		"Exempelkliniken Ögon och Öron i Göteborg ": "Exempelkliniken Ögon och Öron i",
	} {
		files := region.Files()
		files[file] = &fstest.MapFile{Data: replaced(t, string(files[file].Data), "namn: Sjukhusen i väster", "namn: \""+name+"\"")}
		var names []string
		for _, s := range grid.New(load(t, files), grid.Question{Year: 2027, Side: grid.BySender}).Sheets {
			names = append(names, s.Name)
		}
		found := false
		for _, n := range names {
			found = found || n == want
			if len([]rune(n)) > 31 {
				t.Errorf("%q is too long", n)
			}
		}
		if !found {
			t.Errorf("%q is in none of %q", want, names)
		}
	}
}

func TestPlacesAreWrittenAsSpreadsheetsDo(t *testing.T) {
	for want, p := range map[string]grid.Place{
		"SkaS!K14": {Sheet: "SkaS", Row: 14, Column: 11}, "'SkaS Q1-Q4'!B7": {Sheet: "SkaS Q1-Q4", Row: 7, Column: 2},
		"'A''B'!AA1": {Sheet: "A'B", Row: 1, Column: 27}, "SkaS": {Sheet: "SkaS"}, "SkaS!4:4": {Sheet: "SkaS", Row: 4}, "X!XFD1": {Sheet: "X", Row: 1, Column: 16384},
	} {
		if got := p.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func replaced(t *testing.T, text, was, is string) []byte {
	t.Helper()
	if strings.Count(text, was) != 1 {
		t.Fatalf("%q does not stand once", was)
	}
	return []byte(strings.Replace(text, was, is, 1))
}
