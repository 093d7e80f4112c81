package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

const (
	maxGateRows     = 40 // of requirements, and of approvals that don't count
	maxGatePersons  = 12 // of those who can give an approval
	gateChangeShare = 2  // changes get half of what room the approvals leave, findings the rest
)

// GateMarkdown writes a verdict as GitHub Flavored Markdown of at most limit bytes, which is
// at least three times [SmallestReport]: the verdict, who has to agree and who has, approvals
// that don't count and why, what the change means, and what is wrong with it.
func GateMarkdown(w io.Writer, v *gate.Verdict, o GateOptions, limit int) error {
	m := &gateMarkdown{v: v, o: o, limit: limit / 2}
	fmt.Fprintf(&m.b, "## %s %s\n", stateMark(v.State), escape.Markdown(shorten(headline(v).In(o.Language), maxCell)))
	m.reasons()
	m.requirements()
	m.discarded()
	if v.Comparison != nil {
		if err := m.meaning(limit); err != nil {
			return err
		}
	}
	_, err := w.Write(m.b.Bytes())
	return err
}

type gateMarkdown struct {
	b     bytes.Buffer
	v     *gate.Verdict
	o     GateOptions
	limit int // of bytes, for what comes before the changes
}

func (m *gateMarkdown) say(t lang.Text) string { return m.cell(t.In(m.o.Language)) }

func (m *gateMarkdown) cell(s string) string {
	return escape.Markdown(shorten(escape.Terminal(s), maxCell))
}

func (m *gateMarkdown) head(t lang.Text) { fmt.Fprintf(&m.b, "\n### %s\n\n", m.say(t)) }

// rows writes the rows of a list, as many as there is room for, and says how many it left out.
func (m *gateMarkdown) rows(n int, row func(i int) string) {
	for i := range n {
		text := row(i)
		if i == maxGateRows || m.b.Len()+len(text) > m.limit-maxClosing {
			fmt.Fprintf(&m.b, "\n%s\n", m.say(lang.T("… och %d till.", "… and %d more.", n-i)))
			return
		}
		m.b.WriteString(text)
	}
}

// reasons lists what stands in the way beside the requirements.
func (m *gateMarkdown) reasons() {
	list := inWords(whyNot(m.v), m.o.Language)
	if len(list) > 0 {
		m.b.WriteByte('\n')
	}
	m.rows(len(list), func(i int) string { return fmt.Sprintf("- %s\n", m.cell(list[i])) })
}

func (m *gateMarkdown) requirements() {
	all := m.v.Result.Requirements
	if len(all) == 0 {
		return
	}
	m.head(lang.T("Vem som ska godkänna", "Who has to agree"))
	fmt.Fprintf(&m.b, "%s\n| --- | --- | --- | --- |\n", lang.T("| | Godkännande | Vem | Varför |", "| | Approval | Who | Why |").In(m.o.Language))
	m.rows(len(all), func(i int) string {
		r := all[i]
		why := oneLine(r.Why, m.o.Language)
		if len(r.Statements) > 0 {
			why += " (" + strings.Join(r.Statements, ", ") + ")"
		}
		for _, n := range inWords(r.Notes, m.o.Language) {
			why += ". " + n
		}
		return fmt.Sprintf("| %s | %s | %s | %s |\n", stateMark(r.State), m.say(requirementName(r.Requirement)), m.who(r, i), m.cell(why))
	})
}

// who tells who has agreed, or what is waited for and who can give it.
func (m *gateMarkdown) who(r approval.Outcome, i int) string {
	parts := inWords(m.o.satisfiedBy(r), m.o.Language)
	if r.State != approval.StateApproved {
		parts = append(parts, inWords(r.Reasons, m.o.Language)...)
		holders := m.o.holders(m.v.Holders[i])
		if n := len(holders); n > maxGatePersons {
			holders = append(holders[:maxGatePersons], fmt.Sprintf("… %d", n-maxGatePersons))
		}
		if len(holders) > 0 && r.Never.IsZero() {
			parts = append(parts, lang.T("kan ges av %s", "can be given by %s", lang.Plain(strings.Join(holders, ", "))).In(m.o.Language))
		} else if r.Never.IsZero() {
			parts = append(parts, lang.T("ingen kan ge det i dag", "nobody can give it today").In(m.o.Language))
		}
		parts = append(parts, inWords(m.v.Gaps[i], m.o.Language)...)
	}
	return m.cell(strings.Join(parts, "; "))
}

func (m *gateMarkdown) discarded() {
	all := m.v.Result.Discarded
	if len(all) == 0 {
		return
	}
	m.head(lang.T("Räknas inte", "Does not count"))
	m.rows(len(all), func(i int) string {
		d, as := all[i], lang.Text{}
		if d.Requirement != "" {
			as = lang.T(" som %s", " as %s", d.Requirement)
		}
		return fmt.Sprintf("- %s%s: %s\n", m.cell(m.o.personName(d.Person, d.Account)), m.say(as), m.say(d.Reason))
	})
}

// meaning writes what the change means and what is wrong with it, in the room that is left.
func (m *gateMarkdown) meaning(limit int) error {
	m.head(lang.T("Vad ändringen innebär", "What the change means"))
	room := max(SmallestReport, (limit-m.b.Len())/gateChangeShare)
	if err := DiffMarkdown(&m.b, m.v.Comparison.Changes, m.o.Language, room); err != nil {
		return err
	}
	m.b.WriteByte('\n')
	result, shown := brought(m.v)
	return CheckMarkdown(&m.b, result, shown, m.o.Language, max(SmallestReport, limit-m.b.Len()))
}

// brought gives the findings that the request would bring to main, and those waived; what
// main has already is no matter of the request.
func brought(v *gate.Verdict) (*check.Result, diag.List) {
	counting, waived, _ := v.Comparison.Findings.Divide()
	shown := append(append(diag.List{}, counting...), waived...)
	shown.Sort()
	result := *v.Comparison.Result
	result.Findings = shown
	return &result, shown
}
