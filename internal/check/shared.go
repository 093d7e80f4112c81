package check

import (
	"io/fs"
	"sync"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// shared reads each file once, in how many trees it stands: the trees of a request are the
// same but for a few files. What a file holds follows from its path and content, and nobody
// changes it once it is read.
type shared struct {
	schemas *schema.Set
	limit   int // how many bytes of text are kept, at least half of them the latest; 0: all

	mu         sync.Mutex
	files, old map[string]file // by hash and path; old are those that have had their time
	size       int             // of the texts of files
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

// readWhole reads a file that is known to be whole, as far as rules of other files need it: what
// its schema says of it is left out.
func (s *shared) readWhole(tree fs.FS, f *indexed) file {
	if f.meaning.kind == plan.KindUtfall {
		return s.readAs(tree, f.name, f.hash, true)
	}
	key := f.hash + " " + f.name
	s.mu.Lock()
	read, seen := s.find(key)
	s.mu.Unlock()
	if seen {
		return read
	}
	text, err := fs.ReadFile(tree, f.name)
	if err != nil {
		return file{}
	}
	y, findings := yamldoc.Parse(diag.NewSource(f.name, text))
	if y == nil {
		return file{}
	}
	read = file{document: plan.Decode(f.meaning.kind, y, false), findings: append(findings, personal(y)...), unjudged: true}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(key, read)
	return read
}

// kept finds a file that has been read.
func (s *shared) kept(hash, name string) (file, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.find(hash + " " + name)
	return f, ok && !f.unjudged
}

// find finds what is held, and holds it on.
func (s *shared) find(key string) (file, bool) {
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
	if s.limit > 0 && s.size >= s.limit/2 || s.files == nil {
		s.old, s.files, s.size = s.files, map[string]file{}, 0
	}
	if _, seen := s.files[key]; !seen {
		s.size += textSize(f.document)
	}
	s.files[key] = f
}

// textSize is how long the text of a document is, in bytes; of what is none, little.
func textSize(d plan.Any) int {
	const little = 512
	if d == nil || d.Base().Source == nil {
		return little
	}
	return little + len(d.Base().Source.Text)
}
