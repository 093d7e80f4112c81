package check

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// walk lists the files that hold documents, in order, and reports everything under plans/
// that is something else. Nothing is passed over in silence but read-me files and names
// that begin with a dot.
func walk(fsys fs.FS) (paths []string, findings diag.List) {
	twins := map[string]string{}
	err := fs.WalkDir(fsys, Root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			findings = append(findings, unreadable(name, err))
			return nil
		}
		if f, bad := judgeName(name); bad {
			findings = append(findings, f)
			return skip(entry)
		}
		folded := lang.Fold(name)
		if first, twin := twins[folded]; twin && path.Dir(first) == path.Dir(name) {
			findings = append(findings, fileFinding(name, rules.FileTwins,
				lang.T("filnamnet skiljer sig bara i versaler från %s", "the name differs from %s in case only", first),
				lang.T("Byt namn på den ena.", "Rename one of them.")))
		}
		twins[folded] = name
		switch {
		case entry.Type()&fs.ModeIrregular != 0:
			findings = append(findings, fileFinding(name, rules.FileSubmodule,
				lang.T("mappen är en submodul", "the folder is a submodule"),
				lang.T("Ta bort submodulen och lägg in filerna själva.", "Remove the submodule and add the files themselves.")))
			return skip(entry)
		case entry.IsDir():
			return nil
		case !entry.Type().IsRegular():
			findings = append(findings, irregular(name, entry.Type()))
		case ignored(name):
		case isDocument(name):
			paths = append(paths, name)
		default:
			findings = append(findings, fileFinding(name, rules.FileUnknown,
				lang.T("filen läses inte: under plans/ står bara .yaml och .csv", "the file is not read: only .yaml and .csv stand under plans/"),
				lang.T("Döp om den till .yaml om den är ett dokument, annars flytta den.", "Rename it to .yaml if it is a document, otherwise move it.")))
		}
		return nil
	})
	if err != nil {
		findings = append(findings, unreadable(Root, err))
	}
	slices.Sort(paths)
	return paths, findings
}

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func ignored(name string) bool {
	base := path.Base(name)
	looksLikeOne := slices.Contains([]string{".yaml", ".yml", ".csv"}, path.Ext(base))
	return base == "README.md" || strings.HasPrefix(base, ".") && !looksLikeOne
}

func isDocument(name string) bool {
	return (path.Ext(name) == ".yaml" || path.Ext(name) == ".csv") && !strings.HasPrefix(path.Base(name), ".")
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
	var large *worktree.TooLarge
	if errors.As(err, &large) {
		return yamldoc.TooLarge(name, large.Size, large.Limit)
	}
	reason := lang.Plain(err.Error())
	if errors.Is(err, fs.ErrPermission) {
		reason = lang.T("behörighet saknas", "permission denied")
	}
	return fileFinding(name, rules.FileUnread,
		lang.T("filen går inte att läsa: %s", "the file can't be read: %s", reason),
		lang.T("Kontrollera filens behörigheter och disken.", "Check the file's permissions and the disk."))
}

func fileFinding(name, id string, message, hint lang.Text) diag.Diagnostic {
	return diag.Diagnostic{Rule: id, Severity: diag.Error, Basis: diag.Text, File: name, Message: message, Hint: hint}
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
	case strings.ContainsAny(base, `\:*?"<>|`):
		what = lang.T(`innehåller ett av tecknen \ : * ? " < > |`, `holds one of the characters \ : * ? " < > |`)
	case strings.HasSuffix(base, " ") || strings.HasSuffix(base, "."):
		what = lang.T("slutar med blanksteg eller punkt", "ends with a space or a full stop")
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

func hidden(r rune) bool {
	return r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}
