package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// leftOver tells what the check says of what was written: first what people have to do before a
// merge, then what it warns of.
func (a *app) leftOver(left diag.List) {
	evidence, warned := map[string]int{}, map[string]int{}
	for _, f := range left {
		switch {
		case f.MissingEvidence:
			evidence[f.Rule]++
		case f.Severity != diag.Info:
			warned[f.Rule]++
		}
	}
	a.remaining(evidence)
	a.byRule(warned, "granskningen varnar: %s [%s], %s", "the check warns: %s [%s], %s")
}

// remaining tells what people have left to do before a merge, by the rules that ask for it.
func (a *app) remaining(evidence map[string]int) {
	a.byRule(evidence, "ännu inte gjort: %s [%s], %s", "not done yet: %s [%s], %s")
}

// byRule tells how often rules are broken, with what each asks for.
func (a *app) byRule(found map[string]int, sv, en string) {
	for _, id := range slices.Sorted(maps.Keys(found)) {
		if i := slices.IndexFunc(routine.Catalogue(), func(r *rule.Rule) bool { return r.ID == id }); i >= 0 {
			fmt.Fprintf(a.env.Stderr, "  %s\n", a.say(lang.T(sv, en, routine.Catalogue()[i].Title, id,
				lang.Plural{N: found[id], One: lang.T("%s ställe", "%s place"), Other: lang.T("%s ställen", "%s places")})))
		}
	}
}

// repositoryLanguage is the language of what is written into files.
func (a *app) repositoryLanguage(set *plan.Set) lang.Language {
	if l, ok := known(set.Installningar.Sprak.V); ok {
		return l
	}
	return lang.SV
}

// tried is an offer or agreements that were tried out.
type tried struct {
	name     string
	document plan.Any
	replaces []string // ids that stand in the tree with something else
}

// tryOut lays the offers and agreements of other files over the documents of a question: one
// that has the id of one in the tree takes its place. What they name has to be there.
func (a *app) tryOut(d *draft, names []string, q *allocate.Question) ([]tried, error) {
	var out []tried
	for _, name := range names {
		doc, err := a.outside(d, name)
		if err != nil {
			return nil, err
		}
		t := tried{name: name, document: doc}
		switch doc := doc.(type) {
		case *plan.Erbjudande:
			if q.Set.Offer(doc.ID.V) != nil {
				t.replaces = append(t.replaces, doc.ID.V)
			}
			q.Set = withOffer(q.Set, doc)
		case *plan.Avtalsregister:
			for _, x := range doc.Avtal {
				if q.Set.Agreement(x.ID.V) != nil {
					t.replaces = append(t.replaces, x.ID.V)
				}
			}
			q.Set = withAgreements(q.Set, doc)
		default:
			return nil, usage(lang.T("%s är varken ett erbjudande eller avtal", "%s is neither an offer nor agreements", name),
				lang.T("--with tar filer som börjar med dokument: erbjudande/v1 eller dokument: avtal/v1.", "--with takes files that begin with dokument: erbjudande/v1 or dokument: avtal/v1."))
		}
		for ref := range plan.References(doc) {
			if found, known := q.Set.Resolve(ref); known && !found {
				return nil, unknownName(lang.T("%s nämner %q, som inte finns", "%s names %q, which does not exist", name, ref.ID.V), ref.ID.V, q.Set.Candidates(ref))
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// triedOut tells what trying them out means where it may surprise.
func (a *app) triedOut(list []tried, q allocate.Question) {
	for _, t := range list {
		for _, id := range t.replaces {
			a.tell(lang.T("%s: %s prövas i stället för det som står i planerna", "%s: %s is tried in the place of what stands in the plans", t.name, id))
		}
		var outside lang.List
		switch doc := t.document.(type) {
		case *plan.Erbjudande:
			if !doc.Period.V.Overlaps(q.Period) {
				outside = append(outside, doc.ID.V)
			}
		case *plan.Avtalsregister:
			for i := range doc.Avtal {
				if x := &doc.Avtal[i]; !x.Validity().Overlaps(q.Period) {
					outside = append(outside, x.ID.V)
				}
			}
		}
		if len(outside) > 0 {
			a.tell(lang.T("%s: %s gäller inte under %s och ändrar inget", "%s: %s does not hold during %s and changes nothing", t.name, outside, q.Period.String()))
		}
	}
}

// outside reads a document that need not lie in the repository. What is wrong with it is shown.
func (a *app) outside(d *draft, name string) (plan.Any, error) {
	unreadable := func(why any) error {
		return fault(lang.T("%s går inte att läsa: %v", "%s can't be read: %v", name, why), lang.Text{})
	}
	info, err := os.Stat(a.from(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage(lang.T("filen %s finns inte", "there is no file %s", name), lang.Text{})
	case err == nil && !info.Mode().IsRegular():
		return nil, usage(lang.T("%s är ingen vanlig fil", "%s is no regular file", name), lang.Text{})
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
