package xlsx

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// readStyles finds the styles that show a number as a date or a time.
func (r *reader) readStyles(part []byte) error {
	formats := map[int]string{}
	inCells := false
	return each(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				formats[id] = attr(e, "formatCode")
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				id, _ := strconv.Atoi(attr(e, "numFmtId"))
				r.dates = append(r.dates, isDate(id, formats[id]))
			}
		}
		return nil
	})
}

// literal is what a format shows as it stands: quoted text, escaped signs, and conditions,
// colours and languages in brackets. Elapsed hours, [h], are none of these.
var literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[(?:[^hmsHMS\]][^\]]*|[hmsHMS][^\]hmsHMS][^\]]*)\]`)

// isDate tells that a format is one of a date or a time: a number of the standard's list, or
// a code with years, months, days, hours or seconds in it.
func isDate(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	if strings.EqualFold(code, "General") || strings.EqualFold(code, "Standard") {
		return false
	}
	return strings.ContainsAny(literal.ReplaceAllString(code, ""), "ymdhsYMDHS")
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape writes characters that XML can't hold as they were: _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(code string) string {
		n, err := strconv.ParseUint(code[2:6], 16, 16)
		if err != nil {
			return code
		}
		return string(rune(n))
	})
}
