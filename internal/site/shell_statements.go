package site

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// statementData is a statement of the routine.
type statementData struct {
	ID, Anchor, Actor, ActorLang, Does, Modality, Href string
	Words                                              []wordsData
	Covered                                            []coveredData
}

// wordsData is a passage in the routine's own words, which are Swedish.
type wordsData struct{ Version, Paragraph, Text string }

// coveredData says what becomes of a statement here.
type coveredData struct {
	Name, Text string
	Links      []link
}

func (v *view) statement(s routine.StatementEntry) statementData {
	d := statementData{
		ID: s.ID, Anchor: safe(strings.ToLower(s.ID)), Actor: upper(v.Say(s.Actor)), ActorLang: v.swedish(s.Actor), Does: v.Say(s.Does), Modality: v.Say(s.Modality.Name()), Href: v.To(statementURL(s.ID)),
	}
	for _, w := range s.Words {
		d.Words = append(d.Words, wordsData{v.Say(lang.T("Rutin %s", "Routine %s", w.Version)), w.Paragraph, w.String()})
	}
	return d
}

func (v *view) statements() []statementData {
	var out []statementData
	for _, c := range routine.Coverage() {
		s, ok := routine.Statement(c.Statement)
		if !ok {
			continue
		}
		d := v.statement(s)
		if len(c.Rules) > 0 {
			var links []link
			for _, id := range c.Rules {
				links = append(links, link{Name: id, Href: v.To(ruleURL(id))})
			}
			d.Covered = append(d.Covered, coveredData{Name: v.T("Regler", "Rules"), Links: links})
		}
		for _, part := range []struct{ name, text lang.Text }{
			{lang.T("Godkännande", "Approval"), c.Approval}, {lang.T("Verktyget", "The tool"), c.Tool}, {lang.T("Utanför filerna", "Outside the files"), c.Outside},
		} {
			if !part.text.IsZero() {
				d.Covered = append(d.Covered, coveredData{Name: v.Say(part.name), Text: upper(v.Say(part.text))})
			}
		}
		out = append(out, d)
	}
	return out
}

// swedish is the mark of a text that is in Swedish whatever the page's language, such as the
// name of a group; empty where it is in the page's own.
func (v *view) swedish(t lang.Text) string {
	if v.L != lang.SV && t.In(lang.SV) == t.In(lang.EN) {
		return string(lang.SV)
	}
	return ""
}

// shownLines is a part of a file without the indentation that all its lines have, with
// characters that can't be seen shown by their code.
func shownLines(text string) string {
	if text == "" {
		return ""
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	indent := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			indent = min(indent, len(l)-len(strings.TrimLeft(l, " ")))
		}
	}
	for i, l := range lines {
		lines[i] = escape.Terminal(strings.ToValidUTF8(l[min(indent, len(l)):], "\uFFFD"))
	}
	return strings.Join(lines, "\n")
}
