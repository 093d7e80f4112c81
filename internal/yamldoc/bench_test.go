package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// A plan of usual size: 52 weeks, some contacts and changes, about 3 kB.
func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	s.WriteString("dokument: leveransplan/v1\nid: lp-2027-skas-exk-hoftprotes\nrutin: \"9.0\"\nperiod: 2027-01-01/2027-12-31\nskickande: skas\nperiodisering:\n")
	for week := 1; week <= 52; week++ {
		fmt.Fprintf(&s, "  2027-W%02d: %d\n", week, week%4)
	}
	s.WriteString("andringar:\n")
	for nr := 1; nr <= 6; nr++ {
		fmt.Fprintf(&s, "  - nr: %d\n    datum: 2027-03-0%d\n    orsak: minskat_behov\n    motivering: \"Färre på väntelistan än väntat § %d\"\n"+
			"    principer: {vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: \"Väntetidsrapport februari\"}}\n", nr, nr, nr)
	}
	text := []byte(s.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, list := Parse(diag.NewSource("a.yaml", text)); doc == nil || len(list) > 0 {
			b.Fatal(show(list))
		}
	}
}
