package schema

import "slices"

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
