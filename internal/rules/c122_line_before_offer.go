package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// LineBeforeOffer warns of patients who are received from an offer alone while their sender
// has an open line in the same field (N41, N59): they may be those of the line, which then
// counts as not placed. A line for another care, another unit or another time is not theirs.
func LineBeforeOffer() *rule.Rule {
	return &rule.Rule{
		ID:         "C122",
		Title:      lang.T("den som har en öppen rad skickar sina patienter på den", "whoever has an open line sends its patients on it"),
		Basis:      diag.Default,
		Statements: []string{"N41", "N59"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En plan ur enbart ett erbjudande räknas inte mot någon rad. Är det radens patienter som tas emot står de kvar som oplacerade, och någon letar plats åt dem en gång till.",
			"A plan from an offer alone counts against no line. If it is the line's patients who are received, they still stand as not placed, and somebody looks for a place for them once more."),
		Example: rule.Example{
			Note: lang.T("SkaS har 10 öppna i raden skas-tonsillektomi när SÄS tar emot.", "SkaS has 10 open in the line skas-tonsillektomi when SÄS receives."),
			Good: "ursprung: {missiv: missiv-2027-onh, rad: skas-tonsillektomi, erbjudande: erb-2027-sas-onh-var}\n",
			Bad:  "ursprung: {erbjudande: erb-2027-sas-onh-var}\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range receivings(p) {
				receivedBeside(p, c)
			}
		},
	}
}

// receivedBeside reports the first line that the plan's patients may be of.
func receivedBeside(p *rule.ChangePass, c *diff.Plan) {
	pl := c.Head
	for _, l := range p.Head.Lines {
		if !tellsOpen(l) || l.Oppet() <= 0 || !couldDraw(p.Head, pl, l) {
			continue
		}
		p.Report(rule.Finding{
			In: &pl.Document, At: pl.Ursprung.Span, Measure: l.Oppet(),
			Message: lang.T("%s har %d kvar att placera i raden %s men planen tas emot utanför den", "%s has %d left to place in the line %s but the plan is received outside it",
				pl.Skickande.V, l.Oppet(), l.Rad.ID.V),
			Hint:    drawOn(c, l),
			Related: related(&l.Missiv.Document, l.Rad.Volym.Span, lang.T("raden", "the line")),
		})
		return
	}
}

// couldDraw tells that a plan could be about a line's patients: it has the line's sender,
// field and unit, its time reaches into that of the missiv, and no limit keeps them apart.
func couldDraw(set *plan.Set, pl *plan.Leveransplan, l *plan.Line) bool {
	r := l.Rad
	line := &plan.Leveransplan{Atgarder: r.Atgarder, Vardform: r.Vardform, AsaKlass: r.AsaKlass}
	return set.Continues(pl.Skickande.V, r.Forvaltning.V) && pl.Vardomrade.V == r.Vardomrade.V && pl.Unit() == r.Unit() &&
		pl.Period.V.Overlaps(l.Missiv.Period.V) && sameCare(pl, line)
}

// drawOn says how the line's patients are received. An agreed plan keeps its origin.
func drawOn(c *diff.Plan, l *plan.Line) lang.Text {
	if c.Base != nil {
		return lang.T("Är det radens patienter: låt planen stå och skriv en ny plan på raden. Annars kan höjningen stå som den är.",
			"If they are the line's patients, leave the plan and write a new one on the line. Otherwise the rise can stand as it is.")
	}
	return lang.T("Är det radens patienter: skriv ursprung: {missiv: %[1]s, rad: %[2]s, erbjudande: %[3]s}. Annars kan planen stå som den är.",
		"If they are the line's patients, write ursprung: {missiv: %[1]s, rad: %[2]s, erbjudande: %[3]s}. Otherwise the plan can stand as it is.",
		l.Missiv.ID.V, l.Rad.ID.V, c.Head.Ursprung.Erbjudande.V)
}
