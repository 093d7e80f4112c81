package render

import (
	"fmt"
	"io"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The JSON of a verdict. Members may be added and are never renamed.
type (
	gateJSON struct {
		Version      int                   `json:"version"`
		PullRequest  int                   `json:"pull_request"`
		MergeGroup   string                `json:"merge_group,omitempty"` // the commit that would reach main
		State        approval.State        `json:"state"`
		AsOf         string                `json:"as_of,omitempty"`
		Head         string                `json:"head,omitempty"`
		Base         string                `json:"base,omitempty"`
		HoldsUntil   string                `json:"holds_until,omitempty"`
		Summary      string                `json:"summary"`
		Errors       int                   `json:"errors"` // findings that the request would bring to main
		Changes      []gateChangeJSON      `json:"changes"`
		Requirements []gateRequirementJSON `json:"requirements"`
		Discarded    []gateDiscardedJSON   `json:"discarded"`
		Refusals     []gateRefusalJSON     `json:"refusals"`
		Reasons      []string              `json:"reasons"`
		// Logins are the accounts of the persons named, with --names.
		Logins map[string]string `json:"logins,omitempty"`
	}
	gateChangeJSON struct {
		Kind     diff.Kind `json:"kind"`
		Document string    `json:"document"`
		Summary  string    `json:"summary"`
	}
	gateRequirementJSON struct {
		ID           string             `json:"id"`
		Role         string             `json:"role"`
		Or           []string           `json:"or,omitempty"`
		Organisation string             `json:"organisation,omitempty"`
		Actor        bool               `json:"actor"`
		Heard        bool               `json:"heard,omitempty"`
		Why          string             `json:"why"`
		Statements   []string           `json:"statements"`
		Changes      []string           `json:"changes"`
		Holders      []string           `json:"holders"`
		Gaps         []string           `json:"gaps,omitempty"`
		State        approval.State     `json:"state"`
		SatisfiedBy  []string           `json:"satisfied_by"`
		Approvals    []gateApprovalJSON `json:"approvals"`
		Given        []string           `json:"given,omitempty"` // how the files themselves fulfil it
		Notes        []string           `json:"notes,omitempty"`
		Reservations []string           `json:"reservations,omitempty"` // of whoever is heard, as the files have them
		Reasons      []string           `json:"reasons,omitempty"`
	}
	gateApprovalJSON struct {
		Person      string `json:"person"`
		Review      int64  `json:"review,omitempty"` // none: by the last push
		Commit      string `json:"commit"`
		Time        string `json:"time"`
		Delegation  string `json:"delegation,omitempty"`
		Reservation bool   `json:"reservation,omitempty"`
	}
	gateDiscardedJSON struct {
		Review      int64  `json:"review,omitempty"`
		Person      string `json:"person"` // empty: no one of the role register
		Requirement string `json:"requirement,omitempty"`
		Reason      string `json:"reason"`
	}
	gateRefusalJSON struct {
		Message string   `json:"message"`
		Hint    string   `json:"hint"`
		Changes []string `json:"changes"`
	}
	gatesJSON struct {
		Version  int        `json:"version"`
		Requests []gateJSON `json:"requests"`
	}
)

// GateJSON writes a verdict as one JSON object.
func GateJSON(w io.Writer, v *gate.Verdict, o GateOptions) error { return encode(w, gateToJSON(v, o)) }

// GatesJSON writes the verdicts on several requests as one JSON object.
func GatesJSON(w io.Writer, verdicts []*gate.Verdict, o GateOptions) error {
	out := gatesJSON{Version: 1, Requests: []gateJSON{}}
	for _, v := range verdicts {
		out.Requests = append(out.Requests, gateToJSON(v, o))
	}
	return encode(w, out)
}

func gateToJSON(v *gate.Verdict, o GateOptions) gateJSON {
	l := o.Language
	out := gateJSON{
		Version: 1, PullRequest: v.Number, State: v.State, Head: v.Tips.Head, Base: v.Tips.Base, Summary: headline(v).In(l), Errors: v.Broken(),
		Changes: []gateChangeJSON{}, Requirements: []gateRequirementJSON{}, Discarded: []gateDiscardedJSON{}, Refusals: []gateRefusalJSON{}, Reasons: inWords(whyNot(v), l),
	}
	if v.Group != nil {
		out.MergeGroup = v.Group.Head
	}
	if !v.Day.IsZero() {
		out.AsOf = v.Day.String()
	}
	if !v.HoldsUntil.IsZero() {
		out.HoldsUntil = v.HoldsUntil.String()
	}
	if v.Comparison != nil {
		for _, c := range v.Comparison.Changes {
			for _, k := range c.Kinds() {
				out.Changes = append(out.Changes, gateChangeJSON{k, c.About().ID, diff.Summary(c).In(l)})
			}
		}
	}
	for i, r := range v.Result.Requirements {
		out.Requirements = append(out.Requirements, outcomeToJSON(r, v, i, l))
	}
	for _, d := range v.Result.Discarded {
		out.Discarded = append(out.Discarded, gateDiscardedJSON{d.Review, d.Person, d.Requirement, d.Reason.In(l)})
	}
	for _, r := range v.Refusals {
		out.Refusals = append(out.Refusals, gateRefusalJSON{r.Message.In(l), r.Hint.In(l), subjectIDs(r.Subjects)})
	}
	if o.Names {
		out.Logins = logins(v)
	}
	return out
}

func outcomeToJSON(r approval.Outcome, v *gate.Verdict, i int, l lang.Language) gateRequirementJSON {
	out := gateRequirementJSON{
		ID: r.ID, Role: r.Role, Or: r.Or, Organisation: r.Organisation, Actor: r.Actor, Heard: r.Heard, Why: oneLine(grounds(r.Why), l),
		Statements: append([]string{}, r.Statements...), Changes: subjectIDs(r.Subjects), Holders: []string{}, Gaps: inWords(v.Gaps[i], l),
		State: r.State, SatisfiedBy: []string{}, Approvals: []gateApprovalJSON{}, Given: inWords(r.Given, l), Notes: inWords(slices.Concat(r.Todo, r.Notes), l),
		Reservations: inWords(r.Reservations, l), Reasons: inWords(r.Reasons, l),
	}
	for _, h := range v.Holders[i] {
		out.Holders = append(out.Holders, h.Person)
	}
	for _, f := range r.SatisfiedBy {
		out.SatisfiedBy = append(out.SatisfiedBy, f.Person)
		out.Approvals = append(out.Approvals, gateApprovalJSON{
			Person: f.Person, Review: f.Review, Commit: f.Commit, Time: f.Given.UTC().Format("2006-01-02T15:04:05Z"),
			Delegation: f.Right.Delegation, Reservation: f.Reservation,
		})
	}
	return out
}

// logins gives the accounts of all persons that a verdict names. Accounts outside the role
// register are called by their number.
func logins(v *gate.Verdict) map[string]string {
	out := map[string]string{}
	note := func(person string, a approval.Account) {
		if person == "" {
			person = fmt.Sprint(a.ID)
		}
		if a.Login != "" {
			out[person] = a.Login
		}
	}
	for _, list := range v.Holders {
		for _, h := range list {
			note(h.Person, h.Account)
		}
	}
	for _, r := range v.Result.Requirements {
		for _, f := range r.SatisfiedBy {
			note(f.Person, f.Account)
		}
	}
	for _, d := range v.Result.Discarded {
		note(d.Person, d.Account)
	}
	return out
}

func inWords(list []lang.Text, l lang.Language) []string {
	out := []string{}
	for _, t := range list {
		if text := t.In(l); text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// whyNot gathers what stands in the way of a request as a whole.
func whyNot(v *gate.Verdict) []lang.Text {
	var out []lang.Text
	if v.Fault != nil {
		out = append(out, v.Fault.Message, v.Fault.Hint)
	}
	for _, r := range v.Refusals {
		out = append(out, lang.T("%s. %s", "%s. %s", r.Message, r.Hint))
	}
	return slices.Concat(out, v.Reasons, v.Result.Reasons)
}

// grounds gives the texts alone.
func grounds(list []approval.Ground) []lang.Text {
	var out []lang.Text
	for _, g := range list {
		out = append(out, g.Text)
	}
	return out
}

func oneLine(list []lang.Text, l lang.Language) string {
	text := ""
	for _, s := range inWords(list, l) {
		if text != "" {
			text += "; "
		}
		text += s
	}
	return text
}

func subjectIDs(list []diff.Subject) []string {
	out := []string{}
	for _, s := range list {
		if !slices.Contains(out, s.ID) {
			out = append(out, s.ID)
		}
	}
	return out
}
