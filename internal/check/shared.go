package check

import (
	"io/fs"
	"sync"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// shared reads each file once, in how many trees it stands: the trees of a request are the
// same but for a few files. What a file holds follows from its path and content, and nobody
// changes it once it is read.
type shared struct {
	schemas *schema.Set
	limit   int // how many files are kept, at least half of them the latest; 0: all

	mu         sync.Mutex
	files, old map[string]file // by hash and path; old are those that have had their time
}

func (s *shared) read(tree fs.FS, name string) file {
	hash, known := "", false
	if h, ok := tree.(hasher); ok {
		hash, known = h.Hash(name)
	}
	return s.readAs(tree, name, hash, known)
}

// readAs reads a file whose hash may be known. What can't be read is tried anew each time.
func (s *shared) readAs(tree fs.FS, name, hash string, known bool) file {
	if known {
		if f, seen := s.kept(hash, name); seen {
			return f
		}
	}
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return readFile(tree, name, s.schemas) // which says why
	}
	if !known {
		hash = gitrepo.BlobHash(text)
		if f, seen := s.kept(hash, name); seen {
			return f
		}
	}
	f := readText(name, text, s.schemas)
	s.keep(hash, name, f)
	return f
}

// kept finds a file that has been read.
func (s *shared) kept(hash, name string) (file, bool) {
	key := hash + " " + name
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.files[key]; ok {
		return f, true
	}
	f, ok := s.old[key]
	if ok {
		s.put(key, f)
	}
	return f, ok
}

func (s *shared) keep(hash, name string, f file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(hash+" "+name, f)
}

func (s *shared) put(key string, f file) {
	if s.limit > 0 && len(s.files) >= s.limit/2 || s.files == nil {
		s.old, s.files = s.files, map[string]file{}
	}
	s.files[key] = f
}
