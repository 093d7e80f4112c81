// Package approval tells who has to agree to a change, and whether they have. It works on
// plain values: what a change means (package diff), who holds which role (plan.Roller, from
// the base), and what is known of reviews and commits ([Evidence]). It asks nobody, and what
// it does not know is never a yes.
package approval

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Requirement is one approval that a change needs: of somebody who holds a role, for an
// organisation where the role has one. Requirements of several changes for the same role and
// organisation are one.
type Requirement struct {
	ID   string // stable in a request: "representant:skas"
	Role string // plan.Roll…; empty for "one more": any role but leverantor
	// Or are further roles whose holders may fulfil it.
	Or           []string
	Organisation string
	// OrganisationName is what readers call the organisation; empty: by its id.
	OrganisationName string
	// Actor tells that the routine makes this role the one who acts: the author of the
	// request fulfils it by having made the last push.
	Actor bool
	// Heard is met by any formal review of the role's holder, a reservation too: to be asked
	// is not to consent (N35, N36).
	Heard bool
	// Side tells which requirements of one document need distinct persons. It is the side in
	// the first subject; Sides has it for each of them.
	Side       Side
	Why        []Ground       // per kind of change, in order
	Statements []string       // those of all grounds, sorted
	Subjects   []diff.Subject // the changes that need it, in order
	Sides      []Side         // by subject: a förvaltning can send in one plan and receive in another
	Kinds      []diff.Kind
	// Given tells how the files themselves fulfil it: an avstamningar entry with a referens
	// on this very change. Where they do, nobody's review is needed.
	Given []lang.Text
	// Lacks tells what the files lack before any review can fulfil it, such as the forum's
	// minutes.
	Lacks []lang.Text
	// Todo tells what to do in place of a review, as for a provider that is represented: it
	// comes before all else that is said of the requirement.
	Todo []lang.Text
	// Notes are what a reader should know of it, such as minutes that are stated and can't
	// be verified.
	Notes []lang.Text
	// Reservations are those of whoever is heard, as the files have them (N36). They stand
	// in no way, and are shown wherever the requirement is.
	Reservations []lang.Text
	// Gains are the persons who gain by the change: they alone can't let it through.
	Gains []string
	// UnlessBot tells that it falls away where a bot has opened the request (N57).
	UnlessBot bool
	// Never tells why nobody can fulfil it: the change is not allowed in this form. Each
	// refusal stands among the requirements too, so that whoever forgets the refusals
	// still approves nothing.
	Never lang.Text
}

// Ground is why a kind of change needs an approval, and the statements that it rests on.
type Ground struct {
	lang.Text
	Statements []string
}

// Refusal is a reason why no approval can help: the change has to be made in another way.
type Refusal struct {
	Message, Hint lang.Text
	Subjects      []diff.Subject
}

// Side is a party to a decision. Nobody stands for two sides of one document.
type Side string

// The sides.
const (
	Sender   Side = "sender"
	Receiver Side = "receiver"
	Office   Side = "office" // koncernkontoret or vardgarantiservice
	Forum    Side = "forum"
	Steward  Side = "steward" // systemforvaltare
	// Second is the person beside the systemforvaltare who acts, where the tool changes.
	Second  Side = "second"
	OneMore Side = "one_more"
)

// Account is an account of the hosting service. The number decides; a login can be renamed
// and taken by somebody else.
type Account struct {
	ID    int64
	Login string
	Bot   bool // a bot, an app, or anything that is no person
}

// Evidence is what is known of a request when it is judged. Whatever could not be found
// out is stated as such, never left out.
type Evidence struct {
	Now time.Time // of the judgement; a merge is judged by its own time
	// Merged tells that Now is the time of the merge: what came after it changes nothing.
	Merged bool
	// Author opened the request; LastPusher made the last push of its head, at LastPushed by
	// the server's clock. Nil, or no time: not known.
	Author, LastPusher *Account
	LastPushed         time.Time
	Commits            []Commit // never none: a request without commits is not known
	Reviews            []Review // all of them, in the order of submission
	// Unknown lists what could not be found out, in words: with any of it nothing is
	// approved.
	Unknown []lang.Text
}

// Commit is one commit of the request.
type Commit struct {
	Hash string
	// Author is nil where the commit's author maps to no account.
	Author *Account
	// Others had a hand in it too: its committer (but not the host itself), the co-authors
	// that it names and who pushed it, as far as they map to accounts.
	Others []Account
	// Subjects are the documents whose bound content the commit changes, as
	// [diff.Subject.String] names them; a clean update from main changes none.
	Subjects []string
	// Files are the other files that it changes.
	Files []string
}

// ReviewState is what a formal review says.
type ReviewState string

// The states of a review.
const (
	Approved         ReviewState = "approved"
	ChangesRequested ReviewState = "changes_requested"
	Commented        ReviewState = "commented"
	Dismissed        ReviewState = "dismissed"
	Pending          ReviewState = "pending"
)

// Review is one formal review.
type Review struct {
	ID        int64
	Account   Account
	State     ReviewState
	Submitted time.Time
	Commit    string // the head that was reviewed
	// Content is the bound content that the reviewer had before her, as [diff.Subject.String]
	// names it. A subject that is missing was not there, or is not known.
	Content map[string]Bound
	// Void tells why the content is not known although the review is there, such as a
	// force-push after it; zero where it is known.
	Void lang.Text
}

// Bound is the content that an approval is bound to: the sums of the bound form (package
// diff) before and after. Empty where the document is not there.
type Bound struct{ Before, After string }

// BoundOf gives the content of a subject as it is now.
func BoundOf(s diff.Subject) Bound { return Bound{s.BaseSum, s.HeadSum} }

// State is the verdict on a request or on one requirement.
type State string

// The verdicts. Error is for the gate: it could not do its job.
const (
	StateApproved State = "approved"
	StatePending  State = "pending"
	StateRefused  State = "refused" // no approval can help: a kind that is never allowed, or what may not ride together
	StateError    State = "error"
)
