package approval

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Result is the verdict on a request, with a reason for everything.
type Result struct {
	State        State
	Requirements []Outcome // in the order of the requirements
	// Discarded lists every review, and every push of an actor, that does not count, or not
	// for a requirement that it might have been for.
	Discarded []Discarded
	// HoldsUntil is the last day on which the verdict still holds: after it a role that it
	// needs has ended. Zero: no end in sight, or nothing is approved.
	HoldsUntil calendar.Day
	// Reasons tells why the request as a whole is not approved.
	Reasons []lang.Text
}

// Outcome is the verdict on one requirement.
type Outcome struct {
	Requirement
	State State
	// SatisfiedBy lists everybody whose approval counts for it, by register id. It is empty
	// where the files themselves fulfil it (Given).
	SatisfiedBy []Fulfilment
	Reasons     []lang.Text // why it is not approved
	// Asks tells that somebody's approval is wanted still; else it is the files that lack
	// something, or a no that has to be taken back.
	Asks bool
	// Barred are the persons who can't give it although they hold the role, by register id:
	// the author, and who stands for another side of a document already.
	Barred []string
}

// Fulfilment is one person's approval.
type Fulfilment struct {
	Person  string // register id
	Account Account
	Right   Right
	Review  int64     // 0: by the last push
	Commit  string    // the head that was reviewed
	Given   time.Time // submission of the review, or the push
	Push    bool
	// Reservation tells that the review requests changes: somebody was heard, and did not
	// agree.
	Reservation bool
	// Day is the day on which it was given, in the region's time zone.
	Day calendar.Day
}

// Discarded is a review, or a push, that does not count.
type Discarded struct {
	Review      int64 // 0: the last push
	Account     Account
	Person      string    // register id; empty where the account is nobody's
	Requirement string    // empty: for none at all
	Reason      lang.Text // without the person and the role, which are told beside it
	// By is the later review of the same account that takes this one's place; 0: none.
	By int64
}
