package routine

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestCoverageHasNoHole(t *testing.T) {
	for _, hole := range Holes(Coverage(), Statements(), Naming()) {
		t.Error(hole.In(lang.EN))
	}
}

// Each way in which a table can be wrong is one hole, and says so.
func TestHolesAreFoundEitherWay(t *testing.T) {
	statements := []StatementEntry{{ID: "N01"}, {ID: "N02"}}
	naming := map[string][]string{"P001": {"N01"}, "P002": {"N02"}, "P003": nil}
	whole := []Covered{{Statement: "N01", Rules: []string{"P001"}}, {Statement: "N02", Rules: []string{"P002"}}}
	with := func(change func(table []Covered) []Covered) []Covered {
		return change([]Covered{{Statement: "N01", Rules: []string{"P001"}}, {Statement: "N02", Rules: []string{"P002"}}})
	}
	tool := lang.T("ett verktyg", "a tool")
	for name, c := range map[string]struct {
		table []Covered
		want  []string
	}{
		"nothing wrong": {whole, nil},
		"a statement without an entry": {whole[:1], []string{
			"N02 is missing from the table", "the rule P002 names N02, but the table does not have it there"}},
		"an empty entry": {with(func(t []Covered) []Covered { t[1].Rules = nil; return t }), []string{
			"N02 has neither rule, approval, tool nor reason", "the rule P002 names N02, but the table does not have it there"}},
		"an entry that forgets a rule": {with(func(t []Covered) []Covered { t[1].Rules, t[1].Tool = nil, tool; return t }), []string{
			"the rule P002 names N02, but the table does not have it there"}},
		"an unknown rule": {with(func(t []Covered) []Covered { t[0].Rules = append(t[0].Rules, "P999"); return t }), []string{
			"N01 names the rule P999, which does not exist"}},
		"a rule that does not name the statement": {with(func(t []Covered) []Covered { t[0].Rules = append(t[0].Rules, "P003"); return t }), []string{
			"the table gives N01 the rule P003, but the rule does not name the statement"}},
		"an unknown statement": {append(slices.Clone(whole), Covered{Statement: "N99", Tool: tool}), []string{
			"N99 in the table is no statement of the routine"}},
		"a statement twice": {append(slices.Clone(whole), Covered{Statement: "N01", Rules: []string{"P001"}}), []string{
			"N01 stands twice in the table"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, hole := range Holes(c.table, statements, naming) {
				got = append(got, hole.In(lang.EN))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("holes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCoverageIsSaidInBothLanguages(t *testing.T) {
	for _, c := range Coverage() {
		for _, text := range []lang.Text{c.Approval, c.Tool, c.Outside} {
			if !text.IsZero() && (text.SV == "" || text.EN == "" || text.SV == text.EN) {
				t.Errorf("%s: %q and %q", c.Statement, text.SV, text.EN)
			}
		}
		if !slices.IsSorted(c.Rules) {
			t.Errorf("%s: the rules %v are not in order", c.Statement, c.Rules)
		}
	}
}

// A rule that a version's text is said to demand names only what that version says. A
// default may point to another version's words.
func TestVersionsNameTheirOwnStatements(t *testing.T) {
	for _, v := range Versions() {
		for _, l := range v.Rules {
			for _, id := range l.Rule.Statements {
				s, known := Statement(id)
				if l.Rule.Basis != diag.Default && (!known || len(s.In(v.ID)) == 0) {
					t.Errorf("%s of %s rests on %s, which that version does not say", l.Rule.ID, v.ID, id)
				}
			}
		}
	}
}

// What a version sets is said where versions differ in it.
func TestParametersAreSaidInEveryVersion(t *testing.T) {
	for _, r := range Catalogue() {
		said, forms := 0, Forms(r.ID)
		for _, f := range forms {
			if !f.Rule.Parameter.IsZero() {
				said++
			}
		}
		if said != 0 && said != len(forms) {
			t.Errorf("%s: %d of %d versions say what they set", r.ID, said, len(forms))
		}
	}
}
