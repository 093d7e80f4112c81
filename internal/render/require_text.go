package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// RequireText writes what a change will need for people: what changes, who has to agree and
// why, who can do so today, and what stands in the way.
func RequireText(w io.Writer, r *Required, style Style, names bool) error {
	t := &requireText{b: bufio.NewWriter(w), r: r, style: style, o: GateOptions{style.Language, names}}
	t.changes()
	for _, q := range r.Requirements {
		t.requirement(q)
	}
	for _, f := range r.Refusals {
		t.line("", style.paint(red, "✗")+" "+t.say(refusalText(f)))
		t.line("    ", t.say(f.Hint))
	}
	for _, f := range r.Policy.Faults {
		t.line("", style.paint(red, "✗")+" "+t.say(f))
	}
	t.line("", t.say(t.verdict()))
	return t.b.Flush()
}

type requireText struct {
	b     *bufio.Writer
	r     *Required
	o     GateOptions
	style Style
}

func (t *requireText) say(s lang.Text) string { return escape.Terminal(s.In(t.style.Language)) }

func (t *requireText) line(indent, s string) { fmt.Fprintf(t.b, "%s%s\n", indent, s) }

func (t *requireText) changes() {
	for _, c := range t.r.Changes {
		t.line("", t.style.paint(bold, t.say(diff.Summary(c))))
		t.line("    ", escape.Terminal(c.About().ID+": "+kindList(c, t.style.Language)))
	}
	if len(t.r.Changes) == 0 {
		t.line("", t.say(nothingChanged()))
	}
	t.b.WriteByte('\n')
}

// requirement writes whose approval is needed, then everything that is known of it.
func (t *requireText) requirement(q RequiredOne) {
	name := t.say(q.Name())
	if len(q.Subjects) > 0 && len(t.r.Changes) > 1 {
		name += ": " + escape.Terminal(strings.Join(subjectIDs(q.Subjects), ", "))
	}
	t.line("", t.style.paint(bold, name))
	for _, s := range q.Todo {
		t.line("    ", t.style.paint(yellow, "!")+" "+t.say(s))
	}
	for _, why := range groundsText(q.Why, t.style.Language) {
		t.line("    ", escape.Terminal(why))
	}
	if q.Actor {
		t.line("    ", t.say(lang.T("författaren ger det genom att göra den sista pushen, om hen har rollen",
			"an author who holds the role gives it by making the last push")))
	}
	if q.UnlessBot {
		t.line("    ", t.say(lang.T("behövs inte när ett program rapporterar", "not needed where a program reports")))
	}
	for _, list := range [][]lang.Text{q.Reservations, q.Given, q.Notes} {
		for _, s := range list {
			t.line("    ", t.say(s))
		}
	}
	for _, s := range q.Lacks {
		t.line("    ", t.style.paint(yellow, "!")+" "+t.say(s))
	}
	t.who(q)
}

func (t *requireText) who(q RequiredOne) {
	if len(q.Given) > 0 {
		return
	}
	if list := t.o.holders(q.Holders); len(list) > 0 {
		t.line("    ", t.say(lang.T("kan ges av %s", "can be given by %s", lang.Plain(strings.Join(list, ", ")))))
	}
	if len(q.Todo) > 0 && len(q.Holders) == 0 {
		return // nobody is meant to
	}
	for _, s := range q.Gaps {
		t.line("    ", t.style.paint(yellow, "!")+" "+t.say(s))
	}
}

// verdict counts what is needed.
func (t *requireText) verdict() lang.Text {
	by := lang.T("rutin %s", "routine %s", t.r.Policy.Version)
	if t.r.Policy.Version == "" {
		by = lang.T("ingen rutin", "no routine")
	}
	if len(t.r.Refusals)+len(t.r.Policy.Faults) > 0 {
		return lang.T("Ändringen kan inte godkännas så här, enligt %s den %s.", "The change can't be approved like this, by %s on %s.", by, t.r.Policy.Day.String())
	}
	return lang.T("%s enligt %s den %s.", "%s by %s on %s.",
		counted(len(t.r.Requirements), "godkännande behövs", "godkännanden behövs", "approval is needed", "approvals are needed"), by, t.r.Policy.Day.String())
}
