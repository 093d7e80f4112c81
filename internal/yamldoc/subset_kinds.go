package yamldoc

import (
	"bytes"
	"strings"
)

// plainKindOf is what a text without quotes is. It gives up where plainKind or the
// library sees something odd.
func plainKindOf(text []byte) (Kind, bool) {
	switch b := text[0]; {
	case b == '-' || isDigit(b):
		return numberOf(text)
	case b == '~':
		return Null, len(text) == 1
	}
	switch string(text) {
	case "null":
		return Null, true
	case "true", "false":
		return Bool, true
	case "Null", "NULL", "True", "TRUE", "False", "FALSE":
		return String, false
	}
	return String, true
}

// numberOf judges a text that starts like a number: as a number, or as a text because of
// something that no number has, such as a minus after a digit (2027-01-31, 559000-0021).
func numberOf(text []byte) (Kind, bool) {
	rest := bytes.TrimPrefix(text, []byte("-"))
	whole := digits(rest)
	usual := whole > 0 && whole <= maxDigits && (rest[0] != '0' || whole == 1 && len(rest) == len(text))
	if whole == len(rest) {
		return Int, usual
	}
	if decimals := digits(rest[whole+1:]); rest[whole] == '.' && whole+1+decimals == len(rest) {
		return Number, usual && decimals > 0 && decimals <= maxDecimals
	}
	for i, b := range text {
		if !numberSigns[b] || b == '-' && i > 0 && isDigit(text[i-1]) {
			return String, true
		}
	}
	return String, false
}

func digits(text []byte) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// spaced tells that a text without quotes has spaces or digits that are not what they
// look like. High is its highest byte from 0x80 on.
func spaced(text []byte, high byte) bool {
	switch {
	case high == 0:
		return false
	case high < 0xcd: // Latin: the no-break space is the only one
		return bytes.Contains(text, []byte("\u00a0"))
	}
	s := string(text)
	foreign, _, _ := foreignNumber(s)
	return foreign >= 0 || strings.IndexFunc(s, oddSpace) >= 0
}

// readable tells that nothing is to be said about a text's words or about the day that
// it is.
func readable(text []byte, high byte) bool {
	if high >= 0xcd {
		if _, odd := mixedWord(string(text)); odd != nil {
			return false
		}
	}
	const day = len("2006-01-02")
	if len(text) < day || text[4] != '-' || text[7] != '-' {
		return true
	}
	if early(text[:day]) && (len(text) == day || len(text) == 2*day+1 && early(text[day+1:])) {
		return true
	}
	return impossibleDay(string(text)) == ""
}

// early tells that a text is one of the first 28 days of a month, which every month has.
func early(day []byte) bool {
	for i, b := range day {
		if isDigit(b) == (i == 4 || i == 7) {
			return false
		}
	}
	m, d := 10*(day[5]-'0')+day[6]-'0', 10*(day[8]-'0')+day[9]-'0'
	return m >= 1 && m <= 12 && d >= 1 && d <= 28
}
