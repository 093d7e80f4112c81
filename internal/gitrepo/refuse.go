package gitrepo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of refusals, each the Err of a [*Fault].
var (
	ErrNoRepository = errors.New("no repository")
	ErrShallow      = errors.New("shallow clone")
	ErrGrafts       = errors.New("grafts")
	ErrReplaced     = errors.New("replace refs")
	ErrBorrowed     = errors.New("alternates")
	ErrPartial      = errors.New("partial clone")
)

func noRepository(root string) *Fault {
	return &Fault{
		Message: lang.T("%s ligger inte i något git-arkiv", "%s does not lie in a git repository", root),
		Hint: lang.T("Gå till den klonade mappen med planerna, eller klona den.",
			"Go to the cloned folder with the plans, or clone it."),
		Err: ErrNoRepository,
	}
}

// refuseShallow: where the history has been cut off, the merge base may be missing.
func (r *Repo) refuseShallow() error {
	return r.refuseFile("shallow", &Fault{
		Message: lang.T("klonen har inte hela historiken", "the clone does not have the whole history"),
		Hint: lang.T("Hämta hela historiken: git fetch --unshallow. I GitHub Actions: fetch-depth: 0 för actions/checkout.",
			"Fetch the whole history: git fetch --unshallow. In GitHub Actions: fetch-depth: 0 for actions/checkout."),
		Err: ErrShallow,
	})
}

// refuseGrafts: a graft gives a commit other parents than it has.
func (r *Repo) refuseGrafts() error {
	return r.refuseFile(filepath.Join("info", "grafts"), &Fault{
		Message: lang.T("git-arkivet har en omskriven historik (.git/info/grafts)", "the git repository has a rewritten history (.git/info/grafts)"),
		Hint:    lang.T("Ta bort filen info/grafts i arkivets .git-mapp.", "Delete the file info/grafts in the repository's .git folder."),
		Err:     ErrGrafts,
	})
}

// refuseBorrowed: objects of another repository go away with it.
func (r *Repo) refuseBorrowed() error {
	return r.refuseFile(filepath.Join("objects", "info", "alternates"), &Fault{
		Message: lang.T("git-arkivet lånar sitt innehåll från ett annat arkiv", "the git repository borrows its content from another repository"),
		Hint: lang.T("Kör git repack -a -d och ta sedan bort filen objects/info/alternates i arkivets .git-mapp, eller klona på nytt utan --shared och --reference.",
			"Run git repack -a -d and then delete the file objects/info/alternates in the repository's .git folder, or clone again without --shared and --reference."),
		Err: ErrBorrowed,
	})
}

// refusePartial: a partial clone fetches files when git asks for them, and this is not
// git. Git marks each pack of such a clone.
func (r *Repo) refusePartial() error {
	files, err := os.ReadDir(filepath.Join(r.common, "objects", "pack"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreadableFault(err)
	}
	if slices.ContainsFunc(files, func(f fs.DirEntry) bool { return filepath.Ext(f.Name()) == ".promisor" }) {
		return partialFault(ErrPartial)
	}
	return nil
}

// refuseFile refuses a repository whose shared directory has a file that is not empty.
func (r *Repo) refuseFile(name string, f *Fault) error {
	info, err := os.Lstat(filepath.Join(r.common, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unreadableFault(err)
	case info.Mode().IsRegular() && info.Size() == 0:
		return nil
	}
	return f
}

// refuseReplaced: git shows another object in place of one that has a replace ref, and
// this tool would not.
func (r *Repo) refuseReplaced() error {
	f := &Fault{
		Message: lang.T("git-arkivet har utbytta objekt (refs/replace)", "the git repository has replaced objects (refs/replace)"),
		Hint: lang.T("Visa dem med git replace --list och ta bort dem med git replace -d.",
			"Show them with git replace --list and delete them with git replace -d."),
		Err: ErrReplaced,
	}
	loose := filepath.Join(r.common, "refs", "replace")
	err := filepath.WalkDir(loose, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			return f
		}
		return err
	})
	switch {
	case err == error(f):
		return f
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return unreadableFault(err)
	}
	return r.packedRefs(func(name, _ string) error {
		if isReplaceRef(name) {
			return f
		}
		return nil
	})
}
