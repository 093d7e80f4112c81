package gitrepo

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// argument is what somebody wrote for a revision: a name, and steps from there to
// ancestors.
type argument struct {
	name  string // HEAD, a ref's name in full or in short, or hex digits
	steps []step
}

// step leads to an ancestor: count times the parent of that number, from 1.
type step struct{ parent, count int }

// The longest argument, in bytes, and the farthest ancestor that it may ask for.
const (
	maxArgument = 200
	maxSteps    = 100_000
)

// parseArgument takes an argument apart. It accepts HEAD, names of refs, names of
// objects of at least 7 hex digits, and after either any number of ~N and ^N. Of all else
// that git would understand (ranges, reflogs, paths, searches) it knows nothing, and
// nothing that it accepts means an option to a program or leaves the folder of refs.
func parseArgument(s string) (argument, *Fault) {
	switch {
	case s == "":
		return argument{}, argumentFault(s, lang.T("det är tomt", "it is empty"))
	case len(s) > maxArgument:
		return argument{}, argumentFault(s[:20]+"…", lang.T("det är för långt", "it is too long"))
	case strings.HasPrefix(s, "-"):
		return argument{}, argumentFault(s, lang.T("det börjar med -", "it begins with -"))
	}
	name, suffix := s, ""
	if at := strings.IndexAny(s, "~^"); at >= 0 {
		name, suffix = s[:at], s[at:]
	}
	if !isRefName(name) {
		return argument{}, argumentFault(s, lang.T("så kan ingen gren heta", "no branch can have such a name"))
	}
	steps, ok := parseSteps(suffix)
	if !ok {
		return argument{}, argumentFault(s, lang.T("efter namnet får bara ~N och ^N stå", "after the name only ~N and ^N may stand"))
	}
	return argument{name, steps}, nil
}

// parseSteps reads ~, ~N, ^ and ^N. ^0 and ~0 lead nowhere.
func parseSteps(s string) ([]step, bool) {
	var steps []step
	for s != "" {
		kind, digits := s[0], 1
		for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
			digits++
		}
		n := 1
		if digits > 1 {
			var err error
			if n, err = strconv.Atoi(s[1:digits]); err != nil || n > maxSteps {
				return nil, false
			}
		}
		switch {
		case kind == '~' && n > 0:
			steps = append(steps, step{parent: 1, count: n})
		case kind == '^' && n > 0:
			steps = append(steps, step{parent: n, count: 1})
		case kind != '~' && kind != '^':
			return nil, false
		}
		s = s[digits:]
	}
	return steps, true
}

// isRefName tells whether a ref may have the name, or the name after refs/heads/ and the
// like: git's rules, and no invisible character, so that a message shows the name as it
// is.
func isRefName(s string) bool {
	if s == "" || !utf8.ValidString(s) || strings.ContainsFunc(s, notInRefs) ||
		strings.Contains(s, "..") || strings.Contains(s, "@{") || strings.HasSuffix(s, ".") {
		return false
	}
	for part := range strings.SplitSeq(s, "/") {
		if part == "" || part == "@" || strings.HasPrefix(part, ".") || strings.HasPrefix(part, "-") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return true
}

func notInRefs(r rune) bool {
	return strings.ContainsRune(` ~^:?*[\`, r) || !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar
}

// isAbbreviation tells whether a name may be that of an object, in full or shortened.
func isAbbreviation(s string) bool {
	return len(s) >= 7 && len(s) <= 40 && isHex(strings.ToLower(s))
}

func argumentFault(s string, why lang.Text) *Fault {
	return &Fault{
		Message: lang.T("%q pekar inte ut någon version: %s", "%q names no revision: %s", s, why),
		Hint: lang.T("Skriv en gren som main eller origin/main, HEAD, eller minst 7 tecken av en commits id. Efter dem får ~1 och ^2 stå.",
			"Write a branch such as main or origin/main, HEAD, or at least 7 characters of a commit's id. After them ~1 and ^2 may stand."),
		Err: ErrArgument,
	}
}
