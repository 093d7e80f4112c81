package yamldoc

import (
	"bytes"
	"sync"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// The subset is what plan files are written in: collections by indentation or in
// brackets, texts on one line with or without quotes, comments. Its reader is some
// twenty times faster than the library, and gives up at the first thing that it does
// not know or that anybody could have something to say about: it never finds a fault
// itself. A text that it reads gives the very tree, with the very places, that the
// library and the converter give (FuzzSubset), and no finding.
//
// It leaves to the library, among others: tabs, texts on several lines, block texts,
// escapes, doubled quotes, markers of documents, keys in the long form, odd numbers,
// days that no calendar has, and collections inside each other deeper than any plan's.

// mostNested is how many collections inside each other the reader follows.
const mostNested = 12

// mark is a node to be. Marks stand in the order of the text, each key before its value
// and each collection before its parts.
type mark struct {
	kind   Kind
	quoted bool
	parts  int32 // entries or items of a collection
	span   diag.Span
}

// reader reads a text of the subset, which has passed the pre-scan. Its methods give
// false where they give up.
type reader struct {
	text  []byte
	at    int // what comes next
	start int // of the line of that
	// column of the first character of the line's content, after dashes if it has been
	// read that far; -1 at the end of the text
	column int
	// margin is the column of the innermost collection by indentation
	margin int

	marks []mark
	keys  []uint32 // hashes of the keys so far of the mappings that are open
	words words
}

// readers keeps what a reading needs besides its tree for the next one.
var readers = sync.Pool{New: func() any { return new(reader) }}

// subset reads a text of the subset, which has passed the pre-scan. It is nil for any other
// text.
func subset(text []byte) *Node {
	if bytes.IndexByte(text, '\t') >= 0 || len(text) > MaxNodes/2 && crowded(text) {
		return nil
	}
	r := readers.Get().(*reader)
	defer readers.Put(r)
	r.text, r.marks, r.keys = text, r.marks[:0], r.keys[:0]
	defer func() { r.text = nil }()
	if !r.root() {
		return nil
	}
	return r.tree()
}

// root reads the mapping that a file is.
func (r *reader) root() bool {
	if r.content(0); r.column != 0 {
		return false
	}
	self := r.open()
	key, ok := r.scalar(false)
	return ok && r.mapping(self, key, 1) && r.column < 0 && len(r.marks) <= MaxNodes
}

// open makes room for the mark of a collection, which is known at its end.
func (r *reader) open() int {
	r.marks = append(r.marks, mark{})
	return len(r.marks) - 1
}

// peek is the next character, 0 at the end of the text.
func (r *reader) peek() byte { return r.ahead(0) }

// ahead is a character after the next one.
func (r *reader) ahead(n int) byte {
	if r.at+n < len(r.text) {
		return r.text[r.at+n]
	}
	return 0
}

// blanks skips spaces.
func (r *reader) blanks() {
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
}

// ended tells that a line holds nothing more than a comment. What stands before has
// been read with the spaces after it.
func (r *reader) ended() bool {
	switch r.peek() {
	case '\n', '\r', 0:
		return true
	case '#':
		return r.text[r.at-1] == ' '
	}
	return false
}

// next goes on to the next line with content.
func (r *reader) next() bool {
	r.blanks()
	if !r.ended() {
		return false
	}
	r.content(NextLine(r.text, r.at))
	return true
}

// content goes to the first line with content from the start of a line on.
func (r *reader) content(start int) {
	for start < len(r.text) {
		r.start, r.at = start, start
		r.blanks()
		switch r.peek() {
		case '\n', '\r', '#':
			start = NextLine(r.text, r.at)
		case 0:
			start = len(r.text)
		default:
			r.column = r.at - start
			return
		}
	}
	r.at, r.column = len(r.text), -1
}
