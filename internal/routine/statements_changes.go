package routine

import "github.com/leveransplan/leveransplan/internal/lang"

// changeStatements are N48 to N56: changes during the year, and N54 on capacity that a
// förvaltning offers.
func changeStatements() []StatementEntry {
	const (
		anchored6 = "Behovet ska vara förankrat med förvaltningens representant i Funktionsgrupp produktionschefer."
		anchored9 = "Behovet ska ⟨vara⟩ förankrat ⟨med⟩ förvaltningens representant ⟨i⟩ samordnande grupp produktion hälso- ⟨och⟩ sjukvård."
		point5a   = toExternal + ", punkt 5 a"
		point5b   = toExternal + ", punkt 5 b"
	)
	return []StatementEntry{
		by("N48", sender, Indicative,
			lang.T("anmäler att den vill sänka sin plan", "gives notice that it wants to lower its plan"),
			said6(point5a, "Förvaltningens representant i Funktionsgrupp produktionschefer meddelar Koncernkontoret om man vill sänka sin leveransplan."),
			said9(lessNeed, "Förvaltningen meddelar Vårdgarantiservice ⟨om man⟩ vill sänka ⟨sin⟩ leveransplan.")),
		implied("N49", sender, Shall,
			lang.T("förankrar det minskade behovet hos sin representant i forumet", "anchors the lower need with its representative in the forum"),
			said9(lessNeed, anchored9)),
		by("N50", headOffice, Indicative,
			lang.T("väger tre principer när en plan ska sänkas", "weighs three principles when a plan is to be lowered"),
			said6(point5a, "Koncernkontoret tar hänsyn till följande tre principer:"),
			said9(lessNeed, "Koncernkontoret tar hänsyn ⟨till⟩ följande tre principer:")),
		by("N50a", headOffice, Principle,
			lang.T("väger in om förvaltningen klarar vårdgarantin", "weighs whether the förvaltning meets the care guarantee"),
			said6(point5a, "Förvaltningen har uppnått vårdgarantin."),
			said9(lessNeed, "Förvaltningen ⟨har⟩ uppnått vårdgarantin.")),
		by("N50b", headOffice, Principle,
			lang.T("väger in om förvaltningen har tagit emot från en annan", "weighs whether the förvaltning has received from another"),
			said6(point5a, "Förvaltningen har avlastat annan förvaltning."),
			said9(lessNeed, "Förvaltningen ⟨har⟩ avlastat annan förvaltning.")),
		by("N50c", headOffice, Principle,
			lang.T("väger in om hela regionen klarar vårdgarantin", "weighs whether the whole region meets the care guarantee"),
			said6(point5a, "VGR har uppnått vårdgarantin."),
			said9(lessNeed, "VGR ⟨har⟩ uppnått vårdgarantin.")),
		implied("N51", sender, May,
			lang.T("höjer sin plan när som helst sedan volymerna har periodiserats", "raises its plan at any time once the volumes are periodised"),
			said6(point5b, "Att justera planer uppåt kan göras löpande efter att missivbeslutade volymer är periodiserade")),
		by("N52", sender, Indicative,
			lang.T("anmäler ett ökat behov till Vårdgarantiservice", "gives notice of a higher need to Vårdgarantiservice"),
			said6(point5b, "dialog med Vårdgarantiservice påbörjas när behovet uppstår."),
			said9(moreNeed, "Förvaltningen meddelar Vårdgarantiservice ⟨om⟩ ökat behov.")),
		implied("N53", sender, Shall,
			lang.T("förankrar det ökade behovet hos sin representant i forumet", "anchors the higher need with its representative in the forum"),
			said6(point5b, anchored6),
			said9(moreNeed, anchored9)),
		implied("N54", receiver, Indicative,
			lang.T("tar upp sin lediga kapacitet i forumet", "raises its free capacity in the forum"),
			said9(receiving, "Tillgänglig kapacitet lyfts ⟨i⟩ samordnande grupp produktion hälso- ⟨och⟩ sjukvård.")),
		by("N55", guaranteeOffice, Indicative,
			lang.T("söker kapacitet i ordning: egen regi, egna avtal, andra regioners avtal", "looks for capacity in order: own hospitals, own agreements, other regions' agreements"),
			said9(moreNeed, "Vårdgarantiservice undersöker ⟨om det⟩ finns tillgänglig kapacitet, ⟨i⟩ första hand ⟨i⟩ egen regi, ⟨i⟩ andra hand ⟨inom⟩ egna avtal ⟨och i⟩ tredje hand via andra regioners avtal.")),
		implied("N56", guaranteeOffice, Indicative,
			lang.T("lägger fram förslaget till ändrad plan för ställningstagande", "puts the proposal for the changed plan forward for a position"),
			said9(moreNeed, "Förslag ⟨till⟩ uppdaterad leveransplan lyfts ⟨för⟩ ställningstagande.")),
	}
}
