package audit_test

import (
	"bytes"
	"flag"
	"io"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/record"
)

var everywhere = flag.Bool("forgeries", false, "try each kind of forgery at every place")

// forgery is one way to falsify a history: it gives new ends of main and of the records.
type forgery struct {
	name string
	make func(w *world, t testing.TB, at int, rng *rand.Rand) (main, records string, ok bool)
}

// Invariant 7: a history made only of approved merges audits clean, and every single change
// of it is found.
func TestEverySingleForgeryIsFound(t *testing.T) {
	w := newWorld(t, true)
	if r := w.run(t, w.Main, w.Records); !r.Clean() || r.Summary.Valid != len(w.Decisions) || r.Summary.Proven != len(w.Decisions) {
		t.Fatalf("the clean history is not: %s", told(r))
	}
	tried := 0
	for _, f := range forgeries {
		places := w.places(t, f)
		for at := range places {
			// Each kind at every place takes a minute: -forgeries does it.
			if !*everywhere && (at*7+len(f.name))%5 != 0 && at != places-1 {
				continue
			}
			rng := rand.New(rand.NewPCG(1, uint64(at)))
			main, records, ok := f.make(w, t, at, rng)
			if !ok {
				continue
			}
			tried++
			if r := w.run(t, main, records); r.Clean() {
				t.Errorf("%s at %d is not found", f.name, at)
			}
		}
	}
	t.Logf("%d forgeries of %d kinds", tried, len(forgeries))
}

var forgeries = []forgery{
	{"a commit of main dropped, its content kept by the next", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		if at == 0 || at == len(line)-1 {
			return "", "", false
		}
		return w.rebuild(t, line[at-1], line[at+1:]), w.Records, true
	}},
	{"the newest commit of main dropped", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		if at == 0 {
			return "", "", false
		}
		return line[at-1], w.Records, true
	}},
	{"two commits of main in the other order", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		if at == 0 || at+1 >= len(line) {
			return "", "", false
		}
		tip := w.edit(t, line[at+1], line[at-1], nil)
		tip = w.edit(t, line[at], tip, func(c *object.Commit) { c.TreeHash = w.commit(t, line[at+1]).TreeHash })
		return w.rebuild(t, tip, line[at+2:]), w.Records, true
	}},
	{"a file changed in one commit of main and all after it", func(w *world, t testing.TB, at int, rng *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		name, parent := w.someFile(t, line[at], rng), ""
		if at > 0 {
			parent = line[at-1]
		}
		for _, hash := range line[at:] {
			parent = w.edit(t, hash, parent, func(c *object.Commit) { c.TreeHash = w.scratched(t, c.TreeHash, name) })
		}
		return parent, w.Records, true
	}},
	{"a file changed by the last commit alone", func(w *world, t testing.TB, at int, rng *rand.Rand) (string, string, bool) {
		name := w.someFile(t, w.Main, rng)
		return w.edit(t, w.Main, "", func(c *object.Commit) { c.TreeHash = w.scratched(t, c.TreeHash, name) }), w.Records, at < 10
	}},
	{"the parents of a merge swapped", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		c := w.commit(t, line[at])
		if len(c.ParentHashes) != 2 {
			return "", "", false
		}
		tip := w.edit(t, line[at], "", func(c *object.Commit) {
			c.ParentHashes[0], c.ParentHashes[1] = c.ParentHashes[1], c.ParentHashes[0]
		})
		return w.rebuild(t, tip, line[at+1:]), w.Records, true
	}},
	{"a merge made a plain commit", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		if len(w.commit(t, line[at]).ParentHashes) != 2 {
			return "", "", false
		}
		tip := w.edit(t, line[at], "", func(c *object.Commit) { c.ParentHashes = c.ParentHashes[:1] })
		return w.rebuild(t, tip, line[at+1:]), w.Records, true
	}},
	{"a trailer that claims an approval", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		return w.reword(t, at, func(c *object.Commit) { c.Message += "\n\nGodkänd-av: p-001 <p-001@example.invalid>\n" })
	}},
	{"another author", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		return w.reword(t, at, func(c *object.Commit) { c.Author.Email = "1+annan@users.noreply.github.com" })
	}},
	{"another time", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		return w.reword(t, at, func(c *object.Commit) { c.Committer.When = c.Committer.When.AddDate(0, 0, -1) })
	}},
	{"a commit of its own between two decisions", func(w *world, t testing.TB, at int, rng *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Main)
		name := w.someFile(t, line[at], rng)
		own := w.put(t, &object.Commit{Author: w.commit(t, line[at]).Author, Committer: w.commit(t, line[at]).Committer,
			Message: "Merge pull request #9999 from skas/plan\n", TreeHash: w.scratched(t, w.commit(t, line[at]).TreeHash, name), ParentHashes: []plumbing.Hash{hashOf(line[at])}})
		if at == len(line)-1 {
			return own, w.Records, true
		}
		return w.rebuild(t, own, line[at+1:]), w.Records, true
	}},
	{"a record dropped", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Records)
		if at >= len(line) {
			return "", "", false
		}
		gone := w.addedBy(t, line, at)
		parent := ""
		if at > 0 {
			parent = line[at-1]
		}
		for i, hash := range line[at+1:] {
			parent = w.edit(t, hash, parent, func(c *object.Commit) {
				c.TreeHash = w.without(t, c.TreeHash, gone)
				if i == 0 && at == 0 {
					c.ParentHashes = nil
				}
			})
		}
		return w.Main, parent, parent != ""
	}},
	{"the newest records dropped", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Records)
		if at >= len(line)-1 {
			return "", "", false
		}
		return w.Main, line[at], true
	}},
	{"no records at all", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) { return w.Main, "", at == 0 }},
	{"the signature of a record removed", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		return w.reseal(t, at, func(c *object.Commit) { c.PGPSignature = "" })
	}},
	{"the signature of another record", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Records)
		if at == 0 {
			return "", "", false
		}
		return w.reseal(t, at, func(c *object.Commit) { c.PGPSignature = w.commit(t, line[(at+1)%len(line)]).PGPSignature })
	}},
	{"a record with other approvers, unsigned", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		return w.rewrite(t, at, "", func(r *record.Record) {
			for i := range r.Requirements {
				for k := range r.Requirements[i].SatisfiedBy {
					r.Requirements[i].SatisfiedBy[k].Person = "p-001"
				}
			}
		})
	}},
	{"a record edited by one byte, its commit as it was", func(w *world, t testing.TB, at int, rng *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Records)
		if at >= len(line) {
			return "", "", false
		}
		name := w.addedBy(t, line, at)
		parent := ""
		if at > 0 {
			parent = line[at-1]
		}
		for _, hash := range line[at:] {
			parent = w.edit(t, hash, parent, func(c *object.Commit) { c.TreeHash = w.scratched(t, c.TreeHash, name) })
		}
		return w.Main, parent, true
	}},
	{"a record of later edits alone: one commit more that rewrites it", func(w *world, t testing.TB, at int, _ *rand.Rand) (string, string, bool) {
		line := w.line(t, w.Records)
		if at >= len(line) {
			return "", "", false
		}
		name := w.addedBy(t, line, at)
		tip := w.commit(t, w.Records)
		return w.Main, w.put(t, &object.Commit{Author: tip.Author, Committer: tip.Committer, Message: "rätta\n", TreeHash: w.scratched(t, tip.TreeHash, name), ParentHashes: []plumbing.Hash{hashOf(w.Records)}}), true
	}},
}

// places is how many places a forgery can be tried at.
func (w *world) places(t testing.TB, _ forgery) int {
	return max(len(w.line(t, w.Main)), len(w.line(t, w.Records)))
}

// reword changes a commit of main beside its files.
func (w *world) reword(t testing.TB, at int, change func(*object.Commit)) (string, string, bool) {
	line := w.line(t, w.Main)
	if at >= len(line) {
		return "", "", false
	}
	tip := w.edit(t, line[at], "", change)
	return w.rebuild(t, tip, line[at+1:]), w.Records, true
}

// reseal changes a commit of the records beside its files.
func (w *world) reseal(t testing.TB, at int, change func(*object.Commit)) (string, string, bool) {
	line := w.line(t, w.Records)
	if at >= len(line) {
		return "", "", false
	}
	tip := w.edit(t, line[at], "", change)
	return w.Main, w.rebuild(t, tip, line[at+1:]), true
}

// rewrite puts another record in the place of one, in canonical form, and builds the branch
// anew on it; sign is the armour that its commit gets.
func (w *world) rewrite(t testing.TB, at int, sign string, change func(*record.Record)) (string, string, bool) {
	line := w.line(t, w.Records)
	if at >= len(line) {
		return "", "", false
	}
	name := w.addedBy(t, line, at)
	rec, err := record.Decode(w.read(t, line[at], name))
	if err != nil {
		t.Fatal(err)
	}
	before, _ := rec.Encode()
	change(rec)
	text, err := rec.Encode()
	if err != nil || bytes.Equal(before, text) {
		return "", "", false
	}
	parent := ""
	if at > 0 {
		parent = line[at-1]
	}
	for i, hash := range line[at:] {
		parent = w.edit(t, hash, parent, func(c *object.Commit) {
			c.TreeHash = w.with(t, c.TreeHash, name, text)
			if i == 0 {
				c.PGPSignature = sign
			}
		})
	}
	return w.Main, parent, true
}

// addedBy is the file that a commit of the records added.
func (w *world) addedBy(t testing.TB, line []string, at int) string {
	t.Helper()
	var before *object.Tree
	if at > 0 {
		before = w.tree(t, w.commit(t, line[at-1]).TreeHash)
	}
	changes, err := object.DiffTree(before, w.tree(t, w.commit(t, line[at]).TreeHash))
	if err != nil || len(changes) != 1 {
		t.Fatalf("%v %v", changes, err)
	}
	return changes[0].To.Name
}

func (w *world) tree(t testing.TB, hash plumbing.Hash) *object.Tree {
	t.Helper()
	tree, err := w.store.TreeObject(hash)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func (w *world) read(t testing.TB, commit, name string) []byte {
	t.Helper()
	f, err := w.tree(t, w.commit(t, commit).TreeHash).File(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// someFile picks a file of a commit under plans/.
func (w *world) someFile(t testing.TB, commit string, rng *rand.Rand) string {
	t.Helper()
	var names []string
	files := w.tree(t, w.commit(t, commit).TreeHash).Files()
	defer files.Close()
	if err := files.ForEach(func(f *object.File) error {
		if strings.HasPrefix(f.Name, "plans/") {
			names = append(names, f.Name)
		}
		return nil
	}); err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	return names[rng.IntN(len(names))]
}

// scratched adds a line of comment to a file, which changes nothing that it says, or to a
// record a space.
func (w *world) scratched(t testing.TB, tree plumbing.Hash, name string) plumbing.Hash {
	t.Helper()
	f, err := w.tree(t, tree).File(name)
	if err != nil {
		return tree // not there any more
	}
	text, err := f.Contents()
	if err != nil {
		t.Fatal(err)
	}
	if path.Ext(name) == ".yaml" {
		return w.with(t, tree, name, []byte(text+"# en rad\n"))
	}
	return w.with(t, tree, name, []byte(text+" "))
}

func (w *world) without(t testing.TB, tree plumbing.Hash, name string) plumbing.Hash {
	return w.with(t, tree, name, nil)
}

// with puts a file in a tree, or takes it out where there is no text.
func (w *world) with(t testing.TB, tree plumbing.Hash, name string, text []byte) plumbing.Hash {
	t.Helper()
	old := &object.Tree{}
	if tree != plumbing.ZeroHash {
		old = w.tree(t, tree)
	}
	first, rest, deep := strings.Cut(name, "/")
	var entries []object.TreeEntry
	var below plumbing.Hash
	for _, e := range old.Entries {
		if e.Name == first {
			below = e.Hash
			continue
		}
		entries = append(entries, e)
	}
	switch {
	case deep:
		sub := w.with(t, below, rest, text)
		if len(w.tree(t, sub).Entries) > 0 {
			entries = append(entries, object.TreeEntry{Name: first, Mode: filemode.Dir, Hash: sub})
		}
	case text != nil:
		blob := w.store.Storer.NewEncodedObject()
		blob.SetType(plumbing.BlobObject)
		in, err := blob.Writer()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write(text); err != nil || in.Close() != nil {
			t.Fatal(err)
		}
		hash, err := w.store.Storer.SetEncodedObject(blob)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, object.TreeEntry{Name: first, Mode: filemode.Regular, Hash: hash})
	}
	made := &object.Tree{Entries: entries}
	sortEntries(made.Entries)
	o := w.store.Storer.NewEncodedObject()
	if err := made.Encode(o); err != nil {
		t.Fatal(err)
	}
	hash, err := w.store.Storer.SetEncodedObject(o)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// sortEntries puts entries in git's order: a folder as if its name ended in a slash.
func sortEntries(entries []object.TreeEntry) {
	key := func(e object.TreeEntry) string {
		if e.Mode == filemode.Dir {
			return e.Name + "/"
		}
		return e.Name
	}
	for i := range entries {
		for k := i; k > 0 && key(entries[k]) < key(entries[k-1]); k-- {
			entries[k], entries[k-1] = entries[k-1], entries[k]
		}
	}
}
