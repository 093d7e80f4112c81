package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// The weeks of summer are held against a week of autumn.
const (
	autumnWeek = 40
	// leastAutumn is the volume of the autumn week below which nothing can be told: of one
	// or two patients a week there is no smaller share to plan for the summer.
	leastAutumn = 3
)

// SummerVolume warns of a plan by week that has as much in every week of the summer as in
// an ordinary week of autumn (N41). The local calendar can say that the receiver works as
// usual in those weeks (andel: 1); then all is well. Closed weeks have a rule of their own.
func SummerVolume() *rule.Rule {
	return &rule.Rule{
		ID:         "P134",
		Title:      lang.T("sommarveckorna har en lägre volym", "the weeks of summer have a lower volume"),
		Basis:      diag.Default,
		Statements: []string{"N41"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Under sommaren ges lite planerad vård. En plan som är lika hög i vecka 27–32 som i vecka 40 är oftast bara delad med antalet veckor, och då väntar patienterna till hösten.",
			"Little planned care is given in summer. A plan that is as high in weeks 27–32 as in week 40 was most often just divided by the number of weeks, and then patients wait until autumn."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/siv/lp-2027-siv-skas-ogon.yaml",
			Good: "  2027-W32: 2\n  2027-W40: 4\n",
			Bad:  "  2027-W32: 3\n  2027-W40: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !pl.Adds() {
					continue
				}
				for _, item := range pl.Periodisering.Items {
					w := item.Slot.V.Week()
					if w.Number == autumnWeek && item.Volume.V >= leastAutumn && evenSummer(p, pl, item) {
						p.Report(highSummer(pl, item))
					}
				}
			}
		},
	}
}

// evenSummer tells that every summer week of the year has at least the volume of autumn,
// and that the calendar gives no reason why.
func evenSummer(p *rule.Pass, pl *plan.Leveransplan, autumn plan.SlotVolume) bool {
	year := autumn.Slot.V.Week().Year
	deviations := p.Set.Deviations(pl.Mottagare.V)
	asUsual := true
	for n := plan.FirstSummerWeek; n <= plan.LastSummerWeek; n++ {
		w := calendar.Week{Year: year, Number: n}
		item, planned := pl.Periodisering.Of(calendar.SlotOfWeek(w))
		if !planned || item.Volume.V < autumn.Volume.V || calendar.Workdays(w, deviations) == 0 {
			return false
		}
		asUsual = asUsual && worksAsUsual(w, deviations)
	}
	return !asUsual
}

// worksAsUsual tells that the local calendar says so of a whole week.
func worksAsUsual(w calendar.Week, deviations []calendar.Deviation) bool {
	stated := false
	for _, d := range deviations {
		if d.Interval.Overlaps(calendar.Interval{From: w.Monday(), To: w.Sunday()}) && d.Share < 1 {
			return false
		}
		stated = stated || d.Share >= 1 && d.Interval.From <= w.Monday() && w.Monday()+4 <= d.Interval.To
	}
	return stated
}

func highSummer(pl *plan.Leveransplan, autumn plan.SlotVolume) rule.Finding {
	w := calendar.Week{Year: autumn.Slot.V.Week().Year, Number: plan.FirstSummerWeek}
	first, _ := pl.Periodisering.Of(calendar.SlotOfWeek(w))
	last := calendar.Week{Year: w.Year, Number: plan.LastSummerWeek}
	return rule.Finding{
		In: &pl.Document, At: first.Slot.Span,
		Message: lang.T("%s–%s har lika hög volym som %s: minst %d i veckan", "%s–%s have as high a volume as %s: at least %d a week",
			w.String(), last.String(), autumn.Slot.V.String(), autumn.Volume.V),
		Hint: lang.T("Sänk sommarveckorna. Arbetar %s som vanligt, skriv det i kalendern med andel: 1 för de veckorna.",
			"Lower the weeks of summer. If %s works as usual, say so in the calendar with andel: 1 for those weeks.", pl.Mottagare.V),
		Related: related(&pl.Document, autumn.Slot.Span, lang.T("veckan att jämföra med", "the week to compare with")),
	}
}
