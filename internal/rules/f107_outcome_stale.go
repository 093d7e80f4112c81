package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeStale tells, once per sending förvaltning, that its outcome has fallen behind: a
// week with planned volume ended longer ago than the setting utfall_inaktuellt_veckor, and
// no outcome of that week or a later one has come in (N57).
func OutcomeStale() *rule.Rule {
	return &rule.Rule{
		ID:         "F107",
		Title:      lang.T("utfallet är aktuellt", "outcome is up to date"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Uppföljningen sker löpande. Utan utfall syns det inte att en plan håller på att gå fel förrän året är slut.",
			"Follow-up is continuous. Without outcome nobody sees that a plan is going wrong until the year is over."),
		Example: rule.Example{
			Note: lang.T(
				"Planen har volym i vecka 18, men den veckan kom aldrig med i uttaget.",
				"The plan has volume in week 18, but that week never made it into the extract."),
			File: "plans/2026/utfall/siv.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-siv-skas-katarakt;2026-W12;2;3\n" +
				"lp-2026-siv-skas-katarakt;2026-W18;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-siv-skas-katarakt;2026-W12;2;3\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Complete(plan.KindUtfall, plan.KindLeveransplan) {
				return
			}
			latest, whole := latestOutcome(p)
			if !whole {
				return
			}
			due, order := latestDue(p)
			for _, sender := range order {
				if d := due[sender]; latest[sender].Compare(d.week) < 0 {
					p.Report(stale(p.Set.NameOf(sender), d, latest[sender]))
				}
			}
		},
	}
}

// latestOutcome is the last week with outcome of each sender; whole tells that every table
// could be read.
func latestOutcome(p *rule.Pass) (latest map[string]calendar.Week, whole bool) {
	for _, u := range p.Set.Utfall {
		if u.Broken {
			return nil, false
		}
	}
	latest = map[string]calendar.Week{}
	for row := range outcome(p.Set) {
		sender := row.Skickande.V
		if pl := p.Set.Plan(row.Leveransplan.V); pl != nil {
			sender = pl.Skickande.V
		}
		if w := row.Vecka.V.Week(); latest[sender].Compare(w) < 0 {
			latest[sender] = w
		}
	}
	return latest, true
}

// dueVolume is planned volume whose outcome should have come in.
type dueVolume struct {
	plan *plan.Leveransplan
	slot plan.Slot
	week calendar.Week // the last of the slot
}

// latestDue finds for each sender the last planned volume that ended longer ago than
// outcome may take. Senders come in the order of their plans.
func latestDue(p *rule.Pass) (due map[string]dueVolume, order []string) {
	limit := p.Today.Add(-7 * p.Set.Installningar.UtfallInaktuelltVeckor.V).Week()
	due = map[string]dueVolume{}
	for _, pl := range p.Set.Leveransplaner {
		if pl.Broken {
			continue
		}
		for _, item := range pl.Periodisering.Items {
			last := lastOf(item.Slot.V)
			if item.Volume.V == 0 || last.IsZero() || last.Compare(limit) >= 0 {
				continue
			}
			d, seen := due[pl.Skickande.V]
			if !seen {
				order = append(order, pl.Skickande.V)
			}
			if d.week.Compare(last) < 0 {
				due[pl.Skickande.V] = dueVolume{plan: pl, slot: item.Slot, week: last}
			}
		}
	}
	return due, order
}

// lastOf is the last week of a slot, unset for an unset one.
func lastOf(s calendar.Slot) calendar.Week {
	if s.Grain() != calendar.GrainQuarter {
		return s.Week()
	}
	return s.Quarter().Last().Add(-3).Week()
}

func stale(sender string, d dueVolume, latest calendar.Week) rule.Finding {
	f := rule.Finding{
		In: &d.plan.Document, At: d.slot.Span,
		Message: lang.T("%s har inget utfall sedan %s, fast volym var planerad i %s", "%s has no outcome since %s, though volume was planned in %s",
			sender, latest.String(), d.slot.V.String()),
		Hint: lang.T("Läs in det senaste utfallet. En vecka där ingen togs emot skrivs som 0.",
			"Read in the latest outcome. A week in which nobody was received is written as 0."),
	}
	if latest.IsZero() {
		f.Message = lang.T("%s har inget utfall alls, fast volym var planerad i %s", "%s has no outcome at all, though volume was planned in %s", sender, d.slot.V.String())
	}
	return f
}
