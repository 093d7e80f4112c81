package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PartyTypes lets a förvaltning send, and a förvaltning or an external provider receive;
// a plan's stated typ follows from its receiver (N08).
func PartyTypes() *rule.Rule {
	return &rule.Rule{
		ID:         "P109",
		Title:      lang.T("parterna är av rätt slag", "the parties are of the right kind"),
		Basis:      diag.Text,
		Statements: []string{"N08"},
		Severity:   diag.Error,
		Why: lang.T(
			"En leveransplan är en överföring från en förvaltning, internt till en annan förvaltning eller externt till en vårdgivare. Ett kontor eller en region tar inte emot patienter.",
			"A leveransplan is a transfer from a förvaltning, internally to another förvaltning or externally to a provider. An office or a region receives no patients."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "skickande: skas\n" +
				"mottagare: siv\n",
			Bad: "skickande: skas\n" +
				"mottagare: koncernkontoret\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if pl.Skickande.V == pl.Mottagare.V {
					continue
				}
				if typ, known := partyType(p.Set, pl.Skickande); known && typ != plan.TypForvaltning {
					p.Report(wrongParty(pl, pl.Skickande, typ,
						lang.T("skickande ska vara en förvaltning, men %s är %s", "the sender must be a förvaltning, but %s is %s", pl.Skickande.V, typeName(typ))))
				}
				if typ, known := partyType(p.Set, pl.Mottagare); known && typ != plan.TypForvaltning && typ != plan.TypVardgivare {
					p.Report(wrongParty(pl, pl.Mottagare, typ,
						lang.T("%s är %s och kan inte ta emot patienter", "%s is %s and can't receive patients", pl.Mottagare.V, typeName(typ))))
				}
				if p.Set.Settled(pl) && pl.Typ.Set && pl.Typ.V != transferType(p.Set, pl) {
					p.Report(wrongTransfer(p.Set, pl))
				}
			}
		},
	}
}

// partyType is the kind of a party. The offices that can be named by their role alone are
// of the head office's kind.
func partyType(set *plan.Set, id plan.Text) (string, bool) {
	if o := set.Organisation(id.V); o != nil {
		return o.Typ.V, o.Typ.Set && !o.Owner.Broken
	}
	found, known := set.Resolve(plan.Reference{ID: id, Target: plan.ToOrganisation})
	return plan.TypKoncernkontor, found && known
}

func typeName(typ string) lang.Text {
	switch typ {
	case plan.TypVardgivare:
		return lang.T("en vårdgivare", "an external provider")
	case plan.TypRegion:
		return lang.T("en region", "a region")
	}
	return lang.T("ett kontor", "an office")
}

func wrongParty(pl *plan.Leveransplan, party plan.Text, typ string, message lang.Text) rule.Finding {
	return rule.Finding{
		In: &pl.Document, At: party.Span, Message: message,
		Hint: lang.T("Skriv id:t på en organisation av rätt typ i %s. Den här har typ: %s.",
			"Write the id of an organisation of the right typ in %s. This one has typ: %s.", plan.FixedPaths[plan.KindOrganisationer], typ),
	}
}

func transferType(set *plan.Set, pl *plan.Leveransplan) string {
	if set.Extern(pl) {
		return "extern"
	}
	return "intern"
}

func wrongTransfer(set *plan.Set, pl *plan.Leveransplan) rule.Finding {
	o := set.Organisation(pl.Mottagare.V)
	return rule.Finding{
		In: &pl.Document, At: pl.Typ.Span,
		Message: lang.T("typ är %s men %s ger en plan som är %s", "typ is %s but %s makes the plan %s",
			pl.Typ.V, pl.Mottagare.V, transferType(set, pl)),
		Hint: lang.T("Ta bort typ, som följer av mottagaren, eller skriv typ: %s.",
			"Take typ out, it follows from the receiver, or write typ: %s.", transferType(set, pl)),
		Related: related(&o.Owner.Document, o.Typ.Span, lang.T("mottagarens typ", "the receiver's typ")),
	}
}
