package main

import (
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// workbook writes into cells of a workbook as a spreadsheet program does, and makes the
// workbook where there is none: workbook FILE SHEET!CELL=VALUE... A value is a number where
// it looks like one, and text after ': A cell without a value is emptied.
func workbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: workbook FILE SHEET!CELL=VALUE...")
	}
	name := ts.MkAbs(args[0])
	f := excelize.NewFile()
	if _, err := os.Stat(name); err == nil {
		f, err = excelize.OpenFile(name)
		ts.Check(err)
	}
	defer f.Close()
	for _, arg := range args[1:] {
		at, value, ok := strings.Cut(arg, "=")
		sheet, cell, whole := strings.Cut(at, "!")
		if !ok || !whole {
			ts.Fatalf("%q is not SHEET!CELL=VALUE", arg)
		}
		if i, err := f.GetSheetIndex(sheet); err != nil || i < 0 {
			_, err := f.NewSheet(sheet)
			ts.Check(err)
		}
		number, err := strconv.ParseFloat(value, 64)
		switch {
		case value == "":
			ts.Check(f.SetCellValue(sheet, cell, nil))
		case err == nil:
			ts.Check(f.SetCellValue(sheet, cell, number))
		default:
			ts.Check(f.SetCellValue(sheet, cell, strings.TrimPrefix(value, "'")))
		}
	}
	ts.Check(f.SaveAs(name))
}
