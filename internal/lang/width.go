package lang

import "golang.org/x/text/width"

// Width is the number of columns that a line takes on a terminal: two for wide East Asian
// characters and emoji, one for all others. Texts are NFC, so that no character stands on
// top of another.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
