package yamldoc

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// The library needs some two thousand pieces of memory for a plan of usual size. Here
// there are five, and the words that were not seen lately.
func TestSubsetCostsAPlanFewPiecesOfMemory(t *testing.T) {
	src := diag.NewSource("a.yaml", usualPlan())
	if doc, list := Parse(src); doc == nil || len(list) > 0 {
		t.Fatal(show(list))
	}
	if pieces := testing.AllocsPerRun(200, func() { Parse(src) }); pieces > 100 {
		t.Errorf("%.0f pieces of memory for a plan", pieces)
	}
}

func TestWordsAreKeptOnce(t *testing.T) {
	var w words
	for _, text := range []string{"", "a", "å", "skas", strings.Repeat("x", longestWord)} {
		if got := w.of([]byte(text)); got != text {
			t.Errorf("%q became %q", text, got)
		}
		if again := testing.AllocsPerRun(10, func() { w.of([]byte(text)) }); again > 0 {
			t.Errorf("%q costs memory again", text)
		}
	}
	for i := range 3 * len(w) { // more than there is room for
		text := strings.Repeat("v", 1+i%20) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		if got := w.of([]byte(text)); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	}
}

// Readings share what they keep for the next one; what they give is their own.
func TestSubsetReadByManyAtOnce(t *testing.T) {
	files := planFiles(t)
	first := map[string]*Node{}
	for name, text := range files {
		first[name] = subset(text)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for name, text := range files {
				if !reflect.DeepEqual(subset(text), first[name]) {
					t.Errorf("%s reads otherwise beside others", name)
				}
			}
		})
	}
	all.Wait()
	for name, text := range files {
		if !reflect.DeepEqual(subset(text), first[name]) {
			t.Errorf("%s has changed", name)
		}
	}
}
