package export

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func (b *build) memos() *Table {
	return &Table{
		Name: "dim_missiv",
		Doc:  lang.T("Missiv: ett års volymer för beslut.", "Missiv: a year's volumes for decision."),
		Key:  []string{"missiv"},
		Columns: []Column{
			textColumn("missiv", "Missivets id.", "Id of the missiv."),
			columnYear,
			textColumn("rubrik", "Rubriken.", "The title.").orNil(),
			dateColumn("datum", "Missivets dag.", "The day of the missiv.").orNil(),
			dateColumn("period_fran", "Periodens första dag.", "The period's first day.").orNil(),
			dateColumn("period_till", "Periodens sista dag.", "The period's last day.").orNil(),
			textColumn("rutin", "Rutinens version.", "The version of the routine.").orNil(),
			textColumn("till", "Forumet som det ställs till.", "The forum that it is addressed to.").orNil().coded(forumCodes),
			textColumn("behovsanalys", "Behovsanalysen som det vilar på (id).", "The analysis of needs that it rests on (id).").orNil(),
			textColumn("diarienummer", "Diarienumret.", "The diary number.").orNil(),
			textColumn("protokoll", "Forumets protokoll.", "The forum's minutes.").orNil(),
			textColumn("fil", "Filen i arkivet.", "The file in the repository.").orNil(),
			columnThere("Dokumentet finns i den visade commiten.", "The document is there in the commit shown."),
		},
		Rows: rows(func(emit func(...any) bool) {
			withNamed(b.Set.Missiv, func(m *plan.Missiv) string { return m.ID.V }, b.named.memos, func(id string, m *plan.Missiv, there bool) bool {
				if !there {
					return emit(id, 0, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, false)
				}
				year, matter := 0, plan.Arende{}
				if m.Period.Set {
					year = m.Period.V.From.Year()
				}
				if m.Arende != nil {
					matter = *m.Arende
				}
				return emit(id, year, m.Rubrik, m.Datum, m.Period.V.From, m.Period.V.To, m.Rutin, m.Till, m.Behovsanalys, matter.Diarienummer, matter.Protokoll, m.File(), true)
			})
		}),
	}
}

// memoLines are the lines with their volumes: what was decided, what that has become, what
// plans hold of it.
func (b *build) memoLines() *Table {
	return &Table{
		Name: "dim_missivrad",
		Doc: lang.T("Missivens rader, med vad som har beslutats och vad som är placerat. De tre summorna saknas där någon fil inte går att läsa eller raden är omtvistad.",
			"The lines of the missiv, with what was decided and what has been placed. The three sums are missing where a file can't be read or the line is contested."),
		Key: []string{"missivrad"},
		Columns: []Column{
			textColumn("missivrad", "Missivets id, snedstreck, radens id.", "The id of the missiv, a slash, the id of the line."),
			textColumn("missiv", "Missivet (id).", "The missiv (id).").to("dim_missiv.missiv"),
			textColumn("rad", "Radens id i missivet.", "Id of the line in the missiv."),
			columnYear,
			textColumn("forvaltning", "Förvaltningen som skickar (id).", "The förvaltning that sends (id).").to("dim_organisation.organisation").orNil(),
			columnField,
			textColumn("vardform", "Vårdformen.", "The form of care.").orNil().coded(careCodes),
			textColumn("atgarder", "Åtgärdskoder (KVÅ) med mellanslag emellan.", "Codes of procedures (KVÅ), separated by spaces.").orNil(),
			columnUnit,
			intColumn("volym", "Volymen som missivet har nu.", "The volume that the missiv has now.").orNil(),
			intColumn("volym_ursprunglig", "Volymen som den först beslutades.", "The volume as first decided.").orNil(),
			intColumn("aktuell", "Volymen med det som planernas ändringar har lagt till eller tagit bort.", "The volume with what changes of plans have added or taken away.").orNil(),
			intColumn("planerad", "Summan av radens planer.", "The sum of the line's plans.").orNil(),
			intColumn("oppet", "Det som återstår att placera.", "What is left to place.").orNil(),
			columnThere("Raden finns i den visade commiten.", "The line is there in the commit shown."),
		},
		Rows: rows(func(emit func(...any) bool) {
			all := map[string]*plan.Line{}
			for _, l := range b.Set.Lines {
				all[line{l.Missiv.ID.V, l.Rad.ID.V}.key()] = l
			}
			var keys []line
			for l := range b.named.lines {
				if all[l.key()] == nil {
					keys = append(keys, l)
				}
			}
			for _, l := range b.Set.Lines {
				if k := (line{l.Missiv.ID.V, l.Rad.ID.V}); k.key() != "" {
					keys = append(keys, k)
				}
			}
			slices.SortFunc(keys, func(x, y line) int { return cmp.Compare(x.key(), y.key()) })
			for _, k := range keys {
				if !emit(b.memoLine(k, all[k.key()])...) {
					return
				}
			}
		}),
	}
}

func (b *build) memoLine(k line, l *plan.Line) []any {
	if l == nil {
		return []any{k.key(), k.memo, k.id, 0, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, false}
	}
	year := 0
	if l.Missiv.Period.Set {
		year = l.Missiv.Period.V.From.Year()
	}
	r := l.Rad
	var current, planned, open any
	if l.Whole && !l.Contested && !l.Wanting {
		current, planned, open = l.Aktuell(), l.Planned(), l.Oppet()
	}
	return []any{k.key(), k.memo, k.id, year, r.Forvaltning, r.Vardomrade, r.Vardform, texts(r.Atgarder), r.Unit(), r.Volym, l.Missiv.OriginalVolume(r), current, planned, open, true}
}
