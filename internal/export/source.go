package export

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Schema is the version of the tables' form.
const Schema = 2

// Source is what a star is made of, as plain values of one commit.
type Source struct {
	Set *plan.Set
	// Findings are what a check of the commit found, on Day.
	Findings diag.List
	// FollowUp holds plans against outcome. Masked, it is all that is told of outcome.
	FollowUp *followup.Report
	// History is main's register of decisions up to the commit, the oldest first; nil: there is
	// none to tell of. Then each plan has one version, without a decision.
	History []history.Entry
	// Audit tells of decisions who agreed, and whether they held; nil: nobody asked.
	Audit *audit.Report

	Commit string
	OnMain bool // the commit lies on main's line
	Day    calendar.Day
	Zone   *time.Location // in which decisions have their days
	// Language is that of the texts in the tables.
	Language lang.Language
	// Public leaves out what the public is not to see: outcome by week, corrections of it,
	// findings about it, and who in person approved.
	Public bool
	// Years limits the facts of plans to some plan years; none: all. Dimensions are whole.
	Years []int
}

// New makes the star of a source. Nothing is reckoned before rows are asked for, but for
// what the dimensions have to hold.
func New(q Source) *Star {
	b := &build{Source: q, persons: history.PersonsOf(q.Set)}
	b.gather()
	s := &Star{Schema: Schema, Commit: q.Commit, Language: q.Language, Tables: []*Table{
		b.dates(), b.organisations(), b.fields(), b.agreements(), b.offers(), b.memos(), b.memoLines(), b.decisions(), b.plans(), b.planVersions(),
		b.planWeeks(), b.ceilings(), b.capacity(), b.capacityWeeks(), b.outcomeWeeks(), b.corrections(),
		b.followUp(), b.followUpQuarters(), b.followUpStray(), b.changes(), b.approvals(), b.findings(), b.about(),
	}}
	s.Measures = measures(q.Public)
	s.Tables = append(s.Tables, codeTable(s, q.Language))
	s.Tables = append(s.Tables, catalogue(s, q.Language), measureTable(s, q.Language))
	return s
}

// build is a star under way.
type build struct {
	Source
	persons history.Persons // who is not named in public
	named   named
	span    span
	listed  []*planRef          // every plan that there is or was, or that something names, by id
	planned []*planRef          // those of listed that have a version, by plan year and id
	plan    map[string]*planRef // by id
	at      map[string][]place  // the changes of each plan, the oldest first
	verdict map[string]*audit.Decision
}

// place is where a change stands in the history.
type place struct{ entry, item int }

// wanted tells that the facts of a plan year are asked for.
func (b *build) wanted(year int) bool {
	if len(b.Years) == 0 {
		return true
	}
	for _, y := range b.Years {
		if y == year {
			return true
		}
	}
	return false
}

// dayOf is the day of a moment in the region's zone.
func (q *Source) dayOf(at time.Time) calendar.Day {
	if q.Zone == nil {
		return calendar.FromTime(at.UTC())
	}
	return calendar.FromTime(at.In(q.Zone))
}

// FirstDecision is the day of the first decision about a plan; 0: the history tells of none. On
// an earlier day no plan is as decided.
func (q *Source) FirstDecision() calendar.Day {
	var first calendar.Day
	for i := range q.History {
		e := &q.History[i]
		about := slices.ContainsFunc(e.Items, func(it history.Item) bool { return it.Type == plan.KindLeveransplan && !it.Unread })
		if day := q.dayOf(e.At); about && (first == 0 || day < first) {
			first = day
		}
	}
	return first
}
