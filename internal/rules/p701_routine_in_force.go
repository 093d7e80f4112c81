package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RoutineInForce holds the version that a document follows against the one in force on
// its document day (N64).
func RoutineInForce() *rule.Rule {
	return &rule.Rule{
		ID:         "P701",
		Title:      lang.T("dokumentet följer rutinen som gällde", "the document follows the routine in force"),
		Basis:      diag.Text,
		Statements: []string{"N64"},
		Severity:   diag.Error,
		Why: lang.T(
			"Varje version av rutinen har sin giltighetstid. Ett beslut prövas mot den rutin som gällde den dag det fattades; ingen väljer version själv.",
			"Each version of the routine has its time of validity. A decision is judged by the routine in force on the day it was made; nobody chooses a version."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "rutin: \"9.0\"\n",
			Bad:  "rutin: \"6.0\"\n",
		},
		Check: func(p *rule.Pass) {
			for _, g := range governedDocuments(p) {
				if f := wrongRoutine(p, g); !f.Message.IsZero() {
					f.In, f.At = g.Document, g.rutin.Span
					if !g.open {
						f.Related = related(g.Document, g.at, lang.T("dokumentets dag", "the document's day"))
					}
					p.Report(f)
				}
			}
		},
	}
}

func wrongRoutine(p *rule.Pass, g governed) rule.Finding {
	first, last := p.Routine[0], p.Routine.Last()
	stated, held := p.Routine.Of(g.rutin.V), p.Routine.On(g.day)
	day := g.day.String()
	switch {
	case stated == nil:
		return rule.Finding{
			Message: lang.T("rutin %s är inte känd här", "routine %s is not known here", g.rutin.V),
			Hint: lang.T("De versioner som finns här är %s. Versionerna däremellan är inte tillgängliga.",
				"The versions at hand are %s. Those in between are not available.", p.Routine.Known()),
		}
	case g.day < first.From:
		return rule.Finding{
			Message: lang.T("dokumentets dag är %s; den äldsta rutinen här gäller från %s",
				"the document's day is %s; the oldest routine at hand holds from %s", day, first.From.String()),
			Hint: lang.T("Rätta dagen. Äldre beslut går inte att pröva här.",
				"Correct the day. Older decisions can't be judged here."),
		}
	case held == nil && stated != last:
		return rule.Finding{
			Message: lang.T("rutin %s gällde till och med %s, inte %s", "routine %s held until %s, not on %s", g.rutin.V, stated.To.String(), day),
			Hint: lang.T("Den senaste kända versionen, %s, gällde till och med %s. Därefter behövs en ny version eller en förlängning.",
				"The newest version known, %s, held until %s. After that a new version or a prolongation is needed.", last.Version, last.To.String()),
		}
	case held != nil && held != stated:
		return rule.Finding{
			Message: lang.T("rutin %s gällde inte %s, då gällde %s", "routine %s was not in force on %s, %s was", g.rutin.V, day, held.Version),
			Hint:    lang.T("Skriv rutin: %q, eller rätta dagen om den är fel.", "Write rutin: %q, or correct the day if it is wrong.", held.Version),
		}
	}
	return rule.Finding{}
}
