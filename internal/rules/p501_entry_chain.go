package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// EntryChain holds a plan's changes together: numbered in order, each beginning where the
// one before ended, the last one ending at the plan's volume.
func EntryChain() *rule.Rule {
	return &rule.Rule{
		ID:       "P501",
		Title:    lang.T("ändringarna bildar en obruten kedja", "the changes form an unbroken chain"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ändringarna berättar hur planen har gått från det som först avtalades till det som gäller nu. Saknas en länk går det inte att se vem som har gått med på skillnaden.",
			"The changes tell how the plan went from what was agreed first to what holds now. With a link missing there is no telling who agreed to the difference."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "volym_fore: 12\n",
			Bad:  "volym_fore: 11\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				numbered(p, pl)
				linked(p, pl)
			}
		},
	}
}

// numbered reports the first number that is not the next one. A number that stands twice
// is a fault of its own.
func numbered(p *rule.Pass, pl *plan.Leveransplan) {
	seen := map[int]bool{}
	for i := range pl.Andringar {
		nr := pl.Andringar[i].Nr
		if seen[nr.V] {
			return
		}
		seen[nr.V] = true
		if nr.V == i+1 {
			continue
		}
		p.Report(rule.Finding{
			In: &pl.Document, At: nr.Span,
			Message: lang.T("ändringen har nr %s men står som nummer %s i ordningen",
				"the change has nr %s but stands as number %s in the list", digits(nr.V), digits(i+1)),
			Hint: lang.T("Skriv nr: %s. Ändringarna numreras 1, 2, 3 i den ordning de gjordes.",
				"Write nr: %s. Changes are numbered 1, 2, 3 in the order they were made.", digits(i+1)),
		})
		return
	}
}

func linked(p *rule.Pass, pl *plan.Leveransplan) {
	for i := range pl.Andringar {
		a := &pl.Andringar[i]
		if !pl.Follows(i) {
			last := &pl.Andringar[i-1]
			p.Report(rule.Finding{
				In: &pl.Document, At: a.VolymFore.Span,
				Message: lang.T("ändringen utgår från %d men ändringen före slutade på %d",
					"the change starts from %d but the one before ended at %d", a.VolymFore.V, last.VolymEfter.V),
				Hint: lang.T("Skriv volym_fore: %s, eller rätta volym_efter i ändringen före.",
					"Write volym_fore: %s, or correct volym_efter in the change before.", digits(last.VolymEfter.V)),
				Related: related(&pl.Document, last.VolymEfter.Span, lang.T("ändringen före slutar på %d", "the change before ends at %d", last.VolymEfter.V)),
			})
		}
	}
	if pl.Arrives() {
		return
	}
	last := &pl.Andringar[len(pl.Andringar)-1]
	p.Report(rule.Finding{
		In: &pl.Document, At: last.VolymEfter.Span,
		Message: lang.T("den sista ändringen slutar på %d men planens volym är %d",
			"the last change ends at %d but the plan's volume is %d", last.VolymEfter.V, pl.Volym.V),
		Hint: lang.T("Rätta volym_efter. Är volymen ändrad sedan dess: skriv en ny ändring från %s till %s.",
			"Correct volym_efter. If the volume was changed since then, write a new change from %s to %s.",
			digits(last.VolymEfter.V), digits(pl.Volym.V)),
		Related: related(&pl.Document, pl.Volym.Span, lang.T("planens volym", "the plan's volume")),
	})
}
