package render

import (
	"io"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Required is what a change will need before anybody has reviewed it.
type Required struct {
	Policy       approval.Policy
	Changes      []diff.Change
	Requirements []RequiredOne // those that somebody can fulfil
	Refusals     []approval.Refusal
}

// RequiredOne is one requirement with those who can fulfil it.
type RequiredOne struct {
	approval.Requirement
	Holders []approval.Holder
	Gaps    []lang.Text // days ahead on which nobody can
}

// The JSON of what a change will need. Members may be added and are never renamed.
type (
	requireJSON struct {
		Version      int               `json:"version"`
		AsOf         string            `json:"as_of"`
		Routine      string            `json:"routine"` // whose table it is; empty: none
		Changes      []gateChangeJSON  `json:"changes"`
		Requirements []requiredJSON    `json:"requirements"`
		Refusals     []gateRefusalJSON `json:"refusals"`
		Faults       []string          `json:"faults"` // what of main could not be read
		Logins       map[string]string `json:"logins,omitempty"`
	}
	requiredJSON struct {
		ID           string   `json:"id"`
		Role         string   `json:"role"` // empty: any role but leverantor
		Or           []string `json:"or,omitempty"`
		Organisation string   `json:"organisation,omitempty"`
		Actor        bool     `json:"actor"`
		Heard        bool     `json:"heard,omitempty"`
		Why          string   `json:"why"`
		Statements   []string `json:"statements"`
		Changes      []string `json:"changes"`
		Holders      []string `json:"holders"`
		Gaps         []string `json:"gaps"`
		Given        []string `json:"given,omitempty"` // how the files themselves fulfil it
		Lacks        []string `json:"lacks,omitempty"` // what the files lack first
		Notes        []string `json:"notes,omitempty"`
		Reservations []string `json:"reservations,omitempty"`
	}
)

// RequireJSON writes what a change will need as one JSON object.
func RequireJSON(w io.Writer, r *Required, o GateOptions) error {
	l := o.Language
	out := requireJSON{
		Version: 1, AsOf: r.Policy.Day.String(), Routine: r.Policy.Version,
		Changes: []gateChangeJSON{}, Requirements: []requiredJSON{}, Refusals: []gateRefusalJSON{}, Faults: inWords(r.Policy.Faults, l),
	}
	for _, c := range r.Changes {
		for _, k := range c.Kinds() {
			out.Changes = append(out.Changes, gateChangeJSON{k, c.About().ID, diff.Summary(c).In(l)})
		}
	}
	for _, q := range r.Requirements {
		one := requiredJSON{
			ID: q.ID, Role: q.Role, Or: q.Or, Organisation: q.Organisation, Actor: q.Actor, Heard: q.Heard, Why: oneLine(grounds(q.Why), l),
			Statements: append([]string{}, q.Statements...), Changes: subjectIDs(q.Subjects), Holders: []string{}, Gaps: inWords(q.Gaps, l),
			Given: inWords(q.Given, l), Lacks: inWords(q.Lacks, l), Notes: inWords(slices.Concat(q.Todo, q.Notes), l),
			Reservations: inWords(q.Reservations, l),
		}
		for _, h := range q.Holders {
			one.Holders = append(one.Holders, h.Person)
		}
		out.Requirements = append(out.Requirements, one)
	}
	for _, f := range r.Refusals {
		out.Refusals = append(out.Refusals, gateRefusalJSON{f.Message.In(l), f.Hint.In(l), subjectIDs(f.Subjects)})
	}
	if o.Names {
		out.Logins = r.logins()
	}
	return encode(w, out)
}

// logins gives the accounts of those who can fulfil something, by register id.
func (r *Required) logins() map[string]string {
	out := map[string]string{}
	for _, h := range slices.Concat(r.holders()...) {
		if h.Account.Login != "" {
			out[h.Person] = h.Account.Login
		}
	}
	return out
}

func (r *Required) holders() [][]approval.Holder {
	var out [][]approval.Holder
	for _, q := range r.Requirements {
		out = append(out, q.Holders)
	}
	return out
}
