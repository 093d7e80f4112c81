package yamldoc

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// longestKey bounds a key, in bytes. YAML itself has a bound, which lies higher.
const longestKey = 256

// key notes a text as the next key, and goes on to what stands after its colon.
func (r *reader) key(key mark) bool {
	own := r.own(key)
	if key.kind != String || len(own) > longestKey || !key.quoted && own[len(own)-1] == ':' {
		return false
	}
	if r.blanks(); r.peek() != ':' || r.ahead(1) > ' ' {
		return false
	}
	r.at++
	r.marks = append(r.marks, key)
	r.keys = append(r.keys, folded(own))
	return true
}

// folded is a hash of a key that is the same for all its spellings (see lang.Fold).
func folded(key []byte) uint32 {
	h := uint32(offset32)
	for _, b := range key {
		switch {
		case b >= 0x80:
			return hash([]byte(lang.Fold(string(key))))
		case 'A' <= b && b <= 'Z':
			b |= 0x20
		}
		h = (h ^ uint32(b)) * prime32
	}
	return h
}

// hash is FNV-1a.
func hash(text []byte) uint32 {
	h := uint32(offset32)
	for _, b := range text {
		h = (h ^ uint32(b)) * prime32
	}
	return h
}

const (
	offset32 = 2166136261
	prime32  = 16777619
)

// distinct closes a mapping whose keys start at base. It gives up where two of them have
// the same hash: they may be the same key.
func (r *reader) distinct(base int) bool {
	keys := r.keys[base:]
	r.keys = r.keys[:base]
	if len(keys) > 64 {
		slices.Sort(keys)
		return len(slices.Compact(keys)) == len(keys)
	}
	for i, key := range keys {
		if slices.Contains(keys[:i], key) {
			return false
		}
	}
	return true
}
