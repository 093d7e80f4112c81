package cli

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// remaining tells what people have left to do before a merge, by the rules that ask for it.
func (a *app) remaining(evidence map[string]int) {
	for _, id := range slices.Sorted(maps.Keys(evidence)) {
		i := slices.IndexFunc(routine.Catalogue(), func(r *rule.Rule) bool { return r.ID == id })
		if i < 0 {
			continue
		}
		fmt.Fprintf(a.env.Stderr, "  %s\n", a.say(lang.T("kvar att göra: %s [%s] på %s", "left to do: %s [%s] in %s", routine.Catalogue()[i].Title, id,
			lang.Plural{N: evidence[id], One: lang.T("%s ställe", "%s place"), Other: lang.T("%s ställen", "%s places")})))
	}
}

// repositoryLanguage is the language of what is written into files.
func (a *app) repositoryLanguage(set *plan.Set) lang.Language {
	if l, ok := known(set.Installningar.Sprak.V); ok {
		return l
	}
	return lang.SV
}

// tryOut gives the documents with offers and agreements of other files among them: one that
// has the id of one in the tree takes its place.
func (a *app) tryOut(d *draft, names []string) (*plan.Set, error) {
	set := d.was.Set
	for _, name := range names {
		doc, err := a.outside(d, name)
		if err != nil {
			return nil, err
		}
		switch doc := doc.(type) {
		case *plan.Erbjudande:
			set = withOffer(set, doc)
		case *plan.Avtalsregister:
			set = withAgreements(set, doc)
		default:
			return nil, usage(lang.T("%s är varken ett erbjudande eller avtal", "%s is neither an offer nor agreements", name),
				lang.T("--with tar filer som börjar med dokument: erbjudande/v1 eller dokument: avtal/v1.", "--with takes files that begin with dokument: erbjudande/v1 or dokument: avtal/v1."))
		}
	}
	return set, nil
}

// outside reads a document that need not lie in the repository. What is wrong with it is shown.
func (a *app) outside(d *draft, name string) (plan.Any, error) {
	unreadable := func(why any) error {
		return fault(lang.T("%s går inte att läsa: %v", "%s can't be read: %v", name, why), lang.Text{})
	}
	file, err := os.Open(a.from(name))
	if err != nil {
		return nil, unreadable(shown(err.Error()))
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, yamldoc.MaxSize+1))
	if err != nil {
		return nil, unreadable(shown(err.Error()))
	}
	src, found := privacy.Screen(path.Base(name), text)
	y, more := yamldoc.Parse(src)
	found = append(found, more...)
	var kind string
	if y != nil {
		var violations diag.List
		kind, violations = d.opt.Schemas.Check(y)
		found = append(found, violations...)
	}
	if found.Count(diag.Error) > 0 || kind == "" {
		a.code = exitFindings
		if err := a.safely(func(w io.Writer) error { return render.Findings(w, found, a.style()) }); err != nil {
			return nil, err
		}
		return nil, &failure{code: exitFindings, text: lang.T("%s är inget helt dokument", "%s is no whole document", name), hint: lang.T("Rätta det som står ovan.", "Mend what stands above.")}
	}
	return plan.Decode(plan.Kind(kind), y, false), nil
}

// withOffer lays an offer over the tree.
func withOffer(set *plan.Set, o *plan.Erbjudande) *plan.Set {
	documents := slices.DeleteFunc(slices.Clone(set.Documents), func(x plan.Any) bool {
		return x.Base().Kind == plan.KindErbjudande && x.Base().ID.V == o.ID.V
	})
	return plan.NewSet(append(documents, o), nil)
}

// withAgreements lays agreements over those of the register.
func withAgreements(set *plan.Set, more *plan.Avtalsregister) *plan.Set {
	documents := slices.Clone(set.Documents)
	at := slices.IndexFunc(documents, func(x plan.Any) bool { return x.Base().Kind == plan.KindAvtal })
	if at < 0 {
		return plan.NewSet(append(documents, more), nil)
	}
	register := *documents[at].(*plan.Avtalsregister)
	register.Avtal = slices.DeleteFunc(slices.Clone(register.Avtal), func(x plan.Avtal) bool {
		return slices.ContainsFunc(more.Avtal, func(m plan.Avtal) bool { return m.ID.V == x.ID.V })
	})
	register.Avtal = append(register.Avtal, more.Avtal...)
	documents[at] = &register
	return plan.NewSet(documents, nil)
}
