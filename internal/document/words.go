package document

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// words puts the routine's own words in those of a reader. What is not there stands as it is.
var words = map[string]lang.Text{
	"patient": lang.T("patienter", "patients"), "atgard": lang.T("åtgärder", "procedures"), "besok": lang.T("besök", "visits"),

	"oppenvard": lang.T("öppenvård", "outpatient care"), "dagkirurgi": lang.T("dagkirurgi", "day surgery"), "slutenvard": lang.T("slutenvård", "inpatient care"),

	"vardgaranti":                      lang.T("vårdgarantin", "the care guarantee"),
	"samordnande_grupp_produktion":     lang.T("Samordnande grupp produktion hälso- och sjukvård", "the coordinating group for production"),
	"funktionsgrupp_produktionschefer": lang.T("Funktionsgrupp produktionschefer", "the group of heads of production"),

	"koncernkontoret": lang.T("Koncernkontoret", "the head office"), "vardgarantiservice": lang.T("Vårdgarantiservice", "the care guarantee office"),
	"representant": lang.T("representanten i forumet", "the representative in the forum"), "beslutsforum": lang.T("forumet", "the forum"),
	"leverantor": lang.T("leverantören", "the provider"), "systemforvaltare": lang.T("systemförvaltaren", "the system administrator"),

	plan.OrsakMinskatBehov: lang.T("minskat behov", "less need"), plan.OrsakOkatBehov: lang.T("ökat behov", "more need"),
	plan.OrsakMottagareKanInte: lang.T("mottagaren kan inte", "the receiver can't"), plan.OrsakAvtalUpphor: lang.T("avtalet upphör", "the agreement ends"),
	plan.OrsakOmfordelning: lang.T("omfördelning", "moved to or from another plan"), plan.OrsakOmperiodisering: lang.T("omperiodisering", "other weeks or quarters"),
	plan.OrsakVillkor: lang.T("ändrade villkor", "other terms"), plan.OrsakRattelse: lang.T("rättelse", "correction"),

	"egen_regi": lang.T("egen regi", "own hospitals"), "egna_avtal": lang.T("regionens egna avtal", "the region's own agreements"),
	"andra_regioners_avtal": lang.T("andra regioners avtal", "agreements of other regions"),

	"sarskild_ordning": lang.T("särskild ordning", "a special procedure"), "dialog": lang.T("dialog med förvaltningarna", "talks with the förvaltningar"),
	"under_placering": lang.T("under placering", "being placed"),

	"ja": lang.T("ja", "yes"), "nej": lang.T("nej", "no"), "delvis": lang.T("delvis", "in part"),

	"forvaltning_uppnatt_vardgaranti": lang.T("Förvaltningen har uppnått vårdgarantin", "The förvaltning meets the care guarantee"),
	"avlastat_annan_forvaltning":      lang.T("Förvaltningen har avlastat en annan förvaltning", "The förvaltning has relieved another one"),
	"vgr_uppnatt_vardgaranti":         lang.T("VGR har uppnått vårdgarantin", "VGR meets the care guarantee"),
}

func worded(code string) lang.Text {
	if t, ok := words[code]; ok {
		return t
	}
	return lang.Plain(code)
}

// amount is a volume with its unit.
func amount(n int, unit string) lang.Text {
	one, other := lang.T("%s patient", "%s patient"), lang.T("%s patienter", "%s patients")
	switch unit {
	case "atgard":
		one, other = lang.T("%s åtgärd", "%s procedure"), lang.T("%s åtgärder", "%s procedures")
	case "besok":
		one, other = lang.T("%s besök", "%s visit"), lang.T("%s besök", "%s visits")
	}
	return lang.T("%s", "%s", lang.Plural{N: n, One: one, Other: other})
}

// listed is an enumeration of texts.
func listed(list []lang.Text) lang.Text {
	var sv, en lang.List
	for _, t := range list {
		sv, en = append(sv, t.In(lang.SV)), append(en, t.In(lang.EN))
	}
	return both(sv.In(lang.SV), en.In(lang.EN))
}

// both is a text whose words are ready in each language.
func both(sv, en string) lang.Text {
	escape := strings.NewReplacer("%", "%%")
	return lang.T(escape.Replace(sv)+"%.0s", escape.Replace(en)+"%.0s", "")
}

// span is a period in words: a calendar year by its number.
func span(period string) lang.Text {
	from, to, ok := strings.Cut(period, "/")
	switch {
	case !ok || len(from) < 4 || len(to) < 4:
		return lang.Plain(period)
	case from[4:] == "-01-01" && to[4:] == "-12-31" && from[:4] == to[:4]:
		return lang.Plain(from[:4])
	}
	return lang.T("%s–%s", "%s–%s", from, to)
}

// quarterWords is a quarter in words, 2027-Q1.
func quarterWords(q string) lang.Text {
	year, number, _ := strings.Cut(q, "-Q")
	return lang.T("Kvartal %s %s", "Quarter %s %s", number, year)
}

// weekNumber is the number of a week, 2027-W05.
func weekNumber(w string) string {
	_, number, _ := strings.Cut(w, "-W")
	return strings.TrimPrefix(number, "0")
}

// caseNumbers are the changes of a plan that a change of a missiv takes up.
func (a Absorbed) words() lang.Text {
	if a.Nr == 0 {
		return lang.T("%s, utökningen", "%s, the extension", a.Plan)
	}
	return lang.T("%s, ändring %s", "%s, change %s", a.Plan, strconv.Itoa(a.Nr))
}

// Note is what stands on every page (N63).
var Note = lang.T("Utskriven version kan vara ogiltig. Verifiera innehållet.", "A printed version may be invalid. Verify the content. (Utskriven version kan vara ogiltig. Verifiera innehållet.)")
