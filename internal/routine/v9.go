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
		Approvals:  approvalsV9(),
		Rules: since(firstEdition,
			rules.PeriodisedSum(),
			rules.OneGrain(),
			rules.InsidePeriod(),
			rules.InsideAgreement("N06", "N07"),
			rules.InsideOffer("N54"),
			rules.Reconciled(),
			rules.Contacts(diag.Warning, diag.Default),
			rules.TwoParties(),
			rules.PartyTypes(),
			rules.ReceiversAgreement("N06", "N07"),
			rules.AgreementCovers("N06", "N07"),
			rules.AsItsLine("N41"),
			rules.InsideMissiv("N41"),
			rules.AsItsOffer("N54"),
			rules.FreshOffer("N54"),
			rules.Origin("N41", "N42", "N54"),
			rules.Purpose(diag.Default),
			rules.QuarterSums(),
			rules.ClosedWeeks(),
			rules.AfterItsOrigin("N40", "N41", "N54"),
			rules.OwnCapacityFirst(),
			rules.KnownParties(),
			rules.QuarterInAgreement("N06", "N07"),
			rules.ReceiverWait(rules.GuaranteeDays),
			rules.MemoForum(forum, name),
			rules.NotifiedOffice(plan.RollVardgarantiservice, plan.RollVardgarantiservice),
			rules.AnchoredNeed(name, []string{"N49", "N53"}, plan.OrsakMinskatBehov, plan.OrsakOkatBehov),
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
			rules.SearchBeforePosition(),
			rules.MemoDialogue(rules.DialogueBefore),
			rules.MemoPeriod(rules.CalendarYear()),
			rules.MemoAnalysis(rules.CalendarYear()),
			rules.LinesAnalysed(),
			rules.VolumesMeetNeed(),
			rules.NeedHasLine(),
			rules.VolumeWithinNeed(),
			rules.CapacityLadder(),
			rules.MemoChangeDialogue(rules.DialogueBefore),
			rules.MemoMinutes("N40"),
			rules.MinutesOrder(rules.DialogueBefore, "N40"),
			rules.FieldHasGap(),
			rules.OfferForum(forum, name, "N54"),
			rules.OfferPeriod("N54"),
			rules.OfferGrain("N54"),
			rules.OfferByReceiver("N54"),
			rules.OfferBlocks(),
			rules.RestDialogue(false),
			rules.SpecialOrder(),
			rules.UnplacedHandling(),
			rules.ReceivingLeavesOthers(),
			rules.SearchAsHeld(),
		),
	}
}
