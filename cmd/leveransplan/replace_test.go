package main

import "strings"

// replaceOnce understands \n, \t and \u2028 in its texts, which a script can't write
// otherwise.
func replaceOnce(text, old, fresh string) (string, int) {
	unquote := strings.NewReplacer(`\n`, "\n", `\u2028`, "\u2028", `\t`, "\t")
	old, fresh = unquote.Replace(old), unquote.Replace(fresh)
	return strings.Replace(text, old, fresh, 1), strings.Count(text, old)
}
