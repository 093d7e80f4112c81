package render

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
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
		Line            int         `json:"line"`
		Column          int         `json:"column"`
		EndLine         int         `json:"end_line"`
		EndColumn       int         `json:"end_column"`
		Document        string      `json:"document,omitempty"`
		Pointer         string      `json:"pointer,omitempty"`
		MissingEvidence bool        `json:"missing_evidence,omitempty"`
		Related         []placeJSON `json:"related"`
		// Waived is the decision that lets go of the finding; without one it counts.
		Waived *waivedJSON `json:"waived,omitempty"`
		// Inherited tells that the finding is older than the change that was checked.
		Inherited bool `json:"inherited,omitempty"`
	}
	waivedJSON struct {
		Reason   string `json:"reason"`
		Decision string `json:"decision"`
		LastDay  string `json:"last_day"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
	}
	placeJSON struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	}
)

// CheckJSON writes the result of a check as one JSON object. Columns count characters
// from 1; a finding about a file as a whole stands at its first character.
func CheckJSON(w io.Writer, r *check.Result, shown diag.List, l lang.Language) error {
	_, waived, inherited := shown.Divide()
	out := checkJSON{
		Version: 1, AsOf: r.AsOf.String(), Findings: make([]findingJSON, 0, len(shown)),
		Summary: summaryJSON{
			Files: r.Files, Errors: shown.Count(diag.Error), Warnings: shown.Count(diag.Warning), Infos: shown.Count(diag.Info),
			Inherited: len(inherited), Waived: len(waived), Elsewhere: len(r.Findings) - len(shown), Waiting: []string{},
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
	at := placed(d.Range)
	f := findingJSON{
		Rule: d.Rule, Severity: d.Severity.String(), Basis: d.Basis, Message: d.Message.In(l), Hint: d.Hint.In(l),
		Statements: append([]string{}, d.Statements...), File: d.File,
		Line: at.Start.Line, Column: at.Start.Column, EndLine: at.End.Line, EndColumn: at.End.Column,
		Document: d.Document, Pointer: d.Pointer, MissingEvidence: d.MissingEvidence, Inherited: d.Inherited, Related: []placeJSON{},
	}
	for _, p := range d.Related {
		start := placed(p.Range).Start
		f.Related = append(f.Related, placeJSON{File: p.File, Line: start.Line, Column: start.Column, Message: p.Message.In(l)})
	}
	if w := d.Waived; w != nil {
		start := placed(w.Range).Start
		f.Waived = &waivedJSON{w.Reason, w.Decision, w.LastDay, w.File, start.Line, start.Column}
	}
	return f
}

// placed gives a finding about a whole file the place of its first character.
func placed(r diag.Range) diag.Range {
	if r.Start.Line == 0 {
		first := diag.Pos{Line: 1, Column: 1}
		return diag.Range{Start: first, End: first}
	}
	return r
}

// encode writes indented JSON with characters as they are, but for those that can't be
// seen or that would act in a log; readers of a log want å, not an escape.
func encode(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escape.JSON(b.Bytes()))
	return err
}
