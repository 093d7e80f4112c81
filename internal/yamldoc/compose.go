package yamldoc

import (
	"bytes"
	"errors"

	"golang.org/x/text/unicode/norm"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// errComposed says that a text reads otherwise once its accents are composed.
var errComposed = errors.New("the text reads otherwise with its accents composed")

// Compose writes the loose accents of a text together with their letters (rule S207: an a
// and a loose ring become å), in values, keys and comments. What is written as an escape
// stays. Nothing else changes: it gives [*Spoiled] where the text can't be read for
// another reason, and an error where the composed text would read otherwise.
//
// It stands here and not beside other repairs because nobody else can read such a text.
func Compose(text []byte) ([]byte, error) {
	edits := compositions(text)
	if len(edits) == 0 {
		return text, nil
	}
	f := newFindings(diag.NewSource("", text))
	prescan(f)
	for _, d := range f.found {
		if d.Rule != ruleNotNFC {
			return nil, &Spoiled{diag.List{d}}
		}
	}
	out, err := splice(text, edits)
	if err != nil {
		return nil, err
	}
	if bad := Prescan(diag.NewSource("", out)); len(bad) > 0 {
		return nil, &Spoiled{bad} // a letter with more accents than any has
	}
	before, after := composed(text), composed(out)
	if before == nil || after == nil || !Equal(before, after) {
		return nil, errComposed
	}
	return out, nil
}

// compositions are the places of a text that are not in normal form C.
func compositions(text []byte) []Edit {
	if norm.NFC.IsNormal(text) {
		return nil
	}
	var edits []Edit
	var segments norm.Iter
	segments.Init(norm.NFC, text)
	for !segments.Done() {
		start := segments.Pos()
		composed := segments.Next()
		if end := segments.Pos(); !bytes.Equal(composed, text[start:end]) {
			edits = append(edits, Edit{start, end, string(composed)})
		}
	}
	return edits
}

// composed reads a text whatever its accents, and composes what it says.
func composed(text []byte) *Node {
	root := parse(newFindings(diag.NewSource("", text)))
	if root != nil {
		root.Each(func(n *Node) { n.Text = norm.NFC.String(n.Text) })
	}
	return root
}

// NFC writes the loose accents of a value together with their letters.
func NFC(text string) string { return norm.NFC.String(text) }
