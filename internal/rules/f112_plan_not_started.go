package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PlanNotStarted tells of an agreed plan that nobody has been received under, though its first
// volume is older than the setting utfall_inaktuellt_veckor and outcome of its sender has come
// in since (N31, N57).
func PlanNotStarted() *rule.Rule {
	return &rule.Rule{
		ID:         "F112",
		Title:      lang.T("överenskomna planer kommer i gång", "agreed plans get started"),
		Basis:      diag.Default,
		Statements: []string{"N31", "N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En plan där ingen har tagits emot håller kapacitet som andra kunde ha haft. Det varnas först när planens första volym ligger längre tillbaka än utfall_inaktuellt_veckor och den skickande har lämnat utfall för senare veckor: då är det inte bara uppgifterna som saknas.",
			"A plan under which nobody has been received holds capacity that others could have had. It is told only once the plan's first volume is older than utfall_inaktuellt_veckor and its sender has reported later weeks: then it is not only the figures that are missing."),
		Example: rule.Example{
			Note: lang.T(
				"Planens första volym var i vecka 12, för mer än ett halvår sedan.",
				"The plan's first volume was in week 12, more than half a year ago."),
			File: "plans/2026/utfall/siv.csv",
			Good: "lp-2026-siv-skas-katarakt;2026-W12;2;3\n" +
				"lp-2026-siv-skas-katarakt;2026-W18;4;6\n",
			Bad: "lp-2026-siv-skas-katarakt;2026-W12;0;3\n" +
				"lp-2026-siv-skas-katarakt;2026-W18;0;6\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Complete(plan.KindUtfall, plan.KindLeveransplan) {
				return
			}
			latest, whole := latestOutcome(p)
			if !whole {
				return
			}
			due, _ := latestDue(p)
			limit := p.Today.Add(-7 * p.Set.Installningar.UtfallInaktuelltVeckor.V)
			for _, pl := range followup.New(p.Set, followup.Options{Today: p.Today, Brief: true}).Plans {
				sender := pl.Skickande.V
				if pl.Done.High > 0 || over(p, pl) || pl.From.IsZero() || pl.From.Week().Sunday() >= limit {
					continue
				}
				// Where the sender's outcome as a whole has fallen behind that is the cause (F107).
				if latest[sender].Compare(pl.From.Week()) <= 0 || latest[sender].Compare(due[sender].week) < 0 {
					continue
				}
				if inItsPeriod(pl.Leveransplan) && !p.Set.OutsideMemo(pl.Leveransplan) {
					p.Report(notStarted(pl, latest[sender].String()))
				}
			}
		},
	}
}

func notStarted(pl *followup.Plan, latest string) rule.Finding {
	f := rule.Finding{
		In: &pl.Document, At: pl.Volym.Span, Measure: pl.DueToday,
		Message: lang.T("ingen har tagits emot, fast %s var planerade från och med %s och %s har utfall till och med %s", "nobody has been received, though %s were planned from %s on and %s has outcome until %s",
			pl.DueToday, pl.From.Week().String(), pl.Skickande.V, latest),
		Hint: lang.T("Fråga skickande och mottagare vad som hindrar. Används kapaciteten inte: sänk planen eller flytta volymen. Saknas utfall: läs in det.",
			"Ask sender and receiver what is in the way. If the capacity is not used: lower the plan or move the volume. If outcome is missing: read it in."),
	}
	if pl.Through.IsZero() {
		f.Message = lang.T("planen saknar utfall, fast %s var planerade från och med %s och %s har utfall till och med %s", "the plan has no outcome, though %s were planned from %s on and %s has outcome until %s",
			pl.DueToday, pl.From.Week().String(), pl.Skickande.V, latest)
	}
	return f
}
