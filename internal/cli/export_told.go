package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// rowsTold counts the rows of a star while they are written, and tells how far it has come.
type rowsTold struct {
	*progress
	star *export.Star
	rows map[string]int // by table
	all  int
}

// counted has the rows of a star counted, whatever they are written to. They end with an error
// when the context does.
func (a *app) counted(ctx context.Context, s *export.Star) *rowsTold {
	told := &rowsTold{star: s, rows: map[string]int{}}
	told.progress = a.progressOf(func(done, _ int) lang.Text { return rowsCounted(done) })
	for _, t := range s.Tables {
		rows := t.Rows
		t.Rows = func() iter.Seq2[export.Row, error] { return told.counting(ctx, t.Name, rows()) }
	}
	return told
}

func (r *rowsTold) counting(ctx context.Context, table string, rows iter.Seq2[export.Row, error]) iter.Seq2[export.Row, error] {
	return func(yield func(export.Row, error) bool) {
		n := 0
		for row, err := range rows {
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if err == nil {
				n++
				if r.all++; r.all%1000 == 0 {
					r.tell(r.all, 0)
				}
			}
			if !yield(row, err) {
				return
			}
		}
		r.rows[table] = n
	}
}

func rowsCounted(n int) lang.Text {
	return lang.T("%s", "%s", lang.Plural{N: n, One: lang.T("%s rad", "%s row"), Other: lang.T("%s rader", "%s rows")})
}

// report tells what was written: the rows of each table, and which commit they show.
func (r *rowsTold) report(dest string, q *export.Source) {
	wide := 0
	for _, t := range r.star.Tables {
		wide = max(wide, len(t.Name))
	}
	for _, t := range r.star.Tables {
		fmt.Fprintf(r.env.Stderr, "  %-*s  %9s\n", wide, t.Name, lang.Count(r.rows[t.Name], r.lang))
	}
	where := shown(dest)
	if strings.Contains(dest, "://") {
		if server, err := sql.ParseServer(dest); err == nil {
			where = shown(server.String()) // without the password
		}
	}
	r.app.tell(lang.T("%s visar commit %s den %s", "%s shows commit %s on %s", where, q.Commit[:10], q.Day.String()))
}

// tellUndecided says that a star has no plans as decided, where the day that it shows comes before
// all decisions about plans.
func (a *app) tellUndecided(q *export.Source) {
	if first := q.FirstDecision(); first > q.Day {
		a.tell(lang.T("måttet Plan så som beslutad är tomt: exporten visar den %s, och det första beslutet om en plan är från %s. Välj den dagen eller en senare: --as-of %s",
			"the measure Plan så som beslutad is empty: the export shows %s, and the first decision about a plan is of %s. Choose that day or a later one: --as-of %s", q.Day.String(), first.String(), first.String()))
	}
}

// exportFault puts what keeps an export from being written in the reader's words.
func exportFault(err error) error {
	var (
		known *failure
		told  *export.Fault
		long  *xlsx.TooManyRows
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &told):
		message := told.Message
		if told.Err != nil && !errors.Is(err, context.Canceled) {
			message = lang.T("%s: %s", "%s: %s", message, because(told.Err))
		}
		if told.Usage {
			return usage(message, told.Hint)
		}
		return fault(message, told.Hint)
	case errors.Is(err, context.Canceled):
		return exportInterrupted()
	case errors.As(err, &long):
		return fault(lang.T("tabellen %s har fler rader än ett Excelblad rymmer (1 048 576)", "the table %s has more rows than an Excel sheet holds (1,048,576)", long.Table),
			lang.T("Begränsa med --year, eller använd export csv, parquet eller sqlite.", "Limit it with --year, or use export csv, parquet or sqlite."))
	}
	return fault(lang.T("exporten gick inte att skriva: %s", "the export could not be written: %s", because(err)), lang.Text{})
}

// exportInterrupted is for whoever wanted it to end.
func exportInterrupted() error {
	return fault(lang.T("avbrutet: ingenting har skrivits", "interrupted: nothing has been written"), lang.Text{})
}
