package schema

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// line is one line of an agreement in which everything else is right.
func agreement(line string) string {
	key, _, _ := strings.Cut(line, ":")
	var b strings.Builder
	b.WriteString("dokument: avtal/v1\navtal:\n  - id: avt-2025-007\n")
	for _, l := range []string{"avtalsagare: norrvik", "vardgivare: ostan", "diarienummer: RS 2025-00707", "vardomraden: [ogon]",
		"giltig_fran: 2025-03-01", "giltig_till: 2028-02-29"} {
		if !strings.HasPrefix(l, key+":") {
			b.WriteString("    " + l + "\n")
		}
	}
	b.WriteString("    " + line + "\n")
	return b.String()
}

func TestHintsSayWhatToWrite(t *testing.T) {
	tests := []struct{ name, text, sv, en string }{
		{"text without quotes", agreement("vardgivare: 12"), "Sätt citattecken: \"12\"", "Put it in quotes: \"12\""},
		{"text that quotes do not save", agreement("diarienummer: 12"), "Skriv så här: RS 2026-01234", "Write it like this: RS 2026-01234"},
		{"a version without decimals", "dokument: rutiner/v1\nforlangningar: [{rutin: 9, forlangd_till: 2027-03-31, beslut: RS 1}]\n",
			"Sätt citattecken: \"9.0\"", "Put it in quotes: \"9.0\""},
		{"a truth value for a word of a list", agreement("enhet: true"), "Tillåtna värden: patient, atgard och besok.", "Allowed values: patient, atgard and besok."},
		{"one text in a list", agreement("vardgivare: [ostan]"), "Skriv utan lista: ostan", "Write it without a list: ostan"},
		{"several texts in a list", agreement("vardgivare: [ostan, x]"), "Här ska stå ett id (a-z, 0-9 och bindestreck), till exempel skas.",
			"Here must be an id (a-z, 0-9 and hyphens), for example skas."},
		{"a quoted number", agreement("vantetid_dagar: \"21\""), "Skriv talet så här: 21", "Write the number like this: 21"},
		{"a grouped number", agreement("vantetid_dagar: \"1 021\""), "Skriv talet så här: 1021", "Write the number like this: 1021"},
		{"a whole number with decimals", agreement("vantetid_dagar: 120.00"), "Skriv talet så här: 120", "Write the number like this: 120"},
		{"nought with decimals", agreement("vantetid_dagar: 0.0"), "Skriv talet så här: 0", "Write the number like this: 0"},
		{"half a day", agreement("vantetid_dagar: 20.5"), "Skriv ett heltal med bara siffror, till exempel 120", "Write a whole number with digits only, for example 120"},
		{"a word for a number", agreement("vantetid_dagar: tjugo"), "Skriv ett heltal med bara siffror, till exempel 120", "Write a whole number with digits only, for example 120"},
		{"a decimal comma", "dokument: kalender/v1\navvikelser: [{fran: 2027-01-01, till: 2027-01-01, andel: \"0,5\", orsak: x}]\n",
			"Skriv talet så här: 0.5", "Write the number like this: 0.5"},
		{"a word for a share", "dokument: kalender/v1\navvikelser: [{fran: 2027-01-01, till: 2027-01-01, andel: halv, orsak: x}]\n",
			"Skriv ett tal med decimalpunkt, till exempel 0.5", "Write a number with a decimal point, for example 0.5"},
		{"yes", "dokument: installningar/v1\nregion: norrvik\nprotokoll_kravs: Ja\n", "Skriv true", "Write true"},
		{"no", "dokument: installningar/v1\nregion: norrvik\nprotokoll_kravs: nej\n", "Skriv false", "Write false"},
		{"perhaps", "dokument: installningar/v1\nregion: norrvik\nprotokoll_kravs: kanske\n", "Skriv true eller false", "Write true or false"},
		{"one value for a list", agreement("vardomraden: ögon"), "Skriv en lista: [ögon]", "Write a list: [ögon]"},
		{"keys for a list", agreement("takvolymer: {period: 2027-01-01/2027-12-31, volym: 1}"),
			"Skriv en lista: börja varje post med ett bindestreck och ett blanksteg.", "Write a list: begin each item with a hyphen and a space."},
		{"nothing for a list", agreement("vardomraden:"), "Skriv [] om listan ska vara tom.", "Write [] if the list is to be empty."},
		{"nothing for keys", agreement("kapacitet:"), "Skriv dess nycklar på raderna under, med större indrag.", "Write its keys on the lines below, indented further."},
		{"nothing for text", agreement("vardgivare:"), "Skriv ett värde, eller ta bort nyckeln om den inte behövs.", "Write a value, or remove the key if it is not needed."},
		{"a list for keys", agreement("kapacitet: [1]"), "Ta bort bindestrecken: här ska stå nycklar, inte en lista.", "Remove the hyphens: keys belong here, not a list."},
		{"text for keys without names", agreement("kapacitet: full"), "Skriv nycklar med värden på raderna under, med större indrag.",
			"Write keys with values on the lines below, indented further."},
		{"text for keys with names", "dokument: avtal/v1\navtal: [nej]\n", "Skriv nycklar på raderna under, med större indrag: asa_klass, atgarder, avtalsagare, diarienummer, " +
			"enhet, giltig_fran, giltig_till, id, kapacitet, takvolymer, vantetid_dagar, vardform, vardgivare och vardomraden.", ""},
		{"a key that is missing", "dokument: rutiner/v1\nforlangningar: [{rutin: \"9.0\", beslut: RS 1}]\n",
			"Lägg till nyckeln `forlangd_till`: ett datum, till exempel 2027-02-28.", "Add the key `forlangd_till`: a date, for example 2027-02-28."},
		{"a key of words that is missing", "dokument: roller/v1\nversion: 1\npersoner: []\nuppdrag: [{person: p-1, fran: 2027-01-01}]\n",
			"Lägg till nyckeln `roll`: något av koncernkontoret, vardgarantiservice, beslutsforum, representant, leverantor och systemforvaltare.", ""},
		{"an unknown key", "dokument: kalender/v1\navvikelser: [{fran: 2027-01-01, till: 2027-01-01, andel: 0, orsak: x, q: 1}]\n",
			"Ta bort raden, eller skriv en nyckel som kan stå här: organisation.", "Remove the line, or write a key that can stand here: organisation."},
		{"an unknown key where there is no room", "dokument: kalender/v1\navvikelser: []\nq: 1\n", "Ta bort raden.", "Remove the line."},
		{"a key that is there already", agreement("vantetid_dagar: 3\n    väntetid-dagar: 4"), "Ta bort den ena av raderna.", "Remove one of the lines."},
		{"a key under another", agreement("period: 2027-01-01/2027-12-31"), "Flytta den, eller ändra indraget så att den kommer under `takvolymer`.",
			"Move it, or change its indentation so that it comes under `takvolymer`."},
		{"a key of the top", "dokument: missiv/v1\nid: m-1\nrutin: \"9.0\"\ndatum: 2026-10-05\nperiod: 2027-01-01/2027-12-31\ntill: samordnande_grupp_produktion\n" +
			"behovsanalys: b-1\narende: {protokoll: x, rubrik: Ögon}\nrader: [{id: r-1, forvaltning: norra, vardomrade: ogon, volym: 1}]\n",
			"Flytta den, eller ändra indraget så att den kommer på översta nivån.", "Move it, or change its indentation so that it comes at the top level."},
		{"a week that is not there", agreement("kapacitet: {2027-W53: 1}"), "Årets sista vecka är 2027-W52, nästa är 2028-W01.", "The last week of the year is 2027-W52, the next one 2028-W01."},
		{"an interval backwards", agreement("takvolymer: [{period: 2027-12-31/2027-01-01, volym: 1}]"), "Menade du 2027-01-01/2027-12-31?", "Did you mean 2027-01-01/2027-12-31?"},
		{"a wrong check digit", "dokument: organisationer/v1\norganisationer: [{id: n-1, typ: region, namn: N, giltig_fran: 2027-01-01, organisationsnummer: 555500-0017}]\n",
			"Jämför numret med registret: någon siffra är fel.", "Compare the number with the register: one of its digits is wrong."},
		{"a long text", "dokument: kalender/v1\navvikelser: [{fran: 2027-01-01, till: 2027-01-01, andel: 0, orsak: " + strings.Repeat("å", 501) + "}]\n",
			"Korta texten, och hänvisa till handlingen där resten står.", "Shorten the text, and refer to the document that holds the rest."},
		{"too many weeks", agreement("kapacitet: {" + weeks(330) + "}"), "Ta bort det som inte hör till perioden.", "Remove what does not belong to the period."},
		{"too many items", agreement("asa_klass: [1, 2, 3, 4, 5, 6, 6]"), "Dela upp innehållet på flera dokument.", "Divide the content over several documents."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, list := set(t).Check(read(t, "a.yaml", test.text))
			if len(list) == 0 {
				t.Fatal("no finding")
			}
			if got := list[0].Hint.In(lang.SV); got != test.sv {
				t.Errorf("hint %q\nto %q", got, list[0].Message.In(lang.SV))
			}
			if got := list[0].Hint.In(lang.EN); test.en != "" && got != test.en {
				t.Errorf("hint %q\nto %q", got, list[0].Message.In(lang.EN))
			}
			judge(t, test.text, list[0])
		})
	}
}

// weeks writes so many different weeks as entries of a flow mapping.
func weeks(n int) string {
	var all []string
	for year := '0'; len(all) < n; year++ {
		for week := '1'; week <= '9'; week++ {
			for ten := '0'; ten <= '4'; ten++ {
				all = append(all, "202"+string(year)+"-W"+string(ten)+string(week)+": 1")
			}
		}
	}
	return strings.Join(all[:n], ", ")
}

func TestAnotherWordForTheOneMissingKeyIsTakenForIt(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"its value fits", "upphor: 2028-02-29", "S402 10:5-10:11 upphor | okänd nyckel `upphor`: menade du `giltig_till`?"},
		{"its value does not fit", "upphor: 3", "S402 10:5-10:11 upphor | okänd nyckel `upphor` i `avtal`, post 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(agreement(test.line), "    giltig_till: 2028-02-29\n", "    vantetid_dagar: 3\n", 1)
			_, list := set(t).Check(read(t, "a.yaml", text))
			if got := show(text, list); got[len(got)-1] != test.want {
				t.Errorf("findings:\n%s", strings.Join(got, "\n"))
			}
		})
	}
}

func TestASlippedIndentationIsReportedAtTheKeysThatSlipped(t *testing.T) {
	text := "dokument: behovsanalys/v1\nid: b-1\nperiod: 2027-01-01/2027-12-31\ndatum: 2026-08-31\nvardomraden:\n" +
		"  - vardomrade: ögon-x\n    forvaltningar:\n      - {forvaltning: norra, behov: 9}\n    kapacitet: 7\n"
	_, list := set(t).Check(read(t, "a.yaml", strings.Replace(text, "ögon", "ogon", 1)))
	want := "S402 9:5-9:14 kapacitet | nyckeln `kapacitet` hör inte hemma här, utan under `forvaltningar`"
	if got := show(text, list); len(got) != 1 || got[0] != want {
		t.Errorf("findings:\n%s", strings.Join(got, "\n"))
	}
}

func TestNumbersOfPersonsAreNotPutIntoMessages(t *testing.T) {
	number := "640823" + "-3234" // in two parts, so that no scan takes this file for a register
	text := "dokument: organisationer/v1\norganisationer: [{id: n-1, typ: vardgivare, namn: N, giltig_fran: 2027-01-01, organisationsnummer: " + number + "}]\n"
	_, list := set(t).Check(read(t, "a.yaml", text))
	if len(list) != 1 || list[0].Rule != ruleFormat {
		t.Fatalf("findings %v", list)
	}
	for _, l := range lang.Languages {
		if said := list[0].Message.In(l) + list[0].Hint.In(l) + list[0].Line; strings.Contains(said, number[:6]) || strings.Contains(said, number[7:]) {
			t.Errorf("the number is shown: %s", said)
		}
	}
	if want := strings.Replace(strings.Split(text, "\n")[1], number, strings.Repeat("•", len(number)), 1); list[0].Line != want {
		t.Errorf("line %q", list[0].Line)
	}
}

func TestVeryManyFindingsOfOneRuleAreCountedNotListed(t *testing.T) {
	text := agreement("kapacitet: {" + strings.ReplaceAll(weeks(300), ": 1", ": x") + "}")
	_, list := set(t).Check(read(t, "a.yaml", text))
	if len(list) != maxPerRule {
		t.Fatalf("%d findings", len(list))
	}
	last := list[len(list)-1]
	if want := " (och 190 till i filen)"; !strings.HasSuffix(last.Message.In(lang.SV), want) || last.Measure != 191 || list[0].Measure != 1 {
		t.Errorf("last message %q, measure %d", last.Message.In(lang.SV), last.Measure)
	}
}

func TestVeryManyMissingKeysAreCountedNotListed(t *testing.T) {
	text := "dokument: rutiner/v1\nforlangningar: [" + strings.Repeat("{beslut: x}, ", 40) + strings.Repeat("{beslut: x, forlangd_till: 2027-01-01}, ", 1200) + "]\n"
	_, list := set(t).Check(read(t, "a.yaml", text))
	missing, total := 0, 0
	for _, d := range list {
		if d.Rule == ruleMissingKey {
			missing++
			total += d.Measure
		}
	}
	if missing != maxPerRule || total != 40*2+1200 {
		t.Errorf("%d findings for %d missing keys", missing, total)
	}
}
