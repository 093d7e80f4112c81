package check_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// An id with a letter of another alphabet looks right: the one finding says what is not.
func TestU03AWrongIdIsExplainedByItsLetter(t *testing.T) {
	text := strings.Replace(fields, "id: ortopedi", "id: ort\u043epedi", 1)
	d := one(t, tree(t, fstest.MapFS{fieldsPath: {Data: []byte(text)}}).Findings, "S406")
	if hint := d.Hint.In(lang.EN); d.Severity != diag.Error || hint != "Type the word again, with o in place of U+043E." {
		t.Errorf("%s: %s", d.Severity, hint)
	}
}

// A name with such a letter is a warning, and what else is wrong in the file is told as well.
func TestU03ANameIsWarnedOfBesideOtherFaults(t *testing.T) {
	text := strings.Replace(fields, "namn: Ortopedi", "namn: Ort\u043epedi, nam: x", 1)
	list := tree(t, fstest.MapFS{fieldsPath: {Data: []byte(text)}}).Findings
	if len(list) != 2 || list[0].Rule != "S211" || list[0].Severity != diag.Warning || list[1].Rule != "S402" {
		t.Errorf("got:\n%s", show(list))
	}
}
