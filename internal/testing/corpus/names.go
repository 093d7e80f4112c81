package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// Invented places: no hospital or clinic of these names exists.
var (
	placeStarts = []string{"Al", "Berg", "Dal", "Ek", "Fors", "Gran", "Hav", "Kvarn", "Lind", "Mark", "Norr", "Sjö", "Skog", "Sten", "Vik", "Väster", "Äng", "Öst"}
	placeEnds   = []string{"torp", "by", "köping", "hamn", "sund", "vik", "ås", "holm", "ryd", "stad"}
	clinicEnds  = []string{"kliniken", "kirurgi", "specialistvård", "läkarhus", "närsjukhus"}
)

// place gives the i-th place name with an ending. The order mixes both halves, so that
// neighbours in a list differ in more than their last syllable. Where there are no more
// names they come again with a number.
func place(i int, ending string) string {
	starts, ends := len(placeStarts), len(placeEnds)
	name := placeStarts[i%starts] + placeEnds[(i+i/starts)%ends] + ending
	if again := i / (starts * ends); again > 0 {
		name += fmt.Sprintf(" %d", again+1)
	}
	return name
}

// ascii makes an id of a name.
func ascii(name string) string {
	plain := strings.NewReplacer("å", "a", "ä", "a", "ö", "o").Replace(strings.ToLower(name))
	words := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}

// specialty is a medical field: its name, and the letters that stand for it in ids of
// plans, which are short.
type specialty struct{ name, code string }

var specialties = []specialty{
	{"Ortopedi", "ort"}, {"Ögonsjukvård", "ogo"}, {"Öron-, näs- och halssjukvård", "onh"}, {"Allmän kirurgi", "kir"},
	{"Urologi", "uro"}, {"Gynekologi", "gyn"}, {"Handkirurgi", "han"}, {"Plastikkirurgi", "pla"}, {"Kärlkirurgi", "kar"},
	{"Neurokirurgi", "nki"}, {"Thoraxkirurgi", "tho"}, {"Käkkirurgi", "kak"}, {"Ryggkirurgi", "ryg"}, {"Bröstkirurgi", "bro"},
	{"Hudsjukvård", "hud"}, {"Kardiologi", "kad"}, {"Gastroenterologi", "gas"}, {"Reumatologi", "reu"}, {"Neurologi", "neu"},
	{"Lungsjukvård", "lun"}, {"Endokrinologi", "end"}, {"Smärtvård", "sma"}, {"Endoskopi", "esk"}, {"Sömnmedicin", "som"},
	{"Audiologi", "aud"}, {"Rehabiliteringsmedicin", "reh"}, {"Allergisjukvård", "all"}, {"Njursjukvård", "nju"},
	{"Hematologi", "hem"}, {"Klinisk fysiologi", "fys"}, {"Bild- och funktionsmedicin", "bof"}, {"Överviktskirurgi", "ovk"},
}

// parts divide a field where a nation needs more fields than there are specialties.
var parts = []specialty{{"", ""}, {", högspecialiserad", "h"}, {", barn och unga", "b"}}

// groupNames are the kinds of care within a field; a line of a missiv is about one.
var groupNames = []string{"primar", "revision", "utredning"}

var forms = []string{"slutenvard", "dagkirurgi", "oppenvard"}
