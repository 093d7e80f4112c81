package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReviewAgainst asks that the head office's review names what the proposal was held
// against: the behovsanalys (N26) and the agreements at hand (N27), of which there may be
// none.
func ReviewAgainst() *rule.Rule {
	return &rule.Rule{
		ID:              "P419",
		Title:           lang.T("granskningen säger vad den jämförde med", "the review says what it compared with"),
		Basis:           diag.Text,
		Statements:      []string{"N25", "N26", "N27"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Koncernkontoret validerar förslaget mot behovsanalysen och mot tillgängliga avtal med externa vårdgivare. Står det inte vilka går det inte att följa hur fördelningen prövades.",
			"Koncernkontoret validates the proposal against the behovsanalys and the agreements with external providers at hand. If it does not say which, nobody can follow how the distribution was judged."),
		Example: rule.Example{
			Note: lang.T(
				"mot_avtal: [] säger att det inte fanns några avtal att jämföra med.",
				"mot_avtal: [] says that there were no agreements to compare with."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "granskning: {datum: 2024-01-18, mot_behovsanalys: ba-2024, mot_avtal: []}\n",
			Bad:  "granskning: {datum: 2024-01-18, mot_behovsanalys: ba-2024}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Granskning == nil {
					continue
				}
				var missing lang.List
				for _, key := range []string{"mot_behovsanalys", "mot_avtal"} {
					if e.YAML().KeyAt("/granskning/"+key) == nil {
						missing = append(missing, key)
					}
				}
				if len(missing) > 0 {
					p.Report(reviewLacks(e, missing))
				}
				if b := p.Set.Analysis(e.Granskning.MotBehovsanalys.V); b != nil && !b.Broken {
					reviewedAnalysis(p, e, b)
				}
			}
		},
	}
}

func reviewLacks(e *plan.Erbjudande, missing lang.List) rule.Finding {
	return rule.Finding{
		In: &e.Document, At: stepSpan(e, stepReview), Measure: len(missing),
		Message: lang.T("granskningen saknar %s", "the review lacks %s", missing),
		Hint: lang.T("Skriv analysens id, och avtalens id som en lista. Fanns inga avtal: mot_avtal: []",
			"Write the analysis's id, and the agreements' ids as a list. If there were none: mot_avtal: []"),
	}
}

// reviewedAnalysis holds the analysis that the review names against the time of the offer
// and of the review. A day that has not come is reported as that (P704).
func reviewedAnalysis(p *rule.Pass, e *plan.Erbjudande, b *plan.Behovsanalys) {
	g := e.Granskning
	f := rule.Finding{In: &e.Document, At: g.MotBehovsanalys.Span,
		Hint: lang.T("Skriv id:t på den analys som granskningen gjordes mot, eller rätta datumet.",
			"Write the id of the analysis that the review was made against, or correct the date.")}
	switch {
	case e.Period.Set && b.Period.Set && !b.Period.V.Overlaps(e.Period.V):
		f.Message = lang.T("behovsanalysen %s gäller %s, erbjudandet %s", "the behovsanalys %s is about %s, the offer about %s",
			b.ID.V, b.Period.V.String(), e.Period.V.String())
		f.Related = related(&b.Document, b.Period.Span, lang.T("analysens period", "the period of the analysis"))
	case b.Datum.Set && g.Datum.Set && b.Datum.V > g.Datum.V && b.Datum.V <= p.Today:
		f.Message = lang.T("granskningen gjordes %s, före behovsanalysen %s", "the review was made on %s, before the behovsanalys of %s",
			g.Datum.V.String(), b.Datum.V.String())
		f.Related = related(&b.Document, b.Datum.Span, lang.T("analysens datum", "the date of the analysis"))
	default:
		return
	}
	p.Report(f)
}
