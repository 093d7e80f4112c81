package routine

import "github.com/leveransplan/leveransplan/internal/lang"

// Coverage lists what becomes of each statement, N01 to N65. What rules name is held
// against it by [Holes].
func Coverage() []Covered {
	return []Covered{
		{
			Statement: "N01",
			Outside:   lang.T("att tillgängligheten följs upp sker i andra system; planerna får utfallet", "that availability is followed takes place in other systems; plans receive the outcome"),
		},
		{
			Statement: "N02",
			Rules:     []string{"P204"},
			Approval:  lang.T("koncernkontoret och en till godkänner behovsanalysen", "the head office and one more approve the behovsanalys"),
		},
		{
			Statement: "N03",
			Rules:     []string{"P205", "P303"},
			Approval:  lang.T("koncernkontoret och en till godkänner behovsanalysen", "the head office and one more approve the behovsanalys"),
		},
		{
			Statement: "N04",
			Rules:     []string{"P301", "P302", "P304"},
			Approval:  lang.T("koncernkontoret och en till godkänner behovsanalysen", "the head office and one more approve the behovsanalys"),
		},
		{
			Statement: "N05",
			Rules:     []string{"P121", "P209"},
		},
		{
			Statement: "N06",
			Rules:     []string{"F113", "P104", "P110", "P111", "P121", "P131", "P209", "P516", "P801", "P806", "X201", "X202", "X212"},
		},
		{
			Statement: "N07",
			Rules:     []string{"P104", "P110", "P111", "P121", "P131", "P516", "P806", "X212"},
		},
		{
			Statement: "N08",
			Rules:     []string{"F105", "P108", "P109", "X210"},
		},
		{
			Statement: "N09",
			Rules:     []string{"P117"},
		},
		{
			Statement: "N10",
			Outside:   lang.T("säger vem rutinen gäller för, inget om en plan", "says whom the routine is for, nothing about a plan"),
		},
		{
			Statement: "N11",
			Outside:   lang.T("rutinen anger ingen gräns för större volymer eller längre tid, och verktyget hittar inte på någon", "the routine gives no limit for larger volumes or longer time, and the tool invents none"),
		},
		{
			Statement: "N12",
			Rules:     []string{"P105", "P114", "P115", "P120", "P401", "P402", "P403", "P404", "P421"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N13",
			Rules:     []string{"P411", "P421"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N14",
			Rules:     []string{"P411"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N15",
			Rules:     []string{"P412", "P413", "P421"},
			Approval:  lang.T("forumet godkänner vägvalet", "the forum approves the choice of way"),
		},
		{
			Statement: "N16",
			Rules:     []string{"P412", "P414", "P416", "P421"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N17",
			Rules:     []string{"P114", "P416"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
			Tool:      lang.T("schemat kräver vårdområdet i varje rad", "the schema demands the field in each line"),
		},
		{
			Statement: "N18",
			Rules:     []string{"P416"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
			Tool:      lang.T("schemat kräver volymen i varje rad", "the schema demands the volume in each line"),
		},
		{
			Statement: "N19",
			Rules:     []string{"P114", "P415", "P416"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N20",
			Rules:     []string{"P114", "P132", "P415", "P416"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N21",
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
			Tool:      lang.T("nyckeln villkor tar emot dem som fri text", "the key villkor takes them as free text"),
		},
		{
			Statement: "N22",
			Rules:     []string{"P418"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N23",
			Rules:     []string{"P417", "P418", "P421"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N24",
			Rules:     []string{"P412", "P417", "P418"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N25",
			Rules:     []string{"P412", "P419", "P421"},
			Approval:  lang.T("koncernkontoret godkänner granskningen och förslaget till beslut", "the head office approves the review and the proposal for decision"),
		},
		{
			Statement: "N26",
			Rules:     []string{"P419", "P420"},
			Approval:  lang.T("koncernkontoret godkänner granskningen och förslaget till beslut", "the head office approves the review and the proposal for decision"),
		},
		{
			Statement: "N27",
			Rules:     []string{"P419"},
			Approval:  lang.T("koncernkontoret godkänner granskningen och förslaget till beslut", "the head office approves the review and the proposal for decision"),
		},
		{
			Statement: "N28",
			Rules:     []string{"P412", "P417", "P421", "P422", "P423"},
			Approval:  lang.T("koncernkontoret godkänner granskningen och förslaget till beslut", "the head office approves the review and the proposal for decision"),
		},
		{
			Statement: "N29",
			Rules:     []string{"P421", "P422", "P423", "P424"},
			Approval:  lang.T("forumet godkänner planer mellan förvaltningar enligt rutin 6.0", "the forum approves plans between förvaltningar under routine 6.0"),
		},
		{
			Statement: "N30",
			Rules:     []string{"P107", "P122"},
		},
		{
			Statement: "N31",
			Rules:     []string{"F111", "F112"},
		},
		{
			Statement: "N32",
			Outside:   lang.T("ersättningen har regler i ett annat dokument, och priser hör inte hemma i planerna", "pay has rules in another document, and prices do not belong in the plans"),
		},
		{
			Statement: "N33",
			Rules:     []string{"P133", "P206", "P207", "P208", "P214"},
		},
		{
			Statement: "N34",
			Rules:     []string{"F113", "P104", "P110", "P111", "P116", "P516", "P801", "P808", "X003", "X201", "X202"},
		},
		{
			Statement: "N35",
			Rules:     []string{"P201"},
			Approval:  lang.T("koncernkontoret lägger fram missivet och forumet godkänner det", "the head office presents the missiv and the forum approves it"),
		},
		{
			Statement: "N36",
			Rules:     []string{"P202", "P211", "P220", "X003"},
			Approval:  lang.T("varje förvaltnings representant hörs om missivet", "each förvaltning's representative is heard about the missiv"),
		},
		{
			Statement: "N37",
			Rules:     []string{"C107", "C110", "P113", "P120", "P203", "P210", "P213", "P220", "X101"},
			Approval:  lang.T("koncernkontoret lägger fram missivet och forumet godkänner det", "the head office presents the missiv and the forum approves it"),
		},
		{
			Statement: "N38",
			Rules:     []string{"P113", "P203", "X211"},
			Approval:  lang.T("koncernkontoret lägger fram missivet och forumet godkänner det", "the head office presents the missiv and the forum approves it"),
		},
		{
			Statement: "N39",
			Rules:     []string{"C107", "P112", "P113", "P212", "X101"},
			Approval:  lang.T("koncernkontoret lägger fram missivet och forumet godkänner det", "the head office presents the missiv and the forum approves it"),
		},
		{
			Statement: "N40",
			Rules:     []string{"C110", "P120", "P210", "P213", "P220"},
			Approval:  lang.T("koncernkontoret lägger fram missivet och forumet godkänner det", "the head office presents the missiv and the forum approves it"),
		},
		{
			Statement: "N41",
			Rules:     []string{"C110", "C122", "P101", "P102", "P103", "P112", "P113", "P116", "P118", "P119", "P120", "P130", "P134", "P203", "X101", "X102", "X204", "X211"},
			Approval:  lang.T("Vårdgarantiservice godkänner planen", "Vårdgarantiservice approves the plan"),
		},
		{
			Statement: "N42",
			Rules:     []string{"P116"},
			Approval:  lang.T("Vårdgarantiservice godkänner planen", "Vårdgarantiservice approves the plan"),
		},
		{
			Statement: "N43",
			Rules:     []string{"C118", "P106", "P122", "P511", "P518"},
			Approval:  lang.T("den skickande förvaltningens representant godkänner planen", "the representative of the sending förvaltning approves the plan"),
		},
		{
			Statement: "N44",
			Rules:     []string{"P106", "P122", "P511", "P515", "P518"},
			Approval:  lang.T("mottagaren godkänner planen", "the receiver approves the plan"),
		},
		{
			Statement: "N45",
			Rules:     []string{"P106"},
			Approval:  lang.T("Vårdgarantiservice, skickande och mottagare godkänner planen", "Vårdgarantiservice, sender and receiver approve the plan"),
		},
		{
			Statement: "N46",
			Rules:     []string{"F111", "P601", "P602", "P605", "X102"},
			Approval:  lang.T("Vårdgarantiservice och förvaltningens representant godkänner resten", "Vårdgarantiservice and the förvaltning's representative approve the rest"),
		},
		{
			Statement: "N47",
			Rules:     []string{"P601", "P602", "P603", "P604", "P605", "X102"},
			Approval:  lang.T("Vårdgarantiservice, förvaltningens representant och koncernkontoret godkänner resten", "Vårdgarantiservice, the förvaltning's representative and the head office approve the rest"),
		},
		{
			Statement: "N48",
			Rules:     []string{"C101", "C105", "C106", "C111", "P503", "P504", "P517"},
			Approval:  lang.T("den skickande förvaltningens representant godkänner sänkningen", "the representative of the sending förvaltning approves the decrease"),
		},
		{
			Statement: "N49",
			Rules:     []string{"P505", "P518"},
			Approval:  lang.T("representanten i forumet godkänner ändringen", "the representative in the forum approves the change"),
		},
		{
			Statement: "N50",
			Rules:     []string{"P506", "P507", "P514", "P519"},
			Approval:  lang.T("koncernkontoret godkänner sänkningen", "the head office approves the decrease"),
		},
		{
			Statement: "N50a",
			Rules:     []string{"P506", "P507"},
			Approval:  lang.T("koncernkontoret godkänner sänkningen", "the head office approves the decrease"),
		},
		{
			Statement: "N50b",
			Rules:     []string{"P506", "P507", "P508"},
			Approval:  lang.T("koncernkontoret godkänner sänkningen", "the head office approves the decrease"),
		},
		{
			Statement: "N50c",
			Rules:     []string{"P506", "P507"},
			Approval:  lang.T("koncernkontoret godkänner sänkningen", "the head office approves the decrease"),
		},
		{
			Statement: "N51",
			Rules:     []string{"C101", "C121", "P212", "P503", "P520"},
			Approval:  lang.T("Vårdgarantiservice, skickande och mottagare godkänner höjningen", "Vårdgarantiservice, sender and receiver approve the increase"),
		},
		{
			Statement: "N52",
			Rules:     []string{"P503", "P504", "P514", "P517"},
			Approval:  lang.T("Vårdgarantiservice, skickande och mottagare godkänner höjningen", "Vårdgarantiservice, sender and receiver approve the increase"),
		},
		{
			Statement: "N53",
			Rules:     []string{"P505", "P518"},
			Approval:  lang.T("representanten i forumet godkänner ändringen", "the representative in the forum approves the change"),
		},
		{
			Statement: "N54",
			Rules:     []string{"P105", "P114", "P115", "P116", "P120", "P401", "P402", "P403", "P404", "P405", "X003", "X203"},
			Approval:  lang.T("mottagarens representant och en till godkänner erbjudandet", "the receiver's representative and one more approve the offer"),
		},
		{
			Statement: "N55",
			Rules:     []string{"C117", "P509", "P510", "P518", "P519", "P521"},
			Approval:  lang.T("Vårdgarantiservice, skickande och mottagare godkänner höjningen", "Vårdgarantiservice, sender and receiver approve the increase"),
		},
		{
			Statement: "N56",
			Rules:     []string{"P212", "P513", "P521"},
			Approval:  lang.T("forumet godkänner höjningen enligt rutin 9.0", "the forum approves the increase under routine 9.0"),
		},
		{
			Statement: "N57",
			Rules:     []string{"F101", "F102", "F103", "F104", "F105", "F106", "F107", "F108", "F109", "F110", "F111", "F112", "F113"},
			Approval:  lang.T("Vårdgarantiservice och en till godkänner utfallet", "Vårdgarantiservice and one more approve the outcome"),
		},
		{
			Statement: "N58",
			Tool:      lang.T("leveransplan export: stjärnschema för Power BI, med plan, utfall och gap som mått", "leveransplan export: a star schema for Power BI, with plan, outcome and gap as measures"),
		},
		{
			Statement: "N59",
			Rules:     []string{"C122", "P405"},
			Approval:  lang.T("Vårdgarantiservice, skickande och mottagare godkänner planen", "Vårdgarantiservice, sender and receiver approve the plan"),
		},
		{
			Statement: "N60",
			Rules:     []string{"C112", "X203"},
		},
		{
			Statement: "N61",
			Outside:   lang.T("en möjlighet att fråga, inget som en fil kan visa", "a way to ask, nothing that a file could show"),
		},
		{
			Statement: "N62",
			Outside:   lang.T("den rutinen finns inte att tillgå", "that routine is not at hand"),
		},
		{
			Statement: "N63",
			Tool:      lang.T("leveransplan document skriver uppmaningen och en kod på varje sida; leveransplan verify säger om utskriften gäller", "leveransplan document puts the request and a code on every page; leveransplan verify says whether the print holds"),
		},
		{
			Statement: "N64",
			Rules:     []string{"P701", "P702", "P703", "P705", "P706", "P710"},
		},
		{
			Statement: "N65",
			Tool:      lang.T("leveransplan rules --diff 6.0 9.0 nämner skillnaden", "leveransplan rules --diff 6.0 9.0 tells the difference"),
			Outside:   lang.T("vem som godkänt rutinen är en uppgift om rutinen, inte om en plan", "who approved the routine is about the routine, not about a plan"),
		},
	}
}
