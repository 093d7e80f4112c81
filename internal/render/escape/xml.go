package escape

import "bytes"

// XML takes XML as package encoding/xml writes it and makes it harmless in the log of a
// workflow, where ##[ opens a command anywhere in a line; line breaks between tags it shows
// as what they are. Whoever parses it gets the same text. The texts in it have passed
// [Terminal], which leaves no character that XML can't hold and no line break.
func XML(encoded []byte) []byte {
	encoded = bytes.ReplaceAll(encoded, []byte("&#xA;"), []byte("\n"))
	return bytes.ReplaceAll(encoded, []byte("##["), []byte("##&#91;"))
}
