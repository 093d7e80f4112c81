package sql_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// each gives rows one by one.
func each(rows []export.Row) func() iter.Seq2[export.Row, error] {
	return func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// then gives rows and then calls something, which may end them with an error.
func then(rows []export.Row, last func() error) func() iter.Seq2[export.Row, error] {
	return func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
			if err := last(); err != nil {
				yield(nil, err)
			}
		}
	}
}

var texts = []string{"", "åäö ÅÄÖ é 日本 🙂", `"citat" och 'apostrof'`, "rad\nny rad\r\noch\ttabb", `\N`, `\x41 \\`, "NULL", "=1+1", "a,b;c|d", " mellanslag ", strings.Repeat("lång text ", 3000)}

func text(r *rand.Rand) any {
	if r.IntN(4) == 0 {
		return nil
	}
	return texts[r.IntN(len(texts))]
}

// invented is a star of its own making: two dimensions, of which one names itself, and two
// facts, with every type.
func invented(seed uint64, plans int) *export.Star {
	r := rand.New(rand.NewPCG(seed, 7))
	doc := lang.T("Betyder något: \"åäö\", 'citat' och \\.", "Means something.")
	col := func(name string, typ export.Type) export.Column {
		return export.Column{Name: name, Type: typ, Doc: doc}
	}
	null := func(c export.Column) export.Column { c.Null = true; return c }
	to := func(c export.Column, refers string) export.Column { c.Refers = refers; return c }
	var days, parties, facts, outcome []export.Row
	monday := calendar.Date(2026, 12, 28)
	for d := range 400 {
		days = append(days, export.Row{monday.Add(d), int64(d), d%7 < 5})
	}
	for i := range plans {
		var follows any
		if i > 0 && r.IntN(3) == 0 {
			follows = fmt.Sprintf("plan-%06d", r.IntN(plans))
		}
		var at any
		if r.IntN(3) > 0 {
			at = time.Date(2026, 1, 1, 0, 0, r.IntN(1e7), r.IntN(2)*123456000, time.UTC)
		}
		parties = append(parties, export.Row{fmt.Sprintf("plan-%06d", i), text(r), follows, r.Int64() - r.Int64(), at, r.IntN(2) == 0})
	}
	for year := int64(2026); year <= 2027; year++ {
		for i := range plans {
			for w := range 1 + r.IntN(20) {
				facts = append(facts, export.Row{year, fmt.Sprintf("plan-%06d", i), monday.Add(int(7 * int(year-2026) * 20)).Add(7 * w), int64(r.IntN(50))})
			}
		}
	}
	for i := range plans {
		var flag, n any
		if r.IntN(2) == 0 {
			flag, n = r.IntN(2) == 0, int64(r.IntN(9))
		}
		outcome = append(outcome, export.Row{int64(i), text(r), flag, n})
	}
	return &export.Star{Schema: 1, Commit: fmt.Sprintf("%040x", seed), Tables: []*export.Table{
		{Name: "fact_vecka", Doc: doc, Key: []string{"planar", "plan", "mandag"}, Year: "planar", Rows: each(facts), Columns: []export.Column{
			col("planar", export.Int), to(col("plan", export.Text), "dim_plan.plan"), to(col("mandag", export.Date), "dim_datum.datum"), col("volym", export.Int)}},
		{Name: "dim_datum", Doc: doc, Key: []string{"datum"}, Rows: each(days), Columns: []export.Column{col("datum", export.Date), col("nr", export.Int), col("arbetsdag", export.Bool)}},
		{Name: "dim_plan", Doc: doc, Key: []string{"plan"}, Rows: each(parties), Columns: []export.Column{
			col("plan", export.Text), null(col("anteckning", export.Text)), null(to(col("foljer", export.Text), "dim_plan.plan")), col("tal", export.Int), null(col("beslutad", export.Time)), col("extern", export.Bool)}},
		{Name: "fact_utfall", Doc: doc, Key: []string{"nr"}, Rows: each(outcome), Columns: []export.Column{
			col("nr", export.Int), null(col("anteckning", export.Text)), null(col("raknas", export.Bool)), null(col("utfort", export.Int))}},
	}, Measures: []export.Measure{
		{Name: "Plan på år", Doc: doc, SQL: "SELECT planar, CAST(SUM(volym) AS BIGINT) AS varde FROM fact_vecka GROUP BY planar ORDER BY planar"},
		{Name: "Utfall", Doc: doc, SQL: "SELECT CAST(SUM(utfort) AS BIGINT) AS varde FROM fact_utfall WHERE raknas"},
	}}
}

func tableOf(star *export.Star, name string) *export.Table {
	return star.Tables[slices.IndexFunc(star.Tables, func(t *export.Table) bool { return t.Name == name })]
}

func rowsOf(t *export.Table) []export.Row {
	var rows []export.Row
	for row, err := range t.Rows() {
		if err != nil {
			panic(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// content is what a star or a database holds: by table, one line for each row, sorted.
type content map[string][]string

const nothing = "∅"

// cell writes a value in the one way in which all sinks are compared.
func cell(c export.Column, v any) string {
	switch v := v.(type) {
	case nil:
		return nothing
	case time.Time:
		if c.Type == export.Date {
			return v.Format(time.DateOnly)
		}
		return v.UTC().Format("2006-01-02T15:04:05.000000Z")
	case bool:
		return fmt.Sprint(v)
	case int64:
		if c.Type == export.Bool {
			return fmt.Sprint(v == 1)
		}
	case string:
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

func line(t *export.Table, values []any) string {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i] = cell(t.Columns[i], v)
	}
	return strings.Join(cells, " | ")
}

func contentOf(star *export.Star) content {
	out := content{}
	for _, t := range star.Tables {
		lines := []string{}
		for _, row := range rowsOf(t) {
			lines = append(lines, line(t, row))
		}
		slices.Sort(lines)
		out[t.Name] = lines
	}
	return out
}

func columnList(t *export.Table) string {
	names := []string{}
	for _, c := range t.Columns {
		names = append(names, `"`+c.Name+`"`)
	}
	return strings.Join(names, ", ")
}
