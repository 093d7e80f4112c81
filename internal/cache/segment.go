package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"os"
	"slices"
)

// A segment is, in this order: magic, the version, the values one after the other, for
// each value an entry sorted by key, the number of entries, and the SHA-256 of all but
// the values. Numbers are big-endian.
const (
	magic      = "leveransplan cache 1\n"
	headSize   = len(magic) + sha256.Size
	entrySize  = sha256.Size + 8 + 8 + checkSize // key, offset, length, check
	footSize   = 8 + sha256.Size
	checkSize  = 16
	maxEntries = 1 << 22
)

// segment is a file of values that has been opened. Nothing but its head and its entries
// has been read.
type segment struct {
	name    string
	file    *os.File
	size    int64
	version digest
	entries map[digest]place
}

// place is where a value stands in its segment.
type place struct {
	offset, length int64
	check          [checkSize]byte
}

// openSegment reads what a segment holds. It gives nothing for a file that is not one, or
// is of another version.
func openSegment(name string, file *os.File, version digest) *segment {
	s := &segment{name: name, file: file, version: version}
	info, err := file.Stat()
	if err != nil || info.Size() < int64(headSize+footSize) {
		return nil
	}
	s.size = info.Size()
	head, foot := make([]byte, headSize), make([]byte, footSize)
	if !s.readAt(head, 0) || !bytes.Equal(head, header(version)) || !s.readAt(foot, s.size-int64(footSize)) {
		return nil
	}
	count := binary.BigEndian.Uint64(foot)
	if count > maxEntries || int64(headSize)+int64(count)*int64(entrySize)+int64(footSize) > s.size {
		return nil
	}
	start := s.size - int64(footSize) - int64(count)*int64(entrySize)
	list := make([]byte, count*uint64(entrySize))
	if !s.readAt(list, start) || !bytes.Equal(foot, footer(head, list)) {
		return nil
	}
	s.entries = make(map[digest]place, count)
	for line := range slices.Chunk(list, entrySize) {
		key, rest := digest(line), line[sha256.Size:]
		p := place{int64(binary.BigEndian.Uint64(rest)), int64(binary.BigEndian.Uint64(rest[8:])), [checkSize]byte(rest[16:])}
		if p.offset < int64(headSize) || p.length < 0 || p.length > maxValue || p.offset > start-p.length {
			return nil
		}
		s.entries[key] = p
	}
	return s
}

func (s *segment) readAt(b []byte, offset int64) bool {
	n, err := s.file.ReadAt(b, offset)
	return n == len(b) && (err == nil || err == io.EOF)
}

// get reads a value. One that is damaged is not there.
func (s *segment) get(key digest) ([]byte, bool) {
	p, known := s.entries[key]
	if !known {
		return nil, false
	}
	value := make([]byte, p.length)
	if !s.readAt(value, p.offset) || key.check(s.version, value) != p.check {
		return nil, false
	}
	return value, true
}

// addTo adds the values to others that are to be written, and gives the bytes added.
// Damaged ones are left behind.
func (s *segment) addTo(values map[digest][]byte) (size int) {
	for key := range s.entries {
		if _, known := values[key]; known {
			continue
		}
		if value, ok := s.get(key); ok {
			values[key] = value
			size += len(value) + entrySize
		}
	}
	return size
}

func (s *segment) close() { s.file.Close() }

func header(version digest) []byte { return append([]byte(magic), version[:]...) }

func footer(head, list []byte) []byte {
	foot := binary.BigEndian.AppendUint64(nil, uint64(len(list)/entrySize))
	h := sha256.New()
	h.Write(head)
	h.Write(list)
	h.Write(foot)
	return h.Sum(foot)
}

// encode writes a segment. The same values always give the same bytes.
func encode(w io.Writer, version digest, values map[digest][]byte) error {
	head := header(version)
	if _, err := w.Write(head); err != nil {
		return err
	}
	var list []byte
	offset := uint64(len(head))
	for _, key := range slices.SortedFunc(maps.Keys(values), func(a, b digest) int { return bytes.Compare(a[:], b[:]) }) {
		value := values[key]
		check := key.check(version, value)
		list = append(list, key[:]...)
		list = binary.BigEndian.AppendUint64(list, offset)
		list = binary.BigEndian.AppendUint64(list, uint64(len(value)))
		list = append(list, check[:]...)
		offset += uint64(len(value))
		if _, err := w.Write(value); err != nil {
			return err
		}
	}
	if _, err := w.Write(list); err != nil {
		return err
	}
	_, err := w.Write(footer(head, list))
	return err
}
