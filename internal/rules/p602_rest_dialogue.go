package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RestDialogue judges rests that are handled in dialogue. That is the form of version
// 6.0, which then wants to see the dialogue (N46); a version that no longer has the form
// is given one of its own.
func RestDialogue(form bool) *rule.Rule {
	r := &rule.Rule{
		ID:         "P602",
		Title:      lang.T("en rest hanteras så som dess rutin säger", "a rest is handled the way its routine says"),
		Basis:      diag.Default,
		Statements: []string{"N46", "N47"},
		Parameter:  lang.T("särskild ordning", "a special order"),
		Severity:   diag.Warning,
		Why: lang.T(
			"Rutin 6.0 hanterar outlösta volymer i dialog med berörda förvaltningar. Rutin 9.0 nämner inte dialogen längre, utan en särskild ordning.",
			"Routine 6.0 handles unused volumes in dialogue with the förvaltningar concerned. Routine 9.0 no longer mentions the dialogue but a special order."),
		Example: rule.Example{
			File: "plans/2026/restvolymer.yaml",
			Good: "  - {id: rest-1, missiv: missiv-2026-ortopedi, rad: skas-hoftprotes, leveransplan: lp-2026-skas-exk-hoftprotes, slag: outlost, volym: 1, orsak: Patienten avbokade, hantering: sarskild_ordning, datum: 2026-11-16, referens: \"HS 2026-00421\"}\n",
			Bad:  "  - {id: rest-1, missiv: missiv-2026-ortopedi, rad: skas-hoftprotes, leveransplan: lp-2026-skas-exk-hoftprotes, slag: outlost, volym: 1, orsak: Patienten avbokade, hantering: dialog, datum: 2026-11-16, referens: \"HS 2026-00421\"}\n",
		},
		Check: func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				if r.Hantering.V == handlingTalk && !specialOrderAsked(p, r) {
					p.Report(foreignDialogue(p.Version, r))
				}
			}
		},
	}
	if form {
		r.Basis, r.Statements, r.MissingEvidence = diag.Text, []string{"N46"}, true
		r.Parameter = lang.T("i dialog", "in dialogue")
		r.Check = func(p *rule.Pass) {
			for _, r := range restsUnder(p) {
				switch {
				case r.Hantering.V == handlingSpecial:
					p.Report(foreignOrder(p.Version, r))
				case r.Hantering.V == handlingTalk && len(r.Dialoger) == 0:
					p.Report(noDialogue(r))
				case r.Hantering.V == handlingTalk:
					talkedWithSender(p, r)
				}
			}
		}
	}
	return r
}

// talkedWithSender asks that the förvaltning whose patients they are was talked with. While
// a dialogue names somebody unknown nobody can tell whose it is.
func talkedWithSender(p *rule.Pass, r *plan.Rest) {
	sender := restSender(p.Set, r)
	if !p.Set.IsForvaltning(sender) {
		return
	}
	for _, d := range r.Dialoger {
		if !p.Set.IsForvaltning(d.Forvaltning.V) || p.Set.Continues(d.Forvaltning.V, sender) {
			return
		}
	}
	p.Report(restLacks(r, r.Dialoger[0].Forvaltning.Span,
		lang.T("resten gäller %s men dialogen är förd med andra", "the rest is about %s but the dialogue was with others", sender),
		lang.T("Lägg till dialogen med den förvaltning som skickar: {forvaltning: %s, datum: ÅÅÅÅ-MM-DD}",
			"Add the dialogue with the förvaltning that sends: {forvaltning: %s, datum: YYYY-MM-DD}", sender)))
}

// restSender is the förvaltning whose patients a rest is about.
func restSender(set *plan.Set, r *plan.Rest) string {
	if l := set.Line(r.Missiv.V, r.Rad.V); l != nil {
		return l.Rad.Forvaltning.V
	}
	if pl := set.Plan(r.Leveransplan.V); pl != nil {
		return pl.Skickande.V
	}
	return ""
}

func foreignOrder(version string, r *plan.Rest) rule.Finding {
	return restLacks(r, r.Hantering.Span,
		lang.T("rutin %s har ingen särskild ordning: den hanterar outlösta volymer i dialog", "routine %s has no special order: it handles unused volumes in dialogue", version),
		lang.T("Skriv hantering: dialog med dialoger, eller under_placering med senast.",
			"Write hantering: dialog with dialoger, or under_placering with senast."))
}

func foreignDialogue(version string, r *plan.Rest) rule.Finding {
	return restLacks(r, r.Hantering.Span,
		lang.T("hantering: dialog hör till rutin 6.0 och finns inte i %s", "hantering: dialog belongs to routine 6.0 and is not in %s", version),
		lang.T("Skriv hantering: sarskild_ordning med en referens, eller under_placering med senast.",
			"Write hantering: sarskild_ordning with a referens, or under_placering with senast."))
}

func noDialogue(r *plan.Rest) rule.Finding {
	return restLacks(r, r.Hantering.Span,
		lang.T("resten hanteras i dialog men ingen dialog är angiven", "the rest is handled in dialogue but no dialogue is given"),
		lang.T("Lägg till med vem och när: dialoger: [{forvaltning: …, datum: ÅÅÅÅ-MM-DD}]",
			"Add with whom and when: dialoger: [{forvaltning: …, datum: YYYY-MM-DD}]"))
}
