package diag

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// Pos is a place in a file: line and column count from 1, columns in characters
// (Unicode code points). The zero Pos means "the file as a whole".
type Pos struct{ Line, Column int }

// Range runs from Start up to, not including, End.
type Range struct{ Start, End Pos }

// Span is a range as byte offsets into a [Source]; its end is not included. Every value of
// every document holds one, so it is kept in half the memory of two ints: a file is at
// most 1 MiB, and no offset comes near the 2 GiB that an int32 can hold. Callers reckon in
// int throughout. Spans cost nothing to make; a [Range] is computed only for a finding.
// The zero Span stands for the file as a whole, or for nowhere.
type Span struct{ start, end int32 }

// Between is the span from one byte offset up to, not including, another.
func Between(start, end int) Span { return Span{start: int32(start), end: int32(end)} }

// Start is the offset of the first byte.
func (sp Span) Start() int { return int(sp.start) }

// End is the offset after the last byte.
func (sp Span) End() int { return int(sp.end) }

// Len is the number of bytes.
func (sp Span) Len() int { return int(sp.end - sp.start) }

// Holds tells that another span lies within this one, or is the same.
func (sp Span) Holds(inner Span) bool { return sp.start <= inner.start && inner.end <= sp.end }

// To is the span with the same start and another end.
func (sp Span) To(end int) Span { return Span{start: sp.start, end: int32(end)} }

// Source is the text of one file, able to turn offsets into places.
type Source struct {
	File string // slash-separated path from the repository's root
	Text []byte // at most 2 GiB

	once  sync.Once
	lines []int32 // byte offset of each line's start: see starts
}

// NewSource makes a Source. The text must not change afterwards.
func NewSource(file string, text []byte) *Source {
	return &Source{File: file, Text: text}
}

// starts gives the byte offset of each line's start. Of most texts nobody asks for a place.
func (s *Source) starts() []int32 {
	s.once.Do(func() { s.lines = lineStarts(s.Text) })
	return s.lines
}

func lineStarts(text []byte) []int32 {
	starts := make([]int32, 1, 1+bytes.Count(text, []byte("\n")))
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, int32(i+1))
		}
	}
	return starts
}

// Pos gives the place of a byte offset. Lines end at LF only, as git has it.
func (s *Source) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(s.Text))
	lines := s.starts()
	line := sort.Search(len(lines), func(i int) bool { return int(lines[i]) > offset })
	start := int(lines[line-1])
	return Pos{Line: line, Column: utf8.RuneCount(s.Text[start:offset]) + 1}
}

// Range gives the places of a span.
func (s *Source) Range(sp Span) Range { return Range{Start: s.Pos(sp.Start()), End: s.Pos(sp.End())} }

// Slice returns the bytes of a span.
func (s *Source) Slice(sp Span) []byte { return s.Text[sp.start:sp.end] }

// Line returns a line's text without its line break; the empty string if there is none.
func (s *Source) Line(n int) string {
	lines := s.starts()
	if n < 1 || n > len(lines) {
		return ""
	}
	start, end := int(lines[n-1]), len(s.Text)
	if n < len(lines) {
		end = int(lines[n]) - 1
	}
	if end > start && s.Text[end-1] == '\r' {
		end--
	}
	return string(s.Text[start:end])
}
