package privacy

import (
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/lang"
)

var (
	personMessage = lang.T("texten ser ut att handla om en enskild patient", "the text seems to be about an individual patient")
	personHint    = lang.T("Skriv om grupper och antal. Ålder, kön och födelsetid för en person hör hemma i journalen.",
		"Write about groups and counts. A person's age, sex and birth belong in the patient record.")
)

// person tells that a sign of one patient ends with a word.
func (r *Reader) person(i int) (first, last int, ok bool) {
	switch r.at(i).sense {
	case born:
		return i, i, true
	case isCalled:
		return i - 1, i, r.is(i-1, aPatient) && r.close(i, "")
	case aName:
		return i - 1, i, r.is(i-1, ofPatient) && r.close(i, "")
	case years:
		return r.aged(i)
	case yearsOld:
		// 84-årig kvinna, but not a three-year agreement.
		return i - 1, i + 1, r.age(i-1) && r.close(i, "-") && r.somebody(i+1) && r.close(i+1, "")
	case anOlder:
		return i - 1, i, r.age(i-1) && r.close(i, "-")
	case bornIn:
		year, isYear := r.figure(i + 1)
		return i, i + 1, r.said(i) == "f" && r.alone(i) && isYear && year >= 1900 && year < firstPlanYear && r.close(i+1, ".")
	}
	return 0, 0, false
}

// aged judges "kvinna, 84 år" and "A.K. 84 år", where the word is the år.
func (r *Reader) aged(i int) (first, last int, ok bool) {
	if !r.age(i-1) || !r.close(i, "") || r.is(i+1, orSo) || r.is(i+2, orSo) {
		return 0, 0, false
	}
	if r.somebody(i - 2) {
		return i - 2, i, r.close(i-1, ",:(") && r.alone(i-2) && !r.pronoun(i-2)
	}
	initial := func(i int) bool {
		w := r.at(i)
		c, size := utf8.DecodeRune(r.text[w.start:w.end])
		return size == w.end-w.start && unicode.IsUpper(c) && r.parted(i + 1)[0] == '.'
	}
	return i - 3, i, initial(i-3) && initial(i-2) && r.close(i-2, ".") && r.close(i-1, ".,(")
}

func (r *Reader) somebody(i int) bool {
	s := r.at(i).sense
	return s == aPerson || s == aMan || s == aPatient
}

// pronoun tells that a man is anybody, as in "om man 18 år senare": it stands among other
// words, with neither an article nor a sign.
func (r *Reader) pronoun(i int) bool {
	return r.is(i, aMan) && r.parted(i) == " " && !r.is(i-1, one) && r.parted(i+1) == " "
}

// age tells that a word is the age of somebody who may be on a waiting list.
func (r *Reader) age(i int) bool {
	n, ok := r.figure(i)
	return ok && n > 0 && n <= 110
}

// alone tells that no sign ties a word to the one before it, as in t.o.f.
func (r *Reader) alone(i int) bool {
	gap := r.parted(i)
	return gap[len(gap)-1] != '.' && gap[len(gap)-1] != '-'
}
