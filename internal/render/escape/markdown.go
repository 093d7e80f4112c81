package escape

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// breaker is [zeroWidth] as Markdown shows it to whoever reads the source.
const breaker = "&#8203;"

// Signs that form Markdown or HTML are written as numbers: a number never forms anything.
// Signs that become a reference when a word follows are parted from it, since hosts look
// for references in the finished text, where a number is a sign again: @person, #12, !12,
// $x$, ~label, %milestone, &epic, :emoji: and every address with a scheme.
const (
	structural  = "\\`*_[]<>|&~#$"
	referential = "@#!~%&"
)

// A word of seven or more hexadecimal digits may name a commit.
var commit = regexp.MustCompile(`[0-9A-Fa-f]{7,}`)

// Markdown writes a text so that GitHub Flavored Markdown shows just that text, wherever in
// a line it stands, also in a cell of a table: it forms nothing, links to nothing and calls
// nobody. The result is one line.
func Markdown(s string) string {
	s = commit.ReplaceAllStringFunc(Terminal(s), everySixth)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.HasPrefix(s[i:], zeroWidth):
			b.WriteString(breaker)
			i += len(zeroWidth) - 1
			continue
		case strings.IndexByte(structural, c) >= 0 || atEdge(s, i):
			fmt.Fprintf(&b, "&#%d;", c)
		default:
			b.WriteByte(c)
		}
		if parts(s, i) {
			b.WriteString(breaker)
		}
	}
	return b.String()
}

// everySixth parts a word after every sixth letter.
func everySixth(word string) string {
	var b strings.Builder
	for ; len(word) > 6; word = word[6:] {
		b.WriteString(word[:6] + zeroWidth)
	}
	return b.String() + word
}

// atEdge tells that a sign acts because of where it stands: spaces at either end, and what
// begins a list or underlines a heading.
func atEdge(s string, i int) bool {
	switch s[i] {
	case ' ':
		return strings.Trim(s[:i], " ") == "" || strings.Trim(s[i:], " ") == ""
	case '-', '+', '=':
		return strings.Trim(s[:i], " ") == ""
	case '.', ')':
		before := strings.TrimLeft(s[:i], " ")
		return before != "" && strings.Trim(before, "0123456789") == "" && (i+1 == len(s) || s[i+1] == ' ')
	}
	return false
}

// parts tells that what has been read up to and with s[i] would become a reference together
// with what follows.
func parts(s string, i int) bool {
	if i+1 == len(s) {
		return false
	}
	next := s[i+1]
	switch {
	case s[i] == ':' || s[i] == '$':
		return next != ' ' // also http://, mailto:, ::commands and formulas
	case strings.IndexByte(referential, s[i]) >= 0:
		return isWord(next) || next >= 0x80
	case next == '.':
		return endsWith(s[:i+1], "www")
	}
	return s[i] == '-' && isDigit(next) && endsWith(s[:i+1], "gh-")
}

func endsWith(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[len(s)-len(word):], word)
}

// MarkdownCode writes a name, such as a path, in the script of code where it consists of
// letters, digits and . _ - / alone; any other name is written as text. Not in tables.
func MarkdownCode(s string) string {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-/", r) }
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return Markdown(s)
	}
	return "`" + s + "`"
}

// MarkdownBlock writes lines as a block of code in a language, such as "yaml". The fence is
// longer than any that the lines hold.
func MarkdownBlock(text, language string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	var b strings.Builder
	b.WriteString(fence + language + "\n")
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		b.WriteString(Terminal(line) + "\n")
	}
	b.WriteString(fence + "\n")
	return b.String()
}
