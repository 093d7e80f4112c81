package xlsx

import "github.com/xuri/excelize/v2"

// part is what a cell is for.
type part uint8

const (
	partTitle part = iota
	partGuide
	partHead  // a header
	partSlim  // a week over its narrow column: it stands upright
	partWide  // a quarter
	partUnder // the Mondays of weeks, upright as well
	partDays  // the working days, and the Mondays of quarters
	partText
	partCount // a number that is locked
	partWeek  // a figure that is for the planner
	partSum
	partLabel // of a sum
	partLegend
)

// look is how a cell looks; each different one is one style of the workbook.
type look struct {
	part  part
	tint  tint
	start bool // a quarter begins here
	open  bool // not locked
}

type tint uint8

const (
	plain    tint = iota
	holiday       // fewer working days for everybody
	local         // fewer working days at the receiver
	outside       // no volume may stand here
	mismatch      // sum and volume differ
)

// Colours that can be told apart in print and by those who do not see red and green apart.
const (
	ink       = "1F2933"
	faint     = "6B7785"
	rule      = "C9D1DA"
	ruleDark  = "52606D"
	headFill  = "E4E9EF"
	sumFill   = "F3F5F8"
	holidays  = "FFE3A3"
	locals    = "CFE3F7"
	hatch     = "B8C1CC"
	alarm     = "B42318"
	alarmFill = "FBD5D0"
)

func (w *writer) style(k look) (int, error) {
	if id, ok := w.styles[k]; ok {
		return id, nil
	}
	id, err := w.file.NewStyle(k.style())
	if err == nil {
		w.styles[k] = id
	}
	return id, err
}

func (k look) style() *excelize.Style {
	s := &excelize.Style{
		Font:       &excelize.Font{Family: "Calibri", Size: 10, Color: ink},
		Alignment:  &excelize.Alignment{Vertical: "center"},
		Protection: &excelize.Protection{Locked: !k.open},
	}
	switch k.part {
	case partTitle:
		s.Font.Size, s.Font.Bold = 15, true
	case partGuide:
		s.Font.Color = faint
	case partHead, partSlim, partWide:
		s.Font.Bold = true
		s.Alignment.WrapText = true
		s.Alignment.Vertical = "bottom"
		s.Fill = solid(headFill)
		if k.part != partHead {
			s.Alignment.WrapText, s.Alignment.Horizontal = false, "center"
		}
		if k.part == partSlim {
			s.Alignment.TextRotation = 90
		}
	case partUnder, partDays:
		s.Font.Size = 8
		s.Alignment.Horizontal = "center"
		s.Fill = solid(headFill)
		if k.part == partUnder {
			s.Alignment.TextRotation = 90
		}
	case partText:
		s.Alignment.ShrinkToFit = true
	case partCount, partWeek:
		s.NumFmt = 1
		s.Alignment.Horizontal = "center"
	case partSum:
		s.NumFmt = 1
		s.Font.Bold = true
		s.Alignment.Horizontal = "center"
		s.Fill = solid(sumFill)
	case partLabel:
		s.Font.Bold = true
		s.Alignment.ShrinkToFit = true
		s.Fill = solid(sumFill)
	case partLegend:
		s.Font.Size = 9
		s.Alignment.Horizontal, s.Alignment.ShrinkToFit = "center", true
	}
	switch k.tint {
	case holiday:
		s.Fill = solid(holidays)
	case local:
		s.Fill = solid(locals)
	case outside:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 14, Color: []string{hatch}}
	case mismatch:
		s.Fill = solid(alarmFill)
		s.Font.Color, s.Font.Bold = alarm, true
	}
	if k.part > partGuide {
		s.Border = k.borders()
	}
	return s
}

func (k look) borders() []excelize.Border {
	left := excelize.Border{Type: "left", Style: 1, Color: rule}
	if k.start {
		left.Color = ruleDark
	}
	return []excelize.Border{left,
		{Type: "right", Style: 1, Color: rule},
		{Type: "top", Style: 1, Color: rule},
		{Type: "bottom", Style: 1, Color: rule},
	}
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}
