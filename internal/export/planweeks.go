package export

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// key is a version as one text, by which facts name it.
func (v *version) key(plan string) screened { return screen(fmt.Sprintf("%s v%04d", plan, v.number)) }

func (b *build) planVersions() *Table {
	return &Table{
		Name: "dim_planversion",
		Doc: lang.T("En rad för varje plan och version. Så som det var beslutat en dag: beslutad_dag <= dagen och (ersatt_dag saknas eller ersatt_dag > dagen). En version utan beslut är planen som den står i den visade commiten, där historiken saknas eller säger något annat.",
			"One row for each plan and version. As decided on a day: beslutad_dag <= the day and (no ersatt_dag or ersatt_dag > the day). A version without a decision is the plan as it stands in the commit shown, where there is no history or it says otherwise."),
		Key: []string{"planversion"},
		Columns: []Column{
			textColumn("planversion", "Planens id, v, versionens nummer.", "The plan's id, v, the number of the version."),
			columnPlan,
			intColumn("version", "Versionens nummer, från 1.", "The number of the version, from 1."),
			columnYear,
			columnDecision.orNil(),
			dateColumn("beslutad_dag", "Dagen då den kom till main.", "The day on which it came to main.").orNil(),
			{Name: "beslutad_tid", Type: Time, Null: true, Doc: lang.T("Tidpunkten, i UTC.", "The moment, in UTC.")},
			dateColumn("ersatt_dag", "Dagen då nästa version kom.", "The day on which the next version came.").orNil(),
			textColumn("galler_fran", "Veckan eller kvartalet som den gäller från, enligt planens ändringar.", "The week or quarter that it applies from, by the plan's entries.").orNil(),
			intColumn("volym", "Planens volym.", "The plan's volume."),
			boolColumn("borttagen", "Beslutet tog bort planen.", "The decision took the plan away."),
			boolColumn("senaste", "Versionen som den visade commiten har.", "The version that the commit shown has."),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, r := range b.listed {
				if !b.eachVersion(r, emit) {
					return
				}
			}
		}),
	}
}

func (b *build) eachVersion(r *planRef, emit func(...any) bool) bool {
	all := b.versions(r)
	for i := range all {
		v := &all[i]
		var decision, on, at, replaced any
		if v.by != nil {
			decision, on, at = v.by.Commit.Hash, b.dayOf(v.by.At), v.by.At
		}
		if i+1 < len(all) && all[i+1].by != nil {
			replaced = b.dayOf(all[i+1].by.At)
		}
		if !emit(v.key(r.id), r.id, v.number, r.year, decision, on, at, replaced, v.from, v.volume, v.gone, v.latest) {
			return false
		}
	}
	return true
}

func (b *build) planWeeks() *Table {
	return &Table{
		Name: "fact_plan_vecka",
		Doc: lang.T("Planerad volym per plan, version och vecka. Veckor utan volym har ingen rad. Summera bara en version i taget: senaste, eller den som gällde en viss dag.",
			"Planned volume by plan, version and week. Weeks without volume have no row. Add up one version at a time: senaste, or the one of a certain day."),
		Key:  []string{"planar", "leveransplan", "version", "veckans_mandag"},
		Year: "planar",
		Columns: []Column{
			columnYear, columnPlan,
			intColumn("version", "Versionens nummer, från 1.", "The number of the version, from 1."),
			columnMonday, columnWeek,
			textColumn("planversion", "Versionen.", "The version.").to("dim_planversion.planversion"),
			boolColumn("senaste", "Versionen är den som den visade commiten har.", "The version is the one that the commit shown has."),
			columnSender, columnReceiver, columnField, columnUnit,
			intColumn("volym", "Planerad volym i veckan.", "Volume planned in the week."),
			boolColumn("jamn_andel", "Planen anger kvartal: veckan har fått sin jämna andel av kvartalet.", "The plan is by quarter: the week has its even share of the quarter."),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, r := range b.planned {
				if b.wanted(r.year) && !b.eachWeek(r, emit) {
					return
				}
			}
		}),
	}
}

func (b *build) eachWeek(r *planRef, emit func(...any) bool) bool {
	all := b.versions(r)
	id, unit := screen(r.id), ""
	if r.now != nil {
		unit = r.now.Unit()
	}
	for i := range all {
		v := &all[i]
		key, sender, receiver, field, counts := v.key(r.id), screen(v.sender), screen(v.receiver), screen(v.field), screen(unit)
		for _, w := range v.weeks() {
			if !emit(r.year, id, v.number, w.Monday(), screened(w.String()), key, v.latest, sender, receiver, field, counts, w.n, w.even) {
				return false
			}
		}
	}
	return true
}
