package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RestForm asks that a rest says what it is a rest of: a line where the volume never got
// into a plan, a plan where it was planned and not used; and that one which is being
// placed says until when.
func RestForm() *rule.Rule {
	return &rule.Rule{
		ID:         "P601",
		Title:      lang.T("resten säger vad den är en rest av", "the rest says what it is a rest of"),
		Basis:      diag.Default,
		Statements: []string{"N46", "N47"},
		Severity:   diag.Error,
		Why: lang.T(
			"En oplacerad volym räknas av från sin rad i missivet, en outlöst hör till den plan där den inte användes. Utan det vet ingen vems patienter det gäller.",
			"An unplaced volume is taken off its line of the missiv, an unused one belongs to the plan that did not use it. Without that nobody knows whose patients they are."),
		Example: rule.Example{
			File: "plans/2026/restvolymer.yaml",
			Good: "  - {id: rest-1, missiv: missiv-2026-ortopedi, rad: skas-hoftprotes, leveransplan: lp-2026-skas-exk-hoftprotes, slag: outlost, volym: 1, orsak: Patienten avbokade, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00421\"}\n",
			Bad:  "  - {id: rest-1, missiv: missiv-2026-ortopedi, rad: skas-hoftprotes, slag: outlost, volym: 1, orsak: Patienten avbokade, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00421\"}\n",
		},
		Check: func(p *rule.Pass) {
			unused := map[*plan.Leveransplan]int{}
			for _, r := range restsUnder(p) {
				switch {
				case r.Slag.V == plan.SlagOplacerad && !(r.Missiv.Set && r.Rad.Set), r.Missiv.Set != r.Rad.Set:
					p.Report(restLacks(r, r.Slag.Span, lang.T("resten är %s men nämner ingen rad i ett missiv", "the rest is %s but names no line of a missiv", r.Slag.V),
						lang.T("Skriv både missiv: och rad:", "Write both missiv: and rad:")))
				case r.Slag.V == plan.SlagOutlost && !r.Leveransplan.Set:
					p.Report(restLacks(r, r.Slag.Span, lang.T("resten är outlöst men nämner ingen leveransplan", "the rest is unused volume but names no leveransplan"),
						lang.T("Skriv leveransplan: och id:t på den plan vars volym inte användes.", "Write leveransplan: and the id of the plan whose volume was not used.")))
				}
				if pl := p.Set.Plan(r.Leveransplan.V); pl != nil && !pl.Broken && r.Slag.V == plan.SlagOutlost {
					checkUnused(p, r, pl, unused)
				}
				if r.Hantering.V == handlingPlacing && !r.Senast.Set {
					p.Report(restLacks(r, r.Hantering.Span, lang.T("resten är under placering utan att det står till när", "the rest is being placed without saying until when"),
						lang.T("Lägg till den sista dagen: senast: ÅÅÅÅ-MM-DD", "Add the last day: senast: YYYY-MM-DD")))
				}
			}
		},
	}
}

func restLacks(r *plan.Rest, at diag.Span, message, hint lang.Text) rule.Finding {
	return rule.Finding{In: &r.Owner.Document, At: at, Message: message, Hint: hint}
}

// checkUnused holds an unused volume against its plan, together with the plan's other
// unused volumes so far.
func checkUnused(p *rule.Pass, r *plan.Rest, pl *plan.Leveransplan, unused map[*plan.Leveransplan]int) {
	if r.Rad.Set && (r.Missiv.V != pl.Ursprung.Missiv.V || r.Rad.V != pl.Ursprung.Rad.V) {
		p.Report(rule.Finding{
			In: &r.Owner.Document, At: r.Leveransplan.Span,
			Message: lang.T("%s hör inte till raden %s", "%s does not belong to line %s", pl.ID.V, r.Rad.V),
			Hint: lang.T("Skriv den rad som planen har som ursprung, eller en plan av den här raden.",
				"Write the line that the plan has as its ursprung, or a plan of this line."),
			Related: related(&pl.Document, pl.Ursprung.Span, lang.T("planens ursprung", "the plan's origin")),
		})
	}
	unused[pl] += r.Volym.V
	if excess := unused[pl] - pl.Volym.V; excess > 0 {
		p.Report(rule.Finding{
			In: &r.Owner.Document, At: r.Volym.Span, Measure: excess,
			Message: lang.T("%d är outlöst av %s, som har volymen %d", "%d are unused of %s, whose volume is %d",
				unused[pl], pl.ID.V, pl.Volym.V),
			Hint: lang.T("Sänk resten med %d: mer än planens volym kan inte bli över.",
				"Lower the rest by %d: no more than the plan's volume can be left over.", excess),
			Related: related(&pl.Document, pl.Volym.Span, lang.T("planens volym", "the plan's volume")),
		})
	}
}
