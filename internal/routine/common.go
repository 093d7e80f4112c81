package routine

import (
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Common lists the rules that no version of the routine changes: identity, references,
// registers, arithmetic.
func Common() []Line {
	return since(firstEdition,
		rules.References(),
		rules.Conservation(),
		rules.OpenVolume(),
	)
}
