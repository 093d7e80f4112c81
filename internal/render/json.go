package render

import (
	"encoding/json"
	"io"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The JSON of a check. Members may be added and are never renamed.
type (
	checkJSON struct {
		Version  int           `json:"version"`
		AsOf     string        `json:"as_of"`
		Summary  summaryJSON   `json:"summary"`
		Findings []findingJSON `json:"findings"`
	}
	summaryJSON struct {
		Files     int `json:"files"`
		Errors    int `json:"errors"`
		Warnings  int `json:"warnings"`
		Infos     int `json:"infos"`
		Inherited int `json:"inherited"`
		Waived    int `json:"waived"`
		// Elsewhere counts the findings outside the paths that were asked for.
		Elsewhere int `json:"elsewhere"`
		// Waiting names the kinds of which a file could not be read: rules that compare
		// their documents have been held back.
		Waiting []string `json:"waiting"`
	}
	findingJSON struct {
		Rule            string      `json:"rule"`
		Severity        string      `json:"severity"`
		Basis           diag.Basis  `json:"basis"`
		Message         string      `json:"message"`
		Hint            string      `json:"hint,omitempty"`
		Statements      []string    `json:"statements"`
		File            string      `json:"file"`
		Line            int         `json:"line,omitempty"`
		Column          int         `json:"column,omitempty"`
		EndLine         int         `json:"end_line,omitempty"`
		EndColumn       int         `json:"end_column,omitempty"`
		Document        string      `json:"document,omitempty"`
		Pointer         string      `json:"pointer,omitempty"`
		MissingEvidence bool        `json:"missing_evidence,omitempty"`
		Related         []placeJSON `json:"related"`
	}
	placeJSON struct {
		File    string `json:"file"`
		Line    int    `json:"line,omitempty"`
		Column  int    `json:"column,omitempty"`
		Message string `json:"message"`
	}
)

// CheckJSON writes the result of a check as one JSON object. Columns count characters
// from 1; a finding about a file as a whole has no line.
func CheckJSON(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
	out := checkJSON{
		Version: 1, AsOf: r.AsOf.String(), Findings: make([]findingJSON, 0, len(shown)),
		Summary: summaryJSON{
			Files: r.Files, Errors: shown.Count(diag.Error), Warnings: shown.Count(diag.Warning), Infos: shown.Count(diag.Info),
			Elsewhere: len(r.Findings) - len(shown), Waiting: []string{},
		},
	}
	for _, k := range r.Waiting {
		out.Summary.Waiting = append(out.Summary.Waiting, string(k))
	}
	for _, d := range shown {
		out.Findings = append(out.Findings, toJSON(d, l))
	}
	return encode(w, out)
}

func toJSON(d diag.Diagnostic, l lang.Language) findingJSON {
	f := findingJSON{
		Rule: d.Rule, Severity: d.Severity.String(), Basis: d.Basis, Message: d.Message.In(l), Hint: d.Hint.In(l),
		Statements: append([]string{}, d.Statements...), File: d.File,
		Line: d.Range.Start.Line, Column: d.Range.Start.Column, EndLine: d.Range.End.Line, EndColumn: d.Range.End.Column,
		Document: d.Document, Pointer: d.Pointer, MissingEvidence: d.MissingEvidence, Related: []placeJSON{},
	}
	for _, p := range d.Related {
		f.Related = append(f.Related, placeJSON{File: p.File, Line: p.Range.Start.Line, Column: p.Range.Start.Column, Message: p.Message.In(l)})
	}
	return f
}

// encode writes indented JSON with characters as they are; readers of a log want å, not
// an escape.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
