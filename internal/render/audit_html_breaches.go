package render

import (
	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// breachView is what is wrong of one kind: the first ones, and behind a fold the rest.
type breachView struct {
	Name, Code, Number string
	First              []breachLine
	Rest               *breachRest
}

type breachRest struct {
	Name string
	List []breachLine
}

type breachLine struct{ Text, Where string }

// maxBreaches is how many violations of a kind stand open on the page.
const maxBreaches = 20

func (p *auditPage) breaches(list []audit.Violation) []breachView {
	var out []breachView
	for _, group := range groupBreaches(list) {
		b := breachView{Name: p.say(capitalText(breachName(group.code))), Code: p.say(lang.Plain(group.name()))}
		if n := len(group.list); n > 1 {
			b.Number = lang.Count(n, p.o.Language)
		}
		lines := make([]breachLine, 0, len(group.list))
		for _, v := range group.list {
			text := v.Message
			if v.FollowUp != nil {
				text = lang.T("%s; %s", "%s; %s", text, followed(v.FollowUp))
			}
			lines = append(lines, breachLine{p.say(text), p.say(lang.Plain(breachPlace(v)))})
		}
		b.First = lines[:min(len(lines), maxBreaches)]
		if rest := lines[len(b.First):]; len(rest) > 0 {
			b.Rest = &breachRest{p.say(lang.T("%d till av samma slag", "%d more of the same kind", len(rest))), rest}
		}
		out = append(out, b)
	}
	return out
}

// capitalText begins a sentence.
func capitalText(t lang.Text) lang.Text {
	return lang.T("%[1]s", "%[2]s", capital(t.In(lang.SV)), capital(t.In(lang.EN)))
}
