package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// SuccessorNamed tells of a plan that was agreed after a party of it had been succeeded, and
// names the old one. Documents from before keep the old id for good; a new plan of an old
// line names the successor. A successor can be registered after the fact, and an agreed
// plan never changes its parties, so it only warns.
func SuccessorNamed() *rule.Rule {
	return &rule.Rule{
		ID:       "X010",
		Title:    lang.T("nya planer nämner efterträdaren", "new plans name the successor"),
		Basis:    diag.Text,
		Severity: diag.Warning,
		Why: lang.T(
			"När en organisation har ersatts går ansvaret till efterträdaren. En ny plan som nämner den gamla har en part som inte längre finns, och den som läser planen vet inte vem som svarar för den.",
			"Once an organisation has been succeeded its responsibility is the successor's. A new plan that names the old one has a party that no longer exists, and whoever reads it does not know who answers for it."),
		Example: rule.Example{
			Note: lang.T(
				"NU har ersatt nu-norr, som upphörde 2026-06-30.",
				"NU has succeeded nu-norr, which ended on 2026-06-30."),
			File: "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml",
			Good: "skickande: nu\n" +
				"mottagare: su\n",
			Bad: "skickande: nu-norr\n" +
				"mottagare: su\n",
		},
		Check: func(p *rule.Pass) {
			next := succeeded(p.Set)
			if len(next) == 0 {
				return
			}
			late := map[*plan.Organisation][]lateName{}
			for _, pl := range p.Plans() {
				day, decided := pl.Day()
				if !decided {
					day = p.Today
				}
				for _, party := range []plan.Text{pl.Skickande, pl.Mottagare} {
					if o := next[party.V]; o != nil && o.GiltigFran.Set && o.GiltigFran.V <= day && day <= p.Today {
						late[o] = append(late[o], lateName{pl, party, day})
					}
				}
			}
			for _, o := range p.Set.Organisationer {
				if names := late[o]; len(names) > 0 {
					p.Report(formerName(o, names))
				}
			}
		},
	}
}

// lateName is a party that a plan names by its old id, with the plan's day.
type lateName struct {
	plan  *plan.Leveransplan
	party plan.Text
	day   calendar.Day
}

// succeeded gives each organisation that has been succeeded the one that followed it; where
// several claim to be it, the first one.
func succeeded(set *plan.Set) map[string]*plan.Organisation {
	out := map[string]*plan.Organisation{}
	for _, o := range set.Organisationer {
		if o.Owner.Broken || !soundSuccession(set, o) {
			continue
		}
		for _, old := range o.Ersatter {
			if out[old.V] == nil {
				out[old.V] = o
			}
		}
	}
	return out
}

// soundSuccession tells that an organisation succeeds nobody, or others of its kind. Where
// it does not make sense another rule says so (P804).
func soundSuccession(set *plan.Set, o *plan.Organisation) bool {
	for _, old := range o.Ersatter {
		former := set.Organisation(old.V)
		if former == nil || !o.Receives() || former.Typ.V != o.Typ.V || set.Continues(old.V, o.ID.V) {
			return false
		}
	}
	return true
}

// formerName stands at the plan; where several plans have the old name the register is as
// likely to be wrong, and it stands there once.
func formerName(o *plan.Organisation, names []lateName) rule.Finding {
	first := names[0]
	f := rule.Finding{
		In: &first.plan.Document, At: first.party.Span, Measure: len(names),
		Message: lang.T("%s ersattes av %s den %s, före planens dag %s", "%s was succeeded by %s on %s, before the plan's day %s",
			first.party.V, o.ID.V, o.GiltigFran.V.String(), first.day.String()),
		Hint:    lang.T("Skriv %s, eller rätta giltig_fran i registret.", "Write %s, or correct giltig_fran in the register.", o.ID.V),
		Related: related(&o.Owner.Document, o.GiltigFran.Span, lang.T("efterträdaren", "the successor")),
	}
	if len(names) == 1 {
		return f
	}
	f.In, f.At, f.Related = &o.Owner.Document, o.GiltigFran.Span, nil
	f.Message = lang.T("%s finns från %s, men %d planer därefter nämner den som ersattes", "%s exists from %s, but %d later plans name the one it succeeded",
		o.ID.V, o.GiltigFran.V.String(), len(names))
	for _, n := range names {
		f.Related = append(f.Related, rule.Place{In: &n.plan.Document, At: n.party.Span, Message: lang.T("plan från %s", "plan of %s", n.day.String())})
	}
	return f
}
