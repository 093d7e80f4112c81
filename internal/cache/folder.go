package cache

import (
	"bufio"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
)

const (
	ending  = ".segment"
	unended = ending + ".new" // while it is being written
	// maxSegments is how many segments are kept, however small.
	maxSegments = 64
	// maxUnended is how many segments may come while a process writes one, before it is
	// taken for dead.
	maxUnended = 64
)

// folder is the folder of the segments, reached through no link. A nil folder holds
// nothing and takes nothing.
type folder struct{ root *os.Root }

// openFolder opens the folder, and makes it where that is asked for.
func openFolder(gitDir string, create bool) *folder {
	root, err := os.OpenRoot(gitDir)
	if err != nil {
		return nil
	}
	for _, name := range []string{"leveransplan", "cache"} {
		if create {
			if err := root.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
				root.Close()
				return nil
			}
		}
		next := realFolder(root, name)
		root.Close()
		if root = next; root == nil {
			return nil
		}
	}
	return &folder{root}
}

// realFolder opens a folder that is no link, also should one be put in its place.
func realFolder(root *os.Root, name string) *os.Root {
	info, err := root.Lstat(name)
	if err != nil || !info.IsDir() {
		return nil
	}
	next, err := root.OpenRoot(name)
	if err != nil {
		return nil
	}
	if opened, err := next.Stat("."); err != nil || !os.SameFile(info, opened) {
		next.Close()
		return nil
	}
	return next
}

func (f *folder) close() {
	if f != nil {
		f.root.Close()
	}
}

// names lists segments, finished or not, the newest first.
func (f *folder) names(ending string) []string {
	dir, err := f.root.Open(".")
	if err != nil {
		return nil
	}
	defer dir.Close()
	all, _ := dir.Readdirnames(-1)
	names := slices.DeleteFunc(all, func(name string) bool {
		_, ok := number(name)
		return !ok || !strings.HasSuffix(name, ending)
	})
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(b, a) })
	return names
}

// number reads the number that a segment's name begins with: 0000002a-….segment.
func number(name string) (n uint32, ok bool) {
	digits, _, ok := strings.Cut(name, "-")
	if !ok || len(digits) != 8 || strings.Trim(digits, "0123456789abcdef") != "" {
		return 0, false
	}
	_, err := fmt.Sscanf(digits, "%x", &n)
	return n, err == nil
}

// segments opens the segments of a version, the newest first.
func (f *folder) segments(version digest) []*segment {
	if f == nil {
		return nil
	}
	var list []*segment
	for _, name := range f.names(ending) {
		if s := f.open(name, version); s != nil {
			list = append(list, s)
		}
	}
	return list
}

// open opens a segment that is a regular file and stays one while it is being opened.
func (f *folder) open(name string, version digest) *segment {
	info, err := f.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil
	}
	if opened, err := file.Stat(); err == nil && os.SameFile(info, opened) {
		if s := openSegment(name, file, version); s != nil {
			return s
		}
	}
	file.Close()
	return nil
}

// write makes a segment. It has its name only when it is whole.
func (f *folder) write(version digest, values map[digest][]byte) *segment {
	next := uint32(1)
	if names := f.names(ending); len(names) > 0 {
		newest, _ := number(names[0])
		next = newest + 1
	}
	// Another process may be writing the same number: then both stay.
	name := fmt.Sprintf("%08x-%.8s%s", next, rand.Text(), ending)
	temporary := strings.TrimSuffix(name, ending) + unended
	if f.fill(temporary, version, values) != nil || f.root.Rename(temporary, name) != nil {
		f.remove(temporary)
		return nil
	}
	return f.open(name, version)
}

func (f *folder) fill(name string, version digest, values map[digest][]byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	err = encode(w, version, values)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, file.Close())
}

func (f *folder) remove(name string) { _ = f.root.Remove(name) }

// trim deletes what processes that have died left unfinished, and the oldest segments
// above the limit. What is unfinished and of a recent number may still be being written;
// it counts.
func (f *folder) trim(limit int64) {
	names := f.names(ending)
	if len(names) == 0 {
		return
	}
	total := int64(0)
	newest, _ := number(names[0])
	for _, name := range f.names(unended) {
		if n, _ := number(name); newest-min(n, newest) > maxUnended {
			f.remove(name)
		} else {
			total += f.size(name)
		}
	}
	for i, name := range names {
		if total += f.size(name); total > limit || i >= maxSegments {
			f.remove(name)
		}
	}
}

// size gives the size of a regular file; other things are not ours.
func (f *folder) size(name string) int64 {
	info, err := f.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return info.Size()
}
