package check

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// overlay is the tree that a merge would give, made without computing a merge: each file is
// taken whole from one side. It is an [fs.FS] with [fs.ReadDirFS], [fs.ReadFileFS] and
// [fs.StatFS].
type overlay struct {
	changed   []diff.FileChange // what head changed, by path
	conflicts []string          // files that base has changed too, each in its own way

	sides   []fs.FS
	from    map[string]fs.FS         // by path, files and folders
	entries map[string][]fs.DirEntry // of a folder, by name
}

// lay lays what head changed since mergeBase over base. Where both sides have changed a file
// the overlay has head's.
func lay(mergeBase, base, head fs.FS) (*overlay, error) {
	var sides [3]map[string]fs.DirEntry
	for i, side := range []fs.FS{mergeBase, base, head} {
		var err error
		if sides[i], err = files(side); err != nil {
			return nil, err
		}
	}
	was, now, wanted := sides[0], sides[1], sides[2]
	o := &overlay{sides: []fs.FS{mergeBase, base, head}, from: map[string]fs.FS{".": head}, entries: map[string][]fs.DirEntry{}}
	names := map[string]bool{}
	for _, side := range sides {
		for name := range side {
			names[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !differs(name, mergeBase, head, was[name], wanted[name]) {
			o.take(name, base, now[name])
			continue
		}
		o.take(name, head, wanted[name])
		o.changed = append(o.changed, diff.FileChange{Path: name, Before: content(mergeBase, name, was[name] != nil), After: content(head, name, wanted[name] != nil)})
		if differs(name, mergeBase, base, was[name], now[name]) && differs(name, base, head, now[name], wanted[name]) {
			o.conflicts = append(o.conflicts, name)
		}
	}
	if err := o.takeRoot(mergeBase, base, head); err != nil {
		return nil, err
	}
	for _, list := range o.entries {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
	return o, nil
}

// files lists everything under plans/ that is no folder. A side without that folder has none.
func files(fsys fs.FS) (map[string]fs.DirEntry, error) {
	if info, err := stands(fsys, Root); err != nil || info == nil || !info.IsDir() {
		return map[string]fs.DirEntry{}, err
	}
	out := map[string]fs.DirEntry{}
	err := fs.WalkDir(fsys, Root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !entry.IsDir():
			out[name] = entry
		}
		return nil
	})
	return out, err
}

// takeRoot takes what stands in place of the folder, where no file is left under it: head's,
// if that is another than what it started from.
func (o *overlay) takeRoot(mergeBase, base, head fs.FS) error {
	if _, known := o.from[Root]; known {
		return nil
	}
	var entries [3]fs.DirEntry
	for i, side := range []fs.FS{mergeBase, base, head} {
		info, err := stands(side, Root)
		if err != nil {
			return err
		}
		if info != nil && !info.IsDir() {
			entries[i] = fs.FileInfoToDirEntry(info)
		}
	}
	if differs(Root, mergeBase, head, entries[0], entries[2]) {
		o.take(Root, head, entries[2])
	} else {
		o.take(Root, base, entries[1])
	}
	return nil
}

// hasher is a tree that knows the hash of a file without reading it.
type hasher interface {
	Hash(name string) (hash string, ok bool)
}

// unread is the hash of what can't be read.
const unread = "unread"

// content is the hash of a file on one side, as git has it; empty where that side has none.
// What can't be read has a hash of its own: it is there, and nobody knows what it holds.
func content(side fs.FS, name string, there bool) string {
	if !there {
		return ""
	}
	if h, ok := side.(hasher); ok {
		if hash, known := h.Hash(name); known {
			return hash
		}
	}
	text, err := fs.ReadFile(side, name)
	if err != nil {
		return unread
	}
	return gitrepo.BlobHash(text)
}

// differs tells that a file is not the same on two sides. Nil stands for a side without it.
func differs(name string, a, b fs.FS, inA, inB fs.DirEntry) bool {
	switch {
	case inA == nil && inB == nil:
		return false
	case inA == nil || inB == nil, inA.Type() != inB.Type():
		return true
	}
	if !inA.Type().IsRegular() {
		// What a link points to is never read, and never passes: it is an error on any side.
		known, differ := linked(name, a, b)
		return known && differ
	}
	// Of what can't be read the check of the overlay says why.
	x, y := content(a, name, true), content(b, name, true)
	return x != y || x == unread
}

// linked compares what is no regular file, where both sides know its hash.
func linked(name string, a, b fs.FS) (known, differ bool) {
	ha, ok := a.(hasher)
	hb, ok2 := b.(hasher)
	if !ok || !ok2 {
		return false, false
	}
	x, knownA := ha.Hash(name)
	y, knownB := hb.Hash(name)
	return knownA && knownB, x != y
}

func (o *overlay) take(name string, side fs.FS, entry fs.DirEntry) {
	if entry == nil {
		return
	}
	for {
		dir := path.Dir(name)
		o.from[name] = side
		o.entries[dir] = append(o.entries[dir], entry)
		if _, known := o.from[dir]; known {
			return
		}
		name, entry = dir, folder(path.Base(dir))
	}
}

// Hash names what stands at a path, where the side that it was taken from can tell.
func (o *overlay) Hash(name string) (string, bool) {
	h, ok := o.from[name].(hasher)
	if !ok {
		return "", false
	}
	return h.Hash(name)
}

// Err gives the first fault that a side met: what was read then is not what it holds.
func (o *overlay) Err() error {
	for _, side := range o.sides {
		if s, ok := side.(interface{ Err() error }); ok && s.Err() != nil {
			return s.Err()
		}
	}
	return nil
}

// Open opens a file of the side that it was taken from.
func (o *overlay) Open(name string) (fs.File, error) {
	side, ok := o.from[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return side.Open(name)
}

// ReadFile reads a file of the side that it was taken from.
func (o *overlay) ReadFile(name string) ([]byte, error) {
	side, ok := o.from[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(side, name)
}

// ReadDir lists a folder with the entries of all sides.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	if _, ok := o.from[name]; !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return o.entries[name], nil
}

// Stat describes a path.
func (o *overlay) Stat(name string) (fs.FileInfo, error) {
	side, ok := o.from[name]
	if !ok {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	if _, dir := o.entries[name]; dir || name == "." {
		return folder(path.Base(name)).Info()
	}
	return fs.Stat(side, name)
}
