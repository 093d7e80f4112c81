package edit_test

import (
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// The sample region is edited all over: what says nothing of the plans gives no finding, and
// evidence that is taken away is found to be missing, and nothing else.
func TestARegionEditedAllOverIsSound(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	before := os.DirFS("../..")
	loaded, err := check.Load(before, schemas)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 2))
	texts, taken := map[string][]byte{}, 0
	for _, d := range loaded.Set.Documents {
		name := d.Base().File()
		if path.Ext(name) != ".yaml" {
			continue
		}
		text, err := os.ReadFile(path.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		f, bad := edit.Open(name, text)
		if len(bad) > 0 {
			t.Fatalf("%s: %v", name, bad)
		}
		did, evidence := harmless(t, r, f, d)
		if out := written(t, f); did == (out == string(text)) {
			t.Fatalf("%s: changed %t:\n%s", name, did, out)
		} else if did {
			texts[name] = []byte(out)
		}
		if evidence {
			taken++
		}
	}
	was, err := check.Begin(before, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	result, err := was.After(texts)
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for _, found := range result.Findings {
		switch {
		case found.Inherited:
		case found.MissingEvidence:
			missing[found.File] = true
		case found.Severity != diag.Info:
			t.Errorf("%s: %s [%s]", found.File, found.Message.In(lang.EN), found.Rule)
		}
	}
	t.Logf("%d documents edited, evidence taken from %d, missed in %d", len(texts), taken, len(missing))
	if len(texts) < 150 || taken < 50 || len(missing) != taken {
		t.Errorf("%d documents edited, evidence taken from %d, missed in %d", len(texts), taken, len(missing))
	}
}

// harmless changes what the check does not mind, and takes evidence away from some.
func harmless(t *testing.T, r *rand.Rand, f *edit.File, d plan.Any) (did, evidence bool) {
	t.Helper()
	try := func(err error) {
		if err != nil {
			t.Fatalf("%s: %v", d.Base().File(), err)
		}
		did = true
	}
	switch d := d.(type) {
	case *plan.Leveransplan:
		for _, k := range d.Kontakter {
			try(f.Set("kontakter."+k.Part.V+"+"+k.Funktion.V+".funktion", edit.Text("Ny funktion")))
		}
		if r.IntN(2) == 0 {
			try(f.Remove("avstamningar." + d.Avstamningar[0].Part.V))
			evidence = true
		}
		if !d.Arende.Group.Set {
			try(f.Set("arende.diarienummer", edit.Text("HS 2026-09999")))
		}
	case *plan.Missiv:
		try(f.Set("rubrik", edit.Text("Ny: rubrik #1")))
		try(f.Set("motivering", edit.Text("Därför")))
	case *plan.Vardomraden:
		try(f.Set("vardomraden.ortopedi.namn", edit.Text(strings.Repeat("Ö", 3))))
	}
	return did, evidence
}
