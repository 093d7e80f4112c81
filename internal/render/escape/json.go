package escape

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON takes encoded JSON and writes, in the notation that JSON has for it, every character
// that can't be seen or that would act where the JSON is shown: on a terminal, or in the log
// of a workflow, where ##[ opens a command anywhere in a line. Whoever decodes it gets the
// same values. Such characters stand in strings only.
func JSON(encoded []byte) []byte {
	encoded = bytes.ReplaceAll(encoded, []byte("##["), []byte(`#\u0023[`))
	if !bytes.ContainsFunc(encoded, unseen) {
		return encoded
	}
	out := make([]byte, 0, len(encoded)+len(encoded)/8)
	for len(encoded) > 0 {
		r, size := utf8.DecodeRune(encoded)
		switch {
		case !unseen(r):
			out = append(out, encoded[:size]...)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		encoded = encoded[size:]
	}
	return out
}

// unseen leaves JSON's own line breaks alone.
func unseen(r rune) bool { return r != '\n' && acts(r) }
