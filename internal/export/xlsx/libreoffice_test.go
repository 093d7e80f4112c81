package xlsx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// office saves a file in another form, as LibreOffice does.
func office(t *testing.T, text []byte, from, to string) []byte {
	t.Helper()
	soffice, dir := need.Tool(t, "soffice", "libreoffice"), t.TempDir()
	name := filepath.Join(dir, "bok."+from)
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "ut")
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profil"), "--headless", "--norestore", "--convert-to", to, "--outdir", out, name)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	saved, err := os.ReadFile(filepath.Join(out, "bok."+to))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// A workbook that LibreOffice has saved says what it said before, sums and all.
func TestLibreOfficeKeepsAWorkbook(t *testing.T) {
	t.Parallel()
	set := sample(t)
	for _, l := range lang.Languages {
		text := export(t, set, grid.Question{Year: 2027, Side: grid.BySender}, l)
		saved := office(t, text, "xlsx", "xlsx")
		got := read(t, saved, set)
		if len(got.Problems)+len(got.Remarks)+len(got.Changes) > 0 {
			t.Errorf("%s: %v %v %v", l, told(got.Problems), told(got.Remarks), figures(got.Changes))
		}
		for _, f := range []*excelize.File{open(t, text), open(t, saved)} {
			rows, err := f.GetRows("SkaS")
			if err != nil {
				t.Fatal(err)
			}
			last := rows[len(rows)-1]
			if diff := cmp.Diff([]string{"770", "770", "0", "", "", "0", "17", "16"}, last[grid.ColVolume:12]); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// What is changed in LibreOffice, or before it, comes back: the figure 3 of week 2 becomes 9.
func TestAChangeInLibreOfficeComesBack(t *testing.T) {
	t.Parallel()
	set := spoiled(t)
	text := changed(t, export(t, set, grid.Question{Year: 2027, Side: grid.BySender}, lang.SV), several(value("O9", 5), value("L8", 4)))
	flat := string(office(t, text, "xlsx", "fods"))
	at := strings.Index(flat, ">Exempelkliniken AB (fiktiv)<")
	const was, is = `office:value="3"`, `office:value="9"`
	if at < 0 || !strings.Contains(flat[at:], was) {
		t.Fatal("the plan's row is not there")
	}
	flat = flat[:at] + strings.Replace(flat[at:], was, is, 1)
	got := read(t, office(t, []byte(flat), "fods", "xlsx"), set)
	want := []string{"lp-2027-skas-exk-hoftprotes 2027-W02 3 9", "lp-2027-skas-exk-hoftprotes 2027-W03 3 4", "lp-2027-skas-siv-hoftprotes 2027-W06 2 5"}
	if diff := cmp.Diff([][]string{nil, nil, want}, [][]string{told(got.Problems), told(got.Remarks), figures(got.Changes)}); diff != "" {
		t.Error(diff)
	}
}
