package diff

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// Form is bound content: what an approval of a document, or of an entry, is given to. It
// has a line for each value, `"/volym":120`, in the order of the pointers, with entry keys
// in place of indexes and texts in NFC. Comments, layout, the file's path, arende, kontakter
// and the minutes of entries are left out. Two forms are equal only if the contents are.
//
// What can't be read whole has no values to bind to: its form is its text, as it stands.
type Form []byte

// Sum is the SHA-256 of the form, in hexadecimal digits.
func (f Form) Sum() string {
	sum := sha256.Sum256(f)
	return hex.EncodeToString(sum[:])
}

// Bound gives the bound form of a document.
func Bound(d plan.Any) Form {
	doc := d.Base()
	if veiled(d) {
		return slices.Concat(Form("unread\n"), doc.Source.Text)
	}
	if table, ok := d.(*plan.Utfall); ok {
		return rowsForm(rowsOf(table))
	}
	return boundForm(doc.Kind, leavesOf(doc))
}

// boundForm is the bound form of a document that can be read whole.
func boundForm(kind plan.Kind, leaves []leaf) Form {
	return formOf(leaves, func(l leaf) bool { return !editorial(kind, l.pointer) })
}

// BoundRest gives the bound form of a rest: its own values and the period of its document.
func BoundRest(r *plan.Rest) Form {
	if veiled(r.Owner) {
		return Bound(r.Owner)
	}
	for _, e := range restsOf(r.Owner) {
		if e.rest == r {
			return e.form()
		}
	}
	return nil
}

// BoundEntry gives the bound form of an entry of a register, named by its list and by its
// key as [plan.EntryKey] has it; empty where there is none.
func BoundEntry(d plan.Any, list, key string) Form {
	if veiled(d) {
		return Bound(d)
	}
	prefix := "/" + list + "/" + escape(key) + "/"
	return formOf(leavesOf(d.Base()), func(l leaf) bool { return strings.HasPrefix(l.pointer, prefix) })
}

func formOf(leaves []leaf, keep func(leaf) bool) Form {
	lines := make([]string, 0, len(leaves))
	for _, l := range leaves {
		if keep(l) {
			lines = append(lines, quoted(l.pointer)+":"+l.value+"\n")
		}
	}
	slices.Sort(lines)
	return Form(strings.Join(lines, ""))
}

// covered is what a personal identity number looks like to everybody behind the loader. Two
// numbers look the same, so a text that holds one can't be told from another text.
var covered = []byte("••••")

func hidesNumber(d plan.Any) bool { return bytes.Contains(d.Base().Source.Text, covered) }

// veiled tells that a document can't be read whole.
func veiled(d plan.Any) bool { return d.Base().Broken || hidesNumber(d) }
