package yamldoc

import (
	"encoding/binary"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean tells that the pre-scan has nothing to say about a text, in one pass. Nearly all
// texts are, and nearly all of each is ASCII.
func clean(text []byte) bool {
	beyondLatin := false
	for i := 0; ; {
		i += plainASCII(text[i:])
		if i == len(text) {
			break
		}
		switch b := text[i]; {
		case b == '\n' || b == '\t', b >= 0x20 && b < 0x7f:
			i++
			continue
		case b == '\r' && i+1 < len(text) && text[i+1] == '\n':
			i += 2
			continue
		case b < utf8.RuneSelf:
			return false
		}
		r, size := utf8.DecodeRune(text[i:])
		if classify(r) != "" { // what is not UTF-8 becomes U+FFFD, which is refused
			return false
		}
		beyondLatin = beyondLatin || r >= 0x300
		i += size
	}
	return !beyondLatin || norm.NFC.IsNormal(text)
}

// plainASCII is how many bytes from the start are ASCII and no control characters but line
// feeds. It looks at eight at a time, and stops before the first eight that hold another.
func plainASCII(text []byte) int {
	const (
		each = 0x0101010101010101
		high = 0x80 * each
	)
	n := 0
	for ; n+8 <= len(text); n += 8 {
		w := binary.LittleEndian.Uint64(text[n:])
		rest := w ^ '\n'*each
		feeds := ^((rest&^high + ^uint64(high)) | rest | ^uint64(high)) // 0x80 where rest is 0
		shown := w | feeds>>2                                           // a line feed becomes 0x2a
		small := (shown - 0x20*each) &^ shown
		if (w|small|(w+each))&high != 0 { // beyond ASCII, below the space, 0x7f
			return n
		}
	}
	return n
}
