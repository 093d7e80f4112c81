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
	FileGit       = "S110"
)

func fileRules() []*rule.Rule {
	file := func(id string, severity diag.Severity, title, why lang.Text, example rule.Example) *rule.Rule {
		return &rule.Rule{ID: id, Title: title, Why: why, Basis: diag.Text, Severity: severity, Example: example}
	}
	return []*rule.Rule{
		file(FileIrregular, diag.Error,
			lang.T("bara vanliga filer", "regular files only"),
			lang.T("En symbolisk länk visar innehåll som inte står i arkivet och som ingen har granskat. Den följs aldrig.",
				"A symbolic link shows content that is not in the repository and that nobody reviewed. It is never followed."),
			rule.Example{
				Note: lang.T("Filen är en länk ut ur plans/.", "The file is a link out of plans/."),
				Good: "plans/2027/behovsanalys.yaml\n",
				Bad:  "plans/2027/behovsanalys.yaml -> ../../gammalt/behovsanalys.yaml\n",
			}),
		file(FileSubmodule, diag.Error,
			lang.T("inga submoduler", "no submodules"),
			lang.T("En submodul hämtar sitt innehåll från ett annat arkiv. Det som är beslutat här ska stå här.",
				"A submodule takes its content from another repository. What is decided here has to stand here."),
			rule.Example{
				Note: lang.T("Mappen pekar på ett annat arkiv; filerna själva saknas.", "The folder points to another repository; the files themselves are not there."),
				Good: "plans/2027/behovsanalys.yaml\nplans/2027/missiv/ortopedi.yaml\n",
				Bad:  "plans/2027 @ 3f2c1ab\n",
			}),
		file(FileLFS, diag.Error,
			lang.T("filen själv, inte en LFS-pekare", "the file itself, not an LFS pointer"),
			lang.T("En LFS-pekare är bara en adress till innehållet. Historiken kan då inte visa vad som beslutades.",
				"An LFS pointer is just an address of the content. History could then not show what was decided."),
			rule.Example{
				Note: lang.T("Det här är allt som står i filen.", "This is all that the file holds."),
				Good: "dokument: missiv/v1\nid: missiv-2027-ortopedi\n",
				Bad:  "version https://git-lfs.github.com/spec/v1\noid sha256:0f5b5c6e\nsize 1834\n",
			}),
		file(FileUnread, diag.Error,
			lang.T("filen går att läsa", "the file can be read"),
			lang.T("En fil som inte går att läsa är inte granskad, och det som inte är granskat kan inte godkännas.",
				"A file that can't be read has not been checked, and what has not been checked can't be approved."),
			rule.Example{
				Note: lang.T("Ingen har rätt att läsa filen.", "Nobody may read the file."),
				Good: "-rw-r--r--  plans/2027/behovsanalys.yaml\n",
				Bad:  "----------  plans/2027/behovsanalys.yaml\n",
			}),
		file(FileTooLarge, diag.Error,
			lang.T("filen har rimlig storlek", "the file has a sensible size"),
			lang.T("En plan är några kilobyte. En fil långt över det är ett misstag eller ett angrepp, och läses inte in.",
				"A plan is a few kilobytes. A file far beyond that is a mistake or an attack, and is not read."),
			rule.Example{
				Good: "plans/2027/missiv/ortopedi.yaml  3 kB\n",
				Bad:  "plans/2027/missiv/ortopedi.yaml  104 MB\n",
			}),
		file(FileName, diag.Error,
			lang.T("filnamnet fungerar överallt", "the file name works everywhere"),
			lang.T("Styrtecken, omvänt snedstreck och namn som Windows reserverar gör att arkivet inte kan hämtas på alla datorer, eller att namnet inte är vad det ser ut att vara.",
				"Control characters, backslashes and names reserved by Windows keep the repository from being fetched on every computer, or make a name look like what it is not."),
			rule.Example{
				Note: lang.T("Windows reserverar namnet con.", "Windows reserves the name con."),
				Good: "plans/2027/missiv/ortopedi.yaml\n",
				Bad:  "plans/2027/missiv/con.yaml\n",
			}),
		file(FileUnknown, diag.Error,
			lang.T("alla filer under plans/ läses", "every file under plans/ is read"),
			lang.T("En plan som råkar heta .yml skulle annars tyst falla bort ur alla summor.",
				"A plan that happens to be named .yml would otherwise silently drop out of all sums."),
			rule.Example{
				Good: "plans/2027/missiv/ortopedi.yaml\n",
				Bad:  "plans/2027/missiv/ortopedi.yml\n",
			}),
		file(FilePlace, diag.Error,
			lang.T("register och inställningar står på sin plats", "registers and settings stand at their place"),
			lang.T("Regler och roller hittas på en bestämd plats, aldrig genom sökning. Annars kunde en andra fil tyst ta över.",
				"Rules and roles are found at a fixed place, never by search. Otherwise a second file could silently take over."),
			rule.Example{
				Good: "plans/register/avtal.yaml\n",
				Bad:  "plans/2027/avtal.yaml\n",
			}),
		file(FileTwins, diag.Error,
			lang.T("filnamn skiljer sig på mer än versaler", "file names differ in more than case"),
			lang.T("På Windows och macOS är A.yaml och a.yaml samma fil: den ena skulle skriva över den andra.",
				"On Windows and macOS A.yaml and a.yaml are one file: one would overwrite the other."),
			rule.Example{
				Good: "plans/2027/missiv/ortopedi.yaml\nplans/2027/missiv/ortopedi-barn.yaml\n",
				Bad:  "plans/2027/missiv/Ortopedi.yaml\nplans/2027/missiv/ortopedi.yaml\n",
			}),
		file(FileGit, diag.Error,
			lang.T("inga git-inställningar under plans/", "no settings of git under plans/"),
			lang.T("En .gitattributes kan ge filerna ett annat innehåll i arbetsmappen än i historiken, och en .gitignore kan hålla en plan utanför den. Då är det som granskas inte det som beslutas.",
				"A .gitattributes can give files another content in the working folder than in history, and a .gitignore can keep a plan out of it. What is checked is then not what is decided."),
			rule.Example{
				Note: lang.T("Arkivets inställningar står i roten, där en ändring kräver sitt eget godkännande.", "The repository's settings stand at its root, where a change needs an approval of its own."),
				Good: ".gitattributes\nplans/2027/missiv/ortopedi.yaml\n",
				Bad:  "plans/2027/.gitattributes\nplans/2027/missiv/ortopedi.yaml\n",
			}),
	}
}
