package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Covered says what becomes of one statement of the routine: what judges it, who approves
// it, which part of the tool serves it, or why it stands outside the files. A statement can
// have several of these, and has at least one.
type Covered struct {
	Statement string
	Rules     []string  // ids of the rules that name the statement, in order
	Approval  lang.Text // who agrees to it, and to what
	Tool      lang.Text // what in the tool serves it
	Outside   lang.Text // why it can't be judged by files
}

func (c Covered) empty() bool {
	return len(c.Rules) == 0 && c.Approval.IsZero() && c.Tool.IsZero() && c.Outside.IsZero()
}

// Naming gives, by rule, the statements that it names in any version.
func Naming() map[string][]string {
	out := map[string][]string{}
	for _, r := range Catalogue() {
		named := slices.Clone(r.Statements)
		for _, f := range Forms(r.ID) {
			named = append(named, f.Rule.Statements...)
		}
		slices.Sort(named)
		out[r.ID] = slices.Compact(named)
	}
	return out
}

// Holes holds a table against the statements and against the rules that name them, both
// ways: nothing may be missing from the table, and nothing in it may be untrue.
func Holes(table []Covered, statements []StatementEntry, naming map[string][]string) []lang.Text {
	var holes []lang.Text
	add := func(sv, en string, args ...any) { holes = append(holes, lang.T(sv, en, args...)) }
	rows := map[string]*Covered{}
	for i := range table {
		c := &table[i]
		known := func(s StatementEntry) bool { return s.ID == c.Statement }
		switch {
		case rows[c.Statement] != nil:
			add("%s står två gånger i tabellen", "%s stands twice in the table", c.Statement)
		case !slices.ContainsFunc(statements, known):
			add("%s i tabellen är inget uttalande i rutinen", "%s in the table is no statement of the routine", c.Statement)
		case c.empty():
			add("%s har varken regel, godkännande, verktyg eller skäl", "%s has neither rule, approval, tool nor reason", c.Statement)
		}
		rows[c.Statement] = c
		for _, id := range c.Rules {
			switch named, exists := naming[id]; {
			case !exists:
				add("%s nämner regeln %s, som inte finns", "%s names the rule %s, which does not exist", c.Statement, id)
			case !slices.Contains(named, c.Statement):
				add("tabellen ger %s regeln %s, men regeln nämner inte uttalandet", "the table gives %s the rule %s, but the rule does not name the statement", c.Statement, id)
			}
		}
	}
	for _, s := range statements {
		if rows[s.ID] == nil {
			add("%s saknas i tabellen", "%s is missing from the table", s.ID)
		}
	}
	return append(holes, unlisted(rows, naming)...)
}

// unlisted finds the statements that rules name and the table does not list them under.
func unlisted(rows map[string]*Covered, naming map[string][]string) []lang.Text {
	var ids []string
	for id := range naming {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var holes []lang.Text
	for _, id := range ids {
		for _, n := range naming[id] {
			if c := rows[n]; c == nil || !slices.Contains(c.Rules, id) {
				holes = append(holes, lang.T("regeln %s nämner %s, men tabellen har den inte där", "the rule %s names %s, but the table does not have it there", id, n))
			}
		}
	}
	return holes
}
