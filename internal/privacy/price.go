package privacy

import (
	"bytes"

	"github.com/leveransplan/leveransplan/internal/lang"
)

var (
	priceMessage = lang.T("texten ser ut att innehålla ett pris", "the text seems to hold a price")
	priceHint    = lang.T("Hänvisa till avtalets nummer. Leverantörers priser kan vara sekretessbelagda, och planen är allmän handling.",
		"Refer to the agreement's number. Suppliers' prices may be secret, and the plan is a public document.")
)

// price tells that a sign of a price ends with a word.
func (r *Reader) price(i int) (first, last int, ok bool) {
	w := r.at(i)
	switch {
	case w.sense == price:
		return i, i, true
	case w.sense == currency && r.at(i-1).number && r.close(i, ""):
		return r.amount(i - 1), i, true
	case w.sense == currency && r.is(i-1, magnitude) && r.at(i-2).number:
		return r.amount(i - 2), i, true
	case w.sense == currency && len(r.said(i)) < 4 && r.at(i+1).number && r.close(i+1, ""):
		return i, i + 1, true
	case w.sense == each:
		return i, i + 1, r.thousand(i + 1)
	case w.number && r.beside(w):
		return i, i, true
	}
	return i, i, r.glued(w)
}

// amount gives the first word of a number that is written in groups.
func (r *Reader) amount(i int) int {
	for i > 0 && r.at(i-1).number && r.close(i, ",.") {
		i--
	}
	return i
}

// thousand tells that a number of a thousand or more stands at a word. Smaller ones after
// an à are minutes, or the upper end of a range: 3 à 4 veckor.
func (r *Reader) thousand(i int) bool {
	n, ok := r.figure(i)
	return ok && (n >= 1000 || n > 0 && r.at(i+1).number && r.at(i+1).end-r.at(i+1).start == 3 && r.close(i+1, ""))
}

// beside tells that a number has the sign of a price: 450:- or 40 €.
func (r *Reader) beside(w word) bool {
	after := r.text[w.end:]
	euro := []byte("€")
	return bytes.HasPrefix(after, []byte(":-")) || bytes.HasPrefix(bytes.TrimLeft(after, " "), euro) ||
		bytes.HasSuffix(bytes.TrimRight(r.text[:w.start], " "), euro)
}

// glued tells that a word is a number and a currency without a space: 450kr.
func (r *Reader) glued(w word) bool {
	text := r.text[w.start:w.end]
	unit := bytes.TrimLeft(text, "0123456789")
	return len(unit) > 0 && len(unit) < len(text) && senseOf(unit) == currency
}
