package document

import (
	"regexp"
	"slices"
)

var codeForm = regexp.MustCompile(`\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b`)

// maxCodes is how many codes are looked at. A print has one, wherever it stands.
const maxCodes = 1000

// FindCodes gives the codes that stand in texts, each once. Slips tells that something stands
// there that looks like a code and is none.
func FindCodes(texts ...string) (found []Code, slips bool) {
	for _, text := range texts {
		for _, s := range codeForm.FindAllString(text, maxCodes) {
			switch c, ok := ParseCode(s); {
			case !ok:
				slips = true
			case !slices.Contains(found, c):
				found = append(found, c)
			}
		}
	}
	return found, slips
}
