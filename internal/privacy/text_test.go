package privacy

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// rulesOf gives the rules that a text breaks, each with the words that it is about.
func rulesOf(text string) (out []string) {
	src := diag.NewSource("a.yaml", []byte(text))
	for _, d := range new(Reader).Text(src, diag.Between(0, len(text))) {
		line := []rune(d.Line)
		out = append(out, d.Rule+" "+string(line[d.Range.Start.Column-1:d.Range.End.Column-1]))
	}
	return out
}

func TestTextsThatAreWarnedOf(t *testing.T) {
	for rule, texts := range map[string]map[string]string{
		"S603": {
			"kvinna 84 år":                     "kvinna 84 år",
			"En man, 72 år, väntar":            "man, 72 år",
			"Pojke (9 år)":                     "Pojke (9 år",
			"gäller patienten: 84 år":          "patienten: 84 år",
			"En 84-årig kvinna från Skara":     "84-årig kvinna",
			"FLICKAN 7 ÅR":                     "FLICKAN 7 ÅR",
			"en 84-åring med protes":           "84-åring",
			"A.K., 84 år":                      "A.K., 84 år",
			"Å. Ö. 67 år":                      "Å. Ö. 67 år",
			"född 1964":                        "född",
			"Patienten heter Anna":             "Patienten heter",
			"patientens namn står i journalen": "patientens namn",
			"kvinna f. 1942":                   "f. 1942",
			"f 2011, remiss":                   "f 2011",
			"Salen\u00a0behövs för kvinna,\u00a084\u00a0år": "kvinna,\u00a084\u00a0år",
		},
		"S604": {
			"kostar 45 000 kr":        "45 000 kr",
			"1 200 000 SEK":           "1 200 000 SEK",
			"2,5 mkr":                 "2,5 mkr",
			"45tkr":                   "45tkr",
			"3 miljoner kronor":       "3 miljoner kronor",
			"kr 1200 per besök":       "kr 1200",
			"450:- per besök":         "450",
			"40 € styck":              "40",
			"€ 40":                    "40",
			"högre pris än avtalat":   "pris",
			"Styckpriset är ändrat":   "Styckpriset",
			"30 operationer à 45 000": "à 45",
			"30 operationer á 4500":   "á 4500",
			"à-pris enligt bilagan":   "pris",
		},
		"S605": {
			"fråga anna.berg@example.org":  "anna.berg",
			"anna-karin.berg2@example.org": "anna-karin.berg2",
			"asa.berg@example.org":         "asa.berg",
			"annha220@example.org":         "annha220",
			"beslut av annha220 i mars":    "annha220",
			"Avstämt med dr Exempelsson":   "dr Exempelsson",
			"Dr. Berg godkänner":           "Dr. Berg",
			"doktor Öberg":                 "doktor Öberg",
			"leg. läk. Berg":               "leg. läk. Berg",
			"leg läkare Berg":              "leg läkare Berg",
			"överläkare Anna Berg":         "överläkare Anna",
			"verksamhetschef Åsa Berg":     "verksamhetschef Åsa",
		},
	} {
		for text, words := range texts {
			if got := rulesOf(text); len(got) != 1 || got[0] != rule+" "+words {
				t.Errorf("%q gives %q, want %s %s", text, got, rule, words)
			}
		}
	}
}

// What planners write about groups, rooms and agreements.
var silentTexts = []string{
	"Fler remisser än väntat under våren.", "40 patienter flyttas från avtalet till egen regi", "Patienten kallas av mottagaren inom två veckor",
	"Kvinnor 40–74 år kallas", "män 50-74 år", "patient 18 år och äldre", "Patienter under 18 år", "kvinna 18 år eller äldre", "barn 0-6 år",
	"Personer födda före 1950", "nyfödda", "avtalet är 3-årigt", "ett treårigt avtal", "en 3-årig överenskommelse", "SU 20 år", "NU 2 år i rad",
	"för 10 år sedan", "om man 18 år senare", "fr.o.m. 2027", "t.o.m. 2026", "f.n. 2027 års plan", "jfr 2025", "bilaga F 2019",
	"Volymen är lägre än det kvarvarande behovet: 30 operationer", "3 à 4 veckor", "40 operationer à 60 minuter", "Endast volymer och tider; ersättningen står i avtalen.",
	"120 kronologiskt", "5 % krav", "kl 10", "stängt i vecka47", "v. 47", "enligt avtal12", "klass3", "ASA-klass 3", "rad su-hoft1", "NFB49", "lp-2027-skas-exk-hoftprotes",
	"plan2027", "2 dr", "DRG 209", "Drottning Silvias", "Dr", "dr ", "överläkare Skövde", "produktionschef Södra Älvsborg", "Överläkare SU", "leg. personal",
	"doktorand Berg", "samordnare för Skaraborg", "verksamhetschefen har godkänt", "ortopedi.skas@example.org", "remiss.havsklippan@example.org",
	"planering@example.org", "ogon.samordning@norra.example.org", "@org/team", "a@b", "yaml-language-server: $schema=../../schemas/missiv.schema.json",
	"Kön är nere på nivån före sommaren; två operationssalar har öppnat igen.", "2026-11-05 § 7", "HS 2026-00412-3", "prisma", "200:1", "10-årsplan", "Sjukhusen i väster",
	"Stängt v. 28–31 (sommar)", "Väntetidsrapport februari", "abcde-12", "x_annha220", "https://example.org/annha220", "annha220",
}

func TestTextsThatAreSilent(t *testing.T) {
	for _, text := range silentTexts {
		if got := rulesOf(text); got != nil {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func TestATextIsWarnedOfOnceForEachRule(t *testing.T) {
	got := rulesOf("dr Berg, dr Ek: kvinna 84 år, man 72 år, 45 kr, 46 kr")
	if want := "S603 kvinna 84 år|S604 45 kr|S605 dr Berg"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

func TestKeys(t *testing.T) {
	for rule, keys := range map[string][]string{
		"S602": {"pnr", "Personnummer", "PERSONNR", "ssn", "personalIdentityNumber", "social_security_number", "patient_id", "patient-id", "patientNamn", "namn_patient",
			"födelsedatum", "fo\u0308delsedatum", "Fodelse_Datum", "personnummer_patient", "patientens_namn", "förnamn", "journalnummer", "person nummer"},
		"S604": {"pris", "Pris", "à-pris", "styckpris", "belopp", "kr", "ersättning"},
		"":     {"patient", "patienter", "person", "personer", "namn", "kortnamn", "id", "datum", "nr", "volym", "sekretess", "prioritet", "kapacitet", "2027-W05", "", "•"},
	} {
		for _, key := range keys {
			src := diag.NewSource("a.yaml", []byte(key+": 1\n"))
			d, ok := Key(src, diag.Between(0, len(key)), key)
			if ok != (rule != "") || d.Rule != rule {
				t.Errorf("%q: %v %s, want %q", key, ok, d.Rule, rule)
			}
			if ok && (d.Severity != diag.Error || d.Range.End.Column != len([]rune(key))+1) {
				t.Errorf("%q: %s at %v", key, d.Severity, d.Range)
			}
		}
	}
}
