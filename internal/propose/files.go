package propose

import (
	"io/fs"
	"path"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
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
	for _, year := range p.restYears() {
		f, err := p.restFile(year, tree, schemas, o)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// restYears are the plan years that rests are of: those of their missiv.
func (p *Proposal) restYears() []calendar.Interval {
	var out []calendar.Interval
	for _, r := range p.Rests {
		if year := r.Line.Missiv.Period.V; !slices.Contains(out, year) {
			out = append(out, year)
		}
	}
	return out
}

// of gives the rests of a plan year, as entries.
func (p *Proposal) of(year calendar.Interval) edit.List {
	var out edit.List
	for _, r := range p.Rests {
		if r.Line.Missiv.Period.V == year {
			out = append(out, r.Document)
		}
	}
	return out
}

// restFile adds the rests of a plan year to its document, or begins one.
func (p *Proposal) restFile(year calendar.Interval, tree fs.FS, schemas *schema.Set, o Options) (File, error) {
	doc := RestDocument(o.Set, year)
	if doc == nil {
		return p.newRests(year, schemas, o)
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
	for _, entry := range p.of(year) {
		if err := f.Append("rester", entry); err != nil {
			return out, err
		}
	}
	out.New, err = f.Text()
	return out, err
}

func (p *Proposal) newRests(period calendar.Interval, schemas *schema.Set, o Options) (File, error) {
	year := planYear(period)
	taken := map[string]bool{}
	ids := map[string]bool{}
	for _, d := range o.Set.Documents {
		taken[d.Base().File()], ids[d.Base().ID.V] = true, true
	}
	name := free(taken, path.Join("plans", year)+"/", "restvolymer", ".yaml", 200)
	text, err := edit.New(schemas, name, edit.Map{
		{Key: "dokument", Value: edit.Text("restvolymer/v1")},
		{Key: "id", Value: edit.Text(free(ids, "", "rest-"+year, "", maxID))},
		{Key: "period", Value: edit.Plain(period.String())},
		{Key: "rester", Value: p.of(period)},
	})
	return File{Path: name, New: text}, err
}
