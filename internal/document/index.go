package document

import (
	"bytes"
	"hash/maphash"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Index knows of files which ids stand in them, by looking at their text alone, so that of a
// big tree only what a print is made of is read in earnest. It may name a file too many, never
// one too few. Of a file that it has seen once, in whatever revision, it knows for good.
type Index struct {
	seen map[string]*mentions // by the hash of the content
}

// mentions is what a text has in it.
type mentions struct {
	own     string // the document's id; empty where the text does not tell
	printed bool   // a missiv or a leveransplan
	odd     bool   // the text may name what can't be seen in it
	words   map[uint64]struct{}
}

var (
	ownID  = regexp.MustCompile(`(?m)^id:[ \t]+["']?([a-z0-9-]+)["']?[ \t]*(?:#.*)?\r?$`)
	kindOf = regexp.MustCompile(`(?m)^dokument:[ \t]+["']?(?:missiv|leveransplan)/`)
	seed   = maphash.MakeSeed()
)

// files are the documents of a revision that have ids, by path.
func (x *Index) files(rev gitrepo.Revision) (map[string]*mentions, error) {
	tree := rev.FS()
	if x.seen == nil {
		x.seen = map[string]*mentions{}
	}
	var names, hashes []string
	err := fs.WalkDir(tree, check.Root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" || strings.HasPrefix(path.Base(name), ".") || fixed(name) {
			return err
		}
		if hash, ok := tree.Hash(name); ok {
			names, hashes = append(names, name), append(hashes, hash)
		}
		return nil
	})
	if broken := tree.Err(); broken != nil {
		return nil, broken
	}
	if err != nil {
		return nil, check.ErrNoPlans
	}
	found := make([]*mentions, len(names))
	parallel.Do(len(names), func(i int) {
		if found[i] = x.seen[hashes[i]]; found[i] == nil {
			text, err := tree.ReadFile(names[i])
			found[i] = read(text, err)
		}
	})
	if broken := tree.Err(); broken != nil {
		return nil, broken
	}
	out := make(map[string]*mentions, len(names))
	for i, m := range found {
		x.seen[hashes[i]], out[names[i]] = m, m
	}
	return out, nil
}

// fixed tells of the registers, which are read with every document.
func fixed(name string) bool {
	for _, path := range plan.FixedPaths {
		if path == name {
			return true
		}
	}
	return false
}

func read(text []byte, err error) *mentions {
	own := ownID.FindSubmatch(text)
	// With escapes or in another encoding an id can stand there unseen.
	if err != nil || own == nil || bytes.ContainsAny(text, "\\\x00") {
		return &mentions{odd: true}
	}
	m := &mentions{own: string(own[1]), printed: kindOf.Match(text), words: map[uint64]struct{}{}}
	for word := range bytes.FieldsFuncSeq(text, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') }) {
		m.words[maphash.Bytes(seed, word)] = struct{}{}
	}
	return m
}

func (m *mentions) holds(id string) bool {
	_, ok := m.words[maphash.String(seed, id)]
	return ok
}

// Near lists the files that a document's print is made of: the registers, whatever names the
// document, and whatever it names itself.
func (x *Index) Near(rev gitrepo.Revision, id string) ([]string, error) {
	files, err := x.files(rev)
	if err != nil {
		return nil, err
	}
	var own []*mentions
	odd := false
	for _, m := range files {
		odd = odd || m.odd
		if m.own == id {
			own = append(own, m)
		}
	}
	// One of the odd files may be the document, and what that names can't be seen.
	all := len(own) == 0 && odd
	var out []string
	for name, m := range files {
		if all || m.odd || m.holds(id) || slices.ContainsFunc(own, func(o *mentions) bool { return o.holds(m.own) }) {
			out = append(out, name)
		}
	}
	return withRegisters(rev, out), nil
}

// Candidates lists the ids of the documents of a revision that can be printed, and the files
// of which that can't be told without reading them.
func (x *Index) Candidates(rev gitrepo.Revision) (ids, unclear []string, err error) {
	files, err := x.files(rev)
	if err != nil {
		return nil, nil, err
	}
	for name, m := range files {
		switch {
		case m.odd:
			unclear = append(unclear, name)
		case m.printed:
			ids = append(ids, m.own)
		}
	}
	slices.Sort(ids)
	slices.Sort(unclear)
	return slices.Compact(ids), unclear, nil
}

// withRegisters adds the registers that are there.
func withRegisters(rev gitrepo.Revision, names []string) []string {
	tree := rev.FS()
	for _, path := range plan.FixedPaths {
		if tree.Entry(path).Mode != 0 {
			names = append(names, path)
		}
	}
	slices.Sort(names)
	return names
}
