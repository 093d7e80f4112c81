package check

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// listing is what stands under plans/: paths, and what is wrong with them.
type listing struct {
	documents []string // files that hold documents, in order
	// others are files that hold none, read-me files among them. They are searched for
	// personal identity numbers and not read otherwise.
	others []string
	// refused may well have been documents: what they hold is unknown, not absent.
	refused  []string
	findings diag.List
}

// walk lists the files under plans/ and reports everything that is neither a document
// nor a read-me file nor a name that begins with a dot.
func walk(fsys fs.FS) listing {
	var out listing
	report := func(f diag.Diagnostic) { out.findings = append(out.findings, f) }
	twins := map[string]string{}
	err := fs.WalkDir(fsys, Root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			report(unreadable(name, err))
			return nil
		}
		if f, bad := privacy.Name(name); bad {
			report(f)
		}
		if f, bad := judgeName(name); bad {
			report(f)
			out.refused = append(out.refused, name)
			return skip(entry)
		}
		folded := lang.Fold(name)
		if first, twin := twins[folded]; twin && path.Dir(first) == path.Dir(name) {
			report(fileFinding(name, rules.FileTwins,
				lang.T("filnamnet skiljer sig bara i versaler från %s", "the name differs from %s in case only", privacy.Mask(first)),
				lang.T("Byt namn på den ena.", "Rename one of them.")))
		}
		twins[folded] = name
		switch {
		case entry.Type()&fs.ModeIrregular != 0:
			report(submodule(name))
			return skip(entry)
		case entry.IsDir():
			return nil
		case !entry.Type().IsRegular():
			report(irregular(name, entry.Type()))
			out.refused = append(out.refused, name)
		case configuresGit(name):
			report(fileFinding(name, rules.FileGit,
				lang.T("git ställs in i arkivets rot, inte under plans/", "git is set up at the repository's root, not under plans/"),
				lang.T("Ta bort filen. Det som behövs hör hemma i filen med samma namn i roten.", "Remove the file. What is needed belongs in the file of the same name at the root.")))
			out.others = append(out.others, name)
		case ignored(name):
			out.others = append(out.others, name)
		case isDocument(name):
			out.documents = append(out.documents, name)
		default:
			report(unknownFile(name))
			out.others = append(out.others, name)
			if looksLikeDocument(name) {
				out.refused = append(out.refused, name)
			}
		}
		return nil
	})
	if err != nil {
		report(unreadable(Root, err))
	}
	slices.Sort(out.documents)
	return out
}

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func ignored(name string) bool {
	base := path.Base(name)
	return base == "README.md" || strings.HasPrefix(base, ".") && !looksLikeDocument(name)
}

// configuresGit tells that git takes orders from the file. Git reads such files in every
// folder, on some systems in any case of letters.
func configuresGit(name string) bool {
	return slices.Contains([]string{".gitattributes", ".gitignore", ".gitmodules"}, strings.ToLower(path.Base(name)))
}

func isDocument(name string) bool {
	return (path.Ext(name) == ".yaml" || path.Ext(name) == ".csv") && !strings.HasPrefix(path.Base(name), ".")
}

// looksLikeDocument tells that a file is meant to be one, whatever keeps it from that.
func looksLikeDocument(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".csv"}, strings.ToLower(path.Ext(name)))
}

func unknownFile(name string) diag.Diagnostic {
	f := fileFinding(name, rules.FileUnknown,
		lang.T("filen läses inte: under plans/ står bara .yaml och .csv", "the file is not read: only .yaml and .csv stand under plans/"),
		lang.T("Flytta den från plans/. Volymer och utfall ska stå i .yaml och .csv.", "Move it out of plans/. Volumes and outcome stand in .yaml and .csv."))
	if looksLikeDocument(name) {
		ending := strings.Replace(strings.ToLower(path.Ext(name)), ".yml", ".yaml", 1)
		good := strings.TrimLeft(strings.TrimSuffix(path.Base(name), path.Ext(name)), ".") + ending
		f.Message = lang.T("filen läses inte: namnet gör att den inte räknas som dokument", "the file is not read: its name keeps it from being a document")
		f.Hint = lang.T("Döp om den till %s.", "Rename it to %s.", privacy.Mask(good))
	}
	return f
}

func submodule(name string) diag.Diagnostic {
	return fileFinding(name, rules.FileSubmodule,
		lang.T("mappen är en submodul", "the folder is a submodule"),
		lang.T("Ta bort submodulen och lägg in filerna själva.", "Remove the submodule and add the files themselves."))
}

func irregular(name string, mode fs.FileMode) diag.Diagnostic {
	what := lang.T("ingen vanlig fil", "not a regular file")
	if mode&fs.ModeSymlink != 0 {
		what = lang.T("en symbolisk länk", "a symbolic link")
	}
	return fileFinding(name, rules.FileIrregular,
		lang.T("filen är %s och följs inte", "the file is %s and is not followed", what),
		lang.T("Ersätt den med en vanlig fil.", "Replace it by a regular file."))
}

func unreadable(name string, err error) diag.Diagnostic {
	if large := (*worktree.TooLarge)(nil); errors.As(err, &large) {
		return yamldoc.TooLarge(privacy.Mask(name), large.Size, large.Limit)
	}
	if large := (*gitrepo.TooLarge)(nil); errors.As(err, &large) {
		return yamldoc.TooLarge(privacy.Mask(name), large.Size, large.Limit)
	}
	reason := lang.Plain(privacy.Mask(err.Error()))
	if errors.Is(err, fs.ErrPermission) {
		reason = lang.T("behörighet saknas", "permission denied")
	}
	return fileFinding(name, rules.FileUnread,
		lang.T("filen går inte att läsa: %s", "the file can't be read: %s", reason),
		lang.T("Kontrollera filens behörigheter och disken.", "Check the file's permissions and the disk."))
}

func fileFinding(name, id string, message, hint lang.Text) diag.Diagnostic {
	return diag.Diagnostic{Rule: id, Severity: diag.Error, Basis: diag.Text, File: privacy.Mask(name), Message: message, Hint: hint}
}

// reserved are the names that Windows keeps for devices.
var reserved = []string{"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// judgeName reports a name that does not work on every system, or that is not what it
// looks like.
func judgeName(name string) (diag.Diagnostic, bool) {
	base := path.Base(name)
	stem, _, _ := strings.Cut(strings.ToLower(base), ".")
	var what lang.Text
	switch {
	case strings.ContainsFunc(base, hidden):
		what = lang.T("innehåller ett osynligt tecken", "holds an invisible character")
	case !lang.IsNFC(base):
		what = lang.T("skriver å, ä eller ö som två tecken (NFD)", "writes å, ä or ö as two characters (NFD)")
	case mixed(base):
		what = lang.T("blandar latinska bokstäver med kyrilliska eller grekiska", "mixes Latin letters with Cyrillic or Greek ones")
	case strings.ContainsAny(base, `\:*?"<>|`):
		what = lang.T(`innehåller ett av tecknen \ : * ? " < > |`, `holds one of the characters \ : * ? " < > |`)
	case strings.HasSuffix(base, " ") || strings.HasSuffix(base, "."):
		what = lang.T("slutar med blanksteg eller punkt", "ends with a space or a full stop")
	case strings.EqualFold(base, ".git"), strings.EqualFold(base, "git~1"):
		what = lang.T("är reserverat för git", "is reserved for git")
	case slices.Contains(reserved, stem):
		what = lang.T("är reserverat i Windows", "is reserved by Windows")
	case len(base) > 200:
		what = lang.T("är för långt", "is too long")
	default:
		return diag.Diagnostic{}, false
	}
	return fileFinding(name, rules.FileName, lang.T("filnamnet %s", "the file name %s", what),
		lang.T("Byt namn: små bokstäver a-z, siffror och bindestreck fungerar överallt.",
			"Rename it: small letters a-z, digits and hyphens work everywhere.")), true
}

// mixed tells that a name has letters that look like others: а is not a.
func mixed(name string) bool {
	latin := strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	return latin && strings.ContainsFunc(name, func(r rune) bool { return unicode.In(r, unicode.Cyrillic, unicode.Greek) })
}

func hidden(r rune) bool {
	return r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}
