package lang

import "unicode/utf8"

// Nearest finds the known word that a misspelt one most likely stands for. It is found
// only when close: a third of the longer word's letters may differ, at least one. Of equally near ones
// the first is taken.
func Nearest(word string, known []string) (string, bool) {
	best, distance := "", -1
	for _, k := range known {
		limit := max(1, max(utf8.RuneCountInString(word), utf8.RuneCountInString(k))/3)
		if d := editDistance([]rune(word), []rune(k)); d <= limit && (distance < 0 || d < distance) {
			best, distance = k, d
		}
	}
	return best, distance >= 0
}

// editDistance is the number of letters to add, remove, replace or swap with their
// neighbour (optimal string alignment).
func editDistance(a, b []rune) int {
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
