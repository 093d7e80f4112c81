package routine

import "github.com/leveransplan/leveransplan/internal/lang"

// followupStatements are N57 to N65: follow-up, receiving from another förvaltning, and
// the routine as a document.
func followupStatements() []StatementEntry {
	const point6 = toExternal + ", punkt 6 a"
	return []StatementEntry{
		implied("N57", guaranteeOffice, Indicative,
			lang.T("följer upp planerna löpande", "follows up the plans continuously"),
			said6(point6, "Sker löpande via överenskomna leveransplaner."),
			said9(followUp, "Sker löpande via visualisering ⟨i⟩ Power BI.")),
		implied("N58", headOffice, Indicative,
			lang.T("visar plan och utfall i Power BI", "shows plan and outcome in Power BI"),
			said6(point6, "Plan och utfall visualiseras i Power BI."),
			said9(followUp, "visualisering ⟨i⟩ Power BI.")),
		by("N59", administrations, Imperative,
			lang.T("kontaktar Vårdgarantiservice när de är överens om volym och periodisering", "contact Vårdgarantiservice once they agree on volume and periodisation"),
			said9(receiving, "Ta kontakt ⟨med⟩ Vårdgarantiservice ⟨för⟩ upprättande ⟨av⟩ leveransplan ⟨när⟩ förvaltningar ⟨har⟩ kommit överens ⟨om⟩ volym ⟨och⟩ periodisering.")),
		implied("N60", lang.T("alla", "everybody"), MustNot,
			lang.T("påverkar ⟨inte⟩ planer som redan är överenskomna", "do ⟨not⟩ affect plans that are agreed already"),
			said9(receiving, "Tidigare överenskomna leveransplaner får ⟨inte⟩ påverkas.")),
		implied("N61", lang.T("vem som helst", "anybody"), May,
			lang.T("frågar Vårdgarantiservice", "asks Vårdgarantiservice"),
			said6(toExternal, "Vid frågor kan Vårdgarantiservice kontaktas: koncernkontoret.vardgarantiservice@vgregion.se"),
			said9(receiving, "⟨Vid⟩ frågor ⟨kan⟩ Vårdgarantiservice kontaktas: koncernkontoret.vardgarantiservice@vgregion.se")),
		by("N62", document, Refers,
			lang.T("hänvisar till den mer utförliga rutinen för leveransplaner", "points to the more detailed routine for leveransplaner"),
			said6(toExternal, "För mer detaljerad information, se Regional rutin för leveransplaner (vgregion.se)"),
			said9(receiving, "⟨För⟩ mer detaljerad information, se Regional rutin ⟨för⟩ leveransplaner (vgregion.se)")),
		by("N63", reader, Imperative,
			lang.T("kontrollerar att en utskrift fortfarande gäller", "checks that a print still holds"),
			said6(pageHead, "OBS! Utskriven version kan vara ogiltig. Verifiera innehållet."),
			said9(pageHead, "OBS! Utskriven version ⟨kan vara⟩ ogiltig. Verifiera innehållet.")),
		by("N64", owner, Constitutes,
			lang.T("anger rutinens id, version och giltighet", "states the routine's id, version and validity"),
			said6(heading, "Giltig från: 2024-01-18"),
			said6(heading, "Giltig till: 2026-01-18"),
			said6(heading, "Version: 6.0"),
			said9(heading, "Giltig ⟨från⟩: 2024-12-19"),
			said9(heading, "Giltig ⟨till⟩: 2026-12-19"),
			said9(heading, "Version: 9.0")),
		by("N65", owner, Constitutes,
			lang.T("anger vem som har godkänt rutinen; 6.0 anger också granskaren", "states who approved the routine; 6.0 states the reviewer too"),
			said6(heading, "Innehållsansvar"),
			said6(heading, "Granskad av"),
			said6(heading, "Godkänd av"),
			said9(heading, "Innehållsansvar"),
			said9(heading, "Godkänd")),
	}
}
