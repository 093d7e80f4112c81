package export_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

const under = 5 // what is masked in these tests

// bytesOf is everything that an export writes.
func bytesOf(t *testing.T, q export.Source) []byte {
	t.Helper()
	var out bytes.Buffer
	s := export.New(q)
	for _, table := range s.Tables {
		if err := export.WriteCSV(&out, table); err != nil {
			t.Fatal(err)
		}
	}
	for _, write := range []func() error{
		func() error { return s.WriteDictionary(&out, q.Language) },
		func() error { return s.WriteDictionaryJSON(&out, q.Language) },
	} {
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// Every masked figure can be any other that is masked, and whatever the findings, the decisions
// and the corrections say of outcome, the public gets the same bytes.
func TestThePublicLearnsNothingOfMaskedFigures(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 7))
	source := func(change bool) (export.Source, int) {
		q := sourceOf(t, demonstration(t).rev(t, demonstration(t).Main).FS())
		q.History, q.Audit = slices.Clone(demonstration(t).entries), demonstration(t).audit
		n := 0
		if change {
			n = redraw(rng, q.Set)
			q.Findings = slices.Clone(q.Findings)
			for i := range q.Findings {
				if strings.HasPrefix(q.Findings[i].Rule, "F") {
					q.Findings[i].Message = lang.Plain("17 utförda")
				}
			}
			q.Findings = append(q.Findings, diag.Diagnostic{Rule: "P603", File: "plans/2026/restvolymer.yaml", Message: lang.Plain("3 outlösta")},
				diag.Diagnostic{Rule: plan.RuleFigure, File: "plans/2026/utfall/2026-W05.csv", Message: lang.Plain("\"3,5\" är inget heltal")})
			for i := range q.History {
				q.History[i].Items = slices.Clone(q.History[i].Items)
				for j := range q.History[i].Items {
					if it := &q.History[i].Items[j]; it.Type == plan.KindUtfall || it.Type == plan.KindRestvolymer {
						it.Summary = lang.Plain("4 utförda")
						it.Corrections = []history.Correction{{Plan: q.Set.Leveransplaner[0].ID.V, Week: calendar.Week{Year: 2026, Number: 9}, Before: history.Figures{Utfort: &n}}}
					}
				}
			}
		}
		return inPublic(q, under), n
	}
	first, _ := source(false)
	want := bytesOf(t, first)
	for range 3 {
		q, n := source(true)
		if n < 40 {
			t.Fatalf("only %d figures are masked", n)
		}
		if got := bytesOf(t, q); !bytes.Equal(want, got) {
			t.Errorf("after %d masked figures were changed the public gets something else", n)
		}
		q.Public, q.FollowUp = false, sourceOf(t, demonstration(t).rev(t, demonstration(t).Main).FS()).FollowUp
		if raw, _ := source(false); bytes.Equal(bytesOf(t, q), bytesOf(t, raw)) {
			t.Error("the export in full does not tell them apart either: nothing has been tested")
		}
	}
}

// redraw gives every masked figure of a plan and quarter another value that is masked.
func redraw(rng *rand.Rand, set *plan.Set) int {
	type at struct {
		plan    string
		quarter calendar.Quarter
		figure  int
	}
	rows := map[at][]*plan.Int{}
	var order []at
	for _, u := range set.Utfall {
		for i := range u.Rows {
			r := &u.Rows[i]
			for f, v := range []*plan.Int{&r.Utfort, &r.Kontaktade, &r.Accepterade} {
				if v.Set {
					key := at{r.Leveransplan.V, r.Vecka.V.Quarter(), f}
					if rows[key] == nil {
						order = append(order, key)
					}
					rows[key] = append(rows[key], v)
				}
			}
		}
	}
	n := 0
	for _, key := range order {
		sum := 0
		for _, v := range rows[key] {
			sum += v.V
		}
		if sum >= under {
			continue
		}
		for _, v := range rows[key] {
			v.V = 0
		}
		rows[key][rng.IntN(len(rows[key]))].V = (sum + 1 + rng.IntN(under-1)) % under
		n++
	}
	return n
}

// What the public does not get is not there, and says so.
func TestPublicTables(t *testing.T) {
	q := sources(t)["the history, in public"]
	q.Findings = append(slices.Clone(q.Findings), diag.Diagnostic{Rule: "F104", Document: "x"}, diag.Diagnostic{Rule: "P101", Document: "y"})
	all := tables(t, export.New(q))
	for _, name := range []string{"fact_utfall_vecka", "fact_utfallsrattelse"} {
		c := all[name]
		if len(c.rows) != 0 || !strings.Contains(c.Doc.In(lang.SV), "inga rader i en publik export") || !strings.Contains(c.Doc.In(lang.EN), "no rows") {
			t.Errorf("%s has %d rows: %s", name, len(c.rows), c.Doc.In(lang.SV))
		}
	}
	findings := all["fact_fynd"]
	rules := map[string]bool{}
	for i := range findings.rows {
		rules[findings.text(i, "regel")] = true
	}
	if rules["F104"] || !rules["P101"] {
		t.Errorf("findings of %v", rules)
	}
	approvals := all["fact_godkannande"]
	for i := range approvals.rows {
		if approvals.at(i, "person") != nil {
			t.Errorf("%v", approvals.rows[i])
		}
	}
	outcome := 0
	changes := all["fact_beslut_andring"]
	for i := range changes.rows {
		if changes.text(i, "dokumentslag") == "utfall" {
			outcome++
			if s := changes.text(i, "sammanfattning"); !strings.HasPrefix(s, "Utfall för ") || !strings.Contains(s, "-W") {
				t.Errorf("%q", s)
			}
		}
	}
	if len(approvals.rows) == 0 || outcome == 0 {
		t.Errorf("%d approvals and %d changes of outcome", len(approvals.rows), outcome)
	}
	for _, m := range export.New(q).Measures {
		if strings.Contains(m.SQL+m.DAX, "fact_utfall_vecka") {
			t.Errorf("%s needs weeks of outcome", m.Name)
		}
	}
	about := all["om_exporten"]
	if !about.truth(0, "publik") || about.int(0, "maskerat_under") != under {
		t.Errorf("%v", about.rows)
	}
}

// A role register's ids of persons stand in no public table, whatever decisions and findings
// say of them, nor do delegations.
func TestThePublicLearnsNothingOfPersons(t *testing.T) {
	q := demonstration(t).source(t)
	someone := q.Set.Roller.Personer[0].ID.V
	q.Findings = append(slices.Clone(q.Findings),
		diag.Diagnostic{Rule: "P803", File: plan.FixedPaths[plan.KindRoller], Message: lang.Plain("delegeringen till systemförvaltaren"), Range: diag.Range{Start: diag.Pos{Line: 7, Column: 1}}},
		diag.Diagnostic{Rule: "P101", File: "plans/x.yaml", Message: lang.Plain("enligt " + someone + ", som"), Hint: lang.Plain("Fråga.")})
	id := regexp.MustCompile(`\bp-\d+`)
	told := func(q export.Source) (persons, roles, wordless int) {
		for _, table := range tables(t, export.New(q)) {
			for i, row := range table.rows {
				for at, v := range row {
					if s, ok := v.(string); ok && (id.MatchString(s) || strings.Contains(s, "elegeringen") && table.Name != "dim_regel" && !strings.HasPrefix(table.Name, "datakatalog")) {
						persons++
						if q.Public {
							t.Errorf("%s.%s: %q", table.Name, table.Columns[at].Name, s)
						}
					}
				}
				switch table.Name {
				case "fact_beslut_andring":
					if table.text(i, "dokumentslag") == "roller" && table.at(i, "diarienummer") == nil && table.text(i, "sammanfattning") == "Rollregistret ändras" {
						roles++
					}
				case "fact_fynd":
					if table.at(i, "meddelande") == nil && table.at(i, "forslag") == nil && table.at(i, "rad") == nil {
						wordless++
					}
				}
			}
		}
		return persons, roles, wordless
	}
	if n, _, _ := told(q); n < 10 {
		t.Errorf("the export in full names only %d: nothing has been tested", n)
	}
	if _, roles, wordless := told(inPublic(q, under)); roles == 0 || wordless != 2 {
		t.Errorf("%d changes of the role register, %d findings without words", roles, wordless)
	}
	all := append([]byte(nil), bytesOf(t, inPublic(q, under))...)
	for _, p := range q.Set.Roller.Personer {
		if regexp.MustCompile(`\b` + p.ID.V + `\b`).Match(all) {
			t.Errorf("%s is told", p.ID.V)
		}
	}
}

// Whether a decision broke a rule that rests on outcome, whether somebody followed that up or
// has waived it, makes no difference to the public.
func TestThePublicLearnsNothingOfBreachesThatRestOnOutcome(t *testing.T) {
	plain := func() export.Source {
		q := demonstration(t).source(t)
		report := *q.Audit
		report.Decisions = slices.Clone(report.Decisions)
		q.Audit, q.History = &report, slices.Clone(q.History)
		return inPublic(q, under)
	}
	q := plain()
	changed := 0
	for i := range q.Audit.Decisions {
		d := &q.Audit.Decisions[i]
		if d.Genesis || i%2 == 0 {
			continue
		}
		d.Valid, changed = false, changed+1
		d.Violations = append(slices.Clone(d.Violations), audit.Violation{Code: audit.BrokenRule, Rule: []string{"C106", "F104", "F102"}[i%3], Message: lang.Plain("kvartalet har 2 men 3 är utförda")})
		if i%4 == 1 && d.FollowUp == nil && len(d.Violations) == 1 {
			d.FollowUp = &audit.FollowUp{Cause: "3 utförda"}
		}
	}
	q.Findings = append(slices.Clone(q.Findings), diag.Diagnostic{Rule: "C106", File: "plans/x.yaml"}, diag.Diagnostic{Rule: "P811", File: "plans/undantag.yaml", Message: lang.Plain("regeln C106 har inget att säga")})
	if changed < 5 || !bytes.Equal(bytesOf(t, plain()), bytesOf(t, q)) {
		t.Errorf("%d decisions with a breach more are told apart", changed)
	}
	q.Public = false
	if full := plain(); bytes.Equal(bytesOf(t, without(full, func(q *export.Source) { q.Public = false })), bytesOf(t, q)) {
		t.Error("the export in full does not tell them apart either: nothing has been tested")
	}
}

// What a record itself says against its decision may be such a breach: then nobody is told
// whether the decision was valid, unless something else is wrong with it.
func TestARecordsOwnVerdictInPublic(t *testing.T) {
	for name, c := range map[string]struct {
		codes []audit.Code
		valid any
		count int
	}{
		"nothing wrong":           {nil, true, 0},
		"the record's own words":  {[]audit.Code{audit.NotValid}, nil, 0},
		"and a breach":            {[]audit.Code{audit.NotValid, audit.BrokenRule}, nil, 0},
		"and no approval":         {[]audit.Code{audit.NotValid, audit.NotApproved}, false, 1},
		"no approval, two breaks": {[]audit.Code{audit.BrokenRule, audit.NotApproved, audit.DirectPush}, false, 2},
	} {
		q := demonstration(t).source(t)
		report := *q.Audit
		report.Decisions = slices.Clone(report.Decisions)
		d := &report.Decisions[len(report.Decisions)-1]
		d.Violations, d.Valid = nil, len(c.codes) == 0
		for _, code := range c.codes {
			x := audit.Violation{Code: code}
			if code == audit.BrokenRule {
				x.Rule = "C106"
			}
			d.Violations = append(d.Violations, x)
		}
		q.Audit = &report
		all := tables(t, export.New(inPublic(q, under)))["dim_beslut"]
		for i := range all.rows {
			if all.text(i, "beslut") == d.Commit() && (all.at(i, "giltigt") != c.valid || all.int(i, "brister") != c.count) {
				t.Errorf("%s: %v, %d", name, all.at(i, "giltigt"), all.int(i, "brister"))
			}
		}
	}
}

// A waiver of such a rule says the same again; other waivers are told.
func TestWaiversInPublic(t *testing.T) {
	for rule, want := range map[string]string{"F104": "Undantagen ändras", "C106": "Undantagen ändras", "P101": "undantaget från P101"} {
		q := demonstration(t).source(t)
		q.History = slices.Clone(q.History)
		e := &q.History[len(q.History)-1]
		e.Items = []history.Item{{Type: plan.KindUndantag, ID: "undantag", Names: []string{rule, "lp-1", rule + "+lp-1"}, Number: "HS 2026-1", Summary: lang.Plain("undantaget från " + rule)}}
		all := tables(t, export.New(inPublic(q, under)))["fact_beslut_andring"]
		for i := range all.rows {
			if all.text(i, "beslut") == e.Commit.Hash && (all.text(i, "sammanfattning") != want || (all.at(i, "diarienummer") == nil) == (rule == "P101")) {
				t.Errorf("%s: %v", rule, all.rows[i])
			}
		}
	}
}
