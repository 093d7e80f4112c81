package render

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// legible gives a text for people in which nothing acts and no personal identity number shows. It
// is for what git and records say: what stands in documents has been screened, and paths,
// names and records have not.
func legible(s string) string { return escape.Terminal(privacy.Mask(s)) }

// encodeCovered writes JSON as encode does, with the personal identity numbers in its texts
// covered, whichever member they stand in.
func encodeCovered(w io.Writer, v any) error {
	var b bytes.Buffer
	if err := encode(&b, v); err != nil {
		return err
	}
	for rest := b.Bytes(); len(rest) > 0; {
		text := bytes.IndexByte(rest, '"')
		if text < 0 {
			_, err := w.Write(rest)
			return err
		}
		end := text + literal(rest[text:])
		covered, err := cover(rest[text:end])
		if err != nil {
			return err
		}
		if _, err := w.Write(append(rest[:text:text], covered...)); err != nil {
			return err
		}
		rest = rest[end:]
	}
	return nil
}

// literal is the length of the JSON text that begins with a quotation mark.
func literal(encoded []byte) int {
	for i := 1; i < len(encoded); i++ {
		switch encoded[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(encoded)
}

// cover covers the numbers in a JSON text.
func cover(encoded []byte) ([]byte, error) {
	var text string
	if err := json.Unmarshal(encoded, &text); err != nil {
		return nil, err
	}
	covered := privacy.Mask(text)
	if covered == text {
		return encoded, nil
	}
	var b bytes.Buffer
	if err := encode(&b, covered); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
