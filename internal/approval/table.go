package approval

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Table says what each kind of change needs, in one version of the routine. Rows are only
// ever added: an old decision is judged by the rows of its day. What no row names is not
// allowed.
type Table []Row

// Row is what one kind of change needs.
type Row struct {
	Kind  diff.Kind
	Scope Scope
	Needs []Need
	// Never tells that the kind is not allowed at all, and what to do instead.
	Never lang.Text
	// From is the day from which the row applies. Of rows for one kind and scope the latest
	// that has begun applies alone.
	From calendar.Day
}

// Statements lists the statements that the row rests on, sorted.
func (r Row) Statements() []string {
	var out []string
	for _, n := range r.Needs {
		out = append(out, n.Statements...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Scope divides a kind of change of plans by their receiver.
type Scope string

// The scopes. The zero Scope is every change of the kind.
const (
	Extern Scope = "extern" // to an external provider
	Intern Scope = "intern" // to a förvaltning of the region
)

// Need is one approval in a row of the table, before it is known whose it is.
type Need struct {
	Role string // of an office; empty where Of tells whose, or where any role will do
	// Or are further roles whose holders may fulfil it.
	Or []string
	Of Party
	// OneMore asks for a further person, holder of any role but leverantor, who is not the
	// author and fulfils no other requirement of the same change.
	OneMore bool
	// Second asks for another person than the one who fulfils the systemforvaltare's own.
	Second bool
	// Actor and Heard are as in [Requirement].
	Actor, Heard bool
	// Blocks narrows it to changes of these keys of the document; none: every change.
	Blocks []string
	// Instead is the office that answers for the party where its agreement or its entry in
	// the register has ended or nobody holds its role, and the entry has a referens.
	Instead string
	// UnlessBot lets it fall away where a bot opens a request of nothing but outcome.
	UnlessBot  bool
	Statements []string
}

// Party is whose approval a need asks for, where it is no office's.
type Party string

// The parties of the documents.
const (
	OfSender   Party = "sender"   // of a plan: the representative of the sending förvaltning
	OfReceiver Party = "receiver" // of a plan: the provider, or the receiving förvaltning's representative
	OfLines    Party = "lines"    // of a missiv: every förvaltning with a line that is new, changed or removed
	OfOffer    Party = "offer"    // the receiving förvaltning that an offer names
	// OfOfferOrRaiser is the förvaltning that raised the matter where the offer names no
	// receiver.
	OfOfferOrRaiser Party = "offer_or_raiser"
	OfRest          Party = "rest" // the förvaltning of the line that a rest names
)

// roles are all roles that there are.
var roles = []string{
	plan.RollKoncernkontoret, plan.RollVardgarantiservice, plan.RollBeslutsforum,
	plan.RollRepresentant, plan.RollLeverantor, plan.RollSystemforvaltare,
}

// ofOrganisation tells that a role is held for one organisation.
func ofOrganisation(role string) bool {
	return role == plan.RollRepresentant || role == plan.RollLeverantor
}

// On gives the rows that apply on a day as rows of every day: by them the table of one day
// judges a decision of another.
func (t Table) On(day calendar.Day) Table {
	var out Table
	for _, r := range t {
		if r.From <= day && r.From == t.newest(r.Kind, r.Scope, day) {
			r.From = 0
			out = append(out, r)
		}
	}
	return out
}

// newest is the first day of the newest rows for a kind and a scope that apply on a day.
func (t Table) newest(kind diff.Kind, scope Scope, day calendar.Day) calendar.Day {
	var out calendar.Day
	for _, r := range t {
		if r.Kind == kind && r.Scope == scope && r.From <= day {
			out = max(out, r.From)
		}
	}
	return out
}

// rows picks the rows for a kind that apply on a day; none where the table does not name
// it. Both a row for the scope and one for every scope apply.
func (t Table) rows(kind diff.Kind, scope Scope, day calendar.Day) []Row {
	var out []Row
	for _, s := range []Scope{"", scope} {
		from := t.newest(kind, s, day)
		for _, r := range t {
			if r.Kind == kind && r.Scope == s && r.From == from && r.From <= day {
				out = append(out, r)
			}
		}
		if scope == "" {
			break
		}
	}
	return out
}
