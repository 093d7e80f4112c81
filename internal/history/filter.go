package history

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Filter picks what somebody asks of the register. What is not set does not limit.
type Filter struct {
	ID string
	// Parties and Fields are alternatives: an organisation's or a field's id, and its name.
	Parties, Fields []string
	// Period picks documents whose period shares a day with it.
	Period calendar.Interval
	// Days picks decisions made on these days, in a zone's days; zero at an open end.
	Days calendar.Interval
}

// IsZero tells that everything is asked for, so that steps without a change belong to it.
func (f Filter) IsZero() bool {
	return f.ID == "" && len(f.Parties)+len(f.Fields) == 0 && f.Period.IsZero()
}

// Pick gives of an entry that was made on a day what is asked for. False where it is nothing.
func (f Filter) Pick(e Entry, day calendar.Day) (Entry, bool) {
	if day < f.Days.From || !f.Days.To.IsZero() && day > f.Days.To {
		return e, false
	}
	if f.IsZero() {
		return e, true
	}
	var picked []Item
	for i := range e.Items {
		if f.picks(&e.Items[i]) {
			picked = append(picked, e.Items[i])
		}
	}
	e.Items = picked
	return e, len(picked) > 0
}

func (f Filter) picks(it *Item) bool {
	switch {
	case f.ID != "" && !it.About(f.ID),
		len(f.Parties) > 0 && !meet(f.Parties, it.Parties),
		len(f.Fields) > 0 && !meet(f.Fields, it.Fields),
		!f.Period.IsZero() && (it.Period.IsZero() || !it.Period.Overlaps(f.Period)):
		return false
	}
	return true
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// IDs lists everything that ever stood on main under an id: documents, and entries of
// registers. Files that are no documents have none.
func IDs(entries []Entry) []string {
	var out []string
	for _, e := range entries {
		for i := range e.Items {
			if it := &e.Items[i]; it.Type != "" {
				out = append(out, it.ID)
				out = append(out, it.Names...)
			}
		}
	}
	// What has no id is told apart by several values: p-017+representant+skas+2026-01-01.
	return each(slices.DeleteFunc(out, func(id string) bool { return strings.Contains(id, "+") }))
}

// pick gives the entries with some of their items.
func pick(entries []Entry, wanted func(*Item) bool) []Entry {
	var out []Entry
	for _, e := range entries {
		var items []Item
		for i := range e.Items {
			if wanted(&e.Items[i]) {
				items = append(items, e.Items[i])
			}
		}
		if len(items) > 0 {
			out = append(out, Entry{e.Step, items})
		}
	}
	return out
}
