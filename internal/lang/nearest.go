package lang

import (
	"strings"
	"unicode/utf8"
)

// Codeword writes a word as keys and ids are written: small letters without diacritics,
// underscores between words.
func Codeword(s string) string {
	return codewordSigns.Replace(strings.ToLower(ASCII(s)))
}

var codewordSigns = strings.NewReplacer("-", "_", " ", "_")

// Nearest finds the known word that a misspelt one most likely stands for. Case,
// diacritics and hyphens make no difference. The longer the known word, the more slips it
// may hold: one below six letters, two below ten, three from there on. Of equally near
// words the first is taken.
func Nearest(word string, known []string) (string, bool) {
	word = Codeword(word)
	best, distance := "", -1
	for _, k := range known {
		d := editDistance([]rune(word), []rune(Codeword(k)))
		if d <= slips(k) && (distance < 0 || d < distance) {
			best, distance = k, d
		}
	}
	return best, distance >= 0
}

func slips(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 6:
		return 1
	case n < 10:
		return 2
	}
	return 3
}

// editDistance is the number of letters to add, drop, replace or swap with their neighbour
// (optimal string alignment). Words whose lengths differ by more than a slip could mend
// are not compared.
func editDistance(a, b []rune) int {
	if apart := max(len(a)-len(b), len(b)-len(a)); apart > 3 {
		return apart
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
