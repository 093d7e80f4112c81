package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func anyCode(rng *rand.Rand) Code {
	return Code{1 + rng.IntN(7), fmt.Sprintf("%08x", rng.Uint32()), rng.Uint64N(1 << idBits), rng.Uint64N(1 << hashBits)}
}

func TestACodeIsReadAsItIsWritten(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2027))
	for range 20000 {
		c := anyCode(rng)
		text := c.String()
		for _, typed := range []string{text, strings.ToLower(text), strings.ReplaceAll(text, "-", ""), " " + strings.ReplaceAll(text, "-", " ") + " ",
			strings.NewReplacer("0", "O", "1", "l").Replace(text)} {
			if got, ok := ParseCode(typed); !ok || got != c || !Written(typed) {
				t.Fatalf("%q gives %+v, %v, want %+v", typed, got, ok, c)
			}
		}
	}
}

// Every single wrong character is noticed, and every two that change places; so is one that is
// missing and one too many.
func TestSlipsInACodeAreNoticed(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2027))
	for range 300 {
		plain := strings.ReplaceAll(anyCode(rng).String(), "-", "")
		refused := func(typed, what string) {
			if _, ok := ParseCode(typed); ok && typed != plain {
				t.Fatalf("%s taken for %s: %s", typed, plain, what)
			}
			if !Written(typed) {
				t.Fatalf("%s does not look like a code", typed)
			}
		}
		for i := range plain {
			for _, r := range alphabet + "U" {
				refused(plain[:i]+string(r)+plain[i+1:], "one character")
			}
			for j := range i {
				refused(plain[:j]+plain[i:i+1]+plain[j+1:i]+plain[j:j+1]+plain[i+1:], "two that change places")
			}
			refused(plain[:i]+plain[i+1:], "one missing")
			refused(plain[:i]+"7"+plain[i:], "one too many")
		}
	}
}

func TestWhatIsNoCode(t *testing.T) {
	for _, text := range []string{"", "plan.html", "lp-2027-skas-exempelkliniken-prostata", "missiv-2027-hud", "utskrift.pdf", "åäöåäöåäöåäöåäöå"} {
		if _, ok := ParseCode(text); ok {
			t.Errorf("%q read as a code", text)
		}
		if Written(text) && text != "missiv-2027-hud" {
			t.Errorf("%q looks like a code", text)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	f.Add("7K2M-3ABC-DEFG-HJKM")
	f.Fuzz(func(t *testing.T, text string) {
		if c, ok := ParseCode(text); ok {
			if again, ok := ParseCode(c.String()); !ok || again != c {
				t.Errorf("%q: %+v, %+v", text, c, again)
			}
		}
	})
}
