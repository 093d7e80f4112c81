package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/propose"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// proposing is what allocate and periodise are asked for alike.
type proposing struct {
	from, grain, asOf, format string
	with                      []string
	dryRun, leaves, prove     bool
	show                      render.ProposalOptions
}

// flags adds those that both have.
func (p *proposing) flags(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&p.from, "from", "", a.say(lang.T("ingen volym före `VECKA` (2027-W10)", "no volume before `WEEK` (2027-W10)")))
	f.StringVar(&p.grain, "grain", "", a.say(lang.T("`week|quarter`: planera per vecka eller per kvartal (utan: per vecka, och per kvartal där mottagarens kapacitet står så)", "`week|quarter`: plan by week or by quarter (without: by week, and by quarter where the receiver's capacity is stated so)")))
	f.StringVar(&p.asOf, "as-of", "", a.say(lang.T("föreslå som om det vore `DAG` (2027-03-01)", "propose as if it were `DAY` (2027-03-01)")))
	f.StringVar(&p.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	f.BoolVar(&p.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa förslaget", "write nothing; show the proposal")))
	f.BoolVar(&p.leaves, "no-rests", false, a.say(lang.T("låt det som inte får plats stå öppet i stället för att bli restvolymer", "leave what finds no place open instead of making it rests")))
	f.BoolVar(&p.show.Why, "why", false, a.say(lang.T("visa varför varje vecka har sitt tal", "show why each week has its figure")))
	f.BoolVar(&p.prove, "prove", false, a.say(lang.T("räkna om beviset för att förslaget är det bästa", "reckon the proof anew that the proposal is the best")))
	f.StringArrayVar(&p.with, "with", nil, a.say(lang.T("pröva med erbjudandet eller avtalen i `FIL` utan att skriva något; kan ges flera gånger", "try with the offer or the agreements in `FILE` and write nothing; can be given several times")))
}

func (a *app) allocateCommand() *cobra.Command {
	var p proposing
	var period string
	cmd := &cobra.Command{
		Use:   "allocate",
		Short: a.say(lang.T("föreslå var missivens öppna volymer kan placeras", "propose where the open volume of missiv can be placed")),
		Long: a.say(lang.T(
			"allocate fördelar ett planårs alla öppna missivrader på erbjudanden och avtal, i rutinens ordning: så mycket som möjligt får plats, egen regi först, sedan egna avtal och sist andra regioners; det som blir över fördelas så jämnt som möjligt mellan förvaltningarna. Överenskomna planer rörs inte. Förslaget skrivs som leveransplaner och restvolymer i arbetsfilerna; det som saknas är avstämningar och kontakter.\n\nSlutkod: 0 klart, 1 förslaget skulle ge fel i granskningen, 2 kommandot felskrivet, 3 fördelningen gick inte att göra.",
			"allocate places all open missiv lines of a plan year with offers and agreements, in the routine's order: as much as possible finds a place, own regi first, then own agreements and last other regions'; what is left falls as evenly as possible on the senders. Agreed plans are not touched. The proposal is written as leveransplaner and restvolymer into the working files; what they lack is reconciliations and contacts.\n\nExit code: 0 done, 1 the check would find errors, 2 wrong usage, 3 the allocation could not be made.")),
		Example:               "  leveransplan allocate --period 2027 --dry-run\n  leveransplan allocate --period 2027 --with nytt-avtal.yaml",
		Args:                  noArgs,
		DisableFlagsInUseLine: true,
		RunE: func(*cobra.Command, []string) error {
			if _, err := planYearOf(period, nil); err != nil {
				return err
			}
			return a.propose(p, func(set *plan.Set) (scope, error) {
				interval, err := planYearOf(period, set)
				return scope{period: interval}, err
			})
		},
	}
	cmd.Flags().StringVar(&period, "period", "", a.say(lang.T("planåret, som `2027` eller 2026-04-01/2027-03-31 (krävs)", "the plan year, as `2027` or 2026-04-01/2027-03-31 (required)")))
	p.flags(a, cmd)
	return cmd
}

// planYearOf reads a plan year. A year alone is that of the missiv that begin in it: under 6.0
// a plan year begins in April. Without documents it is the calendar year.
func planYearOf(s string, set *plan.Set) (calendar.Interval, error) {
	if n, err := strconv.Atoi(s); err == nil && len(s) == 4 {
		if iv, ok := calendar.ParseInterval(fmt.Sprintf("%d-01-01/%d-12-31", n, n)); ok {
			if set == nil {
				return iv, nil
			}
			for _, m := range set.Missiv {
				if p := m.Period.V; p.From.Year() == n && p.To > iv.To {
					iv.To = p.To
				}
			}
			return iv, nil
		}
	}
	if iv, ok := calendar.ParseInterval(s); ok {
		return iv, nil
	}
	hint := lang.T("Skriv ett år eller två dagar: --period 2027 eller --period 2026-04-01/2027-03-31.", "Write a year or two days: --period 2027 or --period 2026-04-01/2027-03-31.")
	if s == "" {
		return calendar.Interval{}, usage(lang.T("planåret saknas", "the plan year is missing"), hint)
	}
	return calendar.Interval{}, usage(lang.T("%q är inget planår", "%q is no plan year", s), hint)
}

// scope is what a proposal is for.
type scope struct {
	period  calendar.Interval
	only    func(*plan.Line) bool
	sources func(*plan.Erbjudande, *plan.Avtal) bool
}

// anyMemo refuses a plan year that nobody has decided anything for.
func anyMemo(q allocate.Question) error {
	var years lang.List
	for _, m := range q.Set.Missiv {
		if q.Period.Holds(m.Period.V) {
			return nil
		}
		years = append(years, m.Period.V.String())
	}
	if len(years) == 0 {
		return usage(lang.T("det finns inga missiv", "there are no missiv"), lang.T("leveransplan new missiv skriver ett.", "leveransplan new missiv writes one."))
	}
	slices.Sort(years)
	return usage(lang.T("inget missiv ligger inom %s", "no missiv lies within %s", q.Period.String()), lang.T("Det finns missiv för %s.", "There are missiv for %s.", slices.Compact(years)))
}

// weekly sees to it that plans are by week where the routine wants that (N41 in 6.0).
func weekly(q *allocate.Question) error {
	if routine.Policy(q.Set, q.Today).Version != weeksOnly {
		return nil
	}
	if q.Grain == calendar.GrainQuarter {
		return usage(lang.T("rutin %s periodiserar per vecka", "routine %s shares out by week", weeksOnly), lang.T("Ta bort --grain quarter.", "Leave out --grain quarter."))
	}
	q.Grain = calendar.GrainWeek
	return nil
}

// weeksOnly is the version of the routine that knows no quarters.
const weeksOnly = "6.0"

// propose makes a proposal and writes it into the working files.
func (a *app) propose(p proposing, of func(*plan.Set) (scope, error)) error {
	if !slices.Contains([]string{"text", "json"}, p.format) {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", p.format), lang.T("Välj text eller json.", "Choose text or json."))
	}
	q, err := p.question()
	if err != nil {
		return err
	}
	writes := !p.dryRun && len(p.with) == 0
	d, err := a.draft(p.asOf, writes)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := a.certain(d); err != nil {
		return err
	}
	q.Set, q.Today = d.was.Set, d.was.AsOf
	tried, err := a.tryOut(d, p.with, &q)
	if err != nil {
		return err
	}
	s, err := of(q.Set)
	if err != nil {
		return err
	}
	q.Period, q.Only, q.Sources = s.period, s.only, s.sources
	if s.sources != nil || p.from != "" {
		p.show.Chosen, p.leaves = true, true // what finds no place in a choice may find one outside it
	}
	if err := anyMemo(q); err != nil {
		return err
	}
	a.triedOut(tried, q)
	if err := weekly(&q); err != nil {
		return err
	}
	found, err := allocate.Allocate(q)
	if f := (*allocate.Fault)(nil); errors.As(err, &f) {
		return fault(f.Message, f.Hint)
	}
	if err != nil {
		return fault(lang.T("fördelningen gick inte att göra: %v", "the allocation could not be made: %v", err), lang.Text{})
	}
	if p.prove {
		if p.show.Proofs, err = proven(found); err != nil {
			return fault(lang.T("beviset håller inte: %v", "the proof does not hold: %v", err), lang.T("Det är ett fel i verktyget. Ingenting har skrivits.", "It is a fault of the tool. Nothing has been written."))
		}
	}
	return a.hand(p, d, q, found, writes)
}

// certain refuses to propose anything where it is not known what is open and what is free: a
// plan with an error may take what looks free. It refuses new decisions under a routine that
// has run out, too, as the check would (P702).
func (a *app) certain(d *draft) error {
	var wrong diag.List
	for _, f := range d.was.Findings {
		if f.Severity == diag.Error && f.Waived == nil && !f.MissingEvidence && !aside(f.File) {
			wrong = append(wrong, f)
		}
	}
	if len(wrong) > 0 {
		wrong.Sort()
		more := max(0, len(wrong)-mostShown)
		if err := a.safely(func(w io.Writer) error { return render.Findings(w, wrong[:len(wrong)-more], a.style()) }); err != nil {
			return err
		}
		hint := lang.T("Rätta det som anmärkningarna pekar på, och kör igen.", "Mend what the findings point at, and run again.")
		if more > 0 {
			hint = lang.T("Rätta det som anmärkningarna pekar på, och kör igen; leveransplan check visar de %d andra.", "Mend what the findings point at, and run again; leveransplan check shows the %d others.", more)
		}
		return fault(lang.T("planerna har fel: ingen vet säkert vad som är öppet och vad som är ledigt", "the plans have errors: nobody knows for certain what is open and what is free"), hint)
	}
	set := d.was.Set
	versions := rule.Timeline(routine.Validities(set.Rutiner))
	if last := versions.Last(); d.was.AsOf > last.To && set.Installningar.UtgangenRutin.V != "varna" {
		return fault(lang.T("rutin %s gällde till och med %s: inget nytt kan föreslås förrän den har förlängts eller ersatts", "routine %s held until %s: nothing new can be proposed until it has been prolonged or replaced", last.Version, last.To.String()),
			lang.T("En förlängning skrivs i plans/register/rutiner.yaml: leveransplan new forlangning", "A prolongation is written in plans/register/rutiner.yaml: leveransplan new forlangning"))
	}
	return nil
}

// mostShown is how many errors are shown of those that stand in the way.
const mostShown = 8

// aside tells that what a file holds says nothing of what is open or free: outcome, roles,
// waivers and follow-ups.
func aside(file string) bool {
	return strings.HasSuffix(file, ".csv") || file == plan.FixedPaths[plan.KindRoller] ||
		file == plan.FixedPaths[plan.KindUndantag] || file == plan.FixedPaths[plan.KindAvvikelser]
}

// proven reckons the proof anew and gives what it consists of.
func proven(p *allocate.Proposal) ([]allocate.Proof, error) {
	if err := p.Certificate().Check(); err != nil {
		return nil, err
	}
	return p.Certificate().Proofs()
}

// question reads what the flags say.
func (p *proposing) question() (q allocate.Question, err error) {
	if p.from != "" {
		w, ok := calendar.ParseWeek(p.from)
		if !ok {
			return q, notAWeek(p.from)
		}
		q.From = w
	}
	q.Grain, err = grainOf(p.grain)
	return q, err
}

// grainOf reads the flag --grain; not given it is zero.
func grainOf(word string) (calendar.Grain, error) {
	switch word {
	case "":
		return 0, nil
	case "week":
		return calendar.GrainWeek, nil
	case "quarter":
		return calendar.GrainQuarter, nil
	}
	return 0, usage(lang.T("--grain %q finns inte", "there is no --grain %q", word), lang.T("Välj week eller quarter.", "Choose week or quarter."))
}

func notAWeek(s string) error {
	return usage(lang.T("%q är ingen vecka", "%q is no week", s), lang.T("Skriv en vecka som 2027-W10.", "Write a week such as 2027-W10."))
}

// hand shows a proposal, and writes it where it is to be written.
func (a *app) hand(p proposing, d *draft, q allocate.Question, found *allocate.Proposal, writes bool) error {
	version := routine.Policy(q.Set, q.Today).Version
	opt := propose.Options{Set: q.Set, Routine: version, Today: q.Today, Language: a.repositoryLanguage(q.Set)}
	out := propose.Documents(found, opt)
	shownRests := out.Rests
	if p.leaves {
		out.Rests = nil
	}
	files, err := out.Files(d.Tree, d.opt.Schemas, opt)
	if err != nil {
		return fault(lang.T("förslaget gick inte att skriva: %v", "the proposal could not be written: %v", shown(err.Error())), lang.Text{})
	}
	var changes []worktree.Change
	for _, f := range files {
		changes = append(changes, worktree.Change{Path: f.Path, Old: f.Old, New: f.New})
	}
	var left diag.List
	if len(p.with) == 0 {
		if left, err = a.sound(d, changes); err != nil {
			return err
		}
	}
	if writes {
		if err := a.replace(d.Tree, changes); err != nil {
			return err
		}
	}
	out.Rests = shownRests
	err = a.safely(func(w io.Writer) error {
		if p.format == "json" {
			return render.ProposalJSON(w, out, q.Period.String(), a.lang)
		}
		return render.ProposalText(w, out, a.style(), p.show)
	})
	if err != nil {
		return err
	}
	a.handed(p, changes, left, writes)
	return nil
}

// handed tells what became of the proposal, and what people have left to do.
func (a *app) handed(p proposing, changes []worktree.Change, left diag.List, writes bool) {
	switch {
	case len(changes) == 0:
		return
	case len(p.with) > 0:
		a.tell(lang.T("prövat med %s: ingenting har skrivits", "tried with %s: nothing has been written", lang.List(p.with)))
		return
	case !writes:
		a.tell(lang.T("%s skulle skrivas", "%s would be written", counted(len(changes))))
	default:
		a.tell(lang.T("%s har skrivits", "%s written", counted(len(changes))))
	}
	a.leftOver(left)
	if writes {
		fmt.Fprintln(a.env.Stderr, "  "+a.say(lang.T("leveransplan preview visar vad en pull request av det kommer att visa.", "leveransplan preview shows what a pull request of it will show.")))
	}
}
