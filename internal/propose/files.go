package propose

import (
	"io/fs"
	"path"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// File is a file as it is to be; Old is nil where there is none yet.
type File struct {
	Path     string
	Old, New []byte
}

// comment stands at the head of what the tool proposes.
var comment = lang.T("Förslag från leveransplan. Avstämningar och kontakter saknas.", "Proposed by leveransplan. Reconciliations and contacts are missing.")

// Files are the proposal as files: a new one for each plan, and the rests in the document of
// the plan year. The tree is the one that the proposal is for.
func (p *Proposal) Files(tree fs.FS, schemas *schema.Set, o Options) ([]File, error) {
	var out []File
	for _, x := range p.Plans {
		text, err := edit.New(schemas, x.Path, x.Document, comment.In(o.Language))
		if err != nil {
			return nil, err
		}
		out = append(out, File{Path: x.Path, New: text})
	}
	if len(p.Rests) == 0 {
		return out, nil
	}
	f, err := p.restFile(tree, schemas, o)
	if err != nil {
		return nil, err
	}
	return append(out, f), nil
}

// restFile adds the rests to the document of the plan year, or begins one.
func (p *Proposal) restFile(tree fs.FS, schemas *schema.Set, o Options) (File, error) {
	doc := RestDocument(o.Set, o.Period)
	if doc == nil {
		return p.newRests(schemas, o)
	}
	out := File{Path: doc.File()}
	var err error
	if out.Old, err = fs.ReadFile(tree, out.Path); err != nil {
		return out, err
	}
	f, bad := edit.Open(out.Path, out.Old)
	if f == nil {
		return out, &Unreadable{Path: out.Path, Findings: bad}
	}
	for _, r := range p.Rests {
		if err := f.Append("rester", r.Document); err != nil {
			return out, err
		}
	}
	out.New, err = f.Text()
	return out, err
}

func (p *Proposal) newRests(schemas *schema.Set, o Options) (File, error) {
	year := planYear(o.Period)
	taken := map[string]bool{}
	ids := map[string]bool{}
	for _, d := range o.Set.Documents {
		taken[d.Base().File()], ids[d.Base().ID.V] = true, true
	}
	list := make(edit.List, len(p.Rests))
	for i, r := range p.Rests {
		list[i] = r.Document
	}
	name := free(taken, path.Join("plans", year)+"/", "restvolymer", ".yaml", 200)
	text, err := edit.New(schemas, name, edit.Map{
		{Key: "dokument", Value: edit.Text("restvolymer/v1")},
		{Key: "id", Value: edit.Text(free(ids, "", "rest-"+year, "", maxID))},
		{Key: "period", Value: edit.Plain(o.Period.String())},
		{Key: "rester", Value: list},
	})
	return File{Path: name, New: text}, err
}
