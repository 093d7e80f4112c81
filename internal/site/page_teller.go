package site

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// teller puts figures and documents in the words of a page.
type teller struct {
	*view
	x *index
}

// nothing stands where there is no figure.
const nothing = "–"

// legible gives a text in which nothing acts and no personal identity number shows. What can't be
// seen is shown by its code point, so that no text turns another around.
func legible(s string) string {
	number, plain := false, true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		number = number || '0' <= c && c <= '9'
		if c == 0xC3 && i+1 < len(s) && 0x80 <= s[i+1] && s[i+1] < 0xC0 {
			i++ // é, å, ä, ö and the like
		} else {
			plain = ' ' <= c && c <= '~'
		}
	}
	switch {
	case plain && !number:
		return s // most names and words: there is nothing in them to look for
	case plain:
		return privacy.Mask(s)
	}
	return escape.Terminal(privacy.Mask(s))
}

// named is a name or an id in any language.
func named(s string) lang.Text { return lang.Plain(legible(s)) }

func (t *teller) say(s lang.Text) string { return legible(s.In(t.L)) }

// plain is a text of a document; without one a dash stands there.
func (t *teller) plain(s plan.Text) string {
	if !s.Set || s.V == "" {
		return nothing
	}
	return legible(s.V)
}

// num is a whole number with a real minus.
func (t *teller) num(n int) string {
	switch {
	case n < 0:
		return "−" + t.num(-n)
	case n < 10_000:
		return strconv.Itoa(n) // most of them, and as they stand in every language
	}
	return lang.Count(n, t.L)
}

// stated is a number of a document, where it has one.
func (t *teller) stated(n plan.Int) string {
	if !n.Set {
		return nothing
	}
	return t.num(n.V)
}

// count is a figure of outcome as far as it may be told: the one place where what is masked
// becomes words.
func (t *teller) count(c followup.Count) string {
	n, exact := c.Exact()
	switch {
	case !c.Known:
		return nothing
	case exact:
		return t.num(n)
	case c.Low == 0 && c.High < t.b.Follow.MaskUnder:
		return t.T("färre än ", "fewer than ") + t.num(c.High+1)
	case c.Low < 0:
		return t.num(c.Low) + t.T(" till ", " to ") + t.num(c.High)
	}
	return t.num(c.Low) + "–" + t.num(c.High)
}

// counted is a number and what it counts: "1 åtgärd".
func counted(n int, unit string) lang.Text {
	forms := lang.Plural{N: n, One: lang.T("%s patient", "%s patient"), Other: lang.T("%s patienter", "%s patients")}
	switch unit {
	case "atgard":
		forms.One, forms.Other = lang.T("%s åtgärd", "%s procedure"), lang.T("%s åtgärder", "%s procedures")
	case "besok":
		forms.One, forms.Other = lang.T("%s besök", "%s visit"), lang.T("%s besök", "%s visits")
	}
	return lang.T("%s", "%s", forms)
}

// unit is what volumes count; what is none of the known units is a document's own word.
func (t *teller) unit(unit string) string { return t.say(plan.UnitName(unit)) }

// plans counts leveransplaner.
func plansText(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s leveransplan", "%s leveransplan"), Other: lang.T("%s leveransplaner", "%s leveransplaner")}
}

// period is a time by its first and last day.
func periodText(i calendar.Interval) string {
	if i.IsZero() {
		return nothing
	}
	return i.From.String() + " – " + i.To.String()
}

func (t *teller) day(d plan.Day) string {
	if !d.Set {
		return nothing
	}
	return d.V.String()
}

// week is a week as people call it, with its year.
func (t *teller) week(w calendar.Week) string {
	if w.IsZero() {
		return nothing
	}
	return weekName(w)
}

// weekName is a week as its format has it, 2027-W05, which pages say in great numbers.
func weekName(w calendar.Week) string {
	if w.Year < 1000 || w.Year > 9999 || w.Number < 0 || w.Number > 99 {
		return w.String()
	}
	text := strconv.AppendInt(make([]byte, 0, 8), int64(w.Year), 10)
	return string(append(text, '-', 'W', '0'+byte(w.Number/10), '0'+byte(w.Number%10)))
}

// link is a span that leads somewhere; without a page it is the name alone.
func (t *teller) link(name, url string) span {
	if url == "" {
		return span{Text: name}
	}
	return span{name, t.To(url)}
}

// said is running text.
func (t *teller) said(s string) []span {
	out := t.desk.spans.room(1)
	out[0].Text = s
	return out
}

// org is an organisation's name; long chooses the full one.
func (t *teller) org(id string) string {
	if id == "" {
		return nothing
	}
	return legible(t.x.orgName(id))
}

func (t *teller) field(id string) string {
	if id == "" {
		return nothing
	}
	return legible(t.x.fieldName(id))
}

func (t *teller) senderLink(id string) span   { return t.link(t.org(id), t.x.senderPage(id)) }
func (t *teller) receiverLink(id string) span { return t.link(t.org(id), t.x.receiverPage(id)) }
func (t *teller) fieldLink(id string) span    { return t.link(t.field(id), t.x.fieldPage(id)) }
func (t *teller) planLink(id string) span     { return t.link(legible(id), t.x.planPage(id)) }
func (t *teller) missivLink(m *plan.Missiv) span {
	return t.link(legible(m.ID.V), t.x.missivPage(m.ID.V))
}

// partyLink leads to what an organisation is known for: as a sender where it sends.
func (t *teller) partyLink(id string) span {
	if url := t.x.senderPage(id); url != "" {
		return t.link(t.org(id), url)
	}
	return t.receiverLink(id)
}

// linked makes a cell of a span.
func linked(s span) cell { return cell{text: s.Text, href: s.Href} }
