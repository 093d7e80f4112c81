package render

import (
	"io"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/propose"
)

// The JSON of a proposal. Members may be added and are never renamed.
type (
	proposalJSON struct {
		Version   int            `json:"version"`
		Period    string         `json:"period"`
		Plans     []edit.Map     `json:"plans"` // the documents
		Files     []string       `json:"files"` // where they are to stand
		Rests     []restLeftJSON `json:"rests"`
		Skipped   []restLeftJSON `json:"skipped"`
		Objective []levelJSON    `json:"objective"`
		Optimal   bool           `json:"optimal"`
		Notes     []string       `json:"notes"`
		Weeks     []weekWhyJSON  `json:"weeks"`
	}
	restLeftJSON struct {
		Missiv string `json:"missiv"`
		Rad    string `json:"rad"`
		Volym  int    `json:"volym"`
		Reason string `json:"reason"`
	}
	levelJSON struct {
		Name   string       `json:"name"`
		Unit   string       `json:"unit"`
		Value  int          `json:"value"`
		Of     int          `json:"of,omitempty"`
		Proven bool         `json:"proven"`
		Shares []senderLeft `json:"shares,omitempty"`
	}
	senderLeft struct {
		Sender   string `json:"sender"`
		Unplaced int    `json:"unplaced"`
		Open     int    `json:"open"`
	}
	weekWhyJSON struct {
		Plan   string `json:"plan"`
		Slot   string `json:"slot"`
		Volume int    `json:"volume"`
		Why    string `json:"why"`
	}
)

// ProposalJSON writes a proposal for programs.
func ProposalJSON(w io.Writer, p *propose.Proposal, period string, l lang.Language) error {
	out := proposalJSON{Version: 1, Period: period, Plans: []edit.Map{}, Files: []string{}, Rests: []restLeftJSON{}, Skipped: []restLeftJSON{},
		Objective: []levelJSON{}, Optimal: p.Optimal, Notes: []string{}, Weeks: []weekWhyJSON{}}
	for _, x := range p.Plans {
		out.Plans, out.Files = append(out.Plans, x.Document), append(out.Files, x.Path)
		for _, s := range x.Shares {
			out.Weeks = append(out.Weeks, weekWhyJSON{x.ID, s.Slot.String(), s.Volume, s.Why().In(l)})
		}
	}
	for _, r := range p.Rests {
		out.Rests = append(out.Rests, restLeftJSON{r.Line.Missiv.ID.V, r.Line.Rad.ID.V, r.Volume, r.Why.In(l)})
	}
	for _, s := range p.Skipped {
		out.Skipped = append(out.Skipped, restLeftJSON{s.Line.Missiv.ID.V, s.Line.Rad.ID.V, s.Line.Oppet(), s.Why.In(l)})
	}
	for _, v := range p.Objective {
		level := levelJSON{v.Name.In(l), v.Unit, v.Value, v.Of, v.Proven, nil}
		for _, s := range v.Shares {
			level.Shares = append(level.Shares, senderLeft{s.Sender, s.Unplaced, s.Open})
		}
		out.Objective = append(out.Objective, level)
	}
	for _, n := range p.Notes {
		out.Notes = append(out.Notes, n.In(l))
	}
	return encodeCovered(w, out)
}
