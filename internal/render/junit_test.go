package render

import (
	"encoding/xml"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Each file is a case, those without findings too; one failure holds all errors of a file,
// and what is no error fails nothing.
func TestEachFileIsATestCase(t *testing.T) {
	list := sample()
	again := list[1]
	again.Message = lang.T("ännu ett", "another")
	list = append(list, again)
	var suites junitSuites
	if err := xml.Unmarshal([]byte(output(t, "xml", lang.EN, list...)), &suites); err != nil {
		t.Fatal(err)
	}
	type verdict struct{ Class, Name, Failure string }
	var got []verdict
	for _, c := range suites.Suite.Cases[1:] { // the first is the hostile one
		v := verdict{Class: c.Class, Name: c.Name}
		if c.Failure != nil {
			v.Failure = c.Failure.Message
		}
		got = append(got, v)
	}
	want := []verdict{
		{"plans.2027.leveransplaner.skas", "lp-2027-skas-exempelkliniken-prostata.yaml", "the volume is 50 but the periodisation adds up to 51 (and 1 more error)"},
		{"plans.2027.missiv", "missiv-2027-hud.yaml", ""},
		{"plans.2027", "ö.yaml", "the file is a link"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s := suites.Suite; s.Tests != len(s.Cases) || s.Failures != 3 || s.Errors != 0 {
		t.Errorf("%d tests, %d failures, %d errors", s.Tests, s.Failures, s.Errors)
	}
}

func TestFilesWithoutFindingsPass(t *testing.T) {
	var suites junitSuites
	if err := xml.Unmarshal([]byte(output(t, "xml", lang.EN)), &suites); err != nil {
		t.Fatal(err)
	}
	if s := suites.Suite; s.Tests != 2 || s.Failures != 0 || s.Cases[0].Failure != nil || s.Out != nil {
		t.Errorf("%+v", s)
	}
}
