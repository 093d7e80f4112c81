package document

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Plan is what a print states of a leveransplan.
type Plan struct {
	Sender    Party      `json:"sender"`
	Receiver  Party      `json:"receiver"`
	External  bool       `json:"external"`
	Agreement *Agreement `json:"agreement,omitempty"`
	Origin    Origin     `json:"origin"`
	Care      Care       `json:"care"`
	Purpose   string     `json:"purpose"`
	Day       string     `json:"day"` // of the latest first reconciliation
	Volume    int        `json:"volume"`
	Original  int        `json:"original"` // as first agreed
	ByWeek    bool       `json:"by_week"`
	Adds      bool       `json:"adds"` // the periods add up to the volume
	Quarters  []Quarter  `json:"quarters"`
	Talks     []Talk     `json:"talks"`
	Contacts  []Contact  `json:"contacts"`
	Extension *Change    `json:"extension,omitempty"` // utokning: entry 0
	Changes   []Change   `json:"changes"`
}

// Agreement is what an external receiver provides under.
type Agreement struct {
	ID       string    `json:"id"`
	Owner    Party     `json:"owner"`
	Provider Party     `json:"provider"`
	Diary    string    `json:"diary"`
	From     string    `json:"from"`
	To       string    `json:"to"` // empty: no end
	Ceilings []Ceiling `json:"ceilings"`
}

// Ceiling is an agreement's takvolym of a period.
type Ceiling struct {
	Period string `json:"period"`
	Volume int    `json:"volume"`
}

// Origin is where a plan's volume comes from.
type Origin struct {
	Memo      string `json:"memo"`
	MemoTitle string `json:"memo_title"`
	Line      string `json:"line"`
	Offer     string `json:"offer"`
}

// MemoName is the title of the missiv, or its id where it has none.
func (o Origin) MemoName() string { return cmp.Or(o.MemoTitle, o.Memo) }

// Quarter is the volume of a quarter, with its weeks where the plan has them.
type Quarter struct {
	Quarter string `json:"quarter"`
	Volume  int    `json:"volume"`
	Weeks   []Week `json:"weeks"`
}

// Week is a week of the plan. One that is not written counts 0.
type Week struct {
	Week    string `json:"week"`
	Volume  int    `json:"volume"`
	Written bool   `json:"written"`
}

// Contact is a party's function for the plan, never a person.
type Contact struct {
	Party    Party  `json:"party"`
	Function string `json:"function"`
	Mail     string `json:"mail"`
}

// Change is an entry of an agreed plan with its evidence.
type Change struct {
	Nr         int         `json:"nr"`
	Day        string      `json:"day"`
	From       string      `json:"from"` // the first week or quarter that it changes
	Cause      string      `json:"cause"`
	Volumes    bool        `json:"volumes"` // Before and After are stated
	Before     int         `json:"before"`
	After      int         `json:"after"`
	Extends    int         `json:"extends"`
	TakesBack  int         `json:"takes_back"`
	ReportedBy Party       `json:"reported_by"`
	ReportedTo string      `json:"reported_to"`
	Anchored   *Anchored   `json:"anchored,omitempty"`
	Principles []Principle `json:"principles"`
	Search     []Search    `json:"search"`
	Motivation string      `json:"motivation"`
	Reference  string      `json:"reference"`
	Minutes    string      `json:"minutes"`
	Talks      []Talk      `json:"talks"`
}

// Anchored tells with whom a change of need was anchored.
type Anchored struct {
	Role  string `json:"role"`
	Party Party  `json:"party"`
	Day   string `json:"day"`
}

// Principle is one of the three principles, weighed (N50).
type Principle struct {
	Name    string `json:"name"`
	Verdict string `json:"verdict"`
	Basis   string `json:"basis"`
}

// Search is a step of the search for capacity (N55).
type Search struct {
	Step   string   `json:"step"`
	Day    string   `json:"day"`
	Free   int      `json:"free"`
	Placed []Placed `json:"placed"`
	Reason string   `json:"reason"`
}

// Placed is volume that a step found a place for.
type Placed struct {
	Plan   string `json:"plan"`
	Volume int    `json:"volume"`
}

func (m maker) plan(d *plan.Leveransplan) (*View, error) {
	v := &View{Kind: d.Kind, ID: d.ID.V, Routine: d.Rutin.V, Period: d.Period.V.String()}
	v.Diary, v.Minutes = diary(d.Arende)
	p := &Plan{Sender: m.party(d.Skickande), Receiver: m.party(d.Mottagare), External: m.set.Extern(d), Care: m.care(d.Scope()), Purpose: line(d.Syfte),
		Origin: Origin{Memo: d.Ursprung.Missiv.V, Line: d.Ursprung.Rad.V, Offer: d.Ursprung.Erbjudande.V},
		Volume: d.Volym.V, Original: d.OriginalVolume(), Adds: d.Adds(), Talks: m.reconciled(d.Avstamningar)}
	v.Plan = p
	if memo := m.set.Memo(p.Origin.Memo); memo != nil {
		p.Origin.MemoTitle = line(memo.Rubrik)
	}
	if day, ok := d.Day(); ok {
		p.Day = day.String()
	}
	p.Agreement = m.agreement(d)
	p.ByWeek, p.Quarters = quarters(d)
	for _, c := range d.Kontakter {
		p.Contacts = append(p.Contacts, Contact{m.party(c.Part), line(c.Funktion), line(c.EPost)})
	}
	if d.Utokning != nil {
		c := m.change(d.Utokning)
		p.Extension = &c
	}
	for i := range d.Andringar {
		p.Changes = append(p.Changes, m.change(&d.Andringar[i]))
	}
	return v, nil
}

func (m maker) agreement(d *plan.Leveransplan) *Agreement {
	a := m.set.Agreement(d.Avtal.V)
	if a == nil {
		if !d.Avtal.Set {
			return nil
		}
		return &Agreement{ID: d.Avtal.V}
	}
	out := &Agreement{ID: a.ID.V, Owner: m.party(a.Avtalsagare), Provider: m.party(a.Vardgivare), Diary: line(a.Diarienummer),
		From: a.GiltigFran.V.String(), To: a.GiltigTill.V.String()}
	for _, t := range a.Takvolymer {
		if t.Period.V.Overlaps(d.Period.V) {
			out.Ceilings = append(out.Ceilings, Ceiling{t.Period.V.String(), t.Volym.V})
		}
	}
	return out
}

// quarters gives a plan's volumes by quarter, with every week of its period and every other week
// that has a figure.
func quarters(d *plan.Leveransplan) (byWeek bool, out []Quarter) {
	at := func(q calendar.Quarter) *Quarter {
		name := q.String()
		i := slices.IndexFunc(out, func(o Quarter) bool { return o.Quarter == name })
		if i < 0 {
			i, out = len(out), append(out, Quarter{Quarter: name})
		}
		return &out[i]
	}
	weeks := map[calendar.Week]Week{}
	for _, s := range d.Periodisering.Items {
		byWeek = byWeek || s.Slot.V.Grain() == calendar.GrainWeek
	}
	for _, w := range d.Period.V.Weeks() {
		at(w.Quarter())
		if byWeek {
			weeks[w] = Week{Week: w.String()}
		}
	}
	for _, s := range d.Periodisering.Items {
		if !s.Slot.Set {
			continue
		}
		at(s.Slot.V.Quarter()).Volume += s.Volume.V
		if w := s.Slot.V.Week(); !w.IsZero() {
			weeks[w] = Week{w.String(), weeks[w].Volume + s.Volume.V, true}
		}
	}
	for w, week := range weeks {
		q := at(w.Quarter())
		q.Weeks = append(q.Weeks, week)
	}
	slices.SortFunc(out, func(a, b Quarter) int { return compare(a.Quarter, b.Quarter) })
	for i := range out {
		slices.SortFunc(out[i].Weeks, func(a, b Week) int { return compare(a.Week, b.Week) })
	}
	return byWeek, out
}

func (m maker) reconciled(list []plan.Avstamning) []Talk {
	out := []Talk{}
	for _, a := range list {
		out = append(out, Talk{Party: m.party(a.Part), Day: a.Datum.V.String(), Reference: line(a.Referens)})
	}
	return out
}

func (m maker) change(a *plan.Andring) Change {
	c := Change{Nr: a.Nr.V, Day: a.Datum.V.String(), From: a.GallerFran.V.String(), Cause: a.Orsak.V, Volumes: a.VolymEfter.Set,
		Before: a.VolymFore.V, After: a.VolymEfter.V, Extends: a.Utokar.V, TakesBack: a.Aterkallar.V, ReportedTo: a.AnmaldTill.V,
		Motivation: line(a.Motivering), Reference: line(a.Referens), Minutes: line(a.Protokoll), Talks: m.reconciled(a.Avstamningar)}
	if a.AnmaldAv.Set {
		c.ReportedBy = m.party(a.AnmaldAv)
	}
	if f := a.Forankring; f != nil {
		c.Anchored = &Anchored{f.Roll.V, m.party(f.Organisation), f.Datum.V.String()}
	}
	if p := a.Principer; p != nil {
		for _, one := range []struct {
			name string
			plan.Princip
		}{{"forvaltning_uppnatt_vardgaranti", p.ForvaltningUppnattVardgaranti}, {"avlastat_annan_forvaltning", p.AvlastatAnnanForvaltning}, {"vgr_uppnatt_vardgaranti", p.VGRUppnattVardgaranti}} {
			c.Principles = append(c.Principles, Principle{one.name, one.Bedomning.V, line(one.Underlag)})
		}
	}
	for _, s := range a.Kapacitetssok {
		step := Search{Step: s.Steg.V, Day: s.Datum.V.String(), Free: s.Ledig.V, Reason: line(s.Skal)}
		for _, p := range s.Placerat {
			step.Placed = append(step.Placed, Placed{p.Leveransplan.V, p.Volym.V})
		}
		c.Search = append(c.Search, step)
	}
	return c
}
