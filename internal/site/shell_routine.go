package site

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

var (
	routineName    = lang.T("Rutin och regler", "Routine and rules")
	rulesName      = lang.T("Reglerna", "The rules")
	statementsName = lang.T("Rutinens uttalanden", "The routine's statements")
)

func (b *builder) routinePages() iter.Seq[page] {
	return func(yield func(page) bool) {
		above := []crumb{{routineName, routineURL()}}
		first := []page{
			{
				path: routineURL(), section: rutin, template: "shell_routine", title: routineName,
				lead: lang.T("Planerna följer regionens rutin för överföring av patienter. Varje regel här vilar på rutinens ord, eller säger att den är en egen läsning.", "The plans follow the region's routine for transferring patients. Each rule here rests on the routine's words, or says that it is a reading of its own."),
				data: func(v *view) any { return v.routine() },
			},
			{
				path: rulesURL(), section: rutin, template: "shell_rules", title: rulesName, crumbs: above,
				lead: lang.T("Vad som prövas innan något kan bli beslutat. En regel med ett fel stoppar; en varning syns.", "What is judged before anything can be decided. A rule with an error stops; a warning shows."),
				data: func(v *view) any { return v.rules() },
			},
			{
				path: statementsURL(), section: rutin, template: "shell_statements", title: statementsName, crumbs: above,
				lead: lang.T("Vem som gör vad enligt rutinen, sats för sats, och vad som blir av det här.", "Who does what by the routine, sentence by sentence, and what becomes of it here."),
				data: func(v *view) any { return v.statements() },
			},
		}
		for _, p := range first {
			if !yield(p) {
				return
			}
		}
		for _, r := range routine.Catalogue() {
			if !yield(page{
				path: ruleURL(r.ID), section: rutin, template: "shell_rule", kicker: lang.T("Regel %s", "Rule %s", r.ID), title: capital(r.Title),
				crumbs: append(above[:1:1], crumb{rulesName, rulesURL()}), data: func(v *view) any { return v.rule(r) },
			}) {
				return
			}
		}
	}
}

// capital begins a text with a capital letter in both languages.
func capital(t lang.Text) lang.Text {
	return lang.Text{SV: "%[1]s", EN: "%[2]s", Args: []any{upper(t.In(lang.SV)), upper(t.In(lang.EN))}}
}

// routineData is the page about the versions of the routine.
type routineData struct {
	Versions []versionData
	Then     string
	Now      string
	Matters  []matterData
	Count    string
	// Set are the tool's own readings that a region can set, Fixed those that it can't.
	Set, Fixed []silenceData
	FixedCount string
}

type versionData struct {
	ID, Document, From, To, Forum, Rules string
	Current                              bool
}

type matterData struct {
	Name, Then, Now   string
	ThenLang, NowLang string // where a text is Swedish in every language
}

type silenceData struct{ Rule, Title, Setting, Href string }

func (v *view) routine() routineData {
	d := routineData{Count: v.counted(len(routine.Catalogue()), "regel", "regler", "rule", "rules")}
	versions := routine.Versions()
	for i, in := range routine.Validities(v.b.Set.Rutiner) {
		d.Versions = append(d.Versions, versionData{
			ID: in.Version, Document: versions[i].DocumentID, From: in.From.String(), To: in.To.String(), Forum: v.Say(in.ForumName),
			Rules: v.Count(len(versions[i].Rules)), Current: in.From <= v.b.Day && v.b.Day <= in.To,
		})
	}
	if n := len(versions); n > 1 {
		if c, ok := routine.Compare(versions[n-2].ID, versions[n-1].ID); ok {
			d.Then, d.Now = c.From.ID, c.To.ID
			for _, m := range c.Matters {
				d.Matters = append(d.Matters, matterData{v.Say(m.Name), v.Say(m.Says[c.From.ID]), v.Say(m.Says[c.To.ID]), v.swedish(m.Says[c.From.ID]), v.swedish(m.Says[c.To.ID])})
			}
		}
	}
	for _, s := range silences() {
		one := silenceData{s.Rule.ID, upper(v.Say(s.Rule.Title)), v.Say(s.Setting), v.To(ruleURL(s.Rule.ID))}
		if one.Setting == "" {
			d.Fixed = append(d.Fixed, one)
		} else {
			d.Set = append(d.Set, one)
		}
	}
	d.FixedCount = v.counted(len(d.Fixed), "läsning till, som inte går att ställa in", "läsningar till, som inte går att ställa in", "more reading, which can't be set", "more readings, which can't be set")
	return d
}

// families are the families of rules by the first letter of their ids.
var families = []struct {
	letter string
	name   lang.Text
}{
	{"S", lang.T("Filerna: läsbara, och utan personuppgifter", "The files: readable, and without personal data")},
	{"P", lang.T("Ett dokument för sig", "One document by itself")},
	{"X", lang.T("Dokument mot varandra", "Documents against each other")},
	{"C", lang.T("Ändringar av det som är överenskommet", "Changes of what is agreed")},
	{"A", lang.T("Godkännanden", "Approvals")},
	{"F", lang.T("Utfall och uppföljning", "Outcome and follow-up")},
}

type familyData struct {
	ID, Name string
	Rules    []ruleRow
}

type ruleRow struct {
	ID, Title, Weight, Tone, Versions, Href string
	Statements                              []link
}

func (v *view) rules() []familyData {
	var out []familyData
	all := routine.Catalogue()
	for _, f := range families {
		d := familyData{ID: "familj-" + strings.ToLower(f.letter), Name: v.Say(f.name)}
		for _, r := range all {
			if strings.HasPrefix(r.ID, f.letter) {
				d.Rules = append(d.Rules, v.ruleRow(r))
			}
		}
		if len(d.Rules) > 0 {
			out = append(out, d)
		}
	}
	return out
}

func (v *view) ruleRow(r *rule.Rule) ruleRow {
	row := ruleRow{ID: r.ID, Title: upper(v.Say(r.Title)), Href: v.To(ruleURL(r.ID)), Versions: strings.Join(catalogue()[r.ID].versions, ", ")}
	row.Weight, row.Tone = v.weight(r.Severity)
	for _, id := range catalogue()[r.ID].named {
		row.Statements = append(row.Statements, link{Name: id, Href: v.To(statementURL(id))})
	}
	return row
}

// standing is a rule with what the versions of the routine make of it.
type standing struct {
	*rule.Rule
	versions []string // that have it; none: it is no version's
	named    []string // the statements that it rests on in any version
	forms    []routine.Form
}

// catalogue is every rule by id, gathered once: the routine is asked for all of its rules at a
// time, since it makes them anew for each who asks.
var catalogue = sync.OnceValue(func() map[string]*standing {
	out := map[string]*standing{}
	for _, r := range routine.Catalogue() {
		out[r.ID] = &standing{Rule: r, named: slices.Clone(r.Statements)}
	}
	add := func(version string, lines []routine.Line) {
		for _, l := range lines {
			s := out[l.Rule.ID]
			s.forms = append(s.forms, routine.Form{Version: version, Line: l})
			s.named = append(s.named, l.Rule.Statements...)
			if version != "" && !slices.Contains(s.versions, version) {
				s.versions = append(s.versions, version)
			}
		}
	}
	add("", routine.Common())
	for _, v := range routine.Versions() {
		add(v.ID, v.Rules)
	}
	for _, s := range out {
		slices.Sort(s.named)
		s.named = slices.Compact(s.named)
	}
	return out
})

// silences are where the routine says nothing, gathered once.
var silences = sync.OnceValue(routine.Silences)

func (v *view) weight(s diag.Severity) (word, tone string) {
	switch s {
	case diag.Error:
		return v.T("Fel", "Error"), "bad"
	case diag.Warning:
		return v.T("Varning", "Warning"), "warn"
	}
	return v.T("Information", "Information"), ""
}

// ruleData is the page of a rule.
type ruleData struct {
	ruleRow
	Why        []string
	Basis      string
	Said       []statementData
	Note       string
	Bad, Good  string
	Base, File string
}

func (v *view) rule(r *rule.Rule) ruleData {
	d := ruleData{ruleRow: v.ruleRow(r), Why: []string{v.Say(r.Why)}, Basis: v.basis(r), Note: v.Say(r.Example.Note), File: r.Example.File}
	if !r.Lighter.IsZero() {
		d.Why = append(d.Why, v.Say(r.Lighter))
	}
	for _, f := range catalogue()[r.ID].forms {
		if f.Version != "" && f.Rule.Why.In(v.L) != r.Why.In(v.L) {
			d.Why = append(d.Why, v.Say(lang.T("Rutin %s: %s", "Routine %s: %s", f.Version, f.Rule.Why)))
		}
	}
	if rules.Waivable(r.ID) && r.Severity != diag.Info {
		d.Why = append(d.Why, v.T("Ett undantag kan beslutas för ett dokument i taget.", "A waiver can be decided for one document at a time."))
	}
	for _, id := range catalogue()[r.ID].named {
		if s, ok := routine.Statement(id); ok {
			d.Said = append(d.Said, v.statement(s))
		}
	}
	d.Bad, d.Good, d.Base = shownLines(r.Example.Bad), shownLines(r.Example.Good), shownLines(r.Example.Base)
	return d
}

func (v *view) basis(r *rule.Rule) string {
	switch {
	case r.Basis == diag.Rebuilt:
		return v.T("Vilar på ett ord som fattas i den text som finns, och som har fyllts i.", "Rests on a word that is missing from the text at hand and has been supplied.")
	case r.Basis == diag.Default:
		return v.T("Rutinen säger det inte: det här är verktygets läsning.", "The routine does not say so: this is the tool's reading.")
	case len(catalogue()[r.ID].named) == 0:
		return v.T("Vilar på formatet för filerna.", "Rests on the format of the files.")
	}
	return v.T("Vilar på rutinens ord.", "Rests on the routine's words.")
}
