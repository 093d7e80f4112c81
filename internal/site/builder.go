package site

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// builder makes the pages of one commit. It is complete when it is made and only read
// afterwards: pages are rendered several at a time.
type builder struct {
	Input
	follow map[string]*followup.Plan // plans against outcome, by id
	sheets []sheet                   // the register of decisions, the oldest first
	months map[string]string         // the key of a decision's sheet, by commit
	told   map[string][]told         // what has been decided of a document, by its id, the oldest first

	persons history.Persons // the ids of the register of roles, which no page shows

	region string // its name
	frames map[lang.Language]frame
}

// told is one change of a decision.
type told struct {
	entry *history.Entry
	item  *history.Item
}

func newBuilder(in Input) *builder {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	b := &builder{Input: in, follow: map[string]*followup.Plan{}, months: map[string]string{}, told: map[string][]told{}, persons: history.PersonsOf(in.Set)}
	for _, p := range in.Follow.Plans {
		b.follow[p.ID.V] = p
	}
	for i := range in.Entries {
		e := &in.Entries[i]
		for j := range e.Items {
			it := &e.Items[j]
			b.told[it.ID] = append(b.told[it.ID], told{e, it})
		}
	}
	b.region = b.regionName()
	b.frames = map[lang.Language]frame{}
	for _, l := range lang.Languages {
		b.frames[l] = b.framed(l)
	}
	b.sheets = sheets(in.Entries, func(e *history.Entry) string { return b.dayOf(e).String() })
	for _, s := range b.sheets {
		for _, e := range s.entries {
			b.months[e.Commit.Hash] = s.key
		}
	}
	return b
}

// dayOf is the day of a decision where the repository has its days.
func (b *builder) dayOf(e *history.Entry) calendar.Day { return calendar.FromTime(e.At.In(b.Zone)) }
