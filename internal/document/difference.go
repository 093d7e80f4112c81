package document

import (
	"encoding/json"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Difference is a thing that two views of a document say differently.
type Difference struct {
	What lang.Text
	// Then and Now are the figures; both are empty where it is a text or a list.
	Then, Now lang.Text
}

// Differences lists what a later view says otherwise: first volumes, then quarters and weeks,
// then what else there is, by its heading. Views that differ have at least one.
func Differences(then, now *View) []Difference {
	var out []Difference
	figures, later := then.Figures(), now.Figures()
	for _, f := range figures {
		at := slices.IndexFunc(later, func(l Figure) bool { return l.key == f.key })
		switch {
		case at < 0:
			out = append(out, Difference{f.What, f.Value, none})
		case later[at].Value.In(lang.SV) != f.Value.In(lang.SV):
			out = append(out, Difference{f.What, f.Value, later[at].Value})
		}
	}
	for _, l := range later {
		if !slices.ContainsFunc(figures, func(f Figure) bool { return f.key == l.key }) {
			out = append(out, Difference{l.What, none, l.Value})
		}
	}
	a, b := then.sections(), now.sections()
	for i := range a {
		if encoded(a[i].part) != encoded(b[i].part) {
			out = append(out, Difference{What: a[i].name})
		}
	}
	return out
}

var none = lang.Plain("–")

func encoded(part any) string {
	text, err := json.Marshal(part)
	if err != nil {
		panic("document: " + err.Error()) // a view holds nothing but text and numbers
	}
	return string(text)
}

// Figure is a number that a print shows.
type Figure struct {
	What, Value lang.Text

	key   string
	alone bool // of the document as a whole, in no table
}

// Figures lists the numbers that somebody with a print in hand holds it against.
func (v *View) Figures() []Figure {
	var out []Figure
	add := func(key string, what, value lang.Text) { out = append(out, Figure{what, value, key, false}) }
	alone := func(key string, what, value lang.Text) { out = append(out, Figure{what, value, key, true}) }
	alone("period", lang.T("period", "period"), span(v.Period))
	if p := v.Plan; p != nil {
		alone("sender", lang.T("skickande", "sender"), lang.Plain(p.Sender.Known()))
		alone("receiver", lang.T("mottagare", "receiver"), lang.Plain(p.Receiver.Known()))
		alone("volume", lang.T("volym", "volume"), amount(p.Volume, p.Care.Unit))
		alone("original", lang.T("först överenskommen volym", "volume first agreed"), amount(p.Original, p.Care.Unit))
		alone("grain", lang.T("fördelning", "division"), p.grain())
		for _, q := range p.Quarters {
			add(q.Quarter, lang.Plain(q.Quarter), lang.T("%d", "%d", q.Volume))
		}
		for _, q := range p.Quarters {
			for _, w := range q.Weeks {
				if w.Written {
					add(w.Week, lang.Plain(w.Week), lang.T("%d", "%d", w.Volume))
				}
			}
		}
		return out
	}
	for _, l := range v.Memo.Lines {
		add(l.ID, lang.T("%s, volym", "%s, volume", l.ID), amount(l.Volume, l.Care.Unit))
		add(l.ID+" current", lang.T("%s, aktuell", "%s, current", l.ID), lang.T("%d", "%d", l.Current))
		add(l.ID+" placed", lang.T("%s, i planer", "%s, in plans", l.ID), lang.T("%d", "%d", l.Placed))
		add(l.ID+" rest", lang.T("%s, oplacerad rest", "%s, unplaced rest", l.ID), lang.T("%d", "%d", l.Unplaced))
		add(l.ID+" open", lang.T("%s, öppet", "%s, open", l.ID), lang.T("%d", "%d", l.Open))
		for _, p := range l.Plans {
			add("plan "+p.ID, lang.Plain(p.ID), amount(p.Volume, l.Care.Unit))
		}
		for i, q := range v.Memo.Quarters {
			add(l.ID+" "+q, lang.Plain(l.ID+", "+q), lang.T("%d", "%d", l.Quarters[i]))
		}
	}
	return out
}

// grain says how the volume is divided over time.
func (p *Plan) grain() lang.Text {
	by := lang.T("per kvartal", "by quarter")
	if p.ByWeek {
		by = lang.T("per vecka", "by week")
	}
	if !p.Adds {
		return lang.T("%s, och går inte ihop med volymen", "%s, and does not add up to the volume", by)
	}
	return by
}

type section struct {
	name lang.Text
	part any
}

// sections are what else a print says, so that no difference goes unnamed. Two views of one kind
// have the same sections.
func (v *View) sections() []section {
	out := []section{
		{lang.T("rutinens version", "version of the routine"), []any{v.Kind, v.ID, v.Routine}}, {lang.T("diarienummer eller protokoll", "diary number or minutes"), []string{v.Diary, v.Minutes}},
	}
	if p := v.Plan; p != nil {
		return append(out, section{lang.T("parternas namn", "names of the parties"), []any{p.Sender, p.Receiver, p.External}},
			section{lang.T("vård, syfte eller överenskommen dag", "care, purpose or day of the agreement"), []any{p.Care, p.Purpose, p.Day}},
			section{lang.T("avtalet", "the agreement"), p.Agreement}, section{lang.T("missivet eller erbjudandet som volymen kommer ur", "the missiv or offer that the volume comes from"), p.Origin},
			section{lang.T("avstämningar", "reconciliations"), p.Talks}, section{lang.T("kontakter", "contacts"), p.Contacts},
			section{lang.T("ändringar", "changes"), []any{p.Extension, p.Changes}})
	}
	m := v.Memo
	return append(out, section{lang.T("rubrik, dag, forum, utgångspunkt eller motivering", "title, day, forum, starting point or reasons"), []string{m.Title, m.Day, m.Forum, m.Purpose, m.Motivation}},
		section{lang.T("behovsanalysen", "the analysis of need"), []any{m.Analysis, unasked(m.Needs)}}, section{lang.T("vad raderna gäller, eller vilka planer de har", "what the lines are for, or which plans they have"), unfigured(m.Lines)},
		section{lang.T("parter", "parties"), m.Parties}, section{lang.T("avstämningar", "reconciliations"), m.Talks}, section{lang.T("kapacitetstrappan", "the ladder of capacity"), m.Ladder},
		section{lang.T("ändringar", "changes"), m.Changes}, section{lang.T("oplacerade rester", "unplaced rests"), m.Rests})
}

// unasked and unfigured leave out what is among the figures already, or follows from them.
func unasked(list []Need) []Need {
	list = slices.Clone(list)
	for i := range list {
		list[i].Asked = nil
	}
	return list
}

func unfigured(list []Line) []Line {
	list = slices.Clone(list)
	for i := range list {
		l := &list[i]
		l.Volume, l.Current, l.Placed, l.Unplaced, l.Open, l.Quarters = 0, 0, 0, 0, 0, nil
		l.Plans = slices.Clone(l.Plans)
		for j := range l.Plans {
			l.Plans[j].Volume = 0
		}
	}
	return list
}
