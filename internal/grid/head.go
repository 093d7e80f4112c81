package grid

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The columns that stand before the weeks, in their order. None of them is for the planner
// to change; Sum and Difference are formulas.
const (
	ColPlan = iota
	ColOther
	ColField
	ColUnit
	ColVolume
	ColSum
	ColDifference
	ColOpen
	ColLine
	Leading // how many they are
)

// Computed tells that a leading column holds formulas.
func Computed(column int) bool { return column == ColSum || column == ColDifference }

// Heads are the texts over the leading columns.
func (b *Workbook) Heads() []lang.Text {
	party := lang.T("Mottagare", "Receiver")
	if b.Side == ByReceiver {
		party = lang.T("Skickande", "Sender")
	}
	return []lang.Text{
		ColPlan:       lang.T("Leveransplan", "Leveransplan"),
		ColOther:      party,
		ColField:      lang.T("Vårdområde", "Field"),
		ColUnit:       lang.T("Enhet", "Unit"),
		ColVolume:     lang.T("Volym", "Volume"),
		ColSum:        lang.T("Summa", "Sum"),
		ColDifference: lang.T("Differens", "Difference"),
		ColOpen:       lang.T("Öppet på raden", "Open on the line"),
		ColLine:       lang.T("Missivrad", "Line of the missiv"),
	}
}

// LabelMonday and LabelDays stand before the rows under the header: the Mondays of the
// weeks, and the working days that everybody has.
var (
	LabelMonday = lang.T("Måndag", "Monday")
	LabelDays   = lang.T("Arbetsdagar", "Working days")
)

// sumLabels is how many labels come before those of sums.
const sumLabels = 2

// LabelSum stands before the sums of one unit. Units are never added up.
func LabelSum(unit string) lang.Text { return lang.T("Summa %s", "Sum of %s", unit) }

// Leading gives what stands in the leading columns of a row; nothing where a formula does. A
// whole number is written as such.
func (r *Row) Leading(l lang.Language) []string {
	out := make([]string, Leading)
	out[ColPlan], out[ColLine] = r.Plan.ID.V, r.Line
	out[ColOther], out[ColField] = strings.TrimSpace(r.Other), strings.TrimSpace(r.Field)
	out[ColUnit], out[ColVolume] = plan.UnitName(r.Unit).In(l), strconv.Itoa(r.Plan.Volym.V)
	if r.Told {
		out[ColOpen] = strconv.Itoa(r.Open)
	}
	return out
}
