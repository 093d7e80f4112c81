package render

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// diffView is a change as every form for people shows it: a sentence, a table of volumes and
// a list of the values that differ.
type diffView struct {
	summary lang.Text
	change  diff.Change
	first   lang.Text // heading of the table's first column
	unit    string    // what the volumes count
	volumes []diffVolume
	items   []diffItem
	weeks   []diff.Slot // for a chart
}

// diffVolume is a row of volumes. Minus is 0 or below.
type diffVolume struct {
	label                      lang.Text
	before, after, plus, minus int
}

// diffItem is a value, an entry or a row that differs.
type diffItem struct {
	label         lang.Text
	before, after diff.Value
}

func viewOf(c diff.Change) diffView {
	v := diffView{summary: diff.Summary(c), change: c}
	if about := c.About(); about.Base != "" && about.Head == "" && slices.Contains(c.Kinds(), diff.OlastEfter) {
		return v // the file is there and can't be read: nothing has gone to 0
	}
	switch c := c.(type) {
	case *diff.Plan:
		v.unit = planUnit(c)
		v.quarters(c.Slots)
		v.weeks = c.Slots
		v.terms(planTerms(c))
	case *diff.Memo:
		v.lines(c)
		if c.Base != nil && c.Head != nil {
			v.terms(c.Terms)
		}
	case *diff.Offer:
		v.unit = offerUnit(c)
		v.quarters(c.Slots)
		if c.Base != nil && c.Head != nil {
			v.terms(c.Terms)
		}
	case *diff.Analysis:
		if c.Base != nil && c.Head != nil {
			v.terms(c.Terms)
		}
	case *diff.Rest:
		v.terms(c.Terms)
	case *diff.Outcome:
		for _, rows := range [][]diff.Row{c.Added, c.Changed, c.Removed} {
			for _, r := range rows {
				v.items = append(v.items, diffItem{lang.Plain(r.Plan + " " + r.Week.String()), r.Before, r.After})
			}
		}
	case *diff.Register:
		v.entries(c)
	}
	return v
}

func planUnit(c *diff.Plan) string {
	if c.Head != nil {
		return c.Head.Unit()
	}
	return c.Base.Unit()
}

func offerUnit(c *diff.Offer) string {
	if c.Head != nil {
		return c.Head.Unit()
	}
	return c.Base.Unit()
}

// quarters shows the volumes by quarter, where any of them moves.
func (v *diffView) quarters(list []diff.Slot) {
	v.first = lang.T("Kvartal", "Quarter")
	if !slices.ContainsFunc(list, func(s diff.Slot) bool { return s.Before != s.After }) {
		return
	}
	for _, q := range diff.Quarters(list) {
		v.volumes = append(v.volumes, diffVolume{lang.Plain(q.Quarter.String()), q.Before, q.After, q.Plus, q.Minus})
	}
}

// lines shows what becomes of the lines of a missiv. Their units may differ, so nothing is
// added up.
func (v *diffView) lines(c *diff.Memo) {
	v.first = lang.T("Rad", "Line")
	for _, l := range c.Lines {
		before, after := 0, 0
		if l.Base != nil {
			before = l.Base.Volym.V
		}
		if l.Head != nil {
			after = l.Head.Volym.V
		}
		v.volumes = append(v.volumes, diffVolume{lang.Plain(l.ID), before, after, max(0, after-before), min(0, after-before)})
	}
}

func (v *diffView) terms(list []diff.Term) {
	for _, t := range list {
		if !namesItself(t) {
			v.items = append(v.items, diffItem{lang.Plain(spelled(t.Pointer)), t.Before, t.After})
		}
	}
}

// namesItself tells that a value that comes or goes is the key that its entry is called by:
// avstamningar/skas/part is skas.
func namesItself(t diff.Term) bool {
	steps := strings.Split(t.Pointer, "/")
	value := t.Before
	if t.After.There {
		value = t.After
	}
	return t.Before.There != t.After.There && len(steps) > 2 && spelled(steps[len(steps)-2]) == value.Text &&
		slices.Contains([]string{"nr", "id", "part", "forvaltning", "steg", "leveransplan"}, steps[len(steps)-1])
}

// planTerms are the values of a plan that a reader wants to see beside its volumes. Of a new
// plan that is what an increase rests on, as of an entry of an agreed one; the rest of it is
// new, or gone, with the plan.
func planTerms(c *diff.Plan) []diff.Term {
	return slices.DeleteFunc(slices.Clone(c.Terms), func(t diff.Term) bool {
		switch {
		case c.Base != nil && c.Head != nil:
			return t.Pointer == "/volym"
		case c.Head != nil:
			return t.Key() != "utokning"
		}
		return true
	})
}

// entries shows entries that are new or gone as one, and of the others what differs.
func (v *diffView) entries(c *diff.Register) {
	for _, e := range c.Entries {
		if !e.Before.There || !e.After.There {
			v.items = append(v.items, diffItem{e.Name, besideName(e, e.Before), besideName(e, e.After)})
			continue
		}
		for _, t := range e.Terms {
			v.items = append(v.items, diffItem{lang.T("%s, %s", "%s, %s", e.Name, insideEntry(t)), t.Before, t.After})
		}
	}
	if c.Base != nil && c.Head != nil {
		v.terms(c.Outside())
	}
}

// besideName leaves out of an entry that comes or goes what its key, and so its name, tells
// already.
func besideName(e diff.Entry, v diff.Value) diff.Value {
	var parts []string
	for _, t := range e.Terms {
		text := t.Before.Text + t.After.Text // of which one is there
		if !slices.Contains(strings.Split(e.Key, "+"), text) {
			parts = append(parts, insideEntry(t)+": "+text)
		}
	}
	if v.There && len(parts) > 0 {
		v.Text = strings.Join(parts, ", ")
	}
	return v
}

// insideEntry spells where in its entry a value stands.
func insideEntry(t diff.Term) string {
	steps := strings.SplitN(t.Pointer, "/", 4)
	return spelled(steps[len(steps)-1])
}

// spelled writes a pointer for people: "avstamningar/skas/datum".
func spelled(pointer string) string {
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(strings.TrimPrefix(pointer, "/"))
}

// total adds the rows up, where they count the same.
func (v *diffView) total() (diffVolume, bool) {
	sum := diffVolume{label: lang.T("Summa %s", "Total %s", plan.UnitName(v.unit))}
	for _, r := range v.volumes {
		sum.before += r.before
		sum.after += r.after
		sum.plus += r.plus
		sum.minus += r.minus
	}
	return sum, v.unit != ""
}

// rows are the rows of the table with their total.
func (v *diffView) rows() []diffVolume {
	if len(v.volumes) == 0 {
		return nil
	}
	if sum, ok := v.total(); ok {
		return append(v.volumes[:len(v.volumes):len(v.volumes)], sum)
	}
	return v.volumes
}

// figures are the cells of a row: nothing where nothing rises or falls.
func (r diffVolume) figures(l lang.Language) []string {
	out := []string{lang.Count(r.before, l), lang.Count(r.after, l), "", ""}
	if r.plus > 0 {
		out[2] = "+" + lang.Count(r.plus, l)
	}
	if r.minus < 0 {
		out[3] = "−" + lang.Count(-r.minus, l)
	}
	return out
}

func diffHeadings(l lang.Language) []string {
	if l == lang.EN {
		return []string{"Before", "After", "+", "−"}
	}
	return []string{"Före", "Efter", "+", "−"}
}

// kindList is the kinds of a change in words.
func kindList(c diff.Change, l lang.Language) string {
	words := make([]string, 0, 2)
	for _, k := range c.Kinds() {
		words = append(words, k.Text().In(l))
	}
	return strings.Join(words, ", ")
}

// nothingChanged is what is said where nothing means anything else than before.
func nothingChanged() lang.Text {
	return lang.T("Ingen ändring i sak. Kommentarer, radbrytningar och flyttade filer räknas inte.",
		"No change of substance. Comments, layout and moved files do not count.")
}

func moreItems(n int) lang.Text { return lang.T("… och %d till", "… and %d more", n) }
