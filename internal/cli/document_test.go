package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document/pdf"
	"github.com/leveransplan/leveransplan/internal/testing/need"
	small "github.com/leveransplan/leveransplan/internal/testing/region"
)

// A PDF goes to a file or a pipe, never to a terminal; the code is read out of it, and with
// another file of outcome the document stays what it is.
func TestDocumentAsPDF(t *testing.T) {
	browser := need.Tool(t, pdf.Browsers...)
	dir := t.TempDir()
	for name, f := range small.Files() {
		put(t, dir, name, string(f.Data))
	}
	git := func(args ...string) {
		cmd := exec.Command(need.Tool(t, "git"), append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	git("add", "-A")
	git("commit", "-qm", "x")
	do := func(terminal bool, args ...string) result {
		return run(Env{Args: args, Dir: dir, Getenv: environment("CHROME_PATH", browser), Terminal: terminal})
	}
	print := []string{"document", "missiv-2027-ortopedi", "--format", "pdf"}
	if r := do(true, print...); r.code != exitUsage || r.out != "" {
		t.Errorf("on a terminal: %d, %d bytes", r.code, len(r.out))
	}
	r := do(false, print...)
	if r.code != exitOK || !pdf.Is([]byte(r.out)) {
		t.Fatalf("%d %s", r.code, r.errors)
	}
	if again := do(false, append(print, "--output", "print.pdf")...); again.code != exitOK || content(t, filepath.Join(dir, "print.pdf")) != r.out {
		t.Errorf("%d, another file the second time: %s", again.code, again.errors)
	}
	verify := func() {
		t.Helper()
		v := do(false, "verify", "print.pdf")
		for _, want := range []string{"Gäller: main har samma innehåll nu.", "Koden bevisar inte vad sidorna i PDF-filen visar.", "Den äkta utskriften visar:", "    Rad              Enhet     Volym  I planer  Oplacerad rest  Öppet\n", "    Summa            åtgärder "} {
			if v.code != exitOK || !strings.Contains(v.out, want) {
				t.Errorf("%d, no %q in\n%s%s", v.code, want, v.out, v.errors)
			}
		}
	}
	verify()
	replaced := 0
	for name, f := range small.Files() {
		if strings.HasSuffix(name, ".csv") {
			put(t, dir, name, strings.NewReplacer("1", "7", "3", "8").Replace(string(f.Data)))
			replaced++
		}
	}
	git("commit", "-qam", "outcome")
	if verify(); replaced == 0 {
		t.Error("no outcome")
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "lp-*", "page.html")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
