package plan

import (
	"sync"
	"weak"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Kind is the kind of a document: the word before "/v1" in its first key.
type Kind string

// The kinds of documents. Utfall is a table (CSV), all others are YAML.
const (
	KindInstallningar  Kind = "installningar"
	KindOrganisationer Kind = "organisationer"
	KindAvtal          Kind = "avtal"
	KindVardomraden    Kind = "vardomraden"
	KindRoller         Kind = "roller"
	KindKalender       Kind = "kalender"
	KindRutiner        Kind = "rutiner"
	KindBehovsanalys   Kind = "behovsanalys"
	KindMissiv         Kind = "missiv"
	KindErbjudande     Kind = "erbjudande"
	KindLeveransplan   Kind = "leveransplan"
	KindRestvolymer    Kind = "restvolymer"
	KindUndantag       Kind = "undantag"
	KindAvvikelser     Kind = "avvikelser"
	KindUtfall         Kind = "utfall"
)

// FixedPaths are the documents that stand at one path only, so that policy can be found
// without a search.
var FixedPaths = map[Kind]string{
	KindInstallningar:  "plans/leveransplan.yaml",
	KindOrganisationer: "plans/register/organisationer.yaml",
	KindAvtal:          "plans/register/avtal.yaml",
	KindVardomraden:    "plans/register/vardomraden.yaml",
	KindRoller:         "plans/register/roller.yaml",
	KindKalender:       "plans/register/kalender.yaml",
	KindRutiner:        "plans/register/rutiner.yaml",
	KindUndantag:       "plans/undantag.yaml",
	KindAvvikelser:     "plans/avvikelser.yaml",
}

// Document is what every document has, whatever its kind.
type Document struct {
	Kind   Kind
	Source *diag.Source
	// Dokument is the first key: "leveransplan/v1".
	Dokument Text `yaml:"dokument"`
	// ID is the document's id; registers and tables have none.
	ID Text `yaml:"id"`
	// Broken tells that the file has a structural fault (already reported). Its values
	// can't be trusted to be whole: rules leave it out, and sums that need it are not made.
	Broken bool

	tree    *tree                  // nil for utfall
	acts    calendar.Day           // see LastAct
	repeats []Repeat               // see Repeats
	locate  func(diag.Span) string // names a place of a table; nil for what is none
}

// YAML is the document as it is written; nil for utfall, and once it is forgotten. A tree takes some ten times the memory
// of its text, and few ask for it once the document is decoded: it is held as long as somebody
// uses it, and read anew from the text after that.
func (d *Document) YAML() *yamldoc.Document {
	if d.tree == nil {
		return nil
	}
	return d.tree.read(d.Source)
}

// Forget lets go of the text that the document was read from, and of its tree: a text takes as
// much memory as what it says. What the document says stays; where it says so can't be told any
// more.
func (d *Document) Forget() { d.Source, d.tree = diag.NewSource(d.File(), nil), nil }

// Root is what the document holds, as it is written; nil for utfall, and once that is forgotten.
func (d *Document) Root() *yamldoc.Node {
	if y := d.YAML(); y != nil {
		return y.Root
	}
	return nil
}

// tree is a document as it is written, while somebody uses it.
type tree struct {
	mu   sync.Mutex
	held weak.Pointer[yamldoc.Document]
}

func (t *tree) read(src *diag.Source) *yamldoc.Document {
	t.mu.Lock()
	defer t.mu.Unlock()
	y := t.held.Value()
	if y == nil {
		y, _ = yamldoc.Parse(src) // what has been found in it has been told
		t.held = weak.Make(y)
	}
	return y
}

// File is the document's path from the repository's root, with slashes.
func (d *Document) File() string { return d.Source.File }

// Base returns the common part of a document.
func (d *Document) Base() *Document { return d }

// Any is a document of any kind.
type Any interface{ Base() *Document }

// Decode makes a typed document of a YAML file whose kind the schema has told. It never
// fails: what is malformed stays unset, and broken says that the schema found faults.
func Decode(kind Kind, y *yamldoc.Document, broken bool) Any {
	doc := Document{
		Kind: kind, Source: y.Source, Broken: broken, tree: &tree{held: weak.Make(y)},
		acts: lastAct(y.Root), repeats: repeats(nil, "", string(kind), y.Root),
	}
	var out Any
	switch kind {
	case KindInstallningar:
		out = &Installningar{Document: doc}
	case KindOrganisationer:
		out = &Organisationer{Document: doc}
	case KindAvtal:
		out = &Avtalsregister{Document: doc}
	case KindVardomraden:
		out = &Vardomraden{Document: doc}
	case KindRoller:
		out = &Roller{Document: doc}
	case KindKalender:
		out = &Kalender{Document: doc}
	case KindRutiner:
		out = &Rutiner{Document: doc}
	case KindBehovsanalys:
		out = &Behovsanalys{Document: doc}
	case KindMissiv:
		out = &Missiv{Document: doc}
	case KindErbjudande:
		out = &Erbjudande{Document: doc}
	case KindLeveransplan:
		out = &Leveransplan{Document: doc}
	case KindRestvolymer:
		out = &Restvolymer{Document: doc}
	case KindUndantag:
		out = &Undantagslista{Document: doc}
	case KindAvvikelser:
		out = &Avvikelser{Document: doc}
	default:
		panic("plan: no document of kind " + string(kind))
	}
	decodeInto(out, y.Root)
	return out
}
