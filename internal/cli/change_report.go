package cli

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// changeReport is what is told of a change.
type changeReport struct {
	*amend.Change
	file  worktree.Change
	left  diag.List // what the check says of the plan now
	flags changeFlags
	set   *plan.Set
}

func (a *app) reportChange(w io.Writer, c changeReport) error {
	var b bytes.Buffer
	say := func(sv, en string, args ...any) { fmt.Fprintln(&b, a.say(lang.T(sv, en, args...))) }
	say("%s: %s → %s", "%s: %s → %s", shown(c.Plan.ID.V), c.name(c.Plan.Skickande.V), c.name(c.Plan.Mottagare.V))
	if c.After == c.Before {
		say("volymen %d som förut, från %s", "the volume %d as before, from %s", c.Before, c.From.String())
	} else {
		say("volymen %d → %d från %s", "the volume %d → %d from %s", c.Before, c.After, c.From.String())
	}
	// Summaries of the change begin there.
	if i := slices.IndexFunc(c.Slots, func(s amend.Slot) bool { return s.Before != s.After }); i >= 0 && c.Slots[i].Slot != c.From {
		say("först ändras %s", "the first to change is %s", c.Slots[i].Slot.String())
	}
	a.changedQuarters(&b, c)
	if c.flags.why {
		a.changedWeeks(&b, c)
	}
	a.changeEntry(&b, c, say)
	a.changeLeft(&b, c, say)
	return a.endChange(w, &b, c)
}

// endChange shows what the file would be, or says that it has been written.
func (a *app) endChange(w io.Writer, b *bytes.Buffer, c changeReport) error {
	if c.flags.dryRun {
		b.WriteByte('\n')
		b.Write(difference(c.file))
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	if c.flags.dryRun {
		a.tell(lang.T("inget har skrivits i %s", "nothing has been written into %s", shown(c.file.Path)))
	} else {
		a.tell(lang.T("%s ändrad", "%s changed", shown(c.file.Path)))
	}
	return nil
}

func (c changeReport) name(id string) string {
	if o := c.set.Organisation(id); o != nil {
		return shown(o.Name())
	}
	return shown(id)
}

// changedQuarters shows what each quarter has before and after.
func (a *app) changedQuarters(b *bytes.Buffer, c changeReport) {
	if !c.Moved() {
		return
	}
	type row struct{ before, after int }
	sums := map[calendar.Quarter]row{}
	var quarters []calendar.Quarter
	for _, s := range c.Slots {
		q := s.Slot.Quarter()
		if _, seen := sums[q]; !seen {
			quarters = append(quarters, q)
		}
		sums[q] = row{sums[q].before + s.Before, sums[q].after + s.After}
	}
	lines := [][]string{{"", a.say(lang.T("före", "before")), a.say(lang.T("efter", "after")), ""}}
	for _, q := range quarters {
		lines = append(lines, a.figures(q.String(), sums[q].before, sums[q].after))
	}
	lines = append(lines, a.figures(a.say(lang.T("summa", "sum")), c.Before, c.After))
	b.WriteByte('\n')
	aligned(b, lines)
}

// changedWeeks shows each week or quarter that the change could reach, with its reason.
func (a *app) changedWeeks(b *bytes.Buffer, c changeReport) {
	var lines [][]string
	for _, s := range c.Slots {
		why := s.Share.Why()
		switch {
		case s.Named:
			why = lang.T("som du angav", "as you gave it")
		case s.Share.Locked:
			continue
		}
		lines = append(lines, append(a.figures(s.Slot.String(), s.Before, s.After), a.say(why)))
	}
	if len(lines) > 0 {
		b.WriteByte('\n')
		aligned(b, lines)
	}
}

// figures is a row of a table: what there was, what there is and the difference.
func (a *app) figures(name string, before, after int) []string {
	count := func(n int) string { return lang.Count(n, a.lang) }
	by := ""
	switch {
	case after > before:
		by = "+" + count(after-before)
	case after < before:
		by = "−" + count(before-after)
	}
	return []string{name, count(before), count(after), by}
}

// aligned writes rows in columns: the first and the last to the left, figures to the right.
func aligned(b *bytes.Buffer, rows [][]string) {
	var widths [4]int
	for _, r := range rows {
		for i := range min(len(r), 4) {
			widths[i] = max(widths[i], lang.Width(r[i]))
		}
	}
	for _, r := range rows {
		line := "  "
		for i, cell := range r {
			switch gap := 0; {
			case i == 0:
				line += cell + strings.Repeat(" ", widths[0]-lang.Width(cell))
			case i < 4:
				gap = widths[i] - lang.Width(cell)
				line += "  " + strings.Repeat(" ", gap) + cell
			default:
				line += "  " + cell
			}
		}
		fmt.Fprintln(b, strings.TrimRight(line, " "))
	}
}

// changeEntry shows the entry, or says why there is none.
func (a *app) changeEntry(b *bytes.Buffer, c changeReport, say func(sv, en string, args ...any)) {
	b.WriteByte('\n')
	if c.Was == nil {
		say("Planen är bara ett förslag: den ändras utan någon ändring i andringar.", "The plan is only a proposal: it changes without an entry in andringar.")
		if unused := c.flags.ofEntry(); len(unused) > 0 {
			say("Det som hör till en sådan har inte använts: %s.", "What belongs to one has not been used: %s.", unused)
		}
		return
	}
	if c.Again {
		say("Ändring %s, som grenen redan hade, skrivs om:", "Change %s, which the branch had already, is written over:", strconv.Itoa(c.Nr))
	} else {
		say("Ändring %s i %s:", "Change %s in %s:", strconv.Itoa(c.Nr), shown(c.file.Path))
	}
	for _, line := range c.Written(c.file.New) {
		fmt.Fprintf(b, "  %s\n", shown(line))
	}
	switch {
	case len(c.Gone) == 0:
	case c.Cause != "":
		say("Orsaken var %s. Det som skrevs för den tas bort: %s.", "The cause was %s. What was written for it goes: %s.", shown(c.Cause), lang.List(c.Gone))
	default:
		say("Ur ändringen tas bort: %s.", "From the change goes: %s.", lang.List(c.Gone))
	}
	if len(c.Kept) > 0 {
		say("Kvar från den förra versionen av ändringen: %s. Se efter att det gäller den som den är nu.", "Kept from the change as it was: %s. See that it holds for the change as it is now.", lang.List(c.Kept))
	}
	switch {
	case c.Line == nil:
	case c.Added > 0:
		say("Raden %s rymmer inte hela höjningen: %d läggs till den.", "The line %s does not hold the whole rise: %d are added to it.", shown(c.Line.Rad.ID.V), c.Added)
	case c.Open > 0 && c.After != c.Before:
		say("I raden %s är %d kvar att placera.", "In the line %s %d are left to place.", shown(c.Line.Rad.ID.V), c.Open)
	}
}

// changeLeft shows what is left to do.
func (a *app) changeLeft(b *bytes.Buffer, c changeReport, say func(sv, en string, args ...any)) {
	evidence := slices.DeleteFunc(slices.Clone(c.left), func(d diag.Diagnostic) bool { return !d.MissingEvidence })
	other := slices.DeleteFunc(slices.Clone(c.left), func(d diag.Diagnostic) bool { return d.MissingEvidence })
	if len(evidence) > 0 {
		b.WriteByte('\n')
		say("Underlag som saknas:", "Evidence that is missing:")
		a.listed(b, evidence)
	}
	if len(other) > 0 {
		b.WriteByte('\n')
		say("Att tänka på:", "To think of:")
		a.listed(b, other)
	}
	b.WriteByte('\n')
	switch {
	case c.flags.dryRun:
		say("Nästa steg: kör utan --dry-run.", "Next: run without --dry-run.")
	case len(evidence) > 0:
		say("Nästa steg: skriv underlaget i filen allt eftersom det finns, och kör leveransplan preview.", "Next: write the evidence into the file as it comes in, and run leveransplan preview.")
	default:
		say("Nästa steg: leveransplan preview visar vad en pull request kommer att säga.", "Next: leveransplan preview shows what a pull request will say.")
	}
}

// listed shows findings with their hints.
func (a *app) listed(b *bytes.Buffer, found diag.List) {
	for _, d := range found {
		fmt.Fprintf(b, "  %s [%s]\n", shown(a.say(d.Message)), d.Rule)
		if hint := a.say(d.Hint); hint != "" {
			fmt.Fprintf(b, "    %s\n", shown(hint))
		}
	}
}
