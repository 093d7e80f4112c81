package edit

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Word gives the value that a word on a command line or in a form stands for where a path
// leads, by what the schema wants there: text, a number, true or false (also ja and nej), a
// list ("NFB29,NFB49" or "[NFB29, NFB49]"), a mapping ("{part: skas, datum: 2026-11-10}"). A
// word that is none of what is wanted is text, which [File.Text] refuses in the schema's
// words.
func (f *File) Word(path, word string) (Value, error) {
	s, err := f.wanted(path)
	if err != nil {
		return nil, err
	}
	return wordValue(s, path, word)
}

// EntryWord gives the value that a word stands for as an entry of the list at a path.
func (f *File) EntryWord(path, word string) (Value, error) {
	s, err := f.wanted(path)
	if err != nil {
		return nil, err
	}
	return wordValue(s.Item(), path, word)
}

// List tells that what stands at a path is a list, or would be one.
func (f *File) List(path string) bool {
	s, err := f.wanted(path)
	return err == nil && s.Item() != nil
}

// wanted is the shape of what stands at a path, or would.
func (f *File) wanted(path string) (*schema.Shape, error) {
	at, err := f.find(path)
	if err != nil {
		return nil, err
	}
	s := at.shape
	for _, key := range at.missing {
		s = s.Value(key)
	}
	return s, nil
}

// wordValue gives the value that a word stands for where the schema wants values of a shape.
func wordValue(s *schema.Shape, path, word string) (Value, error) {
	word = yamldoc.NFC(strings.TrimSpace(word)) // some terminals write ä as two characters
	switch {
	case s == nil:
	case s.Type == "integer" || s.Type == "number":
		if n, err := strconv.Atoi(word); err == nil && strconv.Itoa(n) == word {
			return Int(n), nil
		}
		if n := read(word); n.Kind == yamldoc.Number && !n.Bad {
			return Plain(word), nil
		}
	case s.Type == "boolean":
		if truth, ok := truths[strings.ToLower(word)]; ok {
			return Bool(truth), nil
		}
	case s.Type == "object" || s.Type == "array" && strings.HasPrefix(word, "["), s.Type == "array" && strings.HasPrefix(word, "{"):
		n := read(word)
		if n.Bad || n.Kind != yamldoc.Mapping && n.Kind != yamldoc.Sequence {
			return nil, &Fault{path, lang.T("%s går inte att läsa som en lista eller en grupp av värden", "%s can't be read as a list or a group of values", word),
				lang.T("Skriv en lista som [a, b] och en grupp som {nyckel: värde, nyckel: värde}.", "Write a list as [a, b] and a group as {key: value, key: value}.")}
		}
		return said(s, n), nil
	case s.Type == "array":
		var out List
		for part := range strings.SplitSeq(word, ",") {
			v, err := wordValue(s.Item(), path, part)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	}
	return Text(word), nil
}

var truths = map[string]bool{"true": true, "ja": true, "yes": true, "false": false, "nej": false, "no": false}

// said is the value that a node says, with text where the schema wants text: 9.0 for a
// version of the routine.
func said(s *schema.Shape, n *yamldoc.Node) Value {
	switch {
	case n.Kind == yamldoc.Mapping:
		out := make(Map, len(n.Entries))
		for i, e := range n.Entries {
			out[i] = Entry{e.Key.Text, said(s.Value(e.Key.Text), e.Value)}
		}
		return Flow(out)
	case n.Kind == yamldoc.Sequence:
		out := make(List, len(n.Items))
		for i, item := range n.Items {
			out[i] = said(s.Item(), item)
		}
		return Flow(out)
	case n.Kind == yamldoc.String, s.IsText():
		return Text(n.Text)
	}
	return Plain(n.Text)
}
