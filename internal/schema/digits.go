package schema

import (
	"regexp"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// validOrganisation judges NNNNNN-NNNN: the third digit is at least 2, which no date
// of birth has, and the last one is a check digit.
func validOrganisation(s string) bool {
	digits, ok := digitsOf(s, "-", 6, 4)
	return ok && digits[2] >= '2' && luhn(digits)
}

// validHSA judges the ten digits of the organisation after SE.
func validHSA(s string) bool {
	owner, _, dash := strings.Cut(strings.TrimPrefix(s, "SE"), "-")
	digits, ok := digitsOf(owner, "", 10, 0)
	return strings.HasPrefix(s, "SE") && dash && ok && luhn(digits)
}

// digitsOf joins two groups of digits of given lengths around a separator.
func digitsOf(s, separator string, first, second int) (string, bool) {
	if len(s) != first+len(separator)+second || s[first:first+len(separator)] != separator {
		return "", false
	}
	digits := s[:first] + s[first+len(separator):]
	return digits, strings.Trim(digits, "0123456789") == ""
}

// luhn tells whether the last digit is the check digit of those before it (modulus 10
// with weights 2 and 1).
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// The ways in which planners write what the formats want otherwise.
var (
	looseDay     = regexp.MustCompile(`^\s*([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})\s*$`)
	looseSlot    = regexp.MustCompile(`(?i)^\s*([0-9]{4})[- ]*(w|v|q|kv)\.? ?([0-9]{1,2})\s*$`)
	looseSlotOf  = regexp.MustCompile(`(?i)^\s*(w|v|q|kv)\.? ?([0-9]{1,2})[- /]+([0-9]{4})\s*$`)
	looseVersion = regexp.MustCompile(`^\s*[vV]?\.?\s*([0-9]{1,2})(\.[0-9]{1,2})?\s*$`)
	notID        = regexp.MustCompile(`[^a-z0-9]+`)
)

// mendDay rewrites 2027-2-3, 2027/02/03 and 20270203.
func mendDay(s string) string {
	m := looseDay.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	return m[1] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[3])
}

// mendInterval rewrites each day, takes other signs between them for the slash and puts
// the earlier day first.
func mendInterval(s string) string {
	for _, separator := range []string{"/", " - ", "–", "--", ".."} {
		if a, b, ok := strings.Cut(s, separator); ok {
			a, b = mendDay(a), mendDay(b)
			return min(a, b) + "/" + max(a, b)
		}
	}
	return s
}

// mendSlot rewrites 2027-w5, 2027v05, "v. 5 2027", 2027-q1 and "kv 1 2027".
func mendSlot(s string) string {
	year, grain, number := "", "", ""
	if m := looseSlot.FindStringSubmatch(s); m != nil {
		year, grain, number = m[1], m[2], m[3]
	} else if m := looseSlotOf.FindStringSubmatch(s); m != nil {
		grain, number, year = m[1], m[2], m[3]
	} else {
		return s
	}
	if grain = strings.ToLower(grain); grain == "w" || grain == "v" {
		return year + "-W" + twoDigits(number)
	}
	return year + "-Q" + strings.TrimPrefix(number, "0")
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func mendCode(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

func mendSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }

func mendID(s string) string { return strings.Trim(notID.ReplaceAllString(lang.Codeword(s), "-"), "-") }

func mendVersion(s string) string {
	m := looseVersion.FindStringSubmatch(s)
	switch {
	case m == nil:
		return s
	case m[2] == "":
		return m[1] + ".0"
	}
	return m[1] + m[2]
}
