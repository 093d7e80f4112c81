package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func isDigit(b byte) bool { return b-'0' <= 9 }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// interim tells the letters that stand for the first of the four last digits until a
// person has a number.
func interim(b byte) bool { return strings.IndexByte("TRSUWXJKLMN", b&^0x20) >= 0 && isLetter(b) }

// firstForeign is the first decimal digit after those of ASCII.
const firstForeign = 0x660

// digit gives the value of a decimal digit of any script, full-width ones included.
func digit(r rune) (uint8, bool) {
	if r < firstForeign {
		return uint8(r - '0'), r >= '0' && r <= '9'
	}
	// The digits of a script stand together in ascending order, from a zero on.
	for _, t := range unicode.Nd.R16 {
		if r <= rune(t.Hi) {
			return uint8((r - rune(t.Lo)) % 10), r >= rune(t.Lo)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r <= rune(t.Hi) {
			return uint8((r - rune(t.Lo)) % 10), r >= rune(t.Lo)
		}
	}
	return 0, false
}

// plain gives what a character between digits counts as: a space, a hyphen, nothing
// (0, for what can't be seen), or something else ('x').
func plain(r rune) byte {
	switch {
	case r == 0, r == 0xad:
		return 0
	case r == '-', r == '+', r == '_':
		return byte(r)
	case r == '\n' || r == '\r' || r < 0x80 && !unicode.IsSpace(r) || r == utf8.RuneError:
		return 'x'
	case unicode.IsSpace(r):
		return ' '
	case r == 0x2212 || unicode.Is(unicode.Pd, r):
		return '-'
	case r == 0xff0b:
		return '+'
	case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return 0
	}
	return 'x'
}
