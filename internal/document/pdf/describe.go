package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
)

// Limits of what a file is read for. A file can cost no more than they allow, whatever it says.
const (
	maxString  = 4 << 10  // bytes of a text
	maxStrings = 5_000    // places where a text may stand
	maxStreams = 2_000    // compressed parts that are looked into
	maxPart    = 4 << 20  // bytes of such a part
	maxParts   = 32 << 20 // bytes of all of them
	maxPacket  = 256 << 10
	maxBefore  = 1 << 10 // bytes before a stream that can describe it
)

// Is tells that a file says that it is a PDF.
func Is(file []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(file, "\ufeff \r\n\t"), []byte("%PDF-"))
}

// Descriptions gives the texts by which a file describes itself: titles, subjects and keywords
// of its dictionaries, wherever they stand, and its metadata. Nothing of what pages show is in
// it. An encrypted file has none.
func Descriptions(file []byte) []string {
	var d descriptions
	d.scan(file)
	left := maxParts
	for i, rest := 0, 0; i < maxStreams && left > 0; i++ {
		at := bytes.Index(file[rest:], []byte("stream"))
		if at < 0 {
			break
		}
		start := rest + at
		rest = start + len("stream")
		if bytes.HasSuffix(file[:start], []byte("end")) {
			i--
			continue
		}
		if before := describing(file[:start]); holdsTexts(before) && bytes.Contains(before, []byte("/FlateDecode")) {
			text, cost := inflated(file[rest:], min(left, maxPart))
			left -= cost
			d.scan(text)
		}
	}
	return d.texts
}

// describing is the dictionary before a stream, as far as it is looked at.
func describing(before []byte) []byte {
	before = before[max(0, len(before)-maxBefore):]
	if at := bytes.LastIndex(before, []byte("obj")); at >= 0 {
		return before[at:]
	}
	return before
}

// holdsTexts tells that a stream holds objects or metadata, not a page or a picture.
func holdsTexts(dictionary []byte) bool {
	return bytes.Contains(dictionary, []byte("/ObjStm")) || bytes.Contains(dictionary, []byte("/Metadata"))
}

// inflated is the beginning of a stream, and what it cost to read: an empty one of many bytes
// costs them too.
func inflated(rest []byte, limit int) (text []byte, cost int) {
	rest = rest[:min(len(rest), limit)]
	in := bytes.NewReader(bytes.TrimLeft(rest[:min(2, len(rest))], "\r\n"))
	whole := bytes.NewReader(rest[min(2, len(rest)):])
	r, err := zlib.NewReader(io.MultiReader(in, whole))
	if err == nil {
		text, _ = io.ReadAll(io.LimitReader(r, int64(limit))) // as far as it can be read
	}
	return text, len(text) + len(rest) - whole.Len()
}

var keys = regexp.MustCompile(`/(?:Title|Subject|Keywords)\s{0,8}([(<])`)

type descriptions struct {
	texts []string
	tried int // places that have been looked at
}

func (d *descriptions) scan(text []byte) {
	for rest := text; d.tried < maxStrings; d.tried++ {
		place := keys.FindSubmatchIndex(rest)
		if place == nil {
			break
		}
		value := rest[place[2]:min(len(rest), place[2]+maxString)]
		if s := stringOf(value); s != "" {
			d.texts = append(d.texts, s)
		}
		rest = rest[place[3]:]
	}
	for rest := text; d.tried < maxStrings; d.tried++ {
		start := bytes.Index(rest, []byte("<?xpacket begin"))
		if start < 0 {
			break
		}
		packet := rest[start:min(len(rest), start+maxPacket)]
		if end := bytes.Index(packet, []byte("<?xpacket end")); end >= 0 {
			packet = packet[:end]
		}
		d.texts = append(d.texts, strings.ToValidUTF8(string(packet), ""))
		rest = rest[start+len(packet):]
	}
}

// stringOf reads a string as PDF writes them: (literal) or <hex>.
func stringOf(text []byte) string {
	if bytes.HasPrefix(text, []byte("<<")) {
		return ""
	}
	if text[0] == '<' {
		return decoded(hexadecimal(text[1:]))
	}
	return decoded(literal(text[1:]))
}

func hexadecimal(text []byte) []byte {
	var out []byte
	high, odd := byte(0), false
	for _, c := range text {
		n := strings.IndexByte("0123456789abcdef", c|0x20)
		switch {
		case c == '>':
			return out
		case n < 0 && c > ' ':
			return nil
		case n < 0 || c <= ' ':
		case odd:
			out, odd = append(out, high|byte(n)), false
		default:
			high, odd = byte(n)<<4, true
		}
	}
	return nil
}

func literal(text []byte) []byte {
	var out []byte
	depth := 1
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			if n := octal(text[i:]); n > 0 {
				out, i = append(out, octalByte(text[i:i+n])), i+n-1
			} else if text[i] != '\r' && text[i] != '\n' {
				out = append(out, text[i])
			}
		case c == '(':
			depth++
			out = append(out, c)
		case c == ')':
			if depth--; depth == 0 {
				return out
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return nil
}

func octal(text []byte) (n int) {
	for n < 3 && n < len(text) && text[n] >= '0' && text[n] <= '7' {
		n++
	}
	return n
}

func octalByte(text []byte) (b byte) {
	for _, c := range text {
		b = b<<3 | (c - '0')
	}
	return b
}

// decoded is the text of a string: UTF-16 where it says so, else taken for UTF-8 or ASCII.
func decoded(s []byte) string {
	if bytes.HasPrefix(s, []byte{0xfe, 0xff}) {
		var units []uint16
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(s), "\ufeff"), "")
}
