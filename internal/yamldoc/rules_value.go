package yamldoc

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The rules on single values.
const (
	ruleNumber     = "S321"
	ruleNumberSize = "S322"
	ruleSpelling   = "S323"
	ruleDate       = "S324"
)

var valueRules = []diag.RuleInfo{
	{
		ID:    ruleNumber,
		Title: lang.T("tal skrivs i vanlig decimal form", "numbers are written in plain decimal form"),
		Why: lang.T("010 är 8 i somliga program och 10 i andra, 1e3 är ibland ett tal och ibland text. En kod som 0114 tappar sin nolla.",
			"010 is 8 in some programs and 10 in others, 1e3 is sometimes a number and sometimes text. A code such as 0114 loses its zero."),
		Bad:  "volym: 010\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleNumberSize,
		Title: lang.T("tal har högst nio siffror före kommat", "numbers have at most nine digits before the point"),
		Why: lang.T("Större tal är skrivfel eller beteckningar, och program avrundar dem olika.",
			"Larger numbers are typing errors or identifiers, and programs round them differently."),
		Bad:  "volym: 1000000000\n",
		Good: "volym: 100\n",
	},
	{
		ID:    ruleSpelling,
		Title: lang.T("true, false och null skrivs med små bokstäver", "true, false and null are written in lower case"),
		Why: lang.T("True och NULL är sanningsvärden och tomma värden i somliga program och text i andra.",
			"True and NULL are truth values and empty values in some programs and text in others."),
		Bad:  "aktiv: True\n",
		Good: "aktiv: true\n",
	},
	{
		ID:    ruleDate,
		Title: lang.T("datum finns i kalendern", "dates exist in the calendar"),
		Why: lang.T("Ett datum som 2027-02-30 blir text i somliga program och en annan dag i andra.",
			"A date such as 2027-02-30 becomes text in some programs and another day in others."),
		Bad:  "datum: 2027-02-30\n",
		Good: "datum: 2027-02-28\n",
	},
}
