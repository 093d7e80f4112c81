package followup

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Report is plan against outcome on a day. Units are never added up: every group counts one.
type Report struct {
	Today calendar.Day
	// MaskUnder is below which count outcome was masked before anything was reckoned with it;
	// 0: nothing was.
	MaskUnder int
	Plans     []*Plan // by plan year and id
	// The groups, by plan year, then by id, then by unit. Each holds every plan once: of Lines the
	// last of a plan year, without an ID, have the plans that come from an offer alone. Region
	// holds one group a plan year and unit.
	Lines, Senders, Receivers, Fields, Region []*Group
	Capacities                                []*Capacity // by receiver, agreement or offer, and its time
	Stray                                     []Stray     // outcome without a plan; never added to a plan's
	Incomplete                                Incomplete  // what is left out or in doubt
}

// Plan is one leveransplan against its outcome.
type Plan struct {
	*plan.Leveransplan
	Year   int          // the plan year, see [plan.Set.PlanYear]
	Line   *plan.Line   // nil where it comes from an offer alone
	Status Status       // in one word
	From   calendar.Day // the Thursday of the first week with planned volume; zero: none
	// Through is the last week that its outcome tells of; zero: nothing has come in.
	Through calendar.Week
	Paced   int // weeks with planned volume that outcome tells of: what the forecast rests on
	Figures
	Quarters []Period
	Weeks    []Period // every week of its period and every other week with outcome; nil where outcome is masked
}

// Group is what plans add up to that share a plan year, a unit and a party, a field, a line
// or nothing else.
type Group struct {
	Year int
	Unit string // patient, atgard or besok
	// ID is the organisation's or field's; of a line the missiv's and Rad the line's; empty for
	// the region, and for plans without a line.
	ID, Rad string
	Plans   []*Plan
	Figures
	Quarters []Period
}

// Figures are what is told of a plan, and of whatever plans add up to.
type Figures struct {
	Volume   int // agreed
	DueToday int // planned in weeks that had ended before the day of the report
	// Due is what was planned in the weeks that outcome tells of: of each plan those that have a
	// row. What was planned in other weeks up to its Through is Untold. Due is what Done is held
	// against; Done also counts what was done in weeks without planned volume.
	Due                       int
	Contacted, Accepted, Done Count
	// Gap is Due less Done: above 0 where outcome lags behind.
	Gap Count
	// Unused is the outlösta volymer (N46): planned volume whose time has passed for good, that is
	// Due up to efterslapning_veckor before Through or, once the plan's period is that long
	// past, up to Through itself, less all that has been done; never below 0, and never below
	// Registered, which is a part of it. Where outcome is masked and something is registered of a
	// plan it reaches from what is reckoned without that to the plan's whole volume.
	Unused Count
	// Registered is what was registered as outlöst among the rests by the day of the report. It
	// tells of outcome, and is 0 where that is masked.
	Registered int
	// Forecast is what Done becomes if the pace so far goes on over the working days left and
	// those of the weeks up to Through that outcome says nothing of.
	Forecast Count
	Missing  int // weeks with planned volume up to Through that outcome says nothing of
	Untold   int // planned in those weeks
	Count    int // plans
	Reported int // of them, those with any outcome
}

// Period is a quarter or a week.
type Period struct {
	Slot    calendar.Slot
	Planned int
	// Due is the part of Planned that lies in weeks that outcome tells of, of each plan its own:
	// what Done is held against.
	Due                       int
	Missing                   int // weeks with planned volume up to Through that outcome says nothing of
	Contacted, Accepted, Done Count
	// Gap is cumulated from the first period on, of the weeks that outcome tells of; unknown
	// after Through. With what has been done until then it gives what was due: Low of the one and
	// High of the other.
	Gap Count
}

// Capacity is what a receiver's agreement or offer has left.
type Capacity struct {
	Receiver  string
	Unit      string           // empty: an agreement for everything, without plans
	Agreement *plan.Avtal      // or
	Offer     *plan.Erbjudande // the offer
	Takvolym  *plan.Takvolym   // the agreement's ceiling; nil where there is none for the time
	Time      calendar.Interval
	// Ceiling is the takvolym of the time, or the offer's capacity; Stated tells that there is
	// one.
	Ceiling        int
	Stated         bool
	Planned        int            // of agreed plans
	Left           int            // Ceiling less Planned; below 0 where more is planned than there is
	Done, Forecast Count          // of those plans within the time
	Count          int            // plans with volume or outcome within the time
	Plans          []*Plan        // those
	Reported       int            // of them, those with any outcome
	Due            int            // planned within the time in the weeks that each plan's outcome tells of
	Silent         int            // planned within the time by those that nothing is told of, or not of their pace
	Weeks          []CapacityWeek // from the first to the last within the time that has a capacity or a plan
}

// CapacityWeek is one week of a capacity. Where capacity or plans are stated by quarter only,
// the week has its even share.
type CapacityWeek struct {
	Week    calendar.Week
	Stated  int // capacity
	Known   bool
	Planned int
	Even    bool // some of it is an even share of a quarter
}

// Stray is outcome that names no plan: what was done from one party to another in a field.
type Stray struct {
	Skickande, Mottagare, Vardomrade string
	Year                             int // of the week, by its Thursday
	Contacted, Accepted, Done        Count
	Quarters                         []Period // that have any; nothing is planned in them
}

// Status is how a plan is doing, in one word.
type Status string

// The statuses.
const (
	NotYet     Status = "not_yet"     // its first volume lies ahead
	NoOutcome  Status = "no_outcome"  // nothing has come in of what is due
	NotStarted Status = "not_started" // outcome has come in, and nobody was received
	OnPlan     Status = "on_plan"
	Behind     Status = "behind" // more than avvikelse_procent of what was due
	Ahead      Status = "ahead"
	Unsure     Status = "unsure" // masking leaves it open
	Finished   Status = "finished"
)
