package yamldoc

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestPlainTokens(t *testing.T) {
	cases := []struct {
		token string
		kind  Kind
		rule  string
		plain string
	}{
		{"0", Int, "", ""}, {"12", Int, "", ""}, {"-3", Int, "", ""}, {"999999999", Int, "", ""}, {"-999999999", Int, "", ""},
		{"0.5", Number, "", ""}, {"-12.50", Number, "", ""}, {"9.0", Number, "", ""}, {"0.0", Number, "", ""}, {"123456789.123456", Number, "", ""},
		{"true", Bool, "", ""}, {"false", Bool, "", ""}, {"", Null, "", ""}, {"~", Null, "", ""}, {"null", Null, "", ""},
		{"nUll", String, "", ""}, {"tRue", String, "", ""}, {"~~", String, "", ""}, {"2027-W02", String, "", ""}, {"+", String, "", ""}, {"1a", String, "", ""},
		{"e3", String, "", ""}, {"infinity", String, "", ""}, {"NaN", String, "", ""}, {"1,2,3", String, "", ""}, {"0500 431 000", String, "", ""},

		{"010", String, ruleNumber, "10"}, {"-007", String, ruleNumber, "-7"}, {"00", String, ruleNumber, "0"}, {"+46", String, ruleNumber, "46"},
		{"1_000", String, ruleNumber, "1000"}, {"1 000", String, ruleNumber, "1000"}, {"12 345 678", String, ruleNumber, "12345678"},
		{"0,5", String, ruleNumber, "0.5"}, {".5", String, ruleNumber, "0.5"}, {"-.5", String, ruleNumber, "-0.5"}, {"5.", String, ruleNumber, "5"},
		{"-0", String, ruleNumber, "0"}, {"-0.0", String, ruleNumber, "0.0"}, {"0x1F", String, ruleNumber, ""}, {"0b1", String, ruleNumber, ""},
		{"0o17", String, ruleNumber, ""}, {"1e3", String, ruleNumber, ""}, {".inf", String, ruleNumber, ""}, {"0123456789012", String, ruleNumber, ""},
		{"1000000000", String, ruleNumberSize, ""}, {"0.1234567", String, ruleNumberSize, ""},
		{"True", String, ruleSpelling, "true"}, {"FALSE", String, ruleSpelling, "false"}, {"NULL", String, ruleSpelling, "null"},
	}
	for _, c := range cases {
		if kind, rule, plain := plainKind(c.token); kind != c.kind || rule != c.rule || plain != c.plain {
			t.Errorf("%q: kind %d, rule %q, plain %q; want %d, %q, %q", c.token, kind, rule, plain, c.kind, c.rule, c.plain)
		}
	}
}

// Whatever the library takes as a number is a number here, with the same value, or it
// is refused; and what is offered instead of a refused number can be pasted.
func TestTokensMadeOfNumbersCharactersAgreeWithTheLibrary(t *testing.T) {
	const characters = "0011278+-._,eExXobBaFn i"
	r := rand.New(rand.NewPCG(3, 4))
	numbers := 0
	for range 20_000 {
		token := []byte{characters[r.IntN(len(characters)-2)]}
		for range r.IntN(6) {
			token = append(token, characters[r.IntN(len(characters))])
		}
		tree, bad := load(append([]byte("a: "), token...))
		if bad != nil || len(tree.Content) != 2 || tree.Content[1].Value != string(token) {
			continue
		}
		kind, rule, plain := plainKind(string(token))
		tag := tree.Content[1].ShortTag()
		switch {
		case rule != "":
			if plain == "" {
				break
			}
			if again, rule, _ := plainKind(plain); rule != "" || again != Int && again != Number {
				t.Errorf("%q is offered for %q", plain, token)
			}
		case kind == Int:
			numbers++
			var value int
			if err := tree.Content[1].Decode(&value); err != nil || strconv.Itoa(value) != string(token) {
				t.Errorf("%q is %d for the library (%v)", token, value, err)
			}
		case kind == Number:
			numbers++
			if tag != "!!float" {
				t.Errorf("%q is %s for the library", token, tag)
			}
		case tag != "!!str":
			t.Errorf("%q is a text here and %s for the library", token, tag)
		}
	}
	if numbers < 500 {
		t.Errorf("only %d of the tokens were numbers", numbers)
	}
}

func TestImpossibleDays(t *testing.T) {
	cases := map[string]string{
		"2027-02-28": "", "2024-02-29": "", "2027-02-29": "2027-02-29", "2027-00-01": "2027-00-01", "2027-01-00": "2027-01-00",
		"2027-01-01/2027-02-30": "2027-02-30", "2027-02-30/x": "", "2027-1-1": "", "2027-02-30T10:00": "", "den 2027-02-30": "",
		"2027-02-3x": "", "2027-02-30/2027-01-01": "2027-02-30", "2027/02-30": "", "12345-67-8": "", "2027-02-30/": "", "/2027-02-30": "",
	}
	for text, want := range cases {
		if got := impossibleDay(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestForeignNumbers(t *testing.T) {
	cases := []struct {
		text  string
		at    int
		plain string
	}{
		{"−3", 0, "-3"}, {"–0,5", 0, "-0.5"}, {"10\u00a0000", 2, "10000"}, {"1\u202f000.5", 1, "1000.5"}, {"٣", 0, ""}, {"3٣", 1, ""}, {"−010", 0, "-10"},
		{"−", -1, ""}, {"3−", -1, ""}, {"A٣", -1, ""}, {"\u00a0", -1, ""}, {"2–3", -1, ""},
	}
	for _, c := range cases {
		if at, _, plain := foreignNumber(c.text); at != c.at || plain != c.plain {
			t.Errorf("%q: at %d, plain %q; want %d, %q", c.text, at, plain, c.at, c.plain)
		}
	}
}
