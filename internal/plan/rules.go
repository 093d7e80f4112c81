package plan

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Rules describes the rules that reading an outcome table can break.
func Rules() []diag.RuleInfo {
	return []diag.RuleInfo{
		{
			ID:    RuleTable,
			Title: lang.T("utfallstabellen har en rubrikrad och hela rader", "the outcome table has a header and whole rows"),
			Why: lang.T("Kolumnerna känns igen på sina namn. En rad med för få eller för många celler kan ha glidit ett steg, och då hamnar varje tal fel.",
				"Columns are told by their names. A row with too few or too many cells may have slipped by one, and then every number is in the wrong place."),
			Bad:  "leveransplan;vecka\nlp-2027-skas-exk;2027-W05\n",
			Good: "leveransplan;vecka;utfort\nlp-2027-skas-exk;2027-W05;3\n",
		},
		{
			ID:    RuleFigure,
			Title: lang.T("utfallet är hela tal per vecka", "outcome is whole numbers by week"),
			Why: lang.T("Ett utfall räknas i hela patienter. En vecka utan uppgift har ingen rad; en nolla betyder att ingen togs emot.",
				"Outcome counts whole patients. A week without a figure has no row; a zero means that nobody was received."),
			Bad:  "leveransplan;vecka;utfort\nlp-2027-skas-exk;2027-W05;3,5\n",
			Good: "leveransplan;vecka;utfort\nlp-2027-skas-exk;2027-W05;3\n",
		},
	}
}
