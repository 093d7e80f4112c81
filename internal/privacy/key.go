package privacy

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// personKeys ask for an individual. They are written as squash leaves them.
var personKeys = map[string]bool{
	"pnr": true, "persnr": true, "personnr": true, "persnummer": true, "personnummer": true, "samordningsnr": true, "samordningsnummer": true,
	"ssn": true, "personalidentitynumber": true, "socialsecuritynumber": true, "reservnr": true, "reservnummer": true,
	"patientid": true, "patientnr": true, "patientnummer": true, "patientnamn": true, "patientensnamn": true, "namnpatient": true,
	"patientname": true, "nameofpatient": true, "journalnr": true, "journalnummer": true, "journalid": true,
	"fodd": true, "fodelsear": true, "fodelsedag": true, "fodelsedatum": true, "fodelsetid": true, "birthdate": true, "birthday": true,
	"dateofbirth": true, "dob": true, "fornamn": true, "efternamn": true, "firstname": true, "lastname": true, "surname": true,
}

// personWords ask for an individual wherever in a key they stand: personnummer_patient.
var personWords = bytes.Fields([]byte("personnummer personnr samordningsnummer fodelsedatum patientnamn personalidentitynumber socialsecuritynumber"))

var priceKeys = map[string]bool{
	"pris": true, "priser": true, "apris": true, "styckpris": true, "enhetspris": true, "timpris": true, "vardpris": true, "prislista": true,
	"kostnad": true, "kostnader": true, "belopp": true, "ersattning": true, "arvode": true, "kr": true, "kronor": true, "sek": true, "tkr": true, "mkr": true,
	"price": true, "cost": true,
}

// Key judges a key, or the name of a column, for what it asks: S602 for an individual,
// S604 for a price. Both are errors, since nothing that such a key holds may stand in a
// plan, whatever its value.
func Key(src *diag.Source, at diag.Span, key string) (diag.Diagnostic, bool) {
	var buffer [64]byte
	switch word := squash(buffer[:0], key); {
	case personKeys[string(word)] || holdsAny(word, personWords):
		return finding(src, at, RuleKey, diag.Error,
			lang.T("nyckeln `%s` frågar efter en enskild person, och planer räknar bara antal", "the key `%s` asks for an individual, and plans count only", key),
			lang.T("Ta bort nyckeln och dess värde. Är värdet redan i en commit: kontakta dataskyddsombudet.",
				"Remove the key and its value. If the value is in a commit already: talk to the data protection officer.")), true
	case priceKeys[string(word)]:
		return finding(src, at, RulePrice, diag.Error,
			lang.T("nyckeln `%s` är för priser, och de hör inte hemma i en plan", "the key `%s` is for prices, which do not belong in a plan", key), priceHint), true
	}
	return diag.Diagnostic{}, false
}

// squash writes a key without case, diacritics and anything that parts words, behind what
// stands in a buffer.
func squash(word []byte, key string) []byte {
	if strings.IndexFunc(key, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		key = lang.Codeword(key)
	}
	for i := range len(key) {
		if isLetter(key[i]) {
			word = append(word, key[i]|0x20)
		}
	}
	return word
}

func holdsAny(word []byte, parts [][]byte) bool {
	return slices.ContainsFunc(parts, func(part []byte) bool { return bytes.Contains(word, part) })
}
