package yamldoc

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Prescan judges the size, the bytes and the characters of a text file of any format.
// It finds nothing wrong with a text that may be parsed.
//
// It comes before every parser because parsers repair and reinterpret: they read
// UTF-16, and end a line (and with it a comment) at characters where git and every
// reviewer see none.
func Prescan(src *diag.Source) diag.List {
	if size := int64(len(src.Text)); size > MaxSize {
		return diag.List{TooLarge(src.File, size, MaxSize)}
	}
	if clean(src.Text) {
		return nil
	}
	f := newFindings(src)
	prescan(f)
	return f.list()
}

func prescan(f *findings) {
	if !encoding(f) {
		return
	}
	text := f.src.Text
	start := 0
	if bytes.HasPrefix(text, bom) {
		f.bom()
		start = len(bom)
	}
	beyondLatin := false
	for i := start; i < len(text); {
		b := text[i]
		if b >= 0x20 && b < 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		beyondLatin = beyondLatin || r >= 0x300
		f.character(text, i, r)
		i += size
	}
	// Text below U+0300 is always in normal form.
	if beyondLatin {
		normal(f)
	}
}

var bom = []byte("\ufeff")

// encoding refuses what is not UTF-8. Nothing else can be said of such a text.
func encoding(f *findings) bool {
	text := f.src.Text
	if utf16(text) {
		f.utf16()
		return false
	}
	if utf8.Valid(text) {
		return true
	}
	first, count := -1, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			count++
		}
		i += size
	}
	if bytes.IndexByte(text, 0) >= 0 {
		f.binary(first)
	} else {
		f.invalidUTF8(first, count)
	}
	return false
}

// utf16 recognises UTF-16 and UTF-32 by their mark, or by the zero bytes that their
// ASCII characters have every second place.
func utf16(text []byte) bool {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return true
	}
	if len(text) < 4 {
		return false
	}
	a, b, c, d := text[0], text[1], text[2], text[3]
	return a == 0 && b != 0 && c == 0 && d != 0 || a != 0 && b == 0 && c != 0 && d == 0 ||
		a == 0 && b == 0 && c == 0xfe && d == 0xff
}

// character reports a character that no place in a file may hold.
func (f *findings) character(text []byte, i int, r rune) {
	rule := classify(r)
	if r == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
		rule = ruleLineBreak
	}
	if rule != "" {
		f.forbidden(rule, f.runeAt(i), r)
	}
}

// normal reports text that is not in normal form C, so that two spellings of one word
// can't pass for two words, or for one.
func normal(f *findings) {
	text := f.src.Text
	if norm.NFC.IsNormal(text) {
		return
	}
	var segments norm.Iter
	segments.Init(norm.NFC, text)
	for !segments.Done() {
		start := segments.Pos()
		composed := segments.Next()
		if segment := text[start:segments.Pos()]; !bytes.Equal(composed, segment) {
			f.notNFC(diag.Between(start, segments.Pos()), string(composed))
		}
	}
}
