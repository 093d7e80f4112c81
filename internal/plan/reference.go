package plan

import "iter"

// Target is what a reference points to.
type Target uint8

// The targets of references.
const (
	ToOrganisation Target = iota
	ToAgreement
	ToField
	ToAnalysis
	ToMemo
	ToLine // a line of a missiv
	ToOffer
	ToPlan
	ToPerson
	ToDocument // any document with an id
)

// Reference is an id that stands for something defined elsewhere.
type Reference struct {
	In     *Document
	ID     Text
	Target Target
	Memo   string // the missiv, where the target is one of its lines
}

// References lists every reference that is written in a document.
func References(d Any) iter.Seq[Reference] {
	return func(yield func(Reference) bool) {
		w := &walker{in: d.Base(), yield: yield}
		switch d := d.(type) {
		case *Organisationer:
			for _, o := range d.Organisationer {
				w.each(ToOrganisation, o.Ersatter)
			}
		case *Avtalsregister:
			for _, a := range d.Avtal {
				w.to(ToOrganisation, a.Avtalsagare, a.Vardgivare)
				w.each(ToField, a.Vardomraden)
			}
		case *Kalender:
			for _, a := range d.Avvikelser {
				w.to(ToOrganisation, a.Organisation)
			}
		case *Roller:
			w.roller(d)
		case *Behovsanalys:
			for _, o := range d.Vardomraden {
				w.to(ToField, o.Vardomrade)
				for _, r := range o.Forvaltningar {
					w.to(ToOrganisation, r.Forvaltning)
				}
			}
		case *Missiv:
			w.missiv(d)
		case *Erbjudande:
			w.erbjudande(d)
		case *Leveransplan:
			w.leveransplan(d)
		case *Restvolymer:
			for _, r := range d.Rester {
				w.to(ToMemo, r.Missiv)
				w.line(r.Missiv, r.Rad)
				w.to(ToPlan, r.Leveransplan)
				w.dialogs(r.Dialoger)
			}
		case *Undantagslista:
			for _, u := range d.Undantag {
				w.to(ToDocument, u.Dokument)
			}
		case *Utfall:
			for _, r := range d.Rows {
				w.to(ToPlan, r.Leveransplan)
				w.to(ToOrganisation, r.Skickande, r.Mottagare)
				w.to(ToField, r.Vardomrade)
			}
		}
	}
}

type walker struct {
	in    *Document
	yield func(Reference) bool
	done  bool
}

func (w *walker) add(r Reference) {
	if r.ID.Set && !w.done {
		r.In = w.in
		w.done = !w.yield(r)
	}
}

func (w *walker) to(t Target, ids ...Text) { w.each(t, ids) }

func (w *walker) each(t Target, ids []Text) {
	for _, id := range ids {
		w.add(Reference{ID: id, Target: t})
	}
}

func (w *walker) line(memo, id Text) { w.add(Reference{ID: id, Target: ToLine, Memo: memo.V}) }

func (w *walker) dialogs(dialogs []Dialog) {
	for _, d := range dialogs {
		w.to(ToOrganisation, d.Forvaltning)
	}
}

func (w *walker) roller(d *Roller) {
	for _, u := range d.Uppdrag {
		w.to(ToPerson, u.Person)
		w.to(ToOrganisation, u.Organisation)
	}
	for _, u := range d.Delegeringar {
		w.to(ToPerson, u.Av, u.TillPerson)
		w.to(ToOrganisation, u.Organisation)
	}
	for _, n := range d.Signaturnycklar {
		w.to(ToPerson, n.Person)
	}
}

func (w *walker) missiv(d *Missiv) {
	w.to(ToAnalysis, d.Behovsanalys)
	if k := d.Kapacitetstrappa; k != nil {
		if k.EgenRegi != nil {
			for _, s := range k.EgenRegi.Svar {
				w.to(ToOrganisation, s.Forvaltning)
			}
		}
		if k.EgnaAvtal != nil {
			for _, s := range k.EgnaAvtal.Svar {
				w.to(ToAgreement, s.Avtal)
			}
		}
	}
	for _, r := range d.Rader {
		w.to(ToOrganisation, r.Forvaltning)
		w.to(ToField, r.Vardomrade)
	}
	w.dialogs(d.Avstamningar)
	for _, a := range d.Andringar {
		w.line(d.ID, a.Rad)
		w.dialogs(a.Avstamningar)
		for _, r := range a.Reglerar {
			w.to(ToPlan, r.Leveransplan)
		}
	}
}

func (w *walker) erbjudande(d *Erbjudande) {
	w.to(ToOrganisation, d.Mottagare, d.Lyft.Av)
	w.to(ToField, d.Vardomrade)
	for _, s := range d.Svar {
		w.to(ToOrganisation, s.Part)
	}
	if f := d.Fordelningsforslag; f != nil {
		w.to(ToOrganisation, f.UpprattadAv)
		for _, r := range f.Rader {
			w.to(ToField, r.Vardomrade)
		}
	}
	for _, r := range d.Samordningsrad {
		for _, f := range r.OnskadFordelning {
			w.to(ToOrganisation, f.Forvaltning)
		}
	}
	if g := d.Granskning; g != nil {
		w.to(ToAnalysis, g.MotBehovsanalys)
		w.each(ToAgreement, g.MotAvtal)
	}
	if b := d.Beslutsforslag; b != nil {
		for _, f := range b.Fordelning {
			w.to(ToOrganisation, f.Forvaltning)
		}
	}
}

func (w *walker) leveransplan(d *Leveransplan) {
	w.to(ToMemo, d.Ursprung.Missiv)
	w.line(d.Ursprung.Missiv, d.Ursprung.Rad)
	w.to(ToOffer, d.Ursprung.Erbjudande)
	w.to(ToOrganisation, d.Skickande, d.Mottagare)
	w.to(ToAgreement, d.Avtal)
	w.to(ToField, d.Vardomrade)
	w.parties(d.Avstamningar)
	for _, k := range d.Kontakter {
		w.to(ToOrganisation, k.Part)
	}
	for _, e := range d.Entries() {
		w.to(ToOrganisation, e.AnmaldAv)
		w.parties(e.Avstamningar)
		if e.Forankring != nil {
			w.to(ToOrganisation, e.Forankring.Organisation)
		}
		for _, k := range e.Kapacitetssok {
			for _, p := range k.Placerat {
				w.to(ToPlan, p.Leveransplan)
			}
		}
	}
}

func (w *walker) parties(list []Avstamning) {
	for _, a := range list {
		w.to(ToOrganisation, a.Part)
	}
}
