package privacy

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Any number, in any notation, is found wherever it stands, in its whole length.
func TestEveryNumberIsFoundInEveryNotation(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	before := []string{"", "# ", "\"", "orsak: ", "- {id: x, ", "rad-", "(", "å ", "nr:", ";", "\xf6 ", "12, ", "\n", "/", "…", "a. ", "kl 8.30, "}
	beforePlain := []string{"12 ", "2027 ", "2027-", "1-", "3 4 5 ", "8 "}
	after := []string{"", "\n", "\"", ", ", ".yaml", ")", " är", ";3", ": 1", "}", "-", " a", "\xe5r", "/1", "?"}
	afterPlain := []string{" 12", " 2027-W03", "  1", " -- 1"}
	for range 3000 {
		p := anybody(rng)
		plain, spaced := notations(p)
		try := func(name, text string, before, after []string) {
			a, b := before[rng.IntN(len(before))], after[rng.IntN(len(after))]
			got := Find([]byte(a + text + b))
			if want := (diag.Between(len(a), len(a)+len(text))); len(got) != 1 || got[0] != want {
				t.Fatalf("%s: %q gives %v, want %v", name, a+text+b, got, want)
			}
		}
		for name, text := range plain {
			try(name, text, append(beforePlain, before...), append(afterPlain, after...))
		}
		for name, text := range spaced {
			try(name, text, before, after)
		}
	}
}

func TestNumbersAreFound(t *testing.T) {
	n := numberOf("640823", "323")
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"right after a word, with a hyphen":    {"pnr" + n[:6] + "-" + n[6:], 1},
		"in a file name":                       {"plan_" + n[:6] + "_" + n[6:] + ".yaml", 1},
		"in an id":                             {"lp-2027-" + n + "-x", 1},
		"two in a row":                         {n + " " + n, 2},
		"many in cells":                        {strings.Repeat(n+";", 500), 500},
		"after other digits":                   {"1234567 " + n, 1},
		"a leap day":                           {numberOf("960229", "123"), 1},
		"the leap day of 2000":                 {numberOf("000229", "123"), 1},
		"the leap day of 2000 in twelve":       {"20" + numberOf("000229", "123"), 1},
		"a coordination number's leap day":     {numberOf("000289", "123"), 1},
		"a hundred years old":                  {numberOf("120101", "123")[:6] + "+" + numberOf("120101", "123")[6:], 1},
		"born in the 19th century":             {"18" + n, 1},
		"like a document's id, with a hyphen":  {"OSN11757-" + n[:6] + "-" + n[6:] + "-19", 1},
		"like a document's id, without a name": {"11757-" + n + "-19", 1},
		"in Latin-1":                           {"f\xf6dd " + n, 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Find([]byte(c.text)); len(got) != c.want {
				t.Errorf("%d found in %q, want %d", len(got), c.text, c.want)
			}
		})
	}
}

func TestWhatIsNoNumber(t *testing.T) {
	n := numberOf("640823", "323")
	wrong := n[:9] + fmt.Sprint((n[9]-'0'+1)%10)
	for name, texts := range map[string][]string{
		"a wrong check digit":      {wrong, "19" + wrong, wrong[:6] + "-" + wrong[6:], spread(wrong)},
		"a day that does not come": {numberOf("750231", "024"), numberOf("640431", "111"), numberOf("641301", "111"), numberOf("640800", "111"), numberOf("640892", "111"), numberOf("640860", "111")},
		"no leap year":             {numberOf("970229", "123"), "19" + numberOf("000229", "123"), numberOf("970289", "123"), numberOf("000229", "123")[:6] + "+" + numberOf("000229", "123")[6:]},
		"another century":          {"17" + n, "21" + n, "16" + n, "00" + n},
		"a part of more digits":    {"1" + n, n + "1", "5" + n + "5", "019" + n, "١" + n, n + "１"},
		"a part of a word":         {"SE" + n, n + "a", "x" + n + "x", "SE" + n + "-E0001", "e19" + n},
		"organisationsnummer": {"232100-0131", "2321000131", "556193-7904", "165561937904", "16232100-0131", "SE2321000131-E000000000001",
			"SE165561937904-1AB9", "802000-1234", "969600-0000"},
		"diarienummer":    {"HS 2026-00412", "HS 2026-00412-3", "RS 2024-03187-10", "HS 172-2015", "HSD-A § 44-2015", "SkaS 2026-00512, HS 2026-00412"},
		"documents":       {"OSN11757-1980785390-19", "RS9285-1410335719-227", "OSN11757-" + n + "-19", "ÄRN1-" + n + "-2"},
		"days and weeks":  {"2027-01-01/2027-12-31", "2026-11-10 2026-11-12", "2026-11-10 - 2026-11-12", "2027-W05", "2027-Q1: 30", "2027-W01/2027-W12", "20270101/20271231"},
		"moments":         {"2026-11-21T08:30:00Z", "20261121T083000Z", "2026-11-21 08:30", "2026-11-21T0830", "1764000000"},
		"a day, a count":  {"2026-03-02 1200 patienter", "2027-01-01 " + n[6:], "2026-03-02 – 1200"},
		"rows of volumes": {"3 4 5 3 4 2 1 3 4 5 3 4 3 4", "10 11 12 13 14", "vecka 10 11 12 13 14 15", "120 230 140 500", "1 2 " + spread(n), spread(n) + " 3", "08 09 10 11 12"},
		"phone numbers":   {"031-342 10 00", "070-123 45 67", "070 123 45 67", "0500-43 10 00", "0510-12 34 56", "010-441 00 00", "010 473 00 00", "+46 10 441 00 00", "+46101234567", "08-123 456 78", "08 101 234 56", "020-44 55 55", "0046 31 342 10 00"},
		"other numbers":   {"1.640823.3234", "640823/3234", "640823--3234", "640823-\n3234", "640823:3234", "12345678-1234-4123-8123-123456789012", "3.14159265358979"},
		"e-mail and keys": {"ortopedi.skas@example.org", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4ZW1wZWxueWNrZWwgZsO2ciB0ZXN0ZXI=", "0123456789abcdef0123456789abcdef01234567"},
		"odd groups":      {n[:3] + " " + n[3:6] + " " + n[6:], n[:3] + " " + n[3:6] + "-" + n[6:], n[:6] + " " + spread(n[6:]), n[:6] + " " + n[6:8] + " " + n[8:]},
		"letters for other digits": {numberOf("640823", "32K"), "1964" + numberOf("08T323", "323")[2:], numberOf("64T823", "323"),
			"19" + strings.Replace(numberOf("640813", "323"), "0813", "08T3", 1), numberOf("640823", "A23")},
		"nothing": {"", "-", "0", "0000000000", "000000000000", "\xff\xfe", "١٢٣"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, text := range texts {
				for _, s := range []string{text, "x: " + text + "\n", "\"" + text + "\""} {
					if got := Find([]byte(s)); len(got) > 0 {
						t.Errorf("%q found in %q", s[got[0].Start():got[0].End()], s)
					}
				}
			}
		})
	}
}

// The phone number above that has no hyphen in its place would pass the rest of the test;
// this one says that the forms of phone numbers are what keeps them out.
func TestDigitsOfAPhoneNumberAreANumberWithoutTheirForm(t *testing.T) {
	n := numberOf("070123", "456")
	phone := n[:3] + " " + n[3:6] + " " + n[6:8] + " " + n[8:]
	if Find([]byte(phone)) != nil || Find([]byte(n)) == nil {
		t.Errorf("%v %v", Find([]byte(phone)), Find([]byte(n)))
	}
}

// Random codes of the kinds that plans hold never pass for a number, however their digits
// fall: letters right beside them, a place in a longer code, a month above twelve.
func TestRandomCodesAreNoNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	letters := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('A' + rng.IntN(26))
		}
		return string(b)
	}
	codes := map[string]func() string{
		"commit": func() string {
			return fmt.Sprintf("%016x%016x%08x", rng.Uint64(), rng.Uint64(), rng.Uint32())
		},
		"SSH key": func() string {
			key := make([]byte, 270)
			for i := range key {
				key[i] = byte(rng.Uint32())
			}
			return "ssh-rsa " + base64.StdEncoding.EncodeToString(key)
		},
		"document": func() string {
			return fmt.Sprintf("%s%d-%d-%d", letters(1+rng.IntN(4)), rng.IntN(99999), rng.Uint32(), rng.IntN(999))
		},
		"organisation": func() string { // the third digit is 2 or more
			return fmt.Sprintf("%02d%d%03d-%04d", rng.IntN(100), 2+rng.IntN(8), rng.IntN(1000), rng.IntN(10000))
		},
		"HSA-id":       func() string { return fmt.Sprintf("SE%010d-E%012d", rng.IntN(1e10), rng.IntN(1e12)) },
		"diarienummer": func() string { return fmt.Sprintf("%s %d-%05d", letters(2), 2000+rng.IntN(40), rng.IntN(1e5)) },
		"interval": func() string {
			from := time.Date(2020, 1, 1+rng.IntN(8000), 0, 0, 0, 0, time.UTC)
			return from.Format("2006-01-02") + []string{"/", " ", " - ", "–"}[rng.IntN(4)] + from.AddDate(0, 0, rng.IntN(400)).Format("2006-01-02")
		},
		"moment": func() string {
			return time.Unix(rng.Int64N(4e9), 0).UTC().Format([]string{time.RFC3339, "20060102T150405Z", "2006-01-02 15:04"}[rng.IntN(3)])
		},
		"phone": func() string {
			return fmt.Sprintf([]string{"0%02d-%03d %02d %02d", "0%02d %03d %02d %02d", "+46 %02d %03d %02d %02d"}[rng.IntN(3)], rng.IntN(100), rng.IntN(1000), rng.IntN(100), rng.IntN(100))
		},
		"weeks": func() string {
			return fmt.Sprintf("2027-W%02d: %d\n2027-W%02d: %d", rng.IntN(53), rng.IntN(99), rng.IntN(53), rng.IntN(99))
		},
		"volumes": func() string {
			row := make([]string, 53)
			for i := range row {
				row[i] = fmt.Sprint(rng.IntN(10))
			}
			return strings.Join(row, " ")
		},
	}
	for name, code := range codes {
		t.Run(name, func(t *testing.T) {
			for range 20_000 {
				if s := code(); len(Find([]byte(s))) > 0 {
					t.Fatalf("found in %q", s)
				}
			}
		})
	}
}

// Ten and twelve digits drawn at random are found when, and only when, they are a number.
func TestRandomDigits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	found := 0
	for range 400_000 {
		ten := fmt.Sprintf("%02d%02d%02d%04d", rng.IntN(100), rng.IntN(14), rng.IntN(100), rng.IntN(10000))
		long := []string{"18", "19", "20"}[rng.IntN(3)] + ten
		// Of the years that end with 00 the year 2000 alone has a leap day.
		shortly := isNumber("19"+ten) || isNumber("20"+ten)
		for text, want := range map[string]bool{ten: shortly, long: isNumber(long)} {
			if got := len(Find([]byte(text))) == 1; got != want {
				t.Fatalf("%s: found %v, want %v", text, got, want)
			}
			if want {
				found++
			}
		}
	}
	if found < 10_000 {
		t.Errorf("only %d of the digits were numbers", found)
	}
}

// isNumber judges twelve digits with the standard library's calendar.
func isNumber(s string) bool {
	day := s[6:8]
	if day > "60" {
		day = fmt.Sprintf("%02d", int(day[0]-'6')*10+int(day[1]-'0'))
	}
	_, err := time.Parse("20060102", s[:6]+day)
	return err == nil && numberOf(s[2:8], s[8:11]) == s[2:]
}

// stated is the search as a regular expression: one start after each other, a day, no
// letter or digit after it. What it finds, Find finds.
var stated = regexp.MustCompile(`(?:^|[^0-9A-Za-z])((?:18|19|20)?[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])([-+]?)([0-9]{4})`)

func byExpression(text string) (spans [][2]int) {
	for from := 0; from <= len(text); {
		m := stated.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return spans
		}
		start, end := from+m[2], from+m[1]
		year, rest := text[start:from+m[3]], text[from+m[4]:from+m[7]]+text[from+m[10]:from+m[11]]
		centuries := []string{"19", "20"}
		if len(year) == 4 {
			centuries, year = []string{year[:2]}, year[2:]
		} else if text[from+m[8]:from+m[9]] == "+" {
			centuries = []string{"18", "19"}
		}
		joined := func(i int) bool { return i >= 0 && i < len(text) && (isDigit(text[i]) || isLetter(text[i])) }
		for _, c := range centuries {
			if !joined(start-1) && !joined(end) && isNumber(c+year+rest) {
				spans = append(spans, [2]int{start, end})
				break
			}
		}
		from += m[0] + 1
	}
	return spans
}

func FuzzFind(f *testing.F) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 30 {
		plain, spaced := notations(anybody(rng))
		for _, text := range plain {
			f.Add([]byte("# " + text + ", 12"))
		}
		for _, text := range spaced {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		found := Find(text)
		end := 0
		for _, s := range found {
			if s.Start() < end || s.End() <= s.Start()+9 || s.End() > len(text) {
				t.Fatalf("%v in %d bytes, after %d", s, len(text), end)
			}
			end = s.End()
		}
		covered, moved := covering(text, found)
		if a, b := utf8.RuneCount(text), utf8.RuneCount(covered); a != b {
			t.Errorf("%d characters became %d", a, b)
		}
		for _, s := range moved {
			if strings.ContainsAny(string(covered[s.Start():s.End()]), "0123456789") {
				t.Errorf("digits left in %q", covered[s.Start():s.End()])
			}
		}
		for _, want := range byExpression(string(text)) {
			within := documentID(text, want[0], want[1])
			for _, s := range found {
				within = within || s.Start() < want[1] && want[0] < s.End()
			}
			if !within {
				t.Errorf("%q was not found", text[want[0]:want[1]])
			}
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range append(silentTexts, "kvinna, 84 år", "A.K. 84 år", "à 45 000 kr", "anna.berg@example.org", "dr. Å", "1 2 3 kr", "f.", "leg.", "@", "år") {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		src := diag.NewSource("a.yaml", text)
		asPlainly(t, src, diag.Between(0, len(text)))
		for _, d := range new(Reader).Text(src, diag.Between(0, len(text))) {
			if d.Range.Start.Line < 1 || d.Range.End.Line < d.Range.Start.Line || d.Rule == "" {
				t.Errorf("%+v", d)
			}
		}
	})
}
