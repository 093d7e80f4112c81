package audit

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// Decision is what an audit says of one decision.
type Decision struct {
	// Commits are its steps on main's first-parent line, the oldest first: one, or all that
	// its record covers.
	Commits []string      `json:"commits"`
	Shape   history.Shape `json:"shape"`
	// At is when it was made: by the record, and without one by git, which believes what it
	// is told. Day is that day in the region's time zone.
	At  time.Time    `json:"at"`
	Day calendar.Day `json:"day"`
	How record.How   `json:"how,omitempty"` // empty: no record tells
	// PullRequest is the request's number; Stated tells that only the commit's message says so.
	PullRequest int           `json:"pull_request,omitempty"`
	Stated      bool          `json:"stated,omitempty"`
	Author      *record.Actor `json:"author,omitempty"`
	By          *record.Actor `json:"by,omitempty"`
	Routine     string        `json:"routine,omitempty"` // the version in force on the day
	// Register is the hash of the role register after the decision.
	Register string `json:"register,omitempty"`

	// Genesis tells that it is the first commit: where everything that stands there comes
	// from nobody can tell. It is no violation, and never proven.
	Genesis bool `json:"genesis,omitempty"`
	// Valid tells that the rules, roles and tables of its day allowed it, that the record says
	// so too, and that the record is true to what main got.
	Valid bool `json:"valid"`
	// Proven tells that the record is signed with a key that was in use.
	Proven bool `json:"proven"`
	// Today is what the rules of the day of the audit say of it.
	Today Verdict `json:"today"`

	Record     *RecordSeen `json:"record,omitempty"` // nil: there is none
	Violations []Violation `json:"violations,omitempty"`
	Notes      []Note      `json:"notes,omitempty"`
	Findings   []Finding   `json:"findings,omitempty"` // that it brought to main
	// FollowsUp lists the commits whose violations it registers a follow-up of.
	FollowsUp []string  `json:"follows_up,omitempty"`
	FollowUp  *FollowUp `json:"-"`

	// Items is what it changed, and Requirements who agreed, as the record has it. They are
	// there where they were asked for, and of decisions with violations.
	Items        []history.Item       `json:"-"`
	Requirements []record.Requirement `json:"-"`
	// Signed is its last commit, with git's own signature where it has one.
	Signed gitrepo.Commit `json:"-"`
}

// Commit is the decision's last commit, by which it is called.
func (d *Decision) Commit() string { return d.Commits[len(d.Commits)-1] }

// Open tells that something is wrong with the decision that nobody has followed up.
func (d *Decision) Open() bool { return len(d.Violations) > 0 && d.FollowUp == nil }

// Verdict is what some rules say of a decision.
type Verdict struct {
	// Same tells that the rules are those of the decision's day, in all that bears on it.
	Same  bool `json:"same,omitempty"`
	Valid bool `json:"valid"`
	// Reasons tells why not.
	Reasons []lang.Text `json:"reasons,omitempty"`
}

// RecordSeen is the record of a decision as it stands on the branch.
type RecordSeen struct {
	Path     string          `json:"path"`
	Commit   string          `json:"commit"` // of the branch
	Readable bool            `json:"readable"`
	Standing record.Standing `json:"standing"`
	Key      string          `json:"key,omitempty"` // fingerprint
	Rules    string          `json:"rules,omitempty"`
}

// Finding is an error, a warning or an information that a decision brought to main.
type Finding struct {
	Rule     string    `json:"rule"`
	Severity string    `json:"severity"`
	File     string    `json:"file"`
	Line     int       `json:"line,omitempty"`
	Document string    `json:"document,omitempty"`
	Message  lang.Text `json:"message"`
	Waived   bool      `json:"waived,omitempty"`
}

// Note is what a reader should know and what is no violation.
type Note struct {
	Code    Code      `json:"code"`
	Message lang.Text `json:"message"`
}

// FollowUp is a registered follow-up of a decision's violations (plans/avvikelser.yaml).
type FollowUp struct {
	Cause, Action, Reference string
	Day                      calendar.Day
	By                       string // the decision that registered it
}

// Declined is a request that was closed without a merge: a decision too.
type Declined struct {
	PullRequest int           `json:"pull_request"`
	At          time.Time     `json:"at"`
	By          *record.Actor `json:"by,omitempty"`
	Record      RecordSeen    `json:"record"`
}

// Violation is what is wrong.
type Violation struct {
	Code    Code      `json:"code"`
	Message lang.Text `json:"message"`
	// What it is about, where it is about one: a requirement, a rule with its place, a commit
	// or file of the branch of records.
	Requirement string `json:"requirement,omitempty"`
	Rule        string `json:"rule,omitempty"`
	File        string `json:"file,omitempty"`
	Line        int    `json:"line,omitempty"`
	Commit      string `json:"commit,omitempty"`
	// FollowUp is that of a violation of the records as a whole, under its commit. Those of a
	// decision stand with the decision.
	FollowUp *FollowUp `json:"-"`
}

// Code names a kind of violation or note, for programs. Codes are stable.
type Code string

// The violations of decisions.
const (
	NoRecord       Code = "no_record"         // nothing tells who decided it
	DirectPush     Code = "direct_push"       // past the gate
	NotValid       Code = "not_valid"         // the record itself says that it was not allowed
	NotApproved    Code = "not_approved"      // by the rules, roles and tables of its day
	ContentDiffers Code = "content_differs"   // main got something else than the record has
	RecordDiffers  Code = "record_differs"    // the record and the repository do not agree
	BrokenRule     Code = "broken_rule"       // it brought an error to main
	Unreadable     Code = "record_unreadable" // the record can't be read, or is of a later version
	NotProven      Code = "record_not_proven" // unsigned or unverifiable, though a key was registered
	RequestTwice   Code = "request_twice"     // another decision has the same request
	SeveralRecords Code = "several_records"
	RoutineExpired Code = "routine_expired" // decided when no routine was in force
)

// The violations of main and of the branch of records as a whole.
const (
	Rewritten     Code = "rewritten"       // what was audited before is gone
	NotOnMain     Code = "not_on_main"     // a record is for a commit that main does not have
	BrokenChain   Code = "records_altered" // of the branch: changed, removed, merged, foreign
	HostDiffers   Code = "host_differs"    // the hosting service tells it otherwise
	HostLacks     Code = "host_lacks"      // the hosting service does not have what the clone has
	CloneLacks    Code = "clone_lacks"     // the hosting service has what the clone lacks
	DeclinedFalse Code = "declined_not_proven"
)

// The notes.
const (
	OtherRules Code = "other_rules" // the record was made by a tool with other rules
	ClockSkew  Code = "clock_skew"  // git's times and the record's lie apart
	NotYet     Code = "unproven"    // no key was registered yet
	Warned     Code = "expired_routine_warned"
	// FollowUpVoid: a follow-up that came to main by a decision that was not valid.
	FollowUpVoid Code = "follow_up_void"
)
