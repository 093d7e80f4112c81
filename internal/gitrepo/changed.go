package gitrepo

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Change is a file, symbolic link or submodule that two revisions do not have in common.
// A path that is absent from one of them has the zero [Entry] there. A file that was
// moved is one that has gone and one that is new.
type Change struct {
	Path          string
	Before, After Entry
}

// Changed lists what differs below the folder under ("." is everything) between two
// revisions, sorted by path. Folders that are equal are not read, so that the time
// depends on how much differs, not on how much there is. Where under is a file, that
// file is compared.
func (r *Repo) Changed(before, after Revision, under string) ([]Change, error) {
	if !fs.ValidPath(under) {
		return nil, &fs.PathError{Op: "compare", Path: under, Err: fs.ErrInvalid}
	}
	d := &differ{repo: r, read: budget{limit: r.maxEntries}}
	x, err := d.at(before, under)
	if err != nil {
		return nil, err
	}
	y, err := d.at(after, under)
	if err != nil {
		return nil, err
	}
	if err := d.pair(under, x, y); err != nil {
		return nil, err
	}
	slices.SortFunc(d.out, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return d.out, nil
}

// differ compares two revisions.
type differ struct {
	repo *Repo
	read budget
	out  []Change
}

// at finds what stands at a path of a revision.
func (d *differ) at(rev Revision, name string) (entry, error) {
	at := entry{mode: fs.ModeDir | 0o755, hash: plumbing.NewHash(rev.Tree)}
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		list, err := d.repo.entries(at.tree(), &d.read)
		if err != nil {
			return entry{}, err
		}
		i := slices.IndexFunc(list, func(e entry) bool { return e.name == part })
		if i < 0 {
			return entry{}, nil
		}
		at = list[i]
	}
	return at, nil
}

// tree is the folder that an entry is, or nothing.
func (e entry) tree() plumbing.Hash {
	if e.mode.IsDir() {
		return e.hash
	}
	return plumbing.ZeroHash
}

// file is the entry unless it is a folder.
func (e entry) file() Entry {
	if e.mode.IsDir() {
		return Entry{}
	}
	return e.public()
}

// pair compares what two revisions have at one path.
func (d *differ) pair(name string, x, y entry) error {
	if before, after := x.file(), y.file(); before != after {
		d.out = append(d.out, Change{name, before, after})
	}
	return d.trees(name, x.tree(), y.tree())
}

// trees compares two folders, both sorted by name.
func (d *differ) trees(name string, x, y plumbing.Hash) error {
	if x == y {
		return nil
	}
	before, err := d.repo.entries(x, &d.read)
	if err != nil {
		return err
	}
	after, err := d.repo.entries(y, &d.read)
	if err != nil {
		return err
	}
	for len(before) > 0 || len(after) > 0 {
		var a, b entry
		first := order(before, after)
		if first <= 0 {
			a, before = before[0], before[1:]
		}
		if first >= 0 {
			b, after = after[0], after[1:]
		}
		if a == b {
			continue
		}
		if err := d.pair(join(name, cmp.Or(a.name, b.name)), a, b); err != nil {
			return err
		}
	}
	return nil
}

// join is path.Join for names that are known to be clean: they stay as they are.
func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}

// order tells which of two lists has the name that comes first.
func order(a, b []entry) int {
	switch {
	case len(b) == 0:
		return -1
	case len(a) == 0:
		return 1
	}
	return cmp.Compare(a[0].name, b[0].name)
}
