package privacy

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// plainly reads a text for every sign at every word, without looking first whether there
// can be any, and parts it by the letter.
func plainly(src *diag.Source, at diag.Span) diag.List {
	r := Reader{text: src.Slice(at)}
	for i := 0; i < len(r.text); {
		start, number := i, true
		for i < len(r.text) {
			c, size := utf8.DecodeRune(r.text[i:])
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
				break
			}
			number = number && isDigit(r.text[i])
			i += size
		}
		if i > start {
			r.words = append(r.words, word{start: start, end: i, number: number, sense: sensePlainly(r.text[start:i])})
			continue
		}
		_, size := utf8.DecodeRune(r.text[i:])
		i += size
	}
	return r.judge(src, at)
}

func sensePlainly(text []byte) sense {
	low := bytes.Clone(text)
	for i, b := range text {
		if b >= 'A' && b <= 'Z' || i > 0 && text[i-1] == 0xc3 && b >= 0x80 && b <= 0x9e {
			low[i] += 0x20
		}
	}
	return senses[string(low)]
}

// asPlainly holds the quick way against the plain one and counts the findings.
func asPlainly(t *testing.T, src *diag.Source, at diag.Span) int {
	t.Helper()
	var r Reader
	list := r.Text(src, at)
	if diff := cmp.Diff(plainly(src, at), list); diff != "" {
		t.Errorf("%q (-plainly +quickly):\n%s", src.Slice(at), diff)
	}
	return len(list)
}

func TestTheQuickWayFindsWhatThePlainWayFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	words := []string{"450", "9", "84", "1964", "45", "000", "450kr", "2mkr", "annha220", "berga7", "BAB16", "W01", "3x", "abcde1234", "x", "A", "K", "Anna", "anna", "Berg", "Åsa",
		"åäö", "É", "vecka", "operationer", "\xff", "٣", "x٣", "4é", "ABCDE12", "a1", "avtal12"}
	for w := range senses {
		words = append(words, w, strings.ToUpper(w))
	}
	slices.Sort(words)
	gaps := []string{" ", " ", " ", "", ".", ". ", ", ", "-", "@", "€", " € ", ":-", ":", "/", "\u00a0", " (", "\n", "\xe2\x82", "–"}
	silent, found := 0, 0
	for range 12_000 {
		var text strings.Builder
		for range 1 + rng.IntN(4) {
			text.WriteString(words[rng.IntN(len(words))] + gaps[rng.IntN(len(gaps))])
		}
		src := diag.NewSource("a.yaml", []byte("x"+text.String()))
		if n := asPlainly(t, src, diag.Between(1, len(src.Text))); n > 0 {
			found++
		} else {
			silent++
		}
	}
	if silent < 2000 || found < 2000 {
		t.Errorf("%d texts silent, %d with findings", silent, found)
	}
}

func TestTheQuickWayFindsWhatThePlainWayFindsInRealFiles(t *testing.T) {
	lines := 0
	for name, file := range region.Worked(t) {
		src := diag.NewSource(name, file.Data)
		for start := 0; start < len(src.Text); lines++ {
			end := start + bytes.IndexByte(append(src.Text[start:len(src.Text):len(src.Text)], '\n'), '\n')
			asPlainly(t, src, diag.Between(start, end))
			start = end + 1
		}
	}
	if lines < 10_000 {
		t.Errorf("only %d lines", lines)
	}
}

// Most texts of a plan have to be done with after one look.
func TestWhatPlansAreFullOfHasNoSign(t *testing.T) {
	for _, text := range []string{"2027-W05", "lp-2027-skas-exk-hoftprotes", "2027-01-01/2027-12-31", "NFB49", "oppenvard", "HS 2026-00412-3", "# Se väntetidsrapport 3"} {
		if new(Reader).split([]byte(text)) {
			t.Errorf("%q is looked at closely", text)
		}
	}
}

func TestKeysAreSquashedAsWords(t *testing.T) {
	plain := func(key string) string {
		if strings.IndexFunc(key, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			key = lang.Codeword(key)
		}
		return strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, strings.ToLower(key))
	}
	rng := rand.New(rand.NewPCG(13, 14))
	parts := []string{"person", "nummer", "PATIENT", "Födelse", "datum", "_", "-", " ", "2027", "W05", "å", "•", "\xff", "K", "@[`{", strings.Repeat("lång", 30)}
	for range 5000 {
		key := ""
		for range 1 + rng.IntN(4) {
			key += parts[rng.IntN(len(parts))]
		}
		var buffer [8]byte
		if got, want := string(squash(buffer[:0], key)), plain(key); got != want {
			t.Errorf("%q became %q, want %q", key, got, want)
		}
	}
}
