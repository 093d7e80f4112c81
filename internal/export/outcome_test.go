package export_test

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Outcome of every kind is told, whether it counts or not.
func TestOutcomeOfEveryKind(t *testing.T) {
	const id = "lp-2026-skas-exk-hoftprotes"
	files := region.Files()
	files["plans/2026/utfall/a.csv"] = &fstest.MapFile{Data: []byte("leveransplan;skickande;mottagare;vardomrade;vecka;utfort;kontaktade\n" +
		id + ";;;;2026-W14;1;2\n" + id + ";;;;2026-W14;7;\n" + id + ";;;;2027-W02;1;\n" + "lp-okand;;;;2026-W14;1;\n" +
		";skas;siv;ortopedi;2026-W14;3;\n;skas;siv;ortopedi;2026-W14;2;\n;skas;ingen;ortopedi;2026-W15;2;\n")}
	q := sourceOf(t, files)
	if q.Set.Plan(id) == nil {
		t.Fatal("the sample region has another plan")
	}
	all := tables(t, export.New(q))
	c := all["fact_utfall_vecka"]
	type row struct {
		Of, Week string
		Nr, Done int
		Counts   bool
	}
	var got []row
	for i := range c.rows {
		of, week := c.text(i, "galler"), c.text(i, "vecka")
		if of == "lp-okand" || of == id && (week == "2026-W14" || week == "2027-W02") || c.at(i, "leveransplan") == nil {
			got = append(got, row{of, week, c.int(i, "nr"), c.int(i, "utfort"), c.truth(i, "raknas")})
		}
	}
	want := []row{
		{"lp-okand", "2026-W14", 1, 1, false},
		{id, "2026-W14", 1, 1, true}, {id, "2026-W14", 2, 7, false}, {id, "2027-W02", 1, 1, false},
		{"skas+ingen+ortopedi", "2026-W15", 1, 2, true},
		{"skas+siv+ortopedi", "2026-W14", 1, 3, true}, {"skas+siv+ortopedi", "2026-W14", 2, 2, true},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, table := range all {
		for i, column := range table.Columns {
			if column.Refers != "" {
				refers(t, all, table.Name, i)
			}
		}
		sound(t, table)
	}
	stray := all["fact_uppfoljning_utan_plan"]
	if len(stray.rows) != 2 || stray.int(1, "utfort_lagst") != 5 {
		t.Errorf("%v", stray.rows)
	}
	plans := all["dim_plan"]
	for i := range plans.rows {
		if plans.text(i, "leveransplan") == "lp-okand" && (plans.truth(i, "finns") || plans.int(i, "versioner") != 0) {
			t.Errorf("%v", plans.rows[i])
		}
	}
}

// Corrections are told by decision, with what was there before and after.
func TestCorrections(t *testing.T) {
	q := sourceOf(t, region.Files())
	id, one, three := q.Set.Leveransplaner[0].ID.V, 1, 3
	at := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	q.History = []history.Entry{{
		Step: history.Step{Commit: gitrepo.Commit{Revision: gitrepo.Revision{Hash: "abc"}}, At: at},
		Items: []history.Item{{Type: plan.KindUtfall, ID: "utfall", Summary: lang.Plain("."), Kinds: nil, Corrections: []history.Correction{
			{Plan: id, Week: calendar.Week{Year: 2026, Number: 53}, Before: history.Figures{Utfort: &one}, After: history.Figures{Utfort: &three, Kontaktade: &one}},
			{Plan: "skas+siv+ny", Week: calendar.Week{Year: 2026, Number: 2}, Before: history.Figures{Utfort: &three}},
		}}},
	}}
	all := tables(t, export.New(q))
	c := all["fact_utfallsrattelse"]
	want := []export.Row{
		{"abc", int64(1), id, id, calendar.Date(2026, 12, 28), "2026-W53", int64(1), int64(3), nil, int64(1), nil, nil},
		{"abc", int64(2), "skas+siv+ny", nil, calendar.Date(2026, 1, 5), "2026-W02", int64(3), nil, nil, nil, nil, nil},
	}
	if d := cmp.Diff(want, c.rows); d != "" {
		t.Error(d)
	}
	for name := range all {
		for i, column := range all[name].Columns {
			if column.Refers != "" {
				refers(t, all, name, i)
			}
		}
	}
}
