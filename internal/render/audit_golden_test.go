package render

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// auditForms are all forms of an audit, by the ends of their goldens' names.
var auditForms = map[string]func(io.Writer, *audit.Report, AuditOptions) error{
	"txt": func(w io.Writer, r *audit.Report, o AuditOptions) error {
		return AuditText(w, r, Style{Language: o.Language}, o)
	},
	"all.txt": func(w io.Writer, r *audit.Report, o AuditOptions) error {
		o.All = true
		return AuditText(w, r, Style{Language: o.Language}, o)
	},
	"json": AuditJSON, "csv": AuditCSV, "html": AuditHTML,
}

func auditOutput(t testing.TB, form string, l lang.Language, r *audit.Report) string {
	t.Helper()
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	o := AuditOptions{Language: l, Zone: stockholm, Today: calendar.Date(2027, 6, 30), Signature: func(d *audit.Decision) lang.Text {
		if d.Genesis {
			return lang.Text{}
		}
		return lang.T("commiten är inte signerad", "the commit is not signed")
	}}
	var b bytes.Buffer
	if err := auditForms[form](&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each audit in all forms and languages. The goldens of the page leave its style out. UPDATE=1
// writes the files anew; read the difference before you keep it.
func TestAuditGoldens(t *testing.T) {
	for name, r := range auditReports() {
		for form := range auditForms {
			for _, l := range lang.Languages {
				file := filepath.Join("testdata", "golden", fmt.Sprintf("audit.%s.%s.%s", name, l, form))
				t.Run(filepath.Base(file), func(t *testing.T) {
					golden(t, file, strings.Replace(auditOutput(t, form, l, r), strings.TrimSpace(auditStyle), "", 1))
				})
			}
		}
	}
}

func TestTheSameAuditGivesTheSameBytes(t *testing.T) {
	for form := range auditForms {
		if a, b := auditOutput(t, form, lang.SV, bypassAudit()), auditOutput(t, form, lang.SV, bypassAudit()); a != b {
			t.Errorf("%s differs from run to run", form)
		}
	}
}
