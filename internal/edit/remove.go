package edit

import (
	"bytes"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Remove takes away the key or the entry at a path, with its line and the comments that
// belong to it. A mapping that is left without keys goes as well where the schema lets it; a
// list is left empty.
func (f *File) Remove(path string) error {
	return f.whole(func() error { return f.remove(path) })
}

func (f *File) remove(path string) error {
	at, err := f.find(path)
	if err != nil {
		return err
	}
	if len(at.missing) > 0 {
		return &Fault{path, lang.T("`%s` finns inte i filen", "`%s` is not in the file", path), lang.T("Det finns inget att ta bort.", "There is nothing to remove.")}
	}
	for len(at.steps) > 1 && at.holder().in.Kind == yamldoc.Mapping && len(at.holder().in.Entries) == 1 && at.optionalAbove() {
		at = at.up()
	}
	holder := at.holder()
	fresh := *holder.in
	if fresh.Kind == yamldoc.Mapping {
		fresh.Entries = slices.Delete(slices.Clone(fresh.Entries), holder.at, holder.at+1)
	} else {
		fresh.Items = slices.Delete(slices.Clone(fresh.Items), holder.at, holder.at+1)
	}
	return f.apply(path, f.removal(at), rebuilt(f.doc.Root, holder.in, &fresh))
}

// optionalAbove tells that the mapping that holds the spot is the value of a key that need
// not be there.
func (s *spot) optionalAbove() bool {
	above := s.steps[len(s.steps)-2]
	return above.in.Kind == yamldoc.Mapping && !above.shape.Demands(above.entry().Key.Text)
}

// up is the spot of what holds it.
func (s *spot) up() *spot {
	last := s.holder()
	return &spot{path: s.path, steps: s.steps[:len(s.steps)-1], node: last.in, shape: last.shape}
}

// removal takes a spot's entry out of what holds it.
func (f *File) removal(at *spot) []yamldoc.Edit {
	holder := at.holder()
	size := len(holder.in.Entries) + len(holder.in.Items)
	switch {
	case size == 1 && len(at.steps) == 1:
		return nil // the last key of a document stays
	case size == 1 && holder.in.Kind == yamldoc.Mapping:
		return f.replacement(at.up(), Map{})
	case size == 1:
		return f.replacement(at.up(), List{})
	case holder.flow:
		return f.outOfFlow(holder)
	}
	return f.outOfLines(holder, at)
}

// part is a value that a step's mapping or list holds.
func (s step) part(i int) *yamldoc.Node {
	if s.in.Kind == yamldoc.Mapping {
		return s.in.Entries[i].Value
	}
	return s.in.Items[i]
}

// startOf is where an entry or an item of a step's mapping or list starts.
func (s step) startOf(i int) int {
	if s.in.Kind == yamldoc.Mapping {
		return s.in.Entries[i].Key.Span.Start()
	}
	return s.in.Items[i].Span.Start()
}

// start is where the step's own entry or item starts.
func (s step) start() int { return s.startOf(s.at) }

// outOfFlow takes an entry away with the comma that parts it from its neighbour.
func (f *File) outOfFlow(holder step) []yamldoc.Edit {
	start, end := holder.start(), holder.part(holder.at).Span.End()
	if holder.at > 0 {
		start = holder.part(holder.at - 1).Span.End()
	} else {
		end = holder.startOf(1)
	}
	return []yamldoc.Edit{{Start: start, End: end}}
}

// outOfLines takes an entry away with its lines. Where the first key of a list's entry goes
// the second one takes its place after the dash.
func (f *File) outOfLines(holder step, at *spot) []yamldoc.Edit {
	text := f.doc.Source.Text
	start := holder.start()
	line := yamldoc.LineStart(text, start)
	before := string(text[line:start])
	dashed := holder.in.Kind == yamldoc.Mapping && strings.Trim(before, " ") != ""
	col := len(before)
	if holder.in.Kind == yamldoc.Sequence {
		col = bytes.IndexByte(text[line:], '-')
	}
	end := f.doc.EndOf(at.node, col)
	if dashed {
		second := holder.startOf(1)
		return []yamldoc.Edit{
			{Start: line, End: line, Text: yamldoc.Indented(string(text[end:yamldoc.LineStart(text, second)]), strings.IndexByte(before, '-'))},
			{Start: start, End: second},
		}
	}
	return []yamldoc.Edit{{Start: f.lead(at, line, col), End: end}}
}

// lead is where the comments start that belong to an entry in a column and stand above its
// line. What stands above the first key of a file is the file's own.
func (f *File) lead(at *spot, line, column int) int {
	text, holder := f.doc.Source.Text, at.holder()
	switch {
	case holder.at > 0:
		return yamldoc.LeadOf(text, line, f.doc.EndOf(holder.part(holder.at-1), column))
	case len(at.steps) < 2:
		return line
	}
	return yamldoc.LeadOf(text, line, yamldoc.NextLine(text, at.steps[len(at.steps)-2].start()))
}
