package xlsx

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// readStyles finds the styles that show a number as a date or a time.
func (r *reader) readStyles(part string) error {
	dates := map[int]bool{} // by the number of a format that the workbook has made
	inCells := false
	return r.each(part, func(_ *stream, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			code := attr(e, "formatCode")
			if len(code) > maxFormat {
				return damaged()
			}
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil && code != "" {
				dates[id] = isDate(id, code)
				return r.budget.keep()
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			if len(r.dates) == maxStyles {
				return tooLarge(lang.T("den har fler än %d format", "it has more than %d formats", maxStyles))
			}
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			date, own := dates[id]
			r.dates = append(r.dates, own && date || !own && isDate(id, ""))
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

// unescape writes characters that XML can't hold as they were: _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		if n, ok := escape(s); ok {
			out.WriteRune(n)
			s = s[len("_x0000_"):]
			continue
		}
		out.WriteString(s[:len("_x")])
		s = s[len("_x"):]
	}
}

// escape reads the character that a text begins with the code of.
func escape(s string) (rune, bool) {
	if len(s) < len("_x0000_") || s[6] != '_' || strings.Trim(s[2:6], "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}
