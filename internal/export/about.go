package export

import (
	"slices"
	"strconv"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// aboutName is the table that tells what an export shows.
const aboutName = "om_exporten"

// about tells, in one row, what the export shows.
func (b *build) about() *Table {
	return &Table{
		Name: aboutName,
		Doc:  lang.T("Vad exporten visar, i en rad.", "What the export shows, in one row."),
		Key:  []string{"commit_id"},
		Columns: []Column{
			textColumn("commit_id", "Commiten som exporten visar.", "The commit that the export shows."),
			boolColumn("pa_main", "Commiten ligger på mains linje: det är beslutat.", "The commit lies on main's line: it has been decided."),
			dateColumn("dag", "Dagen som uppgifterna gäller.", "The day that the figures are of."),
			intColumn("schema", "Versionen av tabellernas form.", "The version of the tables' form."),
			textColumn("region", "Regionen (id).", "The region (id).").orNil(),
			textColumn("tidszon", "Tidszonen som dagarna räknas i.", "The time zone in which days are counted.").orNil(),
			textColumn("sprak", "Språket i texterna.", "The language of the texts."),
			boolColumn("publik", "Gjord för allmänheten.", "Made for the public."),
			intColumn("maskerat_under", "Antal under detta är maskerade; 0: inget är maskerat.", "Counts below this are masked; 0: nothing is masked."),
			textColumn("planar", "Planåren som faktatabellerna begränsats till; tomt: alla.", "The plan years to which facts are limited; empty: all.").orNil(),
			intColumn("beslut", "Antal beslut i historiken; tomt: ingen historik är med.", "Number of decisions in the history; empty: none is told.").orNil(),
			boolColumn("granskad", "Besluten har granskats.", "The decisions have been audited."),
			boolColumn("hel", "Alla filer gick att läsa: inga summor saknar något.", "All files could be read: no sum lacks anything."),
		},
		Rows: rows(func(emit func(...any) bool) {
			years := []string{}
			for _, y := range slices.Sorted(slices.Values(b.Years)) {
				years = append(years, strconv.Itoa(y))
			}
			masked, zone := 0, time.UTC.String()
			if b.FollowUp != nil {
				masked = b.FollowUp.MaskUnder
			}
			if b.Zone != nil {
				zone = b.Zone.String()
			}
			var decisions any
			if b.History != nil {
				decisions = len(b.History)
			}
			emit(b.Commit, b.OnMain, b.Day, Schema, b.Set.Installningar.Region, zone, string(b.Language), b.Public, masked, years, decisions, b.Audit != nil, b.Set.Whole())
		}),
	}
}
