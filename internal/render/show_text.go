package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// ShowText writes for people what applied: what it is, its volumes, which entries applied
// and which did not yet, and the decisions that it stands on.
func ShowText(w io.Writer, s *history.Standing, style Style, o LogOptions) error {
	t := &showText{logText{b: bufio.NewWriter(w), style: style, o: o}, s}
	t.head()
	if !s.There {
		t.absent()
		return t.b.Flush()
	}
	t.facts()
	t.plan()
	t.lines()
	t.parts()
	t.decisions()
	return t.b.Flush()
}

// ShowSource writes the source text as it stood. Of what would act on a terminal the code
// point is shown.
func ShowSource(w io.Writer, s *history.Standing) error {
	b := bufio.NewWriter(w)
	for line := range strings.Lines(s.Source()) {
		fmt.Fprintln(b, escape.Terminal(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")))
	}
	return b.Flush()
}

type showText struct {
	logText
	s *history.Standing
}

func (t *showText) line(text lang.Text) { fmt.Fprintln(t.b, t.say(text)) }

func (t *showText) head() {
	title := lang.Plain(t.s.ID)
	if t.s.There {
		if kind := string(t.s.Document.Base().Kind); kind != t.s.ID {
			title = lang.T("%s %s", "%s %s", kind, t.s.ID)
		}
	}
	fmt.Fprintln(t.b, t.style.paint(bold, t.say(title)))
	t.line(lang.T("  som det gällde %s enligt det som var beslutat %s (commit %s)", "  as it applied on %s by what had been decided on %s (commit %s)",
		t.s.Valid.String(), t.o.day(t.s.At), shortHash(t.s.At.Commit.Hash)))
	if t.s.There {
		fmt.Fprintf(t.b, "  %s\n", t.style.paint(dim, escape.Terminal(t.s.Document.Base().File())))
	}
	fmt.Fprintln(t.b)
}

// absent tells since or until when main has had what it did not have then.
func (t *showText) absent() {
	switch {
	case t.s.Gone != nil:
		t.line(lang.T("Då fanns det inte längre: det togs bort %s.", "It was not there any more: it was removed on %s.", t.o.day(t.s.Gone.Step)))
		t.decision(lang.T("Borttaget", "Removed"), t.s.Gone)
	default:
		t.line(lang.T("Då fanns det inte än.", "It was not there yet."))
	}
	if next := first(t.s.Later); next != nil {
		t.line(lang.T("Det finns från %s.", "It has been there since %s.", t.o.day(next.Step)))
		t.decision(lang.T("Beslutat", "Decided"), next)
	}
}

// maxFacts is how many values are shown to people; JSON and the source have them all.
const maxFacts = 40

func (t *showText) facts() {
	list := t.rows()
	width := 0
	for _, r := range list[:min(len(list), maxFacts)] {
		width = max(width, lang.Width(escape.Terminal(r[0])))
	}
	for i, r := range list {
		if i == maxFacts {
			t.line(lang.T("  … och %d uppgifter till; --source visar allt", "  … and %d more; --source shows everything", len(list)-i))
			break
		}
		fmt.Fprintf(t.b, "  %s  %s\n", padded(r[0], width), escape.Terminal(shorten(r[1], maxDiffValue)))
	}
	if p := t.s.Period; !p.IsZero() {
		when := lang.T("gäller den dagen", "applies on the day")
		switch {
		case t.s.Valid < p.From:
			when = lang.T("gäller inte än den dagen", "does not apply yet on the day")
		case t.s.Valid > p.To:
			when = lang.T("gäller inte längre den dagen", "does not apply any more on the day")
		}
		from := p.From.String()
		if to := openDay(p.To); to != "" {
			from += "–" + to
		} else {
			from += "–"
		}
		fmt.Fprintf(t.b, "\n  %s: %s\n", from, t.say(when))
	}
}

// rows gathers the values: a row for each key, and one for each entry of a list.
func (t *showText) rows() [][2]string {
	var out [][2]string
	at := ""
	for _, f := range facts(t.s) {
		parts := strings.SplitN(f.pointer[1:], "/", 3)
		row, value := parts[0], t.meaning(f)
		switch {
		case len(parts) == 3: // a value of an entry
			row, value = parts[0]+" "+pointerWords.Replace(parts[1]), pointerWords.Replace(parts[2])+": "+value
		case len(parts) == 2 && strings.Trim(parts[1], "0123456789") != "":
			value = pointerWords.Replace(parts[1]) + ": " + value
		}
		if row == at {
			out[len(out)-1][1] += ", " + value
		} else {
			out = append(out, [2]string{row, value})
		}
		at = row
	}
	return out
}

// meaning adds to an id the name that the registers of that time have for it.
func (t *showText) meaning(f fact) string {
	key := f.pointer[strings.LastIndexByte(f.pointer, '/')+1:]
	name := ""
	switch key {
	case "skickande", "mottagare", "forvaltning", "vardgivare", "avtalsagare", "organisation", "part":
		if o := t.s.Names.Organisation(f.text); o != nil {
			name = o.Namn.V
		}
	case "vardomrade":
		if v := t.s.Names.Field(f.text); v != nil {
			name = v.Namn.V
		}
	}
	if name == "" {
		return f.text
	}
	return f.text + " (" + name + ")"
}

func (t *showText) plan() {
	p := t.s.Plan
	if p == nil {
		return
	}
	fmt.Fprintf(t.b, "\n  %s\n", t.style.paint(bold, t.say(lang.T("Volym: %d %s", "Volume: %d %s", p.Volume, plan.UnitName(p.Unit())))))
	sum := 0
	for _, q := range quartersOf(p.Numbers) {
		sum += q.volume
		fmt.Fprintf(t.b, "    %s  %s\n", q.quarter.String(), lang.Count(q.volume, t.style.Language))
	}
	switch {
	case !p.Whole:
		t.line(lang.T("  Veckornas tal är de som gäller med alla ändringar: main har aldrig haft dem utan de ändringar som inte gäller än.",
			"  The numbers of the weeks are those with all changes: main never held them without the changes that don't apply yet."))
	case sum != p.Volume:
		t.line(lang.T("  Veckorna summerar till %d, inte till volymen.", "  The weeks add up to %d, not to the volume.", sum))
	}
}

func (t *showText) lines() {
	if len(t.s.Lines) == 0 {
		return
	}
	fmt.Fprintf(t.b, "\n  %s\n", t.style.paint(bold, t.say(lang.T("Rader", "Lines"))))
	width := 0
	for _, l := range t.s.Lines {
		width = max(width, lang.Width(escape.Terminal(l.ID.V)))
	}
	for _, l := range t.s.Lines {
		fmt.Fprintf(t.b, "    %s  %s\n", padded(l.ID.V, width), t.say(lang.T("%d %s, %s, %s", "%d %s, %s, %s", l.Volume, plan.UnitName(l.Unit()), l.Forvaltning.V, l.Vardomrade.V)))
	}
}

func (t *showText) parts() {
	if len(t.s.Parts) == 0 {
		return
	}
	fmt.Fprintf(t.b, "\n  %s\n", t.style.paint(bold, t.say(partsHeading(t.s.Document))))
	for _, p := range t.s.Parts {
		mark, when := "✓", lang.T("gällde", "applied")
		switch {
		case !p.Applies && p.From > t.s.Valid:
			mark, when = "–", lang.T("gällde inte än", "did not apply yet")
		case !p.Applies:
			mark, when = "–", lang.T("gällde inte längre", "did not apply any more")
		}
		fmt.Fprintf(t.b, "    %s %s: %s%s\n", mark, t.say(p.Name), t.say(when), t.say(span(p)))
	}
}

func partsHeading(d plan.Any) lang.Text {
	switch d.(type) {
	case *plan.Leveransplan, *plan.Missiv:
		return lang.T("Ändringar", "Changes")
	case *plan.Roller:
		return lang.T("Roller", "Roles")
	}
	return lang.T("Poster", "Entries")
}

// span is " (2027-04-05–)", as far as it is known.
func span(p history.Part) lang.Text {
	from, to := p.From.String(), openDay(p.To)
	if from == "" && to == "" {
		return lang.Text{}
	}
	return lang.Plain(" (" + from + "–" + to + ")")
}

func (t *showText) decisions() {
	fmt.Fprintln(t.b)
	if t.s.Made != nil {
		t.decision(lang.T("Beslutad", "Decided"), t.s.Made)
	}
	if e := last(t.s.Decisions); e != nil && e != t.s.Made && e.Commit.Hash != t.s.Made.Commit.Hash {
		t.decision(lang.T("Senast ändrad", "Last changed"), e)
	}
	if n := len(t.s.Later); n > 0 {
		t.line(lang.T("  %s efter det som var känt, först %s.", "  %s after what was known, the first on %s.",
			counted(n, "beslut", "beslut", "decision", "decisions"), t.o.day(t.s.Later[0].Step)))
	}
	t.line(lang.T("  %s", "  %s", hearsay))
	if t.s.At.Skewed() {
		t.line(lang.T("  %s", "  %s", skewed))
	}
}

func (t *showText) decision(what lang.Text, e *history.Entry) {
	fmt.Fprintf(t.b, "  %s: %s · %s\n", t.say(what), t.o.day(e.Step), t.by(e.Step))
	for i := range e.Items {
		if i == 3 {
			break
		}
		fmt.Fprintf(t.b, "    %s\n", escape.Terminal(e.Items[i].Summary.In(t.style.Language)))
	}
}
