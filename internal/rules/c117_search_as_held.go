package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// SearchAsHeld holds the search for capacity of a new increase against what main held: it may
// not say less than matching offers and agreements had free, unless it says why (N55). What
// reaches main later changes no earlier decision.
func SearchAsHeld() *rule.Rule {
	return &rule.Rule{
		ID:         "C117",
		Title:      lang.T("sökningen säger inte mindre än det som var ledigt", "the search says no less than what was free"),
		Basis:      diag.Text,
		Statements: []string{"N55"},
		Severity:   diag.Error,
		Why: lang.T(
			"Rutinens ordning betyder bara något om det som är ledigt närmare hemma räknas. Det som står i erbjudanden och avtal kan inte förbigås utan skäl.",
			"The order of the routine means something only if what is free nearer home is counted. What stands in offers and agreements can not be passed by without a reason."),
		Example: rule.Example{
			Note: lang.T("Ett erbjudande i egen regi hade platser kvar, men sökningen säger 0.", "An offer of the own hospitals had places left, but the search says 0."),
			Good: "      - {steg: egen_regi, datum: 2026-11-18, ledig: 0, skal: Platserna gäller dagkirurgi}\n",
			Bad:  "      - {steg: egen_regi, datum: 2026-11-18, ledig: 0}\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Changes {
				c, isPlan := c.(*diff.Plan)
				if !isPlan || c.Head == nil || c.Head.Broken {
					continue
				}
				for _, e := range newEntries(c) {
					if e.Orsak.V == plan.OrsakOkatBehov && p.Governs(e.Datum.V) {
						searchHeld(p, c.Head, e)
					}
				}
			}
		},
	}
}

// newEntries lists what a request adds to a plan: entries, and the utokning of a new plan.
func newEntries(c *diff.Plan) []*plan.Andring {
	if c.Base == nil {
		return c.Head.Entries()
	}
	return c.Entries
}

func searchHeld(p *rule.ChangePass, pl *plan.Leveransplan, e *plan.Andring) {
	window := pl.Period.V
	if e.GallerFran.Set {
		window.From = max(window.From, e.GallerFran.V.First())
	}
	for i := range e.Kapacitetssok {
		k := &e.Kapacitetssok[i]
		if k.Skal.Set || !k.Ledig.Set || !k.Datum.Set {
			continue
		}
		free, place := 0, []rule.Place(nil)
		if k.Steg.V == plan.Sokordning[0] {
			free, place = freeOffers(p.Main, pl, k.Datum.V, window)
		} else {
			free, place = freeAgreements(p.Main, pl, window, k.Steg.V == plan.Sokordning[1])
		}
		if free <= k.Ledig.V {
			continue
		}
		p.Report(rule.Finding{
			In: &pl.Document, At: k.Ledig.Span, Measure: free - k.Ledig.V, Related: place,
			Message: lang.T("%s: sökningen säger %d lediga men det fanns minst %d från %s", "%s: the search says that %d were free but there were at least %d from %s", k.Steg.V, k.Ledig.V, free, window.From.String()),
			Hint:    lang.T("Rätta ledig och placera dem först, eller skriv skal: varför de inte kan användas.", "Correct ledig and place them first, or write skal: why they can not be used."),
		})
	}
}

// freeOffers adds up what offers of the own hospitals for this care surely have left in a
// time.
func freeOffers(set *plan.Set, pl *plan.Leveransplan, day calendar.Day, window calendar.Interval) (free int, places []rule.Place) {
	for _, o := range set.Erbjudanden {
		draws, whole := set.DrawsFrom(o)
		if !whole || o.Lyft.Riktning.V != "tillganglig" || o.Mottagare.V == pl.Skickande.V || o.Lyft.Datum.V > day || o.LastDay() < day || len(pl.Scope().Departures(o.Scope())) > 0 {
			continue
		}
		if left, _ := plan.Room(&o.Kapacitet, o.Period.V, window, draws); left > 0 {
			free += left
			places = append(places, related(&o.Document, o.ID.Span, lang.T("%s har minst %d kvar", "%s has at least %d left", o.ID.V, left))...)
		}
	}
	return free, places
}

// freeAgreements adds up what agreements for this care surely have left in a time.
func freeAgreements(set *plan.Set, pl *plan.Leveransplan, window calendar.Interval, own bool) (free int, places []rule.Place) {
	for _, a := range set.Avtal {
		draws, whole := set.DrawsOn(a)
		if !whole || set.Own(a) != own || !a.Validity().Holds(window) || len(pl.Scope().Departures(a.Scope())) > 0 {
			continue
		}
		if left := leftUnder(a, sameUnit(draws, pl.Unit()), window); left > 0 {
			free += left
			places = append(places, related(&a.Owner.Document, a.ID.Span, lang.T("%s har minst %d kvar", "%s has at least %d left", a.ID.V, left))...)
		}
	}
	return free, places
}

// leftUnder is the least of what an agreement's ceilings and its capacity by week or quarter
// leave in a time. Weeks without a figure are not limited; an agreement that has neither
// tells nothing.
func leftUnder(a *plan.Avtal, draws []plan.Draw, window calendar.Interval) int {
	room, complete := plan.Room(&a.Kapacitet, a.Validity(), window, draws)
	ceiling, capped := underCeilings(a, draws, window)
	switch {
	case !capped:
		return room
	case complete:
		return min(ceiling, room)
	}
	return ceiling
}

// underCeilings is the least that the ceilings of a time leave; capped tells that there is
// one.
func underCeilings(a *plan.Avtal, draws []plan.Draw, window calendar.Interval) (left int, capped bool) {
	for _, c := range a.Takvolymer {
		if !c.Period.V.Overlaps(window) {
			continue
		}
		if !c.Period.V.Holds(window) {
			return 0, true // what of it falls into the time can't be told
		}
		room := max(0, c.Volym.V-plan.Reaching(draws, c.Period.V.From, c.Period.V.To))
		if !capped || room < left {
			left, capped = room, true
		}
	}
	return left, capped
}
