package gitrepo

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-git/go-git/v5/plumbing"
)

// entry is a line of a tree: a name, what it is, and where its content stands. The zero
// entry is nothing.
type entry struct {
	name string
	mode fs.FileMode
	hash plumbing.Hash
}

// public is the entry as others see it.
func (e entry) public() Entry {
	if e.mode == 0 {
		return Entry{}
	}
	return Entry{Hash: e.hash.String(), Mode: e.mode}
}

// budget counts the entries that a job reads.
type budget struct {
	spent atomic.Int64
	limit int64
}

// spend refuses what goes beyond the limit.
func (b *budget) spend(n int) error {
	if b.spent.Add(int64(n)) > b.limit {
		return tooManyFault(b.limit)
	}
	return nil
}

// entries reads a tree, sorted by name. Zero stands for a tree of nothing.
func (r *Repo) entries(tree plumbing.Hash, b *budget) ([]entry, error) {
	if tree.IsZero() {
		return nil, nil
	}
	if list, known := r.folders.get(tree); known {
		return list, b.spend(len(list))
	}
	text, err := r.object(plumbing.TreeObject, tree, maxObject)
	if err != nil {
		return nil, asFault(tree, err)
	}
	list, why := parseTree(text)
	if why != "" {
		return nil, brokenFault(tree.String(), why)
	}
	r.folders.put(tree, list)
	return list, b.spend(len(list))
}

// maxFolders is how many entries of folders are kept, of 100 bytes or so each. A folder
// is mostly asked for again at once: as it is after one commit, and before the next.
const maxFolders = 100_000

// folders keeps folders that have been read. When it is full it begins anew.
type folders struct {
	mu      sync.Mutex
	known   map[plumbing.Hash][]entry
	entries int
}

func (f *folders) get(tree plumbing.Hash) ([]entry, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	list, known := f.known[tree]
	return list, known
}

func (f *folders) put(tree plumbing.Hash, list []entry) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.entries += len(list); f.known == nil || f.entries > maxFolders {
		f.known, f.entries = map[plumbing.Hash][]entry{}, len(list)
	}
	f.known[tree] = list
}

// asFault: of objects that are no files, one that is too large is a fault as well.
func asFault(hash plumbing.Hash, err error) error {
	if large, ok := err.(*TooLarge); ok {
		return brokenFault(hash.String(), large.Error())
	}
	return err
}

// parseTree takes a tree object apart and sorts it by name; why says what is wrong with
// it. It accepts what git makes and nothing else: names that lead elsewhere, names given
// twice and names out of order could each show a reader other files than git does.
func parseTree(text []byte) (list []entry, why string) {
	list = make([]entry, 0, bytes.Count(text, []byte{0}))
	rest, before := string(text), ""
	for rest != "" {
		mode, after, ok := strings.Cut(rest, " ")
		name, after, ok2 := strings.Cut(after, "\x00")
		if !ok || !ok2 || len(after) < len(plumbing.ZeroHash) {
			return nil, "ends in the middle of an entry"
		}
		e := entry{name: name}
		if e.mode, ok = fileMode(mode); !ok {
			return nil, "mode " + strconv.Quote(mode)
		}
		if name == "" || name == "." || name == ".." || strings.Contains(name, "/") {
			return nil, "name " + strconv.Quote(name)
		}
		copy(e.hash[:], after)
		if e.hash.IsZero() {
			return nil, "no object for " + strconv.Quote(name)
		}
		rest = after[len(e.hash):]
		order := name
		if e.mode.IsDir() {
			order += "/"
		}
		if before >= order {
			return nil, "out of order: " + strconv.Quote(name)
		}
		before = order
		list = append(list, e)
	}
	// Git sorts a folder as if its name ended in a slash.
	slices.SortStableFunc(list, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	for i := 1; i < len(list); i++ {
		if list[i].name == list[i-1].name {
			return nil, "twice: " + strconv.Quote(list[i].name)
		}
	}
	return list, ""
}

// fileMode turns git's octal mode into what a working tree shows. Old versions of git
// wrote other permissions; all that they say is whether a file can be run.
func fileMode(octal string) (fs.FileMode, bool) {
	mode, err := strconv.ParseUint(octal, 8, 32)
	if err != nil {
		return 0, false
	}
	switch mode & 0o170000 {
	case 0o040000:
		return fs.ModeDir | 0o755, true
	case 0o100000:
		if mode&0o111 != 0 {
			return 0o755, true
		}
		return 0o644, true
	case 0o120000:
		return fs.ModeSymlink | 0o777, true
	case 0o160000:
		return fs.ModeIrregular | 0o755, true
	}
	return 0, false
}
