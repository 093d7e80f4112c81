package history

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Entry is a step of main as the register of decisions has it.
type Entry struct {
	Step
	Items []Item // none where the step changes nothing but layout
}

// Item is one change of a decision as the register has it. It holds no document, so that it
// can be kept from one run to the next.
type Item struct {
	Kinds []diff.Kind `json:"kinds"`
	Type  plan.Kind   `json:"type,omitempty"` // of the document; empty for another file
	ID    string      `json:"id"`             // as [diff.Subject] has it
	File  string      `json:"file,omitempty"`
	// Number is the number in the diary that the document states: a plan's, a missiv's or an
	// offer's case, an agreement's own number, the decision that a waiver names.
	Number string `json:"number,omitempty"`
	// From and To are sender and receiver, by id: of patients in a plan, of the capacity in an
	// offer, of the paper in a missiv.
	From    string    `json:"from,omitempty"`
	To      string    `json:"to,omitempty"`
	Summary lang.Text `json:"summary"`

	Parties []string          `json:"parties,omitempty"` // organisations that it is about
	Fields  []string          `json:"fields,omitempty"`  // medical fields, by id or, where that is not known, by name
	Period  calendar.Interval `json:"period,omitzero"`   // of the document; of outcome, its weeks
	// Names are what else has an id in it: entries of a register, the document of a waiver, the
	// plans of outcome.
	Names []string `json:"names,omitempty"`

	New  bool `json:"new,omitempty"`  // there was no such document before
	Gone bool `json:"gone,omitempty"` // there is none afterwards
	// Unread tells that the document can't be read whole afterwards, Whole that it could not
	// before: then Slots are all that it has, whatever they were.
	Unread bool `json:"unread,omitempty"`
	Whole  bool `json:"whole,omitempty"`
	// Before and After are a plan's volume, Slots the weeks and quarters whose number is
	// another, and Entries the numbers of its entries that are new.
	Before  *int   `json:"before,omitempty"`
	After   *int   `json:"after,omitempty"`
	Slots   []Slot `json:"slots,omitempty"`
	Entries []int  `json:"entries,omitempty"`
	// Corrections are what a change of outcome took back of earlier outcome, by plan and week.
	Corrections []Correction `json:"corrections,omitempty"`
}

// Slot is a week or quarter whose number a decision sets. One that is not written counts 0,
// as everywhere.
type Slot struct {
	Slot          calendar.Slot
	Before, After int
}

// About tells that the item is about something with an id: a document, an entry of one, a
// register by its kind, or another file by its path.
func (it *Item) About(id string) bool {
	return it.ID == id || slices.Contains(it.Names, id) || it.Type == plan.KindRestvolymer && strings.HasPrefix(it.ID, id+"/")
}

var (
	merged   = regexp.MustCompile(`^Merge pull request #([1-9][0-9]{0,8})(?:\D|$)`)
	squashed = regexp.MustCompile(`\(#([1-9][0-9]{0,8})\)\s*$`)
)

// PullRequest gives the number of the pull request that the commit's message names, in the
// two forms that GitHub writes. Anybody can write them: it is stated, not proven.
func (s Step) PullRequest() (number int, stated bool) {
	title, _, _ := strings.Cut(s.Commit.Message, "\n")
	for _, form := range []*regexp.Regexp{merged, squashed} {
		if m := form.FindStringSubmatch(title); m != nil {
			n, err := strconv.Atoi(m[1])
			return n, err == nil
		}
	}
	return 0, false
}

// webFlow is the address of GitHub's own committer: of what is merged on the web site the
// author tells who did it.
const webFlow = "noreply@github.com"

// By is whom git names as having put the step on main. Git believes what it is told.
func (s Step) By() gitrepo.Person {
	if strings.EqualFold(s.Commit.Committer.Email, webFlow) {
		return s.Commit.Author
	}
	return s.Commit.Committer
}

var numbered = regexp.MustCompile(`(?i)^([0-9]{1,18})\+[^@]*@users\.noreply\.[a-z0-9.-]+$`)

// Account gives the number of the account that an address of GitHub's own names.
func Account(email string) (id int, ok bool) {
	m := numbered.FindStringSubmatch(email)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
}
