package diff

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// Approvals are bound to texts written as JSON: the short way for plain ones must write what
// the encoder does.
func TestTextsAreWrittenAsTheEncoderWritesThem(t *testing.T) {
	var texts []string
	for r := rune(0); r < 0x300; r++ {
		texts = append(texts, string(r), "a"+string(r)+"b")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		b := make([]byte, random.IntN(12))
		for i := range b {
			b[i] = byte(random.IntN(256))
		}
		texts = append(texts, string(b))
	}
	for _, s := range append(texts, "", "\u2028", "a\u030a", "lp-2027-skas-exk-hoftprotes", `a"b\c<d>&`) {
		want, err := json.Marshal(norm.NFC.String(s))
		if err != nil {
			t.Fatal(err)
		}
		if got := quoted(s); got != string(want) {
			t.Errorf("%q is written %s, by the encoder %s", s, got, want)
		}
	}
}
