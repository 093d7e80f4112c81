package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// changeFlags are the flags of the command change.
type changeFlags struct {
	decrease, increase, to, takeBack wholeNumber
	periodise, undo, dryRun, why     bool
	weeks, terms                     []string
	from, cause, reportedBy, reason  string
}

func (a *app) changeFlags(cmd *cobra.Command, f *changeFlags) {
	flags := cmd.Flags()
	flags.Var(&f.decrease, "decrease", a.say(lang.T("sänk volymen med `ANTAL`", "lower the volume by `NUMBER`")))
	flags.Var(&f.increase, "increase", a.say(lang.T("höj volymen med `ANTAL`", "raise the volume by `NUMBER`")))
	flags.Var(&f.to, "to", a.say(lang.T("ändra volymen till `ANTAL`", "change the volume to `NUMBER`")))
	flags.BoolVar(&f.periodise, "periodise", false, a.say(lang.T("samma volym i andra veckor", "the same volume in other weeks")))
	flags.StringSliceVar(&f.weeks, "weeks", nil, a.say(lang.T("vad vissa `VECKOR` ska ha: 2027-W10=3,2027-W11=4", "what some `WEEKS` are to have: 2027-W10=3,2027-W11=4")))
	flags.StringVar(&f.from, "from", "", a.say(lang.T("gäller från `VECKA` eller kvartal (utan: den första vecka som inte har börjat)", "applies from `WEEK` or quarter (without: the first week that has not begun)")))
	flags.StringVar(&f.cause, "cause", "", a.say(lang.T("`ORSAK`: %s", "`CAUSE`: %s", causeList())))
	flags.StringVar(&f.reportedBy, "reported-by", "", a.say(lang.T("`ORGANISATION` som anmäler (utan: den som orsaken pekar på)", "`ORGANISATION` that reports it (without: the one that the cause points to)")))
	flags.StringVar(&f.reason, "reason", "", a.say(lang.T("`MOTIVERING` i en mening eller två", "`REASON` in a sentence or two")))
	flags.StringArrayVar(&f.terms, "term", nil, a.say(lang.T("nytt `VILLKOR` med orsaken villkor: avtal=avt-2027-003; kan upprepas", "new `TERM` with the cause villkor: avtal=avt-2027-003; can be repeated")))
	flags.Var(&f.takeBack, "take-back", a.say(lang.T("en rättelse tar tillbaka `ANTAL` av en tidigare utökning", "a correction takes back `NUMBER` of an earlier increase")))
	flags.BoolVar(&f.undo, "undo", false, a.say(lang.T("ta tillbaka det som grenen har ändrat av planens volym, veckor och villkor", "take back what the branch has changed of the plan's volume, weeks and terms")))
	flags.BoolVar(&f.why, "why", false, a.say(lang.T("visa vecka för vecka, med skäl", "show week by week, with reasons")))
	flags.BoolVar(&f.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa ändringen som en diff också", "write nothing; show the change as a diff too")))
}

// causeList names every cause once.
func causeList() string {
	var out []string
	seen := map[string]bool{}
	for _, by := range []int{-1, 1, 0} {
		for _, cause := range amend.Causes(by) {
			if !seen[cause] {
				seen[cause] = true
				out = append(out, cause)
			}
		}
	}
	return strings.Join(out, ", ")
}

// wish reads what is asked for.
func (f changeFlags) wish(given func(string) bool, args []string) (amend.Wish, error) {
	if len(args) != 1 {
		return amend.Wish{}, usage(lang.T("change vill ha ett id på en plan", "change wants the id of one plan"),
			lang.T("Skriv till exempel: leveransplan change lp-2027-skas-siv-knaprotes --decrease 10 --cause minskat_behov", "Write for example: leveransplan change lp-2027-skas-siv-knaprotes --decrease 10 --cause minskat_behov"))
	}
	wish := amend.Wish{ID: args[0], By: f.increase.n - f.decrease.n, Periodise: f.periodise,
		Cause: f.cause, ReportedBy: f.reportedBy, Reason: f.reason, TakesBack: f.takeBack.n}
	if err := f.oneVolume(given); err != nil {
		return wish, err
	}
	if given("to") {
		wish.To = &f.to.n
	}
	if f.from != "" {
		slot, ok := calendar.ParseSlot(f.from)
		if !ok {
			return wish, notSlot(f.from)
		}
		wish.From = slot
	}
	for _, term := range f.terms {
		key, word, ok := strings.Cut(term, "=")
		if !ok || word == "" {
			return wish, usage(lang.T("%q är inget villkor med värde", "%q is no term with a value", term), lang.T("Skriv till exempel: --term avtal=avt-2027-003", "Write for example: --term avtal=avt-2027-003"))
		}
		wish.Terms = append(wish.Terms, amend.Term{Key: strings.TrimSpace(key), Word: strings.TrimSpace(word)})
	}
	var err error
	wish.Weeks, err = f.named()
	return wish, err
}

// oneVolume refuses flags that contradict one another, and a change by nothing.
func (f changeFlags) oneVolume(given func(string) bool) error {
	said := dashed(given, "decrease", "increase", "to", "periodise")
	if f.undo {
		if with := dashed(given, "decrease", "increase", "to", "periodise", "weeks", "from", "cause", "reported-by", "reason", "term", "take-back", "why"); len(with) > 0 {
			return usage(lang.T("--undo går inte ihop med %s", "--undo does not go together with %s", with),
				lang.T("--undo tar tillbaka hela ändringen. --dry-run visar först vad det innebär.", "--undo takes the whole change back. --dry-run first shows what that means."))
		}
		return nil
	}
	for _, n := range []struct {
		name  string
		value wholeNumber
		least int
	}{{"decrease", f.decrease, 1}, {"increase", f.increase, 1}, {"to", f.to, 0}, {"take-back", f.takeBack, 1}} {
		if given(n.name) && (!n.value.whole || n.value.n < n.least) {
			return usage(lang.T("--%s %s: ett antal är ett heltal, minst %s", "--%s %s: a number is a whole number, %s at least", n.name, n.value.word, strconv.Itoa(n.least)),
				lang.T("Skriv bara siffror, till exempel --%s 3.", "Write digits alone, such as --%s 3.", n.name))
		}
	}
	switch {
	case len(said) > 1:
		return usage(lang.T("%s går inte ihop", "%s do not go together", lang.List(said)), lang.T("Välj en av dem. --weeks går ihop med var och en.", "Choose one of them. --weeks goes with each."))
	case len(said) == 0 && !given("weeks") && f.cause != "villkor":
		return usage(lang.T("vad som ska ändras saknas", "what is to change is missing"),
			lang.T("Ange --decrease, --increase, --to, --periodise eller --weeks.", "Give --decrease, --increase, --to, --periodise or --weeks."))
	}
	return nil
}

// named reads --weeks.
func (f changeFlags) named() (map[calendar.Slot]int, error) {
	out := map[calendar.Slot]int{}
	for _, word := range f.weeks {
		name, figure, ok := strings.Cut(strings.TrimSpace(word), "=")
		slot, isSlot := calendar.ParseSlot(strings.TrimSpace(name))
		n, err := strconv.Atoi(strings.TrimSpace(figure))
		_, twice := out[slot]
		switch {
		case !ok || err != nil:
			return nil, usage(lang.T("%q säger inte vad en vecka ska ha", "%q does not say what a week is to have", word), lang.T("Skriv veckor som 2027-W10=3,2027-W11=4.", "Write weeks such as 2027-W10=3,2027-W11=4."))
		case !isSlot:
			return nil, notSlot(name)
		case twice:
			return nil, usage(lang.T("%s står två gånger", "%s stands twice", name), lang.Text{})
		}
		out[slot] = n
	}
	return out, nil
}

func notSlot(word string) error {
	return usage(lang.T("%q är varken vecka eller kvartal", "%q is neither a week nor a quarter", word),
		lang.T("Skriv en vecka som 2027-W10 eller ett kvartal som 2027-Q2.", "Write a week such as 2027-W10 or a quarter such as 2027-Q2."))
}

// wholeNumber is the value of a flag that wants a whole number. What is none is told of in words,
// with the name of the flag, and not by the parser.
type wholeNumber struct {
	word  string
	n     int
	whole bool
}

func (v *wholeNumber) String() string { return v.word }
func (v *wholeNumber) Type() string   { return "number" }

func (v *wholeNumber) Set(word string) error {
	n, err := strconv.ParseInt(word, 10, 32) // far more than any plan has
	v.word, v.n, v.whole = word, int(n), err == nil
	return nil
}

// dashed lists the flags that were given, as they are written.
func dashed(given func(string) bool, names ...string) lang.List {
	var out lang.List
	for _, name := range names {
		if given(name) {
			out = append(out, "--"+name)
		}
	}
	return out
}

// ofEntry lists the flags given that say something of an entry of andringar.
func (f changeFlags) ofEntry() lang.List {
	return dashed(func(name string) bool {
		return map[string]bool{"cause": f.cause != "", "reported-by": f.reportedBy != "", "reason": f.reason != "", "take-back": f.takeBack.word != ""}[name]
	}, "cause", "reported-by", "reason", "take-back")
}

// oneLine folds a reason to one line, as files have it, and says so.
func (a *app) oneLine(reason string) string {
	reason = strings.TrimSpace(reason)
	if !strings.ContainsAny(reason, "\r\n") {
		return reason
	}
	a.tell(lang.T("radbrytningarna i --reason har blivit mellanslag", "the line breaks of --reason have become spaces"))
	return strings.Join(strings.Fields(reason), " ")
}
