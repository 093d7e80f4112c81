package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func registerKind(k plan.Kind) Kind {
	switch k {
	case plan.KindRoller:
		return RollerAndrade
	case plan.KindUndantag:
		return UndantagAndrat
	case plan.KindAvvikelser:
		return AvvikelseAndrad
	case plan.KindInstallningar:
		return VerktygAndrat
	}
	return RegisterAndrat
}

func (c *comparison) register(p *pair) Change {
	base, head := first(p.base), first(p.head)
	before, after := p.contents()
	out := &Register{Subject: c.subject(p), Base: base, Head: head, Is: p.withUnread([]Kind{registerKind(p.kind)})}
	old, fresh := placesOf(base), placesOf(head)
	entries := map[string]*Entry{}
	concerned := map[string]bool{} // pointers of entries, and of values outside entries
	for _, t := range terms(before, after) {
		at := "/" + t.entry()
		_, was := old[at]
		_, is := fresh[at]
		if !was && !is {
			out.Terms = append(out.Terms, t)
			concerned[t.Pointer] = true
			continue
		}
		if entries[at] == nil {
			list, key, _ := strings.Cut(at[1:], "/")
			key = unescaper.Replace(key)
			entries[at] = &Entry{List: list, Key: key, Name: c.entryName(list, key), Before: before.entry(at, old), After: after.entry(at, fresh)}
			concerned[at] = true
		}
		entries[at].Terms = append(entries[at].Terms, t)
	}
	for _, e := range entries {
		out.Entries = append(out.Entries, *e)
	}
	slices.SortFunc(out.Entries, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.List, b.List), cmp.Compare(a.Key, b.Key)) })
	if !p.unreadBefore() && !p.unreadAfter() {
		out.BaseSum, out.HeadSum = before.sumOf(concerned), after.sumOf(concerned)
	}
	return out
}

// placesOf gives the places of the entries of a register, by their pointers.
func placesOf(d plan.Any) map[string]diag.Span {
	out := map[string]diag.Span{}
	if d == nil {
		return out
	}
	for _, e := range d.Base().Root().Entries {
		if e.Value.Kind != yamldoc.Sequence {
			continue
		}
		for i, key := range entryKeys(string(d.Base().Kind), e.Key.Text, e.Value) {
			if item := e.Value.Items[i]; item.Kind == yamldoc.Mapping {
				out["/"+escape(e.Key.Text)+"/"+key] = item.Span
			}
		}
	}
	return out
}

// entry gives a whole entry as text, on one line; the zero Value where there is none.
func (c content) entry(at string, places map[string]diag.Span) Value {
	span, there := places[at]
	if !there {
		return Value{}
	}
	var parts []string
	for _, l := range c.leaves {
		if rest, inside := strings.CutPrefix(l.pointer, at+"/"); inside {
			parts = append(parts, unescaper.Replace(rest)+": "+l.text)
		}
	}
	return Value{Text: strings.Join(parts, ", "), File: c.source.File, Range: c.source.Range(span), There: true}
}

// sumOf is the sum of entries and single values, named by their pointers; empty where none
// of them is there.
func (c content) sumOf(concerned map[string]bool) string {
	form := formOf(c.leaves, func(l leaf) bool {
		return concerned[l.pointer] || concerned["/"+Term{Pointer: l.pointer}.entry()]
	})
	if len(form) == 0 {
		return ""
	}
	return form.Sum()
}
