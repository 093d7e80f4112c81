package lang

import "testing"

func TestNearestWord(t *testing.T) {
	keys := []string{"av", "avtal", "forvaltning", "id", "mottagare", "period", "rad", "rader", "syfte", "volym"}
	tests := []struct{ name, word, want string }{
		{"two letters swapped", "volmy", "volym"},
		{"a letter lost", "voym", "volym"},
		{"a letter too many", "vollym", "volym"},
		{"a letter changed", "volim", "volym"},
		{"diacritics", "förvaltning", "forvaltning"},
		{"capitals", "Forvaltning", "forvaltning"},
		{"two slips in a long word", "motagere", "mottagare"},
		{"two slips in a short word", "vlm", ""},
		{"exact before near", "rad", "rad"},
		{"nothing like it", "xyz", ""},
		{"empty", "", ""},
		{"one letter", "q", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, ok := Nearest(test.word, keys); got != test.want || ok != (test.want != "") {
				t.Errorf("%q, %v", got, ok)
			}
		})
	}
}

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abcd", "badc", 2},
		{"kitten", "sitting", 3}, {"åäö", "aäö", 1}, {"ab", "abcdefgh", 6},
	}
	for _, test := range tests {
		if got := editDistance([]rune(test.a), []rune(test.b)); got != test.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if there, back := editDistance([]rune(test.a), []rune(test.b)), editDistance([]rune(test.b), []rune(test.a)); there != back {
			t.Errorf("editDistance(%q, %q) is %d one way and %d the other", test.a, test.b, there, back)
		}
	}
}
