package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

// levelsInSwedish are the levels by the Swedish words that the tables have for them.
var levelsInSwedish = map[string]string{
	"leveransplan": "plan", "missivrad": "line", "rad": "line", "skickande": "sender", "mottagare": "receiver", "vardomrade": "field", "vårdområde": "field",
}

// noLevel refuses a level that there isn't.
func noLevel(by string) error {
	said := lang.T("nivån %q finns inte", "there is no level %q", by)
	if level, ok := levelsInSwedish[strings.ToLower(by)]; ok {
		return usage(said, lang.T("Menade du %s?", "Did you mean %s?", level))
	}
	return usage(said, meant(by, render.FollowupLevels, lang.T("Välj bland: %s.", "Choose among: %s.", lang.List(render.FollowupLevels))))
}

// asYear says which year to write where one of the plan years is asked for by its name where that
// is no calendar year: 2024-04–2025-03 is 2024. Anything else is refused as it was.
func asYear(refused error, there []int, asked string) error {
	first, _, cut := strings.Cut(asked, "-")
	year, err := strconv.Atoi(first)
	if !cut || err != nil || len(first) != 4 || !slices.Contains(there, year) {
		return refused
	}
	return usage(lang.T("%q är inget planår", "%q is not a plan year", asked), lang.T("Skriv året som planåret börjar: --year %s", "Write the year in which the plan year begins: --year %s", first))
}

// thursdays is the time from one week or quarter to another by their weeks' Thursdays, which tell
// where a week belongs.
func thursdays(from, to calendar.Slot) calendar.Interval {
	weeks := to.Weeks()
	return calendar.Interval{From: from.Weeks()[0].Thursday(), To: weeks[len(weeks)-1].Thursday()}
}

// withinYear refuses periods of which no week lies in the plan year that is asked for: neither in
// the calendar year nor in a quarter that any of its plans has something in.
func withinYear(r *followup.Report, year string, from, to calendar.Slot) error {
	if year == "" || from.IsZero() {
		return nil
	}
	asked := thursdays(from, to)
	if inYear(asked, year) {
		return nil
	}
	for _, p := range r.Plans {
		if strconv.Itoa(p.Year) != year {
			continue
		}
		for _, q := range p.Quarters {
			if asked.Overlaps(thursdays(q.Slot, q.Slot)) {
				return nil
			}
		}
	}
	period := from.String()
	if from != to {
		period += ".." + to.String()
	}
	return usage(lang.T("%s ligger utanför planåret %s", "%s lies outside plan year %s", period, year),
		lang.T("Välj en period i planåret, eller ett annat år: --year %s", "Choose a period in the plan year, or another year: --year %s", strconv.Itoa(from.Quarter().Year)))
}
