package render

import (
	"io"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/followup"
)

// followupLevel is what the machine formats call a level.
var followupLevel = map[string]string{"plan": "leveransplan", "line": "missivrad", "sender": "skickande", "receiver": "mottagare", "field": "vardomrade", "region": "region"}

// FollowupCSV writes plan against outcome as a table in long form: for each plan or group a row
// for every period, and before them one without a period for the whole. Of each row volym is all
// that is agreed, planerat the part of it in weeks with outcome, and gap that less what is done.
// Where outcome is masked each count has two columns: the lowest and the highest that it can be.
func FollowupCSV(w io.Writer, r *followup.Report, o FollowupOptions) error {
	masked := r.MaskUnder > 0
	columns := []string{"niva", "id", "rad", "planar", "enhet", "period", "volym", "planerat"}
	for _, name := range []string{"kontaktade", "accepterade", "utfort", "gap", "outlost", "prognos"} {
		if masked {
			columns = append(columns, name+"_lagst", name+"_hogst")
		} else {
			columns = append(columns, name)
		}
	}
	t := newTable(w, append(columns, "lage", "commit"))
	for _, x := range o.rows(r) {
		row := func(period string, volume, due int, status followup.Status, counts ...followup.Count) {
			cells := []string{followupLevel[o.By], x.id, x.rad, strconv.Itoa(x.year), x.unit, period, strconv.Itoa(volume), strconv.Itoa(due)}
			for _, c := range counts {
				cells = append(cells, boundCells(c, masked)...)
			}
			t.row(append(cells, string(status), o.Commit)...)
		}
		if o.From.IsZero() {
			var status followup.Status
			if x.plan != nil {
				status = x.plan.Status
			}
			row("", x.Volume, x.Due, status, x.Contacted, x.Accepted, x.Done, x.Gap, x.Unused, x.Forecast)
		}
		for _, p := range x.periods {
			row(p.Slot.String(), p.Planned, p.Due, "", p.Contacted, p.Accepted, p.Done, p.Behind(), followup.Count{}, followup.Count{})
		}
	}
	return t.close()
}

// boundCells are the cells of a count, empty where nothing is told.
func boundCells(c followup.Count, masked bool) []string {
	low, high := "", ""
	if c.Known {
		low, high = strconv.Itoa(c.Low), strconv.Itoa(c.High)
	}
	if masked {
		return []string{low, high}
	}
	return []string{low}
}
