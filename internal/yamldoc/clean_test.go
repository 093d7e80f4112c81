package yamldoc

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// explained tells that the pre-scan, looking character by character, finds nothing.
func explained(text []byte) bool {
	f := newFindings(diag.NewSource("", text))
	prescan(f)
	return len(f.list()) == 0
}

// Each byte and each character in question, at each place of the eight that are looked at
// together.
func TestCleanTextIsTextThatThePrescanHasNothingToSayAbout(t *testing.T) {
	parts := []string{"å", "–", "a\u030a", "\u00a0", "\u00ad", "\u0085", "\ufeff", "\ufffd", "\r\n", "\r", "\u202e", "\ue000", "o\u0301", "\u0384", "\xe2\x80", "\x00a\x00b", "😀", "\u0340", "\n\n\t"}
	for b := range 256 {
		parts = append(parts, string([]byte{byte(b)}))
	}
	accepted := 0
	for _, part := range parts {
		for before := range 18 {
			text := append(bytes.Repeat([]byte{'a'}, before), part...)
			for range 10 {
				if got, want := clean(text), explained(text); got != want {
					t.Fatalf("%q: clean is %t", text, got)
				} else if got {
					accepted++
				}
				text = append(text, 'b')
			}
		}
	}
	if accepted < 10_000 {
		t.Errorf("only %d texts are clean", accepted)
	}
}

func TestCleanTextOfRandomBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200_000 {
		text := make([]byte, r.IntN(40))
		for i := range text {
			text[i] = " aZ~\n\n\r\n\x1f\x7f\t\xc3\xa5\xe2\x80\x93\xcc\x8a"[r.IntN(17)]
			if r.IntN(30) > 0 {
				text[i] = byte(' ' + r.IntN(0x5f))
			}
		}
		if got, want := clean(text), explained(text); got != want {
			t.Fatalf("%q: clean is %t", text, got)
		}
	}
}
