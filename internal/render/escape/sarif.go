package escape

import (
	"regexp"
	"strings"
)

// zeroWidth parts two characters from each other without being seen.
const zeroWidth = "\u200b"

var placeholder = regexp.MustCompile(`\{(\d)`)

// SARIFMessage writes a text as a message of SARIF, where even plain text knows links,
// [text](target), and places for arguments, {0}. Both are broken up with a space of no
// width. The standard would have every brace doubled; but few viewers undo that, and hints
// hold YAML that people copy.
func SARIFMessage(s string) string {
	s = strings.ReplaceAll(Terminal(s), "](", "]"+zeroWidth+"(")
	return placeholder.ReplaceAllString(s, "{"+zeroWidth+"$1")
}

// URI writes a slash-separated path as a relative URI, byte by byte.
func URI(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(path) {
		if isWord(c) || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
