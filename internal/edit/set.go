package edit

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Set gives the value at a path another value, or makes it at its place. A mapping that
// replaces a mapping changes what differs, key by key; keys that it does not have go.
func (f *File) Set(path string, v Value) error {
	return f.whole(func() error { return f.set(path, v) })
}

// whole takes steps of which none remains where one fails.
func (f *File) whole(steps func() error) error {
	before := f.doc
	err := steps()
	if err != nil {
		f.doc = before
	}
	return err
}

func (f *File) set(path string, v Value) error {
	at, err := f.find(path)
	if err != nil {
		return err
	}
	if len(at.missing) > 0 {
		return f.insert(at, v)
	}
	want := node(v)
	if yamldoc.Equal(at.node, want) {
		return nil
	}
	if m, ok := bare(v).(Map); ok && len(m) > 0 && len(at.node.Entries) > 0 && f.sameName(at, want) {
		return f.merge(path, at, m)
	}
	return f.apply(path, f.replacement(at, v), rebuilt(f.doc.Root, at.node, want))
}

// sameName tells that what stands at a spot is found by the same path once it says something
// else.
func (f *File) sameName(at *spot, want *yamldoc.Node) bool {
	if at.holder().in.Kind == yamldoc.Mapping {
		return true
	}
	above, list := f.names(at)
	return itemName(above, list, at.node) == itemName(above, list, want)
}

// merge makes a mapping say something else, key by key.
func (f *File) merge(path string, at *spot, m Map) error {
	old := at.node.Entries
	for _, e := range m {
		if err := f.set(path+"."+e.Key, e.Value); err != nil {
			return err
		}
	}
	for _, e := range old {
		if !slices.ContainsFunc(m, func(n Entry) bool { return n.Key == e.Key.Text }) {
			if err := f.remove(path + "." + e.Key.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

// insert makes a value whose key is not there, with the keys above it that are not there
// either.
func (f *File) insert(at *spot, v Value) error {
	for len(at.missing) > 1 {
		last := len(at.missing) - 1
		s := at.shape
		for _, key := range at.missing[:last] {
			s = s.Value(key)
		}
		v = made(s, Map{{at.missing[last], v}})
		at.missing = at.missing[:last]
	}
	key := at.missing[0]
	entry := Map{{key, v}}
	if len(at.node.Entries) == 0 {
		return f.apply(at.path, f.replacement(at, made(at.shape, entry)), rebuilt(f.doc.Root, at.node, node(entry)))
	}
	fresh := *at.node
	fresh.Entries = append(slices.Clone(fresh.Entries), node(entry).Entries...)
	return f.apply(at.path, f.insertion(at, key, v), rebuilt(f.doc.Root, at.node, &fresh))
}

// made is a mapping with one key, as it is written where there was none: weeks on lines, all
// else in braces.
func made(s *schema.Shape, m Map) Value {
	if s.ByTime() {
		return m
	}
	return Flow(m)
}

// insertion puts a key into a mapping that has others: after the last of those that come
// before it, else before the first one.
func (f *File) insertion(at *spot, key string, v Value) []yamldoc.Edit {
	text := f.doc.Source.Text
	entries := at.node.Entries
	prior := -1
	for i, e := range entries {
		if at.shape.Compare(e.Key.Text, key) < 0 && (prior < 0 || at.shape.Compare(e.Key.Text, entries[prior].Key.Text) >= 0) {
			prior = i
		}
	}
	s := at.shape.Value(key)
	flow := f.doc.IsFlow(at.node) || len(at.steps) > 0 && at.holder().flow
	first := entries[0].Key.Span.Start()
	col := column(text, first)
	switch {
	case flow && prior < 0:
		return []yamldoc.Edit{{Start: first, End: first, Text: yamldoc.Written(key) + ": " + inline(v, s) + ", "}}
	case flow:
		end := entries[prior].Value.Span.End()
		return []yamldoc.Edit{{Start: end, End: end, Text: ", " + yamldoc.Written(key) + ": " + inline(v, s)}}
	}
	entry := yamldoc.Written(key) + ":" + f.writer().after(v, s, col)
	switch dashed := strings.Trim(string(text[yamldoc.LineStart(text, first):first]), " ") != ""; {
	case prior >= 0:
		return f.newLine(f.doc.EndOf(entries[prior].Value, col), margin(col)+entry)
	case dashed:
		return []yamldoc.Edit{{Start: first, End: first, Text: entry + "\n" + margin(col)}}
	}
	from := 0
	if len(at.steps) > 0 {
		from = yamldoc.NextLine(text, at.holder().start())
	}
	lead := yamldoc.LeadOf(text, yamldoc.LineStart(text, first), from)
	return []yamldoc.Edit{{Start: lead, End: lead, Text: margin(col) + entry + "\n"}}
}

// newLine puts lines in at the start of a line, or at the end of a file whose last line has
// no line break.
func (f *File) newLine(at int, lines string) []yamldoc.Edit {
	text := f.doc.Source.Text
	if at > 0 && text[at-1] != '\n' {
		return []yamldoc.Edit{{Start: at, End: at, Text: "\n" + lines}}
	}
	return []yamldoc.Edit{{Start: at, End: at, Text: lines + "\n"}}
}

func (f *File) writer() writer { return styleOf(f.doc) }
