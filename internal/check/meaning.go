package check

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// meaning is what has to be known of a file to tell whether a change concerns it. It
// follows from the file's path and content alone, and is kept by their hash.
type meaning struct {
	state state
	kind  plan.Kind // where the file is a whole document
	// has names what the document takes part in and wants what it takes to understand a
	// change of it.
	has, wants []string
	sums       []sum // what it adds to figures of the tree
}

type state byte

const (
	// doubtful files can't be read, or not in full: whatever they may hold is unknown, so
	// that they concern every change.
	doubtful state = '?'
	// whole is a document without a fault of form, and with nothing in it that is covered.
	whole state = '!'
	// aside are files that neither are nor are meant as documents.
	aside state = '-'
)

// encode writes a meaning as text.
func (m meaning) encode() []byte {
	sums := make([]string, len(m.sums))
	for i, s := range m.sums {
		sums[i] = s.encode()
	}
	return []byte(string(m.state) + string(m.kind) + "\n" + strings.Join(m.has, "\n") + "\n\n" + strings.Join(m.wants, "\n") + "\n\n" + strings.Join(sums, "\n"))
}

// decodeMeaning reads what encode has written. False is anything else.
func decodeMeaning(text []byte) (meaning, bool) {
	head, rest, ok := strings.Cut(string(text), "\n")
	parts := strings.Split(rest, "\n\n")
	if !ok || len(parts) != 3 || head == "" {
		return meaning{}, false
	}
	m := meaning{state: state(head[0]), kind: plan.Kind(head[1:]), has: lines(parts[0]), wants: lines(parts[1])}
	for _, line := range lines(parts[2]) {
		s, ok := decodeSum(line)
		if !ok {
			return meaning{}, false
		}
		m.sums = append(m.sums, s)
	}
	return m, slices.Contains([]state{doubtful, whole, aside}, m.state)
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// meaningOf tells what a file means, by reading it, and gives what it has read. Kept tells
// that this holds wherever the file has the hash: not while somebody is writing it, nor where
// it can't be read.
func meaningOf(tree fs.FS, name, hash string, schemas *schema.Set) (m meaning, f file, kept bool) {
	switch {
	case !wellNamed(name), looksLikeDocument(name) && (!isDocument(name) || ignored(name)):
		return meaning{state: doubtful}, file{}, true
	case !isDocument(name):
		return meaning{state: aside}, file{}, true
	}
	text, err := fs.ReadFile(tree, name)
	if err != nil || gitrepo.BlobHash(text) != hash {
		return meaning{state: doubtful}, file{}, false
	}
	f = readText(name, text, schemas)
	if f.document == nil {
		return meaning{state: doubtful}, f, true
	}
	m = meaningOfDocument(f.document)
	if d := f.document.Base(); d.Broken || f.covered || len(f.unread) > 0 {
		m.state = doubtful
	}
	if f.document.Base().Broken {
		m.sums = nil // rules leave it out
	}
	return m, f, true
}

// meaningOfDocument tells what a file means that holds a whole document.
func meaningOfDocument(d plan.Any) meaning {
	m := meaning{state: whole, kind: d.Base().Kind}
	m.has, m.wants = concerns(d)
	m.sums = slices.DeleteFunc(sums(d), func(s sum) bool { return odd(s.of) })
	return m
}

// wellNamed tells that every folder and the file itself have names that are read.
func wellNamed(name string) bool {
	if _, bad := privacy.Name(name); bad {
		return false
	}
	for ; name != "."; name = parent(name) {
		if _, bad := judgeName(name); bad {
			return false
		}
	}
	return true
}

func parent(name string) string {
	at := strings.LastIndexByte(name, '/')
	if at < 0 {
		return "."
	}
	return name[:at]
}

// register names the documents of a kind that has a fixed place, called names all others by
// their id: of two that have one id the first is found, whatever their kinds.
func register(kind plan.Kind) string { return "register " + string(kind) }
func called(id string) string        { return "id " + id }

// line and offer name the plans that draw on one line of a missiv, and on one offer.
func line(u plan.Ursprung) string  { return "line " + u.Missiv.V + " " + u.Rad.V }
func offer(u plan.Ursprung) string { return "offer " + u.Erbjudande.V }

// concerns tells what a document takes part in, and what else there is to a change of it:
// whoever else has its id; of a plan the line that it draws on, with all plans of the line,
// and the offer likewise; of a rest its line.
func concerns(d plan.Any) (has, wants []string) {
	doc := d.Base()
	if _, fixed := plan.FixedPaths[doc.Kind]; fixed {
		has = append(has, register(doc.Kind))
	} else if doc.ID.Set {
		has = append(has, called(doc.ID.V))
	}
	wants = append(wants, has...)
	switch d := d.(type) {
	case *plan.Leveransplan:
		if u := d.Ursprung; u.Missiv.Set {
			has = append(has, line(u))
			wants = append(wants, line(u), called(u.Missiv.V))
		}
		if u := d.Ursprung; u.Erbjudande.Set {
			has = append(has, offer(u))
			wants = append(wants, offer(u), called(u.Erbjudande.V))
		}
	case *plan.Restvolymer:
		for _, r := range d.Rester {
			wants = append(wants, called(r.Missiv.V))
		}
	}
	has = append(has, groups(d)...)
	has, wants = slices.DeleteFunc(has, odd), slices.DeleteFunc(wants, odd)
	slices.Sort(wants)
	return has, slices.Compact(wants)
}

// odd tells of a key that holds a line break. That can only be part of a name in documents
// that are doubtful themselves, and those are never asked for by name.
func odd(key string) bool { return strings.Contains(key, "\n") }
