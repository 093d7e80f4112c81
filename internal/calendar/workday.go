package calendar

import (
	"sync"
	"time"
)

// Deviation says that a working day counts for a share of one throughout an interval:
// 0 is closed, 0.5 is half staffed.
type Deviation struct {
	Interval Interval
	Share    float64 // 0 to 1
}

// Free tells that a day is no working day: a Saturday or Sunday, a public holiday or
// one of the free eves.
func (d Day) Free() bool {
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return true
	}
	return freeDays(d.Year())[d]
}

// free holds the holidays of years that have been asked for: plans ask for each of their days
// again and again.
var free sync.Map

func freeDays(year int) map[Day]bool {
	if known, ok := free.Load(year); ok {
		return known.(map[Day]bool)
	}
	days := map[Day]bool{}
	for _, h := range Holidays(year) {
		days[h.Day] = true
	}
	if 1900 <= year && year < 2200 { // what a hostile file could ask for without end is not kept
		free.Store(year, days)
	}
	return days
}

// Workdays counts the working days of a week, 0 to 5. Where several deviations hold a
// day the smallest share counts: a clinic that is closed does not open because its
// region is half staffed.
func Workdays(w Week, dev []Deviation) float64 {
	monday, sum := w.Monday(), 0.0
	for i := range 5 {
		day := monday.Add(i)
		if day.Free() {
			continue
		}
		share := 1.0
		for _, v := range dev {
			if v.Interval.Contains(day) {
				share = min(share, v.Share)
			}
		}
		sum += share
	}
	return sum
}
