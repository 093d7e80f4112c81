package render

import (
	"bytes"
	"fmt"
	"io"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

const (
	maxGateRows     = 40 // of requirements without a reservation, and of approvals that don't count
	maxGatePersons  = 12 // of those who can give an approval
	gateChangeShare = 2  // changes get half of what room the approvals leave, findings the rest
)

// GateMarkdown writes a verdict as GitHub Flavored Markdown of at most limit bytes, which is
// at least three times [SmallestReport]: the verdict, what is wrong with the change if that
// stands in its way, who has to agree and who has, approvals that don't count and why, what the
// change means, and otherwise what its check says.
func GateMarkdown(w io.Writer, v *gate.Verdict, o GateOptions, limit int) error {
	m := &gateMarkdown{v: v, o: o, limit: limit / 2}
	fmt.Fprintf(&m.b, "## %s %s\n", stateMark(v.State), escape.Markdown(shorten(headline(v).In(o.Language), maxCell)))
	m.reasons()
	// What has to be mended comes first; where nothing has, it comes last.
	broken := v.Comparison != nil && v.Comparison.Findings.Count(diag.Error) > 0
	if broken {
		m.b.WriteByte('\n')
		if err := m.findings(limit / 3); err != nil {
			return err
		}
		m.limit = (m.b.Len() + limit) / 2
	}
	m.requirements()
	m.discarded()
	if v.Comparison != nil {
		if err := m.meaning(limit); err != nil {
			return err
		}
		if !broken {
			m.b.WriteByte('\n')
			if err := m.findings(limit - m.b.Len()); err != nil {
				return err
			}
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

// rows writes the rows of a list, as many as there is room for, and says how many it left
// out. Rows that hold a reservation find room before all others, and stand in their place.
func (m *gateMarkdown) rows(list []string, reserved func(i int) bool) {
	shown := make([]bool, len(list))
	room := m.limit - maxClosing - m.b.Len()
	n, held := 0, 0
	for i, text := range list {
		if reserved(i) && len(text) <= room {
			shown[i] = true
			n, room = n+1, room-len(text)
		} else if reserved(i) {
			held++
		}
	}
	for i, text := range list {
		if reserved(i) {
			continue
		}
		if n >= maxGateRows || len(text) > room {
			break
		}
		shown[i] = true
		n, room = n+1, room-len(text)
	}
	for i, text := range list {
		if shown[i] {
			m.b.WriteString(text)
		}
	}
	if left := len(list) - n; left > 0 {
		of := lang.Text{}
		if held > 0 {
			of = lang.T(", varav %d med reservation", ", of which %d with a reservation", held)
		}
		fmt.Fprintf(&m.b, "\n%s\n", m.say(lang.T("… och %d till%s.", "… and %d more%s.", left, of)))
	}
}

// bullets writes a list in which nothing comes first.
func (m *gateMarkdown) bullets(list []string) {
	rows := make([]string, 0, len(list))
	for _, text := range list {
		rows = append(rows, fmt.Sprintf("- %s\n", m.cell(text)))
	}
	m.rows(rows, func(int) bool { return false })
}

// reasons lists what stands in the way beside the requirements, which get what room it leaves.
func (m *gateMarkdown) reasons() {
	list := inTheWay(m.v, m.o.Language)
	if len(list) == 0 {
		return
	}
	m.b.WriteByte('\n')
	all := m.limit
	m.limit /= 2
	m.bullets(list)
	m.limit = all
}

func (m *gateMarkdown) discarded() {
	list := m.o.discarded(m.v)
	if len(list) == 0 {
		return
	}
	m.head(lang.T("Räknas inte", "Does not count"))
	m.bullets(list)
}

// meaning writes what the change means and what is wrong with it, in the room that is left.
func (m *gateMarkdown) meaning(limit int) error {
	m.head(lang.T("Vad ändringen innebär", "What the change means"))
	room := max(SmallestReport, (limit-m.b.Len())/gateChangeShare)
	return DiffMarkdown(&m.b, m.v.Comparison.Changes, m.o.Language, room)
}

func (m *gateMarkdown) findings(room int) error {
	result, shown := brought(m.v)
	return CheckMarkdown(&m.b, result, shown, m.o.Language, max(SmallestReport, room))
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
