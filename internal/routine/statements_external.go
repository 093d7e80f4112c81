package routine

import "github.com/leveransplan/leveransplan/internal/lang"

// externalStatements are N33 to N47: version 6.0's process to external providers, which
// version 9.0 made the yearly process for all receivers.
func externalStatements() []StatementEntry {
	const (
		point1 = toExternal + ", punkt 1 a"
		point3 = toExternal + ", punkt 3 a"
		point4 = toExternal + ", punkt 4 b"
	)
	return []StatementEntry{
		by("N33", administrations, Shall,
			lang.T("klarar vårdgarantin: det är förslagets utgångspunkt", "meet the care guarantee: that is where the proposal starts from"),
			said6(point1, "Förslaget utgår från att förvaltningarna ska klara vårdgarantin."),
			said9(yearlyBasis, "Förslaget utgår ⟨från att⟩ förvaltningarna ska klara vårdgarantin.")),
		by("N34", document, Constitutes,
			lang.T("kräver en process när större volymer går till en vårdgivare med avtal med någon region", "takes a process for larger volumes to a provider who has an agreement with some region"),
			said6(toExternal, "I de fall större volymer av patienter ska överföras från en förvaltning till en vårdgivare som har avtal med någon region behövs en process för att säkerställa optimal hantering.")),
		by("N35", headOffice, Indicative,
			lang.T("lämnar ett förslag på volymer till forumet", "puts a proposal of volumes to the forum"),
			said6(point1, "Koncernkontoret tar fram ett förslag på volym i form av ett missiv till Funktionsgrupp produktionschefer."),
			said9(yearlyBasis, "Koncernkontoret tar ⟨i⟩ dialog ⟨med⟩ förvaltningarna fram ⟨ett⟩ förslag ⟨på⟩ volym ⟨till⟩ samordnande grupp produktion hälso- ⟨och⟩ sjukvård.")),
		by("N36", headOffice, Indicative,
			lang.T("för dialog med varje förvaltning om dess volymer", "holds a dialogue with each förvaltning on its volumes"),
			said6(toExternal+", punkt 2 a", "De föreslagna volymerna förankras i dialog med respektive förvaltning via förvaltningens representanter i Funktionsgrupp produktionschefer."),
			said9(yearlyBasis, "Koncernkontoret tar ⟨i⟩ dialog ⟨med⟩ förvaltningarna fram ⟨ett⟩ förslag ⟨på⟩ volym")),
		by("N37", managers, Indicative,
			lang.T("beslutar varje förvaltnings volym för tolv månader", "decides each förvaltning's volume for twelve months"),
			said6(point3, "Funktionsgrupp produktionschefer tar beslut om den totala volymen per 12-månader (i regel 1 april tom 31 mars) per förvaltning.")),
		by("N38", managers, Indicative,
			lang.T("räknar i regel året från april till mars", "as a rule counts the year from April to March"),
			said6(point3, "per 12-månader (i regel 1 april tom 31 mars)")),
		by("N39", document, Indicative,
			lang.T("låter de beslutade volymerna stå i missivet", "has the decided volumes stand in the missiv"),
			said6(point3, "Beslutade volymer framgår av missivet.")),
		by("N40", coordination, Indicative,
			lang.T("ställer sig bakom de volymer som föreslås", "stands behind the volumes proposed"),
			said9(yearlyStand, "Samordnande grupp produktion hälso- ⟨och⟩ sjukvård ställer ⟨sig⟩ bakom ⟨de⟩ föreslagna volymer")),
		by("N41", guaranteeOffice, Indicative,
			lang.T("fördelar den beslutade volymen över tiden", "spreads the decided volume over time"),
			said6(toExternal+", punkt 4 a", "Vårdgarantiservice periodiserar sedan den beslutade totala volymen (12 månader) per vecka som ett förslag till leveransplaner."),
			said9(yearlyPlans, "Vårdgarantiservice periodiserar ⟨sedan den⟩ beslutade totala volymen ⟨(⟩Q1 ⟨–⟩ Q4 kommande år⟨)⟩.")),
		implied("N42", guaranteeOffice, Indicative,
			lang.T("fördelar volymen på vårdgivare i egen och extern regi", "distributes the volume to the region's own hospitals and to external providers"),
			said9(yearlyPlans, "Volymen periodiseras ⟨till⟩ vårdgivare både ⟨i⟩ egen ⟨och i⟩ extern regi.")),
		implied("N43", guaranteeOffice, Indicative,
			lang.T("stämmer av periodiseringen med varje förvaltning", "reconciles the periodisation with each förvaltning"),
			said6(point4, "Periodiseringen stäms av med respektive förvaltning"),
			said9(yearlyPlans, "Periodiseringen stäms ⟨av med⟩ respektive förvaltning")),
		implied("N44", guaranteeOffice, Indicative,
			lang.T("stämmer av periodiseringen med berörda leverantörer", "reconciles the periodisation with the suppliers concerned"),
			said6(point4, "Periodiseringen stäms av med respektive förvaltning och berörda leverantörer"),
			said9(yearlyPlans, "Periodiseringen stäms ⟨av med⟩ respektive förvaltning ⟨och⟩ berörda leverantörer")),
		implied("N45", lang.T("parterna", "the parties"), Indicative,
			lang.T("kommer överens om planen", "agree on the plan"),
			said6(point4, "en överenskommelse beslutas."),
			said9(yearlyPlans, "⟨en⟩ överenskommelse görs.")),
		implied("N46", guaranteeOffice, Indicative,
			lang.T("tar upp outlösta volymer med förvaltningarna", "takes up unused volumes with the förvaltningar"),
			said6(toExternal+", punkt 4 c", "Outlösta volymer hanteras i dialog med berörda förvaltningar.")),
		implied("N47", guaranteeOffice, Indicative,
			lang.T("hanterar volymer som ⟨inte kan⟩ läggas i en plan enligt en särskild ordning", "handles volumes that ⟨cannot⟩ be put in a plan by a special order"),
			said9(yearlyPlans, "Volymer ⟨som inte kan⟩ läggas ⟨i⟩ leveransplan hanteras enligt särskild ordning.")),
	}
}
