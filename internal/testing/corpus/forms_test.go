package corpus_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"maps"
	"testing"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// What a faulty tree is reported as can be read in every form too.
func TestEverySlipIsShownInEveryForm(t *testing.T) {
	tree := maps.Clone(wholes[0]())
	for i, s := range slips() {
		if i%9 == 0 { // some of each kind; those that find no place are left out
			attempt(t, tree, s, i)
		}
	}
	result := judge(t, tree)
	if len(faults(result.Findings)) < 10 {
		t.Errorf("only %d findings", len(result.Findings))
	}
	rendered(t, result)
}

// rendered writes a result in every form and language, and reads the forms of machines.
func rendered(t *testing.T, r *check.Result) {
	t.Helper()
	for _, l := range lang.Languages {
		style := render.Style{Language: l}
		form := func(name string, write func(io.Writer) error) []byte {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Errorf("%s in %s: %v", name, l, err)
			}
			if name != "github" && b.Len() == 0 {
				t.Errorf("%s in %s is empty", name, l)
			}
			return b.Bytes()
		}
		form("text", func(w io.Writer) error { return render.CheckText(w, r, r.Findings, style) })
		form("github", func(w io.Writer) error { return render.CheckGitHub(w, r, r.Findings, style) })
		form("markdown", func(w io.Writer) error { return render.CheckMarkdown(w, r, r.Findings, l, render.CommentLimit) })
		var report struct{ Findings []struct{ Rule, File string } }
		if err := json.Unmarshal(form("json", func(w io.Writer) error { return render.CheckJSON(w, r, r.Findings, l) }), &report); err != nil || len(report.Findings) != len(r.Findings) {
			t.Errorf("json in %s: %d of %d findings, %v", l, len(report.Findings), len(r.Findings), err)
		}
		var log struct {
			Version string
			Runs    []struct{ Results []struct{ RuleID string } }
		}
		if err := json.Unmarshal(form("sarif", func(w io.Writer) error { return render.CheckSARIF(w, r, r.Findings, routine.Catalogue(), l) }), &log); err != nil || log.Version != "2.1.0" || len(log.Runs) != 1 {
			t.Errorf("sarif in %s: version %q, %d runs, %v", l, log.Version, len(log.Runs), err)
		} else if got := len(log.Runs[0].Results); got != len(r.Findings) {
			t.Errorf("sarif in %s: %d results, want %d", l, got, len(r.Findings))
		}
		var suites struct {
			Cases []struct{} `xml:"testsuite>testcase"`
		}
		files := documents(r)
		if err := xml.Unmarshal(form("junit", func(w io.Writer) error { return render.CheckJUnit(w, r, r.Findings, files, l) }), &suites); err != nil || len(suites.Cases) < len(files) {
			t.Errorf("junit in %s: %d cases of %d files, %v", l, len(suites.Cases), len(files), err)
		}
	}
}

func documents(r *check.Result) []string {
	var out []string
	for _, d := range r.Set.Documents {
		out = append(out, d.Base().File())
	}
	return out
}
