package site

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// yearCrumb leads up to the plan year.
func (x *index) yearCrumb(year int) []crumb {
	url := x.yearPage(year)
	if url == "" {
		return nil
	}
	return []crumb{{lang.T("Planåret %s", "Plan year %s", strconv.Itoa(year)), url}}
}

// decisionsOn tells what has been decided of a document, the newest first.
func (t *teller) decisionsOn(id string) []part {
	told := t.b.told[id]
	var list []item
	for i := len(told) - 1; i >= 0; i-- {
		e, it := told[i].entry, told[i].item
		text, number := t.public(it)
		is := []span{t.link(t.b.dayOf(e).String(), t.b.decisionURL(e.Commit.Hash)), {Text: ": " + text}}
		if number != "" {
			is = append(is, span{Text: " (" + number + ")"})
		}
		list = append(list, item{Is: is})
	}
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Historiken har inget beslut om dokumentet.", "History has no decision on the document.")}}}
	}
	return []part{{List: list}}
}

// findingsOn tells what a check finds in a document. What rests on outcome may hold small numbers
// and is not told.
func (t *teller) findingsOn(id string) []part {
	var list []item
	for _, d := range t.x.findings[id] {
		if rules.RestsOnOutcome(d.Rule) {
			continue
		}
		tone := map[diag.Severity]tone{diag.Error: bad, diag.Warning: warn}[d.Severity]
		is := []span{{Text: t.b.persons.Strike(t.say(d.Message)) + " ["}, t.link(legible(d.Rule), ruleURL(d.Rule)), {Text: "]"}}
		if d.Waived != nil {
			tone = calm
			is = append(is, span{Text: t.T(" Undantag till och med ", " Waived until ") + legible(d.Waived.LastDay) + " (" + t.b.persons.Strike(legible(d.Waived.Decision)) + ")."})
		}
		list = append(list, item{Tone: tone, Is: is})
	}
	if len(list) == 0 {
		return []part{{Text: []string{t.T("Kontrollen har inget att anmärka.", "The check has nothing to remark on.")}}}
	}
	return []part{{List: list}}
}
