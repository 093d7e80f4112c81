package record

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"github.com/gowebpki/jcs"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// MaxSize is the size in bytes up to which a record is written and read. A request may change
// some thousand documents at once, and each stands in its record several times.
const MaxSize = 16 << 20

// Encode writes the record as canonical JSON (RFC 8785), without a line break at its end.
// A record that does not hold together is a [*Violation].
func (r *Record) Encode() ([]byte, error) {
	if why := r.wrong(); !why.IsZero() {
		return nil, &Violation{Code: Malformed, Message: why}
	}
	text, err := json.Marshal(r)
	if err == nil {
		text, err = jcs.Transform(text)
	}
	if err != nil {
		return nil, err
	}
	if len(text) > MaxSize {
		return nil, &Violation{Code: Malformed, Message: tooLarge(len(text))}
	}
	return text, nil
}

// Decode reads a record. It accepts only the very bytes that Encode writes; anything else
// is a [*Violation] that keeps the bytes: [UnknownVersion] where a later tool has written
// it, [NotCanonical] where the bytes say what a record says and differ from it in form,
// [Malformed] otherwise.
func Decode(text []byte) (*Record, error) {
	if len(text) > MaxSize {
		return nil, broken(text, tooLarge(len(text)))
	}
	r := &Record{}
	if json.Unmarshal(text, r) == nil && r.Version == Version {
		r.sort()
		if again, err := r.Encode(); err == nil && bytes.Equal(again, text) {
			return r, nil
		}
	}
	return nil, diagnose(text)
}

// diagnose says why a text is not what Encode writes.
func diagnose(text []byte) *Violation {
	version, known := versionOf(text)
	if !known {
		return broken(text, lang.T("filen är inget protokoll", "the file is no record"))
	}
	canonical, err := jcs.Transform(text)
	switch {
	case version != strconv.Itoa(Version):
		return &Violation{Code: UnknownVersion, Text: text, Message: lang.T(
			"protokollet har formatversion %s; verktyget känner %s", "the record has format version %s; this tool knows %s", version, strconv.Itoa(Version))}
	case err != nil:
		return broken(text, lang.T("filen är inte giltig JSON", "the file is not valid JSON"))
	case !bytes.Equal(canonical, text):
		return &Violation{Code: NotCanonical, Text: text, Message: lang.T(
			"protokollet är inte skrivet i kanonisk form (RFC 8785), från byte %s", "the record is not written in canonical form (RFC 8785), from byte %s",
			strconv.Itoa(firstDifference(canonical, text)))}
	}
	r := &Record{}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if in.Decode(r) != nil {
		return broken(text, lang.T("protokollet har en nyckel eller ett värde som inte hör dit", "the record has a key or a value that does not belong there"))
	}
	if why := r.wrong(); !why.IsZero() {
		return broken(text, why)
	}
	// What remains is another order of the same, or a value that is left out when it is zero.
	return broken(text, lang.T("protokollet är inte skrivet som verktyget skriver det", "the record is not written as this tool writes it"))
}

// versionOf reads the version before anything else is asked of a file.
func versionOf(text []byte) (string, bool) {
	var top map[string]json.RawMessage
	in := json.NewDecoder(bytes.NewReader(text))
	if in.Decode(&top) != nil {
		return "", false
	}
	if _, err := in.Token(); err != io.EOF {
		return "", false
	}
	n, err := strconv.Atoi(string(top["version"]))
	return strconv.Itoa(n), err == nil && n > 0
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func broken(text []byte, why lang.Text) *Violation {
	return &Violation{Code: Malformed, Text: text, Message: why}
}

func tooLarge(size int) lang.Text {
	return lang.T("protokollet är %d byte, mer än %d", "the record is %d bytes, more than %d", size, MaxSize)
}
