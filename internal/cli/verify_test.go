package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// A file that is no print is refused in the reader's words before it is read.
func TestWhatIsNoPrintIsRefusedInTheReadersWords(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.html")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(maxPrint + 1); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]lang.Text{
		dir:   lang.T("det är ingen vanlig fil", "it is not a regular file"),
		large: lang.T("den är större än 64 MiB", "it is larger than 64 MiB"),
	} {
		_, err := readBounded(name)
		if err == nil {
			t.Fatalf("%s has been read", name)
		}
		if got := because(err); got.In(lang.SV) != want.SV || got.In(lang.EN) != want.EN {
			t.Errorf("%s: %q, %q", name, got.In(lang.SV), got.In(lang.EN))
		}
	}
}

// A typed code of a form that is not known may be a slip; one that a file holds is none.
func TestACodeOfALaterFormMayBeASlip(t *testing.T) {
	code, ok := document.ParseCode("AAAA-BBBB-CCCC-DDDD")
	if !ok || code.Form <= document.Form {
		t.Fatalf("%v %+v", ok, code)
	}
	for file, slip := range map[string]bool{"": true, "a.html": false} {
		err := (&app{}).unverified(document.ErrOtherForm, asked{code: code, file: file})
		if got := strings.Contains(err.(*failure).text.In(lang.SV), "felskriven"); got != slip {
			t.Errorf("file %q: %v", file, err)
		}
	}
}

func TestTheFormatFollowsTheFile(t *testing.T) {
	for _, c := range []struct {
		asked, file, want string
		refused           bool
	}{
		{"", "", "html", false},
		{"", "a.pdf", "pdf", false},
		{"", "a.b/a.PDF", "pdf", false},
		{"", "a.htm", "html", false},
		{"", "a.txt", "", true},
		{"html", "a.docx", "", true},
		{"", "a.pdf/a", "html", false},
		{"pdf", "", "pdf", false},
		{"pdf", "a.pdf", "pdf", false},
		{"pdf", "a", "pdf", false},
		{"pdf", "a.HTML", "", true},
		{"html", "a.pdf", "", true},
		{"docx", "a.pdf", "docx", false}, // refused as a format that is not there
	} {
		got, err := formatFor(c.asked, c.file)
		if got != c.want || (err != nil) != c.refused {
			t.Errorf("%q, %q: %q, %v", c.asked, c.file, got, err)
		}
	}
}
