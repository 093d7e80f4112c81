package audit

import (
	"fmt"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// trial is one decision being judged.
type trial struct {
	*run
	Decision
	steps        []history.Step
	before, last gitrepo.Revision
	base         *registers // of what main was
	rec          *recorded  // nil: there is none
	text         *record.Record
	then         *check.Brought // by the rules of its day
	changes      []diff.Change
}

// judge says of a decision what the rules, roles and tables of its day say, and whether its
// record is true.
func (r *run) judge(steps []history.Step) (Decision, error) {
	t := &trial{run: r, steps: steps, before: steps[0].Before, last: steps[len(steps)-1].Commit.Revision}
	if err := t.open(); err != nil {
		return t.Decision, err
	}
	if err := t.content(); err != nil {
		return t.Decision, err
	}
	t.surplus()
	if t.Genesis {
		return t.Decision, nil
	}
	t.signed()
	if err := t.agreed(); err != nil {
		return t.Decision, err
	}
	t.truth()
	t.Valid = len(t.Violations) == 0
	t.Proven = t.Record != nil && t.Record.Readable && t.Record.Standing == record.Proven
	if t.Today.Same {
		t.Today.Valid = t.Valid
	}
	return t.Decision, nil
}

func (t *trial) violate(code Code, sv, en string, args ...any) *Violation {
	t.Violations = append(t.Violations, Violation{Code: code, Message: flat(lang.T(sv, en, args...))})
	return &t.Violations[len(t.Violations)-1]
}

func (t *trial) note(code Code, sv, en string, args ...any) {
	t.Notes = append(t.Notes, Note{Code: code, Message: flat(lang.T(sv, en, args...))})
}

// open finds what is known of the decision from git and its record.
func (t *trial) open() error {
	last := t.steps[len(t.steps)-1]
	for _, s := range t.steps {
		t.Commits = append(t.Commits, s.Commit.Hash)
	}
	t.Shape, t.Genesis = last.Shape, t.steps[0].Shape == history.Root
	var err error
	if t.base, err = t.registersOf(t.before.FS()); err != nil {
		return err
	}
	if t.Register, err = rollerHash(t.last.FS()); err != nil {
		return err
	}
	t.At = last.At.UTC()
	if !t.Genesis {
		t.rec = t.choose(t.Commit())
	}
	if t.rec != nil {
		t.text = t.rec.Record
	}
	if t.text != nil {
		t.How, t.PullRequest, t.Author, t.By = t.text.How, t.text.PullRequest, t.text.Author, t.text.By
		// When it was made others are judged by too: a record that nobody vouches for moves nothing.
		if at, err := time.Parse(time.RFC3339, t.text.At); err == nil && !t.prove(t.rec, t.base.zone).Violation() {
			t.At = at.UTC()
		}
	} else {
		t.PullRequest, t.Stated = last.PullRequest()
	}
	t.Day = calendar.FromTime(t.At.In(t.base.zone))
	return nil
}

// content finds what the decision changed and what it brought to main, by the rules of its
// day and by those of today.
func (t *trial) content() error {
	if t.Genesis {
		t.Today.Same = true
		return nil
	}
	brought, err := t.brought(t.Day)
	if err != nil {
		return err
	}
	t.then, t.changes = brought, brought.Changes
	t.FollowsUp = followsUp(t.changes)
	for _, d := range brought.Findings {
		f := findingOf(d)
		t.Findings = append(t.Findings, f)
		if !breaks(d) {
			continue
		}
		v := t.violate(BrokenRule, "%s", "%s", f.Message)
		v.Rule, v.File, v.Line = f.Rule, f.File, f.Line
	}
	t.Today.Same = routine.Epoch(t.Day) == routine.Epoch(t.run.Today)
	return nil
}

// breaks tells that a finding makes what brought it wrong.
func breaks(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.Waived == nil }

// signed judges the record as such: that there is one, that it can be read, who signed it.
func (t *trial) signed() {
	if t.rec == nil {
		switch {
		case t.PullRequest > 0:
			t.violate(NoRecord, "beslutet saknar protokoll: ingen vet vem som godkände det; pull request %s står bara i commitens text", "the decision has no record: nobody knows who approved it; pull request %s stands in the commit's message alone", fmt.Sprint(t.PullRequest))
		default:
			t.violate(NoRecord, "beslutet saknar protokoll: ingen vet vem som godkände det", "the decision has no record: nobody knows who approved it")
		}
		return
	}
	seen, proof := t.seen(t.rec, t.base.zone)
	t.Record = seen
	if proof.Violation() {
		v := t.violate(NotProven, "protokollet är inte styrkt: %s", "the record is not proven: %s", proof.Message)
		v.Commit, v.File = seen.Commit, seen.Path
	} else if proof.Standing == record.Unproven {
		t.note(NotYet, "förenligt, inte styrkt: ingen protokollnyckel var registrerad", "consistent, not proven: no record key was registered")
	}
	if t.text == nil {
		for _, wrong := range t.rec.Violations {
			v := t.violate(Unreadable, "%s", "%s", wrong.Message)
			v.Commit, v.File = wrong.Commit, wrong.Path
		}
		return
	}
	if !t.text.Verdict.Valid {
		t.recordedInvalid()
	}
}

// recordedInvalid takes over what the record itself says against the decision.
func (t *trial) recordedInvalid() {
	// The errors that it brought have been told, each at its place.
	var broken []diag.Diagnostic
	for _, d := range t.then.Findings {
		if breaks(d) {
			broken = append(broken, d)
		}
	}
	told := record.Errors(broken)
	past := false
	for _, why := range t.text.Verdict.Reasons {
		if why.Tells(told) {
			continue
		}
		code := NotValid
		if t.text.Past(why) {
			code, past = DirectPush, true
		}
		t.violate(code, "%s", "%s", said(why))
	}
	if t.How == record.Push && !past { // another tool's words
		t.violate(DirectPush, "lades direkt på main, förbi grinden", "was put straight on main, past the gate")
	}
}

// agreed judges anew, by the roles and the table of the day, whether those had agreed whom
// the record names.
func (t *trial) agreed() error {
	policy := routine.Policy(t.base.Set, t.Day)
	t.Routine = policy.Version
	if rule.Timeline(routine.Validities(t.base.Rutiner)).On(t.Day) == nil {
		t.expired(policy.Expired)
	}
	evidence, err := t.evidence(&policy)
	if err != nil {
		return err
	}
	requirements, _ := approval.Requirements(t.changes, policy)
	result := approval.Judge(requirements, evidence, policy)
	// Where the record says itself that it was not allowed, its own reasons say why.
	if t.text != nil && t.text.Verdict.Valid {
		t.sameRequirements(result)
		t.missing(result, func(requirement string, why lang.Text) {
			t.violate(NotApproved, "%s", "%s", why).Requirement = requirement
		})
	}
	return t.today(policy, evidence)
}

// expired tells of a decision on a day without a routine, which the settings of main may let
// pass.
func (t *trial) expired(stopped bool) {
	if stopped {
		t.violate(RoutineExpired, "ingen version av rutinen gällde den %s", "no version of the routine was in force on %s", t.Day.String())
		return
	}
	t.note(Warned, "ingen version av rutinen gällde den %s; inställningen utgangen_rutin lät det passera", "no version of the routine was in force on %s; the setting utgangen_rutin let it pass", t.Day.String())
}

// evidence is what the record tells of who agreed; nothing where there is none.
func (t *trial) evidence(policy *approval.Policy) (approval.Evidence, error) {
	if t.text == nil {
		return approval.Evidence{Now: t.At, Merged: true}, nil
	}
	evidence := t.text.Evidence()
	oldest := t.Day
	for _, r := range evidence.Reviews {
		oldest = min(oldest, calendar.FromTime(r.Submitted.In(t.base.zone)))
	}
	var err error
	policy.History, err = t.history(oldest)
	return evidence, err
}

// missing tells each reason why a result is not an approval.
func (t *trial) missing(result approval.Result, tell func(requirement string, why lang.Text)) {
	if result.State == approval.StateApproved {
		return
	}
	told := false
	for _, o := range result.Requirements {
		if o.State == approval.StateApproved {
			continue
		}
		told = true
		if len(o.Reasons) == 0 {
			tell(o.ID, lang.T("%s: inget godkännande som gällde", "%s: no approval that counted", o.Name()))
		}
		for _, why := range o.Reasons {
			tell(o.ID, lang.T("%s: %s", "%s: %s", o.Name(), why))
		}
	}
	for _, why := range result.Reasons {
		told = true
		tell("", why)
	}
	if !told {
		tell("", lang.T("var inte godkänt", "was not approved"))
	}
}

// today judges the decision by what the tool knows today and by the table of the routine in
// force today, with the roles that were held then.
func (t *trial) today(policy approval.Policy, evidence approval.Evidence) error {
	now := routine.Policy(t.base.Set, t.run.Today)
	if t.Today.Same && now.Version == policy.Version {
		return nil
	}
	rulesSame := t.Today.Same
	t.Today.Same = false
	policy.Version, policy.Table = now.Version, now.Table.On(t.run.Today)
	brought := t.then
	if !rulesSame {
		var err error
		if brought, err = t.brought(t.run.Today); err != nil {
			return err
		}
	}
	note := func(_ string, why lang.Text) { t.Today.Reasons = append(t.Today.Reasons, flat(why)) }
	for _, d := range brought.Findings {
		if breaks(d) {
			note("", d.Message)
		}
	}
	requirements, _ := approval.Requirements(t.changes, policy)
	t.missing(approval.Judge(requirements, evidence, policy), note)
	if t.rec == nil || t.text == nil {
		note("", lang.T("protokoll saknas", "there is no record"))
	}
	t.Today.Valid = len(t.Today.Reasons) == 0
	return nil
}
