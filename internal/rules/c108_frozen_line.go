package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// FrozenLine keeps a missiv line's party, field and unit once plans draw on it.
func FrozenLine() *rule.Rule {
	return &rule.Rule{
		ID:       "C108",
		Title:    lang.T("förvaltning, område och enhet ändras inte i en rad med planer", "förvaltning, field and unit of a line with plans do not change"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Planerna är överenskomna för radens förvaltning och område. Sänk raden och skriv en ny, så går det att följa vad som beslutades.",
			"The plans were agreed for the förvaltning and field of the line. Lower the line and write a new one: what was decided can then be followed."),
		Example: rule.Example{
			Note: lang.T("Raden har planer som är överenskomna för åtgärder, inte besök.", "The line has plans that were agreed for procedures, not for visits."),
			Good: "enhet: atgard\n",
			Bad:  "enhet: besok\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Memos() {
				for _, line := range c.Lines {
					drawn := p.Main.Line(c.Base.ID.V, line.ID)
					if line.Base == nil || line.Head == nil || drawn == nil || len(drawn.Plans) == 0 {
						continue
					}
					for _, k := range []struct {
						name          string
						before, after plan.Text
					}{
						{"forvaltning", line.Base.Forvaltning, line.Head.Forvaltning},
						{"vardomrade", line.Base.Vardomrade, line.Head.Vardomrade},
						{"enhet", line.Base.Enhet, line.Head.Enhet},
					} {
						if k.before.V == k.after.V {
							continue
						}
						at := k.after.Span
						if !k.after.Set {
							at = line.Head.ID.Span
						}
						p.Report(rule.Finding{
							In: &c.Head.Document, At: at,
							Message: lang.T("raden %s har planer; dess %s ändras inte", "the line %s has plans; its %s does not change", line.ID, k.name),
							Hint:    lang.T("Skriv tillbaka %s: %s. Ska det vara annorlunda: sänk raden och skriv en ny.", "Write back %s: %s. If it is to be different, lower the line and write a new one.", k.name, k.before.V),
							Related: related(&drawn.Plans[0].Document, drawn.Plans[0].ID.Span, lang.T("en plan som hämtar volym ur raden", "a plan that draws on the line")),
						})
					}
				}
			}
		},
	}
}
