package yamldoc

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestEachRuleHasABadFileThatGivesItAloneAndAGoodFile(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.ID, func(t *testing.T) {
			_, list := Parse(diag.NewSource("a.yaml", []byte(r.Bad)))
			if len(list) != 1 || list[0].Rule != r.ID {
				t.Errorf("bad file %q gives %v", r.Bad, show(list))
			}
			doc, list := Parse(diag.NewSource("a.yaml", []byte(r.Good)))
			if doc == nil || len(list) != 0 {
				t.Errorf("good file %q gives %v", r.Good, show(list))
			}
		})
	}
}

func show(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Rule+" "+d.Message.In(lang.SV)+" | "+d.Hint.In(lang.SV)+" | "+d.Message.In(lang.EN))
	}
	return out
}
