package export

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// bounds are the two columns of a count: its ends are the same where it is told in full.
func bounds(name, sv, en string) []Column {
	return []Column{
		intColumn(name+"_lagst", sv+" Minst så många.", en+" At least so many.").orNil(),
		intColumn(name+"_hogst", sv+" Högst så många; samma tal där uppgiften inte är maskerad.", en+" At most so many; the same number where nothing is masked.").orNil(),
	}
}

var (
	columnQuarterMonday = dateColumn("kvartalets_mandag", "Måndagen i kvartalets första vecka, som kopplar raden till dim_datum.", "The Monday of the quarter's first week, which joins the row to dim_datum.").to("dim_datum.datum")
	columnQuarter       = textColumn("kvartal", "Kvartalet, 2027-Q1.", "The quarter, 2027-Q1.")
)

// columns joins columns and pairs of them.
func columns(parts ...any) []Column {
	var out []Column
	for _, p := range parts {
		switch p := p.(type) {
		case Column:
			out = append(out, p)
		case []Column:
			out = append(out, p...)
		}
	}
	return out
}

// ends are the cells of counts, two for each.
func ends(cells []any, counts ...followup.Count) []any {
	for _, c := range counts {
		cells = append(cells, low(c), high(c))
	}
	return cells
}

// followed lists the plans that are followed up, by plan year and id.
func (b *build) followed() []*followup.Plan {
	if b.FollowUp == nil {
		return nil
	}
	var out []*followup.Plan
	for _, p := range b.FollowUp.Plans {
		if b.wanted(p.Year) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y *followup.Plan) int {
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.ID.V, y.ID.V))
	})
	return out
}

func (b *build) followUp() *Table {
	return &Table{
		Name: "fact_uppfoljning",
		Doc: lang.T("Plan mot utfall för varje plan, en viss dag. Där utfall är maskerat är varje tal räknat på det som får visas: lägst och högst.",
			"Plan against outcome for each plan, on a day. Where outcome is masked every figure is reckoned from what may be shown: lowest and highest."),
		Key: []string{"planar", "leveransplan"},
		Columns: columns(
			columnYear, columnPlan, columnPerDay, columnSender, columnReceiver, columnField, columnUnit,
			textColumn("lage", "Läget i ett ord: not_yet, no_outcome, not_started, on_plan, behind, ahead, unsure eller finished.", "The state in one word: not_yet, no_outcome, not_started, on_plan, behind, ahead, unsure or finished.").orNil().coded(statusCodes),
			intColumn("volym", "Överenskommen volym.", "Agreed volume."),
			intColumn("planerat_idag", "Planerat i veckor som var slut före dagen.", "Planned in weeks that had ended before the day."),
			intColumn("planerat_rapporterat", "Planerat i de veckor som utfallet berättar om: det som utfört hålls mot.", "Planned in the weeks that outcome tells of: what is done is held against it."),
			textColumn("rapporterat_till", "Sista veckan som utfallet berättar om.", "The last week that outcome tells of.").orNil(),
			intColumn("veckor_utan_uppgift", "Planerade veckor dittills som saknar utfall.", "Planned weeks until then without outcome."),
			bounds("kontaktade", "Kontaktade.", "Contacted."),
			bounds("accepterade", "De som tackade ja.", "Those who accepted."),
			bounds("utfort", "Utförda.", "Done."),
			bounds("gap", "Planerat i rapporterade veckor minus utfört: över 0 där utfallet släpar.", "Planned in reported weeks less done: above 0 where outcome lags."),
			bounds("outlost", "Outlöst volym: planerad volym i rapporterade veckor vars tid är förbi för gott, minus allt som är utfört. Är inget maskerat minst det som är anmält som outlöst; annars sträcker den sig till hela volymen i planer som har något anmält.", "Unused volume: planned volume in reported weeks whose time has passed for good, less all that has been done. Where nothing is masked at least what is registered as unused; else it reaches to the whole volume of plans that have any registered."),
			bounds("prognos", "Vad utfört blir om takten hittills håller i sig, i veckorna som är kvar och i dem som saknar uppgift.", "What is done in the end if the pace so far goes on, in the weeks left and in those without a figure."),
		),
		Rows: rows(func(emit func(...any) bool) {
			for _, p := range b.followed() {
				cells := []any{p.Year, p.ID, b.FollowUp.Today, p.Skickande, p.Mottagare, p.Vardomrade, p.Unit(), string(p.Status),
					p.Volume, p.DueToday, p.Due, p.Through, p.Missing}
				if !emit(ends(cells, p.Contacted, p.Accepted, p.Done, p.Gap, p.Unused, p.Forecast)...) {
					return
				}
			}
		}),
	}
}

func (b *build) followUpQuarters() *Table {
	return &Table{
		Name: "fact_uppfoljning_kvartal",
		Doc:  lang.T("Plan mot utfall per plan och kvartal (veckor räknas till kvartalet som deras torsdag ligger i).", "Plan against outcome by plan and quarter (a week counts to the quarter in which its Thursday lies)."),
		Key:  []string{"planar", "leveransplan", "kvartalets_mandag"},
		Columns: columns(
			columnYear, columnPlan,
			columnQuarterMonday, columnQuarter,
			columnSender, columnReceiver, columnField, columnUnit,
			intColumn("planerat", "Planerat i kvartalet.", "Planned in the quarter."),
			bounds("kontaktade", "Kontaktade.", "Contacted."),
			bounds("accepterade", "De som tackade ja.", "Those who accepted."),
			bounds("utfort", "Utförda.", "Done."),
			bounds("gap", "Planerat i rapporterade veckor minus utfört, från planens början till och med kvartalet.", "Planned in reported weeks less done, from the plan's beginning to the end of the quarter."),
		),
		Rows: rows(func(emit func(...any) bool) {
			for _, p := range b.followed() {
				for _, q := range p.Quarters {
					cells := []any{p.Year, p.ID, q.Slot.First(), q.Slot, p.Skickande, p.Mottagare, p.Vardomrade, p.Unit(), q.Planned}
					if !emit(ends(cells, q.Contacted, q.Accepted, q.Done, q.Gap)...) {
						return
					}
				}
			}
		}),
	}
}

// followUpStray tells of outcome that names no plan, and counts for none.
func (b *build) followUpStray() *Table {
	return &Table{
		Name: "fact_uppfoljning_utan_plan",
		Doc:  lang.T("Utfall som inte hör till någon plan, per parter och kvartal. Räknas aldrig ihop med planernas.", "Outcome that belongs to no plan, by parties and quarter. Never added to that of plans."),
		Key:  []string{"planar", "galler", "kvartalets_mandag"},
		Columns: columns(
			intColumn("planar", "Kvartalets år.", "The year of the quarter."),
			textColumn("galler", "skickande+mottagare+vardomrade.", "skickande+mottagare+vardomrade."),
			columnQuarterMonday, columnQuarter, columnSender, columnReceiver, columnField,
			bounds("kontaktade", "Kontaktade.", "Contacted."),
			bounds("accepterade", "De som tackade ja.", "Those who accepted."),
			bounds("utfort", "Utförda.", "Done."),
		),
		Rows: rows(func(emit func(...any) bool) {
			if b.FollowUp == nil {
				return
			}
			of := func(s followup.Stray) string { return s.Skickande + "+" + s.Mottagare + "+" + s.Vardomrade }
			all := slices.Clone(b.FollowUp.Stray)
			slices.SortStableFunc(all, func(x, y followup.Stray) int {
				return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(of(x), of(y)))
			})
			for _, s := range all {
				if !b.wanted(s.Year) {
					continue
				}
				for _, q := range s.Quarters {
					if !emit(ends([]any{s.Year, of(s), q.Slot.First(), q.Slot, s.Skickande, s.Mottagare, s.Vardomrade}, q.Contacted, q.Accepted, q.Done)...) {
						return
					}
				}
			}
		}),
	}
}
