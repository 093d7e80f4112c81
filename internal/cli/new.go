package cli

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   a.say(lang.T("new SLAG", "new KIND")),
		Short: a.say(lang.T("gör ett nytt dokument eller en ny post i ett register", "make a new document or a new entry of a register")),
		Long: a.say(lang.T(
			"new gör ett nytt dokument, eller lägger en ny post sist i ett register. Uppgifterna ges med flaggor; på en terminal ställs frågor om det som saknas, med kända id att välja på och det vanliga svaret inom klamrar. Det som följer av det givna fylls i: en plans parter, vårdområde och åtgärder av missivets rad, veckorna av arbetsdagar och mottagarens kapacitet. Underlag som ingen har tagit fram än hittas inte på: dialoger, avstämningar och kontakter lämnas tomma och räknas upp. Skulle granskningen finna något annat fel skrivs ingenting.\n\nSlutkod: 0 klart, 1 granskningen skulle hitta fel, 2 kommandot felskrivet, 3 dokumentet gick inte att skriva.",
			"new makes a new document, or puts a new entry last in a register. What it needs is given by flags; on a terminal it asks for what is missing, offers known ids and shows the usual answer in brackets. What follows from the rest is filled in: a plan's parties, field and procedures from the line of its missiv, the weeks from working days and the receiver's capacity. Evidence that nobody has gathered yet is not invented: dialogues, reconciliations and contacts are left empty and listed. Should the check find any other error nothing is written.\n\nExit code: 0 done, 1 the check would find errors, 2 wrong usage, 3 the document could not be written.")),
		Example:               "  leveransplan new leveransplan --missiv missiv-2027-hud --rad su-nybesok --mottagare fyrskaret --avtal avt-2024-015 --volym 40\n  leveransplan new vardomrade --id plastik --namn Plastikkirurgi --giltig_fran 2027-01-01\n  leveransplan new missiv --ask",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		// A kind that does not exist is told of before the flags that it would have had.
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE: func(cmd *cobra.Command, args []string) error {
			var kinds []string
			for _, f := range forms {
				kinds = append(kinds, f.name)
			}
			hint := lang.T("Välj bland %s.", "Choose from %s.", lang.List(kinds))
			if len(args) == 0 {
				return usage(lang.T("vad ska göras?", "what is to be made?"), hint)
			}
			if near, ok := lang.Nearest(args[0], kinds); ok {
				hint = lang.T("Menade du %s?", "Did you mean %s?", near)
			}
			return usage(lang.T("slaget %q finns inte", "there is no kind %q", args[0]), hint)
		},
	}
	for _, f := range forms {
		cmd.AddCommand(a.newKind(f))
	}
	return cmd
}

// newFlags are the flags that all kinds have.
type newFlags struct {
	ask, dryRun bool
	words       map[string]*flagWord // by the flag's name
}

func (a *app) newKind(f *form) *cobra.Command {
	flags := newFlags{words: map[string]*flagWord{}}
	cmd := &cobra.Command{
		Use: f.name, Aliases: f.spellings(),
		Short:                 a.say(f.about),
		Args:                  noArgs,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			given := map[string]string{}
			for _, key := range f.ask {
				name := flagName(key)
				if !cmd.Flags().Changed(name) {
					continue
				}
				if given[bare(key)] = strings.TrimSpace(flags.words[name].said); given[bare(key)] == "" {
					return usage(lang.T("--%s är tomt", "--%s is empty", name), lang.T("Skriv ett värde, eller ta bort flaggan.", "Write a value, or leave the flag out."))
				}
			}
			return a.makeNew(f, flags, given)
		},
	}
	for _, key := range f.ask {
		name := flagName(key)
		flags.words[name] = &flagWord{named: a.say(lang.T("VÄRDE", "VALUE"))}
		cmd.Flags().Var(flags.words[name], name, a.say(f.title(bare(key))))
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&flags.ask, "ask", false, a.say(lang.T("ställ frågor, också när indata inte är en terminal", "ask, also where the input is no terminal")))
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa det som skulle skrivas", "write nothing; show what would be written")))
	return cmd
}

// flagWord is what a flag says. Help shows it by a name in the reader's language.
type flagWord struct{ said, named string }

func (w *flagWord) String() string        { return w.said }
func (w *flagWord) Set(said string) error { w.said = said; return nil }
func (w *flagWord) Type() string          { return w.named }

// maker is a new document or entry in the making.
type maker struct {
	a        *app
	d        *draft
	set      *plan.Set
	form     *form
	fields   map[string]edit.Field // by way
	today    calendar.Day
	validity *rule.Validity // of the routine's version that holds today
	values   map[string]edit.Value
	words    map[string]string // what was said, by key
	in       *bufio.Reader     // nil where nobody is asked
}

func (a *app) makeNew(f *form, flags newFlags, given map[string]string) error {
	d, err := a.draft("", !flags.dryRun)
	if err != nil {
		return err
	}
	defer d.Close()
	m := &maker{a: a, d: d, set: d.was.Set, form: f, today: d.was.AsOf, values: map[string]edit.Value{}, words: given}
	timeline := rule.Timeline(routine.Validities(m.set.Rutiner))
	if m.validity = timeline.On(m.today); m.validity == nil {
		m.validity = timeline.Last()
	}
	all, err := edit.Fields(d.opt.Schemas, string(f.kind))
	if err != nil {
		return fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	m.fields = f.fields(all)
	if a.env.Stdin != nil && (flags.ask || a.env.InTerminal) {
		m.in = bufio.NewReader(a.env.Stdin)
	}
	if err := m.gather(); err != nil {
		return err
	}
	change, err := m.change()
	if err != nil {
		return unfit(err)
	}
	return m.write(change, flags.dryRun)
}

// write shows what is made, and writes it unless the check would find an error in it.
func (m *maker) write(change worktree.Change, dryRun bool) error {
	a := m.a
	left, err := a.sound(m.d, []worktree.Change{change})
	if err != nil {
		return err
	}
	if m.in != nil && !dryRun {
		fmt.Fprint(a.env.Stderr, "\n"+string(difference(change))+"\n")
		if yes, err := m.confirmed(); err != nil || !yes {
			return err
		}
	}
	if !dryRun {
		if err := a.replace(m.d.Tree, []worktree.Change{change}); err != nil {
			return err
		}
	}
	err = a.safely(func(w io.Writer) error {
		if dryRun {
			_, err := w.Write(difference(change))
			return err
		}
		_, err := fmt.Fprintln(w, shown(change.Path))
		return err
	})
	if err != nil {
		return err
	}
	m.tell(change, left, dryRun)
	return nil
}

// tell says what became of it, and what is left for people to do.
func (m *maker) tell(change worktree.Change, left diag.List, dryRun bool) {
	name := shown(change.Path)
	entry := m.words["id"]
	if entry == "" {
		entry = m.form.name
	}
	switch {
	case dryRun && change.Old == nil:
		m.a.tell(lang.T("%s skulle skrivas", "%s would be written", name))
	case dryRun:
		m.a.tell(lang.T("%s skulle få en post till: %s", "%s would get one more entry: %s", name, shown(entry)))
	case change.Old == nil:
		m.a.tell(lang.T("%s är skriven", "%s is written", name))
	default:
		m.a.tell(lang.T("%s har fått en post till: %s", "%s has one more entry: %s", name, shown(entry)))
		if m.in == nil {
			m.shows(change)
		}
	}
	evidence := map[string]int{}
	for _, f := range left {
		if f.MissingEvidence {
			evidence[f.Rule]++
		}
	}
	m.a.remaining(evidence)
	for _, f := range left {
		if !f.MissingEvidence && f.Severity == diag.Warning {
			fmt.Fprintf(m.a.env.Stderr, "  %s [%s]\n", m.a.say(f.Message), f.Rule)
		}
	}
}

// shows prints the lines of the entry that a register has got.
func (m *maker) shows(change worktree.Change) {
	for line := range strings.Lines(string(difference(change))) {
		if strings.HasPrefix(line, "+ ") {
			fmt.Fprint(m.a.env.Stderr, "  "+strings.TrimPrefix(line, "+"))
		}
	}
}

// flagName is the flag of a key: `lyft.datum` is given as --lyft-datum, and the parts of a
// plan's origin by their own names.
func flagName(key string) string {
	return strings.ReplaceAll(strings.TrimPrefix(bare(key), "ursprung."), ".", "-")
}

// bare is a key of a form without the sign that it can't be left out.
func bare(key string) string { return strings.TrimSuffix(key, "!") }
