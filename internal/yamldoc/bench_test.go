package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// usualPlan is a plan of usual size: 52 weeks, some changes, about 2 kB.
func usualPlan() []byte {
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
	return []byte(s.String())
}

// The two ways to read the same plan, of which a file takes the second one only where it
// has to. The last is what is common to both, the pre-scan.
func BenchmarkParse(b *testing.B) {
	text := usualPlan()
	src := diag.NewSource("a.yaml", text)
	for _, c := range []struct {
		name string
		read func(*diag.Source) (*Document, diag.List)
	}{
		{"subset", Parse},
		{"library", func(src *diag.Source) (*Document, diag.List) {
			Prescan(src)
			return parseAll(src)
		}},
		{"prescan", func(src *diag.Source) (*Document, diag.List) { return &Document{}, Prescan(src) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if doc, list := c.read(src); doc == nil || len(list) > 0 {
					b.Fatal(show(list))
				}
			}
		})
	}
}
