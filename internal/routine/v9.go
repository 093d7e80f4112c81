package routine

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// V9 is version 9.0: the volumes of a calendar year go to samordnande grupp produktion
// hälso- och sjukvård, who stand behind them. The text at hand lacks its stop words; what
// rests on a restored word says so (diag.Rebuilt).
func V9() Version {
	const forum = "samordnande_grupp_produktion"
	name := lang.Plain("samordnande grupp produktion hälso- och sjukvård")
	return Version{
		ID:         "9.0",
		DocumentID: "OSN11757-1980785390-19",
		From:       calendar.Date(2024, 12, 19),
		To:         calendar.Date(2026, 12, 19),
		Forum:      forum,
		ForumName:  name,
		Rules: since(firstEdition,
			rules.PeriodisedSum(),
			rules.OneGrain(),
			rules.MemoForum(forum, name),
		),
	}
}
