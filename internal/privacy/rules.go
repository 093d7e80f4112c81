package privacy

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The rules of this package.
const (
	RuleNumber = "S601"
	RuleKey    = "S602"
	RulePerson = "S603"
	RulePrice  = "S604"
	RuleStaff  = "S605"
)

// Rule is a rule's texts and how heavy its findings are. A key for prices breaks
// RulePrice as an error, since no such key is known.
type Rule struct {
	diag.RuleInfo
	Severity diag.Severity
}

// Rules lists the rules of this package in the order of their ids.
func Rules() []Rule {
	return []Rule{
		{diag.RuleInfo{
			ID:    RuleNumber,
			Title: lang.T("inga personnummer, någonstans", "no personal identity numbers, anywhere"),
			Why: lang.T("En plan räknar patienter och nämner ingen. Det som en gång har sparats i git finns kvar i historiken, hos alla som har hämtat arkivet. "+
				"Därför granskas varje fil tecken för tecken, även kommentarer, tabeller och filnamn, och numret visas aldrig. "+
				"Sökningen gäller personnummer, samordningsnummer och tillfälliga nummer med bokstav, med tio eller tolv siffror; reservnummer har olika form i varje region och känns inte igen.",
				"A plan counts patients and names none. What has once been stored in git stays in its history, with everybody who has fetched the repository. "+
					"Every file is therefore searched character by character, comments, tables and file names too, and the number is never shown. "+
					"The search is for personal identity numbers, coordination numbers and interim numbers with a letter, of ten or twelve digits; reserve numbers differ in form between regions and are not recognised."),
			// The number is shown as findings show it: explain prints no number either.
			Bad:  "motivering: \"Gäller ••••••••-••••\"\n",
			Good: "motivering: \"Gäller två som väntar på höftprotes\"\n",
		}, diag.Error},
		{diag.RuleInfo{
			ID:    RuleKey,
			Title: lang.T("ingen nyckel frågar efter en enskild person", "no key asks for an individual"),
			Why: lang.T("En nyckel för personnummer, patient eller födelsedatum fylls förr eller senare i. Planer handlar om antal per vecka, och uppgifter om patienter hör hemma i journalen.",
				"A key for an identity number, a patient or a date of birth gets filled in sooner or later. Plans are about counts by week, and what is known of patients belongs in their records."),
			Bad:  "dokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: Ortopedi, giltig_fran: 2024-01-01, patient_id: A17}\n",
			Good: "dokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: Ortopedi, giltig_fran: 2024-01-01}\n",
		}, diag.Error},
		{diag.RuleInfo{
			ID:    RulePerson,
			Title: lang.T("fri text handlar inte om en enskild patient", "free text is not about an individual patient"),
			Why: lang.T("Ålder och kön tillsammans med sjukhus, vecka och åtgärd kan räcka för att känna igen någon. Verktyget känner igen några vanliga sätt att skriva; att inget visas betyder inte att texten är fri från personuppgifter.",
				"Age and sex together with hospital, week and procedure can be enough to recognise somebody. The tool knows some common ways to write this; that nothing is reported does not mean that the text is free of personal data."),
			Bad:  "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Salen behövs för en kvinna, 84 år, med infekterad protes\"}\n",
			Good: "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Salen behövs för akuta reoperationer\"}\n",
		}, diag.Warning},
		{diag.RuleInfo{
			ID:    RulePrice,
			Title: lang.T("inga priser i planerna", "no prices in the plans"),
			Why: lang.T("Leverantörers priser kan vara sekretessbelagda, och planen är allmän handling. Avtalets nummer räcker för den som behöver veta.",
				"Suppliers' prices may be secret, and the plan is a public document. The agreement's number is enough for whoever needs to know."),
			Bad:  "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Hyrpersonal kostar 45 000 kr i veckan\"}\n",
			Good: "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Bemanning saknas under semestern\"}\n",
		}, diag.Warning},
		{diag.RuleInfo{
			ID:    RuleStaff,
			Title: lang.T("roller och funktionsbrevlådor, inte namn på anställda", "roles and mailboxes of functions, not names of staff"),
			Why: lang.T("Personer byter uppdrag, och ett namn i git går inte att ta bort. En roll och en brevlåda som funktionen läser gäller även nästa år.",
				"People move on, and a name in git can't be removed. A role and a mailbox that the function reads still hold next year."),
			Bad:  "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Beslutat av dr Exempelsson\"}\n",
			Good: "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: \"Beslutat av verksamhetschefen\"}\n",
		}, diag.Warning},
	}
}
