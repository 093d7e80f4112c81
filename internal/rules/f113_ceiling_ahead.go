package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// CeilingAhead tells that what is done under an agreement passes its ceiling for the running
// period, or will if it goes on (N06, N34, N57). That plans alone pass it is another fault
// (X201).
func CeilingAhead() *rule.Rule {
	return &rule.Rule{
		ID:         "F113",
		Title:      lang.T("utfallet håller sig under takvolymen", "outcome stays under the ceiling"),
		Basis:      diag.Default,
		Statements: []string{"N06", "N34", "N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Takvolymen gäller det som utförs. Passeras den märks det annars först när vårdgivaren säger nej. Det varnas under takets period, när det redan är passerat eller när både takten hittills och det som är kvar i planerna leder över det. Det som en plan har över sin egen volym räknas inte här; det tas upp för den planen. En prognos kräver att minst 10 har varit planerade och att perioden har pågått i minst 4 veckor.",
			"The ceiling is about what is done. If it is passed, that otherwise shows only when the provider says no. It is told during the ceiling's period, when it has been passed or when both the pace so far and what is left in the plans lead above it. What a plan has above its own volume does not count here; that is told of the plan. A forecast wants at least 10 to have been planned and the period to have run for at least 4 weeks."),
		Example: rule.Example{
			Note: lang.T(
				"26 är utförda under avtalet och 6 ligger kvar i planerna.",
				"26 are done under the agreement and 6 are left in the plans."),
			File: "plans/register/avtal.yaml",
			Good: "      - {period: 2026-01-01/2026-12-31, volym: 50}\n",
			Bad:  "      - {period: 2026-01-01/2026-12-31, volym: 30}\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Complete(plan.KindUtfall, plan.KindLeveransplan, plan.KindAvtal) {
				return
			}
			report := followup.New(p.Set, followup.Options{Today: p.Today, Brief: true})
			above := abovePlans(report.Plans)
			told := map[*plan.Takvolym]bool{}
			for _, c := range report.Capacities {
				if c.Takvolym == nil || told[c.Takvolym] || !c.Time.Contains(p.Today) || c.Planned > c.Ceiling {
					continue
				}
				if f, passed := passesCeiling(p, c, above[underUnit{c.Agreement.ID.V, c.Unit}]); passed {
					told[c.Takvolym] = true
					p.Report(f)
				}
			}
		},
	}
}

// excess is what plans have above their own volumes, which is told of each of them (F104): what
// has been done, and what is to be.
type excess struct{ done, forecast int }

// underUnit is an agreement and what plans under it count.
type underUnit struct{ agreement, unit string }

func abovePlans(plans []*followup.Plan) map[underUnit]excess {
	out := map[underUnit]excess{}
	for _, pl := range plans {
		if done, _ := pl.Done.Exact(); done > pl.Volume {
			key := underUnit{pl.Avtal.V, pl.Unit()}
			out[key] = excess{out[key].done + done - pl.Volume, out[key].forecast + max(done, pl.Forecast.Low) - pl.Volume}
		}
	}
	return out
}

func passesCeiling(p *rule.Pass, c *followup.Capacity, above excess) (rule.Finding, bool) {
	done, _ := c.Done.Exact()
	forecast, _ := c.Forecast.Exact()
	done, forecast = done-above.done, forecast-above.forecast
	forecast += c.Silent      // what nothing is told of is taken as planned
	left := c.Planned - c.Due // also of weeks that nothing is told of: they may have been used
	f := rule.Finding{
		In: &c.Agreement.Owner.Document, At: c.Takvolym.Volym.Span,
		Hint: lang.T("Ta upp det med vårdgivaren och de skickande. Räcker taket inte: ändra avtalet, eller lägg volymen hos någon annan.",
			"Take it up with the provider and the senders. If the ceiling is not enough: change the agreement, or place the volume with somebody else."),
	}
	switch {
	case done > c.Ceiling:
		f.Measure = done - c.Ceiling
		f.Message = lang.T("%s: %s är utförda men takvolymen för %s är %s", "%s: %s are done but the ceiling for %s is %s",
			c.Agreement.ID.V, done, c.Time.String(), c.Ceiling)
	case c.Due >= leastDue && p.Today >= c.Time.From.Add(7*leastWeeks) && forecast > c.Ceiling && done+left > c.Ceiling:
		f.Measure = forecast - c.Ceiling
		f.Message = lang.T("%s: %s är utförda och i den här takten blir det %s, men takvolymen för %s är %s", "%s: %s are done and at this pace it will be %s, but the ceiling for %s is %s",
			c.Agreement.ID.V, done, forecast, c.Time.String(), c.Ceiling)
	default:
		return f, false
	}
	return f, true
}
