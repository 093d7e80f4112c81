package diff

import (
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// others tells of the files that are no documents: neither read as one in base nor in head.
func (c *comparison) others() (out []Change) {
	base, head := c.baseFiles, c.headFiles
	for _, f := range c.changed {
		name := privacy.Mask(f.Path)
		var kinds []Kind
		// Where a file is, and a document on neither or only the other side, it may have been
		// meant as one.
		meant := looksLikeDocument(name) || base[name] || head[name]
		if meant && f.Before != "" && !base[name] {
			kinds = append(kinds, OlastFore)
		}
		if meant && f.After != "" && !head[name] {
			kinds = append(kinds, OlastEfter)
		}
		switch {
		case c.told[name]:
			continue
		case len(kinds) > 0 || base[name] || head[name]:
		case isTool(name):
			kinds = []Kind{VerktygAndrat}
		default:
			kinds = []Kind{OkandAndrad}
		}
		if len(kinds) > 0 {
			out = append(out, fileChange(name, f, sorted(kinds)))
		}
	}
	return out
}

func fileChange(name string, f FileChange, kinds []Kind) *File {
	s := Subject{ID: name, BaseSum: f.Before, HeadSum: f.After}
	if f.Before != "" {
		s.Base = name
	}
	if f.After != "" {
		s.Head = name
	}
	return &File{Subject: s, Is: kinds, Before: f.Before, After: f.After}
}

// documentFiles are the files that hold documents of a set. One that lacks its id is not
// compared with anything, and counts as unread.
func documentFiles(set *plan.Set) map[string]bool {
	out := map[string]bool{}
	for _, d := range set.Documents {
		if _, ok := identify(d); ok || d.Base().Kind == plan.KindUtfall {
			out[d.Base().File()] = true
		}
	}
	return out
}

// toolFolders and toolFiles hold what decides how plans are judged: the tool's source, its
// schemas and workflows, and what git and the hosting service take orders from.
var (
	toolFolders = []string{".ci", ".github", "cmd", "internal", "schemas", "vendor"}
	toolFiles   = []string{"go.mod", "go.sum", "go.work", "go.work.sum", "codeowners"}
)

func isTool(name string) bool {
	folder, _, below := strings.Cut(name, "/")
	base := strings.ToLower(path.Base(name))
	return below && slices.Contains(toolFolders, strings.ToLower(folder)) || slices.Contains(toolFiles, base) || strings.HasPrefix(base, ".git")
}
