package xlsx_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The sheet of skas in the small region: row 8 is the plan to exk, row 9 the one to siv,
// which ends with June; column O is week 6, R week 9 and AN week 31.
const (
	sheet = "SkaS"
	toSiv = "lp-2027-skas-siv-hoftprotes"
	sums  = 12 // the row with the sums
)

type change = func(*excelize.File) error

func value(cell string, v any) change {
	return func(f *excelize.File) error { return f.SetCellValue(sheet, cell, v) }
}

func meta(cell string, v any) change {
	return func(f *excelize.File) error { return f.SetCellValue(grid.MetaSheet, cell, v) }
}

func formula(cell, text string, v any) change {
	return func(f *excelize.File) error {
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			return err
		}
		return f.SetCellFormula(sheet, cell, text)
	}
}

func several(list ...change) change {
	return func(f *excelize.File) error {
		for _, c := range list {
			if err := c(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// swapped exchanges two columns of figures, as moving one of them does. The sums below stay
// formulas.
func swapped(a, b string) change {
	return func(f *excelize.File) error {
		for row := 4; row < sums; row++ {
			at, to := grid.Address(row, column(a)), grid.Address(row, column(b))
			x, err := f.GetCellValue(sheet, at)
			if err != nil {
				return err
			}
			y, _ := f.GetCellValue(sheet, to)
			for cell, v := range map[string]string{at: y, to: x} {
				if err := f.SetCellDefault(sheet, cell, v); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func column(name string) int {
	n, err := excelize.ColumnNameToNumber(name)
	if err != nil {
		panic(err)
	}
	return n
}

// dated gives a cell the number format of a date.
func dated(cell string) change {
	return func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			return err
		}
		return f.SetCellStyle(sheet, cell, cell, style)
	}
}

// metaRow is the row of the hidden sheet that is about a plan.
func metaRow(t *testing.T, f *excelize.File, id string) string {
	rows, err := f.GetRows(grid.MetaSheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if len(r) > 2 && r[2] == id {
			return strconv.Itoa(i + 1)
		}
	}
	t.Fatal(id)
	return ""
}

// another gives a workbook the hidden sheet of another one.
func another(f, from *excelize.File) error {
	rows, err := from.GetRows(grid.MetaSheet)
	if err != nil {
		return err
	}
	if err := f.DeleteSheet(grid.MetaSheet); err != nil {
		return err
	}
	if _, err := f.NewSheet(grid.MetaSheet); err != nil {
		return err
	}
	for i, row := range rows {
		if err := f.SetSheetRow(grid.MetaSheet, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	return nil
}

func missing(weeks ...string) []string {
	var out []string
	for _, w := range weeks {
		out = append(out, "SkaS!4:4: kolumnen "+w+" saknas")
	}
	return out
}

// Each way in which a workbook can come back is taken in, or refused where it is wrong, and
// nothing else is said.
func TestEveryCellIsTakenInOrRefusedWhereItIs(t *testing.T) {
	set := spoiled(t)
	text := export(t, set, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	week6 := func(before, after string) []string { return []string{toSiv + " 2027-W06 " + before + " " + after} }
	lostMeta := []string{"_meta!A1: det dolda bladet _meta har ändrats eller är inte helt"}
	for _, tt := range []struct {
		name    string
		change  change
		want    []string
		remarks []string
		changes []string
	}{
		{name: "nothing", change: several()},
		{name: "a figure", change: value("O9", 5), changes: week6("2", "5")},
		{name: "a figure where there was none", change: value("R9", 1), changes: []string{toSiv + " 2027-W09 0 1"}},
		{name: "0 where there was a figure", change: value("O9", 0), changes: week6("2", "0")},
		{name: "the same figure again", change: value("O9", 2)},
		{name: "arithmetic close to a whole number", change: value("O9", 11.9999999999), changes: week6("2", "12")},
		{name: "arithmetic not close enough", change: value("O9", 11.99999999), want: []string{"SkaS!O9: 11,99999999 är inget heltal"}},
		{name: "half a patient", change: value("O9", 11.5), want: []string{"SkaS!O9: 11,5 är inget heltal"}},
		{name: "a negative number", change: value("O9", -3), want: []string{"SkaS!O9: -3 är negativt"}},
		{name: "a negative number as text", change: value("O9", "-3"), want: []string{"SkaS!O9: -3 är negativt"}},
		{name: "too many", change: value("O9", 1e6), want: []string{"SkaS!O9: talet är för stort för en volym"}},
		{name: "far too many", change: value("O9", 1e300), want: []string{"SkaS!O9: talet är för stort för en volym"}},
		{name: "digits as text", change: value("O9", " 12 "), changes: week6("2", "12"),
			remarks: []string{"SkaS!O9: talet 12 står som text i cellen och räknas inte i arkets summa; det läses som 12"}},
		{name: "a decimal as text", change: value("O9", "11,5"), want: []string{`SkaS!O9: "11,5" är inget heltal`}},
		{name: "a word", change: value("O9", "fem"), want: []string{`SkaS!O9: "fem" är inget heltal`}},
		{name: "a command", change: value("O9", "=cmd|'/c calc'!A1"), want: []string{`SkaS!O9: cellen innehåller texten "=cmd|'/c calc'!A1" och inget tal`}},
		{name: "emptied", change: value("O9", nil), want: []string{"SkaS!O9: cellen är tom; där stod 2"}},
		{name: "a space where a figure stood", change: value("O9", " "), want: []string{"SkaS!O9: cellen är tom; där stod 2"}},
		{name: "a space where nothing stood", change: value("R9", " ")},
		{name: "a formula", change: formula("O9", "2+2", 4), changes: week6("2", "4"), remarks: []string{"SkaS!O9: cellen är en formel; dess värde 4 gäller"}},
		{name: "a formula without a value", change: func(f *excelize.File) error { return f.SetCellFormula(sheet, "R9", "2+2") }, want: []string{"SkaS!R9: formeln har inget sparat värde"}},
		{name: "true", change: value("O9", true), want: []string{"SkaS!O9: cellen innehåller sant eller falskt"}},
		{name: "a date", change: several(value("O9", 46000), dated("O9")), want: []string{"SkaS!O9: cellen är formaterad som ett datum"}},
		{name: "a figure that looks like a date", change: dated("O9"), want: []string{"SkaS!O9: cellen är formaterad som ett datum"}},
		{name: "a week after the plan's period", change: value("AN9", 1), want: []string{"SkaS!AN9: cellen är låst: 2027-W31 ligger utanför planens period eller avtal"}},

		{name: "the volume", change: value("E9", 7), want: []string{`SkaS!E9: cellen är låst: där stod "6", nu står "7"`}},
		{name: "the receiver", change: value("B9", "SU"), want: []string{`SkaS!B9: cellen är låst: där stod "Sjukhusen i väster", nu står "SU"`}},
		{name: "a sum in place of its formula", change: value("F9", 6), want: []string{"SkaS!F9: cellen är låst, och formeln i den är borta"}},
		{name: "the sum of a week", change: value("O12", 40), want: []string{`SkaS!O12: cellen är en summa, och formeln i den är ersatt av "40"`}},
		{name: "the sum of the volumes, and the difference", change: several(value("E12", 40), value("G12", "ok")), want: []string{
			`SkaS!E12: cellen är en summa, och formeln i den är ersatt av "40"`, `SkaS!G12: cellen är en summa, och formeln i den är ersatt av "ok"`}},
		{name: "the sum of a week in a moved row", change: several(func(f *excelize.File) error { return f.InsertRows(sheet, 8, 1) }, value("O13", 40)), want: []string{`SkaS!O13: cellen är en summa, och formeln i den är ersatt av "40"`}},
		{name: "a sum that was worked out before the last change", change: several(value("O9", 5), formula("O12", "SUM(O7:O11)", 2)), changes: week6("2", "5")},
		{name: "a sum that was emptied", change: value("O12", nil)},
		{name: "a note beside the sums", change: value("I12", "obs")},
		{name: "another Monday", change: value("O5", "2027-02-15"), want: []string{`SkaS!O5: 2027-W06 börjar 2027-02-08, men under rubriken står "2027-02-15"`}},
		{name: "everything at once, in order", change: several(value("O9", 1.5), value("E9", 7), value("K8", "x")), want: []string{
			`SkaS!K8: "x" är inget heltal`, `SkaS!E9: cellen är låst: där stod "6", nu står "7"`, "SkaS!O9: 1,5 är inget heltal"}},

		{name: "an unknown plan", change: value("A9", "lp-annan"), want: []string{
			"SkaS: raden med lp-2027-skas-siv-hoftprotes saknas", `SkaS!A9: planen "lp-annan" fanns inte på bladet när arbetsboken exporterades`}},
		{name: "a plan twice", change: value("A9", "lp-2027-skas-exk-hoftprotes"), want: []string{
			"SkaS: raden med lp-2027-skas-siv-hoftprotes saknas", "SkaS!A9: planen lp-2027-skas-exk-hoftprotes står två gånger, också i A8"}},
		{name: "a row without its plan", change: value("A9", nil), want: []string{
			"SkaS: raden med lp-2027-skas-siv-hoftprotes saknas", "SkaS!O9: raden har innehåll men ingen plan"}},
		{name: "a deleted row", change: func(f *excelize.File) error { return f.RemoveRow(sheet, 9) }, want: []string{"SkaS: raden med lp-2027-skas-siv-hoftprotes saknas"}},
		{name: "an inserted row", change: several(func(f *excelize.File) error { return f.InsertRows(sheet, 8, 1) }, value("O10", 3)), changes: week6("2", "3")},
		{name: "a hidden row", change: func(f *excelize.File) error { return f.SetRowVisible(sheet, 9, false) }, want: []string{"SkaS!A9: raden med lp-2027-skas-siv-hoftprotes är dold"}},
		{name: "a hidden column", change: func(f *excelize.File) error { return f.SetColVisible(sheet, "O", false) }},
		{name: "a figure in a hidden column", change: several(value("O9", 3), func(f *excelize.File) error { return f.SetColVisible(sheet, "O", false) }), want: []string{"SkaS!O9: cellen är ändrad i en dold kolumn"}},

		{name: "a moved column", change: several(value("O9", 7), swapped("O", "Z")), changes: week6("2", "7")},
		{name: "a deleted column", change: func(f *excelize.File) error { return f.RemoveCol(sheet, "O") }, want: missing("2027-W06")},
		{name: "a column twice", change: value("P4", "2027-W06"), want: append(missing("2027-W07"), "SkaS!P4: kolumnen 2027-W06 finns två gånger, också i O4")},
		{name: "an inserted column", change: several(func(f *excelize.File) error { return f.InsertCols(sheet, "O", 1) }, value("P9", 3)), changes: week6("2", "3")},
		{name: "an inserted column with a note", change: several(func(f *excelize.File) error { return f.InsertCols(sheet, "O", 1) }, value("O9", "obs")), want: []string{"SkaS!O4: kolumnen har innehåll men ingen rubrik"}},
		{name: "a column of somebody's own", change: value("BL4", "Kommentar"), want: []string{`SkaS!BL4: kolumnen "Kommentar" fanns inte när arbetsboken exporterades`}},
		{name: "no header", change: func(f *excelize.File) error { return f.RemoveRow(sheet, 4) }, want: []string{`SkaS: rubrikraden med "Leveransplan" och veckorna finns inte`}},
		{name: "merged cells", change: func(f *excelize.File) error { return f.MergeCell(sheet, "O9", "P9") }, want: []string{"SkaS!O9: cellerna O9–P9 är sammanslagna", "SkaS!P9: cellen är tom; där stod 2"}},
		{name: "merged cells above the table", change: func(f *excelize.File) error { return f.MergeCell(sheet, "A1", "C1") }},

		{name: "a renamed sheet", change: func(f *excelize.File) error { return f.SetSheetName(sheet, "Blad1") },
			want: []string{"SkaS: bladet saknas: det har tagits bort eller bytt namn"}, remarks: []string{"Blad1: bladet fanns inte när arbetsboken exporterades och läses inte"}},
		{name: "a sheet of somebody's own", change: func(f *excelize.File) error { _, err := f.NewSheet("Utkast"); return err },
			remarks: []string{"Utkast: bladet fanns inte när arbetsboken exporterades och läses inte"}},
		{name: "no _meta", change: func(f *excelize.File) error { return f.DeleteSheet(grid.MetaSheet) },
			want: []string{"'NU-sjukvården': arbetsboken har inget blad _meta: den är inte exporterad av leveransplan, eller har tappat det"}},
		{name: "another _meta", change: meta("A1", "kalkyl"), want: lostMeta},
		{name: "a _meta of a newer form", change: meta("B1", "2"), want: []string{"_meta!B1: arbetsboken är skriven av en nyare leveransplan (form 2; den här läser form 1)"}},
		{name: "a figure altered in _meta", change: func(f *excelize.File) error {
			return f.SetCellValue(grid.MetaSheet, "G"+metaRow(t, f, toSiv), "2027-W06=9")
		},
			want: []string{"_meta!A" + metaRow(t, open(t, text), toSiv) + ": det dolda bladet _meta har ändrats eller är inte helt"}},
		{name: "the _meta of another workbook", change: func(f *excelize.File) error {
			return another(f, open(t, export(t, set, grid.Question{Year: 2027, Side: grid.ByReceiver, Party: "exk"}, lang.SV)))
		}, want: []string{"'Exempelkliniken AB (fiktiv)': bladet saknas: det har tagits bort eller bytt namn"}, remarks: []string{
			"'NU-sjukvården': bladet fanns inte när arbetsboken exporterades och läses inte", "'SU Q1-Q4': bladet fanns inte när arbetsboken exporterades och läses inte",
			"'Sjukhusen i väster': bladet fanns inte när arbetsboken exporterades och läses inte", "SkaS: bladet fanns inte när arbetsboken exporterades och läses inte"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, changed(t, text, tt.change), set)
			if diff := cmp.Diff([][]string{tt.want, tt.remarks, tt.changes}, [][]string{told(got.Problems), told(got.Remarks), figures(got.Changes)}); diff != "" {
				t.Error(diff)
			}
			for _, p := range got.Problems {
				if p.Hint.IsZero() || p.Message.EN == "" || p.Hint.EN == "" {
					t.Errorf("no hint, or none in English: %v", p)
				}
			}
		})
	}
}
