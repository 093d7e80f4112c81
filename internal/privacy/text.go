package privacy

import (
	"bytes"
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
	if !r.split(src.Slice(at)) {
		return nil
	}
	return r.judge(src, at)
}

func (r *Reader) judge(src *diag.Source, at diag.Span) (list diag.List) {
	for _, c := range signs {
		for i := range r.words {
			if first, last, ok := c.find(r, i); ok {
				where := diag.Between(at.Start()+r.words[first].start, at.Start()+r.words[last].end)
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

// split parts a text into words, and tells whether there can be a sign in it: of
// most texts that is all there is to know.
func (r *Reader) split(text []byte) (telling bool) {
	r.text, r.words = text, r.words[:0]
	for i := 0; i < len(text); {
		start, number := i, true
		isWord, size := letter(text, i)
		for ; isWord; isWord, size = letter(text, i) {
			number = number && isDigit(text[i])
			i += size
		}
		if i > start {
			w := word{start: start, end: i, number: number, sense: senseOf(text[start:i])}
			r.words = append(r.words, w)
			telling = telling || w.sense > context || w.mixed(text)
			continue
		}
		telling = telling || text[i] == '@' || bytes.HasPrefix(text[i:], []byte(":-")) || bytes.HasPrefix(text[i:], []byte("€"))
		i += size
	}
	return telling
}

// letter tells whether a letter or a digit stands at a place, and how long what stands
// there is: nothing at the end of the text.
func letter(text []byte, i int) (is bool, size int) {
	if i == len(text) {
		return false, 0
	}
	if b := text[i]; b < utf8.RuneSelf {
		return isDigit(b) || isLetter(b), 1
	}
	c, size := utf8.DecodeRune(text[i:])
	return unicode.IsLetter(c) || unicode.IsDigit(c), size
}

// mixed tells that a word may be an amount with its currency, or an account id.
func (w word) mixed(text []byte) bool {
	return isDigit(text[w.start]) && !w.number || w.end-w.start > 5 && isLetter(text[w.start]) && isDigit(text[w.end-1])
}

// senseOf looks a word up in small letters.
func senseOf(text []byte) sense {
	var low [longest]byte
	if len(text) > len(low) || lengths[small(text, 0)]&(1<<len(text)) == 0 {
		return nothing
	}
	for i := range text {
		low[i] = small(text, i)
	}
	return senses[string(low[:len(text)])]
}

// small gives a byte of a word in small letters.
func small(text []byte, i int) byte {
	b := text[i]
	if b >= 'A' && b <= 'Z' || i > 0 && text[i-1] == 0xc3 && b >= 0x80 && b <= 0x9e { // À to Þ
		b += 0x20
	}
	return b
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
