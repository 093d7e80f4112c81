// Package grid lays plans out as tables, plans by weeks or by quarters, and turns tables
// that planners have filled in back into changes of plans. It also merges tables of
// outcome. It knows nothing of how a table is stored; see export/xlsx.
package grid

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Side is the party that a sheet is about.
type Side uint8

// The sides.
const (
	BySender Side = iota + 1
	ByReceiver
)

// Question says which plans are to be laid out.
type Question struct {
	Year  int            // the plan year; 0: the last one that has plans
	Side  Side           // one sheet for each sender or for each receiver
	Party string         // the id of the only one; "": all of them
	Grain calendar.Grain // plans of this grain only; zero: of both, in sheets of their own
}

// Workbook is the plans of one plan year. Years are never put side by side: a plan belongs
// to the year in which the period of its missiv begins.
type Workbook struct {
	Year   int
	Side   Side
	Sheets []Sheet
	Left   []Left // plans of the year that no sheet can show
}

// Left is a plan that was left out, and why.
type Left struct {
	Plan *plan.Leveransplan
	Why  lang.Text
}

// Sheet is the plans of one party in one grain.
type Sheet struct {
	Name    string // unique in the workbook, at most 31 characters
	Title   string // the party's name
	Grain   calendar.Grain
	Columns []Column
	Rows    []Row // by field, other party and id
	Units   []string
}

// Column is a week or a quarter.
type Column struct {
	Slot calendar.Slot
	Days float64            // working days that everybody has: of a week 0 to 5
	Free []calendar.Holiday // what makes them fewer, from Monday to Friday
	Note lang.Text          // the local calendar's deviations for everybody
}

// Row is one plan.
type Row struct {
	Plan  *plan.Leveransplan
	Other string // the name of the other party
	Line  string // the line that the plan draws on: "missiv-2027-ortopedi/skas-hoftprotes"
	Field string // the name of the medical field
	Unit  string
	Open  int // what the line has left to place
	Told  bool
	Cells []Box  // as the sheet's columns
	Notes []Note // deviations of the receiver, by column
}

// Box is one figure, or the place for one.
type Box struct {
	Volume  int
	Written bool // the plan has a figure here; 0 is one
	Locked  bool // no week of it lies within the plan's period and agreement
	Fewer   bool // the receiver has fewer working days than everybody has
}

// Note is a remark on a cell.
type Note struct {
	Column int
	Text   lang.Text
}

// maxColumns is the largest number of weeks of a sheet: two plan years. More than that is
// a slip in a period.
const maxColumns = 110

// New lays out the plans that a question asks for.
func New(set *plan.Set, q Question) *Workbook {
	b := &Workbook{Year: q.Year, Side: q.Side}
	if b.Year == 0 {
		for _, p := range set.Leveransplaner {
			b.Year = max(b.Year, set.PlanYear(p))
		}
	}
	type key struct {
		party string
		grain calendar.Grain
	}
	groups := map[key][]*plan.Leveransplan{}
	for _, p := range set.Leveransplaner {
		if set.PlanYear(p) != b.Year || q.Party != "" && q.Party != party(p, q.Side) {
			continue
		}
		if why := unfit(p); !why.IsZero() {
			b.Left = append(b.Left, Left{p, why})
			continue
		}
		if grain := grainOf(p); q.Grain == 0 || q.Grain == grain {
			k := key{party(p, q.Side), grain}
			groups[k] = append(groups[k], p)
		}
	}
	keys := make([]key, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y key) int {
		return cmp.Or(cmp.Compare(set.NameOf(x.party), set.NameOf(y.party)), cmp.Compare(x.party, y.party), cmp.Compare(x.grain, y.grain))
	})
	for _, k := range keys {
		s := sheet(set, q.Side, groups[k])
		s.Title = set.NameOf(k.party)
		s.Grain = k.grain
		s.Name = b.sheetName(s.Title, k.grain)
		b.Sheets = append(b.Sheets, s)
	}
	return b
}

func party(p *plan.Leveransplan, side Side) string {
	if side == ByReceiver {
		return p.Mottagare.V
	}
	return p.Skickande.V
}

func other(p *plan.Leveransplan, side Side) string {
	if side == ByReceiver {
		return p.Skickande.V
	}
	return p.Mottagare.V
}

// unfit tells why a plan can't be a row; zero: it can.
func unfit(p *plan.Leveransplan) lang.Text {
	if p.Broken {
		return lang.T("filen har fel som check visar", "the file has faults that check shows")
	}
	if _, _, mixed := p.Periodisering.Mixed(); mixed {
		return lang.T("veckor och kvartal står blandade", "weeks and quarters are mixed")
	}
	if n := len(p.Period.V.Weeks()); n > maxColumns {
		return lang.T("perioden %s är %s", "the period %s is %s", p.Period.V.String(),
			lang.Plural{N: n, One: lang.T("%s vecka", "%s week"), Other: lang.T("%s veckor", "%s weeks")})
	}
	return lang.Text{}
}

// grainOf is the grain of a plan's figures; one that has none yet is filled in by week.
func grainOf(p *plan.Leveransplan) calendar.Grain {
	return cmp.Or(p.Periodisering.Grain(), calendar.GrainWeek)
}

// lineOf writes the line that a plan draws on as planners say it.
func lineOf(p *plan.Leveransplan) string {
	if !p.Ursprung.Missiv.Set {
		return p.Ursprung.Erbjudande.V
	}
	return fmt.Sprintf("%s/%s", p.Ursprung.Missiv.V, p.Ursprung.Rad.V)
}
