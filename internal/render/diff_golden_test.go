package render

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// diffForms are all forms of a comparison.
var diffForms = map[string]func(io.Writer, []diff.Change, lang.Language) error{
	"txt": func(w io.Writer, c []diff.Change, l lang.Language) error { return DiffText(w, c, Style{Language: l}) },
	"json": func(w io.Writer, c []diff.Change, l lang.Language) error {
		return DiffJSON(w, c, "8d3ec1b8a54d6a0de0a8a1d2a27b3c5b0f0a1e11", "", l)
	},
	"md": func(w io.Writer, c []diff.Change, l lang.Language) error { return DiffMarkdown(w, c, l, CommentLimit) },
}

func diffOutput(t testing.TB, form string, l lang.Language, changes []diff.Change) string {
	t.Helper()
	var b bytes.Buffer
	if err := diffForms[form](&b, changes, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sampleEdits are a request of many parts against the small region: file, what stands there,
// what comes.
var sampleEdits = [][3]string{
	// A decrease that moves a week too.
	{"plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml", "volym: 12", "volym: 9"},
	{"plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml", "  2027-W04: 3\n  2027-W05: 3\n", "  2027-W04: 1\n  2027-W15: 2\n"},
	{"plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml", "andringar: []\n",
		"andringar:\n  - {nr: 1, datum: 2027-01-12, galler_fran: 2027-W04, orsak: minskat_behov, volym_fore: 12, volym_efter: 9, motivering: \"Färre remisser: se <b>bilagan</b>\"}\n"},
	// From quarters to weeks, of two ISO years.
	{"plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml", "  2027-Q4: 2\n", "  2027-W50: 1\n  2027-W52: 1\n"},
	{"plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml", "vardform: dagkirurgi", "vardform: oppenvard"},
	{"plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v12.yaml", "funktion: Vårdplanering, e_post: ogon.skas@example.org", "funktion: Remisser, e_post: ogon.skas@example.org"},
	{"plans/2027/missiv/missiv-2027-ortopedi.yaml", "volym: 8", "volym: 10"},
	{"plans/2027/erbjudanden/erb-2027-siv-ogon.yaml", "2027-W10: 4", "2027-W10: 6"},
	{"plans/2026/restvolymer.yaml", "slag: outlost, volym: 1", "slag: outlost, volym: 2"},
	{"plans/2026/utfall/siv.csv", "2026-W12;2;3\nlp-2026-siv-skas-katarakt;2026-W18;4;6", "2026-W12;3;3\nlp-2026-siv-skas-katarakt;2026-W19;4;6"},
	{"plans/register/roller.yaml", "version: 1", "version: 2"},
	{"plans/register/roller.yaml", "  - {person: p-004, roll: representant, organisation: su, fran: 2026-01-01}\n",
		"  - {person: p-004, roll: representant, organisation: su, fran: 2026-01-01, till: 2027-06-30}\n  - {person: p-009, roll: representant, organisation: su, fran: 2027-07-01}\n"},
	{"plans/2027/behovsanalys.yaml", "datum: 2026-09-15", "datum: [2026-09-15"}, // can't be read
}

// sampleChanges is what the sample request means.
func sampleChanges(t testing.TB) []diff.Change {
	t.Helper()
	head := region.Files()
	for _, e := range sampleEdits {
		text := string(head[e[0]].Data)
		if strings.Count(text, e[1]) != 1 {
			t.Fatalf("%q does not stand once in %s", e[1], e[0])
		}
		head[e[0]] = &fstest.MapFile{Data: []byte(strings.Replace(text, e[1], e[2], 1))}
	}
	const gone, fresh = "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml", "plans/2027/leveransplaner/siv/lp-2027-siv-skas-ogon.yaml"
	delete(head, gone)
	base := region.Files()
	delete(base, fresh)
	files := []diff.FileChange{
		{Path: ".github/workflows/gate.yml", Before: "a", After: "b"}, {Path: hostile, After: "c"},
		{Path: "plans/2027/behovsanalys.yaml", Before: "a", After: "b"},
	}
	return diff.Compare(loadSet(t, base), loadSet(t, head), files)
}

func loadSet(t testing.TB, tree fstest.MapFS) *plan.Set {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := check.Load(tree, schemas)
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Set
}

// One comparison in all forms and languages. UPDATE=1 writes the files anew; read the
// difference before you keep it.
func TestDiffGoldens(t *testing.T) {
	changes := sampleChanges(t)
	for form := range diffForms {
		for _, l := range lang.Languages {
			name := filepath.Join("testdata", "golden", fmt.Sprintf("diff.%s.%s", l, form))
			t.Run(filepath.Base(name), func(t *testing.T) {
				got := diffOutput(t, form, l, changes)
				golden(t, name, got)
			})
		}
	}
}

func TestNothingChanged(t *testing.T) {
	for form, want := range map[string]string{"txt": "Ingen ändring i sak.", "md": "Ingen ändring i sak.", "json": `"changes": []`} {
		if got := diffOutput(t, form, lang.SV, nil); !strings.Contains(got, want) {
			t.Errorf("%s: %s", form, got)
		}
	}
}
