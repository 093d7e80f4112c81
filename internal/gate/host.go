package gate

import (
	"context"
	"errors"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Host reads facts from the hosting service. Whatever it can't read in full is an error,
// never a shorter answer.
type Host interface {
	// Facts gives what the service knows of a request.
	Facts(ctx context.Context, number int) (*Facts, error)
	// Commit gives the accounts behind a commit; nil where an address maps to none.
	Commit(ctx context.Context, hash string) (*Signers, error)
	// Tips gives head and base of a request as they are now.
	Tips(ctx context.Context, number int) (Tips, error)
	// Attested lists what the gate itself has attested on a commit, in any order: only what
	// the same App has written as this one, whatever name others have used. [ErrNoApp] where
	// the gate is no App.
	Attested(ctx context.Context, commit string) ([]Attested, error)
}

// ErrNoApp tells that the gate runs without a GitHub App of its own: its words can't be told
// from what any workflow of the repository writes.
var ErrNoApp = errors.New("the gate is no App of its own")

// Attested is one attestation as it stands on a commit.
type Attested struct {
	At   time.Time
	Text string
}

// Lister lists requests.
type Lister interface {
	// Open lists all open requests, whatever their base, by number.
	Open(ctx context.Context) ([]Request, error)
}

// Publisher writes a verdict where persons and merges see it.
type Publisher interface {
	// Status gives a commit the status of the gate.
	Status(ctx context.Context, commit string, s Status) error
	// Comment writes the gate's one comment on a request, in the place of its earlier one.
	Comment(ctx context.Context, number int, body string) error
	// Attest writes texts, of at most StatusLimit characters each, on a commit where nobody
	// can change them, unless they are there; nothing where the gate is no App. That it fails
	// takes nothing from a verdict.
	Attest(ctx context.Context, commit string, texts []string) error
}

// Tips are the two ends of a request: commits.
type Tips struct{ Head, Base string }

// Request is a request in a list.
type Request struct {
	Number int
	Head   string // a commit
	Base   string // a branch
}

// Facts is what the hosting service knows of a request.
type Facts struct {
	Number int
	Open   bool
	Opened time.Time         // when the request was made
	Author *approval.Account // nil: not known
	Tips
	// HeadBranch is the branch that the request wants to bring; Fork tells that it is in
	// another repository, of whose moves nothing can be read.
	HeadBranch string
	Fork       bool
	// BaseBranch is where it is to go, and DefaultBranch where plans are agreed.
	BaseBranch, DefaultBranch string

	Reviews []Review // in the order of submission
	// Signers are the accounts behind the request's commits, by hash. A service may list
	// only the first few hundred of a request; [Host.Commit] gives the others.
	Signers map[string]*Signers
	// Moves are what happened to the head's branch and to the base that was asked for, in
	// the order of time.
	Moves []Move
	// BaseMoves are what happened to the base's branch, in the order of time, at least back
	// to the oldest review; none where there is no review. Of a merged request they go back
	// to when it was opened.
	BaseMoves []Move

	// Closed is when the request was closed, merged or not, and ClosedBy who did it. Zero
	// while it is open; nil: not known.
	Closed   time.Time
	ClosedBy *approval.Account
	// Merged is when the request reached its base, MergedBy who let it, MergeCommit the last
	// commit that it became there, and Count of how many commits it was. Zero of a request
	// that was not merged.
	Merged      time.Time
	MergedBy    *approval.Account
	MergeCommit string
	Count       int
}

// Review is a review as the service has it.
type Review struct {
	ID        int64
	Account   approval.Account
	State     approval.ReviewState
	Submitted time.Time
	Commit    string // may have been moved since, by a force-push of the same patch
	// Dismissed is when a dismissed review was dismissed, and Was what it said until then.
	Dismissed time.Time
	Was       approval.ReviewState
}

// Signers are the accounts behind a commit; nil where its address maps to none.
type Signers struct{ Author, Committer *approval.Account }

// Move is a change of a branch, by the service's own clock.
type Move struct {
	How           MoveKind
	At            time.Time
	By            *approval.Account
	Before, After string // commits, as far as known
}

// MoveKind is what happened to a branch.
type MoveKind string

// The moves.
const (
	Pushed      MoveKind = "push"
	ForcePushed MoveKind = "force_push"
	Created     MoveKind = "branch_creation"
	Deleted     MoveKind = "branch_deletion"
	Retargeted  MoveKind = "base_ref_changed"
	// What merges do to a base.
	PullMerged  MoveKind = "pr_merge"
	QueueMerged MoveKind = "merge_queue_merge"
)

// Status is the status of a commit.
type Status struct {
	State       approval.State
	Description string // at most StatusLimit characters
	Target      string // an address that tells more; may be empty
}

// Limits of the hosting service, in characters.
const (
	StatusLimit  = 140
	CommentLimit = 65_536
)

// Context is the name of the gate's status; a rule of the repository requires it.
const Context = "leveransplan/gate"

// AttestContext is the name of the statuses that hold what the gate attests. They are for
// the gate to read again; no rule requires them.
const AttestContext = "leveransplan/innehall"

// Fault is why something could not be read or written, in words for whoever runs the gate.
type Fault struct {
	Message, Hint lang.Text
	// Denied tells that the caller has no right to it, as in the workflow of a fork.
	Denied bool
	Err    error
}

// Error gives the message and its cause in English, as logs have it.
func (f *Fault) Error() string {
	if f.Err == nil {
		return f.Message.In(lang.EN)
	}
	return f.Message.In(lang.EN) + ": " + f.Err.Error()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }
