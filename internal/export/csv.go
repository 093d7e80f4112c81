package export

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// WriteCSV writes a table for programs: UTF-8, commas, RFC 4180, every value as it is. Nothing
// stands where there is no value; days are 2027-01-04, moments 2027-01-04T09:30:00Z.
func WriteCSV(w io.Writer, t *Table) error {
	return writeCSV(w, t, ',', func(to []byte, v any) []byte {
		switch v := v.(type) {
		case string:
			return quoted(to, v, ',')
		case int64:
			return strconv.AppendInt(to, v, 10)
		case bool:
			return strconv.AppendBool(to, v)
		case calendar.Day:
			return append(to, v.String()...)
		case time.Time:
			return v.UTC().AppendFormat(to, time.RFC3339)
		}
		return to
	})
}

// WriteExcelCSV writes a table for Excel, which reads it with a double click: a byte order
// mark, semicolons, words for true and false in the reader's language, and no text that would
// be taken for a formula. Numbers stand as they are; there are no fractions.
func WriteExcelCSV(w io.Writer, t *Table, l lang.Language) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	truth := map[bool]string{true: lang.T("SANT", "TRUE").In(l), false: lang.T("FALSKT", "FALSE").In(l)}
	return writeCSV(w, t, ';', func(to []byte, v any) []byte {
		switch v := v.(type) {
		case string:
			return quoted(to, escape.CSV(v), ';')
		case int64:
			return strconv.AppendInt(to, v, 10)
		case bool:
			return append(to, truth[v]...)
		case calendar.Day:
			return append(to, v.String()...)
		case time.Time:
			return v.UTC().AppendFormat(to, time.DateTime)
		}
		return to
	})
}

// WriteCSVFolder writes every table as a file of its own into a folder, in place of what an
// earlier export wrote there, whole or not at all ([Star.Folder]).
func (s *Star) WriteCSVFolder(dir string, excel bool) error {
	return s.Folder(dir, func(create func(name string) (io.WriteCloser, error)) error {
		for _, t := range s.Tables {
			out, err := create(t.Name + ".csv")
			if err != nil {
				return err
			}
			if excel {
				err = WriteExcelCSV(out, t, s.Language)
			} else {
				err = WriteCSV(out, t)
			}
			if err = errors.Join(err, out.Close()); err != nil {
				return err
			}
		}
		return nil
	})
}

// lineEnd ends a record, as RFC 4180 has it.
const lineEnd = "\r\n"

func writeCSV(w io.Writer, t *Table, comma byte, cell func(to []byte, v any) []byte) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line []byte
	for i, c := range t.Columns {
		if i > 0 {
			line = append(line, comma)
		}
		line = append(line, c.Name...)
	}
	line = append(line, lineEnd...)
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		if _, err := out.Write(line); err != nil {
			return err
		}
		line = line[:0]
		for i, v := range row {
			if i > 0 {
				line = append(line, comma)
			}
			line = cell(line, v)
		}
		line = append(line, lineEnd...)
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// quoted writes a text, in quotes where it has to be. An empty text is quoted, which tells it
// from no value.
func quoted(to []byte, s string, comma byte) []byte {
	if s != "" && strings.IndexByte(s, comma) < 0 && !strings.ContainsAny(s, "\"\r\n") {
		return append(to, s...)
	}
	to = append(to, '"')
	to = append(to, strings.ReplaceAll(s, `"`, `""`)...)
	return append(to, '"')
}
