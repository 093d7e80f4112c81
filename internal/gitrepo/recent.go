package gitrepo

import (
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
)

// How many bytes of objects are kept: what deltas stand on. The largest folder of a long history
// takes one or two MiB, and the next one is a delta on it. Files are seldom asked for twice: all
// of a tree, read once, would fill whatever there is and push the folders out.
const (
	recentBytes = 32 * cache.MiByte
	recentFiles = 8 * cache.MiByte
)

// recent are objects that have been read: files, and whatever else there is.
type recent struct{ files, others *cache.ObjectLRU }

func newRecent() recent {
	return recent{files: cache.NewObjectLRU(recentFiles), others: cache.NewObjectLRU(recentBytes)}
}

// Put keeps an object for a while.
func (r recent) Put(o plumbing.EncodedObject) {
	if o.Type() == plumbing.BlobObject {
		r.files.Put(o)
		return
	}
	r.others.Put(o)
}

// Get finds an object that is kept.
func (r recent) Get(hash plumbing.Hash) (plumbing.EncodedObject, bool) {
	if o, ok := r.others.Get(hash); ok {
		return o, true
	}
	return r.files.Get(hash)
}

// Clear lets go of all objects.
func (r recent) Clear() {
	r.files.Clear()
	r.others.Clear()
}
