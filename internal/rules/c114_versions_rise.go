package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// VersionsRise keeps the register of roles from silently going back to an older one: its
// version rises by every change.
func VersionsRise() *rule.Rule {
	return &rule.Rule{
		ID:       "C114",
		Title:    lang.T("rollregistrets version stiger", "the version of the register of roles rises"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"En återställd äldre fil kan ge någon tillbaka en roll som har tagits ifrån henne. Numret visar att ändringen är menad.",
			"An older file put back can return a role to somebody who has lost it. The number shows that the change is meant."),
		Example: rule.Example{
			Note: lang.T("Registret ändras men har samma version.", "The register changes and keeps its version."),
			File: "plans/register/roller.yaml",
			Base: "version: 1\npersoner:\n  - {id: p-001, github: {id: 900000001, login: p-001}}\n",
			Good: exampleRoles,
			Bad:  strings.Replace(exampleRoles, "version: 2", "version: 1", 1),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Changes {
				c, ok := c.(*diff.Register)
				if !ok || c.Kind != plan.KindRoller {
					continue
				}
				before, _ := c.Base.(*plan.Roller)
				after, _ := c.Head.(*plan.Roller)
				if before == nil || after == nil || after.Broken || !after.Version.Set || after.Version.V > before.Version.V {
					continue
				}
				p.Report(rule.Finding{
					In: &after.Document, At: after.Version.Span,
					Message: lang.T("registret ändras men versionen går från %s till %s", "the register changes and its version goes from %s to %s", digits(before.Version.V), digits(after.Version.V)),
					Hint:    lang.T("Skriv version: %s.", "Write version: %s.", digits(before.Version.V+1)),
					Related: related(&before.Document, before.Version.Span, lang.T("versionen som gäller", "the version that holds")),
				})
			}
		},
	}
}

// exampleRoles is the head of the small region's register of roles, changed.
const exampleRoles = "version: 2\npersoner:\n  - {id: p-001, github: {id: 900000001, login: p-001b}}\n"
