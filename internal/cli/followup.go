package cli

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/render"
)

type followupFlags struct {
	by, org, field, period, rev, asOf, format string
	year                                      string
	public, corrections                       bool
	// among are the organisations whose plans are asked for: see answering.
	among map[string]bool
}

// followupFormats lists how followup can tell, the usual one first.
var followupFormats = []string{"text", "json", "csv"}

func (a *app) followupCommand() *cobra.Command {
	var f followupFlags
	cmd := &cobra.Command{
		Use:   "followup",
		Short: a.say(lang.T("följ upp planerna mot utfallet", "follow up plans against outcome")),
		Long: a.say(lang.T(
			"followup visar planerat mot kontaktade, accepterade och utfört, hur långt utfallet ligger efter, vart takten leder, vad som är outlöst och vad mottagarna har kvar. Det visar en enda commit, aldrig filer som inte är incheckade, och säger vilken. Avslutade planår visas i text som summor; --year visar planerna. Enheter (patienter, åtgärder, besök) läggs aldrig ihop, och en vecka utan rad har ingen uppgift: den är inte 0.\n\nKapacitet kvar visas för de avtal och erbjudanden som de valda planerna tar av och för dem som själva har den mottagare, det vårdområde och den tid som är valda. Talen där gäller alla planer och hela avtalets eller erbjudandets tid.\n\nPrognosen är det som är utfört plus samma takt över de arbetsdagar som är kvar, efter mottagarens kalender. Bara veckor där planen har volym räknas; takten kommer ur dem som har utfall, och de som har gått utan utfall får den som de som är kvar. Planerat, efter och outlöst gäller bara veckor med utfall. Outlöst är det som var planerat i dem minst efterslapning_veckor före det senaste utfallet (när planens tid är så länge sedan förbi: fram till det), minus allt som är utfört, och aldrig mindre än det som är anmält som outlöst bland restvolymerna.\n\nMed --public visas det som får publiceras: antal under inställningen maskera_under i en plan och ett kvartal visas inte, inget som räknas ur dem röjer dem, och inga veckor visas. Inte heller visas hur mycket som är anmält som outlöst: för en plan med något anmält sträcker sig outlöst från det som räknas ur utfallet till planens hela volym.\n\nMed --period gäller planerat, procent och efter periodens veckor med utfall.\n\nI csv har varje plan eller grupp först en rad utan period för helheten och sedan en rad per kvartal, eller per vecka med --period i veckor. I varje rad är volym allt som är planerat, planerat det som låg i veckor med utfall, och gap planerat minus utfört. Med --by line har de planer som kommer ur ett erbjudande utan missiv en egen rad, utan id. Med --public har varje antal två kolumner, lägsta och högsta.\n\nSlutkod: 0 visat, 2 kommandot felskrivet, 3 gick inte att göra.",
			"followup shows planned against contacted, accepted and done, how far outcome is behind, where the pace leads, what is unused and what receivers have left. It shows one commit, never files that are not committed, and says which. Finished plan years are shown in text as sums; --year shows their plans. Units (patients, procedures, visits) are never added up, and a week without a row has no figure: it is not 0.\n\nCapacity left is shown of the agreements and offers that the chosen plans draw on, and of those that have the receiver, medical field and time that are chosen themselves. The figures there are of all plans and of the whole time of the agreement or offer.\n\nThe forecast is what has been done plus the same pace over the working days left, by the receiver's calendar. Only weeks in which the plan has volume count; the pace is that of the ones with outcome, and those that have passed without outcome get it like those left. Planned, behind and unused are about weeks with outcome only. Unused is what was planned in them at least efterslapning_veckor before the latest outcome (once the plan's time is that long past: until it), less all that has been done, and never less than what is registered as unused (outlöst) among the rests.\n\nWith --public it shows what may be published: counts below the setting maskera_under in a plan and a quarter are not shown, nothing reckoned from them gives them away, and no weeks are shown. Nor is how much is registered as unused: of a plan with anything registered, unused reaches from what is reckoned from outcome to the plan's whole volume.\n\nWith --period planned, per cent and behind are about the weeks of the period with outcome.\n\nIn csv each plan or group first has a row without a period for the whole and then one for each quarter, or for each week with --period in weeks. In each row volym is all that is planned, planerat what lay in weeks with outcome, and gap planerat less what is done. With --by line the plans that come from an offer without a missiv have a row of their own, without an id. With --public each count has two columns, lowest and highest.\n\nExit code: 0 shown, 2 wrong usage, 3 could not be done.")),
		Example:               "  leveransplan followup\n  leveransplan followup --by receiver --year 2027\n  leveransplan followup --org skas --period 2027-W01..2027-W12 --format csv\n  leveransplan followup --public --format json",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(lang.T("followup vill inte ha några argument, och fick %q", "followup wants no arguments, and was given %q", args[0]),
					lang.T("Välj med flaggor, till exempel: leveransplan followup --org skas", "Choose with flags, for example: leveransplan followup --org skas"))
			}
			return a.followup(f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.by, "by", "plan", a.say(lang.T("räkna per `NIVÅ`: plan, line (missivrad), sender (skickande), receiver (mottagare), field (vårdområde) eller region", "figures by `LEVEL`: plan, line, sender, receiver, field or region")))
	flags.StringVar(&f.year, "year", "", a.say(lang.T("bara `PLANÅRET`, till exempel 2027", "only the plan `YEAR`, such as 2027")))
	flags.StringVar(&f.org, "org", "", a.say(lang.T("bara planer som `ORGANISATION` (id), eller någon som den har ersatt den dagen, skickar eller tar emot", "only plans that `ORGANISATION` (id), or one that it has succeeded by that day, sends or receives")))
	flags.StringVar(&f.field, "field", "", a.say(lang.T("bara planer i `VÅRDOMRÅDE` (id)", "only plans in medical `FIELD` (id)")))
	flags.StringVar(&f.period, "period", "", a.say(lang.T("bara `PERIOD`: 2027-Q1, 2027-W05 eller 2027-W05..2027-W08", "only `PERIOD`: 2027-Q1, 2027-W05 or 2027-W05..2027-W08")))
	flags.BoolVar(&f.public, "public", false, a.say(lang.T("det som får publiceras: små antal maskerade, inga veckor", "what may be published: small counts masked, no weeks")))
	flags.BoolVar(&f.corrections, "corrections", false, a.say(lang.T("visa också rättelserna av utfall: vilket tal ett beslut på main ändrade, och vilket beslut", "also show the corrections of outcome: which figure a decision on main changed, and which decision")))
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("visa `REV` (utan: HEAD)", "show `REV` (without: HEAD)")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("som det ser ut `DAG` (utan: arkivets granskningsdag, och där den inte finns i dag)", "as seen on `DAY` (without: the repository's own day, or today)")))
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text, json eller csv", "`FORMAT`: text, json or csv")))
	return cmd
}

func (a *app) followup(f followupFlags) error {
	o, err := a.followupOptions(f)
	if err != nil {
		return err
	}
	v, err := a.view(f.rev, f.asOf, false)
	if err != nil {
		return err
	}
	defer v.Close()
	f.among = answering(v.set, f.org, v.today)
	keep, err := chosenPlans(v.set, f)
	if err != nil {
		return err
	}
	asked := followup.Options{Today: v.today}
	if f.public {
		asked.MaskUnder = v.set.Installningar.MaskeraUnder.V
	}
	whole := followup.New(v.set, asked)
	if err := withinYear(whole, f.year, o.From, o.To); err != nil {
		return err
	}
	report := lasting(chosen(whole, f, keep), o.From, o.To)
	a.tellSuccession(v.set, whole, report, f)
	if f.public {
		a.tellUnmasked(v.set)
	}
	o.Commit, o.Fold = v.rev.Hash, f.year+f.org+f.field == ""
	if _, _, o.OnMain, err = a.main(v); err != nil {
		return err
	}
	if f.corrections {
		if o.Corrections, err = a.corrections(report); err != nil {
			return err
		}
	}
	switch f.format {
	case "json":
		return a.written(render.FollowupJSON(a.env.Stdout, report, o))
	case "csv":
		return a.written(render.FollowupCSV(a.env.Stdout, report, o))
	}
	return a.safely(func(w io.Writer) error { return render.FollowupText(w, report, a.style(), o) })
}

// followupOptions reads from the flags how figures are told.
func (a *app) followupOptions(f followupFlags) (render.FollowupOptions, error) {
	o := render.FollowupOptions{Language: a.lang, By: f.by}
	if !slices.Contains(followupFormats, f.format) {
		return o, usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text, json eller csv.", "Choose text, json or csv."))
	}
	if f.public && f.corrections {
		return o, usage(lang.T("--public och --corrections går inte ihop", "--public and --corrections do not go together"),
			lang.T("Rättelserna är enskilda veckors tal, som inte får publiceras.", "Corrections are figures of single weeks, which may not be published."))
	}
	if !slices.Contains(render.FollowupLevels, f.by) {
		return o, noLevel(f.by)
	}
	if f.period == "" {
		return o, nil
	}
	first, last, isSpan := strings.Cut(f.period, "..")
	if !isSpan {
		last = first
	}
	var okFrom, okTo bool
	o.From, okFrom = calendar.ParseSlot(first)
	o.To, okTo = calendar.ParseSlot(last)
	switch hint := lang.T("Skriv 2027-Q1, 2027-W05 eller 2027-W05..2027-W08.", "Write 2027-Q1, 2027-W05 or 2027-W05..2027-W08."); {
	case !okFrom || !okTo || o.From.Grain() != o.To.Grain():
		return o, usage(lang.T("%q är ingen period", "%q is not a period", f.period), hint)
	case o.To.Compare(o.From) < 0:
		return o, usage(lang.T("%s kommer före %s", "%s comes before %s", last, first), lang.T("Byt plats på dem.", "Let them change places."))
	case f.public && o.From.Grain() == calendar.GrainWeek:
		return o, usage(lang.T("med --public visas inga veckor", "with --public no weeks are shown"), lang.T("Välj kvartal: --period %s", "Choose quarters: --period %s", o.From.Quarter().String()))
	}
	return o, nil
}

// chosenPlans tells which plans the flags ask for. What no plan can be is refused.
func chosenPlans(set *plan.Set, f followupFlags) (func(*followup.Plan) bool, error) {
	year := 0
	if f.year != "" {
		var err error
		if year, err = planYear(set.PlanYears(), f.year); err != nil {
			return nil, asYear(err, set.PlanYears(), f.year)
		}
	}
	if f.org != "" && set.Organisation(f.org) == nil {
		var known []string
		for _, o := range set.Organisationer {
			known = append(known, o.ID.V)
		}
		return nil, usage(lang.T("organisationen %q finns inte", "there is no organisation %q", f.org), meant(f.org, known, lang.T("Skriv id:t i registret.", "Write the id in the register.")))
	}
	if f.field != "" && set.Field(f.field) == nil {
		var known []string
		for _, v := range set.Vardomraden {
			known = append(known, v.ID.V)
		}
		return nil, usage(lang.T("vårdområdet %q finns inte", "there is no medical field %q", f.field), meant(f.field, known, lang.T("Skriv id:t i registret.", "Write the id in the register.")))
	}
	return func(p *followup.Plan) bool {
		return (year == 0 || p.Year == year) && f.parties(p.Skickande.V, p.Mottagare.V) && (f.field == "" || p.Vardomrade.V == f.field)
	}, nil
}

// meant asks whether something near was meant, or says what else to do.
func meant(word string, known []string, otherwise lang.Text) lang.Text {
	if near, ok := lang.Nearest(word, known); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return otherwise
}

// chosen leaves of a report the plans that are asked for, the capacities that they draw on or that
// are asked for themselves, and the outcome without a plan that would be among them.
func chosen(r *followup.Report, f followupFlags, keep func(*followup.Plan) bool) *followup.Report {
	if f.year+f.org+f.field == "" {
		return r
	}
	out := r.Only(keep)
	out.Capacities = slices.DeleteFunc(slices.Clone(r.Capacities), func(c *followup.Capacity) bool {
		return !slices.ContainsFunc(c.Plans, keep) && !f.asks(c)
	})
	out.Stray = slices.DeleteFunc(slices.Clone(r.Stray), func(s followup.Stray) bool {
		return f.year != "" && strconv.Itoa(s.Year) != f.year || !f.parties(s.Skickande, s.Mottagare) || f.field != "" && s.Vardomrade != f.field
	})
	return out
}

// lasting leaves of a report the capacities that there are within a period; zero: all.
func lasting(r *followup.Report, from, to calendar.Slot) *followup.Report {
	if from.IsZero() {
		return r
	}
	period := thursdays(from, to)
	out := *r
	out.Capacities = slices.DeleteFunc(slices.Clone(r.Capacities), func(c *followup.Capacity) bool { return !c.Time.Overlaps(period) })
	return &out
}

// asks tells that a capacity is by its own receiver, field and time what is asked for, whether
// any plan draws on it or not.
func (f followupFlags) asks(c *followup.Capacity) bool {
	return f.parties(c.Receiver) && (f.year == "" || inYear(c.Time, f.year)) &&
		(f.field == "" || slices.ContainsFunc(c.Fields(), func(id plan.Text) bool { return id.V == f.field }))
}

// inYear tells that a time has a day in a calendar year.
func inYear(time calendar.Interval, year string) bool {
	of, ok := calendar.ParseInterval(year + "-01-01/" + year + "-12-31")
	return ok && time.Overlaps(of)
}
