package routine

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// V6 is version 6.0: the missiv to Funktionsgrupp produktionschefer, who decide twelve
// months, as a rule from April to March, by week. Its paragraphs are two processes,
// between förvaltningar and to external providers.
func V6() Version {
	return Version{
		ID:         "6.0",
		DocumentID: "OSN11757-1980785390-19",
		From:       calendar.Date(2024, 1, 18),
		To:         calendar.Date(2026, 1, 18),
		Forum:      "funktionsgrupp_produktionschefer",
		ForumName:  lang.Plain("Funktionsgrupp produktionschefer"),
		Rules: since(firstEdition,
			rules.MemoForum("funktionsgrupp_produktionschefer", lang.Plain("Funktionsgrupp produktionschefer")),
			rules.MemoPeriod(rules.TwelveMonths()),
			rules.RestDialogue(true),
		),
	}
}
