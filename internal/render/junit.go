package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// The parts of JUnit's XML that dashboards agree on.
type (
	junitSuites struct {
		XMLName xml.Name   `xml:"testsuites"`
		Name    string     `xml:"name,attr"`
		Suite   junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
		Out        *junitText      `xml:"system-out"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr"`
		Failure *junitFailure `xml:"failure"`
		Out     *junitText    `xml:"system-out"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
	junitText struct {
		Text string `xml:",chardata"`
	}
)

// CheckJUnit writes the result of a check as JUnit's XML for CI dashboards. Each file is a
// test case, those without findings too: the list of tests then stays the same from run to
// run, and a dashboard can tell since when a file fails. Files are those that the check was
// asked about. A case has one failure at most, since most dashboards show no more, and it
// holds all errors of the file; all others stand in its output.
func CheckJUnit(w io.Writer, r *check.Result, shown diag.List, files []string, l lang.Language) error {
	byFile := map[string]diag.List{}
	for _, f := range files {
		byFile[f] = nil
	}
	for _, d := range shown {
		byFile[d.File] = append(byFile[d.File], d)
	}
	suite := junitSuite{Name: "leveransplan check", Tests: len(byFile), Properties: []junitProperty{{"as_of", r.AsOf.String()}}}
	for _, file := range sortedKeys(byFile) {
		c := toJUnit(file, byFile[file], l)
		if c.Failure != nil {
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, c)
	}
	var notes []string
	for _, t := range []lang.Text{waiting(r), elsewhere(r, shown)} {
		if !t.IsZero() {
			notes = append(notes, escape.Terminal(t.In(l)))
		}
	}
	suite.Out = junitLines(notes)
	encoded, err := xml.MarshalIndent(junitSuites{Name: "leveransplan", Suite: suite}, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(escape.XML(bytes.Join([][]byte{[]byte(xml.Header), encoded, []byte("\n")}, nil)))
	return err
}

func sortedKeys(m map[string]diag.List) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// toJUnit makes a file a test case. Its class is its folder, written as a package, by which
// dashboards group.
func toJUnit(file string, findings diag.List, l lang.Language) junitCase {
	name := escape.Terminal(file)
	c := junitCase{Name: path.Base(name), Class: strings.ReplaceAll(path.Dir(name), "/", "."), File: name}
	var failures, notes []string
	for _, d := range findings {
		if d.Severity != diag.Error || !d.Counts() {
			notes = append(notes, junitFinding(d, l)...)
			continue
		}
		failures = append(failures, junitFinding(d, l)...)
		if c.Failure == nil {
			c.Failure = &junitFailure{Type: escape.Terminal(d.Rule), Message: escape.Terminal(d.Message.In(l))}
		}
	}
	if more := findings.Count(diag.Error) - 1; more > 0 {
		c.Failure.Message += lang.T(" (och %s till)", " (and %s)", counted(more, "fel", "fel", "more error", "more errors")).In(l)
	}
	if c.Failure != nil {
		c.Failure.Text = junitLines(failures).Text
	}
	c.Out = junitLines(notes)
	return c
}

// junitFinding writes a finding as lines of text. They begin with the severity, so that no
// log can take one for a command.
func junitFinding(d diag.Diagnostic, l lang.Language) []string {
	head, note := standing(d)
	if head == "" {
		head = d.Severity.String()
	}
	out := []string{fmt.Sprintf("%s: %s: %s [%s]", head, place(d.File, d.Range), escape.Terminal(d.Message.In(l)), escape.Terminal(d.Rule))}
	if !note.IsZero() {
		out = append(out, "  → "+escape.Terminal(note.In(l)))
	}
	if !d.Counts() {
		return out
	}
	if hint := d.Hint.In(l); hint != "" {
		out = append(out, "  → "+escape.Terminal(hint))
	}
	for _, r := range d.Related {
		out = append(out, "  – "+place(r.File, r.Range)+": "+escape.Terminal(r.Message.In(l)))
	}
	return out
}

func junitLines(lines []string) *junitText {
	if len(lines) == 0 {
		return nil
	}
	return &junitText{Text: "\n" + strings.Join(lines, "\n") + "\n"}
}
