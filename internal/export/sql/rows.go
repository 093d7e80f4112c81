package sql

import (
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// checked gives a table's rows, and an error in place of the first that the table can't hold.
func (t *table) checked() iter.Seq2[export.Row, error] {
	return func(yield func(export.Row, error) bool) {
		n := 0
		for row, err := range t.Rows() {
			n++
			if err == nil {
				err = t.holds(n, row)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func (t *table) holds(n int, row export.Row) error {
	if len(row) != len(t.Columns) {
		return fmt.Errorf("table %s, row %d: %d values for %d columns", t.Name, n, len(row), len(t.Columns))
	}
	for i, c := range t.Columns {
		if s, ok := row[i].(string); ok && c.Type == export.Text {
			if strings.IndexByte(s, 0) >= 0 {
				return &Fault{
					Message: lang.T("tabellen %s, rad %d: texten i %s har ett NUL-tecken, som databasen inte kan spara", "table %s, row %d: the text in %s has a NUL character, which the database can't keep", t.Name, n, c.Name),
					Hint:    lang.T("Ta bort tecknet ur filen som texten kommer från.", "Remove the character from the file that the text comes from."),
				}
			}
			if !utf8.ValidString(s) {
				return fmt.Errorf("table %s, row %d: %s is not UTF-8", t.Name, n, c.Name)
			}
			continue
		}
		if !fits(c, row[i]) {
			return fmt.Errorf("table %s, row %d: %s can't be %T(%[4]v)", t.Name, n, c.Name, row[i])
		}
	}
	return nil
}

func fits(c export.Column, v any) bool {
	switch v := v.(type) {
	case nil:
		return c.Null
	case int64:
		return c.Type == export.Int
	case bool:
		return c.Type == export.Bool
	case calendar.Day:
		return c.Type == export.Date && !v.IsZero()
	case time.Time:
		return c.Type == export.Time
	}
	return false
}
