package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// InForce asks that the organisations and fields of a document exist at the time that it
// is about. A plan whose volume lies where a party no longer exists, and nobody has
// succeeded it, is a plan nobody will carry out.
func InForce() *rule.Rule {
	return &rule.Rule{
		ID:       "X004",
		Title:    lang.T("parter och vårdområden finns under perioden", "parties and fields exist in the period"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"En organisation som har upphört tar inte emot eller skickar patienter. Ligger planens volym efter dess sista dag, utan efterträdare, har ingen åtagit sig den.",
			"An organisation that has ended neither receives nor sends patients. If the plan's volume lies after its last day, without a successor, nobody has taken it on."),
		Lighter: lang.T(
			"Är det bara perioden som ligger utanför, inte någon volym, är det en varning.",
			"Where only the period lies outside, and no volume, it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Vårdområdet handkirurgi finns i registret till 2027-09-30.",
				"The field handkirurgi is in the register until 2027-09-30."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-handkirurgi.yaml",
			Good: "period: 2027-01-01/2027-09-30\n",
			Bad:  "period: 2027-01-01/2027-12-31\n",
		},
		Check: func(p *rule.Pass) {
			told := map[string]bool{} // of parties and fields, by plans
			for _, pl := range p.Plans() {
				about := existing{Document: &pl.Document, period: pl.Period, plan: pl, told: told}
				about.party(p, pl.Skickande)
				about.party(p, pl.Mottagare)
				about.field(p, pl.Vardomrade)
			}
			checkAgreementsInForce(p, told)
			for _, e := range p.Offers() {
				about := existing{Document: &e.Document, period: e.Period}
				about.party(p, e.Mottagare)
				about.field(p, e.Vardomrade)
			}
			for _, m := range p.Memos() {
				about := existing{Document: &m.Document, period: m.Period, once: map[string]bool{}}
				for _, r := range m.Rader {
					about.party(p, r.Forvaltning)
					about.field(p, r.Vardomrade)
				}
			}
			for _, b := range p.Set.Behovsanalyser {
				checkAnalysisInForce(p, b)
			}
		},
	}
}

// checkAgreementsInForce asks that the owner and the provider of an agreement exist as long
// as it does, and its fields at some time. An end that plans have told of is not told of
// again.
func checkAgreementsInForce(p *rule.Pass, told map[string]bool) {
	for _, a := range p.Set.Avtal {
		valid := plan.Interval{V: a.Validity(), Span: a.GiltigFran.Span, Set: a.GiltigFran.Set}
		if a.Owner.Broken || valid.V.To < valid.V.From {
			continue
		}
		about := existing{Document: &a.Owner.Document, period: valid, agreement: a, once: told}
		about.party(p, a.Avtalsagare)
		about.party(p, a.Vardgivare)
		about.agreement = nil
		for _, field := range a.Vardomraden {
			about.field(p, field)
		}
	}
}

func checkAnalysisInForce(p *rule.Pass, b *plan.Behovsanalys) {
	if b.Broken {
		return
	}
	about := existing{Document: &b.Document, period: b.Period, once: map[string]bool{}}
	for _, o := range b.Vardomraden {
		about.field(p, o.Vardomrade)
		for _, r := range o.Forvaltningar {
			about.party(p, r.Forvaltning)
		}
	}
}

// existing is a document with the time that it is about.
type existing struct {
	*plan.Document
	period plan.Interval
	// plan is the document where it is one: its volume must lie inside. Other documents
	// are about a year of which a part is enough.
	plan *plan.Leveransplan
	// agreement is the agreement whose party is judged, where it is one: it must exist all
	// the time.
	agreement *plan.Avtal
	once      map[string]bool // ids reported, where many lines name one
	told      map[string]bool // takes up the ids reported
}

func (t existing) party(p *rule.Pass, id plan.Text) {
	if o := p.Set.Organisation(id.V); o != nil && !o.Owner.Broken && o.GiltigFran.Set {
		t.check(p, id, p.Set.Presence(o), &o.Owner.Document, o.GiltigFran, o.GiltigTill)
	}
}

func (t existing) field(p *rule.Pass, id plan.Text) {
	if v := p.Set.Field(id.V); v != nil && !v.Owner.Broken && v.GiltigFran.Set {
		t.check(p, id, v.Validity(), &v.Owner.Document, v.GiltigFran, v.GiltigTill)
	}
}

func (t existing) check(p *rule.Pass, id plan.Text, exists calendar.Interval, register *plan.Document, from, to plan.Day) {
	// A last day before the first is a fault of the register (P801).
	if !t.period.Set || exists.To < exists.From || t.once[id.V] {
		return
	}
	period := t.period.V
	if exists.Holds(period) || t.plan == nil && t.agreement == nil && exists.Overlaps(period) {
		return
	}
	for _, ids := range []map[string]bool{t.once, t.told} {
		if ids != nil {
			ids[id.V] = true
		}
	}
	f := rule.Finding{In: t.Document, At: id.Span, Lighter: true, Hint: afterTheEnd}
	limit, day, verb := to, exists.To.String(), lang.T("upphör", "ends")
	if period.From < exists.From {
		limit, day, verb, f.Hint = from, exists.From.String(), lang.T("finns först från", "exists from"), beforeTheStart
	}
	f.Message = lang.T("%s %s %s men perioden är %s", "%s %s %s but the period is %s", id.V, verb, day, period.String())
	if t.agreement != nil {
		f.Message = lang.T("%s %s %s men avtalet %s gäller även annan tid", "%s %s %s but agreement %s is valid at other times too", id.V, verb, day, t.agreement.ID.V)
		f.Hint = lang.T("Rätta giltig_fran eller giltig_till, på avtalet eller i registret, eller ange en efterträdare med ersatter.",
			"Correct giltig_fran or giltig_till, of the agreement or in the register, or name a successor with ersatter.")
	}
	f.Related = related(register, limit.Span, lang.T("i registret", "in the register"))
	if lost := t.lost(exists); len(lost) > 0 {
		f.Lighter, f.Measure = false, len(lost)
		f.Message = lang.T("%s %s %s men planen har volym %s", "%s %s %s but the plan has volume in %s",
			id.V, verb, day, slotSpan(lost[0]))
		f.Related = append(f.Related, rule.Place{In: t.Document, At: lost[0][0].Slot.Span, Message: lang.T("volymen", "the volume")})
	}
	p.Report(f)
}

// lost lists the stretches of a plan's volume that lie where somebody does not exist.
func (t existing) lost(exists calendar.Interval) [][]plan.SlotVolume {
	if t.plan == nil {
		return nil
	}
	return stretches(used(t.plan.Periodisering), func(item plan.SlotVolume) bool {
		return plan.Touches(item.Slot.V, t.period.V) && !plan.Touches(item.Slot.V, exists)
	})
}

var (
	afterTheEnd = lang.T("Sänk planen till det som ligger före, ange en efterträdare med ersatter i registret, eller rätta giltig_till.",
		"Lower the plan to what lies before, name a successor with ersatter in the register, or correct giltig_till.")
	beforeTheStart = lang.T("Låt perioden börja senare, eller rätta giltig_fran i registret.",
		"Let the period begin later, or correct giltig_fran in the register.")
)
