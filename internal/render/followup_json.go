package render

import (
	"io"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
)

// The JSON of a follow-up. Members may be added and are never renamed. A count is null where
// nothing is told, else what it lies between: both the same where it is told in full.
type (
	followupJSON struct {
		Version     int              `json:"version"`
		Commit      string           `json:"commit"`
		OnMain      bool             `json:"on_main"`
		AsOf        string           `json:"as_of"`
		MaskedUnder int              `json:"masked_under"` // 0: nothing is masked
		By          string           `json:"by"`
		Rows        []followRowJSON  `json:"rows"`
		Capacities  []capacityJSON   `json:"capacities"`
		Stray       []strayJSON      `json:"without_plan"`
		Incomplete  incompleteJSON   `json:"incomplete"`
		Corrections []correctionJSON `json:"corrections"`
	}
	countJSON struct {
		Low  int `json:"low"`
		High int `json:"high"`
	}
	followRowJSON struct {
		Level     string          `json:"level"`
		ID        string          `json:"id"`
		Rad       string          `json:"rad,omitempty"`
		Year      int             `json:"year"`
		Unit      string          `json:"unit"`
		Plan      *followPlanJSON `json:"plan,omitempty"` // of a plan
		Volume    int             `json:"volume"`
		DueToday  int             `json:"due_today"`
		Due       int             `json:"due"`
		Contacted *countJSON      `json:"contacted"`
		Accepted  *countJSON      `json:"accepted"`
		Done      *countJSON      `json:"done"`
		Gap       *countJSON      `json:"gap"`
		Unused    *countJSON      `json:"unused"`
		// What is registered as outlöst, a part of unused; null where outcome is masked.
		RegisteredUnused *int               `json:"registered_unused"`
		Forecast         *countJSON         `json:"forecast"`
		Missing          int                `json:"weeks_missing"`
		Untold           int                `json:"planned_in_weeks_missing"`
		Plans            int                `json:"plans"`
		Reported         int                `json:"plans_with_outcome"`
		Periods          []followPeriodJSON `json:"periods"`
	}
	followPlanJSON struct {
		Status   followup.Status `json:"status"`
		Sender   string          `json:"sender"`
		Receiver string          `json:"receiver"`
		Field    string          `json:"field"`
		Missiv   string          `json:"missiv,omitempty"`
		Rad      string          `json:"rad,omitempty"`
		Through  string          `json:"outcome_until"`
	}
	followPeriodJSON struct {
		Period    string     `json:"period"`
		Planned   int        `json:"planned"`
		Due       int        `json:"due"` // the part of it in weeks with outcome
		Contacted *countJSON `json:"contacted"`
		Accepted  *countJSON `json:"accepted"`
		Done      *countJSON `json:"done"`
		Gap       *countJSON `json:"gap"`         // due less done, as of a row
		GapToDate *countJSON `json:"gap_to_date"` // from the plan's beginning to the end of the period
		Missing   int        `json:"weeks_missing"`
	}
	capacityJSON struct {
		Receiver  string             `json:"receiver"`
		Agreement string             `json:"agreement,omitempty"`
		Offer     string             `json:"offer,omitempty"`
		Unit      string             `json:"unit"`
		Period    string             `json:"period"`
		Ceiling   *int               `json:"ceiling"` // null: none is stated
		Planned   int                `json:"planned"`
		Left      *int               `json:"left"`
		Done      *countJSON         `json:"done"`
		Forecast  *countJSON         `json:"forecast"`
		Plans     int                `json:"plans"`
		Reported  int                `json:"plans_with_outcome"`
		Silent    int                `json:"planned_without_forecast"`
		Weeks     []capacityWeekJSON `json:"weeks"`
	}
	capacityWeekJSON struct {
		Week     string `json:"week"`
		Capacity *int   `json:"capacity"` // null: nothing is said of the week
		Planned  int    `json:"planned"`
		Even     bool   `json:"even_share"`
	}
	strayJSON struct {
		Sender    string     `json:"sender"`
		Receiver  string     `json:"receiver"`
		Field     string     `json:"field"`
		Year      int        `json:"year"`
		Contacted *countJSON `json:"contacted"`
		Accepted  *countJSON `json:"accepted"`
		Done      *countJSON `json:"done"`
	}
	incompleteJSON struct {
		Unread   []string `json:"kinds_unread"`
		Files    []string `json:"files_left_out"`
		Uneven   []string `json:"plans_that_do_not_add_up"`
		Unknown  int      `json:"rows_of_unknown_plans"`
		Twice    int      `json:"rows_twice"`
		Ahead    int      `json:"rows_of_weeks_to_come"`
		Nameless int      `json:"rows_without_plan_or_parties"`
	}
	correctionJSON struct {
		Day    string     `json:"day"`
		Commit string     `json:"commit"`
		Plan   string     `json:"plan"`
		Week   string     `json:"week"`
		Column string     `json:"column"`
		Before *countJSON `json:"before"`
		After  *countJSON `json:"after"`
	}
)

// FollowupJSON writes plan against outcome as one JSON object.
func FollowupJSON(w io.Writer, r *followup.Report, o FollowupOptions) error {
	out := followupJSON{
		Version: 1, Commit: o.Commit, OnMain: o.OnMain, AsOf: r.Today.String(), MaskedUnder: r.MaskUnder, By: o.By,
		Rows: []followRowJSON{}, Capacities: []capacityJSON{}, Stray: []strayJSON{}, Corrections: []correctionJSON{}, Incomplete: leftOut(&r.Incomplete),
	}
	for _, x := range o.rows(r) {
		row := x.json(o.By)
		if r.MaskUnder == 0 {
			row.RegisteredUnused = &x.Registered
		}
		out.Rows = append(out.Rows, row)
	}
	for _, c := range r.Capacities {
		out.Capacities = append(out.Capacities, jsonCapacity(c))
	}
	for _, s := range r.Stray {
		out.Stray = append(out.Stray, strayJSON{s.Skickande, s.Mottagare, s.Vardomrade, s.Year, bounds(s.Contacted), bounds(s.Accepted), bounds(s.Done)})
	}
	for _, c := range o.corrections(r) {
		out.Corrections = append(out.Corrections, correctionJSON{c.Day.String(), c.Commit, c.Plan, c.Week.String(), c.Column, bounds(c.Before), bounds(c.After)})
	}
	return encodeCovered(w, out)
}

func bounds(c followup.Count) *countJSON {
	if !c.Known {
		return nil
	}
	return &countJSON{c.Low, c.High}
}

func (x *followRow) json(by string) followRowJSON {
	out := followRowJSON{
		Level: followupLevel[by], ID: x.id, Rad: x.rad, Year: x.year, Unit: x.unit, Volume: x.Volume, DueToday: x.DueToday, Due: x.Due,
		Contacted: bounds(x.Contacted), Accepted: bounds(x.Accepted), Done: bounds(x.Done), Gap: bounds(x.Gap), Unused: bounds(x.Unused), Forecast: bounds(x.Forecast),
		Missing: x.Missing, Untold: x.Untold, Plans: x.Count, Reported: x.Reported, Periods: []followPeriodJSON{},
	}
	if p := x.plan; p != nil {
		out.Plan = &followPlanJSON{p.Status, p.Skickande.V, p.Mottagare.V, p.Vardomrade.V, p.Ursprung.Missiv.V, p.Ursprung.Rad.V, weekName(p.Through)}
	}
	for _, p := range x.periods {
		out.Periods = append(out.Periods, followPeriodJSON{p.Slot.String(), p.Planned, p.Due, bounds(p.Contacted), bounds(p.Accepted), bounds(p.Done), bounds(p.Behind()), bounds(p.Gap), p.Missing})
	}
	return out
}

// weekName is a week as files write it, and nothing for none.
func weekName(w calendar.Week) string {
	if w.IsZero() {
		return ""
	}
	return w.String()
}

func jsonCapacity(c *followup.Capacity) capacityJSON {
	out := capacityJSON{
		Receiver: c.Receiver, Unit: c.Unit, Period: c.Time.String(), Planned: c.Planned, Done: bounds(c.Done), Forecast: bounds(c.Forecast),
		Plans: c.Count, Reported: c.Reported, Silent: c.Silent, Weeks: []capacityWeekJSON{},
	}
	if c.Agreement != nil {
		out.Agreement = c.Agreement.ID.V
	} else {
		out.Offer = c.Offer.ID.V
	}
	if c.Stated {
		out.Ceiling, out.Left = &c.Ceiling, &c.Left
	}
	for i := range c.Weeks {
		w := &c.Weeks[i]
		week := capacityWeekJSON{Week: w.Week.String(), Planned: w.Planned, Even: w.Even}
		if w.Known {
			week.Capacity = &w.Stated
		}
		out.Weeks = append(out.Weeks, week)
	}
	return out
}

func leftOut(i *followup.Incomplete) incompleteJSON {
	out := incompleteJSON{Unread: []string{}, Files: []string{}, Uneven: []string{}, Unknown: i.Unknown, Twice: i.Twice, Ahead: i.Ahead, Nameless: i.Nameless}
	for _, k := range i.Unread {
		out.Unread = append(out.Unread, string(k))
	}
	for _, d := range i.Broken {
		out.Files = append(out.Files, d.File())
	}
	for _, d := range i.Twins {
		out.Files = append(out.Files, d.File())
	}
	for _, p := range i.Uneven {
		out.Uneven = append(out.Uneven, p.ID.V)
	}
	return out
}
