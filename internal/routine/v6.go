package routine

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// V6 is version 6.0: the missiv to Funktionsgrupp produktionschefer, who decide twelve
// months, as a rule from April to March, by week. Its paragraphs are two processes,
// between förvaltningar and to external providers.
func V6() Version {
	const forum = "funktionsgrupp_produktionschefer"
	name := lang.Plain("Funktionsgrupp produktionschefer")
	return Version{
		ID:         "6.0",
		DocumentID: "OSN11757-1980785390-19",
		From:       calendar.Date(2024, 1, 18),
		To:         calendar.Date(2026, 1, 18),
		Forum:      forum,
		ForumName:  name,
		Approvals:  approvalsV6(),
		Rules: since(firstEdition,
			rules.PeriodisedSum(),
			rules.InsidePeriod(),
			rules.InsideAgreement("N34"),
			rules.InsideOffer("N12"),
			rules.Reconciled(),
			rules.Contacts(diag.Error, diag.Text),
			rules.TwoParties(),
			rules.PartyTypes(),
			rules.ReceiversAgreement("N34"),
			rules.AgreementCovers("N06", "N07", "N34"),
			rules.AsItsLine("N39"),
			rules.InsideMissiv("N37", "N38", "N39"),
			rules.AsItsOffer("N12", "N17", "N19", "N20"),
			rules.FreshOffer("N12"),
			rules.Origin("N34", "N41"),
			rules.Purpose(diag.Text),
			rules.QuarterSums(),
			rules.ClosedWeeks(),
			rules.AfterItsOrigin("N12", "N37", "N41"),
			rules.OwnCapacityFirst(),
			rules.KnownParties(),
			rules.WeeksOnly(),
			rules.ReceiverWait(rules.GuaranteeDays),
			rules.MemoForum(forum, name),
			rules.MemoDialogue(rules.DialogueAfter),
			rules.MemoPeriod(rules.TwelveMonths()),
			rules.MemoAnalysis(rules.TwelveMonths()),
			rules.LinesAnalysed(),
			rules.VolumesMeetNeed(),
			rules.NeedHasLine(),
			rules.VolumeWithinNeed(),
			rules.CapacityLadder(),
			rules.MemoChangeDialogue(rules.DialogueAfter),
			rules.MemoMinutes("N37"),
			rules.MinutesOrder(rules.DialogueAfter, "N37"),
			rules.FieldHasGap(),
			rules.OfferForum(forum, name, "N12"),
			rules.OfferPeriod("N12"),
			rules.OfferGrain("N12"),
			rules.OfferByReceiver("N12"),
			rules.OfferAnswers(),
			rules.CouncilSteps(),
			rules.ChosenPath(),
			rules.ProposalByReceiver(),
			rules.ProposalStates(),
			rules.ProposalWithinOffer(),
			rules.DistributionFits(),
			rules.CouncilMandate(),
			rules.ReviewAgainst(),
			rules.DistributionWithinNeed(),
			rules.CouncilOrder(),
			rules.PlansAsDecided(),
			rules.DecidedIsPlanned(),
			rules.OfferMinutes(),
			rules.NotifiedOffice(plan.RollKoncernkontoret, plan.RollVardgarantiservice),
			rules.AnchoredNeed(name, []string{"N53"}, plan.OrsakOkatBehov),
			rules.Principles(),
			rules.AllPrinciplesNo(),
			rules.ReliefShown(),
			rules.ChangeReconciled(),
			rules.NeedReasoned(),
			rules.ReceiverReports(),
			rules.AgreementEnds(),
			rules.SenderReports(),
			rules.IncreaseAfterPlan(),
			rules.RestDialogue(true),
		),
	}
}
