// Package cache keeps values that are dear to compute, below the git directory, so that
// the next run need not compute them. A value is stored under a key that says what it was
// computed from, such as the hash of a file, and the version of what computed it, such as
// the hash of the tool's rules: a value never grows old, it is only no longer asked for.
//
// A cache is never needed. It can be deleted at any time, by anybody; several processes
// can use one at once; a damaged value, one of another version, a link in the place of a
// file, a folder that can't be written and a full disk all mean that the value is computed
// again. Nothing that a cache meets is an error.
//
// # On disk
//
// Values stand in segments, files that are written once and never changed, below
// leveransplan/cache in the git directory. A run writes one segment, with what it had to
// compute. Into it go the values of the newest segments of the same version for as long
// as these are no larger than what is to be written: so there are few segments, each
// larger than the one after it, and a value is copied a handful of times in its life.
// When all segments together grow above the limit, the oldest are deleted, whatever their
// version. The order is that of the numbers in their names; no clock is asked.
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
)

const (
	// DefaultLimit is how many bytes the segments may have together.
	DefaultLimit = 256 << 20
	// maxValue is the size in bytes above which a value is not kept.
	maxValue = 32 << 20
	// maxPending is how many bytes of new values are held before they are written.
	maxPending = 16 << 20
	// maxTaken is how large a segment may grow by taking in others.
	maxTaken = 32 << 20
)

// Cache is a cache open for one run. It can be used by several goroutines. The zero Cache
// remembers the last of what it is given, at most 16 MiB.
type Cache struct {
	version digest
	limit   int64
	gitDir  string
	folder  *folder // nil where there is none

	mu       sync.Mutex
	segments []*segment
	pending  map[digest][]byte
	size     int // of pending
	wrote    bool
}

// digest is the SHA-256 of a version, or of a key.
type digest [sha256.Size]byte

// Open opens the cache below a git directory (the one that all working trees share) for
// values of a version. Above limit, in bytes, old values are deleted. Without a directory,
// or where it can't be used, the cache lasts as long as the run.
func Open(gitDir, version string, limit int64) *Cache {
	c := &Cache{version: sha256.Sum256([]byte(version)), limit: limit, gitDir: gitDir}
	if gitDir != "" {
		c.folder = openFolder(gitDir, false)
		c.segments = c.folder.segments(c.version)
	}
	return c
}

// Get gives the value of a key. It is the caller's own.
func (c *Cache) Get(key string) ([]byte, bool) {
	name := sha256.Sum256([]byte(key))
	c.mu.Lock()
	value, ok := c.pending[name]
	segments := c.segments
	c.mu.Unlock()
	if ok {
		return append([]byte{}, value...), true
	}
	for _, s := range segments {
		if value, ok := s.get(name); ok {
			return value, true
		}
	}
	return nil, false
}

// Put stores a value, which is the cache's from then on. Values of one key are all the same: which of two
// is kept is not said.
func (c *Cache) Put(key string, value []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(value) > maxValue || c.gitDir == "" && len(value) > maxPending {
		return // without a folder it would drive out all the others, and itself
	}
	name := sha256.Sum256([]byte(key))
	if _, known := c.pending[name]; known {
		return
	}
	if c.pending == nil {
		c.pending = map[digest][]byte{}
	}
	c.pending[name] = value
	if c.size += len(value) + entrySize; c.size > maxPending {
		c.write()
	}
}

// Close writes what is new, deletes what is too much and closes the cache, which then
// holds nothing.
func (c *Cache) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write()
	for _, s := range c.segments {
		s.close()
	}
	if c.folder != nil && c.wrote {
		c.folder.trim(c.limit)
	}
	c.folder.close()
	c.segments, c.folder, c.gitDir = nil, nil, ""
}

// write puts what is pending into a segment, together with the segments that it takes in.
func (c *Cache) write() {
	values, size := c.pending, c.size
	c.pending, c.size = nil, 0
	if c.folder == nil && c.gitDir != "" && len(values) > 0 {
		c.folder = openFolder(c.gitDir, true)
	}
	if c.folder == nil || len(values) == 0 {
		return
	}
	taken := 0
	for taken < len(c.segments) && c.segments[taken].size <= int64(size) && size+int(c.segments[taken].size) <= maxTaken {
		size += c.segments[taken].addTo(values)
		taken++
	}
	written := c.folder.write(c.version, values)
	if written == nil {
		return // what would have been taken in stays where it is
	}
	for _, s := range c.segments[:taken] {
		s.close()
		c.folder.remove(s.name)
	}
	c.wrote = true
	c.segments = append([]*segment{written}, c.segments[taken:]...)
}

// check is what tells a value from bytes that were damaged: it covers the version, the
// key and the value.
func (d digest) check(version digest, value []byte) [checkSize]byte {
	h := sha256.New()
	h.Write(version[:])
	h.Write(d[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(value))))
	h.Write(value)
	return [checkSize]byte(h.Sum(nil))
}
