package routine

import "github.com/leveransplan/leveransplan/internal/lang"

// internalStatements are N11 to N32: version 6.0's process between förvaltningar.
func internalStatements() []StatementEntry {
	const (
		question  = "Övriga förvaltningar och Koncernkontoret tar med sig frågan om behov finns/kan erbjudas."
		specified = "I dokumentet anges vilka specialiteter och vilka volymer som kan tas emot."
		also      = "Annan väsentlig information anges också tex om det gäller öppenvård eller slutenvård, ASA klass mm."
		point4a   = betweenOwn + ", punkt 4 a"
		point4b   = betweenOwn + ", punkt 4 b"
		point5a   = betweenOwn + ", punkt 5 a"
		point6    = betweenOwn + ", punkt 6"
	)
	return []StatementEntry{
		by("N11", document, Constitutes,
			lang.T("kräver en process när större volymer flyttas mellan förvaltningar, eller under längre tid", "takes a process for larger volumes between förvaltningar, or over a longer time"),
			said6(betweenOwn, "I de fall större volymer av patienter ska överföras mellan två eller fler förvaltningar eller överflyttningar ska ske under längre tid behövs en process för att säkerställa optimal hantering.")),
		implied("N12", administrations, Indicative,
			lang.T("tar upp ledig eller behövd kapacitet i forumet", "raise free or needed capacity in the forum"),
			said6(betweenOwn+", punkt 1", "Tillgänglig/behövd kapacitet lyfts i Funktionsgrupp produktionschefer.")),
		by("N13", lang.T("övriga förvaltningar", "the other förvaltningar"), Indicative,
			lang.T("svarar om de har behov eller kan erbjuda", "answer whether they have a need or can offer"),
			said6(betweenOwn+", punkt 2", question)),
		by("N14", headOffice, Indicative,
			lang.T("tar med sig samma fråga", "takes the same question home"),
			said6(betweenOwn+", punkt 2", question)),
		by("N15", managers, Indicative,
			lang.T("väljer väg: genom samordningsråd eller direkt till koncernkontorets beredning", "chooses the way: through a samordningsråd or straight to Koncernkontoret"),
			said6(betweenOwn+", punkt 3", "Funktionsgrupp produktionschefer tar beslut om man ska gå vidare i processen och involvera aktuellt samordningsråd eller om processen kan fortsätta i steg 5.")),
		by("N16", receiver, Indicative,
			lang.T("föreslår hur volymerna fördelas", "proposes how the volumes are distributed"),
			said6(point4a, "Mottagande förvaltning fyller i förslag till fördelning av tillgängliga volymer.")),
		implied("N17", receiver, Indicative,
			lang.T("skriver vilka specialiteter det gäller", "writes which specialties it is about"),
			said6(point4a, specified)),
		implied("N18", receiver, Indicative,
			lang.T("skriver hur mycket den kan ta emot", "writes how much it can receive"),
			said6(point4a, specified)),
		implied("N19", receiver, Indicative,
			lang.T("skriver om det är öppen eller sluten vård", "writes whether it is outpatient or inpatient care"),
			said6(point4a, also)),
		implied("N20", receiver, Indicative,
			lang.T("skriver vilka ASA-klasser det gäller", "writes which ASA classes it is about"),
			said6(point4a, also)),
		implied("N21", receiver, Indicative,
			lang.T("skriver övriga villkor som har betydelse", "writes other terms that matter"),
			said6(point4a, also)),
		by("N22", receiver, Indicative,
			lang.T("ger sin representant i uppdrag att få fram ett förslag i samordningsrådet", "mandates its representative to get a proposal made in the samordningsråd"),
			said6(point4b, "Mottagande förvaltning ger sin representant i aktuellt samordningsråd i uppdrag att säkerställa att respektive samordningsråd tillsammans tar fram förslag på fördelning mellan övriga förvaltningar.")),
		by("N23", council, Indicative,
			lang.T("tar gemensamt fram ett förslag till fördelning", "jointly makes a proposal for the distribution"),
			said6(point4b, "respektive samordningsråd tillsammans tar fram förslag på fördelning mellan övriga förvaltningar.")),
		by("N24", council, Indicative,
			lang.T("skriver den fördelning det vill ha", "writes the distribution that it wants"),
			said6(betweenOwn+", punkt 4 c", "Samordningsrådet fyller i önskad fördelning av tillgängliga volymer.")),
		by("N25", headOffice, Indicative,
			lang.T("går igenom förslagen till fördelning", "goes through the proposals for distribution"),
			said6(point5a, "Koncernkontoret ser över förvaltningarnas/samordningsrådens förslag på fördelning")),
		by("N26", headOffice, Indicative,
			lang.T("jämför förslaget med behovsanalysen", "holds the proposal against the analysis of need"),
			said6(point5a, "validerar förslaget mot genomförd behovsanalys")),
		by("N27", headOffice, Indicative,
			lang.T("jämför förslaget med de avtal som finns", "holds the proposal against the agreements at hand"),
			said6(point5a, "validerar förslaget mot genomförd behovsanalys och tillgängliga avtal med externa vårdgivare.")),
		by("N28", headOffice, Indicative,
			lang.T("skriver förslaget till beslut", "writes the proposal for decision"),
			said6(betweenOwn+", punkt 5 b", "Koncernkontoret skriver fram ett förslag till beslut för slutgiltig fördelning till Funktionsgrupp produktionschefer.")),
		by("N29", managers, Constitutes,
			lang.T("gör planerna överenskomna genom att stå bakom fördelningen", "makes the plans agreed by standing behind the distribution"),
			said6(point6, "När Funktionsgrupp produktionschefer ställt sig bakom den slutgiltiga fördelningen är leveransplanerna överenskomna.")),
		by("N30", administrations, Indicative,
			lang.T("pekar ut kontakter för överföringen", "name contacts for the transfer"),
			said6(point6, "Förvaltningarna utser kontaktpersoner som hanterar överföringen av patienter")),
		by("N31", administrations, Indicative,
			lang.T("ser till att planerna hålls", "see to it that the plans are kept"),
			said6(point6, "säkerställer att överenskomna leveransplaner följs.")),
		by("N32", document, Refers,
			lang.T("hänvisar till regionens regler om ersättning", "points to the region's rules on pay"),
			said6(betweenOwn, "För information om ekonomisk ersättning, se Regler om ekonomisk ersättning vid flytt av vård mellan sjukhus, diarienummer RS 2019-05614."),
			said9(receiving, "⟨För⟩ information ⟨om⟩ ekonomisk ersättning, se Reg⟨l⟩er ⟨om⟩ ekonomisk ersättning ⟨vid⟩ flytt ⟨av⟩ vård ⟨mellan⟩ sjukhus, diarienummer RS 2019-05614.")),
	}
}
