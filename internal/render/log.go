package render

import (
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// LogOptions says how decisions are shown.
type LogOptions struct {
	Language lang.Language
	// Zone is where a decision has its day.
	Zone *time.Location
	// Who names whoever git says put a step on main; empty where the role register does not
	// know the account and names are not asked for.
	Who func(history.Step) string
	// Names shows what else git says of persons.
	Names bool
}

func (o LogOptions) day(s history.Step) string { return s.At.In(o.Zone).Format(time.DateOnly) }

// made is a decision as every form names it. Nothing of it has been proven.
type madeJSON struct {
	Commit string `json:"commit"`
	Day    string `json:"day"`
	Time   string `json:"time"`
	// Claimed is the committer's own time, where a step after this one claims an earlier one.
	Claimed string        `json:"claimed_time,omitempty"`
	Shape   history.Shape `json:"shape"`
	By      string        `json:"by"`
	// PullRequest is the number that the commit's message states; null where it states none.
	PullRequest *int   `json:"pull_request"`
	Author      string `json:"author,omitempty"`    // with the names of accounts only
	Committer   string `json:"committer,omitempty"` // likewise
}

func (o LogOptions) made(s history.Step) madeJSON {
	out := madeJSON{
		Commit: s.Commit.Hash, Day: o.day(s), Time: s.At.In(o.Zone).Format(time.RFC3339), Shape: s.Shape, By: o.Who(s),
	}
	if claimed := s.Commit.Committer.Time; !claimed.Equal(s.At) {
		out.Claimed = claimed.In(o.Zone).Format(time.RFC3339)
	}
	if n, ok := s.PullRequest(); ok {
		out.PullRequest = &n
	}
	if o.Names {
		out.Author, out.Committer = privacy.Mask(s.Commit.Author.Name), privacy.Mask(s.Commit.Committer.Name)
	}
	return out
}

// The JSON of the register of decisions. Members may be added and are never renamed.
type (
	logJSON struct {
		Version   int            `json:"version"`
		Head      string         `json:"head"` // the commit that main stood at
		Decisions []decisionJSON `json:"decisions"`
	}
	decisionJSON struct {
		madeJSON
		Changes []itemJSON `json:"changes"`
	}
	itemJSON struct {
		Kinds    []diff.Kind `json:"kinds"`
		Type     plan.Kind   `json:"type"`
		Document string      `json:"document"`
		File     string      `json:"file"`
		Diary    string      `json:"diary_number"` // as the document states it
		From     string      `json:"from"`
		To       string      `json:"to"`
		Summary  string      `json:"summary"`
		Before   *int        `json:"before,omitempty"` // a plan's volume
		After    *int        `json:"after,omitempty"`
	}
)

// LogJSON writes the register of decisions as one JSON object.
func LogJSON(w io.Writer, entries []history.Entry, head string, o LogOptions) error {
	out := logJSON{Version: 1, Head: head, Decisions: make([]decisionJSON, 0, len(entries))}
	for _, e := range entries {
		d := decisionJSON{madeJSON: o.made(e.Step), Changes: make([]itemJSON, 0, len(e.Items))}
		for _, it := range e.Items {
			d.Changes = append(d.Changes, itemJSON{it.Kinds, it.Type, it.ID, it.File, it.Number, it.From, it.To, it.Summary.In(o.Language), it.Before, it.After})
		}
		out.Decisions = append(out.Decisions, d)
	}
	return encodeCovered(w, out)
}

// logColumns are the columns of the register: first the four that a diary has.
var logColumns = []string{"datum", "diarienummer", "fran", "till", "vad", "slag", "dokument", "vem", "pull_request", "commit", "tid"}

// LogCSV writes the register of decisions as a table: a row for each change, and one for each
// decision that changes nothing but layout.
func LogCSV(w io.Writer, entries []history.Entry, o LogOptions) error {
	t := newTable(w, logColumns)
	for _, e := range entries {
		for _, it := range e.Items {
			t.row(o.day(e.Step), it.Number, it.From, it.To, it.Summary.In(o.Language), kindNames(it.Kinds), it.ID, o.Who(e.Step), request(e.Step), e.Commit.Hash, e.At.In(o.Zone).Format(time.RFC3339))
		}
		if len(e.Items) == 0 {
			t.row(o.day(e.Step), "", "", "", noSubstance.In(o.Language), "", "", o.Who(e.Step), request(e.Step), e.Commit.Hash, e.At.In(o.Zone).Format(time.RFC3339))
		}
	}
	return t.close()
}

// noSubstance is a step that changes layout at most.
var noSubstance = lang.T("ingen ändring i sak", "no change of substance")

func kindNames(kinds []diff.Kind) string {
	names := make([]string, 0, len(kinds))
	for _, k := range kinds {
		names = append(names, string(k))
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func request(s history.Step) string {
	if n, ok := s.PullRequest(); ok {
		return strconv.Itoa(n)
	}
	return ""
}

// table writes CSV whose cells no spreadsheet takes for formulas.
type table struct{ csv *csv.Writer }

func newTable(w io.Writer, columns []string) table {
	t := table{csv.NewWriter(w)}
	t.csv.Comma = ';'
	t.row(slices.Clone(columns)...)
	return t
}

// negative is a figure that no spreadsheet takes for a formula, though it begins like one.
var negative = regexp.MustCompile(`^-[0-9]{1,9}$`)

// row writes a row of texts, with the personal identity numbers in them covered. What can't be written shows when the table is closed.
func (t table) row(cells ...string) {
	for i := range cells {
		if cells[i] = privacy.Mask(cells[i]); !negative.MatchString(cells[i]) {
			cells[i] = escape.CSV(cells[i])
		}
	}
	_ = t.csv.Write(cells)
}

func (t table) close() error {
	t.csv.Flush()
	return t.csv.Error()
}
