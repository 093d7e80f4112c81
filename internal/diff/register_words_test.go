package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// What happens to a register is told by names, not by the keys of its entries.
func TestSummaryOfRegisters(t *testing.T) {
	const (
		organisations = "plans/register/organisationer.yaml"
		agreements    = "plans/register/avtal.yaml"
		fields        = "plans/register/vardomraden.yaml"
		calendar      = "plans/register/kalender.yaml"
		routines      = "plans/register/rutiner.yaml"
		waivers       = "plans/undantag.yaml"
		delegation    = "  - {av: p-003, till_person: p-001, roll: representant, organisation: skas, fran: 2026-12-20, till: 2027-01-06, beslut: \"SkaS 2026-00512\"}\n"
		risen         = "version: 2"
	)
	for name, c := range map[string]struct {
		edits  []string
		sv, en string
	}{
		"a delegation": {[]string{roles, "version: 1", risen, roles, delegation, delegation + strings.Replace(delegation, "2026-12-20", "2027-02-01", 1)},
			"Rollregistret: delegeringen från p-003 till p-001 som representant för SkaS från 2027-02-01 läggs till",
			"The role register: the delegation from p-003 to p-001 as representative of SkaS from 2027-02-01 added"},
		"another holder of an office": {[]string{roles, "version: 1", risen, roles, "{person: p-006, roll: beslutsforum, fran: 2026-01-01}", "{person: p-005, roll: beslutsforum, fran: 2026-01-01}"},
			"Rollregistret: uppdraget för p-005 som beslutsforum från 2026-01-01 läggs till; uppdraget för p-006 som beslutsforum från 2026-01-01 tas bort",
			"The role register: the assignment of p-005 as beslutsforum from 2026-01-01 added; the assignment of p-006 as beslutsforum from 2026-01-01 removed"},
		"an assignment ends, as a person comes": {[]string{roles, "version: 1", risen, roles, "{person: p-008, roll: leverantor, organisation: klinik-b, fran: 2026-01-01}", "{person: p-008, roll: leverantor, organisation: klinik-b, fran: 2026-01-01, till: 2027-01-31}",
			roles, "  - {id: p-009, github: {id: 900000009}}\n", "  - {id: p-009, github: {id: 900000009}}\n  - {id: p-010, github: {id: 900000010}}\n"},
			"Rollregistret: personen p-010 läggs till; uppdraget för p-008 som leverantör för Klinik B AB (fiktiv) från 2026-01-01 ändras",
			"The role register: the person p-010 added; the assignment of p-008 as provider of Klinik B AB (fiktiv) from 2026-01-01 changed"},
		"a key of a person": {[]string{roles, "version: 1", risen, roles, "person: p-003, fran: 2026-01-01}\n", "person: p-003, fran: 2026-01-01, till: 2026-12-31}\n"},
			"Rollregistret: signaturnyckeln SHA256:W+/HUQ3QxwWatDPM1YuFr0+6C6e9PC+4zMs3+8jFOgY ändras",
			"The role register: the signature key SHA256:W+/HUQ3QxwWatDPM1YuFr0+6C6e9PC+4zMs3+8jFOgY changed"},
		"the version alone": {[]string{roles, "version: 1", risen}, "Rollregistret: ändras (version)", "The role register: changed (version)"},
		"many entries": {[]string{roles, "version: 1", risen, roles, "  - {id: p-009, github: {id: 900000009}}\n",
			"  - {id: p-009, github: {id: 900000009}}\n  - {id: p-010, github: {id: 10}}\n  - {id: p-011, github: {id: 11}}\n  - {id: p-012, github: {id: 12}}\n  - {id: p-013, github: {id: 13}}\n  - {id: p-014, github: {id: 14}}\n  - {id: p-015, github: {id: 15}}\n"},
			"Rollregistret: personen p-010 läggs till; personen p-011 läggs till; personen p-012 läggs till; personen p-013 läggs till; och 2 till",
			"The role register: the person p-010 added; the person p-011 added; the person p-012 added; the person p-013 added; and 2 more"},
		"an organisation": {[]string{organisations, "namn: Sjukhusen i väster", "namn: Sjukhusen i Väster"},
			"Organisationsregistret: organisationen Sjukhusen i Väster (siv) ändras", "The register of organisations: the organisation Sjukhusen i Väster (siv) changed"},
		"an agreement": {[]string{agreements, "vantetid_dagar: 35", "vantetid_dagar: 30"},
			"Avtalsregistret: avtalet avt-2026-014 ändras", "The register of agreements: the agreement avt-2026-014 changed"},
		"a medical field": {[]string{fields, "giltig_till: 2027-09-30", "giltig_till: 2027-10-31"},
			"Registret över vårdområden: vårdområdet Handkirurgi (handkirurgi) ändras", "The register of medical fields: the medical field Handkirurgi (handkirurgi) changed"},
		"the calendar": {[]string{calendar, "  - {organisation: siv, fran: 2027-07-26, till: 2027-08-01, andel: 0, orsak: Stängt}\n", "  - {fran: 2027-07-26, till: 2027-08-01, andel: 0, orsak: Stängt}\n"},
			"Kalendern: avvikelsen för alla från 2027-07-26 läggs till; avvikelsen för Sjukhusen i väster från 2027-07-26 tas bort",
			"The calendar: the deviation for everybody from 2027-07-26 added; the deviation for Sjukhusen i väster from 2027-07-26 removed"},
		"a routine": {[]string{routines, "forlangningar: []", "forlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: \"RS 2026-04567\"}"},
			"Rutinregistret: förlängningen av rutin 9.0 läggs till", "The register of routines: the prolongation of routine 9.0 added"},
		"a waiver": {[]string{waivers, "undantag: []", "undantag:\n  - {regel: P214, dokument: lp-2027-skas-exk-hoftprotes, skal: Sjukdom, beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}"},
			"Undantagen: undantaget från P214 för lp-2027-skas-exk-hoftprotes läggs till", "The waivers: the waiver of P214 for lp-2027-skas-exk-hoftprotes added"},
		"the settings": {[]string{settings, "region: vgr", "region: vgr\nmaskera_under: 7"}, "Inställningarna: ändras (maskera_under)", "The settings: changed (maskera_under)"},
	} {
		t.Run(name, func(t *testing.T) {
			text := diff.Summary(the[*diff.Register](t, c.edits...))
			if d := cmp.Diff([]string{c.sv, c.en}, []string{text.In(lang.SV), text.In(lang.EN)}); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// The period of all rests neither comes nor goes with one of them.
func TestOneRestComesOrGoesWithoutThePeriod(t *testing.T) {
	const rest = "  - {id: rest-2, missiv: missiv-2026-ortopedi, rad: su-hoftprotes, slag: oplacerad, volym: 1, orsak: Operationssal avstängd, datum: 2026-11-16, referens: \"HS 2026-00422\", hantering: sarskild_ordning}\n"
	without := edited(t, rests, rest, "")
	for name, got := range map[string][]diff.Change{"gone": since(t, without), "new": compare(t, without, edited(t))} {
		if len(got) != 1 {
			t.Fatalf("%s: %v", name, outline(got))
		}
		terms := got[0].(*diff.Rest).Terms
		var pointers []string
		for _, term := range terms {
			pointers = append(pointers, strings.TrimPrefix(term.Pointer, "/rester/rest-2/"))
		}
		want := []string{"id", "missiv", "rad", "slag", "volym", "orsak", "datum", "referens", "hantering"}
		if d := cmp.Diff(want, pointers); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	for _, c := range since(t, edited(t, rests, rest, "", rests, "period: 2026-01-01/2026-12-31", "period: 2026-01-01/2026-12-30")) {
		r := c.(*diff.Rest)
		if tells := slices.ContainsFunc(r.Terms, func(t diff.Term) bool { return t.Pointer == "/period" }); tells != (r.Head != nil) {
			t.Errorf("%s, whose document has another period: %v", r.ID, tells)
		}
	}
}
