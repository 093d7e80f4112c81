package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoFirst lets plans draw on a missiv that is decided: one that stands on main before the
// request (N37-N41).
func MemoFirst() *rule.Rule {
	return &rule.Rule{
		ID:         "C110",
		Title:      lang.T("missivet beslutas före planerna", "the missiv is decided before the plans"),
		Basis:      diag.Text,
		Statements: []string{"N37", "N40", "N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Missivet säger hur mycket som ska flyttas och forumet har tagit ställning till det. En plan i samma ändring som sitt missiv är överenskommen innan någon har beslutat om volymen.",
			"The missiv says how much is to be moved, and the forum took its position on it. A plan in the same change as its missiv is agreed before anybody has decided on the volume."),
		Example: rule.Example{
			Note: lang.T("Missivet är en egen ändringsbegäran; planerna kommer när den är godkänd.", "The missiv is a request of its own; the plans come once it is approved."),
			Good: "1. + plans/2027/missiv/missiv-2027-hud.yaml\n2. + plans/2027/leveransplaner/su/lp-2027-su-exk-hud.yaml\n",
			Bad:  "1. + plans/2027/missiv/missiv-2027-hud.yaml\n   + plans/2027/leveransplaner/su/lp-2027-su-exk-hud.yaml\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Changes {
				c, isPlan := c.(*diff.Plan)
				if !isPlan || c.Head == nil || c.Head.Broken || !c.Head.Ursprung.Missiv.Set || c.Base != nil && c.Head.Volym.V <= c.Base.Volym.V {
					continue
				}
				at, memo := c.Head.Ursprung.Missiv, p.Main.Memo(c.Head.Ursprung.Missiv.V)
				f := rule.Finding{In: &c.Head.Document, At: at.Span,
					Hint: lang.T("Gör en egen ändringsbegäran av missivet. När den är godkänd går planerna att lägga till.",
						"Make a request of its own of the missiv. Once it is approved the plans can be added.")}
				switch {
				case p.Head.Memo(at.V) == nil:
					continue // it is nowhere: X002 tells
				case memo == nil:
					f.Message = lang.T("missivet %s är inte beslutat än", "the missiv %s is not decided yet", at.V)
				case memo.Rad(c.Head.Ursprung.Rad.V) == nil && !memo.Broken && p.Head.Line(at.V, c.Head.Ursprung.Rad.V) != nil:
					f.At = c.Head.Ursprung.Rad.Span
					f.Message = lang.T("raden %s i %s är inte beslutad än", "the line %s of %s is not decided yet", c.Head.Ursprung.Rad.V, at.V)
				default:
					continue
				}
				p.Report(f)
			}
		},
	}
}
