// Package xlsx writes tables as workbooks and reads workbooks as tables. It is the only
// place that knows the form of Excel's files: what stands in them is decided in package
// grid.
package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// made stands in the properties of every workbook in place of the moment: the same plans
// give the same bytes.
const made = "2000-01-01T00:00:00Z"

// Write writes plans as a workbook: a protected sheet for each party in which the weeks of
// its plans can be filled in, and a hidden one by which grid.Read knows what was there. The
// commit is the one that the plans were read at; empty: none.
func Write(w io.Writer, book *grid.Workbook, commit string, l lang.Language) error {
	f := excelize.NewFile()
	defer f.Close()
	out := &writer{file: f, book: book, lang: l, styles: map[look]int{}}
	for i := range book.Sheets {
		if err := out.addSheet(i, book.Sheets[i].Name); err != nil {
			return err
		}
		if err := out.sheet(&book.Sheets[i]); err != nil {
			return err
		}
	}
	if err := out.meta(commit); err != nil {
		return err
	}
	if err := out.properties(); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := f.Write(&text); err != nil {
		return err
	}
	return pack(w, text.Bytes())
}

// pack writes a workbook's parts in the order of their names, without times: excelize takes
// them from a map.
func pack(w io.Writer, text []byte) error {
	in, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	out := zip.NewWriter(w)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			return err
		}
		to, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
		if err == nil {
			_, err = io.Copy(to, from)
		}
		if err = errors.Join(err, from.Close()); err != nil {
			return err
		}
	}
	return out.Close()
}

type writer struct {
	file   *excelize.File
	book   *grid.Workbook
	lang   lang.Language
	styles map[look]int
}

func (w *writer) say(t lang.Text) string { return t.In(w.lang) }

// addSheet adds a sheet at the end; the first one is there already.
func (w *writer) addSheet(i int, name string) error {
	if i == 0 {
		return w.file.SetSheetName(w.file.GetSheetName(0), name)
	}
	_, err := w.file.NewSheet(name)
	return err
}

// meta writes the hidden sheet. All its cells are text: an id that looks like a number
// stays what it is.
func (w *writer) meta(commit string) error {
	if err := w.addSheet(len(w.book.Sheets), grid.MetaSheet); err != nil {
		return err
	}
	stream, err := w.file.NewStreamWriter(grid.MetaSheet)
	if err != nil {
		return err
	}
	for i, row := range w.book.Meta(commit, w.lang) {
		cells := make([]any, len(row))
		for j, text := range row {
			if text != "" {
				cells[j] = text
			}
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			return err
		}
	}
	if err := w.protect(grid.MetaSheet); err != nil {
		return err
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	if len(w.book.Sheets) == 0 {
		return nil // a workbook has to show one sheet
	}
	return w.file.SetSheetVisible(grid.MetaSheet, false)
}

func (w *writer) properties() error {
	w.file.SetActiveSheet(0)
	title := w.say(w.title())
	err := w.file.SetDocProps(&excelize.DocProperties{Created: made, Modified: made, Creator: "leveransplan", LastModifiedBy: "leveransplan", Title: title, Language: string(w.lang)})
	if err != nil {
		return err
	}
	// Whoever opens the file sees sums of what it holds, whatever saved it last.
	full := true
	if err := w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &full}); err != nil {
		return err
	}
	return w.file.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true})
}

func (w *writer) title() lang.Text {
	year := strconv.Itoa(w.book.Year)
	return lang.T("Leveransplaner %s", "Leveransplaner %s", year)
}

// protect locks a sheet without a password: it guards against slips, not against intent.
func (w *writer) protect(sheet string) error {
	return w.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true})
}
