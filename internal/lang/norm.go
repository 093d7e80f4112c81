package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// IsNFC tells that a text writes å, ä, ö and their like as one character each, the only
// form that this tool accepts: two forms would look alike and be different.
func IsNFC(s string) bool { return norm.NFC.IsNormalString(s) }

// Fold reduces a text to what two texts have in common that some system takes for equal:
// one form of å, ä and ö, and small letters.
func Fold(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// ASCII replaces letters with diacritics by their base letter: förvaltning, forvaltning.
func ASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
