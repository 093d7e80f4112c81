package site

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// statusWords say how a plan is doing, and what that means for whoever follows it up.
func statusWords(s followup.Status) (lang.Text, tone) {
	tones := map[followup.Status]tone{
		followup.NotYet: calm, followup.Unsure: calm, followup.NoOutcome: warn, followup.Ahead: warn,
		followup.NotStarted: bad, followup.Behind: bad, followup.OnPlan: good, followup.Finished: good,
	}
	text := s.Text()
	return lang.Text{SV: upper(text.In(lang.SV)), EN: upper(text.In(lang.EN))}, tones[s]
}

// statusCount counts plans that are doing alike, for a sentence that has said what it counts.
func statusCount(s followup.Status, n int) lang.Plural {
	all := lang.Plural{N: n}
	switch s {
	case followup.NotYet:
		all.Other = lang.T("%s som börjar senare", "%s to begin later")
	case followup.NoOutcome:
		all.Other = lang.T("%s utan utfall", "%s without outcome")
	case followup.NotStarted:
		all.One, all.Other = lang.T("%s inte påbörjad", "%s not started"), lang.T("%s inte påbörjade", "%s not started")
	case followup.OnPlan:
		all.Other = lang.T("%s enligt plan", "%s on plan")
	case followup.Behind:
		all.Other = lang.T("%s efter plan", "%s behind plan")
	case followup.Ahead:
		all.Other = lang.T("%s före plan", "%s ahead of plan")
	case followup.Unsure:
		all.Other = lang.T("%s där det inte kan avgöras", "%s where it cannot be determined")
	case followup.Finished:
		all.One, all.Other = lang.T("%s avslutad", "%s finished"), lang.T("%s avslutade", "%s finished")
	}
	if all.One.SV == "" {
		all.One = all.Other
	}
	return all
}

// statuses are in the order in which somebody should look at plans that have them.
var statuses = []followup.Status{
	followup.NotStarted, followup.Behind, followup.NoOutcome, followup.Unsure, followup.Ahead, followup.OnPlan, followup.NotYet, followup.Finished,
}

// urgency is how far down a status stands among them.
func urgency(s followup.Status) int { return slices.Index(statuses, s) }

// codeWords are the words of the formats in plain language. What is none of them is shown as it
// is written.
var codeWords = map[string]lang.Text{
	plan.OrsakMinskatBehov:     lang.T("minskat behov", "less need"),
	plan.OrsakOkatBehov:        lang.T("ökat behov", "more need"),
	plan.OrsakMottagareKanInte: lang.T("mottagaren kan inte ta emot", "the receiver can't receive"),
	plan.OrsakAvtalUpphor:      lang.T("avtalet upphör", "the agreement ends"),
	plan.OrsakOmfordelning:     lang.T("omfördelning", "redistribution"),
	plan.OrsakOmperiodisering:  lang.T("omperiodisering", "new periodisation"),
	plan.OrsakVillkor:          lang.T("ändrade villkor", "changed terms"),
	plan.OrsakRattelse:         lang.T("rättelse", "correction"),

	"egen_regi":             lang.T("Egen regi", "Own hospitals"),
	"egna_avtal":            lang.T("Egna avtal", "Own agreements"),
	"andra_regioners_avtal": lang.T("Andra regioners avtal", "Other regions' agreements"),

	"ja": lang.T("ja", "yes"), "nej": lang.T("nej", "no"), "delvis": lang.T("delvis", "partly"),

	"oppenvard": lang.T("öppenvård", "outpatient care"), "dagkirurgi": lang.T("dagkirurgi", "day surgery"), "slutenvard": lang.T("slutenvård", "inpatient care"),

	plan.SlagOplacerad: lang.T("oplacerad", "not placed"), plan.SlagOutlost: lang.T("outlöst", "not used"),
	"sarskild_ordning": lang.T("särskild ordning", "special order"), "dialog": lang.T("dialog", "dialogue"), "under_placering": lang.T("placeras", "being placed"),

	"samordnande_grupp_produktion":     lang.T("samordnande grupp produktion hälso- och sjukvård", "the coordinating group for production"),
	"funktionsgrupp_produktionschefer": lang.T("Funktionsgrupp produktionschefer", "the group of heads of production"),
	"vardgarantiservice":               lang.T("vårdgarantiservice", "the care guarantee service"),
	"koncernkontoret":                  lang.T("Koncernkontoret", "the head office"),
	"koncernkontor":                    lang.T("Koncernkontoret", "the head office"),
	"representant":                     lang.T("representant i forumet", "representative in the forum"),
	"leverantor":                       lang.T("leverantör", "provider"),
	"beslutsforum":                     lang.T("beslutsforum", "the forum"),
	"vardgaranti":                      lang.T("vårdgaranti", "care guarantee"),
	"tillganglig":                      lang.T("ledig kapacitet", "free capacity"),
	"behovd":                           lang.T("behövd kapacitet", "needed capacity"),
}

// code puts a word of the formats in plain language.
func (t *teller) code(word plan.Text) string {
	if !word.Set {
		return nothing
	}
	if said, known := codeWords[word.V]; known {
		return t.say(said)
	}
	return legible(word.V)
}

// party is an organisation, or an office that acts as one.
func (t *teller) party(id plan.Text) []span {
	if !id.Set {
		return t.said(nothing)
	}
	if t.x.b.Set.Organisation(id.V) == nil {
		return t.said(t.code(id))
	}
	return []span{t.partyLink(id.V)}
}

// words lists texts of a document.
func (t *teller) words(list []plan.Text) string {
	var out []string
	for _, w := range list {
		if w.Set {
			out = append(out, legible(w.V))
		}
	}
	if len(out) == 0 {
		return nothing
	}
	return strings.Join(out, ", ")
}

func (t *teller) numbers(list []plan.Int) string {
	var out []string
	for _, n := range list {
		if n.Set {
			out = append(out, t.num(n.V))
		}
	}
	if len(out) == 0 {
		return nothing
	}
	return strings.Join(out, ", ")
}

// scope is the care that something is for, in a line: care form, procedures, ASA classes.
func (t *teller) scope(s plan.Scope) string {
	var out []string
	if s.CareForm.Set {
		out = append(out, t.code(s.CareForm))
	}
	if len(s.Procedures) > 0 {
		out = append(out, t.words(s.Procedures))
	}
	if len(s.ASA) > 0 {
		out = append(out, "ASA "+t.numbers(s.ASA))
	}
	return strings.Join(out, " · ")
}
