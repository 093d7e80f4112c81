package routine

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// What the coverage says of approvals is what the tables hold, both ways.
func TestCoverageTellsTheApprovals(t *testing.T) {
	var named, told []string
	for _, v := range Versions() {
		for _, r := range v.Approvals {
			named = append(named, r.Statements()...)
		}
	}
	for _, c := range Coverage() {
		if !c.Approval.IsZero() {
			told = append(told, c.Statement)
		}
	}
	slices.Sort(named)
	if d := cmp.Diff(slices.Compact(named), told); d != "" {
		t.Errorf("(-tables +coverage):\n%s", d)
	}
}

// A version's approvals rest on what that version says.
func TestApprovalsNameTheirOwnStatements(t *testing.T) {
	for _, v := range Versions() {
		for _, r := range v.Approvals {
			for _, id := range r.Statements() {
				if s, known := Statement(id); !known || len(s.In(v.ID)) == 0 {
					t.Errorf("%s of %s rests on %s, which that version does not say", r.Kind, v.ID, id)
				}
			}
		}
	}
}

// Each version says what each kind of change needs, once for each kind of receiver.
func TestEveryKindHasOneRow(t *testing.T) {
	for _, v := range Versions() {
		seen := map[diff.Kind][]string{}
		for _, r := range v.Approvals {
			seen[r.Kind] = append(seen[r.Kind], string(r.Scope))
			if r.From.IsZero() || len(r.Needs) == 0 && r.Never.IsZero() {
				t.Errorf("%s of %s: no first day, or nothing needed", r.Kind, v.ID)
			}
		}
		for _, k := range diff.Kinds() {
			scopes := seen[k]
			slices.Sort(scopes)
			if !slices.Equal(scopes, []string{""}) && !slices.Equal(scopes, []string{"extern", "intern"}) {
				t.Errorf("%s of %s has the rows %q", k, v.ID, scopes)
			}
		}
	}
}

// The table is that of the day; after the last day it still says who approves what, and
// stops what is new unless the settings let it pass.
func TestPolicyOfADay(t *testing.T) {
	settings := func(expired string) plan.Any {
		return &plan.Installningar{Document: plan.Document{Kind: plan.KindInstallningar}, UtgangenRutin: plan.Text{V: expired, Set: true}}
	}
	prolonged := &plan.Rutiner{Document: plan.Document{Kind: plan.KindRutiner}, Forlangningar: []plan.Forlangning{{
		Rutin: plan.Text{V: "9.0", Set: true}, ForlangdTill: plan.Day{V: calendar.Date(2027, 3, 31), Set: true}}}}
	for name, c := range map[string]struct {
		documents []plan.Any
		day       calendar.Day
		version   string
		expired   bool
	}{
		"before any version":              {nil, calendar.Date(2024, 1, 17), "", false},
		"the first day of 6.0":            {nil, calendar.Date(2024, 1, 18), "6.0", false},
		"the last day of 6.0":             {nil, calendar.Date(2024, 12, 18), "6.0", false},
		"the first day of 9.0":            {nil, calendar.Date(2024, 12, 19), "9.0", false},
		"the last day of 9.0":             {nil, calendar.Date(2026, 12, 19), "9.0", false},
		"the day after":                   {nil, calendar.Date(2026, 12, 20), "9.0", true},
		"the day after, prolonged":        {[]plan.Any{prolonged}, calendar.Date(2026, 12, 20), "9.0", false},
		"after the prolongation":          {[]plan.Any{prolonged}, calendar.Date(2027, 4, 1), "9.0", true},
		"the day after, where it may":     {[]plan.Any{settings("varna")}, calendar.Date(2026, 12, 20), "9.0", false},
		"the day after, where it may not": {[]plan.Any{settings("stoppa")}, calendar.Date(2026, 12, 20), "9.0", true},
	} {
		t.Run(name, func(t *testing.T) {
			p := Policy(plan.NewSet(c.documents, nil), c.day)
			if p.Version != c.version || p.Expired != c.expired || (len(p.Table) > 0) != (c.version != "") {
				t.Errorf("version %q, expired %v, %d rows", p.Version, p.Expired, len(p.Table))
			}
		})
	}
}

// What of the base can't be read is said, and then nothing is approved.
func TestPolicyTellsItsFaults(t *testing.T) {
	roles := func(broken bool) plan.Any {
		return &plan.Roller{Document: plan.Document{Kind: plan.KindRoller, Broken: broken}}
	}
	organisations := func(broken bool) plan.Any {
		return &plan.Organisationer{Document: plan.Document{Kind: plan.KindOrganisationer, Broken: broken}}
	}
	for name, c := range map[string]struct {
		documents []plan.Any
		unread    map[plan.Kind]bool
		faults    int
	}{
		"all is there":          {[]plan.Any{roles(false), organisations(false)}, nil, 0},
		"no roles":              {[]plan.Any{organisations(false)}, nil, 1},
		"roles with an error":   {[]plan.Any{roles(true), organisations(false)}, nil, 1},
		"unread roles":          {nil, map[plan.Kind]bool{plan.KindRoller: true}, 1},
		"a register in error":   {[]plan.Any{roles(false), organisations(true)}, nil, 1},
		"an unread agreement":   {[]plan.Any{roles(false)}, map[plan.Kind]bool{plan.KindAvtal: true}, 1},
		"unread settings":       {[]plan.Any{roles(false)}, map[plan.Kind]bool{plan.KindInstallningar: true}, 1},
		"an unread plan is not": {[]plan.Any{roles(false)}, map[plan.Kind]bool{plan.KindLeveransplan: true}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := Policy(plan.NewSet(c.documents, c.unread), calendar.Date(2026, 11, 21))
			if len(p.Faults) != c.faults || (p.Roller == nil) != (name == "no roles" || name == "roles with an error" || name == "unread roles") {
				t.Errorf("%d faults, register there: %v", len(p.Faults), p.Roller != nil)
			}
		})
	}
}
