package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// References holds every id that is used against the ids that are defined.
func References() *rule.Rule {
	return &rule.Rule{
		ID:       "X002",
		Title:    lang.T("det som nämns finns", "what is referred to exists"),
		Basis:    diag.Text,
		Severity: diag.Error,
		Why: lang.T(
			"En plan som pekar på ett avtal, en missivrad eller en part som inte finns kan ingen granska: det går inte att se vad den vilar på.",
			"A plan that points to an agreement, a line of a missiv or a party that does not exist can't be reviewed: there is no telling what it rests on."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "avtal: avt-2026-014\n",
			Bad:  "avtal: avt-2026-041\n",
		},
		Check: func(p *rule.Pass) {
			near := newProposals()
			for _, d := range p.Set.Documents {
				// What the schema has refused is told of there.
				if d.Base().Broken {
					continue
				}
				for _, u := range unknownIn(p.Set, d) {
					p.Report(rule.Finding{
						In: u.In, At: u.ID.Span, Measure: u.rows,
						Message: ofRows(lang.T("%s %q finns inte", "there is no %s %q", targetName(u.Reference), u.ID.V), u.rows),
						Hint:    meant(p.Set, near, d, u.Reference),
					})
				}
			}
		},
	}
}

// unknown is a reference to what does not exist. In a table, where one id stands in row
// after row, it is told of once, with the number of rows.
type unknown struct {
	plan.Reference
	rows int
}

func unknownIn(set *plan.Set, d plan.Any) []*unknown {
	type key struct {
		target plan.Target
		id     string
	}
	var out []*unknown
	first := map[key]*unknown{}
	_, table := d.(*plan.Utfall)
	for r := range plan.References(d) {
		if found, known := set.Resolve(r); found || !known {
			continue
		}
		k := key{r.Target, r.ID.V}
		if same := first[k]; same != nil && table {
			same.rows++
			continue
		}
		first[k] = &unknown{r, 1}
		out = append(out, first[k])
	}
	return out
}

// meant says what could have been meant: the near id, else those that there are to choose
// from, else where to look.
func meant(set *plan.Set, near *proposals, d plan.Any, r plan.Reference) lang.Text {
	key := poolKey{r.Target, r.Memo, ""}
	all := func() []string { return set.Candidates(r) }
	candidates := all
	pl, isPlan := d.(*plan.Leveransplan)
	ofReceiver := isPlan && r.Target == plan.ToAgreement && set.Extern(pl)
	ofSender := isPlan && r.Target == plan.ToLine
	switch {
	case ofReceiver:
		key.of = pl.Mottagare.V
		candidates = func() []string { return set.AgreementsWith(pl.Mottagare.V) }
	case ofSender:
		key.of = pl.Skickande.V
		candidates = func() []string { return linesOf(set, r.Memo, pl.Skickande.V) }
	}
	if id, ok := near.near(key, r.ID.V, candidates, all); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", id)
	}
	switch {
	case ofReceiver:
		return choice(candidates(),
			lang.T("Avtal med %s", "Agreements with %s", pl.Mottagare.V),
			lang.T("Det finns inget avtal med %s. Lägg först in det i %s.", "There is no agreement with %s. Add it to %s first.",
				pl.Mottagare.V, plan.FixedPaths[plan.KindAvtal]))
	case ofSender:
		return choice(candidates(),
			lang.T("Rader för %s i %s", "Lines of %s in %s", pl.Skickande.V, r.Memo),
			lang.T("Det finns ingen rad för %s i %s. Ändra missivet först, eller peka på ett annat.", "There is no line of %s in %s. Change the missiv first, or point to another.",
				pl.Skickande.V, r.Memo))
	}
	return targetHint(r)
}

// choice lists what there is, or says that there is none.
func choice(ids []string, of, none lang.Text) lang.Text {
	if len(ids) == 0 {
		return none
	}
	return lang.T("%s: %s.", "%s: %s.", of, shortened(ids))
}

// linesOf lists the lines of one sender in a missiv.
func linesOf(set *plan.Set, memo, sender string) []string {
	var out []string
	if m := set.Memo(memo); m != nil {
		for _, r := range m.Rader {
			if set.Continues(sender, r.Forvaltning.V) {
				out = append(out, r.ID.V)
			}
		}
	}
	return out
}

func targetName(r plan.Reference) lang.Text {
	switch r.Target {
	case plan.ToOrganisation:
		return lang.T("organisationen", "organisation")
	case plan.ToAgreement:
		return lang.T("avtalet", "agreement")
	case plan.ToField:
		return lang.T("vårdområdet", "medical field")
	case plan.ToAnalysis:
		return lang.T("behovsanalysen", "behovsanalys")
	case plan.ToMemo:
		return lang.T("missivet", "missiv")
	case plan.ToLine:
		return lang.T("raden i missivet", "line in the missiv")
	case plan.ToOffer:
		return lang.T("erbjudandet", "erbjudande")
	case plan.ToPlan:
		return lang.T("leveransplanen", "leveransplan")
	case plan.ToPerson:
		return lang.T("personen", "person")
	}
	return lang.T("dokumentet", "document")
}

func targetHint(r plan.Reference) lang.Text {
	register := func(kind plan.Kind) lang.Text {
		if kind == plan.KindAvtal || kind == plan.KindVardomraden { // avtalet, vårdområdet
			return lang.T("Lägg först in det i %s, eller skriv ett id som finns där.",
				"Add it to %s first, or write an id that stands there.", plan.FixedPaths[kind])
		}
		return lang.T("Lägg först in den i %s, eller skriv ett id som finns där.",
			"Add it to %s first, or write an id that stands there.", plan.FixedPaths[kind])
	}
	switch r.Target {
	case plan.ToOrganisation:
		return register(plan.KindOrganisationer)
	case plan.ToAgreement:
		return register(plan.KindAvtal)
	case plan.ToField:
		return register(plan.KindVardomraden)
	case plan.ToPerson:
		return register(plan.KindRoller)
	case plan.ToLine:
		return lang.T("Skriv id:t på en av raderna i %s.", "Write the id of one of the lines of %s.", r.Memo)
	}
	return lang.T("Skriv id:t på ett dokument som finns under plans/.", "Write the id of a document that stands under plans/.")
}
