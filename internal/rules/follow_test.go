package rules_test

import (
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// What a hint says to write, written where it belongs, removes the finding: nobody who pastes
// it meets the same rule again.
func TestHintsCanBeFollowed(t *testing.T) {
	followed := 0
	for _, r := range judging() {
		t.Run(r.ID, func(t *testing.T) {
			names, err := filepath.Glob(filepath.Join("testdata", r.ID, "*", "bad_*.txtar"))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				s := readScenario(t, name)
				found := ofRule(findings(t, s.files, s.asOf), r.ID)
				for _, d := range found {
					p, pastes := toPaste(d.Hint.In(lang.SV))
					if !pastes {
						continue
					}
					if !follows(t, s, d, p, size(found)) {
						t.Errorf("%s: %q does not remove\n%s", filepath.Base(name), p.text, show(diag.List{d}))
					}
					followed++
				}
			}
		})
	}
	t.Run("many of them", func(t *testing.T) {
		if followed < 60 {
			t.Errorf("only %d hints could be pasted", followed)
		}
	})
}

// size is how much findings amount to: one that names several is less once one of them is
// mended.
func size(list diag.List) int {
	sum := 0
	for _, d := range list {
		sum += max(1, d.Measure)
	}
	return sum
}

func ofRule(list diag.List, id string) diag.List {
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Rule != id })
}

// paste is what a hint says to write: a value under a key, or an entry of a list.
type paste struct{ key, text string }

var (
	pastedEntry = regexp.MustCompile(`(?:^|\s)(\{(?:part|forvaltning): [^{}]*\})`)
	pastedValue = regexp.MustCompile(`(?:Skriv|och skriv|i ändringen:|erbjudandet:|paragraf:|dagen:) ([a-z_]+): (\[?\{[^{}]*\}\]?|\[[^\]]*\]|"[^"]*"|[^\s,…]*[^\s,….:])(?:[\s,.]+|$)`)
)

// needsMore is how a hint goes on that asks for a second key beside the first.
var needsMore = regexp.MustCompile(`^(?:med|rad:) `)

// toPaste finds what a hint says to write; what has only the planner's own words for a value
// is no such thing.
func toPaste(hint string) (paste, bool) {
	if m := pastedValue.FindStringSubmatchIndex(hint); m != nil && !needsMore.MatchString(hint[m[1]:]) {
		return paste{hint[m[2]:m[3]], hint[m[4]:m[5]]}, true
	}
	if m := pastedEntry.FindStringSubmatch(hint); m != nil && !strings.Contains(m[1], ": …") {
		return paste{"", m[1]}, true
	}
	return paste{}, false
}

// follows tries the places where a paste can stand, and the days that the file names.
func follows(t *testing.T, s scenario, d diag.Diagnostic, p paste, before int) bool {
	t.Helper()
	text := string(s.files[d.File].Data)
	today := s.asOf
	if today == 0 {
		today = calendar.Date(2026, 11, 21)
	}
	days := append([]string{today.String()}, anyDay.FindAllString(text, -1)...)
	slices.Sort(days[1:])
	for _, day := range slices.Compact(days) {
		filled := strings.NewReplacer("ÅÅÅÅ-MM-DD", day, "…", "HS 2026-1", "§ N", "§ 1", "ÅÅÅÅ-Wvv", "2027-W06").Replace(p.text)
		for _, candidate := range placed(text, d.Range.Start.Line, paste{p.key, filled}) {
			files := maps.Clone(s.files)
			files[d.File] = &fstest.MapFile{Data: []byte(candidate)}
			after := findings(t, files, s.asOf)
			if size(ofRule(slices.Clone(after), d.Rule)) < before && !slices.ContainsFunc(after, func(f diag.Diagnostic) bool { return f.Rule[0] == 'S' }) {
				return true
			}
		}
		if filled == p.text {
			break
		}
	}
	return false
}

var anyDay = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)

// placed writes a paste into a file in each place where it could be meant, the likeliest
// first: for the key on the finding's line, beside it, in the list below it, elsewhere.
func placed(text string, line int, p paste) []string {
	lines := strings.Split(text, "\n")
	var out []string
	with := func(at int, replaced ...string) {
		out = append(out, strings.Join(slices.Concat(lines[:at], replaced, lines[at+1:]), "\n"))
	}
	order := []int{line - 1}
	for i := 1; i < len(lines); i++ {
		for _, at := range []int{line - 1 + i, line - 1 - i} {
			if at >= 0 && at < len(lines) {
				order = append(order, at)
			}
		}
	}
	for _, at := range order {
		l := lines[at]
		indent := l[:len(l)-len(strings.TrimLeft(l, " -"))]
		block := strings.Repeat(" ", len(indent))
		if p.key == "" {
			if head, rest, found := strings.Cut(l, "["); found && listKey.MatchString(head) {
				with(at, head+"["+strings.TrimSuffix(p.text+", "+rest, ", ]")+closing(rest))
			}
			if listKey.MatchString(l) && strings.HasSuffix(strings.TrimSpace(strings.Split(l, " #")[0]), ":") {
				with(at, l, block+"  - "+p.text)
			}
			for _, key := range []string{"avstamningar", "svar"} {
				if at == line-1 {
					with(at, l, block+key+": ["+p.text+"]")
					out = append(out, text+key+": ["+p.text+"]\n")
				}
			}
			continue
		}
		if m := regexp.MustCompile(`\b` + p.key + `: ("[^"]*"|\[[^\]]*\]|\{[^}]*\}|[^\s,}]+)`).FindStringIndex(l); m != nil {
			with(at, l[:m[0]]+p.key+": "+p.text+l[m[1]:])
		}
		if i := strings.LastIndex(l, "}"); i >= 0 && at == line-1 {
			with(at, l[:i]+", "+p.key+": "+p.text+l[i:])
		}
		if at == line-1 {
			with(at, l, block+p.key+": "+p.text)
			out = append(out, text+p.key+": "+p.text+"\n")
		}
	}
	return out
}

var listKey = regexp.MustCompile(`\b(avstamningar|dialoger|svar):\s*(#.*)?$|\b(avstamningar|dialoger|svar): `)

func closing(rest string) string {
	if strings.HasPrefix(rest, "]") {
		return "]"
	}
	return ""
}
