package export

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// capacityOf is what tells capacities apart, and whose they are.
var capacityOf = []Column{
	textColumn("mottagare", "Mottagaren (id).", "The receiver (id).").to("dim_organisation.organisation"),
	textColumn("kalla", "Avtalets eller erbjudandets id.", "Id of the agreement or the offer."),
	textColumn("enhet", "Vad som räknas: patient, atgard eller besok.", "What is counted: patient, atgard (procedure) or besok (visit).").coded(capacityUnitCodes),
	intColumn("nr", "Periodens nummer, från 1, i tidens ordning.", "The number of the period, from 1, in the order of time."),
	dateColumn("period_fran", "Periodens första dag.", "The period's first day.").orNil(),
}

// capacities lists what receivers have, in the order of the key.
func (b *build) capacities() (list []*followup.Capacity, number map[*followup.Capacity]int) {
	if b.FollowUp == nil {
		return nil, nil
	}
	list = slices.Clone(b.FollowUp.Capacities)
	order := func(x, y *followup.Capacity) int {
		return cmp.Or(cmp.Compare(orUnknown(x.Receiver), orUnknown(y.Receiver)), cmp.Compare(sourceOf(x), sourceOf(y)), cmp.Compare(orUnknown(x.Unit), orUnknown(y.Unit)))
	}
	slices.SortStableFunc(list, func(x, y *followup.Capacity) int { return cmp.Or(order(x, y), cmp.Compare(x.Time.From, y.Time.From)) })
	number = map[*followup.Capacity]int{}
	for i, c := range list {
		number[c] = 1
		if i > 0 && order(list[i-1], c) == 0 {
			number[c] = number[list[i-1]] + 1
		}
	}
	return list, number
}

func sourceOf(c *followup.Capacity) string {
	switch {
	case c.Agreement != nil:
		return c.Agreement.ID.V
	case c.Offer != nil:
		return c.Offer.ID.V
	}
	return ""
}

// orUnknown stands in a key for what a document does not say.
func orUnknown(s string) string { return cmp.Or(s, unknownWord) }

// capacityCells begin a row about a capacity: the key, and the agreement or offer.
func capacityCells(c *followup.Capacity, nr int) (key []any, agreement, offer any) {
	if c.Agreement != nil {
		agreement = c.Agreement.ID
	}
	if c.Offer != nil {
		offer = c.Offer.ID
	}
	return []any{orUnknown(c.Receiver), sourceOf(c), orUnknown(c.Unit), nr, c.Time.From}, agreement, offer
}

var capacityFrom = []Column{
	textColumn("avtal", "Avtalet, om det är ett.", "The agreement, if it is one.").to("dim_avtal.avtal").orNil(),
	textColumn("erbjudande", "Erbjudandet, om det är ett.", "The offer, if it is one.").to("dim_erbjudande.erbjudande").orNil(),
}

// lastDay is the last day of a time; nil where the register leaves it open.
func lastDay(d calendar.Day) any {
	if d.Year() >= openEnd {
		return nil
	}
	return d
}

// openEnd is the year in which what has no last day ends ([plan.Avtal.Validity]).
const openEnd = 2199

func (b *build) capacity() *Table {
	from := slices.Clone(capacityOf)
	from[4] = from[4].to("dim_datum.datum")
	return &Table{
		Name: "fact_kapacitet",
		Doc:  lang.T("Vad som är kvar av varje avtals tak och varje erbjudande, per mottagare.", "What is left of each agreement's ceiling and each offer, by receiver."),
		Key:  []string{"mottagare", "kalla", "enhet", "nr"},
		Columns: columns(from, capacityFrom,
			dateColumn("period_till", "Periodens sista dag.", "The period's last day.").orNil(),
			intColumn("tak", "Takvolymen eller erbjudandets kapacitet; tomt: inget tak.", "The ceiling or the offer's capacity; empty: none.").orNil(),
			intColumn("planerat", "Överenskomna planers volym.", "The volume of agreed plans."),
			intColumn("planer", "Antal planer.", "Number of plans."),
			intColumn("kvar", "Taket minus planerat; under 0 där mer är planerat än som finns.", "The ceiling less what is planned; below 0 where more is planned than there is.").orNil(),
			bounds("utfort", "Utförda av de planerna.", "Done of those plans."),
			bounds("prognos", "Vad utfört blir om takten håller i sig.", "What is done in the end if the pace goes on."),
		),
		Rows: rows(func(emit func(...any) bool) {
			list, number := b.capacities()
			for _, c := range list {
				key, agreement, offer := capacityCells(c, number[c])
				var ceiling, left any
				if c.Stated {
					ceiling, left = c.Ceiling, c.Left
				}
				if !emit(ends(append(key, agreement, offer, lastDay(c.Time.To), ceiling, c.Planned, c.Count, left), c.Done, c.Forecast)...) {
					return
				}
			}
		}),
	}
}

func (b *build) capacityWeeks() *Table {
	return &Table{
		Name: "fact_kapacitet_vecka",
		Doc:  lang.T("Kapacitet och planerad volym per mottagare, avtal eller erbjudande och vecka.", "Capacity and planned volume by receiver, agreement or offer, and week."),
		Key:  []string{"mottagare", "kalla", "enhet", "nr", "veckans_mandag"},
		Columns: columns(capacityOf, columnMonday, columnWeek, capacityFrom,
			intColumn("kapacitet", "Angiven kapacitet; tomt: ingen uppgift.", "Stated capacity; empty: no figure.").orNil(),
			intColumn("planerat", "Planerad volym.", "Planned volume."),
			boolColumn("jamn_andel", "Något av det är en jämn andel av ett kvartal.", "Some of it is an even share of a quarter."),
		),
		Rows: rows(func(emit func(...any) bool) {
			list, number := b.capacities()
			for _, c := range list {
				for _, w := range c.Weeks {
					key, agreement, offer := capacityCells(c, number[c])
					var stated any
					if w.Known {
						stated = w.Stated
					}
					if !emit(append(key, w.Week.Monday(), w.Week, agreement, offer, stated, w.Planned, w.Even)...) {
						return
					}
				}
			}
		}),
	}
}
