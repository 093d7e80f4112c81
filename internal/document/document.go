// Package document makes a missiv or a leveransplan into a page for the agenda of a meeting,
// and tells later whether what was printed still holds (N63). Documents in, values and bytes
// out.
//
// What a print says of its content is a [View]. Its hash, with the commit that it was made
// from, is the verification code that stands on every page. Outcome is not in it.
package document

import (
	"errors"
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// Form is the form of the view: what is hashed. A change of what a view holds raises it, so that
// prints of an earlier form are told from forged ones. It fits in [formBits].
const Form = 1

// View is what a print states of a document, in no language. Equal views are equal prints.
type View struct {
	Kind    plan.Kind `json:"kind"`
	ID      string    `json:"id"`
	Routine string    `json:"routine"`
	Period  string    `json:"period"` // both days included
	Diary   string    `json:"diary"`
	Minutes string    `json:"minutes"`
	Memo    *Memo     `json:"memo,omitempty"` // of a missiv
	Plan    *Plan     `json:"plan,omitempty"` // of a leveransplan
}

// Party is an organisation as the register has it; Name is empty where it is not there.
type Party struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Short string `json:"short"`
}

// Known is the name for a table: the short one where there is one.
func (p Party) Known() string {
	switch {
	case p.Short != "":
		return p.Short
	case p.Name != "":
		return p.Name
	}
	return p.ID
}

// Named is a thing of a register, such as a medical field.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Known is the name, or the id where there is none.
func (n Named) Known() string {
	if n.Name != "" {
		return n.Name
	}
	return n.ID
}

// Care is what kind of care is meant. What is empty does not limit.
type Care struct {
	Field      Named    `json:"field"`
	Procedures []string `json:"procedures"`
	Form       string   `json:"form"`
	ASA        []int    `json:"asa"`
	Unit       string   `json:"unit"`
}

// Talk is a reconciliation with a party; a reservation is kept for good.
type Talk struct {
	Party       Party  `json:"party"`
	Day         string `json:"day"`
	Reference   string `json:"reference"`
	Reservation string `json:"reservation"`
}

// Why there is no view of a document.
var (
	ErrNone    = errors.New("no missiv or leveransplan with this id")
	ErrTwice   = errors.New("the id stands in several documents")
	ErrUnclear = errors.New("files that the document rests on can't be read whole")
)

// New gives the view of a document of a tree. The error is ErrNone, ErrTwice or ErrUnclear.
func New(set *plan.Set, id string) (*View, error) {
	var found []plan.Any
	for _, m := range set.Missiv {
		if m.ID.V == id {
			found = append(found, m)
		}
	}
	for _, p := range set.Leveransplaner {
		if p.ID.V == id {
			found = append(found, p)
		}
	}
	switch {
	case len(found) > 1:
		return nil, ErrTwice
	case !set.Complete(restsOn...):
		return nil, ErrUnclear
	case len(found) == 0:
		return nil, ErrNone
	}
	return of(set, found[0])
}

// restsOn lists the kinds of documents that a view is made of. While one of them can't be read
// nothing is told, since the missing file may be the document itself or draw on it.
var restsOn = []plan.Kind{plan.KindMissiv, plan.KindLeveransplan, plan.KindRestvolymer, plan.KindBehovsanalys,
	plan.KindOrganisationer, plan.KindVardomraden, plan.KindAvtal}

func of(set *plan.Set, d plan.Any) (*View, error) {
	if d.Base().Broken {
		return nil, ErrUnclear
	}
	m := maker{set}
	switch d := d.(type) {
	case *plan.Missiv:
		return m.memo(d)
	case *plan.Leveransplan:
		return m.plan(d)
	}
	return nil, ErrNone
}

// IDs lists the documents of a tree that can be printed.
func IDs(set *plan.Set) []string {
	var out []string
	for _, m := range set.Missiv {
		out = append(out, m.ID.V)
	}
	for _, p := range set.Leveransplaner {
		out = append(out, p.ID.V)
	}
	return out
}

// maker makes views of a tree's documents.
type maker struct{ set *plan.Set }

func (m maker) party(id plan.Text) Party {
	p := Party{ID: id.V}
	if o := m.set.Organisation(id.V); o != nil {
		p.Name, p.Short = o.Namn.V, o.Kortnamn.V
	}
	return p
}

func (m maker) field(id plan.Text) Named {
	n := Named{ID: id.V}
	if f := m.set.Field(id.V); f != nil {
		n.Name = f.Namn.V
	}
	return n
}

func (m maker) care(s plan.Scope) Care {
	c := Care{Form: s.CareForm.V, Unit: s.Unit.V, Procedures: []string{}, ASA: []int{}}
	if len(s.Fields) > 0 {
		c.Field = m.field(s.Fields[0])
	}
	for _, p := range s.Procedures {
		c.Procedures = append(c.Procedures, p.V)
	}
	for _, a := range s.ASA {
		c.ASA = append(c.ASA, a.V)
	}
	return c
}

// line is a text on one line.
func line(t plan.Text) string { return strings.Join(strings.Fields(t.V), " ") }

func diary(a *plan.Arende) (number, minutes string) {
	if a == nil {
		return "", ""
	}
	return line(a.Diarienummer), line(a.Protokoll)
}
