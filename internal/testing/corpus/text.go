package corpus

import (
	"math/rand/v2"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// What planners write, of many lengths, with the letters and signs that they use.
var (
	decreaseReasons = []string{
		"Egen kapacitet räcker från april.",
		"Kön är nere på nivån före sommaren; två operationssalar har öppnat igen.",
		"Färre remisser än i behovsanalysen, framför allt från de södra vårdcentralerna.",
		"Förvaltningen klarar vårdgarantin med egna resurser under resten av året.",
		"Uppdraget minskas efter genomgång av väntelistan, där var femte redan hade fått tid hos annan enhet.",
	}
	increaseReasons = []string{
		"Fler remisser än väntat under våren.",
		"Kön växte under sommaren och når inte vårdgarantins gräns med egen kapacitet.",
		"En mottagning är stängd för ombyggnad till och med oktober, och de planerade besöken ryms inte på andra orter.",
		"Ökat inflöde efter primärvårdens riktade insats mot äldre väntande.",
		"Två tjänster är vakanta; rekrytering pågår men ger effekt tidigast nästa år.",
	}
	moveReasons = []string{
		"Volymen flyttas mellan mottagarna så att väntetiderna blir lika.",
		"Mottagarna har kommit överens om en jämnare fördelning över hösten.",
		"Omfördelning efter avstämning i september: den ena enheten hinner före, den andra efter.",
	}
	absenceReasons = []string{
		"Mottagaren har inte operatör på plats som planerat.",
		"Sterilcentralen är ur drift och beräknas vara i gång först efter årsskiftet.",
		"Lokalerna byggs om längre än beräknat.",
	}
	rescheduleReasons = []string{
		"Veckor flyttas från sommaren till hösten på mottagarens begäran.",
		"Jämnare flöde efter påsk; summan är oförändrad.",
	}
	termReasons = []string{
		"Även ASA-klass 3 kan tas emot när bemanningen på uppvakningen är full.",
		"Kodlistan är kompletterad efter årets ändringar i KVÅ.",
	}
	correctionReasons = []string{"Ökningen registrerades på fel plan och återkallas.", "Dubbelregistrerad anmälan; den första gäller inte."}
	unplacedReasons   = []string{"Ingen ledig kapacitet inom regionen", "Mottagaren kan inte ta emot hela volymen under hösten", "Åtgärden utförs bara på två enheter och båda är fullbokade"}
	lostReasons       = []string{"Tider som inte gick att fylla med kort varsel", "Väntande tackade nej till annan ort"}
	searchReasons     = []string{
		"Inget ledigt i de veckor som behövs.",
		"Förvaltningarna har tillfrågats i forumet; ingen kan ta emot före november.",
		"Det som är lediga tider gäller andra åtgärder.",
	}
	reports      = []string{"Väntetidsrapport", "Tillgänglighetsrapport", "Produktionsuppföljning"}
	reservations = []string{"Begärde högre volym än förslaget", "Vill se över fördelningen mot egen regi före halvårsskiftet"}
	planComments = []string{
		"Avstämd per telefon och e-post, se diariet.",
		"Sommarveckorna är nedtagna efter önskemål från mottagaren. Återgår till full volym när skolorna börjar; påminn i juni.",
		"Fiktiva uppgifter.",
		"Gäller inte återbesök: de bokas av den skickande mottagningen och räknas inte här.",
		"Mottagaren ringer upp alla väntande själv inom två veckor. Tackar någon nej går ärendet tillbaka samma dag.",
		"Underlag: behovsanalysen, kötalen per september och dialogen med förvaltningen i oktober.",
		"Veckorna följer mottagarens operationsschema; udda veckor delas salen med akutverksamheten.",
		"Remiss, provsvar och bilder ska finnas hos mottagaren senast tio dagar före planerad tid.",
		"Resor och tolk bokas av den skickande mottagningen. Se regionens anvisning för sjukresor.",
	}
	weekComments = []string{"kort vecka", "halv bemanning", "stängt för underhåll", "påsk", "höstlov", "extra dag på lördagen"}
	functions    = []string{"Operationskoordinator", "Vårdplanering", "Remissmottagning", "Planeringsenheten för köer och flöden"}
	mailboxes    = []string{"operation", "vardplanering", "remiss", "planeringsenheten"}
	months       = []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}
)

func text(rng *rand.Rand, list []string) string { return list[rng.IntN(len(list))] }

// reasons lists what is written for a cause of change.
func reasons(cause string) []string {
	switch cause {
	case plan.OrsakMinskatBehov:
		return decreaseReasons
	case plan.OrsakOkatBehov:
		return increaseReasons
	case plan.OrsakMottagareKanInte:
		return absenceReasons
	case plan.OrsakOmperiodisering:
		return rescheduleReasons
	case plan.OrsakVillkor:
		return termReasons
	case plan.OrsakRattelse:
		return correctionReasons
	}
	return moveReasons
}
