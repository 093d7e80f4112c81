package yamldoc

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// scripts are the alphabets whose letters pass for each other. A word of one of them is a
// word, in whatever language; a word of two is a slip of a keyboard or a trick.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek}

// lookAlikes gives the Latin letter that a letter can't be told from.
var lookAlikes = map[rune]rune{
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'У': 'Y', 'Х': 'X',
	'Ѕ': 'S', 'І': 'I', 'Ј': 'J', 'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'к': 'k', 'ѕ': 's', 'і': 'i', 'ј': 'j',
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X',
	'ο': 'o', 'ν': 'v', 'ρ': 'p', 'ι': 'i', 'υ': 'u',
}

// script is the index of a letter's alphabet; -1 for everything else. Greek letters that
// look Greek belong to none: they are signs, and stand in words such as μg, kΩ and TNFα.
func script(r rune) int {
	if r < utf8.RuneSelf {
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return 0
		}
		return -1
	}
	for i, table := range scripts {
		if unicode.Is(table, r) {
			if table == unicode.Greek && lookAlikes[r] == 0 {
				return -1
			}
			return i
		}
	}
	return -1
}

// mixedWord finds the first word of a text whose letters come from more than one alphabet,
// and those that do not belong in it, each once.
func mixedWord(text string) (word string, odd []rune) {
	if !beyondLatin(text) {
		return "", nil
	}
	start := -1
	for i, r := range text + " " {
		inWord := unicode.In(r, unicode.L, unicode.M, unicode.N)
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			if odd := oddLetters(text[start:i]); odd != nil {
				return text[start:i], odd
			}
			start = -1
		}
	}
	return "", nil
}

// beyondLatin tells that a text has a letter from U+0370 on, where Greek begins.
func beyondLatin(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xcd {
			return true
		}
	}
	return false
}

// oddLetters gives the letters of a word that are not of its alphabet. A word that can be
// read as a Latin one is one; else its alphabet is the one that it has most letters of.
func oddLetters(word string) []rune {
	count := make([]int, len(scripts))
	readable := true
	for _, r := range word {
		if s := script(r); s >= 0 {
			count[s]++
			readable = readable && (s == 0 || lookAlikes[r] != 0)
		}
	}
	own := 0
	for i := range count {
		if count[i] > count[own] && (!readable || count[0] == 0) {
			own = i
		}
	}
	var odd []rune
	for _, r := range word {
		if s := script(r); s >= 0 && s != own && !slices.Contains(odd, r) {
			odd = append(odd, r)
		}
	}
	return odd
}

// letters judges a value's words.
func (c *converter) letters(n *Node) {
	word, odd := mixedWord(n.Text)
	if odd == nil {
		return
	}
	at := n.Span
	if i := bytes.Index(c.src.Slice(at), []byte(word)); i >= 0 { // else it is written with escapes
		start := at.Start() + i
		at = diag.Between(start, start+len(word))
	}
	c.mixed(at, word, odd)
}
