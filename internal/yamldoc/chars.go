package yamldoc

import (
	"fmt"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// classify tells which rule refuses a character anywhere in a file; empty for none.
// A carriage return and a tab depend on their surroundings and are not judged here.
func classify(r rune) string {
	switch {
	case r < 0x20:
		if r == '\t' || r == '\n' || r == '\r' {
			return ""
		}
		return ruleControl
	case r < 0x7f:
		return ""
	case r < 0xa0:
		if r == 0x85 {
			return ruleLineBreak
		}
		return ruleControl
	case r == 0xad:
		return ruleInvisible
	case r < 0x250: // Latin letters and signs, nearly all there is in a plan file
		return ""
	case r == 0x2028 || r == 0x2029:
		return ruleLineBreak
	case invisible(r):
		return ruleInvisible
	case r == unicode.ReplacementChar || !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z):
		return ruleMeaningless
	}
	return ""
}

// invisible tells characters that change how text is shown, or take part in it
// without being seen: bidi controls, zero-width characters, tags, variation
// selectors, fillers and the empty braille pattern.
func invisible(r rune) bool {
	return r == 0x2800 || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// oddSpace tells spaces that are neither a blank nor refused everywhere.
func oddSpace(r rune) bool { return r != ' ' && unicode.Is(unicode.Zs, r) }

// characterNames names the characters that editors, word processors and attackers
// really leave behind.
var characterNames = map[rune]lang.Text{
	0x00:   lang.T("nolltecken", "null character"),
	0x0b:   lang.T("lodrät tabb", "vertical tab"),
	0x0c:   lang.T("sidmatning", "form feed"),
	0x0d:   lang.T("ensam vagnretur", "lone carriage return"),
	0x1b:   lang.T("escape", "escape"),
	0x85:   lang.T("radbrytningen NEL", "the line break NEL"),
	0xa0:   lang.T("hårt mellanslag", "no-break space"),
	0xad:   lang.T("mjukt bindestreck", "soft hyphen"),
	0x2007: lang.T("sifferbrett mellanslag", "figure space"),
	0x2009: lang.T("tunt mellanslag", "thin space"),
	0x200b: lang.T("mellanslag utan bredd", "zero-width space"),
	0x200c: lang.T("osynlig åtskiljare", "zero-width non-joiner"),
	0x200d: lang.T("osynlig sammanfogare", "zero-width joiner"),
	0x200e: lang.T("riktningsmärke vänster till höger", "left-to-right mark"),
	0x200f: lang.T("riktningsmärke höger till vänster", "right-to-left mark"),
	0x2010: lang.T("typografiskt bindestreck", "typographic hyphen"),
	0x2011: lang.T("hårt bindestreck", "no-break hyphen"),
	0x2013: lang.T("kort tankstreck", "en dash"),
	0x2014: lang.T("långt tankstreck", "em dash"),
	0x2028: lang.T("radavgränsare", "line separator"),
	0x2029: lang.T("styckeavgränsare", "paragraph separator"),
	0x202a: lang.T("riktningsstyrning", "direction control"),
	0x202b: lang.T("riktningsstyrning", "direction control"),
	0x202c: lang.T("riktningsstyrning", "direction control"),
	0x202d: lang.T("riktningsstyrning", "direction control"),
	0x202e: lang.T("omvänd textriktning", "right-to-left override"),
	0x202f: lang.T("smalt hårt mellanslag", "narrow no-break space"),
	0x2060: lang.T("osynlig sammanhållare", "word joiner"),
	0x2066: lang.T("riktningsstyrning", "direction control"),
	0x2067: lang.T("riktningsstyrning", "direction control"),
	0x2068: lang.T("riktningsstyrning", "direction control"),
	0x2069: lang.T("riktningsstyrning", "direction control"),
	0x2212: lang.T("typografiskt minustecken", "typographic minus sign"),
	0xfe0f: lang.T("variantväljare", "variation selector"),
	0xfeff: lang.T("bytemarkering, BOM", "byte order mark"),
	0xfffd: lang.T("ersättningstecken för förlorad text", "replacement character for lost text"),
}

// name writes a character as its code point, with its name where it has one here.
func name(r rune) lang.Text {
	code := fmt.Sprintf("U+%04X", r)
	if known, ok := characterNames[r]; ok {
		return lang.T("%s (%s)", "%s (%s)", code, known)
	}
	return lang.Plain(code)
}
