package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// rulesOf gives the rules that a text breaks, and tells whether it is still a document.
func rulesOf(text string) (rules []string, document bool) {
	doc, list := Parse(diag.NewSource("a.yaml", []byte(text)))
	for _, d := range list {
		rules = append(rules, d.Rule)
	}
	return rules, doc != nil
}

// refuses checks that a text breaks one rule, once.
func refuses(t *testing.T, text, rule string) {
	t.Helper()
	if got, _ := rulesOf(text); !cmp.Equal(got, []string{rule}) {
		t.Errorf("%.80q breaks %v, want %s once", text, got, rule)
	}
}

// everywhere gives a text with a character in each place that a file has for text.
func everywhere(c string) []string {
	return []string{
		"a: 1 # x" + c + "y\n", "# x" + c + "b: 2\na: 1\n", "a: x" + c + "y\n", "a: \"x" + c + "y\"\n", "a: 'x" + c + "y'\n",
		"x" + c + "y: 1\n", "a: |\n  x" + c + "y\n", c + "a: 1\n", "a: 1\n" + c, "a: [x, y" + c + "]\n",
	}
}

// The names are those of the project's list of threats.
func TestThreatsOfCharacters(t *testing.T) {
	all := func(rule string, characters ...rune) func(*testing.T) {
		return func(t *testing.T) {
			for _, c := range characters {
				for _, text := range everywhere(string(c)) {
					if c == '\ufeff' && strings.HasPrefix(text, string(c)) {
						continue // the byte order mark has a rule of its own
					}
					if _, document := rulesOf(text); document {
						t.Errorf("%q is a document", text)
					}
					refuses(t, text, rule)
				}
			}
		}
	}
	t.Run("U01 bidi controls", all("S205", '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c'))
	t.Run("U02 invisible characters", all("S205", '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\ufe0f', '\ufe00', '\U000e0041',
		'\U000e0100', '\u034f', '\u115f', '\u3164', '\uffa0', '\u180e', '\u2800', '\ufff9'))
	t.Run("U02 other characters without a meaning", all("S206", '\ue000', '\ufdd0', '\uffff', '\U0010ffff', '\u0378', '\ufffd'))
	t.Run("U02 control characters", all("S203", 0, 1, '\b', '\v', '\f', 0x1b, 0x7f, 0x80, 0x9f))
	t.Run("U04 decomposed letters", func(t *testing.T) {
		for _, text := range everywhere("a\u030a") {
			refuses(t, text, "S207")
		}
		refuses(t, "\u00e5: 1\na\u030a: 2\n", "S207")      // the twin itself
		refuses(t, "\u00e5: 1\n\"a\\u030a\": 2\n", "S207") // the twin in disguise
		refuses(t, "\u212b: 1\n", "S207")                  // Ångström sign, a twin of Å
		refuses(t, "å: 1\nÅ: 2\n", "S309")
	})
	t.Run("U05 odd spaces and minus", func(t *testing.T) {
		for _, c := range []rune{0xa0, 0x1680, 0x2002, 0x2009, 0x200a, 0x202f, 0x205f, 0x3000} {
			refuses(t, fmt.Sprintf("a:%c1\nb: 2\n", c), "S209")
			refuses(t, fmt.Sprintf("a:%c1\n", c), "S209")
			refuses(t, fmt.Sprintf("a: %c1\n", c), "S209")
			refuses(t, fmt.Sprintf("%ca: 1\n", c), "S209")
			refuses(t, fmt.Sprintf("a: 1%c000\n", c), "S210")
			if rules, document := rulesOf(fmt.Sprintf("a: \"x%cy\" # x%cy\n", c, c)); !document || rules != nil {
				t.Errorf("%U in quotes and in a comment: %v", c, rules)
			}
		}
		for _, number := range []string{"−3", "–3", "−0,5", "１２", "٣", "3٣"} {
			refuses(t, "a: "+number+"\n", "S210")
			refuses(t, "a: [1, "+number+"]\n", "S210")
		}
		for _, text := range []string{"−", "A−3", "2–3", "½", "3 m²"} {
			if rules, _ := rulesOf("a: " + text + "\n"); rules != nil {
				t.Errorf("%s is a text, got %v", text, rules)
			}
		}
	})
	t.Run("U06 hidden line breaks", all("S204", '\u2028', '\u2029', 0x85, '\r'))
}

func TestThreatsOfYAML(t *testing.T) {
	refuse := func(rule string, texts ...string) func(*testing.T) {
		return func(t *testing.T) {
			for _, text := range texts {
				refuses(t, text, rule)
			}
		}
	}
	values := func(rule string, tokens ...string) func(*testing.T) {
		return func(t *testing.T) {
			for _, token := range tokens {
				refuses(t, "a: "+token+"\n", rule)
				refuses(t, "a:\n  - b: ["+strings.ReplaceAll(token, ",", ".")+"] # å\n", rule)
				if rules, _ := rulesOf("a: \"" + token + "\"\nb: '" + token + "'\n"); rules != nil {
					t.Errorf("%s in quotes: %v", token, rules)
				}
			}
		}
	}
	days := func(days ...string) func(*testing.T) {
		return func(t *testing.T) {
			for _, day := range days {
				refuses(t, "a: "+day+"\n", "S324")
				refuses(t, "a: [\""+day+"\"]\n", "S324")
				refuses(t, "'"+day+"': 1\n", "S324")
			}
		}
	}
	t.Run("Y01 leading zeros", values("S321", "0114", "0180", "01", "08", "010", "00", "-010", "00.5"))
	t.Run("Y02 odd numbers", values("S321", "1_000", "0b11", "0x1F", "0X1f", "0o17", "+46", "1e3", "1E10", "1.5e3", ".nan", ".NaN", ".inf", "-.INF", "+.inf",
		".5", "-.5", "5.", "-0", "-0.0", "1_000.5", "12e03", "+1.5"))
	t.Run("Y02 large numbers", values("S322", "1000000000", "-1000000000", "99999999999999999999", "1234567890.5", "0.1234567"))
	t.Run("Y02 spelled truth values", values("S323", "True", "TRUE", "False", "FALSE", "Null", "NULL"))
	t.Run("Y03 impossible days", days("2026-02-30", "2027-02-29", "2026-00-10", "2026-13-01", "2026-04-31", "0000-00-00", "9999-99-99",
		"2026-01-01/2026-02-30", "2026-02-30/2026-01-01", "2026-02-30/2026-02-31"))
	t.Run("Y03 texts that stay texts", func(t *testing.T) {
		for _, token := range []string{"no", "yes", "on", "off", "y", "n", "No", "YES", "ja", "nej", "12:30", "2026-01-01", "2024-02-29", "2026-01-01/2026-12-31",
			"2026-01-01T10:00:00Z", "2027-W05", "2027-Q1", "NFB49", "1.2.3", "9.0.1", "0x", "=", "10 dagar", "1/2", "-a", "+", "."} {
			doc := accept(t, "a: "+token+"\n")
			if v := doc.At("/a"); v.Kind != String || v.Text != token {
				t.Errorf("%s became %+v", token, v)
			}
		}
	})
	t.Run("Y04 more than one document", refuse("S304", "a: 1\n---\nb: 2\n", "a: 1\n---\n", "a: 1\n---", "---\na: 1\n---\nb: 2\n---\nc: 3\n", "a: 1\n...\nb: 2\n",
		"a: 1\n... x\n", "a: 1\n...\n---\nb: [\n", "a: 1\n--- # å\n", "a: 1\r\n---\r\nb: 2\r\n", "a: |\n  x\n---\nb: 2\n", "# x\n---\n# y\n---\na: 1\n"))
	t.Run("Y05 duplicate keys", refuse("S309", "a: 1\na: 1\n", "a: 1\n'a': 2\n", "b: {a: 1, A: 2}\n", "b:\n  - {å: 1, Å: 2}\n", "a: 1\nb: 2\n\"\\x61\": 3\n"))
	t.Run("Y06 anchors, aliases, merge keys", refuse("S306", "a: &x 1\n", "a: *x\n", "<<: {b: 1}\n", "a: &x {b: 1}\nc:\n  <<: *x\n", "a: &x [*x]\n", "&x a: 1\n", "a: &x b\n*x : c\n", "*x : c\n",
		bomb(9), bomb(2000)))
	t.Run("Y07 tags", refuse("S307", "a: !!binary AAAA\n", "a: !!float 1\n", "a: !own {b: 1}\n", "a: ! x\n", "!!map\na: 1\n", "!!str a: 1\n", "a: !x!y z\n"))
	t.Run("Y08 depth and size", refuse("S313", "a: "+strings.Repeat("[", 5000), "a: "+strings.Repeat("{b: ", 5000), strings.Repeat("- ", 5000), ladder(5000),
		"a: ["+strings.Repeat("1,", MaxNodes)+"1]\n", "a:\n"+strings.Repeat("- 1\n", MaxNodes+1)))
	t.Run("Y09 bytes that are no UTF-8", refuse("S201", "\xff\xfea\x00:\x00", "a: \xe5\n", "a: \xc0\xaf\n", "\x00a\x00:", "\xffa: 1\n"))
	t.Run("Y09 mark, null and tabs", func(t *testing.T) {
		refuses(t, "\ufeffa: 1\n", "S202")
		refuses(t, "a: \"\\0\"\n", "S203")
		refuses(t, "a: \"\\x00\\r\\e\"\n", "S203")
		refuses(t, "a: \"\\r\"\n", "S204")
		refuses(t, "a: \"\\N\"\n", "S204")
		refuses(t, "\ta: 1\n", "S208")
		refuses(t, "a:\n\t- 1\n\t- 2\n", "S208")
		refuses(t, "a: 1\rb: 2\r", "S204")
		accept(t, "a: 1\r\nb: \"x\\ty\"\r\n")
	})
	t.Run("Y10 empty files", refuse("S302", "", "\n", "# x\n", "---\n", "---\n...\n", "  \n\r\n", "...\n"))
	t.Run("Y10 roots that are no mapping", refuse("S303", "- a\n", "[]\n", "x\n", "\"x\"\n", "null\n", "~\n", "12\n", "2026-01-01\n", "|\n  x\n"))
	t.Run("Y10 keys that are no words", refuse("S308", "1: a\n", "true: a\n", "~: a\n", "null: a\n", ": a\n", "0114: a\n", "1.5: a\n", "[a]: b\n", "{a: b}: c\n",
		"? a\n", "? [a, 010]\n: b\n", "? |\n  a\n: b\n", "a:: b\n", "x: {? a : b}\n", "Null: a\n"))
}

// bomb is a file of nested aliases, the kind that grows without limit when followed.
func bomb(levels int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [lol, lol]\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1)
	}
	return b.String()
}

// ladder is a block in a block in a block.
func ladder(levels int) string {
	var b strings.Builder
	for i := 0; b.Len() < MaxSize-2*levels && i < levels; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestAFileAboveTheSizeLimitIsNotRead(t *testing.T) {
	text := []byte("a: 1 #" + strings.Repeat("x", MaxSize))
	for _, size := range []int{MaxSize - 1, MaxSize} {
		if doc, list := Parse(diag.NewSource("a.yaml", text[:size])); doc == nil {
			t.Errorf("%d bytes: %v", size, show(list))
		}
	}
	for _, list := range []diag.List{Prescan(diag.NewSource("a.yaml", text)), second(Parse(diag.NewSource("a.yaml", text)))} {
		if len(list) != 1 || list[0].Rule != RuleTooLarge || list[0].Range != (diag.Range{}) {
			t.Errorf("%d bytes: %v", len(text), show(list))
		}
	}
}

func second(_ *Document, list diag.List) diag.List { return list }

func TestFindingsOfAFileAreBounded(t *testing.T) {
	cases := []struct {
		text            string
		count           int
		last, lastCount string
	}{
		{"a:\n" + strings.Repeat("  - 010\n", 50_000), maxPerRule, "S321", "(och 49 890 till i filen)"},
		{strings.Repeat("# \u202e\n", 100_000), 1, "S205", "(och 99 999 till i filen)"},
		{"a: [" + strings.Repeat("*x,", 20_000) + "&x 1]", 1, "S306", ""},
		{"a:\n" + strings.Repeat("  - {b}\n", 20_000), maxPerRule, "S311", "(och 19 890 till i filen)"},
	}
	for _, c := range cases {
		_, list := Parse(diag.NewSource("a.yaml", []byte(c.text)))
		if len(list) != c.count {
			t.Fatalf("%.20q: %d findings, want %d", c.text, len(list), c.count)
		}
		last := list[len(list)-1]
		if got := strings.ReplaceAll(show(list)[len(list)-1], "\u00a0", " "); last.Rule != c.last || !strings.Contains(got, c.lastCount) {
			t.Errorf("%.20q: last finding %s", c.text, got)
		}
	}
}

func TestIndependentFaultsAreAllReported(t *testing.T) {
	text := "a: 010\nb: 2026-02-30\nc: True\nd: [1e3, −1]\na: 2\n5: x\ne: !x y\n"
	rules, document := rulesOf(text)
	if want := []string{"S321", "S324", "S323", "S321", "S210", "S309", "S308", "S307"}; !cmp.Equal(want, rules) || !document {
		t.Errorf("got %v, want %v", rules, want)
	}
	rules, document = rulesOf("\ufeffa: \u202e\nb: \x01\nc: a\u030a\n")
	if want := []string{"S202", "S205", "S203", "S207"}; !cmp.Equal(want, rules) || document {
		t.Errorf("got %v, want %v", rules, want)
	}
}
