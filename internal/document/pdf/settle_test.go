package pdf

import (
	"strings"
	"testing"
	"time"
)

// What a browser writes of the moment is replaced in as many bytes; what pages hold is left
// alone.
func TestSettle(t *testing.T) {
	const made = "%PDF-1.4\n1 0 obj\n<</Title (a)\n/CreationDate (D:20261123092911+01'00')\n/ModDate (D:20261123092911+01'00')>>\nendobj\n" +
		"2 0 obj <</ID (node00000123)>> endobj 3 0 obj <</ID (node00000007) /Headers [(node00000123)]>> endobj\n" +
		"4 0 obj <</Note (/CreationDate (D:20261123092911+01'00')) /ID [<AB> <CD>]>> endobj\ntrailer\n<</Size 4 /ID [<0123ABCD> <4567EF01>]>>\n%%EOF"
	want := strings.NewReplacer("D:20261123092911+01'00')\n/Mod", "D:20270102030405+00'00')\n/Mod", "D:20261123092911+01'00')>>\n", "D:20270102030405+00'00')>>\n",
		"node00000123", "node00000002", "node00000007", "node00000001", "0123ABCD", "00000000", "4567EF01", "00000000").Replace(made)
	if got := string(settle([]byte(made), time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
