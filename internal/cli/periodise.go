package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func (a *app) periodiseCommand() *cobra.Command {
	var p proposing
	var line string
	var to []string
	var again bool
	cmd := &cobra.Command{
		Use:   a.say(lang.T("periodise (MISSIV | --line RAD)", "periodise (MISSIV | --line LINE)")),
		Short: a.say(lang.T("periodisera ett missiv eller en rad över veckor eller kvartal", "share a missiv or a line over weeks or quarters")),
		Long: a.say(lang.T(
			"periodise skriver leveransplaner för det som är öppet i ett missiv eller på en rad: till de mottagare som kan ta emot, i rutinens ordning, vecka för vecka efter arbetsdagar, lokal kalender och det som mottagaren har kvar. Andra missivs rader lämnas utanför; allocate tar hela planåret på en gång. Överenskomna planer rörs inte: change ändrar dem.\n\nSlutkod: 0 klart, 1 förslaget skulle ge fel i granskningen, 2 kommandot felskrivet, 3 periodiseringen gick inte att göra.",
			"periodise writes leveransplaner for what is open in a missiv or a line: to receivers that can take it, in the routine's order, week by week by working days, the local calendar and what the receiver has left. Lines of other missiv are left out; allocate takes the whole plan year at once. Agreed plans are not touched: change changes them.\n\nExit code: 0 done, 1 the check would find errors, 2 wrong usage, 3 the periodisation could not be made.")),
		Example:               "  leveransplan periodise missiv-2027-ortopedi --dry-run\n  leveransplan periodise --line missiv-2027-hud/su-nybesok --why\n  leveransplan periodise missiv-2027-onh --grain quarter",
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneSubject(args, line); err != nil {
				return err
			}
			of := func(set *plan.Set) (scope, error) { return periodised(set, args, line, to) }
			if again {
				if err := p.alone(); err != nil {
					return err
				}
				return a.replan(p, of)
			}
			return a.propose(p, of)
		},
	}
	cmd.Flags().StringVar(&line, "line", "", a.say(lang.T("en enda rad: `RAD`, eller MISSIV/RAD där flera missiv har den", "one line: `LINE`, or MISSIV/LINE where several missiv have it")))
	cmd.Flags().StringArrayVar(&to, "to", nil, a.say(lang.T("bara till `MOTTAGARE`, eller ur det erbjudandet eller avtalet; kan ges flera gånger", "only to `RECEIVER`, or from that offer or agreement; can be given several times")))
	cmd.Flags().BoolVar(&again, "replan", false, a.say(lang.T("fördela om veckorna i de förslag som raderna redan har, med samma volymer", "spread the weeks of the proposals that the lines have already anew, their volumes as they are")))
	p.flags(a, cmd)
	return cmd
}

// oneSubject refuses none and two.
func oneSubject(args []string, line string) error {
	hint := lang.T("Skriv leveransplan periodise MISSIV eller leveransplan periodise --line RAD.", "Write leveransplan periodise MISSIV or leveransplan periodise --line LINE.")
	switch {
	case len(args) == 0 && line == "":
		return usage(lang.T("vad ska periodiseras?", "what is to be shared out?"), hint)
	case len(args) > 1, len(args) == 1 && line != "":
		return usage(lang.T("ett missiv eller en rad åt gången", "one missiv or one line at a time"), hint)
	}
	return nil
}

// periodised finds the lines of a missiv, or one line, and what they may go to.
func periodised(set *plan.Set, args []string, line string, to []string) (scope, error) {
	s, err := subject(set, args, line)
	if err != nil || len(to) == 0 {
		return s, err
	}
	var names []string
	for _, o := range set.Erbjudanden {
		names = append(names, o.ID.V, o.Mottagare.V)
	}
	for _, a := range set.Avtal {
		names = append(names, a.ID.V, a.Vardgivare.V)
	}
	for _, name := range to {
		if !slices.Contains(names, name) {
			return s, unknownName(lang.T("ingen mottagare, inget erbjudande och inget avtal heter %q", "no receiver, offer or agreement is called %q", name), name, names)
		}
	}
	s.sources = func(o *plan.Erbjudande, a *plan.Avtal) bool {
		switch {
		case o != nil:
			return slices.Contains(to, o.ID.V) || slices.Contains(to, o.Mottagare.V)
		case a == nil:
			return false
		}
		return slices.Contains(to, a.ID.V) || slices.Contains(to, a.Vardgivare.V)
	}
	return s, nil
}

// subject finds the lines of a missiv, or one line.
func subject(set *plan.Set, args []string, line string) (scope, error) {
	if len(args) == 1 {
		m := set.Memo(args[0])
		if m == nil {
			return scope{}, unknownName(lang.T("missivet %q finns inte", "there is no missiv %q", args[0]), args[0], memos(set))
		}
		return scope{period: m.Period.V, only: func(l *plan.Line) bool { return l.Missiv == m }}, nil
	}
	found, names := linesCalled(set, line)
	switch len(found) {
	case 0:
		return scope{}, unknownName(lang.T("raden %q finns inte", "there is no line %q", line), line, names)
	case 1:
		return scope{period: found[0].Missiv.Period.V, only: func(l *plan.Line) bool { return l == found[0] }}, nil
	}
	var which lang.List
	for _, l := range found {
		which = append(which, l.Missiv.ID.V+"/"+l.Rad.ID.V)
	}
	return scope{}, usage(lang.T("flera missiv har raden %s", "several missiv have the line %s", line), lang.T("Skriv ett av %s.", "Write one of %s.", which))
}

// linesCalled finds the lines of a name, and gives the names that there are. A line of this year
// is often called what it was called last year: where one alone is open, that is meant.
func linesCalled(set *plan.Set, name string) (found []*plan.Line, names []string) {
	full := strings.Contains(name, "/")
	for _, l := range set.Lines {
		own := l.Rad.ID.V
		if full {
			own = l.Missiv.ID.V + "/" + own
		}
		if names = append(names, own); own == name {
			found = append(found, l)
		}
	}
	open := slices.DeleteFunc(slices.Clone(found), func(l *plan.Line) bool { return l.Oppet() <= 0 })
	if len(open) == 1 {
		found = open
	}
	return found, names
}

func memos(set *plan.Set) []string {
	var out []string
	for _, m := range set.Missiv {
		out = append(out, m.ID.V)
	}
	return out
}

// unknownName refuses a name that nobody has, with the nearest that somebody has.
func unknownName(text lang.Text, name string, there []string) error {
	hint := lang.T("Det finns inget att välja på.", "There is nothing to choose from.")
	if near, ok := lang.Nearest(name, there); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	} else if len(there) > 0 {
		slices.Sort(there)
		hint = lang.T("Välj bland %s.", "Choose from %s.", lang.List(slices.Compact(there)).Some(12))
	}
	return usage(text, hint)
}
