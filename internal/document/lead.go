package document

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Title is the document's heading.
func (v *View) Title() lang.Text {
	if v.Memo != nil {
		return lang.Plain(v.Memo.Title)
	}
	return lang.T("%s: %s till %s, %s", "%s: %s to %s, %s", v.Plan.Care.Field.Known(), v.Plan.Sender.Known(), v.Plan.Receiver.Known(), span(v.Period))
}

// Lead is the document in a sentence: what is asked for or has been decided.
func (v *View) Lead(s Standing) lang.Text {
	if v.Memo != nil {
		return v.memoLead(s)
	}
	p := v.Plan
	under := lang.Text{}
	if a := p.Agreement; a != nil && a.Diary != "" {
		under = lang.T(" enligt avtal %s", " under agreement %s", a.Diary)
	}
	form := lang.T("%s överför %s inom %s till %s under %s%s.", "%s transfers %s in %s to %s during %s%s.")
	if s == Proposal {
		form = lang.T("%s föreslås överföra %s inom %s till %s under %s%s.", "%s is proposed to transfer %s in %s to %s during %s%s.")
	}
	return lang.T(form.SV, form.EN, p.Sender.Known(), amount(p.Volume, p.Care.Unit), within(p.Care.Field.Known()), p.Receiver.Known(), span(v.Period), under)
}

func (v *View) memoLead(s Standing) lang.Text {
	m := v.Memo
	var volumes []lang.Text
	for _, t := range m.Totals {
		volumes = append(volumes, amount(t.Volume, t.Care.Unit))
	}
	var names, senders lang.List
	for _, l := range m.Lines {
		if name := l.Care.Field.Known(); !slices.Contains(names, name) {
			names = append(names, name)
		}
		if name := l.Sender.Known(); !slices.Contains(senders, name) {
			senders = append(senders, name)
		}
	}
	form := lang.T("%s ombeds ställa sig bakom %s inom %s för %s, från %s.", "%s is asked to stand behind %s in %s for %s, from %s.")
	switch s {
	case Agreed:
		form = lang.T("%s har ställt sig bakom %s inom %s för %s, från %s.", "%s stands behind %s in %s for %s, from %s.")
	case Superseded:
		form = lang.T("%s hade ställt sig bakom %s inom %s för %s, från %s.", "%s had stood behind %s in %s for %s, from %s.")
	}
	var inside lang.List
	for _, name := range names {
		inside = append(inside, running(name))
	}
	fields := both(inside.Some(4).In(lang.SV), names.Some(4).In(lang.EN))
	return lang.T(form.SV, form.EN, beginning(worded(m.Forum)), listed(volumes), fields, span(v.Period), senders)
}

// within is the name of a field within a sentence. It is a Swedish word, so in English it stands
// as the name that it is.
func within(name string) lang.Text { return both(running(name), name) }

// beginning is a text as a sentence begins with it.
func beginning(t lang.Text) lang.Text { return both(capital(t.In(lang.SV)), capital(t.In(lang.EN))) }

func capital(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// running is the name of a field as it stands within a sentence: "ortopedi", but "MR".
func running(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	if name == "" || unicode.IsUpper(second) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}
