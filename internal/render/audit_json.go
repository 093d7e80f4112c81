package render

import (
	"io"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// The JSON of an audit. Members may be added and are never renamed.
type (
	auditJSON struct {
		Version    int                 `json:"version"`
		Range      string              `json:"range"`
		AsOf       string              `json:"as_of,omitempty"` // the day of today's rules
		Anchor     string              `json:"anchor"`          // empty: none
		Records    string              `json:"records"`
		Decisions  []auditDecisionJSON `json:"decisions"`
		Declined   []declinedJSON      `json:"declined"`
		Violations []breachJSON        `json:"violations"` // of main and of the records as a whole
		Unseen     []string            `json:"unseen"`
		Remarks    []string            `json:"remarks"`
		Summary    auditSummaryJSON    `json:"summary"`
	}
	auditDecisionJSON struct {
		Commit      string               `json:"commit"`
		Commits     []string             `json:"commits"`
		Time        string               `json:"time"`
		Day         string               `json:"day"`
		Shape       history.Shape        `json:"shape"`
		How         record.How           `json:"how"`
		PullRequest *int                 `json:"pull_request"`
		Stated      bool                 `json:"pull_request_stated,omitempty"`
		Author      *record.Actor        `json:"author"`
		By          *record.Actor        `json:"by"`
		Routine     string               `json:"routine"`
		Changes     []itemJSON           `json:"changes"`
		Approvals   []record.Requirement `json:"approvals"`
		Genesis     bool                 `json:"genesis"`
		Valid       bool                 `json:"valid"`
		Proven      bool                 `json:"proven"`
		Today       todayJSON            `json:"today"`
		Record      *audit.RecordSeen    `json:"record"`
		Violations  []breachJSON         `json:"violations"`
		FollowUp    *followUpJSON        `json:"follow_up"`
		Findings    []findingSeenJSON    `json:"findings"`
		Notes       []noteJSON           `json:"notes"`
		Signature   string               `json:"signature,omitempty"`
	}
	todayJSON struct {
		Same    bool     `json:"same_rules"`
		Valid   bool     `json:"valid"`
		Reasons []string `json:"reasons"`
	}
	breachJSON struct {
		Code        audit.Code `json:"code"`
		Message     string     `json:"message"`
		Requirement string     `json:"requirement,omitempty"`
		Rule        string     `json:"rule,omitempty"`
		File        string     `json:"file,omitempty"`
		Line        int        `json:"line,omitempty"`
		Commit      string     `json:"commit,omitempty"`
		// FollowUp is that of a violation of the records as a whole.
		FollowUp *followUpJSON `json:"follow_up,omitempty"`
	}
	followUpJSON struct {
		Cause     string `json:"cause"`
		Action    string `json:"action"`
		Reference string `json:"reference"`
		Day       string `json:"day"`
		By        string `json:"decision"`
	}
	findingSeenJSON struct {
		Rule     string `json:"rule"`
		Severity string `json:"severity"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Document string `json:"document"`
		Message  string `json:"message"`
		Waived   bool   `json:"waived"`
	}
	noteJSON struct {
		Code    audit.Code `json:"code"`
		Message string     `json:"message"`
	}
	declinedJSON struct {
		PullRequest int              `json:"pull_request"`
		Time        string           `json:"time"`
		By          *record.Actor    `json:"by"`
		Record      audit.RecordSeen `json:"record"`
	}
	auditSummaryJSON struct {
		Decisions  int `json:"decisions"`
		Judged     int `json:"judged"`
		Valid      int `json:"valid"`
		Proven     int `json:"proven"`
		Genesis    int `json:"genesis"`
		Violating  int `json:"with_violations"`
		FollowedUp int `json:"followed_up"`
		Violations int `json:"violations"`
		Declined   int `json:"declined"`
		Recorded   int `json:"records"`
		Today      int `json:"not_allowed_today"`
		Elsewhere  int `json:"open_elsewhere"` // decisions that were not asked for
	}
)

// AuditJSON writes an audit as one JSON object.
func AuditJSON(w io.Writer, r *audit.Report, o AuditOptions) error {
	out := auditJSON{
		Version: 1, Range: r.First + ".." + r.Last, Anchor: r.Anchor, Records: r.Records,
		Decisions: make([]auditDecisionJSON, 0, len(r.Decisions)), Declined: []declinedJSON{}, Violations: o.violations(r.Violations), Unseen: o.texts(r.Unseen), Remarks: o.texts(r.Remarks),
	}
	if o.Today != 0 {
		out.AsOf = o.Today.String()
	}
	s := r.Summary
	out.Summary = auditSummaryJSON{s.Decisions, s.Judged, s.Valid, s.Proven, s.Genesis, s.Violating, s.FollowedUp, s.Violations, s.Declined, s.Recorded, s.TodayInvalid, s.Elsewhere}
	for i := range r.Decisions {
		out.Decisions = append(out.Decisions, o.decision(&r.Decisions[i]))
	}
	for _, d := range r.Declined {
		out.Declined = append(out.Declined, declinedJSON{d.PullRequest, o.moment(d.At), d.By, d.Record})
	}
	return encodeCovered(w, out)
}

func (o AuditOptions) texts(list []lang.Text) []string {
	out := make([]string, 0, len(list))
	for _, t := range list {
		out = append(out, t.In(o.Language))
	}
	return out
}

func (o AuditOptions) violations(list []audit.Violation) []breachJSON {
	out := make([]breachJSON, 0, len(list))
	for _, v := range list {
		out = append(out, breachJSON{v.Code, v.Message.In(o.Language), v.Requirement, v.Rule, v.File, v.Line, v.Commit, followUpOf(v.FollowUp)})
	}
	return out
}

func (o AuditOptions) decision(d *audit.Decision) auditDecisionJSON {
	out := auditDecisionJSON{
		Commit: d.Commit(), Commits: d.Commits, Time: o.moment(d.At), Day: d.Day.String(), Shape: d.Shape, How: d.How, Stated: d.Stated,
		Author: d.Author, By: d.By, Routine: d.Routine, Changes: []itemJSON{}, Approvals: d.Requirements, Genesis: d.Genesis, Valid: d.Valid, Proven: d.Proven,
		Today: todayJSON{d.Today.Same, d.Today.Valid, o.texts(d.Today.Reasons)}, Record: d.Record, Violations: o.violations(d.Violations),
		Findings: []findingSeenJSON{}, Notes: []noteJSON{}, Signature: o.signature(d).In(o.Language),
	}
	if d.PullRequest > 0 {
		out.PullRequest = &d.PullRequest
	}
	if out.Approvals == nil {
		out.Approvals = []record.Requirement{}
	}
	for _, it := range d.Items {
		out.Changes = append(out.Changes, itemJSON{it.Kinds, it.Type, it.ID, it.File, it.Number, it.From, it.To, it.Summary.In(o.Language), it.Before, it.After})
	}
	out.FollowUp = followUpOf(d.FollowUp)
	for _, f := range d.Findings {
		out.Findings = append(out.Findings, findingSeenJSON{f.Rule, f.Severity, f.File, f.Line, f.Document, f.Message.In(o.Language), f.Waived})
	}
	for _, n := range d.Notes {
		out.Notes = append(out.Notes, noteJSON{n.Code, n.Message.In(o.Language)})
	}
	return out
}

func followUpOf(f *audit.FollowUp) *followUpJSON {
	if f == nil {
		return nil
	}
	return &followUpJSON{f.Cause, f.Action, f.Reference, f.Day.String(), f.By}
}
