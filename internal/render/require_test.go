package render

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

var requireForms = map[string]func(io.Writer, *Required, lang.Language, bool) error{
	"txt": func(w io.Writer, r *Required, l lang.Language, names bool) error {
		return RequireText(w, r, Style{Language: l}, names)
	},
	"json": func(w io.Writer, r *Required, l lang.Language, names bool) error {
		return RequireJSON(w, r, GateOptions{Language: l, Names: names})
	},
}

func requireOutput(t testing.TB, form string, r *Required, l lang.Language, names bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := requireForms[form](&b, r, l, names); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sampleRequired has one of everything that is told of a requirement.
func sampleRequired() *Required {
	subject := diff.Subject{Kind: plan.KindLeveransplan, ID: "lp-2027-skas-exk-hoftprotes", BaseSum: "a", HeadSum: "b"}
	file := diff.Subject{ID: "x/" + hostile, HeadSum: "c"}
	holder := func(person string, login string) approval.Holder {
		return approval.Holder{Person: person, Account: approval.Account{ID: 1, Login: login}}
	}
	volume := func(n int) *plan.Leveransplan {
		return &plan.Leveransplan{Volym: plan.Int{V: n, Set: true}, Enhet: plan.Text{V: "atgard", Set: true}}
	}
	return &Required{
		Policy: approval.Policy{Day: calendar.Date(2026, 11, 21), Version: "9.0", Faults: []lang.Text{lang.T("rollregistret går inte att läsa", "the role register can't be read")}},
		Changes: []diff.Change{
			&diff.Plan{Subject: subject, Is: []diff.Kind{diff.PlanMinskning, diff.PlanVillkor}, Base: volume(12), Head: volume(9),
				Sender: "skas", Receiver: "exk", Names: diff.Names{Sender: "SkaS", Receiver: hostile, Field: "Ortopedi"}},
			&diff.File{Subject: file, Is: []diff.Kind{diff.OkandAndrad}, After: "c"},
		},
		Requirements: []RequiredOne{
			{Requirement: approval.Requirement{
				ID: "representant:skas", Role: plan.RollRepresentant, Organisation: "skas", Actor: true, Side: approval.Sender,
				OrganisationName: "SkaS",
				Why: []approval.Ground{{Text: lang.T("minskning: SkaS begär det", "decrease: SkaS asks for it"), Statements: []string{"N48", "N49"}},
					{Text: lang.T("ändrade villkor: SkaS kommer överens", "changed terms: SkaS agrees"), Statements: []string{"N45"}}},
				Statements: []string{"N45", "N48", "N49"}, Subjects: []diff.Subject{subject}, Sides: []approval.Side{approval.Sender},
			}, Holders: []approval.Holder{holder("p-016", "anna-k"), holder("p-024", "")}, Gaps: []lang.Text{lang.T("ingen får godkänna 2026-12-24–2027-01-06", "nobody may approve from 2026-12-24 to 2027-01-06")}},
			{Requirement: approval.Requirement{
				ID: "beslutsforum", Role: plan.RollBeslutsforum, Side: approval.Forum, Subjects: []diff.Subject{subject}, Statements: []string{"N56"},
				Why:   []approval.Ground{{Text: lang.T("ökning: forumet tar ställning", "increase: the forum takes position"), Statements: []string{"N56"}}},
				Lacks: []lang.Text{lang.T("protokollet saknas", "the minutes are missing")}, Notes: []lang.Text{lang.Plain(hostile)},
			}},
			{Requirement: approval.Requirement{
				ID: "representant:su:heard", Role: plan.RollRepresentant, Organisation: "su", Heard: true, Side: approval.Sender, Subjects: []diff.Subject{subject},
				Given: []lang.Text{lang.T("su är hörd", "su has been heard")}, Reservations: []lang.Text{lang.T("reservation från SU: ”%s”", "reservation of SU: “%s”", hostile)},
			}, Holders: []approval.Holder{holder("p-011", "bo")}},
			{Requirement: approval.Requirement{
				ID: "one_more", Side: approval.OneMore, UnlessBot: true, Subjects: []diff.Subject{file}, Why: []approval.Ground{{Text: lang.T("en till läser", "one more reads it")}},
			}, Holders: []approval.Holder{holder("p-016", "anna-k")}},
			{Requirement: approval.Requirement{
				ID: "leverantor:exk", Role: plan.RollLeverantor, Organisation: "exk", OrganisationName: "Exempelkliniken", Side: approval.Receiver, Subjects: []diff.Subject{subject},
				Todo: []lang.Text{lang.T("Exempelkliniken företräds", "Exempelkliniken is represented")},
			}, Gaps: []lang.Text{lang.T("ingen får godkänna", "nobody may approve")}},
			{Requirement: approval.Requirement{
				ID: "systemforvaltare|koncernkontoret", Role: plan.RollSystemforvaltare, Or: []string{plan.RollKoncernkontoret}, Side: approval.Second, Subjects: []diff.Subject{file},
			}},
		},
		Refusals: []approval.Refusal{{Message: lang.T("roller ändras för sig", "roles change apart"), Hint: lang.T("Dela upp ändringen.", "Divide the change."), Subjects: []diff.Subject{subject, file}}},
	}
}

func TestRequireGoldens(t *testing.T) {
	for form := range requireForms {
		for _, l := range lang.Languages {
			name := filepath.Join("testdata", "golden", fmt.Sprintf("require.%s.%s", l, form))
			t.Run(filepath.Base(name), func(t *testing.T) {
				got := requireOutput(t, form, sampleRequired(), l, false)
				golden(t, name, got)
			})
		}
	}
}

// O10: persons are told by register id; accounts only where the reader asks for them.
func TestRequireNamesNobodyUnasked(t *testing.T) {
	for form := range requireForms {
		if got := requireOutput(t, form, sampleRequired(), lang.SV, false); strings.Contains(got, "anna-k") {
			t.Errorf("%s tells an account's name unasked", form)
		}
		if got := requireOutput(t, form, sampleRequired(), lang.SV, true); !strings.Contains(got, "anna-k") {
			t.Errorf("%s does not tell the account's name", form)
		}
	}
}

// O08: what stands in a file does not act on a terminal.
func TestRequireShowsHostileTextHarmlessly(t *testing.T) {
	for form := range requireForms {
		if got := requireOutput(t, form, sampleRequired(), lang.SV, true); strings.ContainsAny(got, "\x1b\u2028\r") {
			t.Errorf("%s: %q", form, got)
		}
	}
}

// With nothing to say against it the last line counts what is needed.
func TestRequireVerdict(t *testing.T) {
	r := sampleRequired()
	r.Refusals, r.Policy.Faults = nil, nil
	r.Requirements = r.Requirements[:1]
	if got := requireOutput(t, "txt", r, lang.SV, false); !strings.HasSuffix(got, "\n1 godkännande behövs enligt rutin 9.0 den 2026-11-21.\n") {
		t.Errorf("%q", got)
	}
}
