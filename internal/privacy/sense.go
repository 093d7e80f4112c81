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
	isCalled         // heter
	aName            // namn
	born             // född
	years            // år
	yearsOld         // årig
	anOlder          // åring
	bornIn           // f, before a year
	orSo             // äldre: "18 år och äldre" is no individual
	currency         // kr
	magnitude        // miljoner
	price            // pris
	each             // à
	doctor           // dr: what follows is a name
	licensed         // leg
	profession       // läkare: what follows may be a name
)

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

func sensesOf(words map[sense][]string) map[string]sense {
	m := map[string]sense{}
	for s, list := range words {
		for _, w := range list {
			m[w] = s
		}
	}
	return m
}
