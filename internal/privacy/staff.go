package privacy

import (
	"strings"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/lang"
)

var (
	staffMessage = lang.T("texten ser ut att namnge en anställd", "the text seems to name a member of staff")
	staffHint    = lang.T("Skriv rollen och funktionens brevlåda. Ett namn i git går inte att ta bort när personen slutar.",
		"Write the role and the mailbox of the function. A name in git can't be removed when the person leaves.")
)

// staff tells that a sign of a named person begins with a word.
func (r *Reader) staff(i int) (first, last int, ok bool) {
	switch r.at(i).sense {
	case doctor:
		return i, i + 1, r.capitalised(i+1) && r.close(i+1, ".")
	case licensed:
		// leg. läk. Berg
		return i, i + 2, r.is(i+1, profession) && r.close(i+1, ".") && r.capitalised(i+2) && r.close(i+2, ".")
	case profession:
		// What follows may be a place as well: överläkare Skövde.
		return i, i + 1, r.capitalised(i+1) && firstNames[r.name(i+1)] && r.close(i+1, ".,:")
	}
	if last, ok := r.mailbox(i); ok {
		return i, last, true
	}
	return i, i, r.account(i)
}

// name writes a word as the list of names has it.
func (r *Reader) name(i int) string { return strings.ToLower(lang.ASCII(r.said(i))) }

// mailbox judges an e-mail address that begins with a word: two names, such as
// anna.berg@…, are a person's, and so is an account id. Functions may have two words as
// well (ortopedi.skas@…), so that only well-known first names count.
func (r *Reader) mailbox(i int) (last int, ok bool) {
	if !r.alone(i) {
		return 0, false
	}
	for last = i; r.parted(last+1) == "." || r.parted(last+1) == "-"; {
		last++
	}
	if r.parted(last+1) != "@" {
		return 0, false
	}
	if last == i {
		return last, accountForm(r.said(i))
	}
	for j := i; j <= last; j++ {
		if strings.ContainsAny(strings.TrimRight(r.said(j), "0123456789"), "0123456789") {
			return 0, false
		}
	}
	return last, firstNames[r.name(i)] && strings.Contains(string(r.text[r.at(i).end:r.at(last).start]), ".")
}

// account tells that a word in running text is an account id of the region: three letters
// of the first name, two of the last and a number.
func (r *Reader) account(i int) bool {
	w := r.at(i)
	tied := func(at int) bool {
		return at >= 0 && at < len(r.text) && strings.IndexByte("-_/@#:=+§", r.text[at]) >= 0
	}
	inside := w.end+1 < len(r.text) && r.text[w.end] == '.' && r.text[w.end+1] != ' '
	return len(r.words) > 1 && accountForm(r.said(i)) && !tied(w.start-1) && !tied(w.end) && !inside
}

func accountForm(s string) bool {
	letters := strings.TrimRight(s, "0123456789")
	return len(letters) == 5 && len(s) > 5 && len(s) <= 9 && !ordinary[letters] &&
		strings.IndexFunc(letters, func(c rune) bool { return c > 'z' || !unicode.IsLower(c) }) < 0
}

// ordinary words of five letters may have a number right after them.
var ordinary = map[string]bool{
	"avtal": true, "covid": true, "figur": true, "grupp": true, "index": true, "klass": true, "linje": true, "norra": true, "ostra": true,
	"plats": true, "punkt": true, "rader": true, "sidan": true, "sodra": true, "spalt": true, "vecka": true, "volym": true,
}
