package parquet

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	pq "github.com/parquet-go/parquet-go"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
)

// form is how a table stands in Parquet.
type form struct {
	table  *export.Table
	schema *pq.Schema
	year   int // the column that parts the table; -1: none
}

// columns are a table's in its own order: a pq.Group alone would sort them by name.
type columns struct {
	pq.Group
	order []string
}

// Fields lists the columns.
func (c columns) Fields() []pq.Field {
	fields := c.Group.Fields()
	slices.SortFunc(fields, func(a, b pq.Field) int { return slices.Index(c.order, a.Name()) - slices.Index(c.order, b.Name()) })
	return fields
}

func formOf(t *export.Table) (*form, error) {
	f := &form{table: t, year: -1}
	group := columns{Group: pq.Group{}}
	for i, c := range t.Columns {
		var node pq.Node
		switch c.Type {
		case export.Text:
			node = pq.Encoded(pq.String(), &pq.RLEDictionary)
		case export.Int:
			node = pq.Encoded(pq.Leaf(pq.Int64Type), &pq.RLEDictionary)
		case export.Bool:
			node = pq.Leaf(pq.BooleanType)
		case export.Date:
			node = pq.Encoded(pq.Date(), &pq.RLEDictionary)
		case export.Time:
			node = pq.Encoded(pq.Timestamp(pq.Microsecond), &pq.RLEDictionary)
		default:
			return nil, fmt.Errorf("table %s: column %s has no type", t.Name, c.Name)
		}
		if c.Name == t.Year && t.Year != "" {
			if c.Type != export.Int || c.Null {
				return nil, fmt.Errorf("table %s can't be parted by %s", t.Name, t.Year)
			}
			f.year, node = i, pq.Encoded(pq.Leaf(pq.Int32Type), &pq.RLEDictionary)
		}
		if c.Null {
			node = pq.Optional(node)
		}
		if group.Group[c.Name] != nil {
			return nil, fmt.Errorf("table %s has two columns %s", t.Name, c.Name)
		}
		group.Group[c.Name], group.order = node, append(group.order, c.Name)
	}
	if t.Year != "" && f.year < 0 {
		return nil, fmt.Errorf("table %s has no column %s to be parted by", t.Name, t.Year)
	}
	f.schema = pq.NewSchema(t.Name, group)
	return f, nil
}

// holds checks that a row is one of the table's.
func (f *form) holds(row export.Row) error {
	if len(row) != len(f.table.Columns) {
		return fmt.Errorf("table %s: %d values for %d columns", f.table.Name, len(row), len(f.table.Columns))
	}
	for i, c := range f.table.Columns {
		ok := false
		switch v := row[i].(type) {
		case nil:
			ok = c.Null
		case string:
			ok = c.Type == export.Text && utf8.ValidString(v) && strings.IndexByte(v, 0) < 0
		case int64:
			ok = c.Type == export.Int && (i != f.year || v == int64(int32(v)))
		case bool:
			ok = c.Type == export.Bool
		case calendar.Day:
			ok = c.Type == export.Date && !v.IsZero()
		case time.Time:
			ok = c.Type == export.Time
		}
		if !ok {
			return fmt.Errorf("table %s: %s can't be %T(%[3]v)", f.table.Name, c.Name, row[i])
		}
	}
	return nil
}

// epoch is the day that Parquet counts days from.
var epoch = calendar.Date(1970, time.January, 1)

func (f *form) value(i int, v any) pq.Value {
	var value pq.Value
	switch v := v.(type) {
	case nil:
		return pq.NullValue().Level(0, 0, i)
	case string:
		value = pq.ByteArrayValue([]byte(v))
	case int64:
		if value = pq.Int64Value(v); i == f.year {
			value = pq.Int32Value(int32(v))
		}
	case bool:
		value = pq.BooleanValue(v)
	case calendar.Day:
		value = pq.Int32Value(int32(v - epoch))
	case time.Time:
		value = pq.Int64Value(v.UnixMicro())
	}
	defined := 0
	if f.table.Columns[i].Null {
		defined = 1
	}
	return value.Level(0, defined, i)
}
