package check_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A modeline serves editors only: without it, or with a wrong one, every document counts as
// before. Each file says so once, and nothing else is found.
func TestModelinesTakeNothingFromTheVerdict(t *testing.T) {
	for name, c := range map[string]struct {
		line     string
		rule     string
		severity diag.Severity
	}{
		"missing everywhere": {"", "S408", diag.Info},
		"wrong everywhere":   {"# yaml-language-server: $schema=missiv.schema.yaml\n", "S409", diag.Warning},
	} {
		t.Run(name, func(t *testing.T) {
			files, documents := fstest.MapFS{}, 0
			for path, f := range region.Files() {
				files[path] = f
				if strings.HasSuffix(path, ".yaml") {
					_, rest, _ := bytes.Cut(f.Data, []byte("\n"))
					files[path] = &fstest.MapFile{Data: append([]byte(c.line), rest...)}
					documents++
				}
			}
			list := tree(t, files).Findings
			told := map[string]bool{}
			for _, d := range list {
				told[d.File] = true
				if d.Rule != c.rule || d.Severity != c.severity || d.Range.Start.Line != 1 {
					t.Errorf("got:\n%s", show(diag.List{d}))
				}
			}
			if len(list) != documents || len(told) != documents {
				t.Errorf("%d findings in %d of %d documents", len(list), len(told), documents)
			}
		})
	}
}
