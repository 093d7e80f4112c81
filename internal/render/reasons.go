package render

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// reasons gives the paragraphs that say why a rule is there, for which documents, how
// heavy it is when, and what it rests on.
func reasons(r *rule.Rule) []lang.Text {
	out := []lang.Text{r.Why}
	add := func(t lang.Text) {
		if !t.IsZero() {
			out = append(out, t)
		}
	}
	others := variants(r)
	for _, v := range others {
		if v.rule.Why.SV != r.Why.SV {
			add(said(v.version, v.rule.Why))
		}
	}
	if v := routine.InVersions(r.ID); len(v) > 0 {
		add(lang.T("Gäller dokument enligt rutin %s.", "Holds for documents under routine %s.", lang.List(v)))
	}
	add(r.Lighter)
	for _, v := range others {
		if v.rule.Severity != r.Severity {
			add(lang.T("Enligt rutin %s är det %s.", "Under routine %s it is %s.", v.version, weight(v.rule.Severity)))
		}
		if v.rule.Lighter.SV != r.Lighter.SV {
			add(said(v.version, v.rule.Lighter))
		}
	}
	add(basis(r, others))
	if r.MissingEvidence {
		add(lang.T("Uppgiften fyller planeraren i före sammanslagningen. Verktyget hittar inte på den, så ett förslag därifrån saknar den.",
			"The planner fills this in before the merge. The tool does not make it up, so a proposal from it lacks it."))
	}
	if r.Severity != diag.Info {
		add(waivable(r))
	}
	return out
}

// waivable tells whether somebody may decide that one document need not keep the rule.
func waivable(r *rule.Rule) lang.Text {
	if rules.Waivable(r.ID) {
		return lang.T("Ett undantag kan beslutas för ett dokument i taget, i plans/undantag.yaml.", "A waiver can be decided for one document at a time, in plans/undantag.yaml.")
	}
	return lang.T("Inga undantag kan göras.", "It can't be waived.")
}

// said names the version that a text is about, unless the text does so itself.
func said(version string, t lang.Text) lang.Text {
	if t.IsZero() || strings.Contains(t.SV, version) {
		return t
	}
	return lang.T("Rutin %s: %s", "Routine %s: %s", version, t)
}

// variant is a rule as it stands in an older version of the routine.
type variant struct {
	version string
	rule    *rule.Rule
}

// variants lists the rule as it stands in the other versions that have it. The catalogue
// shows the newest.
func variants(r *rule.Rule) []variant {
	var out []variant
	for _, v := range routine.Versions() {
		for _, line := range v.Rules {
			if line.Rule.ID == r.ID {
				out = append(out, variant{v.ID, line.Rule})
			}
		}
	}
	return out[:max(0, len(out)-1)]
}

// statements lists what the rule rests on in any version, by id.
func statements(r *rule.Rule) []string {
	ids := slices.Clone(r.Statements)
	for _, v := range variants(r) {
		ids = append(ids, v.rule.Statements...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// weight names a severity in a sentence.
func weight(s diag.Severity) lang.Text {
	return [...]lang.Text{lang.T("ett fel", "an error"), lang.T("en varning", "a warning"), lang.T("en upplysning", "information")}[s]
}

// basis says what a rule rests on, and where an older version says more or less.
func basis(r *rule.Rule, others []variant) lang.Text {
	var text lang.Text
	differs := slices.ContainsFunc(others, func(v variant) bool { return v.rule.Basis != r.Basis })
	switch {
	case r.Basis == diag.Rebuilt:
		text = lang.T("Vilar på ett ord som fattas i den text av rutinen som finns att tillgå; det visas inom ⟨ ⟩ och är vår läsning.",
			"Rests on a word that is missing in the text of the routine at hand; it is shown in ⟨ ⟩ and is our reading.")
	case r.Basis == diag.Default && differs:
		text = lang.T("Den nyaste rutinen säger inget uttryckligt här; detta är verktygets försiktiga läsning.",
			"The newest routine says nothing expressly here; this is the tool's prudent reading.")
	case r.Basis == diag.Default:
		text = lang.T("Rutinen säger inget uttryckligt här; detta är verktygets försiktiga läsning.",
			"The routine says nothing expressly here; this is the tool's prudent reading.")
	case len(statements(r)) == 0:
		text = lang.T("Regeln följer av hur filerna är uppbyggda, inte av rutinen.", "The rule follows from how the files are made up, not from the routine.")
	}
	for _, v := range others {
		switch {
		case v.rule.Basis == r.Basis:
		case v.rule.Basis == diag.Text:
			text = lang.T("%s Rutin %s säger det uttryckligen.", "%s Routine %s says so expressly.", text, v.version)
		default:
			text = lang.T("%s Rutin %s säger inget uttryckligt; där är det verktygets försiktiga läsning.",
				"%s Routine %s says nothing expressly; there it is the tool's prudent reading.", text, v.version)
		}
	}
	return text
}

// nouns are the routine's own words, which stay Swedish in English texts, with what they
// mean. A noun is found by its beginning, in every form.
var nouns = []struct{ noun, means string }{
	{"leveransplan", "a plan for transferring patients, with volumes by week or quarter"},
	{"missiv", "the proposal of volumes that goes to the forum"},
	{"förvaltning", "one of the region's hospital administrations"},
	{"behovsanalys", "the yearly analysis of need"},
	{"own hospitals", "those of the region, egen regi in the routine"},
	{"samordningsråd", "a council in which förvaltningar coordinate a field of care"},
	{"Koncernkontoret", "the region's head office"},
	{"Vårdgarantiservice", "the office at Koncernkontoret that draws up the plans"},
	{"Funktionsgrupp produktionschefer", "the forum of routine 6.0"},
	{"samordnande grupp", "the forum of routine 9.0"},
}

// glossary says in English what the Swedish nouns mean that a rule's explanation uses.
func glossary(r *rule.Rule, l lang.Language) string {
	if l != lang.EN {
		return ""
	}
	text := r.Title.In(l) + " " + r.Example.Note.In(l)
	for _, t := range reasons(r) {
		text += " " + t.In(l)
	}
	for _, id := range statements(r) {
		if s, ok := routine.Statement(id); ok {
			text += " " + s.Actor.In(l) + " " + s.Does.In(l)
		}
	}
	text = strings.ToLower(text)
	var out []string
	for _, n := range nouns {
		if strings.Contains(text, strings.ToLower(n.noun)) {
			out = append(out, n.noun+": "+n.means)
		}
	}
	return strings.Join(out, "; ")
}
