package yamldoc

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	wholeNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	fraction    = regexp.MustCompile(`^-?(0|[1-9][0-9]*)\.[0-9]+$`)
	// oddNumber is what YAML 1.1 or 1.2 or a spreadsheet takes as a number, once the
	// underscores are taken out that some allow anywhere in it.
	oddNumber = regexp.MustCompile(`^(?i)[-+]?(0x[0-9a-f]+|0o[0-7]+|0b[01]+|([0-9]+\.?|[0-9]*\.[0-9]+)(e[-+]?[0-9]+)?|` +
		`\.inf|\.nan|[1-9][0-9]{0,2}( [0-9]{3})+|[0-9]+,[0-9]+)$`)
)

// The most digits that a number may have before and after its point. Float64 holds
// such numbers exactly as they are written.
const (
	maxDigits   = 9
	maxDecimals = 6
)

// plainKind tells what a text without quotes is, and the rule that refuses it, if any.
// Plain is the spelling to use instead, where there is an obvious one.
func plainKind(s string) (kind Kind, rule, plain string) {
	switch s {
	case "", "~", "null":
		return Null, "", ""
	case "true", "false":
		return Bool, "", ""
	case "True", "TRUE", "False", "FALSE", "Null", "NULL":
		return String, ruleSpelling, strings.ToLower(s)
	}
	if b := s[0]; b > '9' || b < '+' {
		return String, "", ""
	}
	if !oddNumber.MatchString(strings.ReplaceAll(s, "_", "")) {
		return String, "", ""
	}
	kind = String
	if wholeNumber.MatchString(s) {
		kind = Int
	} else if fraction.MatchString(s) {
		kind = Number
	}
	switch {
	case kind == String || strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "":
		return String, ruleNumber, plainNumber(s)
	case tooLong(s):
		return String, ruleNumberSize, ""
	}
	return kind, "", ""
}

var loosePoint = strings.NewReplacer("_", "", " ", "", ",", ".")

func tooLong(s string) bool {
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(whole) > maxDigits || len(decimals) > maxDecimals
}

// plainNumber rewrites the spellings whose value nobody doubts: 1_000, 1 000, 010,
// +46, 0,5, .5 and 5. It gives nothing for the rest.
func plainNumber(s string) string {
	s = loosePoint.Replace(s)
	sign := ""
	if s[0] == '-' {
		sign = "-"
	}
	whole, decimals, point := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if point && decimals != "" {
		whole += "." + decimals
	}
	if strings.Trim(whole, "0.") == "" {
		sign = ""
	}
	if s = sign + whole; (wholeNumber.MatchString(s) || fraction.MatchString(s)) && !tooLong(s) {
		return s
	}
	return ""
}

// foreignNumber finds the first character of a number that is no ASCII digit, sign,
// point or comma: 10 000 with hard spaces, a typographic minus, Arabic digits.
// Plain is the number in ASCII, where only signs and spaces had to be replaced.
func foreignNumber(s string) (at int, r rune, plain string) {
	at = -1
	digits := 0
	var b strings.Builder
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
			b.WriteRune(c)
		case unicode.Is(unicode.Nd, c):
			digits++
			b.WriteRune('x') // not ASCII: nothing to paste
		case i == 0 && (c == '-' || c == '\u2212' || unicode.Is(unicode.Pd, c)):
			b.WriteByte('-')
		case digits > 0 && (c == ' ' || oddSpace(c)):
		case digits > 0 && (c == '.' || c == ','):
			b.WriteByte('.')
		default:
			return -1, 0, ""
		}
		if at < 0 && c >= utf8.RuneSelf {
			at, r = i, c
		}
	}
	if digits == 0 {
		return -1, 0, ""
	}
	return at, r, plainNumber(b.String())
}

// impossibleDay finds a day that no calendar has in a text that is a date or an
// interval of two dates and nothing else.
func impossibleDay(s string) string {
	first, second, interval := strings.Cut(s, "/")
	if !dayShape(first) || interval && !dayShape(second) {
		return ""
	}
	for _, day := range []string{first, second} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return day
		}
	}
	return ""
}

// dayShape tells that a text is four digits, two digits and two digits.
func dayShape(s string) bool {
	if len(s) != len("2006-01-02") {
		return false
	}
	for i := range len(s) {
		if b := s[i]; (i == 4 || i == 7) != (b == '-') || b != '-' && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}
