package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// UpToDateID is the rule on requests that main has overtaken. The comparison carries it out,
// since only it sees three trees.
const UpToDateID = "C120"

// UpToDate describes the rule that a request and main do not change the same file.
func UpToDate() *rule.Rule {
	return &rule.Rule{
		ID:       UpToDateID,
		Title:    lang.T("begäran bygger på det som gäller nu", "the request builds on what holds now"),
		Basis:    diag.Text,
		Severity: diag.Error,
		Why: lang.T(
			"Har filen ändrats på main sedan begäran började går det inte att säga vad de två ändringarna ger tillsammans. Den som godkänner skulle godkänna något som ingen har sett.",
			"If the file has changed on main since the request began, there is no telling what the two changes give together. Whoever approves would approve something that nobody has seen."),
		Example: rule.Example{
			Note: lang.T("Samma plan ändras på två håll.", "The same plan changes in two places."),
			Good: "main    ~ plans/2027/missiv/missiv-2027-hud.yaml\nbegäran ~ plans/2027/missiv/missiv-2027-ortopedi.yaml\n",
			Bad:  "main    ~ plans/2027/missiv/missiv-2027-ortopedi.yaml\nbegäran ~ plans/2027/missiv/missiv-2027-ortopedi.yaml\n",
		},
	}
}
