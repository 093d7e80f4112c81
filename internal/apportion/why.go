package apportion

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Why says why the place has its volume: "4 av 5 arbetsdagar, tak 6, avrundning +1".
func (s Share) Why() lang.Text {
	switch {
	case s.Locked:
		return lang.T("ligger före ändringen", "lies before the change")
	case s.Weight <= 0:
		return lang.T("inga arbetsdagar", "no working days")
	}
	why := lang.T("%s av %s arbetsdagar", "%s of %s working days", days(s.Weight), days(s.Of))
	switch {
	case s.Capped:
		why = lang.T("%s, taket %d är nått", "%s, cap %d reached", why, max(0, s.Cap))
	case s.Cap != Unlimited:
		why = lang.T("%s, tak %d", "%s, cap %d", why, max(0, s.Cap))
	}
	if s.Limited {
		why = lang.T("%s, gemensamt tak är nått", "%s, joint cap reached", why)
	}
	if s.Volume > s.Due.Floor() {
		why = lang.T("%s, avrundning +1", "%s, rounding +1", why)
	}
	return why
}

// days writes thousandths of days as running text has it: "4,5" and "4.5".
func days(weight int) lang.Text {
	whole, part := strconv.Itoa(weight/thousandths), weight%thousandths
	if part == 0 {
		return lang.Plain(whole)
	}
	decimals := strings.TrimRight(strconv.Itoa(thousandths + part)[1:], "0")
	return lang.T("%s,%s", "%s.%s", whole, decimals)
}
