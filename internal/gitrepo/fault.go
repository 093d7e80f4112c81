package gitrepo

import (
	"errors"
	"strings"

	"github.com/go-git/go-git/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Fault says why a repository cannot be read, in words for whoever runs the tool. It
// never means "there is no repository".
type Fault struct {
	Message, Hint lang.Text
	Err           error // what git's own files, or the library that reads them, said
}

// Error gives the message and its cause in English, as logs have it.
func (f *Fault) Error() string { return f.Message.In(lang.EN) + ": " + f.Err.Error() }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// openFault explains why a repository that is there could not be opened. The library
// names the extensions it does not know only in the text of its error.
func openFault(err error) *Fault {
	unknown := errors.Is(err, git.ErrUnknownExtension) || errors.Is(err, git.ErrUnsupportedExtensionRepositoryFormatVersion)
	switch {
	case unknown && strings.Contains(err.Error(), "objectformat"):
		return &Fault{
			Message: lang.T("git-arkivet använder SHA-256, som verktyget inte kan läsa",
				"the git repository uses SHA-256, which this tool cannot read"),
			Hint: lang.T("Skapa arkivet på nytt utan --object-format=sha256.",
				"Create the repository again without --object-format=sha256."),
			Err: err,
		}
	case unknown && strings.Contains(err.Error(), "worktreeconfig"):
		return &Fault{
			Message: lang.T("git-arkivet har inställningen extensions.worktreeConfig, som verktyget inte kan läsa",
				"the git repository has the setting extensions.worktreeConfig, which this tool cannot read"),
			Hint: lang.T("Kör git config --unset extensions.worktreeConfig. Inställningen kommer oftast från git sparse-checkout; använd då en vanlig klon.",
				"Run git config --unset extensions.worktreeConfig. The setting mostly comes from git sparse-checkout; use an ordinary clone then."),
			Err: err,
		}
	case unknown:
		return &Fault{
			Message: lang.T("git-arkivet använder ett tillägg som verktyget inte kan läsa",
				"the git repository uses an extension that this tool cannot read"),
			Hint: lang.T("Klona planerna på nytt utan särskilda tillval.",
				"Clone the plans again without special options."),
			Err: err,
		}
	}
	return &Fault{
		Message: lang.T("git-arkivet går inte att öppna", "the git repository cannot be opened"),
		Hint: lang.T("Kör git status i mappen. Om git inte heller kan läsa arkivet: klona planerna på nytt.",
			"Run git status in the folder. If git cannot read the repository either, clone the plans again."),
		Err: err,
	}
}

func indexFault(err error) *Fault {
	return &Fault{
		Message: lang.T("git-arkivets index går inte att läsa", "the index of the git repository cannot be read"),
		Hint: lang.T("Ta bort filen index i arkivets .git-mapp och kör git reset. Stäng först av index.skipHash, feature.manyFiles och delat index om de är på.",
			"Delete the file index in the repository's .git folder and run git reset. First turn off index.skipHash, feature.manyFiles and split index where they are on."),
		Err: err,
	}
}
