package plan

import "github.com/leveransplan/leveransplan/internal/lang"

// UnitName is what a unit is called, in the plural.
func UnitName(unit string) lang.Text {
	switch unit {
	case "patient":
		return lang.T("patienter", "patients")
	case "atgard":
		return lang.T("åtgärder", "procedures")
	case "besok":
		return lang.T("besök", "visits")
	}
	return lang.Plain(unit)
}
