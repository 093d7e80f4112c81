package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// entryData is a decision as the register shows it.
type entryData struct {
	Anchor, Day, Commit, Request, Href string
	Heading                            string
	Items                              []itemData
	More                               string // how many changes are not told one by one
}

// itemData is one change of a decision.
type itemData struct{ Kind, Text, Href, Number string }

func (v *view) entry(e *history.Entry) entryData {
	d := entryData{Anchor: commitAnchor(e.Commit.Hash), Day: v.b.dayOf(e).String(), Commit: shortCommit(e.Commit.Hash), Href: v.To(v.b.decisionURL(e.Commit.Hash))}
	if n, ok := e.PullRequest(); ok {
		d.Request = "#" + strconv.Itoa(n)
	}
	d.Heading = v.heading(e)
	items, files := parted(e)
	for i, it := range items {
		if i == mostItems {
			d.More = v.Say(lang.T("och %d ändringar till: varje plan och missiv visar sina egna", "and %d changes more: each plan and missiv shows its own", len(items)-mostItems))
			break
		}
		d.Items = append(d.Items, v.item(it))
	}
	for _, f := range files {
		d.Items = append(d.Items, itemData{Text: upper(v.Say(f))})
	}
	return d
}

// ofTool tells that a change is of no document: of the tool, or of a file that nobody knows.
func ofTool(it *history.Item) bool {
	return len(it.Kinds) > 0 && !slices.ContainsFunc(it.Kinds, func(k diff.Kind) bool { return offPlans(k) == 0 })
}

// aboutPlans tells that a decision is about plans and what belongs to them, and not about the
// tool or the layout of files alone.
func aboutPlans(e *history.Entry) bool {
	return slices.ContainsFunc(e.Items, func(it history.Item) bool { return !ofTool(&it) })
}

// latest gives the latest decisions about plans, or of all where none is about plans, the
// latest first.
func (b *builder) latest(most int) []*history.Entry {
	var out []*history.Entry
	none := !slices.ContainsFunc(b.Entries, func(e history.Entry) bool { return aboutPlans(&e) })
	for i := len(b.Entries) - 1; i >= 0 && len(out) < most; i-- {
		if e := &b.Entries[i]; none || aboutPlans(e) {
			out = append(out, e)
		}
	}
	return out
}

// parted gives the changes of a decision that are of documents, and how many files of the tool
// and how many others it changes: those are told by their number alone.
func parted(e *history.Entry) (items []*history.Item, files []lang.Text) {
	tool, other := 0, 0
	for i := range e.Items {
		switch it := &e.Items[i]; {
		case !ofTool(it):
			items = append(items, it)
		case slices.Contains(it.Kinds, diff.VerktygAndrat):
			tool++
		default:
			other++
		}
	}
	if tool > 0 {
		files = append(files, lang.T("verktyget: %s", "the tool: %s", filesText(tool)))
	}
	if other > 0 {
		files = append(files, lang.T("annat än planer: %s", "other than plans: %s", filesText(other)))
	}
	return items, files
}

// offPlans is 1 of a kind that is of the tool or of a file that nobody knows, else 0.
func offPlans(k diff.Kind) int {
	if k == diff.VerktygAndrat || k == diff.OkandAndrad {
		return 1
	}
	return 0
}

// heading says what a decision is in a few words: the kinds of its changes, those about plans
// first, of these the most frequent.
func (v *view) heading(e *history.Entry) string {
	counts := map[diff.Kind]int{}
	var kinds []diff.Kind
	for i := range e.Items {
		for _, k := range e.Items[i].Kinds {
			if counts[k]++; counts[k] == 1 {
				kinds = append(kinds, k)
			}
		}
	}
	if len(kinds) == 0 {
		return v.T("Ingen ändring i sak", "No change of substance")
	}
	slices.SortStableFunc(kinds, func(a, b diff.Kind) int {
		if x, y := offPlans(a), offPlans(b); x != y {
			return cmp.Compare(x, y)
		}
		return counts[b] - counts[a]
	})
	var parts []string
	for _, k := range kinds[:min(3, len(kinds))] {
		parts = append(parts, v.often(k, counts[k]))
	}
	out := lang.List(parts).In(v.L)
	if more := len(kinds) - 3; more > 0 {
		out = lang.List(append(parts, v.counted(more, "slag till", "slag till", "more kind", "more kinds"))).In(v.L)
	}
	return upper(out)
}

// often says what kind of change there are so many of. Of the tool it is files that are counted.
func (v *view) often(k diff.Kind, n int) string {
	switch {
	case k == diff.VerktygAndrat:
		return v.Say(lang.T("verktyget ändrat (%s)", "the tool changed (%s)", filesText(n)))
	case n > 1:
		return v.Say(k.Text()) + " × " + v.Count(n)
	}
	return v.Say(k.Text())
}

func filesText(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s fil", "%s file"), Other: lang.T("%s filer", "%s files")}
}

func (v *view) item(it *history.Item) itemData {
	text, number := v.public(it)
	return itemData{Text: text, Href: v.itemURL(it), Number: number}
}

// public tells a change as everybody may read it, with its number in the diary.
func (v *view) public(it *history.Item) (text, number string) {
	told, number := it.Public(v.b.persons)
	return legible(told.In(v.L)), legible(number)
}

// itemURL leads to the page of what the change is about, where there is one; else nowhere.
func (v *view) itemURL(it *history.Item) string {
	set := v.b.Set
	switch {
	case it.Type == plan.KindLeveransplan && set.Plan(it.ID) != nil && safe(it.ID) == it.ID:
		return v.To(planURL(it.ID))
	case it.Type == plan.KindMissiv && set.Memo(it.ID) != nil && safe(it.ID) == it.ID:
		return v.To(missivURL(it.ID))
	}
	return ""
}

// upper begins a text with a capital letter.
func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
