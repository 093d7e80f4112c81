package privacy

import (
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Reader reads running texts, one after the other. The zero Reader is ready for use.
type Reader struct {
	text  []byte
	words []word // of the text
}

// Text reads a value or a comment for signs of an individual patient (S603), of prices
// (S604) and of names of staff (S605). It warns of the first place of each.
func (r *Reader) Text(src *diag.Source, at diag.Span) diag.List {
	r.split(src.Slice(at))
	var list diag.List
	for _, c := range signs {
		for i := range r.words {
			if first, last, ok := c.find(r, i); ok {
				where := diag.Span{Start: at.Start + r.words[first].start, End: at.Start + r.words[last].end}
				list = append(list, finding(src, where, c.rule, diag.Warning, c.message, c.hint))
				break
			}
		}
	}
	return list
}

// signs are what texts are read for, and what is said of a text that has it.
var signs = []struct {
	rule          string
	find          func(r *Reader, i int) (first, last int, ok bool)
	message, hint lang.Text
}{
	{RulePerson, (*Reader).person, personMessage, personHint},
	{RulePrice, (*Reader).price, priceMessage, priceHint},
	{RuleStaff, (*Reader).staff, staffMessage, staffHint},
}

// word is a run of letters and digits. Its sense is what it means to this package.
type word struct {
	start, end int
	number     bool // digits only
	sense      sense
}

func (r *Reader) split(text []byte) {
	r.text, r.words = text, r.words[:0]
	for i := 0; i < len(r.text); {
		start, number := i, true
		for i < len(r.text) {
			c, size := utf8.DecodeRune(r.text[i:])
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				break
			}
			number = number && isDigit(r.text[i])
			i += size
		}
		if i > start {
			r.words = append(r.words, word{start: start, end: i, number: number, sense: senseOf(r.text[start:i])})
			continue
		}
		_, size := utf8.DecodeRune(r.text[i:])
		i += size
	}
}

// senseOf looks a word up in small letters.
func senseOf(text []byte) sense {
	var low [24]byte
	if len(text) > len(low) {
		return nothing
	}
	for i, b := range text {
		switch {
		case b >= 'A' && b <= 'Z', i > 0 && text[i-1] == 0xc3 && b >= 0x80 && b <= 0x9e: // À to Þ
			b += 0x20
		}
		low[i] = b
	}
	return senses[string(low[:len(text)])]
}

// at gives a word, or an empty one outside the text.
func (r *Reader) at(i int) word {
	if i < 0 || i >= len(r.words) {
		return word{start: len(r.text), end: len(r.text)}
	}
	return r.words[i]
}

func (r *Reader) is(i int, s sense) bool { return r.at(i).sense == s }

// said gives a word as it is written.
func (r *Reader) said(i int) string {
	w := r.at(i)
	return string(r.text[w.start:w.end])
}

// parted gives what stands between a word and the one before it.
func (r *Reader) parted(i int) string {
	if i <= 0 || i >= len(r.words) {
		return "x"
	}
	return string(r.text[r.words[i-1].end:r.words[i].start])
}

// close tells that a word follows the one before it after a space, or after nothing else
// than the signs that may stand with it.
func (r *Reader) close(i int, signs string) bool {
	gap := r.parted(i)
	for _, c := range gap {
		if c != ' ' && c != '\u00a0' && !containsRune(signs, c) {
			return false
		}
	}
	return len(gap) <= 4
}

func containsRune(s string, r rune) bool {
	for _, c := range s {
		if c == r {
			return true
		}
	}
	return false
}

// figure gives a number of up to nine digits.
func (r *Reader) figure(i int) (int, bool) {
	w := r.at(i)
	if !w.number || w.end-w.start > 9 || w.start == w.end {
		return 0, false
	}
	n := 0
	for _, b := range r.text[w.start:w.end] {
		n = 10*n + int(b-'0')
	}
	return n, true
}

// capitalised tells that a word begins as a name does: one capital and small letters.
func (r *Reader) capitalised(i int) bool {
	w := r.at(i)
	first, size := utf8.DecodeRune(r.text[w.start:w.end])
	second, _ := utf8.DecodeRune(r.text[w.start+min(size, w.end-w.start) : w.end])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}
