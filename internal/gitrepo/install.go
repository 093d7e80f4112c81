package gitrepo

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// install puts a pack that a server has sent among the objects. It is unpacked in a folder
// of its own first: the library writes its index in place, and half an index would keep
// everybody from the pack for good. git clears such a folder away if we can't.
func (r *Repo) install(pack io.Reader) (err error) {
	if err := r.step("create a folder for the pack"); err != nil {
		return writeFault(err)
	}
	objects := filepath.Join(r.common, "objects")
	dir, err := os.MkdirTemp(objects, "tmp_objdir-fetched-")
	if err != nil {
		return writeFault(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	store := filesystem.NewStorage(osfs.New(dir), newRecent())
	if err := store.Init(); err != nil {
		return writeFault(err)
	}
	if err := r.step("write a pack"); err != nil {
		return writeFault(err)
	}
	if err := packfile.UpdateObjectStorage(store, pack); err != nil {
		if isDisk(err) {
			return writeFault(err)
		}
		return err // what the server sent, or that it stopped sending
	}
	files, err := filepath.Glob(filepath.Join(dir, "objects", "pack", "pack-*"))
	if err != nil {
		return writeFault(err)
	}
	if err := os.MkdirAll(filepath.Join(objects, "pack"), 0o777); err != nil {
		return writeFault(err)
	}
	slices.Sort(files) // .idx before .pack: an index without its pack is not looked at
	for _, name := range files {
		if err := syncFile(name); err != nil {
			return writeFault(err)
		}
		if err := r.moveInto(name, filepath.Join(objects, "pack", filepath.Base(name))); err != nil {
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.store.Reindex()
	return nil
}

func syncFile(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
