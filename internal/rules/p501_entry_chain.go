package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
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
			"Ändringarna berättar hur planen har gått från den första överenskommelsen till det som gäller nu. Saknas en länk går det inte att se vem som har gått med på skillnaden.",
			"The changes tell how the plan went from what was agreed first to what holds now. With a link missing there is no telling who agreed to the difference."),
		Example: rule.Example{
			Note: lang.T(
				"Ändring 1 slutade på 12.",
				"Change 1 ended at 12."),
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "  - nr: 2\n" +
				"    datum: 2026-10-06\n" +
				"    galler_fran: 2026-W47\n" +
				"    orsak: okat_behov\n" +
				"    volym_fore: 12\n" +
				"    volym_efter: 15\n",
			Bad: "  - nr: 2\n" +
				"    datum: 2026-10-06\n" +
				"    galler_fran: 2026-W47\n" +
				"    orsak: okat_behov\n" +
				"    volym_fore: 8\n" +
				"    volym_efter: 15\n",
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
	if pl.Unwritten() {
		p.Report(unwritten(pl, last))
		return
	}
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

// unwritten reports a change that was added without the plan itself being changed.
func unwritten(pl *plan.Leveransplan, last *plan.Andring) rule.Finding {
	slots, now := ahead(pl, last.GallerFran.V)
	f := rule.Finding{
		In: &pl.Document, At: pl.Volym.Span, Measure: max(last.Change(), -last.Change()),
		Message: lang.T("ändring %s går till %d men planens volym är kvar på %d", "change %s goes to %d but the plan's volume is still %d",
			digits(last.Nr.V), last.VolymEfter.V, pl.Volym.V),
		Hint: lang.T("Skriv volym: %s och ta bort %s ur %s från och med %s, där det nu står %s.",
			"Write volym: %s and take %s from %s from %s on, where there are %s now.",
			digits(last.VolymEfter.V), digits(-last.Change()), slots, last.GallerFran.V.String(), digits(now)),
		Related: related(&pl.Document, last.VolymEfter.Span, lang.T("den sista ändringen", "the last change")),
	}
	if last.Change() > 0 {
		f.Hint = lang.T("Skriv volym: %s och lägg %s till %s från och med %s, där det nu står %s.",
			"Write volym: %s and add %s to %s from %s on, where there are %s now.",
			digits(last.VolymEfter.V), digits(last.Change()), slots, last.GallerFran.V.String(), digits(now))
	}
	return f
}

// ahead names the slots of a plan and adds up what it has from one slot on.
func ahead(pl *plan.Leveransplan, from calendar.Slot) (slots lang.Text, volume int) {
	for _, item := range pl.Periodisering.Items {
		if weeks := item.Slot.V.Weeks(); len(weeks) > 0 && weeks[len(weeks)-1].Monday() >= from.First() {
			volume += item.Volume.V
		}
	}
	if _, quarters := pl.Periodisering.First(calendar.GrainQuarter); quarters {
		return lang.T("kvartalen", "the quarters"), volume
	}
	return lang.T("veckorna", "the weeks"), volume
}
