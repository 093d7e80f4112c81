package gitrepo

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-git/go-git/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Fault says why a repository cannot be read or written, in words for whoever runs the tool. It
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
	case unknown && strings.Contains(err.Error(), "partialclone"):
		return partialFault(err)
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

func partialFault(err error) *Fault {
	return &Fault{
		Message: lang.T("klonen är ofullständig: den är gjord med --filter", "the clone is incomplete: it was made with --filter"),
		Hint:    lang.T("Klona planerna på nytt utan --filter.", "Clone the plans again without --filter."),
		Err:     err,
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

// unreadableFault is for files of the git directory that the system does not let us read.
func unreadableFault(err error) *Fault {
	return &Fault{
		Message: lang.T("en fil i git-arkivet går inte att läsa: %v", "a file of the git repository can't be read: %v", err),
		Hint:    lang.T("Kontrollera behörigheterna till mappen .git och disken.", "Check the permissions of the .git folder and the disk."),
		Err:     err,
	}
}

func refFault(name string, err error) *Fault {
	return &Fault{
		Message: lang.T("git-arkivets referens %q är skadad", "the git repository's ref %q is damaged", name),
		Hint: lang.T("Kör git fsck. Hämta grenen på nytt med git fetch, eller klona planerna på nytt.",
			"Run git fsck. Fetch the branch again with git fetch, or clone the plans again."),
		Err: err,
	}
}

// The causes of faults in objects.
var (
	ErrMissing = errors.New("object is missing")
	ErrDamaged = errors.New("object is damaged")
	ErrTooMany = errors.New("too many files")
)

var cloneAgain = lang.T("Kör git fsck. Om git också hittar fel: klona planerna på nytt.",
	"Run git fsck. If git finds faults too, clone the plans again.")

// missingFault and damagedFault keep the words of their cause only: a file of git's that
// does not exist is not a file of the plans that does not exist.
func missingFault(hash string, err error) *Fault {
	return &Fault{
		Message: lang.T("objektet %s saknas i git-arkivet", "object %s is missing from the git repository", hash),
		Hint:    cloneAgain,
		Err:     fmt.Errorf("%w: %v", ErrMissing, err),
	}
}

func damagedFault(hash string, err error) *Fault {
	return &Fault{
		Message: lang.T("objektet %s i git-arkivet är skadat", "object %s of the git repository is damaged", hash),
		Hint:    cloneAgain,
		Err:     fmt.Errorf("%w: %v", ErrDamaged, err),
	}
}

// brokenFault is for an object that is stored as it was made, and was made wrong: no git
// makes such trees.
func brokenFault(hash, why string) *Fault {
	return &Fault{
		Message: lang.T("objektet %s i git-arkivet är felaktigt uppbyggt", "object %s of the git repository is malformed", hash),
		Hint: lang.T("Kör git fsck --full. Gör om den commit som objektet kom med.",
			"Run git fsck --full. Make the commit that brought the object anew."),
		Err: fmt.Errorf("%w: %s", ErrDamaged, why),
	}
}

func tooManyFault(limit int64) *Fault {
	return &Fault{
		Message: lang.T("versionen har fler än %d filer och mappar", "the revision has more than %d files and folders", int(limit)),
		Hint: lang.T("Ta bort filer som inte hör till planerna, eller mappar som git har fått upprepade gånger.",
			"Remove files that do not belong to the plans, or folders that git holds many times over."),
		Err: ErrTooMany,
	}
}
