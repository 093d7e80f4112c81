package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Comparison is what changed from one version to another: in plain words, and rule by rule.
type Comparison struct {
	From, To Version
	Matters  []Matter
	Rules    []RuleChange
}

// Matter is one thing in which versions differ, and what each says of it in our own words.
type Matter struct {
	Name       lang.Text
	Statements []string
	Says       map[string]lang.Text // by version
}

// RuleChange is how a rule differs between two versions.
type RuleChange struct {
	Rule *rule.Rule // as the version has it that it is in; the later one where both have it
	// Then and Now tell whether the versions have the rule at all.
	Then, Now bool
	Changes   []FieldChange // where both have it
}

// FieldChange is one difference of a rule that both versions have.
type FieldChange struct {
	Field     string    // severity, basis, statements, parameter or missing_evidence
	Name      lang.Text // of the field
	Then, Now lang.Text
}

// Compare tells what changed from one version to another; false where one of them is not
// at hand.
func Compare(from, to string) (Comparison, bool) {
	then, known := Find(from)
	now, also := Find(to)
	c := Comparison{From: then, To: now}
	if !known || !also {
		return c, false
	}
	for _, m := range matters() {
		before, after := m.Says[from], m.Says[to]
		if before.In(lang.SV) != after.In(lang.SV) {
			c.Matters = append(c.Matters, m)
		}
	}
	c.Rules = ruleChanges(then, now)
	return c, true
}

func ruleChanges(then, now Version) []RuleChange {
	var ids []string
	for _, l := range slices.Concat(then.Rules, now.Rules) {
		ids = append(ids, l.Rule.ID)
	}
	slices.Sort(ids)
	var out []RuleChange
	for _, id := range slices.Compact(ids) {
		before, after := ruleOf(then, id), ruleOf(now, id)
		c := RuleChange{Rule: after, Then: before != nil, Now: after != nil}
		switch {
		case after == nil:
			c.Rule = before
		case before != nil:
			if c.Changes = fieldChanges(before, after); len(c.Changes) == 0 {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

func ruleOf(v Version, id string) *rule.Rule {
	for _, l := range v.Rules {
		if l.Rule.ID == id {
			return l.Rule
		}
	}
	return nil
}

func fieldChanges(then, now *rule.Rule) []FieldChange {
	var out []FieldChange
	add := func(field string, name, before, after lang.Text) {
		if before.In(lang.SV) != after.In(lang.SV) {
			out = append(out, FieldChange{field, name, before, after})
		}
	}
	add("severity", lang.T("grad", "severity"), lang.Plain(then.Severity.String()), lang.Plain(now.Severity.String()))
	add("basis", lang.T("grund", "basis"), basisName(then.Basis), basisName(now.Basis))
	add("statements", lang.T("uttalanden", "statements"), listed(then.Statements), listed(now.Statements))
	add("parameter", lang.T("det versionen sätter", "what the version sets"), then.Parameter, now.Parameter)
	add("missing_evidence", lang.T("frågar efter underlag", "asks for evidence"), yesNo(then.MissingEvidence), yesNo(now.MissingEvidence))
	return out
}

func listed(ids []string) lang.Text { return lang.T("%s", "%s", lang.List(ids)) }

func yesNo(v bool) lang.Text {
	if v {
		return lang.T("ja", "yes")
	}
	return lang.T("nej", "no")
}

func basisName(b diag.Basis) lang.Text {
	switch b {
	case diag.Rebuilt:
		return lang.T("ett återställt ord", "a restored word")
	case diag.Default:
		return lang.T("verktygets läsning", "the tool's reading")
	}
	return lang.T("rutinens text", "the routine's text")
}
