package render

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// FollowupText writes plan against outcome for people: a table for each plan year and unit, what
// receivers have left, outcome without a plan, corrections, and what the figures lack.
func FollowupText(w io.Writer, r *followup.Report, style Style, o FollowupOptions) error {
	t := &followText{b: bufio.NewWriter(w), style: style, o: o, r: r}
	t.head()
	t.tables()
	t.capacities()
	t.stray()
	t.corrections()
	t.incomplete()
	return t.b.Flush()
}

type followText struct {
	b     *bufio.Writer
	style Style
	o     FollowupOptions
	r     *followup.Report
}

func (t *followText) say(s lang.Text) string { return legible(s.In(t.style.Language)) }

func (t *followText) number(n int) string { return lang.Count(n, t.style.Language) }

// count is a figure as far as it is told. Only one that masking itself leaves open is said to be
// small: what may be a whole plan is told from and to.
func (t *followText) count(c followup.Count) string {
	if c.Known && c.Low == 0 && c.High >= max(1, t.r.MaskUnder) {
		return t.say(lang.T("%s–%s", "%s–%s", c.Low, c.High))
	}
	return t.say(c.Text())
}

func (t *followText) head() {
	title := lang.T("Uppföljning %s", "Follow-up %s", t.r.Today.String())
	if !t.o.From.IsZero() {
		title = lang.T("%s, %s", "%s, %s", title, t.span())
	}
	fmt.Fprintln(t.b, t.style.paint(bold, t.say(title)))
	shown := lang.T("Visar commit %s på main.", "Shows commit %s on main.", shortHash(t.o.Commit))
	if !t.o.OnMain {
		shown = lang.T("Visar commit %s, som inte ligger på main: ett förslag, inget beslut.", "Shows commit %s, which does not lie on main: a proposal, no decision.", shortHash(t.o.Commit))
	}
	fmt.Fprintln(t.b, t.style.paint(dim, t.say(shown)))
	if n := t.r.MaskUnder; n > 0 {
		fmt.Fprintln(t.b, t.style.paint(dim, t.say(lang.T("Antal under %s i en plan och ett kvartal visas inte exakt, och inget som räknas ur dem.", "Counts below %s in a plan and a quarter are not shown exactly, nor is anything reckoned from them.", n))))
	}
}

func (t *followText) span() string {
	if t.o.From == t.o.To {
		return t.o.From.String()
	}
	return t.o.From.String() + "–" + t.o.To.String()
}

// tables writes a table for each plan year and unit.
func (t *followText) tables() {
	all := blocks(t.o.rows(t.r))
	if len(all) == 0 {
		fmt.Fprintf(t.b, "\n%s\n", t.say(lang.T("Inga planer.", "No plans.")))
		return
	}
	for _, rows := range all {
		fmt.Fprintf(t.b, "\n%s\n", t.style.paint(bold, t.say(lang.T("%s, %s", "%s, %s", yearName(rows[0].year, t.r.Plans), plan.UnitName(rows[0].unit)))))
		if t.o.From.IsZero() {
			t.whole(rows)
		} else {
			t.periods(rows)
		}
	}
	fmt.Fprintf(t.b, "\n%s\n", t.style.paint(dim, t.say(t.explained())))
}

// explained says what the columns of the tables mean.
func (t *followText) explained() lang.Text {
	if !t.o.From.IsZero() {
		return lang.T("Volym: allt som är planerat i perioden. Planerat: av det, i de veckor som har utfall. Efter: planerat i dem men inte utfört; under noll är mer utfört.", "Volume: all that is planned in the period. Planned: of that, in the weeks with outcome. Behind: planned in them and not done; below nought more has been done.")
	}
	explained := lang.T("Planerat: i de veckor som har utfall. Efter: planerat i dem men inte utfört; under noll är mer utfört. Prognos: det utförda vid planens slut om takten håller i sig i veckorna som är kvar och i dem som saknar utfall. Outlöst: planerat i veckor med utfall, och tiden har gått.",
		"Planned: in the weeks with outcome. Behind: planned in them and not done; below nought more has been done. Forecast: what will have been done at the plan's end if the pace goes on in the weeks left and in those without outcome. Unused: planned in weeks with outcome, and the time has passed.")
	if t.r.MaskUnder > 0 {
		return lang.T("%s Hur mycket som är anmält som outlöst visas inte: för en plan med något anmält står det från det som räknas ur utfallet till planens hela volym.", "%s How much is registered as unused is not shown: of a plan with anything registered it reaches from what is reckoned from outcome to the plan's whole volume.", explained)
	}
	return lang.T("%s Det som är anmält som outlöst är alltid med.", "%s What is registered as unused is always among it.", explained)
}

// yearName heads what belongs to a plan year: "2027" or, where the missiv of its plans all have
// one other period, that, as the sums of a check do.
func yearName(year int, plans []*followup.Plan) string {
	name := ""
	for _, p := range plans {
		if p.Year != year || p.Line == nil || !p.Line.Missiv.Period.Set {
			continue
		}
		of := planYear(p.Line.Missiv.Period)
		if name != "" && of != name {
			return strconv.Itoa(year)
		}
		name = of
	}
	if name == "" {
		return strconv.Itoa(year)
	}
	return name
}

// levelName heads the column of what figures are told by.
func levelName(by string) lang.Text {
	switch by {
	case "line":
		return lang.T("Rad", "Line")
	case "sender":
		return lang.T("Skickande", "Sender")
	case "receiver":
		return lang.T("Mottagare", "Receiver")
	case "field":
		return lang.T("Vårdområde", "Field")
	case "region":
		return lang.T("Region", "Region")
	}
	return lang.T("Plan", "Plan")
}

func (t *followText) name(x *followRow) string {
	switch {
	case x.rad != "":
		return legible(x.id + " " + x.rad)
	case x.id == "" && t.o.By == "line":
		return t.say(lang.T("%s utan rad i missiv", "%s without a line of a missiv", lang.Plural{N: x.Count, One: lang.T("%s plan", "%s plan"), Other: lang.T("%s planer", "%s plans")}))
	case x.id == "":
		return t.say(lang.T("hela regionen", "the whole region"))
	}
	return legible(x.id)
}

// whole writes each plan or group in a line, and their sum.
func (t *followText) whole(rows []followRow) {
	heads := []lang.Text{levelName(t.o.By), lang.T("Volym", "Volume"), lang.T("Planerat", "Planned"), lang.T("Utfört", "Done"), lang.T("Efter", "Behind"),
		lang.Plain("%"), lang.T("Prognos", "Forecast"), lang.T("Outlöst", "Unused"), lang.T("Läge", "Status")}
	if rows[0].plan == nil {
		heads[8] = lang.T("Utfall för planer", "Plans with outcome")
	}
	table := followTable{right: []bool{false, true, true, true, true, true, true, true, false}}
	table.add(t.all(heads)...)
	sum, summed := t.sum(rows)
	folded := summed && t.o.Fold && finished(rows)
	for i := range rows {
		if folded {
			break
		}
		x := &rows[i]
		last := t.say(lang.T("%s av %s", "%s of %s", x.Reported, x.Count))
		if x.plan != nil {
			last = t.status(x.plan.Status)
		}
		table.add(t.line(t.name(x), x.Figures, last)...)
	}
	if summed {
		name := lang.T("Summa", "Sum")
		if folded {
			name = lang.T("%s avslutade planer", "%s finished plans", sum.Count)
		}
		table.add(t.line(t.say(name), sum.Figures, t.say(lang.T("utfall för %s av %s", "outcome of %s of %s", sum.Reported, sum.Count)))...)
		table.sum = true
	}
	table.write(t.b, t.style)
	missing := 0
	for i := range rows {
		missing += rows[i].Missing
	}
	t.missing(missing)
}

// missing says how many weeks of plans figures are without.
func (t *followText) missing(n int) {
	if n > 0 {
		weeks := lang.Plural{N: n, One: lang.T("%s planvecka", "%s plan-week"), Other: lang.T("%s planveckor", "%s plan-weeks")}
		fmt.Fprintf(t.b, "  %s %s\n", t.style.paint(yellow, "!"), t.say(lang.T("%s med planerad volym saknar utfall; de räknas inte som noll", "%s with planned volume have no outcome; they do not count as nought", weeks)))
	}
}

// finished tells that the rows are plans of which nothing more is awaited.
func finished(rows []followRow) bool {
	return !slices.ContainsFunc(rows, func(x followRow) bool { return x.plan == nil || x.plan.Status != followup.Finished })
}

func (t *followText) line(name string, f followup.Figures, last string) []string {
	due := t.number(f.Due)
	if f.Reported == 0 {
		due = t.count(followup.Count{})
	}
	return []string{name, t.number(f.Volume), due, t.count(f.Done), t.count(f.Gap), t.count(f.Done.Percent(f.Due)), t.count(f.Forecast), t.count(f.Unused), last}
}

// sum adds up a table of several rows.
func (t *followText) sum(rows []followRow) (*followup.Group, bool) {
	if len(rows) < 2 {
		return nil, false
	}
	for _, g := range t.r.Region {
		if g.Year == rows[0].year && g.Unit == rows[0].unit {
			return g, true
		}
	}
	return nil, false
}

func (t *followText) status(s followup.Status) string {
	text := t.say(s.Text())
	switch s {
	case followup.Behind, followup.NotStarted:
		return t.style.paint(red, text)
	case followup.Ahead, followup.NoOutcome:
		return t.style.paint(yellow, text)
	}
	return text
}

// periods writes what was planned and done within the periods that were asked for, and their sum.
func (t *followText) periods(rows []followRow) {
	table := followTable{right: []bool{false, true, true, true, true, true, true, true}}
	table.add(t.all([]lang.Text{levelName(t.o.By), lang.T("Volym", "Volume"), lang.T("Planerat", "Planned"), lang.T("Kontaktade", "Contacted"), lang.T("Accepterade", "Accepted"),
		lang.T("Utfört", "Done"), lang.Plain("%"), lang.T("Efter", "Behind")})...)
	for i := range rows {
		table.add(t.period(t.name(&rows[i]), within(rows[i]))...)
	}
	sum := within(rows...)
	if len(rows) > 1 {
		table.add(t.period(t.say(lang.T("Summa", "Sum")), sum)...)
		table.sum = true
	}
	table.write(t.b, t.style)
	t.missing(sum.Missing)
}

func (t *followText) period(name string, p followup.Period) []string {
	due := t.number(p.Due)
	if p.Due == 0 && !p.Done.Known {
		due = t.count(followup.Count{})
	}
	return []string{name, t.number(p.Planned), due, t.count(p.Contacted), t.count(p.Accepted), t.count(p.Done), t.count(p.Done.Percent(p.Due)), t.count(p.Behind())}
}

func (t *followText) all(texts []lang.Text) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = t.say(s)
	}
	return out
}

// followTable is a table whose first row is its head.
type followTable struct {
	right []bool // by column: figures, set to the right
	rows  [][]string
	sum   bool // the last row is a sum
}

func (f *followTable) add(cells ...string) { f.rows = append(f.rows, cells) }

func (f *followTable) write(b *bufio.Writer, style Style) {
	widths := make([]int, len(f.right))
	for _, row := range f.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], lang.Width(plainText(cell)))
		}
	}
	for n, row := range f.rows {
		line := ""
		for i, cell := range row {
			space := gap(plainText(cell), widths[i])
			if f.right[i] {
				cell = space + cell
			} else {
				cell += space
			}
			line += "  " + cell
		}
		line = strings.TrimRight(line, " ")
		switch {
		case n == 0:
			line = style.paint(dim, line)
		case f.sum && n == len(f.rows)-1:
			line = style.paint(bold, line)
		}
		fmt.Fprintln(b, line)
	}
}

// plainText is a cell without its colour.
func plainText(cell string) string {
	if !strings.HasPrefix(cell, "\x1b[") {
		return cell
	}
	_, cell, _ = strings.Cut(cell, "m")
	return strings.TrimSuffix(cell, "\x1b[0m")
}
