package history

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Question asks what applied on one day by what had been decided by another.
type Question struct {
	// ID names a document, an entry of a register or of restvolymer, or a register by its kind.
	ID    string
	Valid calendar.Day
	// Known is how many steps of the line had been made.
	Known int
}

// Standing is the answer: a document as main had it, and what of it applied on the day.
type Standing struct {
	Question
	// At is the step whose files these are.
	At Step
	// There tells that the document stood on main then. Without it only the decisions tell.
	There bool
	// Decisions are those about the document by then, Later those after; the oldest first.
	Decisions, Later []Entry
	// Made is the decision that it came with, or came back with; Gone the one that took it away,
	// where it was not there. They are nil where there is none.
	Made, Gone *Entry

	Document plan.Any      // that holds it
	Node     *yamldoc.Node // the document or the entry, as it is written
	Entry    bool          // Node is an entry
	Names    *plan.Set     // the registers of that time
	// Period is when it applies as a whole; zero where it says nothing of that.
	Period calendar.Interval
	Plan   *PlanStanding  // of a leveransplan
	Lines  []LineStanding // of a missiv
	Parts  []Part         // entries that apply for a time
}

// PlanStanding is what a plan came to on a day.
type PlanStanding struct {
	*plan.Leveransplan
	// Volume is the plan's volume less the changes that did not apply yet.
	Volume  int
	Numbers []Number // of the weeks and quarters that the plan had
	// Whole tells that the numbers are known; where they are not they are those of the
	// document, which hold the changes that do not apply yet.
	Whole bool
}

// LineStanding is what a line of a missiv came to on a day.
type LineStanding struct {
	*plan.Missivrad
	Volume int
}

// Part is an entry of a document, and whether it applied on the day.
type Part struct {
	Name     lang.Text
	From, To calendar.Day // zero: open
	Applies  bool
}

// Unclear says that main had something under the id, but not what: a file could not be read
// whole, or several files had the id.
type Unclear struct {
	Step  Step
	Files []string // none where it can't be told which
	Twice bool
}

// Error says so in English, as logs have it.
func (u *Unclear) Error() string {
	if u.Twice {
		return fmt.Sprintf("the id stands in several files: %s", strings.Join(u.Files, ", "))
	}
	return fmt.Sprintf("can't be read whole: %s", strings.Join(u.Files, ", "))
}

// registers are read with a document: they name what it names.
var registers = []plan.Kind{plan.KindInstallningar, plan.KindOrganisationer, plan.KindVardomraden, plan.KindAvtal, plan.KindRoller,
	plan.KindKalender, plan.KindRutiner, plan.KindUndantag, plan.KindAvvikelser}

// Show answers a question from the register of decisions, which must be that of the whole
// line, and from the one tree that was known. [*Unclear] tells that the tree does not say.
func (l *Line) Show(reader *check.Reader, all []Entry, q Question) (*Standing, error) {
	s := &Standing{Question: q, At: l.Step(q.Known - 1)}
	own := ownItems(all, q.ID)
	s.Decisions, s.Later = pick(all[:q.Known], own), pick(all[q.Known:], own)
	tree := s.At.Commit.FS()
	document, _, _ := strings.Cut(q.ID, "/") // rest-2027/rest-1
	set, err := reader.Named(tree, document, registers...)
	if fault := tree.Err(); fault != nil {
		return nil, fault
	}
	if err != nil {
		return nil, err
	}
	s.Names = set
	if err := s.find(set); err != nil {
		return nil, err
	}
	if s.Document != nil {
		s.There = true
		s.of(all[:q.Known])
	}
	s.life()
	return s, nil
}

// ownItems tells which items are about what has an id itself: of what is a document no others
// that name it, of an entry of a register those of the register that do.
func ownItems(all []Entry, id string) func(*Item) bool {
	own := func(it *Item) bool { return it.Type != "" && (it.ID == id || strings.HasPrefix(it.ID, id+"/")) }
	for _, e := range all {
		for i := range e.Items {
			if own(&e.Items[i]) {
				return own
			}
		}
	}
	return func(it *Item) bool {
		_, register := plan.FixedPaths[it.Type]
		return register && it.About(id)
	}
}

// life finds the decisions that frame the document's time on main.
func (s *Standing) life() {
	for i := range s.Decisions {
		e := &s.Decisions[i]
		for _, it := range e.Items {
			switch {
			case s.Made == nil, it.New && it.ID == s.ID:
				s.Made = e
			}
			if it.Gone && it.ID == s.ID {
				s.Gone = e
			}
		}
	}
	switch {
	case s.There:
		s.Gone = nil
	case len(s.Decisions) > 0 && s.Gone == nil: // an entry that its register lacks now
		s.Gone = &s.Decisions[len(s.Decisions)-1]
	}
}

// find looks the id up: a document, a register, an entry.
func (s *Standing) find(set *plan.Set) error {
	document, entry, _ := strings.Cut(s.ID, "/")
	var found []plan.Any
	for _, d := range set.Documents {
		_, fixed := plan.FixedPaths[d.Base().Kind]
		if d.Base().ID.Set && d.Base().ID.V == document || fixed && string(d.Base().Kind) == document {
			found = append(found, d)
		}
	}
	switch {
	case len(found) > 1:
		return &Unclear{Step: s.At, Files: files(found), Twice: true}
	case len(found) == 1 && found[0].Base().Broken:
		return &Unclear{Step: s.At, Files: files(found)}
	case len(found) == 1:
		s.Document, s.Node = found[0], found[0].Base().Root()
		if entry == "" {
			return nil
		}
		s.Entry = true
		if s.Node = entryNode(found[0], "rester", entry); s.Node == nil {
			s.Document = nil
		}
		return nil
	}
	s.registered(set)
	if s.Document == nil && s.lost(set) {
		return &Unclear{Step: s.At, Files: s.lastFile()}
	}
	return nil
}

// lost tells that the last decision about the id left it unclear whether it is there, and that
// there is a file that may hold it.
func (s *Standing) lost(set *plan.Set) bool {
	if len(s.Decisions) == 0 {
		return false
	}
	items := s.Decisions[len(s.Decisions)-1].Items
	return slices.ContainsFunc(items, func(it Item) bool { return it.ID == s.ID && (it.Unread || it.Whole) && !set.Complete(it.Type) })
}

// lastFile is where it stood, if there is still something.
func (s *Standing) lastFile() []string {
	items := s.Decisions[len(s.Decisions)-1].Items
	name := items[len(items)-1].File
	if _, err := s.At.Commit.FS().Stat(name); err != nil {
		return nil
	}
	return []string{name}
}

func files(list []plan.Any) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Base().File())
	}
	return out
}

// registered looks for an entry of a register.
func (s *Standing) registered(set *plan.Set) {
	take := func(d plan.Any, list string, period calendar.Interval) {
		s.Document, s.Node, s.Entry, s.Period = d, entryNode(d, list, s.ID), true, period
	}
	if o := set.Organisation(s.ID); o != nil {
		take(o.Owner, "organisationer", o.Validity())
	}
	if a := set.Agreement(s.ID); a != nil {
		take(a.Owner, "avtal", a.Validity())
	}
	if f := set.Field(s.ID); f != nil {
		take(f.Owner, "vardomraden", f.Validity())
	}
	if set.Person(s.ID) != nil {
		take(set.Roller, "personer", calendar.Interval{})
	}
}

// entryNode finds an entry with an id as it is written.
func entryNode(d plan.Any, list, id string) *yamldoc.Node {
	if at := d.Base().Root().Get(list); at != nil {
		for _, n := range at.Items {
			if key := n.Get("id"); key != nil && key.Text == id {
				return n
			}
		}
	}
	return nil
}

// Source is the text of the document or the entry as it is written, ending in a line break.
func (s *Standing) Source() string {
	src := s.Document.Base().Source
	if s.Node == nil || !s.Entry {
		return string(src.Text)
	}
	return strings.TrimRight(string(src.Slice(s.Node.Span)), "\n") + "\n"
}
