package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// The rules about files under plans/. The loader carries them out, since only it sees
// files; here is what they mean.
const (
	FileIrregular = "S101"
	FileSubmodule = "S102"
	FileLFS       = "S103"
	FileUnread    = "S104"
	FileTooLarge  = "S105"
	FileName      = "S106"
	FileUnknown   = "S107"
	FilePlace     = "S108"
	FileTwins     = "S109"
)

func fileRules() []*rule.Rule {
	file := func(id string, severity diag.Severity, title, why lang.Text) *rule.Rule {
		return &rule.Rule{ID: id, Title: title, Why: why, Basis: diag.Text, Severity: severity}
	}
	return []*rule.Rule{
		file(FileIrregular, diag.Error,
			lang.T("bara vanliga filer", "regular files only"),
			lang.T("En symbolisk länk visar innehåll som inte står i arkivet och som ingen har granskat. Den följs aldrig.",
				"A symbolic link shows content that is not in the repository and that nobody reviewed. It is never followed.")),
		file(FileSubmodule, diag.Error,
			lang.T("inga submoduler", "no submodules"),
			lang.T("En submodul hämtar sitt innehåll från ett annat arkiv. Det som är beslutat här ska stå här.",
				"A submodule takes its content from another repository. What is decided here has to stand here.")),
		file(FileLFS, diag.Error,
			lang.T("filen själv, inte en LFS-pekare", "the file itself, not an LFS pointer"),
			lang.T("En LFS-pekare är bara en adress till innehållet. Historiken kan då inte visa vad som beslutades.",
				"An LFS pointer is just an address of the content. History could then not show what was decided.")),
		file(FileUnread, diag.Error,
			lang.T("filen går att läsa", "the file can be read"),
			lang.T("En fil som inte går att läsa är inte granskad, och det som inte är granskat kan inte godkännas.",
				"A file that can't be read has not been checked, and what has not been checked can't be approved.")),
		file(FileTooLarge, diag.Error,
			lang.T("filen har rimlig storlek", "the file has a sensible size"),
			lang.T("En plan är några kilobyte. En fil långt över det är ett misstag eller ett angrepp, och läses inte in.",
				"A plan is a few kilobytes. A file far beyond that is a mistake or an attack, and is not read.")),
		file(FileName, diag.Error,
			lang.T("filnamnet fungerar överallt", "the file name works everywhere"),
			lang.T("Styrtecken, omvänt snedstreck och namn som Windows reserverar gör att arkivet inte kan hämtas på alla datorer, eller att namnet inte är vad det ser ut att vara.",
				"Control characters, backslashes and names reserved by Windows keep the repository from being fetched on every computer, or make a name look like what it is not.")),
		file(FileUnknown, diag.Error,
			lang.T("alla filer under plans/ läses", "every file under plans/ is read"),
			lang.T("En plan som råkar heta .yml skulle annars tyst falla bort ur alla summor.",
				"A plan that happens to be named .yml would otherwise silently drop out of all sums.")),
		file(FilePlace, diag.Error,
			lang.T("register och inställningar står på sin plats", "registers and settings stand at their place"),
			lang.T("Regler och roller hittas på en bestämd plats, aldrig genom sökning. Annars kunde en andra fil tyst ta över.",
				"Rules and roles are found at a fixed place, never by search. Otherwise a second file could silently take over.")),
		file(FileTwins, diag.Error,
			lang.T("filnamn skiljer sig på mer än versaler", "file names differ in more than case"),
			lang.T("På Windows och macOS är A.yaml och a.yaml samma fil: den ena skulle skriva över den andra.",
				"On Windows and macOS A.yaml and a.yaml are one file: one would overwrite the other.")),
	}
}
