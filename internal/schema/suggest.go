package schema

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var diacritics = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "è", "e", "ü", "u", "-", "_", " ", "_")

// plain writes a word as keys and codes are written: small letters, no diacritics,
// underscores.
func plain(s string) string { return diacritics.Replace(strings.ToLower(s)) }

// nearest gives the candidate that a misspelt word was most likely meant to be. The
// longer the word, the more slips it may hold. Candidates must be sorted; of equally
// near ones the first is taken.
func nearest(word string, candidates []string) (string, bool) {
	word = plain(word)
	best, bestDistance := "", -1
	for _, candidate := range candidates {
		d := distance(word, plain(candidate))
		if d <= slips(candidate) && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = candidate, d
		}
	}
	return best, bestDistance >= 0
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

// distance counts the letters to add, drop, replace or swap with their neighbour to
// turn one word into another. Words of very different length are not compared.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if apart := len(x) - len(y); apart > 3 || apart < -3 {
		return max(apart, -apart)
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, above, row = above, row, before
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(y)]
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// short shortens what a message shows of a value: one line, at most sixty characters.
func short(s string) string {
	const most = 60
	n := 0
	for i, r := range s {
		if r == '\n' || n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
