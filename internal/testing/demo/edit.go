package demo

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// edit is what a decision does to one file, told backwards. The sample plans are where the
// history ends, and what stood before a decision follows from what stood after it.
type edit struct {
	path string
	undo undo
}

// undo gives what a file was before; the empty text where it was not there.
type undo func(text string) (string, error)

// created undoes a new file.
func created(string) (string, error) { return "", nil }

// replaced undoes that one text took another's place, wherever it stood.
func replaced(old, fresh string) undo {
	return func(text string) (string, error) {
		if !strings.Contains(text, fresh) {
			return "", fmt.Errorf("%q is not there", fresh)
		}
		return strings.ReplaceAll(text, fresh, old), nil
	}
}

// linesAdded undoes lines that were added to a list: those that hold any of the texts. A list
// that is empty then says so.
func linesAdded(list string, marks ...string) undo {
	return func(text string) (string, error) {
		var out []string
		found := 0
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, " ") && slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(line, m) }) {
				found++
				continue
			}
			out = append(out, line)
		}
		if found == 0 {
			return "", fmt.Errorf("no line with %q", marks)
		}
		return emptied(strings.Join(out, ""), list), nil
	}
}

// entryAdded undoes an entry that was added to a list, "  - id: …" with the lines below it.
func entryAdded(list, id string) undo {
	return func(text string) (string, error) {
		var out []string
		inside, found := false, false
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "    ") {
				inside = strings.TrimSpace(line) == "- id: "+id
				found = found || inside
			}
			if !inside {
				out = append(out, line)
			}
		}
		if !found {
			return "", fmt.Errorf("no entry %s", id)
		}
		return emptied(strings.Join(out, ""), list), nil
	}
}

// emptied writes a list without entries as one.
func emptied(text, list string) string {
	lines := strings.SplitAfter(text, "\n")
	at := slices.Index(lines, list+":\n")
	if at >= 0 && !strings.HasPrefix(strings.Join(lines[at+1:at+2], ""), " ") {
		lines[at] = list + ": []\n"
	}
	return strings.Join(lines, "")
}

// all undoes several edits of one file, the last one first.
func all(edits ...undo) undo {
	return func(text string) (string, error) {
		for _, u := range slices.Backward(edits) {
			var err error
			if text, err = u(text); err != nil {
				return "", err
			}
		}
		return text, nil
	}
}

var versionLine = regexp.MustCompile(`(?m)^version: ([0-9]+)$`)

// versionRaised undoes that the role register got its next version.
func versionRaised(text string) (string, error) {
	m := versionLine.FindStringSubmatch(text)
	if m == nil {
		return "", fmt.Errorf("no version")
	}
	n, err := strconv.Atoi(m[1])
	return versionLine.ReplaceAllLiteralString(text, fmt.Sprintf("version: %d", n-1)), err
}

// setLine rewrites the value of a top-level key that stands on one line.
func setLine(text, key string, value int) (string, error) {
	line := regexp.MustCompile(`(?m)^` + key + `: [0-9]+$`)
	if len(line.FindAllString(text, 2)) != 1 {
		return "", fmt.Errorf("no single %s", key)
	}
	return line.ReplaceAllLiteralString(text, fmt.Sprintf("%s: %d", key, value)), nil
}

// cutEntry takes the last entry, nr, out of andringar, which ends the document or stands
// before arende.
func cutEntry(text string, nr int) (string, error) {
	start := strings.Index(text, fmt.Sprintf("\n  - nr: %d\n", nr))
	if start < 0 {
		return "", fmt.Errorf("no entry %d", nr)
	}
	end := len(text)
	if at := strings.Index(text[start:], "\narende:"); at >= 0 {
		end = start + at + 1
	}
	return emptied(text[:start+1]+text[end:], "andringar"), nil
}
