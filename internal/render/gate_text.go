package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// GateText writes a verdict for people at a terminal: the changes, the findings, who has to
// agree and who has, and last the verdict.
func GateText(w io.Writer, v *gate.Verdict, style Style, names bool) error {
	t := &gateText{v: v, o: GateOptions{style.Language, names}, style: style}
	if v.Comparison != nil {
		if err := DiffText(&t.b, v.Comparison.Changes, style); err != nil {
			return err
		}
		t.b.WriteByte('\n')
		result, shown := brought(v)
		if err := CheckText(&t.b, result, shown, style); err != nil {
			return err
		}
		t.b.WriteByte('\n')
	}
	t.requirements()
	t.discarded()
	for _, r := range inWords(whyNot(v), style.Language) {
		t.line("  ", escape.Terminal(r))
	}
	mark, colour := stateMark(v.State), yellow
	switch v.State {
	case approval.StateApproved:
		colour = "1;32"
	case approval.StateRefused, approval.StateError:
		colour = red
	}
	t.line("", style.paint(colour, mark)+" "+escape.Terminal(fmt.Sprintf("#%d: ", v.Number)+headline(v).In(style.Language)))
	_, err := w.Write(t.b.Bytes())
	return err
}

type gateText struct {
	b     bytes.Buffer
	v     *gate.Verdict
	o     GateOptions
	style Style
}

func (t *gateText) line(indent, s string) { fmt.Fprintf(&t.b, "%s%s\n", indent, s) }

func (t *gateText) requirements() {
	l := t.o.Language
	for i, r := range t.v.Result.Requirements {
		mark := t.style.paint(yellow, stateMark(r.State))
		if r.State == approval.StateApproved {
			mark = t.style.paint("1;32", stateMark(r.State))
		}
		who := strings.Join(inWords(t.o.satisfiedBy(r), l), ", ")
		if who != "" {
			who = ": " + who
		}
		t.line("", mark+" "+escape.Terminal(requirementName(r.Requirement).In(l)+who))
		if r.State == approval.StateApproved {
			continue
		}
		for _, s := range inWords(r.Reasons, l) {
			t.line("    ", escape.Terminal(s))
		}
		if holders := t.o.holders(t.v.Holders[i]); len(holders) > 0 {
			t.line("    ", escape.Terminal(lang.T("kan ges av %s", "can be given by %s", lang.Plain(strings.Join(holders, ", "))).In(l)))
		}
		for _, s := range inWords(t.v.Gaps[i], l) {
			t.line("    ", escape.Terminal(s))
		}
	}
}

func (t *gateText) discarded() {
	if len(t.v.Result.Discarded) == 0 {
		return
	}
	t.line("", lang.T("Räknas inte:", "Does not count:").In(t.o.Language))
	for _, d := range t.v.Result.Discarded {
		about := ""
		if d.Requirement != "" {
			about = " (" + d.Requirement + ")"
		}
		t.line("    ", escape.Terminal(t.o.personName(d.Person, d.Account)+about+": "+d.Reason.In(t.o.Language)))
	}
}
