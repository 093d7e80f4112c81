// Package record keeps the decision records: what proves, once a change has reached main,
// who agreed to it, by which right, and whether the routine allowed it. A record is one
// file of canonical JSON on a branch of its own, where each commit adds one file and
// nothing is ever changed or removed; each commit is signed as git signs with SSH keys.
//
// The package makes records of what others have judged ([New]), writes them ([Writer]),
// reads the branch ([Read]) and says what its signatures prove ([Keys]). It judges no
// decision: that is the audit's.
package record

import (
	"fmt"
	"strings"
)

// Branch is the branch that records stand on.
const Branch = "protokoll"

// Version is the version of the format that this package writes.
const Version = 1

// How a decision came about.
type How string

// The ways to main, and the one that leads nowhere.
const (
	Merge  How = "merge"
	Squash How = "squash"
	Rebase How = "rebase"
	Push   How = "push"   // straight to main, past the gate
	Closed How = "closed" // a request that was declined: it has no commit on main
)

// Record is one decision. The fields stand in the file under the names of their tags, days
// as 2026-11-21 and moments in UTC as 2026-11-21T09:30:00Z. There is nothing in it of when
// or where it was made, so that one decision always gives the same bytes.
type Record struct {
	Version int `json:"version"`
	How     How `json:"how"`
	// PullRequest is its number. A push has one where what was pushed was a request's own
	// commits, else 0.
	PullRequest int `json:"pull_request,omitempty"`
	// Before is what main was; empty before its first commit, and for a closed request.
	Before string `json:"before,omitempty"`
	// Commits are those that the decision added to main's first-parent line, the oldest
	// first. The last of them names the file. A merge, a squash and a push have one, a
	// rebase any number and a closed request none.
	Commits []string `json:"commits,omitempty"`
	Head    string   `json:"head,omitempty"` // of the request, as it was judged
	// At is when the server merged, received or closed it, and Day that day in the region's
	// time zone.
	At  string `json:"at"`
	Day string `json:"day"`
	// Routine is the version of the routine whose table of approvals was used, Register the
	// git hash of the role register, Rules the hash of the tool's rules and tables.
	Routine  string `json:"routine,omitempty"`
	Register string `json:"register,omitempty"`
	Rules    string `json:"rules"`
	// Author opened the request; By merged, pushed or closed it. Nil: not known.
	Author *Actor `json:"author,omitempty"`
	By     *Actor `json:"by,omitempty"`

	// Hands are those who had a hand in the content, by what the service knew of accounts when
	// the record was made.
	Hands        []Hand        `json:"hands,omitempty"`
	Changes      []Change      `json:"changes,omitempty"`
	Requirements []Requirement `json:"requirements,omitempty"`
	// Reservations are what those who were heard did not agree to, as the files have it
	// (N36). That of a review stands with the review.
	Reservations []Reservation `json:"reservations,omitempty"`
	Discarded    []Discarded   `json:"discarded,omitempty"`
	Verdict      Verdict       `json:"verdict"`
}

// Actor is an account, by its number; a login can change hands.
type Actor struct {
	Account int64  `json:"account"`
	Person  string `json:"person,omitempty"` // register id; empty where it is nobody's
	Bot     bool   `json:"bot,omitempty"`
}

// Hand is one who had a hand in what was decided: the author or the co-author of a commit,
// whoever committed it or pushed it, and whoever pushed what the branch held before a
// force-push. Each account stands once, with all the documents that its commits change; an
// account whose commits change none of them, as by an update from main, stands without any.
// A commit whose author maps to no account stands by itself, under its hash.
//
// Of a request they are those of all its commits, whatever these became on main; of a push
// without a request those of the commits that it brought. A closed request has none.
type Hand struct {
	Account   int64    `json:"account,omitempty"`   // 0: of a commit without one
	Commit    string   `json:"commit,omitempty"`    // without an account; else empty
	Documents []string `json:"documents,omitempty"` // as Change names them, sorted
}

// Change is a document, an entry or a file that changed, by what approvals are bound to.
type Change struct {
	Document string   `json:"document"` // as diff.Subject.String names it
	Kinds    []string `json:"kinds,omitempty"`
	// Before and After are the sums of the bound content; empty where it is not there.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Requirement is an approval that the change needed, and who gave it.
type Requirement struct {
	ID           string    `json:"id"`
	Role         string    `json:"role,omitempty"` // empty for one more person of any role
	Or           []string  `json:"or,omitempty"`
	Organisation string    `json:"organisation,omitempty"`
	Actor        bool      `json:"actor,omitempty"`
	Heard        bool      `json:"heard,omitempty"`
	Sides        []Side    `json:"sides,omitempty"`
	State        string    `json:"state"`
	SatisfiedBy  []Consent `json:"satisfied_by,omitempty"`
	// Stated is what the files themselves say: a dialogue held, minutes, a reference. It is
	// stated and not verified.
	Stated  []Text `json:"stated,omitempty"`
	Reasons []Text `json:"reasons,omitempty"` // why it was not fulfilled
}

// Side is which party a requirement is in one document.
type Side struct {
	Document string `json:"document"`
	Side     string `json:"side"`
}

// Consent is one person's approval, and the right by which it counted.
type Consent struct {
	Person       string `json:"person"`
	Account      int64  `json:"account"`
	Role         string `json:"role"`
	Organisation string `json:"organisation,omitempty"`
	Assignment   string `json:"assignment"` // keys of the register's entries
	Delegation   string `json:"delegation,omitempty"`
	// By is "review" or "push": the author's own last one.
	By     string `json:"by"`
	Review int64  `json:"review,omitempty"`
	Commit string `json:"commit,omitempty"` // that was reviewed
	// Given is when the server received it, and Day that day in the region's time zone.
	Given       string `json:"given"`
	Day         string `json:"day"`
	Reservation bool   `json:"reservation,omitempty"` // heard, and against it
}

// The ways to give an approval.
const (
	byReview = "review"
	byPush   = "push"
)

// Reservation is what somebody who was heard did not agree to.
type Reservation struct {
	Requirement string `json:"requirement"`
	Text        Text   `json:"text"`
}

// Discarded is a review, or a push, that did not count.
type Discarded struct {
	Review      int64  `json:"review,omitempty"` // 0: the last push
	Account     int64  `json:"account"`
	Person      string `json:"person,omitempty"`
	Requirement string `json:"requirement,omitempty"` // empty: for none at all
	Reason      Text   `json:"reason"`
	ReplacedBy  int64  `json:"replaced_by,omitempty"` // the later review of the same account
}

// Verdict is whether the decision was allowed.
type Verdict struct {
	State string `json:"state"` // of the approvals, or "closed"
	// Valid tells that main got nothing that it should not have got.
	Valid   bool   `json:"valid"`
	Reasons []Text `json:"reasons,omitempty"` // why not
}

// Text is a reason in the words of its time.
type Text struct {
	EN string `json:"en"`
	SV string `json:"sv"`
}

// Decision is the commit that main got, the last of those that the record covers; empty
// for a closed request.
func (r *Record) Decision() string {
	if len(r.Commits) == 0 {
		return ""
	}
	return r.Commits[len(r.Commits)-1]
}

// Path is where the record stands on the branch: in a folder for the year of its day, under
// the name of the commit, "2026/<commit>.json". A request can be closed, opened and closed
// again, so that a closed one stands under its number and the moment:
// "2026/closed-12-20261121T093000Z.json".
func (r *Record) Path() string {
	name := r.Decision()
	if name == "" {
		name = fmt.Sprintf("closed-%d-%s", r.PullRequest, strings.NewReplacer("-", "", ":", "").Replace(r.At))
	}
	return r.Day[:4] + "/" + name + ".json"
}
