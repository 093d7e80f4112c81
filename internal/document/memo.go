package document

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Memo is what a print states of a missiv.
type Memo struct {
	Title      string       `json:"title"`
	Day        string       `json:"day"`
	Forum      string       `json:"forum"`
	Purpose    string       `json:"purpose"`
	Motivation string       `json:"motivation"`
	Analysis   *Analysis    `json:"analysis,omitempty"`
	Needs      []Need       `json:"needs"`
	Quarters   []string     `json:"quarters"` // the columns of the lines' quarters
	Lines      []Line       `json:"lines"`
	Totals     []Line       `json:"totals"`  // of the lines, one for each unit
	Parties    []TakingPart `json:"parties"` // in the order of the document
	Talks      []Talk       `json:"talks"`
	Ladder     *Ladder      `json:"ladder,omitempty"`
	Changes    []MemoChange `json:"changes"`
	Rests      []Rest       `json:"rests"`
}

// Analysis is the analysis of need that a missiv rests on.
type Analysis struct {
	ID        string `json:"id"`
	Day       string `json:"day"`
	Reference string `json:"reference"`
}

// Need is what one förvaltning needs in one field, and what of it the missiv holds.
type Need struct {
	Field    Named    `json:"field"`
	Sender   Party    `json:"sender"`
	Stated   bool     `json:"stated"` // the analysis has it
	Need     int      `json:"need"`
	Capacity int      `json:"capacity"`
	Gap      int      `json:"gap"`
	Asked    []Amount `json:"asked"` // the missiv's lines, by unit
}

// Amount is a volume in a unit.
type Amount struct {
	Unit   string `json:"unit"`
	Volume int    `json:"volume"`
}

// Line is a line with what draws on it. As a total it has a unit alone.
type Line struct {
	ID     string `json:"id"`
	Care   Care   `json:"care"`
	Sender Party  `json:"sender"`
	// Volume is what the missiv says; Current what the line stands for after the changes of its
	// plans.
	Volume   int          `json:"volume"`
	Current  int          `json:"current"`
	Placed   int          `json:"placed"`
	Unplaced int          `json:"unplaced"` // registered as a rest
	Open     int          `json:"open"`
	Quarters []int        `json:"quarters"` // of the plans
	Plans    []PlacedPlan `json:"plans"`
	Doubtful bool         `json:"doubtful"` // figures of the line contradict each other
}

// PlacedPlan is a plan that draws on a line.
type PlacedPlan struct {
	ID       string `json:"id"`
	Receiver Party  `json:"receiver"`
	Volume   int    `json:"volume"`
}

// TakingPart is a party and what it does in the missiv.
type TakingPart struct {
	Party    Party `json:"party"`
	Sends    bool  `json:"sends"`
	Receives bool  `json:"receives"`
	Heard    bool  `json:"heard"`
}

// Ladder is the search for capacity before the missiv: own regi, then own agreements.
type Ladder struct {
	OwnDay        string `json:"own_day"`
	Own           []Free `json:"own"`
	AgreementsDay string `json:"agreements_day"`
	Agreements    []Free `json:"agreements"`
}

// Free is what one party, or one agreement, has free.
type Free struct {
	Party     Party  `json:"party"`
	Agreement string `json:"agreement"`
	Diary     string `json:"diary"`
	Volume    int    `json:"volume"`
}

// MemoChange is a change of a line during the year.
type MemoChange struct {
	Nr         int        `json:"nr"`
	Day        string     `json:"day"`
	Line       string     `json:"line"`
	Before     int        `json:"before"`
	After      int        `json:"after"`
	Motivation string     `json:"motivation"`
	Minutes    string     `json:"minutes"`
	Talks      []Talk     `json:"talks"`
	Absorbs    []Absorbed `json:"absorbs"`
}

// Absorbed is a change of a plan that a change of the missiv takes up; 0 is the plan's first.
type Absorbed struct {
	Plan string `json:"plan"`
	Nr   int    `json:"nr"`
}

// Rest is a volume that never got into a plan. What was planned and not used is outcome.
type Rest struct {
	ID        string `json:"id"`
	Line      string `json:"line"`
	Volume    int    `json:"volume"`
	Cause     string `json:"cause"`
	Handling  string `json:"handling"`
	Day       string `json:"day"`
	Latest    string `json:"latest"`
	Reference string `json:"reference"`
	Talks     []Talk `json:"talks"`
}

func (m maker) memo(d *plan.Missiv) (*View, error) {
	v := &View{Kind: d.Kind, ID: d.ID.V, Routine: d.Rutin.V, Period: d.Period.V.String()}
	v.Diary, v.Minutes = diary(d.Arende)
	memo := &Memo{Title: line(d.Rubrik), Day: d.Datum.V.String(), Forum: d.Till.V, Purpose: line(d.Utgangspunkt), Motivation: line(d.Motivering),
		Talks: m.talks(d.Avstamningar), Ladder: m.ladder(d.Kapacitetstrappa)}
	v.Memo = memo
	var lines []*plan.Line
	for i := range d.Rader {
		l := m.set.Line(d.ID.V, d.Rader[i].ID.V)
		if l == nil || l.Rad != &d.Rader[i] || !l.Whole {
			return nil, ErrUnclear
		}
		lines = append(lines, l)
	}
	quarters := quartersOf(d, lines)
	for _, q := range quarters {
		memo.Quarters = append(memo.Quarters, q.String())
	}
	for _, l := range lines {
		memo.Lines = append(memo.Lines, m.line(l, quarters))
		memo.Rests = append(memo.Rests, m.rests(l)...)
	}
	memo.Totals = totals(memo.Lines, len(quarters))
	memo.Needs = m.needs(d)
	if a := m.set.Analysis(d.Behovsanalys.V); a != nil {
		memo.Analysis = &Analysis{ID: a.ID.V, Day: a.Datum.V.String(), Reference: line(a.Referens)}
	}
	memo.Parties = m.takingPart(d, memo)
	for i := range d.Andringar {
		memo.Changes = append(memo.Changes, m.memoChange(&d.Andringar[i]))
	}
	return v, nil
}

// quartersOf lists the quarters of the missiv's period and those that plans have volume in.
func quartersOf(d *plan.Missiv, lines []*plan.Line) []calendar.Quarter {
	out := d.Period.V.Quarters()
	for _, l := range lines {
		for _, p := range l.Plans {
			for _, s := range p.Periodisering.Items {
				if q := s.Slot.V.Quarter(); s.Slot.Set && !slices.Contains(out, q) {
					out = append(out, q)
				}
			}
		}
	}
	slices.SortFunc(out, calendar.Quarter.Compare)
	return out
}

func (m maker) line(l *plan.Line, quarters []calendar.Quarter) Line {
	out := Line{ID: l.Rad.ID.V, Care: m.care(l.Rad.Scope()), Sender: m.party(l.Rad.Forvaltning), Volume: l.Rad.Volym.V, Current: l.Aktuell(),
		Placed: l.Planned(), Unplaced: l.Unplaced(), Open: l.Oppet(), Quarters: make([]int, len(quarters)), Doubtful: slices.ContainsFunc(l.Plans, contradictory)}
	for _, p := range l.Plans {
		out.Plans = append(out.Plans, PlacedPlan{p.ID.V, m.party(p.Mottagare), p.Volym.V})
		for _, s := range p.Periodisering.Items {
			if at := slices.Index(quarters, s.Slot.V.Quarter()); at >= 0 {
				out.Quarters[at] += s.Volume.V
			}
		}
	}
	slices.SortFunc(out.Plans, func(a, b PlacedPlan) int { return compare(a.ID, b.ID) })
	return out
}

// contradictory tells that a plan's own figures do not agree.
func contradictory(p *plan.Leveransplan) bool { return !p.Adds() || !p.Chained() }

// totals adds up the lines that count the same.
func totals(lines []Line, quarters int) []Line {
	var out []Line
	for _, l := range lines {
		unit := l.Care.Unit
		at := slices.IndexFunc(out, func(t Line) bool { return t.Care.Unit == unit })
		if at < 0 {
			at, out = len(out), append(out, Line{Care: Care{Unit: unit}, Quarters: make([]int, quarters)})
		}
		t := &out[at]
		t.Volume, t.Current, t.Placed = t.Volume+l.Volume, t.Current+l.Current, t.Placed+l.Placed
		t.Unplaced, t.Open, t.Doubtful = t.Unplaced+l.Unplaced, t.Open+l.Open, t.Doubtful || l.Doubtful
		for i, n := range l.Quarters {
			t.Quarters[i] += n
		}
	}
	return out
}

func (m maker) rests(l *plan.Line) []Rest {
	var out []Rest
	for _, r := range l.Rests {
		if r.Slag.V == plan.SlagOplacerad {
			out = append(out, Rest{ID: r.ID.V, Line: r.Rad.V, Volume: r.Volym.V, Cause: line(r.Orsak), Handling: r.Hantering.V,
				Day: r.Datum.V.String(), Latest: r.Senast.V.String(), Reference: line(r.Referens), Talks: m.talks(r.Dialoger)})
		}
	}
	return out
}

func (m maker) talks(list []plan.Dialog) []Talk {
	out := []Talk{}
	for _, d := range list {
		out = append(out, Talk{m.party(d.Forvaltning), d.Datum.V.String(), line(d.Referens), line(d.Reservation)})
	}
	return out
}

func (m maker) memoChange(c *plan.Missivandring) MemoChange {
	out := MemoChange{Nr: c.Nr.V, Day: c.Datum.V.String(), Line: c.Rad.V, Before: c.VolymFore.V, After: c.VolymEfter.V,
		Motivation: line(c.Motivering), Minutes: line(c.Protokoll), Talks: m.talks(c.Avstamningar)}
	for _, r := range c.Reglerar {
		out.Absorbs = append(out.Absorbs, Absorbed{r.Leveransplan.V, r.Nr.V})
	}
	return out
}
