package cli

import "strings"

// examples are lists of entries as a command line has them.
var examples = map[string]string{
	"vardomraden": "[{vardomrade: ortopedi, forvaltningar: [{forvaltning: su, behov: 100, kapacitet: 80}]}]",
	"rader":       "[{id: su-ortopedi, forvaltning: su, vardomrade: ortopedi, volym: 20}]",
	"takvolymer":  "[{period: 2027-01-01/2027-12-31, volym: 100}]",
	"dialoger":    "[{forvaltning: su, datum: 2026-11-02}]",
}

// example is how a list of entries is written. Fields that have been said are in it.
func (m *maker) example(key, word string) string {
	out := examples[key]
	if key != "vardomraden" {
		return out
	}
	var entries []string
	for part := range strings.SplitSeq(word, ",") {
		if part = strings.TrimSpace(part); m.set.Field(part) != nil {
			entries = append(entries, strings.Replace(strings.Trim(out, "[]"), "ortopedi", part, 1))
		}
	}
	if len(entries) == 0 {
		return out
	}
	return "[" + strings.Join(entries, ", ") + "]"
}
