// Package escape makes text from documents harmless in each kind of output: a value that
// somebody wrote into a plan must never be able to act.
package escape

import (
	"fmt"
	"strings"
	"unicode"
)

// Terminal shows every character that a terminal would act on, or that can't be seen, by
// its code point: ESC becomes "\u001b". Tabs become one space. The result is one line.
func Terminal(s string) string {
	if !strings.ContainsFunc(s, acts) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case !acts(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func acts(r rune) bool {
	return r == unicode.ReplacementChar || !unicode.IsPrint(r) && r != ' ' && r != '\u00a0'
}
