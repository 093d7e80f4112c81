package routine

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
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
			rules.InsidePeriod(),
			rules.InsideAgreement(),
			rules.InsideOffer(),
			rules.Reconciled(),
			rules.Contacts(diag.Warning, diag.Default),
			rules.TwoParties(),
			rules.PartyTypes(),
			rules.ReceiversAgreement(),
			rules.AgreementCovers(),
			rules.AsItsLine(),
			rules.InsideMissiv(),
			rules.AsItsOffer(),
			rules.FreshOffer(),
			rules.Origin(),
			rules.Purpose(diag.Default),
			rules.QuarterSums(),
			rules.ClosedWeeks(),
			rules.OwnCapacityFirst(),
			rules.MemoForum(forum, name),
			rules.NotifiedOffice(plan.RollVardgarantiservice, plan.RollVardgarantiservice),
			rules.AnchoredNeed(name, plan.OrsakMinskatBehov, plan.OrsakOkatBehov),
			rules.Principles(),
			rules.AllPrinciplesNo(),
			rules.ReliefShown(),
			rules.OrderedSearch(),
			rules.NearerCapacityUsed(),
			rules.ChangeReconciled(),
			rules.IncreaseMinutes(),
			rules.NeedReasoned(),
			rules.ReceiverReports(),
			rules.AgreementEnds(),
			rules.SenderReports(),
			rules.MemoDialogue(rules.DialogueBefore),
			rules.MemoPeriod(rules.CalendarYear()),
			rules.MemoAnalysis(rules.CalendarYear()),
			rules.LinesAnalysed(),
			rules.VolumesMeetNeed(),
			rules.NeedHasLine(),
			rules.VolumeWithinNeed(),
			rules.CapacityLadder(),
			rules.MemoChangeDialogue(rules.DialogueBefore),
			rules.MemoMinutes(),
			rules.FieldHasGap(),
			rules.OfferForum(forum, name, "N54"),
			rules.OfferPeriod(),
			rules.OfferGrain(),
			rules.OfferByReceiver(),
			rules.OfferBlocks(),
			rules.RestDialogue(false),
			rules.SpecialOrder(),
			rules.UnplacedHandling(),
		),
	}
}
