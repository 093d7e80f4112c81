package codeowners

import (
	"slices"
	"strings"
	"unicode"
)

// Place is the files that a line is for: one file, a folder with all that is in it, or,
// when it is zero, everything.
type Place struct {
	steps []string // from the repository's root; anyName fits every name
	file  bool
}

const anyName = "*"

func folder(path string) Place { return Place{steps: strings.Split(path, "/")} }

func oneFile(path string) Place { return Place{steps: strings.Split(path, "/"), file: true} }

// String is the place as a path.
func (p Place) String() string {
	switch path := "/" + strings.Join(p.steps, "/"); {
	case len(p.steps) == 0:
		return "*"
	case p.file:
		return path
	default:
		return path + "/"
	}
}

// covers tells that a file lies within the place.
func (p Place) covers(file string) bool {
	steps := strings.Split(file, "/")
	if p.file && len(steps) != len(p.steps) || !p.file && len(steps) <= len(p.steps) {
		return false
	}
	return slices.EqualFunc(p.steps, steps[:len(p.steps)], func(want, is string) bool { return want == anyName || want == is })
}

// pattern writes the place as a pattern of CODEOWNERS, anchored at the root; false where
// none fits it and nothing else. A backslash takes the meaning from spaces and brackets.
// GitHub says of no way to write # but as the beginning of a comment, and of none to write
// the wildcards or what can't be seen; such names get no pattern.
func (p Place) pattern() (string, bool) {
	for _, step := range p.steps {
		if step != anyName && strings.ContainsFunc(step, unwritable) {
			return "", false
		}
	}
	return escaped.Replace(p.String()), true
}

var escaped = strings.NewReplacer(" ", `\ `, "[", `\[`, "]", `\]`)

func unwritable(r rune) bool {
	return strings.ContainsRune(`#*?\`, r) || r == unicode.ReplacementChar || !unicode.IsPrint(r)
}
