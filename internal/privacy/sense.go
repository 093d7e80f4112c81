package privacy

// sense is what a word may be a sign of.
type sense uint8

const (
	nothing    sense = iota
	aPerson          // one patient, in the singular: kvinna, pojke
	aMan             // man: one patient, or anybody
	one              // en
	aPatient         // patient: one or any
	ofPatient        // patientens
	orSo             // äldre: "18 år och äldre" is no individual
	magnitude        // miljoner
	isCalled         // heter
	aName            // namn
	born             // född
	years            // år
	yearsOld         // årig
	anOlder          // åring
	bornIn           // f, before a year
	currency         // kr
	price            // pris
	each             // à
	doctor           // dr: what follows is a name
	licensed         // leg
	profession       // läkare: what follows may be a name

	// context is the last of those that are no sign by themselves, but only beside one of
	// those after it.
	context = magnitude
)

// longest is the length of the longest word that has a sense, at most.
const longest = 24

var senses = sensesOf(map[sense][]string{
	aPerson:   {"kvinna", "kvinnan", "mannen", "pojke", "pojken", "flicka", "flickan", "dam", "damen", "herre", "herren"},
	aMan:      {"man"},
	one:       {"en"},
	aPatient:  {"pat", "patient", "patienten"},
	ofPatient: {"patientens"},
	isCalled:  {"heter"},
	aName:     {"namn"},
	born:      {"född"},
	years:     {"år"},
	yearsOld:  {"årig", "åriga", "årige"},
	anOlder:   {"åring", "åringen"},
	bornIn:    {"f"},
	orSo:      {"äldre", "yngre", "uppåt"},
	currency:  {"kr", "kronor", "sek", "tkr", "ksek", "mkr", "mnkr", "msek", "eur", "euro"},
	magnitude: {"tusen", "miljon", "miljoner", "miljard", "miljarder"},
	price: {"pris", "priset", "priser", "priserna", "prislista", "prislistan", "prisbilaga", "prisnivå", "styckpris", "styckpriset", "enhetspris",
		"timpris", "vårdpris", "prissättning"},
	each:     {"à", "á"},
	doctor:   {"dr", "doktor"},
	licensed: {"leg", "legitimerad"},
	profession: {"läkare", "läk", "specialistläkare", "överläkare", "öl", "chefläkare", "professor", "prof", "docent", "sjuksköterska", "sköterska", "ssk",
		"verksamhetschef", "enhetschef", "sektionschef", "områdeschef", "produktionschef", "sjukhuschef", "sjukhusdirektör", "direktör", "chef",
		"handläggare", "samordnare", "koordinator", "vårdkoordinator", "operationskoordinator", "planerare"},
})

// lengths are those of the words with a sense, in bytes and as bits, by their first byte.
// Few other words begin like one of them and are as long.
var lengths = func() (bits [256]uint32) {
	for w := range senses {
		bits[w[0]] |= 1 << len(w)
	}
	return bits
}()

func sensesOf(words map[sense][]string) map[string]sense {
	m := map[string]sense{}
	for s, list := range words {
		for _, w := range list {
			m[w] = s
		}
	}
	return m
}
