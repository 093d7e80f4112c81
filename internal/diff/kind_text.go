package diff

import "github.com/leveransplan/leveransplan/internal/lang"

// Text is the kind in a few words, as a heading or a list has it.
func (k Kind) Text() lang.Text {
	if t, ok := kindTexts[k]; ok {
		return t
	}
	return lang.Plain(string(k))
}

// Kinds lists every kind, in the order of their names.
func Kinds() []Kind {
	out := make([]Kind, 0, len(kindTexts))
	for k := range kindTexts {
		out = append(out, k)
	}
	return sorted(out)
}

var kindTexts = map[Kind]lang.Text{
	MissivNytt:            lang.T("nytt missiv", "new missiv"),
	MissivAndrat:          lang.T("ändrat missiv", "changed missiv"),
	PlanNy:                lang.T("ny leveransplan", "new leveransplan"),
	PlanMinskning:         lang.T("minskning", "decrease"),
	PlanFrigjord:          lang.T("frigjord volym", "freed volume"),
	PlanOkning:            lang.T("ökning", "increase"),
	PlanPafyllning:        lang.T("påfyllning", "filling up"),
	PlanOmperiodisering:   lang.T("omperiodisering", "new periodisation"),
	PlanMottagande:        lang.T("mottagande", "receiving"),
	PlanVillkor:           lang.T("ändrade villkor", "changed terms"),
	PlanBorttagen:         lang.T("borttagen leveransplan", "removed leveransplan"),
	Redaktionell:          lang.T("redaktionell ändring", "editorial change"),
	ErbjudandeNytt:        lang.T("nytt erbjudande", "new offer"),
	ErbjudandeAndrat:      lang.T("ändrat erbjudande", "changed offer"),
	ErbjudandeBorttaget:   lang.T("borttaget erbjudande", "removed offer"),
	BehovsanalysNy:        lang.T("ny behovsanalys", "new analysis of need"),
	BehovsanalysAndrad:    lang.T("ändrad behovsanalys", "changed analysis of need"),
	BehovsanalysBorttagen: lang.T("borttagen behovsanalys", "removed analysis of need"),
	RestvolymNy:           lang.T("ny restvolym", "new rest"),
	RestvolymAndrad:       lang.T("ändrad restvolym", "changed rest"),
	RestvolymBorttagen:    lang.T("borttagen restvolym", "removed rest"),
	UtfallAndrat:          lang.T("ändrat utfall", "changed outcome"),
	RegisterAndrat:        lang.T("ändrat register", "changed register"),
	RollerAndrade:         lang.T("ändrade roller", "changed roles"),
	UndantagAndrat:        lang.T("ändrade undantag", "changed waivers"),
	AvvikelseAndrad:       lang.T("ändrade avvikelser", "changed follow-ups"),
	VerktygAndrat:         lang.T("ändrat verktyg", "changed tool"),
	OkandAndrad:           lang.T("annan fil", "other file"),
	OlastFore:             lang.T("gick inte att läsa före ändringen", "could not be read before the change"),
	OlastEfter:            lang.T("går inte att läsa", "can't be read"),
}
