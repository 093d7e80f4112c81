package yamldoc

import (
	"bytes"
	"unicode/utf8"
)

// cursor turns the library's places, which count lines and characters, into byte
// offsets. Nodes come in the order of the text, so it only moves forward and reading
// all of a file's places costs one pass, however long its lines are.
type cursor struct {
	text       []byte
	line, char int // of off: line from 1, characters before it on the line
	off        int
}

// to moves to a line and column, both from 1. A place behind the cursor is where it
// stands already.
func (c *cursor) to(line, column int) int {
	for c.line < line {
		n := bytes.IndexByte(c.text[c.off:], '\n')
		if n < 0 {
			c.off = len(c.text)
			return c.off
		}
		c.off += n + 1
		c.line++
		c.char = 0
	}
	for c.line == line && c.char < column-1 && c.off < len(c.text) && c.text[c.off] != '\n' {
		_, size := utf8.DecodeRune(c.text[c.off:])
		c.off += size
		c.char++
	}
	return c.off
}

// offsetOf finds a single place from the start of a text.
func offsetOf(text []byte, line, column int) int {
	c := cursor{text: text, line: 1}
	return c.to(line, column)
}
