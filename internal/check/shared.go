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

	mu    sync.Mutex
	files map[string]file // by hash and path
}

func (s *shared) read(tree fs.FS, name string) file {
	if h, ok := tree.(hasher); ok {
		if hash, known := h.Hash(name); known {
			return s.once(hash, name, func() file { return readFile(tree, name, s.schemas) })
		}
	}
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return readFile(tree, name, s.schemas) // which says why
	}
	return s.once(gitrepo.BlobHash(text), name, func() file { return readText(name, text, s.schemas) })
}

func (s *shared) once(hash, name string, read func() file) file {
	key := hash + " " + name
	s.mu.Lock()
	f, known := s.files[key]
	s.mu.Unlock()
	if !known {
		f = read()
		s.mu.Lock()
		s.files[key] = f
		s.mu.Unlock()
	}
	return f
}
