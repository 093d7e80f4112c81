package site

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// What can't be read is said where it would have counted, so that nobody takes a sum that lacks
// something for the whole.

// doubts counts what the figures of the whole leave out.
func (x *index) doubts() int {
	i := &x.b.Follow.Incomplete
	return len(i.Unread) + len(i.Broken) + len(i.Twins) + len(i.Uneven) + i.Rows() - i.Ahead + x.ahead()
}

// ahead counts the rows of weeks that had not begun, but for pages of a day before the commit:
// then there have to be some.
func (x *index) ahead() int {
	if x.b.Day < calendar.FromTime(x.b.Committed.In(x.b.Zone)) {
		return 0
	}
	return x.b.Follow.Incomplete.Ahead
}

// missing warns, on a page with sums, that something is left out of them somewhere.
func (t *teller) missing() []warning {
	if t.x.doubts() == 0 {
		return nil
	}
	return []warning{{warn, []span{
		{Text: t.T("Summorna kan sakna något: allt går inte att läsa eller lita på. ", "Sums may lack something: not everything can be read or relied on. ")},
		{t.T("Se vad som saknas", "See what is missing"), t.To(overviewURL() + "#oklart")},
		{Text: "."},
	}}}
}

// doubtful lists all that can't be read or relied on, for the start page.
func (t *teller) doubtful() []part {
	i := &t.b.Follow.Incomplete
	var list []item
	add := func(tone tone, is ...span) { list = append(list, item{Tone: tone, Is: is}) }
	for _, k := range i.Unread {
		add(bad, span{Text: t.say(lang.T("Minst en fil med %s går inte att läsa alls.", "At least one file with %s can't be read at all.", string(k)))})
	}
	for _, d := range i.Broken {
		add(bad, span{Text: t.T("Har fel i formen och räknas inte med: ", "Has faults of form and is left out: ")}, t.document(d))
	}
	for _, d := range i.Twins {
		add(bad, span{Text: t.say(lang.T("Har ett id som ett annat dokument redan har, %s, och räknas inte med: %s", "Has an id that another document has, %s, and is left out: %s", legible(d.ID.V), legible(d.File())))})
	}
	for _, p := range i.Uneven {
		add(warn, span{Text: t.T("Veckorna stämmer inte med volymen eller perioden: ", "The weeks do not agree with the volume or the period: ")}, t.document(&p.Document))
	}
	for _, r := range []struct {
		n   int
		why lang.Text
	}{
		{i.Unknown, lang.T("nämner en plan som inte finns eller inte kan läsas", "name a plan that is not there or can't be read")},
		{i.Twice, lang.T("har samma plan och vecka som en tidigare rad", "have the plan and week of an earlier row")},
		{t.x.ahead(), lang.T("gäller en vecka som inte hade börjat", "are of a week that had not begun")},
		{i.Nameless, lang.T("nämner varken plan eller parter", "name neither a plan nor parties")},
	} {
		if r.n > 0 {
			add(warn, span{Text: t.say(lang.T("%s i utfallet räknas inte med: de %s.", "%s of outcome are left out: they %s.", rows(r.n), r.why))})
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []part{{List: list}}
}

func rows(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s rad", "%s row"), Other: lang.T("%s rader", "%s rows")}
}

// document names a document by its id, with its page where it has one, else by its file.
func (t *teller) document(d *plan.Document) span {
	switch d.Kind {
	case plan.KindLeveransplan:
		if d.ID.Set && t.x.planPage(d.ID.V) != "" {
			return t.planLink(d.ID.V)
		}
	case plan.KindMissiv:
		if d.ID.Set && t.x.missivPage(d.ID.V) != "" {
			return t.link(legible(d.ID.V), t.x.missivPage(d.ID.V))
		}
	}
	return span{Text: legible(d.File())}
}

// broken warns that a document of the page can't be read whole.
func (t *teller) broken(d *plan.Document) []warning {
	if !d.Broken {
		return nil
	}
	return []warning{{bad, t.said(t.T("Dokumentet har fel i formen. Det som inte går att läsa visas med streck, och inget av det räknas med i några summor.",
		"The document has faults of form. What can't be read is shown as a dash, and nothing of it is part of any sum."))}}
}
