package codeowners

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// group is documents of one kind that share a line.
type group struct {
	place Place
	file  string // of one of the documents
	kind  plan.Kind
	roles []Role
}

// deep is how many folders stand above one that can have a line of its own: plans/ and the
// folder of a year hold documents of every kind.
const deep = 2

// groups divides the documents into those of a folder, where it holds one kind only, and
// single files, from the general to the special. A folder asks whom any of its documents
// asks: who sends is told by the plans that stand there, never by the folder's name.
func groups(set *plan.Set, policy approval.Policy) []group {
	folders := map[string][]plan.Any{}
	for _, d := range set.Documents {
		if _, fixed := plan.FixedPaths[d.Base().Kind]; !fixed { // those are in the general lines
			dir := path.Dir(d.Base().File())
			folders[dir] = append(folders[dir], d)
		}
	}
	var out []group
	for dir, docs := range folders {
		shared := strings.Count(dir, "/") >= deep && oneKind(docs)
		for i, d := range docs {
			name, roles := d.Base().File(), always(changesOf(d, set), policy)
			if shared && i > 0 {
				out[len(out)-1].roles = sorted(append(out[len(out)-1].roles, roles...))
				continue
			}
			g := group{place: oneFile(name), file: name, kind: d.Base().Kind, roles: roles}
			if shared {
				g.place = folder(dir)
			}
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b group) int {
		return cmp.Or(len(a.place.steps)-len(b.place.steps), strings.Compare(a.place.String(), b.place.String()))
	})
	return out
}

func oneKind(docs []plan.Any) bool {
	return !slices.ContainsFunc(docs, func(d plan.Any) bool { return d.Base().Kind != docs[0].Base().Kind })
}
