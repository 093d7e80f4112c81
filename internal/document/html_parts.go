package document

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// part is the page with a thing that a part of the template is about.
type part[T any] struct {
	*page
	Is T
}

// Of gives a party, a kind of care, a reconciliation or an origin to a part of the template.
func (p *page) Of(thing any) any {
	switch t := thing.(type) {
	case Party:
		return part[Party]{p, t}
	case Care:
		return part[Care]{p, t}
	case Talk:
		return part[Talk]{p, t}
	case Origin:
		return part[Origin]{p, t}
	}
	return nil
}

// talkPart is a table of reconciliations.
type talkPart struct {
	*page
	List     []Talk
	Caption  string
	Reserved bool // somebody has a reservation
}

// About gives reconciliations to a part of the template.
func (p *page) About(list []Talk, caption string) talkPart {
	return talkPart{p, list, caption, slices.ContainsFunc(list, func(t Talk) bool { return t.Reservation != "" })}
}

// entryPart is a change of a plan.
type entryPart struct {
	*page
	Change    Change
	Extension bool
}

// Anchor is the id of its heading.
func (e entryPart) Anchor() string {
	if e.Extension {
		return "extension"
	}
	return "change-" + strconv.Itoa(e.Change.Nr)
}

// Entry gives a change to a part of the template.
func (p *page) Entry(c any, extension bool) entryPart {
	if pointer, ok := c.(*Change); ok {
		return entryPart{p, *pointer, extension}
	}
	return entryPart{p, c.(Change), extension}
}

// Amount is a volume with its unit.
func (p *page) Amount(a Amount) string { return p.in(amount(a.Volume, a.Unit)) }

// Volume is a volume with its unit.
func (p *page) Volume(n int, unit string) string { return p.in(amount(n, unit)) }

// Less is a difference.
func (p *page) Less(a, b int) int { return a - b }

// Sum adds up the plan's quarters.
func (p *page) Sum() (sum int) {
	for _, q := range p.View.Plan.Quarters {
		sum += q.Volume
	}
	return sum
}

// Keep holds a table of few rows together where pages break.
func (p *page) Keep(rows int) template.HTMLAttr {
	if rows > 16 {
		return ""
	}
	return ` class="keep"`
}

// Own marks a text of the document's own, which is in Swedish, on a page in another language.
func (p *page) Own() template.HTMLAttr {
	if p.p.Language == lang.SV {
		return ""
	}
	return ` lang="sv"`
}

// Next is the id of the next table's caption.
func (p *page) Next() string {
	p.tables++
	return p.Last()
}

// Last is the id of the caption of the table at hand.
func (p *page) Last() string { return "table-" + strconv.Itoa(p.tables) }

// Left is what of a line stands in no plan: its unplaced rest and what is open.
func (l Line) Left() int { return l.Current - l.Placed }

// Moved tells that plans have changed what a line stands for.
func (p *page) Moved() bool {
	return slices.ContainsFunc(p.View.Memo.Lines, func(l Line) bool { return l.Current != l.Volume })
}

// Placements tells that any plan draws on the missiv.
func (p *page) Placements() bool {
	return slices.ContainsFunc(p.View.Memo.Lines, func(l Line) bool { return len(l.Plans) > 0 })
}

// As tells what a party does in the missiv.
func (p *page) As(t TakingPart) string {
	var as []string
	for _, one := range []struct {
		is   bool
		word lang.Text
	}{
		{t.Sends, lang.T("skickande", "sender")}, {t.Receives, lang.T("mottagare", "receiver")}, {t.Heard, lang.T("hörd i avstämning", "heard in a reconciliation")},
	} {
		if one.is {
			as = append(as, p.in(one.word))
		}
	}
	return strings.Join(as, ", ")
}

// Absorbed lists the changes of plans that a change takes up.
func (p *page) Absorbed(list []Absorbed) string {
	var out []string
	for _, a := range list {
		out = append(out, p.in(a.words()))
	}
	return strings.Join(out, "; ")
}

// Office is an organisation or an office by its name.
func (p *page) Office(o Party) string {
	if o.Name == "" {
		return p.Word(o.ID)
	}
	return p.Say(o.Known())
}

// Slot is a week or a quarter in words.
func (p *page) Slot(s string) string {
	if strings.Contains(s, "-Q") {
		return p.Quarterly(s)
	}
	return p.T("vecka ", "week ") + weekNumber(s) + ", " + s[:min(4, len(s))]
}
