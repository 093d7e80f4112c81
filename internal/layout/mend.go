package layout

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// The rules of yamldoc and schema whose findings can be mended by what the file itself
// says.
const (
	ruleNotNFC     = "S207" // loose accents are composed
	ruleNumber     = "S321" // a code gets quotes: 0114
	ruleNumberSize = "S322" // the same: 5560000167
	ruleSpelling   = "S323" // the same: True
	ruleUnknownKey = "S402" // a key loses its diacritics: förvaltning
	ruleType       = "S404" // a code gets quotes: 9.0
	ruleModeline   = "S409" // the modeline's path is computed anew
	ruleNoModeline = "S408" // mended by Format only, since it takes a line of its own
)

// Fixable tells that [Layout.Fix] can mend a rule's findings, though not each of them.
func Fixable(rule string) bool {
	return slices.Contains([]string{ruleNotNFC, ruleNumber, ruleNumberSize, ruleSpelling, ruleUnknownKey, ruleType, ruleModeline}, rule)
}

// Fix mends the faults in a document whose remedy leaves no choice, each at its place:
// loose accents are composed, values that the schema wants as text get quotes, keys lose
// their diacritics, the modeline's path is put right. Everything else stays to the byte,
// whatever else is wrong with the file. It gives the rules that were mended, one for each
// finding (one for all loose accents). A file with a personal identity number is left
// alone. An error is a fault of this package.
func (l *Layout) Fix(file string, text []byte) (fixed []byte, rules []string, err error) {
	if len(numbers(file, text)) > 0 {
		return text, nil, nil
	}
	doc, _, rules, err := l.mended(file, text)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	case doc == nil || len(hiddenNumbers(doc)) > 0:
		return text, nil, nil
	}
	return doc.Source.Text, rules, nil
}

// mended reads a document, mends it and tells what is still to be said of its YAML. The
// document is nil where it can't be read.
func (l *Layout) mended(file string, text []byte) (doc *yamldoc.Document, left diag.List, rules []string, err error) {
	// What can't be composed keeps its finding.
	if composed, err := yamldoc.Compose(text); err == nil && !bytes.Equal(composed, text) {
		text, rules = composed, append(rules, ruleNotNFC)
	}
	doc, left = yamldoc.Parse(diag.NewSource(file, text))
	if doc == nil {
		return nil, left, nil, nil
	}
	for found := l.slips(doc); len(found) > 0; {
		fresh, left, err := mend(doc, found)
		if err != nil {
			return nil, nil, nil, err
		}
		kept := l.accepted(doc, fresh, found)
		if len(kept) < len(found) {
			found = kept
			continue
		}
		for _, s := range found {
			rules = append(rules, s.rule)
		}
		return fresh, left, rules, meant(doc, fresh, found)
	}
	return doc, left, rules, nil
}

// slip is a fault together with what mends it.
type slip struct {
	rule string
	edit yamldoc.Edit
	node *yamldoc.Node // the value or key that it is about, nil for a comment
	says string        // what the node says once it is mended
}

func quoted(rule string, n *yamldoc.Node, says string) slip {
	return slip{rule, yamldoc.Edit{Start: n.Span.Start(), End: n.Span.End(), Text: yamldoc.Quoted(says)}, n, says}
}

// slips finds what can be mended in a document, in the order of the text.
func (l *Layout) slips(doc *yamldoc.Document) (found []slip) {
	kind := l.kind(doc)
	if kind != "" {
		for _, e := range l.schemaPath(doc, kind) {
			found = append(found, slip{rule: ruleModeline, edit: e})
		}
	}
	var look func(n *yamldoc.Node, s *schema.Shape)
	scalar := func(n *yamldoc.Node, s *schema.Shape) {
		raw := string(doc.Source.Slice(n.Span))
		rule, misread := yamldoc.Misread(n.Text)
		switch {
		case n.Bad && n.Quoted && raw[0] == '"' && yamldoc.NFC(n.Text) != n.Text:
			found = append(found, quoted(ruleNotNFC, n, yamldoc.NFC(n.Text)))
		case !s.IsText() || !misread || raw != n.Text || n.Kind == yamldoc.Null:
		case n.Bad && rule != "":
			found = append(found, quoted(rule, n, n.Text))
		case !n.Bad && n.Kind != yamldoc.String:
			found = append(found, quoted(ruleType, n, n.Text))
		}
	}
	look = func(n *yamldoc.Node, s *schema.Shape) {
		for _, e := range n.Entries {
			name := e.Key.Text
			if plain := withoutDiacritics(e.Key, n, s); plain != "" {
				fix := quoted(ruleUnknownKey, e.Key, plain)
				if !e.Key.Quoted {
					fix.edit.Text = plain
				}
				found, name = append(found, fix), plain
			} else {
				scalar(e.Key, nil)
			}
			look(e.Value, s.Value(name))
		}
		for _, item := range n.Items {
			look(item, s.Item())
		}
		if len(n.Entries)+len(n.Items) == 0 && n.Kind != yamldoc.Mapping && n.Kind != yamldoc.Sequence {
			scalar(n, s)
		}
	}
	look(doc.Root, l.shapes[kind])
	return found
}

// withoutDiacritics is the key that an unknown key stands for, if å, ä and ö are all that
// tells them apart and the mapping does not have it. Two that stand for one are left.
func withoutDiacritics(key, mapping *yamldoc.Node, s *schema.Shape) string {
	plain := lang.ASCII(key.Text)
	if key.Bad || plain == key.Text || !s.Names(plain) || s.Names(key.Text) {
		return ""
	}
	for _, e := range mapping.Entries {
		if e.Key != key && lang.ASCII(e.Key.Text) == plain {
			return ""
		}
	}
	return plain
}

// mend makes the edits.
func mend(doc *yamldoc.Document, found []slip) (*yamldoc.Document, diag.List, error) {
	edits := make([]yamldoc.Edit, len(found))
	for i, s := range found {
		edits[i] = s.edit
	}
	text, err := yamldoc.Splice(doc.Source.Text, edits)
	if err != nil {
		return nil, nil, err
	}
	fresh, left := yamldoc.Parse(diag.NewSource(doc.Source.File, text))
	if fresh == nil {
		return nil, nil, errMeaning
	}
	return fresh, left, nil
}

// accepted drops the slips that are none: where the schema does not want the text with
// quotes either, they would only change one finding into another.
func (l *Layout) accepted(doc, fresh *yamldoc.Document, found []slip) []slip {
	_, list := l.schemas.Check(fresh)
	still := map[diag.Range]bool{}
	for _, d := range list {
		still[d.Range] = true
	}
	now := map[*yamldoc.Node]*yamldoc.Node{}
	var before, after []*yamldoc.Node
	doc.Root.Each(func(n *yamldoc.Node) { before = append(before, n) })
	fresh.Root.Each(func(n *yamldoc.Node) { after = append(after, n) })
	for i, n := range before {
		now[n] = after[min(i, len(after)-1)] // meant compares them
	}
	var kept []slip
	for _, s := range found {
		if s.node == nil || s.rule == ruleNotNFC || s.rule == ruleUnknownKey || !still[fresh.Source.Range(now[s.node].Span)] {
			kept = append(kept, s)
		}
	}
	return kept
}

// meant holds the mended document to what it should say: what it said before, but for the
// nodes that were mended. It leaves the old document's nodes changed.
func meant(doc, fresh *yamldoc.Document, found []slip) error {
	for _, s := range found {
		if s.node != nil {
			s.node.Kind, s.node.Text, s.node.Bad = yamldoc.String, s.says, false
		}
	}
	if !yamldoc.Equal(doc.Root, fresh.Root) {
		return errMeaning
	}
	return nil
}

// quotes puts quotes around what other readers of YAML would not take for the text that
// the schema wants, such as no or 12:30.
func quotes(n *yamldoc.Node, s *schema.Shape) (edits []yamldoc.Edit) {
	for _, e := range n.Entries {
		edits = append(edits, quotes(e.Value, s.Value(e.Key.Text))...)
	}
	for _, item := range n.Items {
		edits = append(edits, quotes(item, s.Item())...)
	}
	if _, misread := yamldoc.Misread(n.Text); misread && s.IsText() && n.Kind == yamldoc.String && !n.Quoted {
		edits = append(edits, quoted("", n, n.Text).edit)
	}
	return edits
}
