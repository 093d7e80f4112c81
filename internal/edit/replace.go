package edit

import (
	"bytes"
	"strings"

	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// replacement writes a value in the place of another one.
func (f *File) replacement(at *spot, v Value) []yamldoc.Edit {
	old, holder := at.node, at.holder()
	if f.doc.IsFlow(old) && len(old.Entries)+len(old.Items) > 0 && isCollection(v) {
		v = Flow(v)
	}
	switch {
	case holder.flow:
		return f.sameLine(old, f.quotedAs(old, v, at.shape))
	case holder.in.Kind == yamldoc.Sequence:
		return f.replacedItem(at, v)
	case onOneLine(v) && isLines(f.doc, old):
		return f.linesToWord(holder.entry(), inline(v, at.shape))
	case onOneLine(v):
		return f.sameLine(old, f.quotedAs(old, v, at.shape))
	case isLines(f.doc, old):
		return f.linesToLines(holder.entry(), v, at.shape)
	}
	return f.wordToLines(holder.entry(), v, at.shape)
}

// sameLine puts a word in the place of another one. The comment in the head of a text on
// lines stays.
func (f *File) sameLine(old *yamldoc.Node, word string) []yamldoc.Edit {
	text := f.doc.Source.Text
	if old.Span.Len() == 0 {
		word = " " + word
	}
	if f.doc.IsBlock(old) {
		head := text[old.Span.Start():yamldoc.LineEnd(text, old.Span.Start())]
		if comment := bytes.Index(head, []byte(" #")); comment >= 0 {
			word += string(head[comment:])
		}
		if text[old.Span.End()-1] == '\n' {
			word += "\n"
		}
	}
	return []yamldoc.Edit{{Start: old.Span.Start(), End: old.Span.End(), Text: word}}
}

// quotedAs writes a value with quotes where the one before had them, and with the same ones.
func (f *File) quotedAs(old *yamldoc.Node, v Value, s *schema.Shape) string {
	text, ok := v.(Text)
	if !ok || !old.Quoted || f.doc.IsBlock(old) {
		return inline(v, s)
	}
	double := yamldoc.Quoted(string(text))
	plain := double == `"`+string(text)+`"` // nothing in it that only double quotes can say
	if plain && f.doc.Source.Text[old.Span.Start()] == '\'' {
		return "'" + strings.ReplaceAll(string(text), "'", "''") + "'"
	}
	return double
}

// linesToWord puts a word right after a key, in the place of the lines below it.
func (f *File) linesToWord(e yamldoc.Entry, word string) []yamldoc.Edit {
	text := f.doc.Source.Text
	colon := colonAfter(text, e.Key)
	below := yamldoc.NextLine(text, colon)
	end := f.doc.EndOf(e.Value, column(text, e.Key.Span.Start()))
	return []yamldoc.Edit{{Start: colon, End: colon, Text: " " + word}, {Start: below, End: end}}
}

// linesToLines puts lines in the place of others, below their key.
func (f *File) linesToLines(e yamldoc.Entry, v Value, s *schema.Shape) []yamldoc.Edit {
	text := f.doc.Source.Text
	start := yamldoc.LineStart(text, e.Value.Span.Start())
	end := f.doc.EndOf(e.Value, column(text, e.Key.Span.Start()))
	lines := f.writer().after(v, s, column(text, e.Key.Span.Start()))
	return []yamldoc.Edit{{Start: start, End: end, Text: f.untilBreak(end, lines[1:])}}
}

// untilBreak ends lines with a line break where the part that they replace ends with one.
func (f *File) untilBreak(end int, lines string) string {
	if f.doc.Source.Text[end-1] == '\n' {
		return lines + "\n"
	}
	return lines
}

// wordToLines puts lines below a key in the place of what stands after it. A comment on its
// line stays there.
func (f *File) wordToLines(e yamldoc.Entry, v Value, s *schema.Shape) []yamldoc.Edit {
	text := f.doc.Source.Text
	colon := colonAfter(text, e.Key)
	lines := f.writer().after(v, s, column(text, e.Key.Span.Start()))
	end := max(e.Value.Span.End(), colon)
	if f.doc.IsBlock(e.Value) {
		return []yamldoc.Edit{{Start: colon, End: end, Text: f.untilBreak(end, lines)}}
	}
	line := yamldoc.LineEnd(text, end)
	return []yamldoc.Edit{{Start: colon, End: end}, {Start: line, End: line, Text: lines}}
}

// replacedItem puts an entry of a list on lines in the place of another one.
func (f *File) replacedItem(at *spot, v Value) []yamldoc.Edit {
	text := f.doc.Source.Text
	old := at.node
	if old.Span.Len() == 0 || !isLines(f.doc, old) && onOneLine(v) {
		return f.sameLine(old, f.quotedAs(old, v, at.shape))
	}
	col := column(text, old.Span.Start())
	dash := bytes.IndexByte(text[yamldoc.LineStart(text, old.Span.Start()):], '-')
	word := strings.TrimPrefix(f.writer().item(v, at.shape, col-2), " ")
	if !isLines(f.doc, old) {
		return []yamldoc.Edit{{Start: old.Span.Start(), End: old.Span.End(), Text: word}}
	}
	end := f.doc.EndOf(old, dash)
	return []yamldoc.Edit{{Start: old.Span.Start(), End: end, Text: f.untilBreak(end, word)}}
}
