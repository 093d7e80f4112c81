package privacy

import (
	"bytes"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Find gives the places of the Swedish personal identity numbers (personnummer),
// coordination numbers (samordningsnummer, day + 60) and interim numbers (a letter as
// the seventh digit, counted as 1) in a text, in order and without overlap.
//
// A number is ten digits, or twelve with the century 18, 19 or 20: a day that exists,
// and four more of which the last is the check digit (modulus 10 over the last ten).
// It stands alone, no letter or digit before or after it, in one of the forms that
// [shapeOf] lists; the digits are of any script, and characters that can't be seen may
// stand among them. The text need not be UTF-8.
//
// The time is linear: a number can start only at the first digit of a run, and what is
// read ahead from there is bounded.
func Find(text []byte) []diag.Span {
	var found []diag.Span
	for i := 0; i < len(text); {
		start := i
		switch b := text[i]; {
		case b < '0' || b > '9' && b < utf8.RuneSelf:
			i++
			continue
		case b < utf8.RuneSelf:
			for i++; i < len(text) && isDigit(text[i]); i++ {
			}
			if !leads(text[i:], i-start) {
				continue
			}
		default:
			r, size := utf8.DecodeRune(text[i:])
			i += size
			if _, ok := digit(r); !ok {
				continue
			}
		}
		if end, ok := match(text, start); ok {
			found = append(found, diag.Between(start, end))
			i = end
			continue
		}
		for i < len(text) {
			r, size := utf8.DecodeRune(text[i:])
			if _, ok := digit(r); !ok {
				break
			}
			i += size
		}
	}
	return found
}

// leads tells that a run of ASCII digits, with what follows it, may begin a number. It
// turns away nearly every run of a plan (weeks, volumes, days) at a glance.
func leads(rest []byte, length int) bool {
	if len(rest) == 0 {
		return length == 10 || length == 12
	}
	next := rest[0]
	if next >= utf8.RuneSelf || next == 0 {
		return length <= 12
	}
	switch length {
	case 10, 12:
		return !isLetter(next)
	case 1, 3:
		return next == ' ' || next == '\t'
	case 2, 4:
		return next == ' ' || next == '\t' || next == '-' && len(rest) > 1 && (isDigit(rest[1]) || rest[1] >= utf8.RuneSelf)
	case 6, 8:
		return next == ' ' || next == '\t' || next == '-' || next == '+' || next == '_' || interim(next)
	}
	return false
}

// reading is the digits from one place on, with what stands between them: at most one
// more than a number has.
type reading struct {
	n      int
	value  [13]uint8
	gap    [13]gap // before each digit
	end    [13]int // after each digit
	letter int     // which digit is a letter; -1: none
}

// gap is what stands between two digits.
type gap struct {
	spaces int
	sign   byte // '-', '+' or '_'; 0: none; 'x': more than one
}

func (g gap) none() bool  { return g == gap{} }
func (g gap) space() bool { return g == gap{spaces: 1} }

// The most characters that are read between two digits of one number.
const maxGap = 8

func read(text []byte, i int) reading {
	c := reading{letter: -1}
	for c.n < len(c.value) {
		g, at := readGap(text, i)
		if at == len(text) || c.n == 0 && at > i {
			return c
		}
		r, size := utf8.DecodeRune(text[at:])
		v, ok := digit(r)
		if !ok {
			if c.letter >= 0 || c.n != 6 && c.n != 8 || !interim(text[at]) {
				return c
			}
			v, c.letter = 1, c.n
		}
		i = at + size
		c.value[c.n], c.gap[c.n], c.end[c.n] = v, g, i
		c.n++
	}
	return c
}

func readGap(text []byte, i int) (gap, int) {
	var g gap
	for range maxGap {
		if i == len(text) {
			break
		}
		b, size := text[i], 1
		switch {
		case isDigit(b) || isLetter(b):
			return g, i
		case b >= utf8.RuneSelf:
			var r rune
			r, size = utf8.DecodeRune(text[i:])
			b = plain(r)
		}
		switch b {
		case ' ', '\t', '\v', '\f':
			g.spaces++
		case '-', '+', '_':
			if g.sign != 0 {
				b = 'x'
			}
			g.sign = b
		case 0: // not seen
		default:
			return g, i
		}
		i += size
	}
	return g, i
}

// match tells whether a number begins with the digit at start, and where it ends.
func match(text []byte, start int) (end int, ok bool) {
	c := read(text, start)
	for _, n := range []int{12, 10} {
		if c.n < n || !c.ends(text, n) || c.letter >= 0 && c.letter < n && c.letter != n-4 {
			continue
		}
		if c.shaped(text, start, n) && c.day(n) && luhn(c.value[n-10:n]) {
			return c.end[n-1], true
		}
	}
	return 0, false
}

// ends tells that neither a digit nor a letter follows right after n digits.
func (c *reading) ends(text []byte, n int) bool {
	if c.n > n && c.gap[n].none() {
		return false
	}
	end := c.end[n-1]
	return end == len(text) || !isLetter(text[end])
}

// shaped judges how the digits are grouped, and what stands around them.
func (c *reading) shaped(text []byte, start, n int) bool {
	separator := c.gap[n-4]
	shape := shapeOf(c.gap[:n])
	attached := start > 0 && isLetter(text[start-1])
	switch {
	case shape == unlike:
		return false
	case attached && (shape != whole || separator.sign == 0 || separator.spaces > 0):
		// Letters right before the digits make a code of them (HSA-id, commit), unless the
		// sign in the middle says what they are: pnr640823-….
		return false
	}
	follows := gap{}
	if c.n > n {
		follows = c.gap[n]
	}
	switch shape {
	case whole:
		return n != 10 || !separator.none() || !documentID(text, start, c.end[n-1])
	case split:
		return follows.spaces == 0 && !digitBefore(text, start)
	}
	// A day as in 2027-03-01, and four digits. They may be the year of another day, and
	// after a day of the plans' own time they are a count of something.
	tight := separator.sign != 0 && separator.spaces == 0
	return follows != gap{sign: '-'} && (tight || c.year(n) < firstPlanYear)
}

// firstPlanYear is the year of the first routine that the tool holds. Before it, a day
// with four digits after it is a birth; from it on it may be a day and a count.
const firstPlanYear = 2024

// digitBefore tells that a digit and a space stand right before a place: then the digits
// there are not a group of their own, but the end of a row of numbers.
func digitBefore(text []byte, start int) bool {
	before, size := utf8.DecodeLastRune(text[:start])
	if before == utf8.RuneError || plain(before) != ' ' {
		return false
	}
	r, _ := utf8.DecodeLastRune(text[:start-size])
	_, ok := digit(r)
	return ok
}

// documentID tells that ten digits are the middle part of an id of the region's document
// system, such as OSN11757-1980785390-19. Such ids are references that plans need, and
// one in some hundred would otherwise pass for a number of a person.
func documentID(text []byte, start, end int) bool {
	if !bytes.HasPrefix(text[end:], []byte("-")) || end+1 == len(text) || !isDigit(text[end+1]) || start < 3 || text[start-1] != '-' {
		return false
	}
	i := start - 2
	for i >= 0 && i > start-12 && isDigit(text[i]) {
		i--
	}
	return i >= 0 && i < start-2 && (text[i] >= 'A' && text[i] <= 'Z' || text[i] >= utf8.RuneSelf)
}
