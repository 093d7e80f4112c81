package xlsx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func sheetOf(t *testing.T, q grid.Question, l lang.Language, replaced ...string) *excelize.File {
	t.Helper()
	return open(t, export(t, spoiled(t, replaced...), q, l))
}

// Only the weeks within a plan's period are for the planner; all else is locked, without a
// password.
func TestOnlyTheWeeksOfAPlanAreOpen(t *testing.T) {
	f := sheetOf(t, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	for cell, open := range map[string]bool{"A9": false, "B9": false, "E9": false, "F9": false, "I9": false, "J4": false, "J5": false, "J9": true, "O9": true, "AH9": true, "AI9": false, "BI9": false, "BI8": true, "O12": false} {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if locked := style.Protection == nil || style.Protection.Locked; locked == open {
			t.Errorf("%s: locked %v", cell, locked)
		}
		if hatched := style.Fill.Type == "pattern" && style.Fill.Pattern > 1; hatched != (cell == "AI9" || cell == "BI9") {
			t.Errorf("%s: hatched %v", cell, hatched)
		}
	}
	for _, name := range f.GetSheetList() {
		p, err := f.GetSheetProtection(name)
		if err != nil || p.Password != "" || p.InsertRows || p.DeleteColumns || !p.SelectUnlockedCells {
			t.Errorf("%s: %+v %v", name, p, err)
		}
		if visible, _ := f.GetSheetVisible(name); visible == (name == grid.MetaSheet) {
			t.Errorf("%s: visible %v", name, visible)
		}
	}
}

func TestACellTakesWholeNumbersOnly(t *testing.T) {
	f := sheetOf(t, grid.Question{Year: 2027, Side: grid.BySender}, lang.EN)
	list, err := f.GetDataValidations(sheet)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	v := list[0]
	got := []string{v.Type, v.Operator, v.Formula1, v.Formula2, *v.ErrorStyle, *v.ErrorTitle, v.Sqref}
	want := []string{"whole", "between", "0", "999999", "stop", "A whole number from 0", "J7:AV7 J8:BI8 J9:AH9 J10:U10 J11:U11"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Sums are formulas with their values beside them, one row for each unit; a plan that does
// not add up stands out.
func TestSumsAreFormulas(t *testing.T) {
	f := sheetOf(t, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV, "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml", "enhet: atgard", "enhet: besok")
	for cell, want := range map[string][2]string{
		"F9": {"SUM(J9:BI9)", "6"}, "G9": {"F9-E9", "0"},
		"E12": {"SUMIF($D$7:$D$11,D12,E$7:E$11)", "24"}, "O12": {"SUMIF($D$7:$D$11,D12,O$7:O$11)", "2"},
		"F13": {"SUMIF($D$7:$D$11,D13,F$7:F$11)", "2"}, "D13": {"", "besök"}, "A13": {"", "Summa besök"},
	} {
		formula, err := f.GetCellFormula(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		value, _ := f.GetCellValue(sheet, cell)
		if diff := cmp.Diff(want, [2]string{formula, value}); diff != "" {
			t.Errorf("%s: %s", cell, diff)
		}
		if formula == "" {
			continue
		}
		if made, err := f.CalcCellValue(sheet, cell); err != nil || made != value {
			t.Errorf("%s comes to %s, and says %s: %v", cell, made, value, err)
		}
	}
	formats, err := f.GetConditionalFormats(sheet)
	if err != nil || len(formats) != 1 || formats["F7:G11"][0].Criteria != "$G7<>0" {
		t.Error(formats, err)
	}
}

// Weeks with holidays and the receiver's own calendar are coloured, and a comment says why.
func TestShortWeeksSayWhy(t *testing.T) {
	f := sheetOf(t, grid.Question{Year: 2027, Side: grid.ByReceiver, Party: "siv"}, lang.SV, "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml", "2027-06-30", "2027-12-31")
	list, err := f.GetComments("Sjukhusen i väster")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, c := range list {
		said[c.Cell] = c.Paragraph[0].Text
	}
	row := strings.Trim(where(t, f, "Sjukhusen i väster", toSiv, "2027-W01"), "J")
	for cell, want := range map[string]string{
		"J4": "2027-01-06 trettondedag jul", "V4": "2027-03-29 annandag påsk",
		"AI" + row: "Sommarbemanning 2027-06-28–2027-07-25: 50 % av en arbetsdag", "AM" + row: "Stängt 2027-07-26–2027-08-01: stängt",
	} {
		if said[cell] != want {
			t.Errorf("%s: %q", cell, said[cell])
		}
	}
}

// A text never becomes a formula, whatever an organisation is called.
func TestTextStaysText(t *testing.T) {
	const file = "plans/register/organisationer.yaml"
	for _, name := range []string{"=1+1", "+46", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "2027-01-01", "0123"} {
		set := spoiled(t, file, "namn: Sjukhusen i väster", `namn: "`+name+`"`)
		text := export(t, set, grid.Question{Year: 2027, Side: grid.BySender, Party: "skas"}, lang.SV)
		f := open(t, text)
		cell := where(t, f, sheet, toSiv, "Mottagare")
		formula, _ := f.GetCellFormula(sheet, cell)
		value, _ := f.GetCellValue(sheet, cell)
		kind, _ := f.GetCellType(sheet, cell)
		if formula != "" || value != name || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s: formula %q, value %q, type %v", name, formula, value, kind)
		}
		if got := read(t, text, set); len(got.Problems) > 0 {
			t.Errorf("%s: %v", name, told(got.Problems))
		}
	}
}

// The sheet prints on landscape pages as wide as it is, with its header on each.
func TestASheetPrintsWithItsHeader(t *testing.T) {
	f := sheetOf(t, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV)
	page, err := f.GetPageLayout(sheet)
	if err != nil || *page.Orientation != "landscape" || *page.FitToWidth != 1 || *page.FitToHeight != 0 {
		t.Errorf("%+v %v", page, err)
	}
	if props, err := f.GetSheetProps(sheet); err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("%+v %v", props, err)
	}
	titles := map[string]string{}
	for _, n := range f.GetDefinedName() {
		titles[n.Scope] = n.Name + " " + n.RefersTo
	}
	if got := titles[sheet]; got != "_xlnm.Print_Titles 'SkaS'!$A:$A,'SkaS'!$4:$6" {
		t.Errorf("got %q", got)
	}
	panes, err := f.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 6 || panes.XSplit != 7 {
		t.Errorf("%+v %v", panes, err)
	}
}
