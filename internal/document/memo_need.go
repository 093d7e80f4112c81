package document

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/plan"
)

func compare(a, b string) int { return cmp.Compare(a, b) }

// needs gathers the lines by field and förvaltning, as the analysis has them.
func (m maker) needs(d *plan.Missiv) []Need {
	var out []Need
	analysis := m.set.Analysis(d.Behovsanalys.V)
	for i := range d.Rader {
		r := &d.Rader[i]
		at := slices.IndexFunc(out, func(n Need) bool { return n.Field.ID == r.Vardomrade.V && n.Sender.ID == r.Forvaltning.V })
		if at < 0 {
			n := Need{Field: m.field(r.Vardomrade), Sender: m.party(r.Forvaltning)}
			if analysis != nil {
				if row := analysis.Row(r.Vardomrade.V, r.Forvaltning.V); row != nil {
					n.Stated, n.Need, n.Capacity, n.Gap = true, row.Behov.V, row.Kapacitet.V, row.Remaining()
				}
			}
			at, out = len(out), append(out, n)
		}
		n := &out[at]
		if unit := slices.IndexFunc(n.Asked, func(a Amount) bool { return a.Unit == r.Unit() }); unit >= 0 {
			n.Asked[unit].Volume += r.Volym.V
		} else {
			n.Asked = append(n.Asked, Amount{r.Unit(), r.Volym.V})
		}
	}
	return out
}

// takingPart lists who sends, who receives and who was heard.
func (m maker) takingPart(d *plan.Missiv, memo *Memo) []TakingPart {
	var out []TakingPart
	find := func(p Party) *TakingPart {
		at := slices.IndexFunc(out, func(t TakingPart) bool { return t.Party.ID == p.ID })
		if at < 0 {
			at, out = len(out), append(out, TakingPart{Party: p})
		}
		return &out[at]
	}
	for _, l := range memo.Lines {
		find(l.Sender).Sends = true
	}
	for _, l := range memo.Lines {
		for _, p := range l.Plans {
			find(p.Receiver).Receives = true
		}
	}
	for _, t := range memo.Talks {
		find(t.Party).Heard = true
	}
	for i := range d.Andringar {
		for _, t := range d.Andringar[i].Avstamningar {
			find(m.party(t.Forvaltning)).Heard = true
		}
	}
	return out
}

func (m maker) ladder(k *plan.Kapacitetstrappa) *Ladder {
	if k == nil {
		return nil
	}
	out := &Ladder{}
	if own := k.EgenRegi; own != nil {
		out.OwnDay = own.Efterfragad.V.String()
		for _, s := range own.Svar {
			out.Own = append(out.Own, Free{Party: m.party(s.Forvaltning), Volume: s.Ledig.V})
		}
	}
	if tried := k.EgnaAvtal; tried != nil {
		out.AgreementsDay = tried.Provad.V.String()
		for _, s := range tried.Svar {
			f := Free{Agreement: s.Avtal.V, Volume: s.Ledig.V}
			if a := m.set.Agreement(s.Avtal.V); a != nil {
				f.Party, f.Diary = m.party(a.Vardgivare), line(a.Diarienummer)
			}
			out.Agreements = append(out.Agreements, f)
		}
	}
	return out
}
