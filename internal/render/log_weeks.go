package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Weeks is a plan's weeks and quarters, each with the decision that set it.
type Weeks struct {
	Plan    string
	Head    string // the commit that main stood at
	Numbers []history.Number
}

// The JSON of a plan's numbers. Members may be added and are never renamed.
type (
	weeksJSON struct {
		Version  int          `json:"version"`
		Head     string       `json:"head"`
		Document string       `json:"document"`
		Slots    []numberJSON `json:"slots"`
	}
	numberJSON struct {
		Slot     string   `json:"slot"`
		Volume   int      `json:"volume"`
		Before   int      `json:"before"`  // that decision
		Entries  []int    `json:"entries"` // of the plan, that the decision brought
		Decision madeJSON `json:"decision"`
	}
)

// WeeksJSON writes which decision set each number of a plan as one JSON object.
func WeeksJSON(w io.Writer, weeks Weeks, o LogOptions) error {
	return encodeCovered(w, weeksJSON{1, weeks.Head, weeks.Plan, o.numbers(weeks.Numbers)})
}

func (o LogOptions) numbers(list []history.Number) []numberJSON {
	out := make([]numberJSON, 0, len(list))
	for _, n := range list {
		out = append(out, numberJSON{n.Slot.String(), n.Volume, n.Before, append([]int{}, n.Entries...), o.made(n.By)})
	}
	return out
}

// weeksColumns are the columns of a plan's numbers.
var weeksColumns = []string{"leveransplan", "tid", "volym", "fore", "andring", "datum", "vem", "pull_request", "commit", "beslutstid"}

// WeeksCSV writes which decision set each number of a plan as a table.
func WeeksCSV(w io.Writer, weeks Weeks, o LogOptions) error {
	t := newTable(w, weeksColumns)
	for _, n := range weeks.Numbers {
		t.row(weeks.Plan, n.Slot.String(), strconv.Itoa(n.Volume), strconv.Itoa(n.Before), entryNumbers(n.Entries), o.day(n.By), o.Who(n.By), request(n.By),
			n.By.Commit.Hash, n.By.At.In(o.Zone).Format(time.RFC3339))
	}
	return t.close()
}

func entryNumbers(list []int) string {
	var out []string
	for _, n := range list {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, " ")
}

// WeeksText writes for people which decision set each number of a plan.
func WeeksText(w io.Writer, weeks Weeks, style Style, o LogOptions) error {
	t := &logText{b: bufio.NewWriter(w), style: style, o: o}
	fmt.Fprintln(t.b, style.paint(bold, t.say(lang.T("%s: det beslut som satte varje tal", "%s: the decision that set each number", weeks.Plan))))
	t.numbers(weeks.Numbers)
	fmt.Fprintf(t.b, "\n%s\n", t.say(hearsay))
	return t.b.Flush()
}

// numbers writes a table of weeks or quarters with their decisions.
func (t *logText) numbers(list []history.Number) {
	if len(list) == 0 {
		return
	}
	heads := []string{t.say(lang.T("Vecka", "Week")), t.say(lang.T("Tal", "Number")), t.say(lang.T("Före", "Before")), t.say(lang.T("Beslut", "Decision"))}
	widths := [3]int{lang.Width(heads[0]), lang.Width(heads[1]), lang.Width(heads[2])}
	rows := [][]string{heads}
	for _, n := range list {
		row := []string{n.Slot.String(), strconv.Itoa(n.Volume), strconv.Itoa(n.Before), t.o.day(n.By)}
		if len(n.Entries) > 0 {
			row[3] += " · " + t.say(lang.T("ändring %s", "change %s", entryNumbers(n.Entries)))
		}
		row[3] += " · " + t.by(n.By)
		for i := range widths {
			widths[i] = max(widths[i], lang.Width(row[i]))
		}
		rows = append(rows, row)
	}
	for _, r := range rows {
		fmt.Fprintf(t.b, "  %s  %s%s  %s%s  %s\n", padded(r[0], widths[0]), gap(r[1], widths[1]), r[1], gap(r[2], widths[2]), r[2], legible(r[3]))
	}
}
