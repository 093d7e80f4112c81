package cli

import (
	"bytes"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// A reason is one line in the file; what was on several is told of.
func TestAReasonIsOneLine(t *testing.T) {
	const told = "leveransplan: radbrytningarna i --reason har blivit mellanslag\n"
	for name, c := range map[string]struct{ reason, want, said string }{
		"none":          {"", "", ""},
		"one line":      {"Fler  remisser", "Fler  remisser", ""},
		"space alone":   {" \n", "", ""},
		"lines":         {"Fler remisser\nän väntat\n", "Fler remisser än väntat", told},
		"Windows lines": {"Fler\r\n\r\n  remisser", "Fler remisser", told},
	} {
		t.Run(name, func(t *testing.T) {
			var said bytes.Buffer
			a := &app{env: Env{Stderr: &said}, lang: lang.SV}
			if got := a.oneLine(c.reason); got != c.want || said.String() != c.said {
				t.Errorf("%q and %q, want %q and %q", got, said.String(), c.want, c.said)
			}
		})
	}
}
