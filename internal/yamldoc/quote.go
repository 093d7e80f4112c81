package yamldoc

import (
	"regexp"
	"strings"
)

// Quoted writes a text as a value on one line, in double quotes. Whatever may stand in a
// file is read back as the same text.
func Quoted(text string) string { return `"` + quoteSigns.Replace(text) + `"` }

var quoteSigns = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

// Written writes a text as a value that every reader takes for that text, wherever in a
// file it comes to stand: as it is where that is plain to see, else in quotes.
func Written(text string) string {
	if _, misread := Misread(text); misread || !plainWords.MatchString(text) || strings.Contains(text, ": ") || strings.HasSuffix(text, ":") {
		return Quoted(text)
	}
	return text
}

// plainWords are words with single blanks between them and no sign that means something
// to YAML.
var plainWords = regexp.MustCompile(`^[\pL\pN][\pL\pM\pN§.:/+()_@-]*( [\pL\pN§(][\pL\pM\pN§.:/+()_@-]*)*$`)

// Misread tells that some reader of YAML takes a text for something else than text where
// it stands without quotes: for a number (0114, 1e3, 12:30), a truth value (no) or
// nothing (~). The rule is the one by which this package refuses it there, empty where
// it reads it as text or as something else. Whether a text can stand without quotes at
// all also depends on what surrounds it.
func Misread(text string) (rule string, misread bool) {
	kind, rule, _ := plainKind(text)
	return rule, kind != String || rule != "" || olderReading.MatchString(text)
}

// olderReading is what YAML 1.1 takes for truth values and for numbers to the base 60.
var olderReading = regexp.MustCompile(`^(?i:y|n|yes|no|on|off)$|^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)
