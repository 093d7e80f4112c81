package diff

// Kind is a kind of change, as approvals and records name it. It follows from the two
// sides and never from what a document says of itself.
type Kind string

// The kinds of change. A document can have several and then needs what each of them needs.
const (
	MissivNytt   Kind = "missiv.nytt"
	MissivAndrat Kind = "missiv.andrat" // every change of a missiv, its removal included

	PlanNy Kind = "leveransplan.ny"
	// PlanMinskning: lower, and what the line stands for falls with it (N48-N50).
	PlanMinskning Kind = "leveransplan.minskning"
	// PlanFrigjord: lower, while the line stands for as much as before.
	PlanFrigjord Kind = "leveransplan.frigjord"
	// PlanOkning: what entries add to or take back from the line rises, in a new plan too
	// (N51-N56).
	PlanOkning Kind = "leveransplan.okning"
	// PlanPafyllning: higher, out of what the line holds already.
	PlanPafyllning Kind = "leveransplan.pafyllning"
	// PlanOmperiodisering: a week or quarter rises without a rise of the whole, or the plan
	// goes from one grain to the other.
	PlanOmperiodisering Kind = "leveransplan.omperiodisering"
	// PlanMottagande: new from an offer alone, or such a plan raised within the offer (N12,
	// N54, N59).
	PlanMottagande Kind = "leveransplan.mottagande"
	// PlanVillkor: every change of a plan that is none of the others.
	PlanVillkor    Kind = "leveransplan.villkor"
	PlanBorttagen  Kind = "leveransplan.borttagen"
	Redaktionell   Kind = "redaktionell"
	ErbjudandeNytt Kind = "erbjudande.nytt"

	ErbjudandeAndrat      Kind = "erbjudande.andrat"
	ErbjudandeBorttaget   Kind = "erbjudande.borttaget"
	BehovsanalysNy        Kind = "behovsanalys.ny"
	BehovsanalysAndrad    Kind = "behovsanalys.andrad"
	BehovsanalysBorttagen Kind = "behovsanalys.borttagen"
	RestvolymNy           Kind = "restvolym.ny"
	RestvolymAndrad       Kind = "restvolym.andrad"
	RestvolymBorttagen    Kind = "restvolym.borttagen"
	UtfallAndrat          Kind = "utfall.andrat"
	RegisterAndrat        Kind = "register.andrat" // the calendar and the routine's prolongations too
	RollerAndrade         Kind = "roller.andrade"
	UndantagAndrat        Kind = "undantag.andrat"
	AvvikelseAndrad       Kind = "avvikelse.andrad"
	// VerktygAndrat: settings, schemas, workflows, the tool's source.
	VerktygAndrat Kind = "verktyg.andrat"
	// OkandAndrad: any other file; never one that is or was a document of a known kind.
	OkandAndrad Kind = "okand.andrad"

	// OlastFore: what stood there before could not be read whole, so nobody can tell what
	// changes. What stands there now is in the other kinds, as if it were new.
	OlastFore Kind = "olast.fore"
	// OlastEfter: what is to stand there can't be read whole. Nobody can agree to what nobody
	// can read: it is mended first.
	OlastEfter Kind = "olast.efter"
)
