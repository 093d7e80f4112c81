package schema

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A finding's pointer names entries by their keys, so that an entry added above does
// not make an old finding a new one.
func TestPointersNameEntriesByTheirKeys(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"by id", "dokument: vardomraden/v1\nvardomraden: [{id: ogon, namn: Ö, giltig_fran: x}]\n", "/vardomraden/ogon/giltig_fran"},
		{"by several keys", "dokument: undantag/v1\nundantag: [{regel: P101, dokument: lp-1, skal: x, beslut: x, sista_dag: x}]\n", "/undantag/P101,lp-1/sista_dag"},
		{"by the keys that are there", "dokument: kalender/v1\navvikelser: [{fran: 2027-01-01, till: x, andel: 0, orsak: x}]\n", "/avvikelser/2027-01-01/till"},
		{"by number where the key is missing", "dokument: rutiner/v1\nforlangningar: [{forlangd_till: x, rutin: \"9.0\", beslut: x}, {forlangd_till: 2027-01-01, beslut: x}]\n",
			"/forlangningar/9.0/forlangd_till /forlangningar/1/rutin"},
		{"of a missing key", "dokument: rutiner/v1\n", "/forlangningar"},
		{"of an item", "dokument: avtal/v1\navtal: [{id: avt-1, avtalsagare: nv, vardgivare: os, diarienummer: RS 2025-00001, vardomraden: [Ögon/x~], giltig_fran: 2025-01-01, giltig_till: 2025-01-01}]\n",
			"/avtal/avt-1/vardomraden/Ögon~1x~0"},
		{"with a list in the key", "dokument: erbjudande/v1\nid: erb-1\nrutin: \"6.0\"\nvardomrade: ogon\nperiod: 2024-01-01/2024-12-31\n" +
			"lyft: {av: nv, forum: funktionsgrupp_produktionschefer, datum: 2024-02-01, riktning: behovd}\n" +
			"fordelningsforslag: {upprattad_av: nv, datum: 2024-02-01, rader: [{vardomrade: ogon, vardform: dagkirurgi, asa_klass: [1, 2], volym: x}]}\n",
			"/fordelningsforslag/rader/ogon,dagkirurgi,1+2/volym"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, list := set(t).Check(read(t, "a.yaml", test.text))
			got := ""
			for i, d := range list {
				if i > 0 {
					got += " "
				}
				got += d.Pointer
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("pointers (-want +got):\n%s", diff)
			}
		})
	}
}
