package grid_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestAHeadingMeansTheColumnThatItReadsAs(t *testing.T) {
	for heading, want := range map[string]string{
		"utfort": "utfort", "Utfört": "utfort", "UTFÖRT ": "utfort", "Utfo\u0308rt": "utfort", " Leverans plan": "leveransplan", "Vecka\u00a0": "vecka",
		"Vårdområde": "vardomrade", "Avböjda": "avbojda", "Väntande": "vantande", "Utförda": "", "": "", "v5": "", "2027-W05": "",
	} {
		if got := grid.OutcomeColumn(heading); got != want {
			t.Errorf("%q: got %q, want %q", heading, got, want)
		}
	}
}

// Every column that a table can have is one that a heading can mean.
func TestHeadingsAreThoseOfTables(t *testing.T) {
	_, bad := plan.ReadUtfall(outcome(t, "in.csv", head).Source)
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	row := "leveransplan;skickande;mottagare;vardomrade;vecka;utfort;kontaktade;accepterade;avbojda;vantande"
	m := grid.MergeOutcome(nil, outcome(t, "in.csv", row+"\nlp-a;b;c;d;2027-W05;1;2;3;4;5\n").Rows)
	written, _, _ := strings.Cut(string(m.Files[0].New), "\n")
	if written != row {
		t.Errorf("tables have the columns %s", written)
	}
	for _, name := range strings.Split(written, ";") {
		if grid.OutcomeColumn(strings.ToUpper(name)) != name {
			t.Errorf("%s is no heading", name)
		}
	}
	var figures []string
	for _, f := range grid.OutcomeFigures(&m.New[0]) {
		figures = append(figures, f.Column)
	}
	if diff := cmp.Diff([]string{"utfort", "kontaktade", "accepterade", "avbojda", "vantande"}, figures); diff != "" {
		t.Error(diff)
	}
}

// cellsOf is a sheet with texts, row by row.
func cellsOf(name string, rows ...string) grid.Table {
	t := grid.Table{Name: name, Rows: len(rows), Cells: map[grid.Spot]grid.Cell{}}
	for i, row := range rows {
		for j, text := range strings.Split(row, ";") {
			if text != "" {
				t.Cells[grid.Spot{Row: i + 1, Column: j + 1}] = grid.Cell{Kind: grid.Text, Text: text}
			}
			t.Columns = max(t.Columns, j+1)
		}
	}
	return t
}

func TestTheHeaderOfOutcomeIsFoundBelowATitle(t *testing.T) {
	for _, tt := range []struct {
		name  string
		table grid.Table
		want  int
	}{
		{"in the first row", cellsOf("A", "leveransplan;vecka;utfort", "x;y;z"), 1},
		{"below a title and an empty row", cellsOf("A", "Utfall vecka 5", "", "Leveransplan;Vecka;Utfört"), 3},
		{"with one of its columns only", cellsOf("A", "leveransplan;vecka;antal"), 0},
		{"with its columns in two rows", cellsOf("A", "vecka", "utfort"), 0},
		{"too far down", cellsOf("A", append(make([]string, 60), "vecka;utfort")...), 0},
		{"nowhere", cellsOf("A"), 0},
	} {
		if got := tt.table.OutcomeHeader(); got != tt.want {
			t.Errorf("%s: got %d", tt.name, got)
		}
	}
}

// Whoever hands in a workbook that is no export hears what it lacks for what it looks like.
func TestAWorkbookOfNoExportIsToldWhatItLooksLike(t *testing.T) {
	for _, tt := range []struct {
		name       string
		tables     []grid.Table
		want, hint string
	}{
		{"an export that has lost its hidden sheet", []grid.Table{cellsOf("SkaS", "Titel", "Leveransplan;Volym;2027-W01;2027-W02")},
			"SkaS: arbetsboken har inget blad _meta", "leveransplan export xlsx"},
		{"outcome without figures", []grid.Table{cellsOf("Läs mig", "text"), cellsOf("Data", "Utfall", "Leveransplan;Vecka;Antal", "lp-a;2027-W05;3")},
			"Data!B2: bladet liknar utfall men saknar rubriken utfort i samma rad som vecka", "rubrikerna leveransplan, vecka och utfort"},
		{"outcome without weeks", []grid.Table{cellsOf("Data", "Plan;Utfört")},
			"Data!B1: bladet liknar utfall men saknar rubriken vecka i samma rad som utfort", "rubrikerna leveransplan, vecka och utfort"},
		{"anything else", []grid.Table{cellsOf("Blad1", "Plan;v5")},
			"Blad1: arbetsboken är varken planer ur leveransplan export xlsx eller utfall", "Utfall: skriv rubrikerna leveransplan, vecka och utfort"},
		{"no sheets", nil, ": arbetsboken är varken planer ur leveransplan export xlsx eller utfall", "Planer: exportera"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := grid.Read(&grid.Book{Sheets: tt.tables}, plan.NewSet(nil, nil)).Problems
			if len(got) != 1 || !strings.HasPrefix(got[0].At.String()+": "+got[0].Message.In(lang.SV), tt.want) || !strings.Contains(got[0].Hint.In(lang.SV), tt.hint) || got[0].Hint.EN == "" {
				t.Errorf("got %+v", got)
			}
		})
	}
}
