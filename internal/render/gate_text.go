package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"

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
	for _, r := range inTheWay(v, style.Language) {
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
		who := t.o.satisfiedBy(r)
		if who != "" {
			who = ": " + who
		}
		t.line("", mark+" "+escape.Terminal(r.Name().In(l)+who))
		for _, s := range slices.Concat(inWords(slices.Concat(r.Reservations, r.Given), l), t.o.stillOpen(t.v, i), inWords(r.Notes, l)) {
			t.line("    ", escape.Terminal(s))
		}
	}
}

func (t *gateText) discarded() {
	list := t.o.discarded(t.v)
	if len(list) == 0 {
		return
	}
	t.line("", lang.T("Räknas inte:", "Does not count:").In(t.o.Language))
	for _, s := range list {
		t.line("    ", escape.Terminal(s))
	}
}
