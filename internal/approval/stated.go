package approval

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// touches tells that a change concerns one of some keys of the document.
func touches(c diff.Change, blocks []string) bool {
	if o, ok := c.(*diff.Offer); ok && slices.ContainsFunc(o.Blocks, func(b string) bool { return slices.Contains(blocks, b) }) {
		return true
	}
	return slices.ContainsFunc(termsOf(c), func(t diff.Term) bool {
		return slices.ContainsFunc(blocks, func(b string) bool { return slices.Contains(strings.Split(t.Pointer, "/"), b) })
	})
}

func termsOf(c diff.Change) []diff.Term {
	switch c := c.(type) {
	case *diff.Plan:
		return c.Terms
	case *diff.Memo:
		return c.Terms
	case *diff.Offer:
		return c.Terms
	}
	return nil
}

// heardInFile tells that a missiv itself says that a förvaltning was heard about this very
// change, and where that is kept: in a dialogue that is new on the missiv, or in one of
// every entry that is for a line of the förvaltning.
func (b *builder) heardInFile(c *diff.Memo, ids ...string) lang.Text {
	var old []plan.Dialog
	if c.Base != nil {
		old = c.Base.Avstamningar
	}
	if c.Head == nil {
		return lang.Text{}
	}
	for _, d := range c.Head.Avstamningar {
		known := slices.ContainsFunc(old, func(o plan.Dialog) bool {
			return o.Forvaltning.V == d.Forvaltning.V && o.Datum.V == d.Datum.V && o.Referens.V == d.Referens.V
		})
		if !known && dialogue(d, ids) {
			return b.heardBy(ids[0], d.Referens.V)
		}
	}
	if c.Outside || c.Base == nil {
		return lang.Text{}
	}
	var reference string
	for _, l := range c.Lines {
		if !lineOf(l, ids) {
			continue
		}
		if reference = entryDialogue(c, l.ID, ids); reference == "" {
			return lang.Text{}
		}
	}
	if reference == "" {
		return lang.Text{}
	}
	return b.heardBy(ids[0], reference)
}

func (b *builder) heardBy(id, reference string) lang.Text {
	return lang.T("%s är hörd enligt avstämningen, %s", "%s has been heard by the avstamningar entry, %s", b.policy.nameOf(id), reference)
}

// reservations quotes what a förvaltning does not agree to, as the missiv has it of dialogues
// that are new with this change (N36).
func (b *builder) reservations(c *diff.Memo, ids ...string) []lang.Text {
	var fresh []plan.Dialog
	if c.Head != nil {
		fresh = append(fresh, c.Head.Avstamningar...)
	}
	if c.Base != nil {
		known := c.Base.Avstamningar
		fresh = slices.DeleteFunc(fresh, func(d plan.Dialog) bool {
			return slices.ContainsFunc(known, func(o plan.Dialog) bool {
				return o.Forvaltning.V == d.Forvaltning.V && o.Datum.V == d.Datum.V && o.Reservation.V == d.Reservation.V
			})
		})
	}
	for _, e := range c.Entries {
		fresh = append(fresh, e.Avstamningar...)
	}
	var out []lang.Text
	for _, d := range fresh {
		if d.Reservation.V == "" || !slices.Contains(ids, d.Forvaltning.V) {
			continue
		}
		where := lang.T("avstämningen", "the avstamningar entry")
		if d.Datum.Set {
			where = lang.T("avstämningen %s", "the avstamningar entry of %s", d.Datum.V.String())
		}
		out = appendText(out, lang.T("reservation från %s i %s: ”%s”", "reservation of %s in %s: “%s”", b.policy.nameOf(ids[0]), where, quoted(d.Reservation.V)))
	}
	return out
}

// entryDialogue finds the reference of a förvaltning's dialogue in the new entry for a
// line. Where a line has several new entries each of them needs one.
func entryDialogue(c *diff.Memo, line string, ids []string) string {
	reference := ""
	for _, e := range c.Entries {
		if e.Rad.V != line {
			continue
		}
		i := slices.IndexFunc(e.Avstamningar, func(d plan.Dialog) bool { return dialogue(d, ids) })
		if i < 0 {
			return ""
		}
		reference = e.Avstamningar[i].Referens.V
	}
	return reference
}

func dialogue(d plan.Dialog, ids []string) bool {
	return slices.Contains(ids, d.Forvaltning.V) && d.Referens.V != ""
}

func lineOf(l diff.Line, ids []string) bool {
	return l.Base != nil && slices.Contains(ids, l.Base.Forvaltning.V) || l.Head != nil && slices.Contains(ids, l.Head.Forvaltning.V)
}

// minutes tells where the forum's minutes of a change are referenced, or that they are not
// and the region requires it. The tool can't see the minutes.
func (b *builder) minutes(c diff.Change, n Need) (lacks, note lang.Text) {
	reference, place := minutesOf(c, n)
	switch {
	case reference != "":
		note = lang.T("protokollet för %s anges vara %s; det är uppgivet, inte kontrollerat",
			"the minutes of %s are given as %s: stated, not verified", c.About().ID, reference)
	case !place:
		note = lang.T("%s tas bort och har ingen plats för en hänvisning till protokollet", "%s is removed and has no place for a reference to the minutes", c.About().ID)
	case b.policy.minutesRequired():
		lacks = lang.T("%s saknar hänvisning till forumets protokoll för just den här ändringen: skriv %s före sammanslagningen",
			"%s has no reference to the forum's minutes of this very change: write %s before the merge", whereMissing(c), whereToWrite(c))
	}
	return lacks, note
}

// whereToWrite shows how a reference to the minutes is written, and in which places it is
// missing.
func whereToWrite(c diff.Change) lang.Text {
	inEntry, inCase := false, true
	switch c := c.(type) {
	case *diff.Memo:
		inEntry, inCase = len(entriesWithout(c)) > 0, besideEntries(c) && memoCase(c) == ""
	case *diff.Plan:
		inEntry, inCase = len(c.Entries) > 0, len(c.Entries) == 0
	}
	const form = `protokoll: "ÅÅÅÅ-MM-DD § N"`
	switch {
	case inEntry && inCase:
		return lang.T("%s i ändringens post och under arende", "%s in the change's entry and under arende", form)
	case inEntry:
		return lang.T("%s i ändringens post", "%s in the change's entry", form)
	}
	return lang.T("%s under arende", "%s under arende", form)
}

// whereMissing names a change without minutes: by the entries of a missiv that have none and
// the lines that change without an entry, so that nobody looks for them elsewhere.
func whereMissing(c diff.Change) lang.Text {
	id := c.About().ID
	m, isMemo := c.(*diff.Memo)
	if !isMemo {
		return lang.Plain(id)
	}
	entries, lines := entriesWithout(m), lang.List(nil)
	if len(m.Entries) > 0 && memoCase(m) == "" {
		lines = linesWithoutEntry(m)
	}
	rows := lang.T("raderna %s", "the lines %s", lines)
	if len(lines) == 1 {
		rows = lang.T("raden %s", "the line %s", lines)
	}
	switch {
	case len(entries) > 0 && len(lines) > 0:
		return lang.T("%s (ändring %s, %s)", "%s (change %s, %s)", id, entries, rows)
	case len(entries) > 0:
		return lang.T("ändring %s i %s", "change %s of %s", entries, id)
	case len(lines) > 0:
		return lang.T("%s (%s)", "%s (%s)", id, rows)
	}
	return lang.Plain(id)
}

// minutesOf finds the reference to the minutes of this very change; empty where there is
// none. Place tells that the change leaves something that could hold one: those of every
// new entry, else those of the document's case where they are new. Of a missiv see
// [memoMinutes].
func minutesOf(c diff.Change, n Need) (reference string, place bool) {
	var base, head *plan.Arende
	var entries []string
	switch c := c.(type) {
	case *diff.Plan:
		for _, e := range entriesOf(c) {
			entries = append(entries, e.Protokoll.V)
		}
		place = c.Head != nil
		base, head = arende(c.Base, func(d *plan.Leveransplan) *plan.Arende { return d.Arende }), arende(c.Head, func(d *plan.Leveransplan) *plan.Arende { return d.Arende })
	case *diff.Memo:
		return every(memoMinutes(c)), c.Head != nil
	case *diff.Offer:
		if c.Head != nil && c.Head.Vagval != nil && slices.Contains(n.Blocks, "vagval") {
			entries = append(entries, c.Head.Vagval.Referens.V)
		}
		place = c.Head != nil
		base, head = arende(c.Base, func(d *plan.Erbjudande) *plan.Arende { return d.Arende }), arende(c.Head, func(d *plan.Erbjudande) *plan.Arende { return d.Arende })
	case *diff.Register:
		for _, e := range c.Entries {
			if e.After.There {
				entries = append(entries, entryDecision(c.Head, e.Key))
			}
		}
		place = len(entries) > 0
	}
	return cmp.Or(every(entries), fresh(base, head)), place
}

// memoMinutes lists the references to minutes that a change of a missiv takes. Each entry
// takes its own: the case keeps those of the missiv itself, and once a change has reached
// main nothing but the entry tells which minutes were for it (P213). What no entry is for
// takes those of the case.
func memoMinutes(c *diff.Memo) []string {
	var out []string
	for _, e := range c.Entries {
		out = append(out, e.Protokoll.V)
	}
	if besideEntries(c) {
		out = append(out, memoCase(c))
	}
	return out
}

// besideEntries tells that a missiv is new or changes in something that no new entry is for.
func besideEntries(c *diff.Memo) bool {
	return len(c.Entries) == 0 || c.Outside || c.Base == nil || len(linesWithoutEntry(c)) > 0
}

// linesWithoutEntry names the lines that change although no new entry is for them.
func linesWithoutEntry(c *diff.Memo) lang.List {
	var out lang.List
	for _, l := range c.Lines {
		if !slices.ContainsFunc(c.Entries, func(e *plan.Missivandring) bool { return e.Rad.V == l.ID }) {
			out = append(out, l.ID)
		}
	}
	return out
}

// entriesWithout numbers the new entries that have no minutes.
func entriesWithout(c *diff.Memo) lang.List {
	var out lang.List
	for _, e := range c.Entries {
		if e.Protokoll.V == "" {
			out = append(out, strconv.Itoa(e.Nr.V))
		}
	}
	return out
}

// memoCase gives the minutes that are new in a missiv's case.
func memoCase(c *diff.Memo) string {
	of := func(d *plan.Missiv) *plan.Arende { return d.Arende }
	return fresh(arende(c.Base, of), arende(c.Head, of))
}

func arende[D any](d *D, of func(*D) *plan.Arende) *plan.Arende {
	if d == nil {
		return nil
	}
	return of(d)
}

// entryDecision finds the decision that an entry of a register rests on: a waiver names it,
// a follow-up has a reference.
func entryDecision(head plan.Any, key string) string {
	switch h := head.(type) {
	case *plan.Undantagslista:
		for _, u := range h.Undantag {
			if u.Regel.V+"+"+u.Dokument.V == key {
				return u.Beslut.V
			}
		}
	case *plan.Avvikelser:
		for _, a := range h.Avvikelser {
			if a.Commit.V == key {
				return a.Referens.V
			}
		}
	}
	return ""
}

// fresh gives the minutes of a case unless the base has them already: those were for an
// earlier decision.
func fresh(before, after *plan.Arende) string {
	if after == nil || before != nil && before.Protokoll.V == after.Protokoll.V {
		return ""
	}
	return after.Protokoll.V
}

// every joins references if none is missing.
func every(references []string) string {
	if slices.Contains(references, "") {
		return ""
	}
	return strings.Join(slices.Compact(references), ", ")
}
