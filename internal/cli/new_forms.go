package cli

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// form is a kind of document, or of an entry, that can be made.
type form struct {
	name    string
	aliases []string // other words for it: with its own letters, in the plural
	kind    plan.Kind
	list    string // the list that an entry is put into; empty: a document is made
	about   lang.Text
	// ask are the keys in the order of the questions; ! marks those that are wanted though
	// the schema can do without.
	ask []string
	// fill gives what follows from what is known: the usual answer to a question. Settled
	// tells that it is the only one, so that nobody is asked.
	fill func(m *maker, key string) (word string, settled bool)
	// begin refuses what nobody who can't be asked could mean.
	begin func(m *maker) error
	// finish adds what is asked of nobody.
	finish func(m *maker) error
	titles map[string]lang.Text // where a key means something of its own here
}

// spellings are the other words that name the form, and all of them with capitals.
func (f *form) spellings() []string {
	out := slices.Clone(f.aliases)
	for _, word := range append([]string{f.name}, f.aliases...) {
		first, size := utf8.DecodeRuneInString(word)
		out = append(out, string(unicode.ToUpper(first))+word[size:], strings.ToUpper(word))
	}
	for _, word := range out {
		if apart := lettersApart.Replace(word); apart != word {
			out = append(out, apart)
		}
	}
	return out
}

// lettersApart writes letters as some terminals do: the letter, then its sign.
var lettersApart = strings.NewReplacer("å", "a\u030a", "ä", "a\u0308", "ö", "o\u0308", "Å", "A\u030a", "Ä", "A\u0308", "Ö", "O\u0308")

// title is what a key asks for.
func (f *form) title(key string) lang.Text {
	if t, ok := f.titles[key]; ok {
		return t
	}
	return titles[key[strings.LastIndexByte(key, '.')+1:]]
}

// fields picks the fields of the form, by key.
func (f *form) fields(all []edit.Field) map[string]edit.Field {
	out := map[string]edit.Field{}
	var look func(list []edit.Field, prefix string)
	look = func(list []edit.Field, prefix string) {
		for _, field := range list {
			key := prefix + field.Key()
			out[key] = field
			if !field.List {
				look(field.Parts, key+".")
			}
		}
	}
	if f.list != "" {
		all = all[slices.IndexFunc(all, func(x edit.Field) bool { return x.Key() == f.list })].Parts
	}
	look(all, "")
	return out
}

// needs tells that a key can't be left out.
func (m *maker) needs(key string) bool {
	return m.fields[key].Needed || slices.Contains(m.form.ask, key+"!")
}

func words(s string) []string { return strings.Fields(s) }

// forms lists what can be made: the documents, then the entries of registers.
var forms = []*form{
	{
		name: "leveransplan", aliases: words("leveransplaner plan planer"), kind: plan.KindLeveransplan,
		about:  lang.T("en plan för en rad i ett missiv eller ur ett erbjudande", "a plan for a line of a missiv or from an offer"),
		ask:    words("ursprung.missiv ursprung.rad ursprung.erbjudande mottagare! skickande avtal volym! period atgarder vardform asa_klass vardomrade enhet syfte id"),
		fill:   (*maker).fillPlan,
		begin:  (*maker).origin,
		finish: (*maker).finishPlan,
		titles: map[string]lang.Text{"volym": lang.T("volym i hela planen", "volume of the whole plan")},
	},
	{
		name: "missiv", aliases: words("missiven"), kind: plan.KindMissiv,
		about:  lang.T("ett års volymer i ett vårdområde, för beslut", "a year's volumes in a medical field, for decision"),
		ask:    words("behovsanalys vardomrade period rubrik id datum utgangspunkt motivering rader!"),
		fill:   (*maker).fillMemo,
		begin:  (*maker).lined,
		finish: (*maker).finishMemo,
		titles: map[string]lang.Text{
			"vardomrade": lang.T("vårdområde vars kvarvarande behov ger raderna", "medical field whose remaining need gives the lines"),
			"datum":      lang.T("missivets dag", "the day of the missiv"),
		},
	},
	{
		name: "erbjudande", aliases: words("erbjudanden"), kind: plan.KindErbjudande,
		about:  lang.T("kapacitet som en förvaltning erbjuder", "capacity that a förvaltning offers"),
		ask:    words("mottagare! vardomrade atgarder vardform asa_klass enhet period lyft.datum lyft.av lyft.forum lyft.riktning giltig_till kapacitet! vantetid_dagar id"),
		fill:   (*maker).fillOffer,
		finish: (*maker).finishOffer,
		titles: map[string]lang.Text{
			"lyft.datum": lang.T("dagen då det lyftes i forumet", "the day it was raised in the forum"),
			"lyft.av":    lang.T("vem som lyfte det", "who raised it"),
			"mottagare":  lang.T("förvaltningen som kan ta emot", "the förvaltning that can receive"),
			"kapacitet":  lang.T("kapacitet: ett tal att fördela över veckorna, eller {2027-W02: 4, …}", "capacity: a number to share over the weeks, or {2027-W02: 4, …}"),
		},
	},
	{
		name: "behovsanalys", aliases: words("behovsanalyser"), kind: plan.KindBehovsanalys,
		about:  lang.T("årets behov och egen kapacitet", "the year's need and own capacity"),
		ask:    words("period datum referens vardomraden id"),
		fill:   (*maker).fillAnalysis,
		finish: (*maker).finishAnalysis,
		titles: map[string]lang.Text{"datum": lang.T("analysens dag", "the day of the analysis"), "vardomraden": lang.T("behov och kapacitet per vårdområde", "need and capacity by medical field")},
	},
	{
		name: "restvolym", aliases: []string{"restvolymer"}, kind: plan.KindRestvolymer, list: "rester",
		about: lang.T("volym som inte fick plats i en plan, eller inte användes", "volume that found no plan, or was not used"),
		ask:   words("missiv! rad! slag leveransplan volym orsak hantering senast dialoger datum referens id"),
		fill:  (*maker).fillRest,
	},
	{
		name: "installningar", aliases: words("inställningar inställning installning"), kind: plan.KindInstallningar,
		about: lang.T("arkivets inställningar", "the settings of the repository"),
		ask:   words("region sprak tidszon"),
		fill: func(_ *maker, key string) (string, bool) {
			return map[string]string{"sprak": "sv", "tidszon": "Europe/Stockholm"}[key], false
		},
	},
	{
		name: "organisation", aliases: []string{"organisationer"}, kind: plan.KindOrganisationer, list: "organisationer",
		about: lang.T("en förvaltning, vårdgivare eller region", "a förvaltning, provider or region"),
		ask:   words("typ namn kortnamn id giltig_fran giltig_till hsa_id organisationsnummer sjukhus foretrads_av ersatter"),
		fill:  (*maker).fillOrganisation,
	},
	{
		name: "vardomrade", aliases: words("vardomraden vårdområde vårdområden"), kind: plan.KindVardomraden, list: "vardomraden",
		about: lang.T("ett vårdområde", "a medical field"),
		ask:   words("namn id giltig_fran giltig_till mvo samordningsrad"),
		fill:  func(m *maker, key string) (string, bool) { return m.named(key), false },
	},
	{
		name: "avtal", kind: plan.KindAvtal, list: "avtal",
		about: lang.T("ett avtal med en vårdgivare", "an agreement with a provider"),
		ask:   words("vardgivare avtalsagare diarienummer vardomraden atgarder vardform asa_klass enhet giltig_fran giltig_till takvolymer kapacitet vantetid_dagar id"),
		fill:  (*maker).fillAgreement,
	},
	{
		name: "person", aliases: words("personer"), kind: plan.KindRoller, list: "personer",
		about:  lang.T("ett konto i rollregistret", "an account in the register of roles"),
		ask:    words("id github.id github.login"),
		fill:   (*maker).fillPerson,
		titles: map[string]lang.Text{"id": lang.T("personens id, inte namn", "the person's id, no name"), "github.id": lang.T("kontots nummer på GitHub", "the number of the GitHub account"), "github.login": lang.T("kontots namn på GitHub", "the name of the GitHub account")},
	},
	{
		name: "roll", aliases: words("roller uppdrag"), kind: plan.KindRoller, list: "uppdrag",
		about: lang.T("en roll för en person, för en tid", "a role for a person, for a time"),
		ask:   words("person roll organisation fran till"),
	},
	{
		name: "delegering", aliases: words("delegeringar"), kind: plan.KindRoller, list: "delegeringar",
		about: lang.T("en annan person har någons roll för en tid", "another person holds somebody's role for a time"),
		ask:   words("av till_person roll organisation fran till beslut"),
	},
	{
		name: "protokollnyckel", aliases: words("protokollnycklar"), kind: plan.KindRoller, list: "protokollnycklar",
		about: lang.T("en publik nyckel som undertecknar beslutsposter", "a public key that signs decision records"),
		ask:   words("nyckel fran till"),
	},
	{
		name: "signaturnyckel", aliases: words("signaturnycklar"), kind: plan.KindRoller, list: "signaturnycklar",
		about: lang.T("en publik nyckel som undertecknar commits", "a public key that signs commits"),
		ask:   words("nyckel person tjanst fran till"),
	},
	{
		name: "kalenderavvikelse", aliases: words("kalenderavvikelser kalender"), kind: plan.KindKalender, list: "avvikelser",
		about:  lang.T("en tid med mindre verksamhet än vanligt", "a time with less work than usual"),
		ask:    words("organisation fran till andel orsak"),
		titles: map[string]lang.Text{"organisation": lang.T("organisation (ingen: alla)", "organisation (none: everybody)")},
	},
	{
		name: "forlangning", aliases: words("förlängning forlangningar förlängningar rutiner"), kind: plan.KindRutiner, list: "forlangningar",
		about: lang.T("ett beslut som förlänger en rutin", "a decision that prolongs a routine"),
		ask:   words("rutin forlangd_till beslut"),
		fill: func(m *maker, key string) (string, bool) {
			if key == "rutin" {
				return m.validity.Version, false
			}
			return "", false
		},
	},
	{
		name: "undantag", kind: plan.KindUndantag, list: "undantag",
		about:  lang.T("ett dokument får avvika från en regel till en viss dag", "a document may depart from a rule until a day"),
		ask:    words("regel dokument skal beslut sista_dag"),
		titles: map[string]lang.Text{"dokument": lang.T("dokumentets id", "the id of the document")},
	},
	{
		name: "avvikelse", aliases: []string{"avvikelser"}, kind: plan.KindAvvikelser, list: "avvikelser",
		about: lang.T("uppföljning av något som revisionen fann", "the follow-up of something that the audit found"),
		ask:   words("commit orsak atgard referens datum"),
		fill: func(m *maker, key string) (string, bool) {
			if key == "datum" {
				return m.today.String(), false
			}
			return "", false
		},
	},
	{
		name: "rad", aliases: words("rader missivrad missivrader"), kind: plan.KindMissiv, list: "rader",
		about:  lang.T("en rad till i ett missiv", "one more line of a missiv"),
		ask:    words("missiv! forvaltning vardomrade atgarder vardform asa_klass enhet volym id"),
		fill:   (*maker).fillLine,
		finish: (*maker).finishLine,
	},
}
