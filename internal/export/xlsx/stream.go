package xlsx

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// budget is what reading one workbook may still cost. Time follows from bytes and tokens,
// memory from cells and what is kept; each is counted while a part is decoded, and the
// first that runs out ends it.
type budget struct {
	bytes  int // of parts, unpacked
	tokens int // of XML: a tag, an attribute, a text, a comment
	cells  int // with content
	kept   int // bytes of texts, and of what else is remembered of the file
	area   int // of the sheets: rows times columns, which whoever reads them may walk
}

func newBudget() *budget {
	return &budget{bytes: maxUnpacked, tokens: maxTokens, cells: maxCells, kept: maxKept, area: maxArea}
}

// keep pays for something that is remembered, with the texts in it.
func (b *budget) keep(texts ...string) error {
	const each = 32
	b.kept -= each
	for _, text := range texts {
		b.kept -= len(text)
	}
	if b.kept < 0 {
		return tooLarge(lang.T("den innehåller för mycket text eller formatering", "it holds too much text or formatting"))
	}
	return nil
}

// ration hands out a part's bytes as long as there is budget, and no more than one token
// may have at a time: a decoder keeps a token whole in memory.
type ration struct {
	from    io.Reader
	budget  *budget
	since   int // bytes since the last token
	refused error
}

func (r *ration) Read(p []byte) (int, error) {
	if r.refused != nil {
		return 0, r.refused
	}
	n, err := r.from.Read(p)
	r.budget.bytes -= n
	r.since += n
	switch {
	case r.budget.bytes < 0:
		r.refused = tooLarge(lang.T("den blir mer än %d MB när den packas upp", "it becomes more than %d MB when it is unpacked", maxUnpacked>>20))
	case r.since > maxToken:
		r.refused = tooLarge(lang.T("en text i den är längre än %d kB", "a text in it is longer than %d kB", maxToken>>10))
	default:
		return n, err
	}
	return 0, r.refused
}

// stream is a part while it is decoded.
type stream struct {
	decoder *xml.Decoder
	in      *ration
	depth   int // elements that have begun and not ended
}

// each calls for every element of a part, from the outside in. What is called reads on in
// the element, or not. A part is read once: another time it is not there.
func (r *reader) each(part string, start func(s *stream, e xml.StartElement) error) error {
	f, there := r.parts[part]
	if !there {
		return damaged()
	}
	delete(r.parts, part)
	text, err := f.Open()
	if err != nil {
		return damaged()
	}
	defer text.Close()
	in := &ration{from: text, budget: r.budget}
	s := &stream{decoder: xml.NewDecoder(in), in: in}
	for {
		token, err := s.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := start(s, e); err != nil {
				return err
			}
		}
	}
}

// next gives the next token, or io.EOF where the part ends as it should.
func (s *stream) next() (xml.Token, error) {
	s.in.since = 0
	token, err := s.decoder.Token()
	switch {
	case s.in.refused != nil:
		return nil, s.in.refused
	case err == io.EOF:
		return nil, err
	case err != nil:
		return nil, damaged()
	}
	s.in.budget.tokens--
	switch e := token.(type) {
	case xml.StartElement:
		s.in.budget.tokens -= len(e.Attr)
		if s.depth++; s.depth > maxDepth || len(e.Attr) > maxAttributes {
			return nil, damaged()
		}
	case xml.EndElement:
		s.depth--
	}
	if s.in.budget.tokens < 0 {
		return nil, tooLarge(lang.T("den innehåller för många celler eller för mycket formatering", "it holds too many cells or too much formatting"))
	}
	return token, nil
}

// inside calls for every child of the element that has just begun, and ends with it.
func (s *stream) inside(child func(e xml.StartElement) error) error {
	for level := s.depth; s.depth >= level; {
		token, err := s.next()
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && s.depth == level+1 {
			if err := child(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// text reads the text of the element that has just begun, without that of its children.
func (s *stream) text(to *strings.Builder) error {
	for level := s.depth; s.depth >= level; {
		token, err := s.next()
		if err != nil {
			return err
		}
		if text, ok := token.(xml.CharData); ok && s.depth == level {
			if to.Len()+len(text) > maxToken {
				return damaged()
			}
			to.Write(text)
		}
	}
	return nil
}

// rich reads a text that is in one piece, or in several that look different.
func (s *stream) rich() (string, error) {
	var plain, runs strings.Builder
	err := s.inside(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			return s.text(&plain)
		case "r":
			return s.inside(func(e xml.StartElement) error {
				if e.Name.Local != "t" {
					return nil
				}
				return s.text(&runs)
			})
		}
		return nil
	})
	return unescape(plain.String() + runs.String()), err
}
