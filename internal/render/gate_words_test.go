package render

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func office(role string, outcome approval.Outcome) approval.Outcome {
	outcome.ID, outcome.Role = role, role
	return outcome
}

func representative(id, name string, outcome approval.Outcome) approval.Outcome {
	outcome.ID, outcome.Role, outcome.Organisation, outcome.OrganisationName = "representant:"+id, plan.RollRepresentant, id, name
	return outcome
}

func people(ids ...string) []approval.Holder {
	var out []approval.Holder
	for _, id := range ids {
		out = append(out, approval.Holder{Person: id})
	}
	return out
}

// told gives the comment and the text of a verdict in a language.
func told(t testing.TB, v *gate.Verdict, l lang.Language, names bool) (comment, text string) {
	t.Helper()
	v.Gaps = append(v.Gaps, make([][]lang.Text, len(v.Result.Requirements))...)
	v.Holders = append(v.Holders, make([][]approval.Holder, len(v.Result.Requirements))...)
	var md, txt bytes.Buffer
	if err := GateMarkdown(&md, v, GateOptions{Language: l, Names: names}, CommentLimit); err != nil {
		t.Fatal(err)
	}
	if err := GateText(&txt, v, Style{Language: l}, names); err != nil {
		t.Fatal(err)
	}
	return md.String(), txt.String()
}

// TestGateSays holds what is said of one requirement against both outputs in both languages.
// Of the comment it is the row, or a line of a list; of the text the line and what is below.
func TestGateSays(t *testing.T) {
	pending, met := approval.StatePending, approval.StateApproved
	two := func(sv, en string) []lang.Text { return []lang.Text{lang.T(sv, en)} }
	wait := two("väntar på godkännande av representanten för SkaS", "waits for the approval of the representative of SkaS")
	review := func(f approval.Fulfilment) []approval.Fulfilment { return []approval.Fulfilment{f} }
	for name, c := range map[string]struct {
		outcome approval.Outcome
		holders []approval.Holder
		gaps    []lang.Text
		sv, en  string // the row without its mark, then the text
	}{
		"waited for": {representative("skas", "SkaS", approval.Outcome{State: pending, Asks: true, Reasons: wait}), people("p-016", "p-017"), two("ingen får godkänna 2026-12-24", "nobody may approve 2026-12-24"),
			"representant SkaS | väntar på godkännande av representanten för SkaS; kan ges av p-016, p-017; ingen får godkänna 2026-12-24 |  ¶ – representant SkaS / väntar på godkännande av representanten för SkaS / kan ges av p-016, p-017 / ingen får godkänna 2026-12-24",
			"representative of SkaS | waits for the approval of the representative of SkaS; can be given by p-016, p-017; nobody may approve 2026-12-24 |  ¶ – representative of SkaS / waits for the approval of the representative of SkaS / can be given by p-016, p-017 / nobody may approve 2026-12-24"},
		"somebody stands for another side": {representative("skas", "SkaS", approval.Outcome{State: pending, Asks: true, Reasons: wait, Barred: []string{"p-016"}}), people("p-016", "p-017"), nil,
			"representant SkaS | väntar på godkännande av representanten för SkaS; kan ges av p-017 |  ¶ – representant SkaS / väntar på godkännande av representanten för SkaS / kan ges av p-017",
			"representative of SkaS | waits for the approval of the representative of SkaS; can be given by p-017 |  ¶ – representative of SkaS / waits for the approval of the representative of SkaS / can be given by p-017"},
		"everybody stands for another side": {representative("skas", "SkaS", approval.Outcome{State: pending, Asks: true, Reasons: wait, Barred: []string{"p-016"}}), people("p-016"), nil,
			"representant SkaS | väntar på godkännande av representanten för SkaS; ingen annan kan ge det i dag |  ¶ – representant SkaS / väntar på godkännande av representanten för SkaS / ingen annan kan ge det i dag",
			"representative of SkaS | waits for the approval of the representative of SkaS; nobody else can give it today |  ¶ – representative of SkaS / waits for the approval of the representative of SkaS / nobody else can give it today"},
		"nobody holds the role": {representative("skas", "SkaS", approval.Outcome{State: pending, Asks: true, Reasons: wait}), nil, nil,
			"representant SkaS | väntar på godkännande av representanten för SkaS; ingen kan ge det i dag |  ¶ – representant SkaS / väntar på godkännande av representanten för SkaS / ingen kan ge det i dag",
			"representative of SkaS | waits for the approval of the representative of SkaS; nobody can give it today |  ¶ – representative of SkaS / waits for the approval of the representative of SkaS / nobody can give it today"},
		"something else is to be done": {representative("skas", "SkaS", approval.Outcome{State: pending, Asks: true, Reasons: two("lägg till en avstämning", "add an entry"),
			Requirement: approval.Requirement{Todo: two("lägg till en avstämning", "add an entry")}}), nil, two("ingen får godkänna", "nobody may approve"),
			"representant SkaS | lägg till en avstämning |  ¶ – representant SkaS / lägg till en avstämning",
			"representative of SkaS | add an entry |  ¶ – representative of SkaS / add an entry"},
		"only the minutes are missing": {office(plan.RollBeslutsforum, approval.Outcome{State: pending, Reasons: two("protokollet saknas", "the minutes are missing"), SatisfiedBy: review(approval.Fulfilment{Person: "p-006"}),
			Requirement: approval.Requirement{Lacks: two("protokollet saknas", "the minutes are missing")}}), people("p-006", "p-007"), two("ingen får godkänna", "nobody may approve"),
			"beslutsforum | p-006; protokollet saknas |  ¶ – beslutsforum: p-006 / protokollet saknas",
			"beslutsforum | p-006; the minutes are missing |  ¶ – beslutsforum: p-006 / the minutes are missing"},
		"by a push and by a substitute": {office(plan.RollVardgarantiservice, approval.Outcome{State: met, SatisfiedBy: []approval.Fulfilment{{Person: "p-003", Push: true}, {Person: "p-004", Right: approval.Right{Delegation: "x"}}, {Person: "p-005"}}}), nil, nil,
			"vårdgarantiservice | p-003 (genom sin push), p-004 (på delegation) och p-005 |  ¶ ✓ vårdgarantiservice: p-003 (genom sin push), p-004 (på delegation) och p-005",
			"vårdgarantiservice | p-003 (by their push), p-004 (by delegation) and p-005 |  ¶ ✓ vårdgarantiservice: p-003 (by their push), p-004 (by delegation) and p-005"},
		"with a reservation": {representative("skas", "SkaS", approval.Outcome{State: met, SatisfiedBy: review(approval.Fulfilment{Person: "p-016", Reservation: true, Day: calendar.Date(2026, 11, 21)}),
			Requirement: approval.Requirement{Heard: true, Reservations: two("reservation: ”Nej”", "reservation: “No”")}}), nil, nil,
			"representant SkaS | p-016 (med reservation i sin granskning 2026-11-21); reservation: ”Nej” |  ¶ ✓ representant SkaS: p-016 (med reservation i sin granskning 2026-11-21) / reservation: ”Nej”",
			"representative of SkaS | p-016 (with a reservation in the review of 2026-11-21); reservation: “No” |  ¶ ✓ representative of SkaS: p-016 (with a reservation in the review of 2026-11-21) / reservation: “No”"},
		"why, each with its statements, and what else there is": {office(plan.RollBeslutsforum, approval.Outcome{State: met, SatisfiedBy: review(approval.Fulfilment{Person: "p-006"}), Requirement: approval.Requirement{
			Why:        []approval.Ground{{Text: lang.T("ny plan: x", "new plan: x"), Statements: []string{"N41", "N42", "N43"}}, {Text: lang.T("ny rest: y", "new rest: y"), Statements: []string{"N47"}}},
			Statements: []string{"N41", "N42", "N43", "N47"}, Notes: two("protokollet för lp är uppgivet", "the minutes of lp are stated")}}), nil, nil,
			"beslutsforum | p-006 | Ny plan: x (N41–N43). Ny rest: y (N47). Protokollet för lp är uppgivet. ¶ ✓ beslutsforum: p-006 / protokollet för lp är uppgivet",
			"beslutsforum | p-006 | New plan: x (N41–N43). New rest: y (N47). The minutes of lp are stated. ¶ ✓ beslutsforum: p-006 / the minutes of lp are stated"},
		"refused": {approval.Outcome{State: approval.StateRefused, Reasons: two("roller ändras för sig", "roles change apart"), Requirement: approval.Requirement{
			ID: "never", Never: lang.T("roller ändras för sig", "roles change apart"), Subjects: []diff.Subject{{ID: "roller"}, {ID: "lp-1"}}}}, nil, nil,
			"roller, lp-1 | roller ändras för sig |  ¶ ✗ roller, lp-1 / roller ändras för sig",
			"roller, lp-1 | roles change apart |  ¶ ✗ roller, lp-1 / roles change apart"},
	} {
		t.Run(name, func(t *testing.T) {
			v := &gate.Verdict{State: pending, Result: approval.Result{Requirements: []approval.Outcome{c.outcome}}, Holders: [][]approval.Holder{c.holders}, Gaps: [][]lang.Text{c.gaps}}
			for l, want := range map[lang.Language]string{lang.SV: c.sv, lang.EN: c.en} {
				comment, text := told(t, v, l, false)
				row := strings.TrimSuffix(strings.Split(comment[strings.Index(comment, "| --- |"):], "\n")[1], " |")
				row = row[strings.Index(row, " | ")+3:]
				lines := strings.Split(strings.TrimSpace(text), "\n")
				got := row + " ¶ " + strings.ReplaceAll(strings.Join(lines[:len(lines)-1], "\n"), "\n    ", " / ")
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s (-want +got):\n%s", l, d)
				}
			}
		})
	}
}

// The line that stands at the commit says what is really missing.
func TestStatusSaysWhatIsMissing(t *testing.T) {
	pending := approval.StatePending
	lacks := []lang.Text{lang.T("protokollet saknas", "the minutes are missing")}
	second := office(plan.RollSystemforvaltare, approval.Outcome{State: pending, Asks: true})
	second.Or, second.Side = []string{plan.RollKoncernkontoret}, approval.Second
	for want, outcomes := range map[string][]approval.Outcome{
		"Väntar: 0 av 1 godkännanden klara. Saknas: hänvisning till forumets protokoll.": {office(plan.RollBeslutsforum, approval.Outcome{State: pending, Reasons: lacks, Requirement: approval.Requirement{Lacks: lacks}})},
		"Väntar: 0 av 1 godkännanden klara. Saknas: beslutsforum.":                       {office(plan.RollBeslutsforum, approval.Outcome{State: pending, Asks: true, Reasons: append(lacks, lacks...), Requirement: approval.Requirement{Lacks: lacks}})},
		"Väntar: 0 av 2 godkännanden klara. Saknas: systemförvaltare och en till, systemförvaltare eller koncernkontoret.": {
			office(plan.RollSystemforvaltare, approval.Outcome{State: pending, Asks: true}), second},
	} {
		if got := GateStatus(&gate.Verdict{State: pending, Result: approval.Result{Requirements: outcomes}}, lang.SV); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A review that does not count is told once, by the role and never by an id; one that a later
// one has taken the place of only where that one does not count either.
func TestWhatDoesNotCount(t *testing.T) {
	none := lang.T("har inte rollen", "does not hold the role")
	replaced := lang.T("ersatt", "replaced")
	outside := approval.Account{ID: 7, Login: "konto-sju"}
	v := &gate.Verdict{State: approval.StatePending, Result: approval.Result{
		Requirements: []approval.Outcome{representative("skas", "SkaS", approval.Outcome{}), representative("siv", "SiV", approval.Outcome{})},
		Discarded: []approval.Discarded{
			{Review: 1, Person: "p-017", Requirement: "representant:skas", Reason: none}, {Review: 1, Person: "p-017", Requirement: "representant:siv", Reason: none},
			{Review: 2, Account: outside, Reason: lang.T("kontot finns inte", "the account is not there")},
			{Review: 3, Person: "p-003", Reason: replaced, By: 4}, {Review: 4, Person: "p-003", Reason: replaced, By: 5}, // 5 counts
			{Review: 6, Person: "p-009", Reason: replaced, By: 7}, {Review: 7, Person: "p-009", Reason: lang.T("avvisad", "dismissed")},
		},
	}}
	for _, c := range []struct {
		l     lang.Language
		names bool
		want  string
	}{
		{lang.SV, false, "p-017 (representant SkaS och representant SiV): har inte rollen|en granskning: kontot finns inte|p-009: ersatt|p-009: avvisad"},
		{lang.EN, true, "p-017 (representative of SkaS and representative of SiV): does not hold the role|konto-sju: the account is not there|p-009: replaced|p-009: dismissed"},
	} {
		comment, text := told(t, v, c.l, c.names)
		lines := strings.Split(c.want, "|")
		if want := "\n- " + strings.Join(lines, "\n- ") + "\n"; !strings.HasSuffix(comment, want) {
			t.Errorf("%s\ndoes not end with %s", comment, want)
		}
		if want := ":\n    " + strings.Join(lines, "\n    ") + "\n"; !strings.Contains(text, want) {
			t.Errorf("%s\ndoes not hold %s", text, want)
		}
	}
	v.Result.Discarded = v.Result.Discarded[3:5]
	for _, l := range lang.Languages {
		if comment, text := told(t, v, l, false); strings.Contains(comment+text, "p-003") || strings.Contains(comment, "Räknas inte") || strings.Contains(text, "Does not count") {
			t.Errorf("a heading without a line:\n%s%s", comment, text)
		}
	}
}

// However many have to agree, nobody's reservation is cut away, and the rest is counted.
func TestReservationsAreNeverCut(t *testing.T) {
	v := &gate.Verdict{State: approval.StatePending}
	for i := range 200 {
		o := representative("x", fmt.Sprint("förvaltning ", i), approval.Outcome{State: approval.StatePending, Reasons: []lang.Text{lang.Plain(strings.Repeat("@", 400))}})
		if i%20 == 19 {
			o.Reservations = []lang.Text{lang.Plain(fmt.Sprint("reservation nummer ", i))}
		}
		v.Result.Requirements = append(v.Result.Requirements, o)
		v.Reasons = append(v.Reasons, lang.Plain(strings.Repeat("@", 400)+fmt.Sprint(i)))
	}
	comment, _ := told(t, v, lang.SV, false)
	last := -1
	for i := 19; i < 200; i += 20 {
		at := strings.Index(comment, fmt.Sprint("| reservation nummer ", i))
		if at < last || at < 0 {
			t.Errorf("the reservation %d stands at %d, the one before at %d", i, at, last)
		}
		last = at
	}
	rows := strings.Count(comment, "\n| – |")
	if rows < 10 || rows > maxGateRows || !strings.Contains(comment, fmt.Sprintf("… och %d till.", 200-rows)) || len(comment) > CommentLimit {
		t.Errorf("%d rows in %d bytes", rows, len(comment))
	}
}

// However much somebody holds back, a cell cuts none of it, nor what is still waited for. Only
// where the comment has no more room is the rest counted, and every row gets its share.
func TestACellCutsNoReservation(t *testing.T) {
	holding := func(name string, n int) approval.Outcome {
		o := representative(name, name, approval.Outcome{State: approval.StatePending, Asks: true, Reasons: []lang.Text{lang.T("väntar på att representanten hörs", "waits for the representative to be heard")}})
		o.Given = []lang.Text{lang.Plain("hörd på annat vis")}
		for i := range n {
			o.Reservations = append(o.Reservations, lang.Plain(fmt.Sprintf("%s nr %d. %s", name, i, strings.Repeat("x", 250))))
		}
		return o
	}
	for name, c := range map[string]struct {
		rows    []approval.Outcome
		counted bool
	}{
		"three in a row":            {[]approval.Outcome{holding("skas", 3)}, false},
		"three rows of five":        {[]approval.Outcome{holding("skas", 5), holding("su", 5), holding("siv", 5)}, false},
		"more than there is room":   {[]approval.Outcome{holding("skas", 1000)}, true},
		"one row would take it all": {[]approval.Outcome{holding("skas", 1000), holding("su", 20), holding("siv", 2)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			v := &gate.Verdict{State: approval.StatePending, Result: approval.Result{Requirements: c.rows}}
			v.Holders = make([][]approval.Holder, len(c.rows))
			v.Holders[0] = people("p-016")
			comment, text := told(t, v, lang.SV, false)
			if len(comment) > CommentLimit {
				t.Errorf("%d bytes", len(comment))
			}
			for i, r := range c.rows {
				line := strings.Split(comment[strings.Index(comment, "| --- |"):], "\n")[1+i]
				shown := strings.Count(line, r.OrganisationName+" nr ")
				want := fmt.Sprintf("; … och %d reservationer till; hörd på annat vis; väntar på att representanten hörs; ", len(r.Reservations)-shown)
				if !c.counted || i > 0 {
					want = fmt.Sprintf("nr %d. %s; hörd på annat vis; väntar på att representanten hörs; ", len(r.Reservations)-1, strings.Repeat("x", 250))
				}
				if !strings.Contains(line, want) || shown < 3 && shown < len(r.Reservations) || strings.Contains(line, "x…") {
					t.Errorf("%d of %d reservations of %s, and no %q", shown, len(r.Reservations), r.Organisation, want)
				}
				if n := strings.Count(text, r.OrganisationName+" nr "); n != len(r.Reservations) {
					t.Errorf("%d reservations in the text", n)
				}
			}
			if !strings.Contains(comment, "kan ges av p-016") {
				t.Error("who can give it is cut away")
			}
		})
	}
}

// Where even a row with a reservation finds no room, the last line says so.
func TestRowsWithReservationsThatFindNoRoomAreCounted(t *testing.T) {
	v := &gate.Verdict{State: approval.StatePending}
	for i := range 300 {
		o := representative("x", fmt.Sprint("förvaltning ", i), approval.Outcome{State: approval.StatePending, Reasons: []lang.Text{lang.Plain(strings.Repeat("x", 400))}})
		if i >= 100 {
			o.Reservations = []lang.Text{lang.Plain("nej tack")}
		}
		v.Result.Requirements = append(v.Result.Requirements, o)
	}
	comment, _ := told(t, v, lang.EN, false)
	rows, quoted := strings.Count(comment, "\n| – |"), strings.Count(comment, "| nej tack; ")
	if want := fmt.Sprintf("… and %d more, of which %d with a reservation.", 300-rows, 200-rows); quoted < rows-1 || rows <= maxGateRows || !strings.Contains(comment, want) {
		t.Errorf("%d rows, %d of them with their reservation, and no %q", rows, quoted, want)
	}
}

// No refusal is lost, whichever output shows it: its message, its documents, and what to do.
func TestRefusalsAreToldWithTheirDocuments(t *testing.T) {
	refusal := approval.Refusal{Message: lang.T("roller ändras i en egen pull request", "roles change in a pull request of their own"),
		Hint: lang.T("Dela upp ändringen.", "Divide the change."), Subjects: []diff.Subject{{ID: "roller"}, {ID: "lp-1"}}}
	own := approval.Refusal{Message: lang.T("parterna i lp-1 ändras", "the parties of lp-1 change"), Hint: lang.T("Skriv en ny.", "Write a new one."), Subjects: []diff.Subject{{ID: "lp-1"}}}
	v := &gate.Verdict{State: approval.StateRefused, Refusals: []approval.Refusal{refusal, own}}
	var out bytes.Buffer
	comment, text := told(t, v, lang.SV, false)
	for _, want := range []string{"Roller ändras i en egen pull request (roller, lp-1). Dela upp ändringen.\n", "Parterna i lp-1 ändras. Skriv en ny.\n"} {
		if !strings.Contains(comment, "- "+want) || !strings.Contains(text, "  "+want) {
			t.Errorf("no %q in\n%s%s", want, comment, text)
		}
	}
	if err := RequireText(&out, &Required{Refusals: v.Refusals}, Style{Language: lang.EN}, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"✗ roles change in a pull request of their own (roller, lp-1)\n    Divide the change.\n", "✗ the parties of lp-1 change\n    Write a new one.\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

// A finding in the comment names the places that explain it, no more than the text does.
func TestCommentNamesRelatedPlaces(t *testing.T) {
	finding := diag.Diagnostic{Rule: "X101", Severity: diag.Error, Message: lang.T("raden räcker till 850 men tar 852", "the line holds 850 and 852 are taken"), File: "plans/missiv.yaml"}
	at := func(file string, line int, m lang.Text) diag.Related {
		return diag.Related{File: file, Range: diag.Range{Start: diag.Pos{Line: line, Column: 1}}, Message: m}
	}
	finding.Related = []diag.Related{at("plans/lp-1.yaml", 3, lang.T("lp-1 tar 550", "lp-1 takes 550")), at("plans/missiv.yaml", 12, lang.T("raden", "the line")), at("plans/register/avtal.yaml", 7, lang.T("avtalet", "the agreement"))}
	show := func(l lang.Language) string {
		result := &check.Result{Findings: diag.List{finding}, Set: plan.NewSet(nil, nil), AsOf: calendar.Date(2026, 11, 21)}
		v := &gate.Verdict{State: approval.StateRefused, Comparison: &check.Comparison{Result: result}}
		comment, _ := told(t, v, l, false)
		return comment
	}
	if want := "| raden räcker till 850 men tar 852 (lp-1 tar 550; raden, rad 12; avtalet, avtal.yaml rad 7) | X101 |"; !strings.Contains(show(lang.SV), want) {
		t.Errorf("no %q in\n%s", want, show(lang.SV))
	}
	if want := "(lp-1 takes 550; the line, line 12; the agreement, avtal.yaml line 7)"; !strings.Contains(show(lang.EN), want) {
		t.Errorf("no %q in\n%s", want, show(lang.EN))
	}
	for range 50 {
		finding.Related = append(finding.Related, finding.Related[0])
	}
	if got := show(lang.SV); strings.Count(got, "lp-1 tar 550") != maxRelated-2 || !strings.Contains(got, "; … och 45 ställen till)") {
		t.Errorf("unbounded:\n%s", got)
	}
	if strings.Contains(show(lang.SV), "\n\n\n") {
		t.Errorf("two empty lines:\n%s", show(lang.SV))
	}
}

func TestSentences(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""}, {"ny plan: x (N41)|protokollet är uppgivet", "Ny plan: x (N41). Protokollet är uppgivet."},
		{"ökning|SkaS hörs.||är det?", "Ökning. SkaS hörs. Är det?"}, {"lp-2027-skas tas bort|p-016 står kvar", "lp-2027-skas tas bort. p-016 står kvar."},
	} {
		if got := inSentences(strings.Split(c[0], "|")); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
