// Package parquet writes the star schema as a folder of Parquet files, which DuckDB, Power BI,
// Spark, Trino and Fabric read as they stand.
//
// Every table is a folder. A table that is parted by plan year has folders within it, named as
// Hive names partitions: fact_plan_vecka/planar=2027/fact_plan_vecka.parquet. The column stays
// in the files as well, so that who reads a single file misses nothing; it is INT32 there, the
// type that readers give a number in a folder's name.
package parquet

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"

	pq "github.com/parquet-go/parquet-go"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// groupRows is how many rows a row group holds: what a writer keeps in memory at a time, and
// what a reader can skip or read on its own.
const groupRows = 1 << 17

// Fault says why a folder could not be written.
type Fault = export.Fault

// Write writes the star into a folder with the data dictionary, in place of what an earlier
// export wrote there, whole or not at all. The same star gives the same bytes.
func Write(dir string, star *export.Star) error {
	return star.Folder(dir, func(create func(name string) (io.WriteCloser, error)) error {
		for _, t := range star.Tables {
			if err := writeTable(create, star, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// noYear is the partition of a parted table without rows: readers find its columns there.
const noYear = 0

// writeTable writes one table: a file, or one for each plan year.
func writeTable(create func(name string) (io.WriteCloser, error), star *export.Star, t *export.Table) error {
	form, err := formOf(t)
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(t.Rows())
	defer stop()
	row, err, more := next()
	for first := true; more || first; first = false {
		name, year := t.Name+"/"+t.Name+".parquet", int64(noYear)
		if form.year >= 0 {
			if more && err == nil {
				if err := form.holds(row); err != nil {
					return err
				}
				year = row[form.year].(int64)
			}
			name = t.Name + "/" + t.Year + "=" + strconv.FormatInt(year, 10) + "/" + t.Name + ".parquet"
		}
		out, errCreate := create(name)
		if errCreate != nil {
			return errCreate
		}
		w := newWriter(out, star, form)
		for more && (form.year < 0 || err != nil || len(row) > form.year && row[form.year] == any(year)) {
			if err == nil {
				err = w.add(row)
			}
			if err != nil {
				out.Close()
				return err
			}
			row, err, more = next()
		}
		if err := w.close(); err != nil {
			out.Close()
			return err
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return err
}

// writer writes the rows of one file.
type writer struct {
	form   *form
	buffer *bufio.Writer
	file   *pq.GenericWriter[any]
	rows   []pq.Row
	values []pq.Value
}

// batch is how many rows are handed on at a time.
const batch = 512

func newWriter(to io.Writer, star *export.Star, f *form) *writer {
	buffer := bufio.NewWriterSize(to, 1<<16)
	return &writer{
		form: f, buffer: buffer,
		rows: make([]pq.Row, 0, batch), values: make([]pq.Value, 0, batch*len(f.table.Columns)),
		file: pq.NewGenericWriter[any](buffer, f.schema,
			pq.Compression(&pq.Snappy), pq.DataPageVersion(1), pq.MaxRowsPerRowGroup(groupRows), pq.DictionaryMaxBytes(1<<20),
			pq.CreatedBy("leveransplan", strconv.Itoa(star.Schema), ""),
			pq.KeyValueMetadata("leveransplan.commit", star.Commit),
			pq.KeyValueMetadata("leveransplan.schema", strconv.Itoa(star.Schema)),
			pq.KeyValueMetadata("leveransplan.tabell", f.table.Name),
			pq.KeyValueMetadata("leveransplan.betydelse", f.table.Doc.In(lang.SV)),
		),
	}
}

func (w *writer) add(row export.Row) error {
	if err := w.form.holds(row); err != nil {
		return err
	}
	from := len(w.values)
	for i, v := range row {
		w.values = append(w.values, w.form.value(i, v))
	}
	if w.rows = append(w.rows, w.values[from:len(w.values):len(w.values)]); len(w.rows) < batch {
		return nil
	}
	return w.flush()
}

func (w *writer) flush() error {
	if _, err := w.file.WriteRows(w.rows); err != nil {
		return fmt.Errorf("table %s: %w", w.form.table.Name, err)
	}
	w.rows, w.values = w.rows[:0], w.values[:0]
	return nil
}

func (w *writer) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.file.Close(); err != nil {
		return err
	}
	return w.buffer.Flush()
}
