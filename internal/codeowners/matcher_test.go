package codeowners_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rule is a line of a CODEOWNERS file as GitHub reads it.
type rule struct {
	fits   *regexp.Regexp
	owners []string
}

// read takes a CODEOWNERS file apart, by GitHub's description of the format and by nothing
// of the package under test. A line that GitHub would not understand fails the test.
func read(t *testing.T, text string) []rule {
	t.Helper()
	var out []rule
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pattern, owners := cutPattern(line)
		var rest []string
		for _, o := range strings.Fields(owners) {
			login, ok := strings.CutPrefix(o, "@")
			if !ok || !regexp.MustCompile(`^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}$`).MatchString(login) {
				t.Errorf("%q is no owner, in %q", o, line)
			}
			rest = append(rest, login)
		}
		if !slices.IsSorted(rest) {
			t.Errorf("not in order: %q", line)
		}
		out = append(out, rule{expression(t, pattern), rest})
	}
	return out
}

// cutPattern ends the pattern at the first space that no backslash stands before.
func cutPattern(line string) (pattern, owners string) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case ' ', '\t':
			return line[:i], line[i:]
		}
	}
	return line, ""
}

// expression turns a pattern into a regular expression over paths. In CODEOWNERS a [ is no
// range, an unescaped one is an error, and # and ! at the beginning have no escape.
func expression(t *testing.T, pattern string) *regexp.Regexp {
	t.Helper()
	if pattern == "*" {
		return regexp.MustCompile("")
	}
	rest, anchored := strings.CutPrefix(pattern, "/")
	if !anchored {
		t.Fatalf("%q fits in every folder", pattern)
	}
	below := "$"
	if folder, ok := strings.CutSuffix(rest, "/"); ok {
		rest, below = folder, "/"
	}
	var b strings.Builder
	escaped := false
	for _, r := range rest {
		switch {
		case escaped:
			b.WriteString(regexp.QuoteMeta(string(r)))
			escaped = false
		case r == '\\':
			escaped = true
		case r == '*':
			b.WriteString("[^/]*")
		case strings.ContainsRune("[]?#", r):
			t.Fatalf("%q stands unescaped in %q", r, pattern)
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile("^" + b.String() + below)
}

// owners are those whom GitHub asks about a file: the last line that fits decides.
func owners(rules []rule, file string) []string {
	for _, r := range slices.Backward(rules) {
		if r.fits.MatchString(file) {
			return r.owners
		}
	}
	return nil
}
