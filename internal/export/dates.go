package export

import (
	"fmt"
	"math"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

var weekdays = [...]lang.Text{
	lang.T("söndag", "Sunday"), lang.T("måndag", "Monday"), lang.T("tisdag", "Tuesday"), lang.T("onsdag", "Wednesday"),
	lang.T("torsdag", "Thursday"), lang.T("fredag", "Friday"), lang.T("lördag", "Saturday"),
}

// dates is the dimension of days: one row for each, without a gap, from the first day of the
// first calendar year that anything touches to the last of the last.
func (b *build) dates() *Table {
	return &Table{
		Name: "dim_datum",
		Doc: lang.T("En rad för varje dag, utan luckor, från 1 januari det första året till 31 december det sista. Markera den som datumtabell i Power BI.",
			"One row for each day, without gaps, from 1 January of the first year to 31 December of the last. Mark it as the date table in Power BI."),
		Key: []string{"datum"},
		Columns: []Column{
			dateColumn("datum", "Dagen.", "The day."),
			intColumn("ar", "Kalenderåret.", "The calendar year."),
			intColumn("iso_ar", "Året som dagens ISO-vecka hör till: 2025-12-29 hör till 2026.", "The year that the day's ISO week belongs to: 2025-12-29 belongs to 2026."),
			intColumn("iso_vecka", "ISO-veckans nummer, 1–53.", "The number of the ISO week, 1–53."),
			textColumn("vecka", "ISO-veckan som text, 2027-W05: sorterar rätt över årsskiften.", "The ISO week as text, 2027-W05: sorts right across years."),
			dateColumn("veckans_mandag", "Veckans måndag.", "The week's Monday."),
			intColumn("veckodag", "1 = måndag … 7 = söndag.", "1 = Monday … 7 = Sunday."),
			textColumn("veckodagens_namn", "Veckodagens namn.", "The name of the weekday."),
			textColumn("manad", "Månaden, 2027-01.", "The month, 2027-01."),
			textColumn("kvartal", "Kvartalet som dagens vecka hör till, 2027-Q1: det som veckans torsdag ligger i, som i planerna.", "The quarter that the day's week belongs to, 2027-Q1: the one in which the week's Thursday lies, as in the plans."),
			textColumn("kalenderkvartal", "Kvartalet som dagen själv ligger i.", "The quarter that the day itself lies in."),
			boolColumn("arbetsdag", "Dagen är varken lördag, söndag, helgdag eller helgdagsafton.", "The day is no Saturday, Sunday, public holiday or eve."),
			intColumn("arbetsdag_procent", "Hur mycket som arbetas i hela regionen enligt den lokala kalendern, i procent av en arbetsdag (avrundat).", "How much is worked in the whole region by the local calendar, in per cent of a working day (rounded)."),
			textColumn("helgdag", "Helgdagens namn.", "The name of the public holiday, in Swedish.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			first, last := calendar.Date(b.span.first.Year(), time.January, 1), calendar.Date(b.span.last.Year(), time.December, 31)
			local, names := b.Set.Deviations(""), map[calendar.Day]string{}
			for y := first.Year(); y <= last.Year(); y++ {
				for _, h := range calendar.Holidays(y) {
					names[h.Day] = h.Name
				}
			}
			for d := first; d <= last; d++ {
				year, month, _ := d.Parts()
				w := d.Week()
				if !emit(d, year, w.Year, w.Number, w, w.Monday(), int(d.Weekday()+6)%7+1, weekdays[d.Weekday()].In(b.Language),
					fmt.Sprintf("%04d-%02d", year, month), w.Quarter().String(), d.Quarter().String(), !d.Free(), worked(d, local), names[d]) {
					return
				}
			}
		}),
	}
}

// worked is a working day's share in per cent.
func worked(d calendar.Day, local []calendar.Deviation) int {
	if d.Free() {
		return 0
	}
	share := 1.0
	for _, v := range local {
		if v.Interval.Contains(d) {
			share = min(share, v.Share)
		}
	}
	return int(math.Round(100 * share))
}
