package render

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/propose"
)

// ProposalOptions say how much of a proposal is shown.
type ProposalOptions struct {
	Why    bool             // of each week
	Proofs []allocate.Proof // what proves the levels, held already
	// Chosen tells that the asker left out receivers or weeks, so that what finds no place may
	// find one outside the choice.
	Chosen bool
}

// ProposalText writes a proposal for people: line by line the plans with their quarters and a
// bar for each week, what found no place and why, and how far each aim was reached.
func ProposalText(w io.Writer, p *propose.Proposal, style Style, o ProposalOptions) error {
	t := &proposalText{b: bufio.NewWriter(w), style: style, o: o, p: p}
	t.lines()
	t.aims()
	return t.b.Flush()
}

type proposalText struct {
	b     *bufio.Writer
	style Style
	o     ProposalOptions
	p     *propose.Proposal
}

func (t *proposalText) say(s lang.Text) string { return legible(s.In(t.style.Language)) }

// lines writes a block for each line that something is proposed for.
func (t *proposalText) lines() {
	var lines []*plan.Line
	add := func(l *plan.Line) {
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	for _, x := range t.p.Plans {
		add(x.Line)
	}
	for _, r := range t.p.Rests {
		add(r.Line)
	}
	for _, s := range t.p.Skipped {
		add(s.Line)
	}
	slices.SortStableFunc(lines, func(a, b *plan.Line) int {
		if c := strings.Compare(a.Missiv.ID.V, b.Missiv.ID.V); c != 0 {
			return c
		}
		return a.Rad.Span.Start() - b.Rad.Span.Start()
	})
	missiv := ""
	for _, l := range lines {
		if id := l.Missiv.ID.V; id != missiv {
			missiv = id
			fmt.Fprintln(t.b, t.style.paint(bold, legible(id)))
		}
		t.line(l)
	}
}

func (t *proposalText) line(l *plan.Line) {
	placed := 0
	table := [][]string{t.headings(l)}
	var weeks [][]apportion.Share
	for _, x := range t.p.Plans {
		if x.Line == l {
			placed += x.Volume
			table, weeks = append(table, t.row(x)), append(weeks, x.Shares)
		}
	}
	open := l.Oppet()
	fmt.Fprintf(t.b, "  %s\n", t.say(lang.T("%s: %s av %d %s som är öppna får plats", "%s: %s of %d %s that are open find a place",
		l.Rad.ID.V, strconv.Itoa(placed), open, plan.UnitName(l.Rad.Unit()))))
	if len(weeks) > 0 {
		t.table(table, weeks)
	}
	for _, x := range t.p.Plans {
		if x.Line == l && x.Beside != nil {
			fmt.Fprintf(t.b, "    %s\n", t.say(lang.T("%s finns redan där: den kan fyllas på i stället för att få en plan bredvid sig (leveransplan change %s --increase %d --cause omfordelning)",
				"%s is there already: it can be filled up instead of having a plan beside it (leveransplan change %s --increase %d --cause omfordelning)", x.Beside.ID.V, x.Beside.ID.V, x.Volume)))
		}
	}
	for _, r := range t.p.Rests {
		if r.Line == l {
			text := lang.T("%d utan plats: %s", "%d without a place: %s", r.Volume, r.Why)
			if t.o.Chosen {
				text = lang.T("%d utan plats i urvalet, och kvar att placera: %s", "%d without a place in the choice, and left to place: %s", r.Volume, r.Why)
			}
			fmt.Fprintf(t.b, "    %s %s\n", t.style.paint(yellow, "!"), t.say(text))
		}
	}
	for _, s := range t.p.Skipped {
		if s.Line == l {
			fmt.Fprintf(t.b, "    %s %s\n", t.style.paint(yellow, "!"), t.say(lang.T("lämnad: %s", "left out: %s", s.Why)))
		}
	}
	t.b.WriteByte('\n')
}

// missivQuarters are the quarters of a line's missiv.
func missivQuarters(l *plan.Line) []calendar.Quarter { return l.Missiv.Period.V.Quarters() }

func (t *proposalText) headings(l *plan.Line) []string {
	out := []string{t.say(lang.T("Plan", "Plan")), t.say(lang.T("Till", "To")), t.say(lang.T("Ur", "From")), t.say(lang.T("Volym", "Volume"))}
	for _, q := range missivQuarters(l) {
		out = append(out, "Q"+strconv.Itoa(q.Number))
	}
	return out
}

func (t *proposalText) row(x propose.Plan) []string {
	source := ""
	if x.Agreement != nil {
		source = x.Agreement.ID.V
	} else {
		source = x.Offer.ID.V
	}
	out := []string{legible(x.ID), legible(x.Receiver.ID.V), t.say(lang.T("%s (%s)", "%s (%s)", source, stepName(x.Step))), strconv.Itoa(x.Volume)}
	for _, q := range missivQuarters(x.Line) {
		sum := 0
		for _, s := range x.Shares {
			if s.Slot.Quarter() == q {
				sum += s.Volume
			}
		}
		out = append(out, strconv.Itoa(sum))
	}
	return out
}

// textColumns are those of the table that hold words and not figures.
const textColumns = 3

func (t *proposalText) table(table [][]string, weeks [][]apportion.Share) {
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], lang.Width(cell))
		}
	}
	for i, row := range table {
		line := ""
		for c, cell := range row {
			if c < textColumns {
				line += cell + gap(cell, widths[c]) + "  "
			} else {
				line += gap(cell, widths[c]+1) + cell + " "
			}
		}
		line = strings.TrimRight(line, " ")
		if i == 0 {
			line = t.style.paint(dim, line)
		}
		fmt.Fprintf(t.b, "    %s\n", line)
		if i > 0 {
			t.weeks(weeks[i-1])
		}
	}
}

// weeks draws a bar for each week, or says why it has what it has.
func (t *proposalText) weeks(shares []apportion.Share) {
	if t.o.Why {
		for _, s := range shares {
			fmt.Fprintf(t.b, "      %s %4d  %s\n", s.Slot, s.Volume, t.style.paint(dim, t.say(s.Why())))
		}
		return
	}
	if bars, first, last := weekBars(shares); bars != "" {
		fmt.Fprintf(t.b, "      %s %s %s\n", t.style.paint(dim, first), bars, t.style.paint(dim, last))
	}
}

// heights are the bars from the lowest to the highest.
var heights = []rune("▁▂▃▄▅▆▇█")

// weekBars draws the volume of each week from the first to the last that has any, each bar
// against the highest; a week with nothing is a point. Nothing is drawn of quarters.
func weekBars(shares []apportion.Share) (bars, first, last string) {
	most, from, to := 0, -1, -1
	for i, s := range shares {
		if s.Slot.Grain() != calendar.GrainWeek {
			return "", "", ""
		}
		if s.Volume > 0 {
			if from < 0 {
				from = i
			}
			to = i
		}
		most = max(most, s.Volume)
	}
	if from < 0 {
		return "", "", ""
	}
	var b strings.Builder
	for _, s := range shares[from : to+1] {
		if s.Volume == 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(heights[(s.Volume*len(heights)-1)/most])
	}
	return b.String(), shares[from].Slot.String(), shares[to].Slot.String()
}

// stepName is what a step of the routine's order is called.
func stepName(step string) lang.Text {
	switch step {
	case plan.Sokordning[0]:
		return lang.T("egen regi", "own regi")
	case plan.Sokordning[1]:
		return lang.T("eget avtal", "own agreement")
	case plan.Sokordning[2]:
		return lang.T("annan regions avtal", "another region's agreement")
	}
	return lang.Plain(step)
}

// aims tells how far each aim was reached, in the routine's order.
func (t *proposalText) aims() {
	p := t.p
	if len(p.Plans)+len(p.Rests)+len(p.Skipped) == 0 {
		fmt.Fprintln(t.b, t.say(lang.T("Ingen rad har öppen volym: det finns inget att fördela.", "No line has open volume: there is nothing to allocate.")))
		return
	}
	fmt.Fprintln(t.b, t.style.paint(bold, t.say(lang.T("Hur långt det räckte, i rutinens ordning", "How far it went, in the routine's order"))))
	unit := ""
	for _, l := range p.Objective {
		if l.Unit != unit {
			unit = l.Unit
			fmt.Fprintf(t.b, "  %s\n", t.say(plan.UnitName(unit)))
		}
		fmt.Fprintf(t.b, "    %s\n", t.say(aim(l)))
	}
	for _, n := range p.Notes {
		fmt.Fprintf(t.b, "  %s %s\n", t.style.paint(yellow, "!"), t.say(n))
	}
	if p.Optimal {
		proven := lang.T("Bevisat: ingen annan fördelning av raderna når längre. Få planer per rad och veckornas fördelning är tumregler.",
			"Proven: no other allocation of the lines goes further. Few plans for a line, and how the weeks are shared, are rules of thumb.")
		if t.o.Chosen {
			proven = lang.T("Bevisat inom urvalet: ingen annan fördelning av raderna når längre med de mottagare och veckor som valdes.",
				"Proven within the choice: no other allocation of the lines goes further with the receivers and weeks that were chosen.")
		}
		fmt.Fprintln(t.b, "  "+t.say(proven))
	}
	for _, proof := range t.o.Proofs {
		fmt.Fprintf(t.b, "  %s\n", t.say(lang.T("bevis, %s, %s: %s", "proof, %s, %s: %s", plan.UnitName(proof.Unit), proof.Level, proof.Why)))
	}
	if len(t.o.Proofs) > 0 {
		fmt.Fprintln(t.b, "  "+t.say(lang.T("Beviset räknades om från planerna och håller.", "The proof was reckoned anew from the plans and holds.")))
	}
}

// aim words one level.
func aim(l allocate.Level) lang.Text {
	if len(l.Shares) > 0 {
		var each lang.List
		for _, s := range l.Shares {
			each = append(each, fmt.Sprintf("%s %d/%d", s.Sender, s.Unplaced, s.Open))
		}
		return lang.T("oplacerat av det öppna per skickande, så jämnt det går: %s", "unplaced of what was open by sender, as evenly as can be: %s", each)
	}
	if l.Of > 0 {
		return lang.T("%s: %d av %d", "%s: %d of %d", l.Name, l.Value, l.Of)
	}
	return lang.T("%s: %d", "%s: %d", l.Name, l.Value)
}
