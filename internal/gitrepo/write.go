package gitrepo

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// step is told what is about to be done to the disk. In tests it fails there, or ends the
// process.
func (r *Repo) step(what string) error {
	if r.before == nil {
		return nil
	}
	return r.before(what)
}

// put stores an object that is not there yet, or is there and damaged. The library's own
// writer is not used: it waits for no disk, and leaves a half object under a name when the
// disk is full.
func (r *Repo) put(kind plumbing.ObjectType, text []byte) (plumbing.Hash, error) {
	hash := plumbing.ComputeHash(kind, text)
	if _, err := r.object(kind, hash, maxObject); err == nil {
		return hash, nil
	}
	var packed bytes.Buffer
	w := objfile.NewWriter(&packed)
	err := w.WriteHeader(kind, int64(len(text)))
	if err == nil {
		_, err = w.Write(text)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return hash, writeFault(err)
	}
	digits := hash.String()
	dir := filepath.Join(r.common, "objects", digits[:2])
	if err := r.mkdir(dir); err != nil {
		return hash, writeFault(err)
	}
	return hash, r.replace(filepath.Join(dir, digits[2:]), packed.Bytes())
}

func (r *Repo) mkdir(dir string) error {
	if err := r.step("make a folder"); err != nil {
		return err
	}
	err := os.Mkdir(dir, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// replace writes a file that is there whole or not at all. What a kill leaves behind has
// a name that git takes for rubbish and clears away.
func (r *Repo) replace(name string, text []byte) error {
	if err := r.step("create an object"); err != nil {
		return writeFault(err)
	}
	file, err := os.CreateTemp(filepath.Dir(name), "tmp_obj_")
	if err != nil {
		return writeFault(err)
	}
	if err := r.fill(file, text, 0o444); err != nil {
		return writeFault(errors.Join(err, os.Remove(file.Name())))
	}
	return r.moveInto(file.Name(), name)
}

// fill writes a new file to the disk itself and closes it.
func (r *Repo) fill(file *os.File, text []byte, mode fs.FileMode) error {
	err := r.step("write")
	if err == nil {
		_, err = file.Write(text)
	}
	if err == nil {
		err = r.step("wait for the disk")
	}
	if err == nil {
		err = errors.Join(file.Chmod(mode), file.Sync())
	}
	return errors.Join(err, file.Close())
}

// moveInto gives a finished file its name.
func (r *Repo) moveInto(from, name string) error {
	err := r.step("rename")
	if err == nil {
		err = os.Rename(from, name)
	}
	if err != nil {
		return writeFault(errors.Join(err, os.Remove(from)))
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// syncFolder lets a new name survive a power cut where the system can do so. Where it
// can't, the name is as safe as the system makes it.
func syncFolder(name string) {
	if dir, err := os.Open(name); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}

// encodeTree is the opposite of parseTree.
func encodeTree(list []entry) []byte {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.sortName(), b.sortName()) })
	var out bytes.Buffer
	for _, e := range list {
		out.WriteString(octal(e.mode) + " " + e.name + "\x00")
		out.Write(e.hash[:])
	}
	return out.Bytes()
}

// sortName is by what git sorts: a folder as if its name ended in a slash.
func (e entry) sortName() []byte {
	if e.mode.IsDir() {
		return []byte(e.name + "/")
	}
	return []byte(e.name)
}

// octal is the opposite of fileMode.
func octal(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "40000"
	case mode&fs.ModeSymlink != 0:
		return "120000"
	case mode&fs.ModeIrregular != 0:
		return "160000"
	case mode&0o111 != 0:
		return "100755"
	}
	return "100644"
}
