package approval

import (
	"cmp"
	"slices"
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
func heardInFile(c *diff.Memo, ids ...string) lang.Text {
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
			return heardBy(ids[0], d.Referens.V)
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
	return heardBy(ids[0], reference)
}

func heardBy(id, reference string) lang.Text {
	return lang.T("%s är hörd enligt avstämningen, %s", "%s has been heard by the avstamningar entry, %s", id, reference)
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
		lacks = lang.T("%s saknar hänvisning till forumets protokoll", "%s has no reference to the forum's minutes", c.About().ID)
	}
	return lacks, note
}

// minutesOf finds the reference to the minutes of this very change; empty where there is
// none. Place tells that the change leaves something that could hold one: those of every
// new entry, else those of the document's case where they are new.
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
		for _, e := range c.Entries {
			entries = append(entries, e.Protokoll.V)
		}
		if c.Outside {
			entries = append(entries, "") // more has changed than the entries tell of
		}
		place = c.Head != nil
		base, head = arende(c.Base, func(d *plan.Missiv) *plan.Arende { return d.Arende }), arende(c.Head, func(d *plan.Missiv) *plan.Arende { return d.Arende })
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
