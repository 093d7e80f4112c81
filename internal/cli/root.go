package cli

import (
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "leveransplan",
		Short:         a.say(lang.T("Leveransplaner och missiv som kod.", "Leveransplaner and missiv as code.")),
		Long:          a.say(lang.T("leveransplan granskar en regions leveransplaner och missiv mot rutinen för överföring av patienter.", "leveransplan checks a region's leveransplaner and missiv against its routine for transferring patients.")),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,

		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return a.unknownCommand(cmd, args[0])
		},
	}
	root.SetOut(straight{a.env.Stdout})
	root.SetErr(a.env.Stderr)
	root.SetHelpTemplate(a.helpTemplate())
	root.CompletionOptions.HiddenDefaultCmd = true
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dirFlag, "dir", "C", "", a.say(lang.T("kör som om kommandot hade skrivits i `KATALOG`; filnamn räknas därifrån", "run as if the command had been given in `DIR`; file names count from there")))
	flags.StringVar(&a.langFlag, "lang", "", a.say(lang.T("språk: `sv|en`", "language: `sv|en`")))
	flags.BoolP("help", "h", false, a.say(lang.T("visa hjälp", "show help")))
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if err := nothingEmpty(cmd, args); err != nil {
			return err
		}
		if _, ok := known(a.langFlag); a.langFlag != "" && !ok {
			return usage(lang.T("språket %q finns inte", "there is no language %q", a.langFlag), lang.T("Välj sv eller en.", "Choose sv or en."))
		}
		return nil
	}
	root.SetHelpCommand(&cobra.Command{
		Use: "help", Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := root.Find(args)
			switch {
			case err != nil:
				return err
			case len(rest) > 0 && target.HasAvailableSubCommands():
				return a.unknownCommand(target, rest[0])
			}
			return target.Help()
		},
	})
	root.AddCommand(a.allocateCommand(), a.auditCommand(), a.changeCommand(), a.checkCommand(), a.codeownersCommand(), a.diffCommand(), a.documentCommand(), a.exportCommand(), a.fmtCommand(), a.followupCommand(), a.gateCommand(), a.importCommand(), a.logCommand(), a.newCommand(), a.periodiseCommand(), a.previewCommand(), a.recordCommand(), a.requireCommand(), a.rulesCommand(), a.setCommand(), a.showCommand(), a.siteCommand(), a.explainCommand(), a.schemaCommand(), a.verifyCommand())
	return root
}

// nothingEmpty refuses what was given and is empty, as by a variable that is not set: what
// leaves it out would do something else than was asked for, and might pass.
func nothingEmpty(cmd *cobra.Command, args []string) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && f.Value.String() == "" && err == nil {
			err = usage(lang.T("--%s är tomt", "--%s is empty", f.Name), lang.T("Skriv ett värde, eller ta bort flaggan.", "Write a value, or leave the flag out."))
		}
	})
	if err == nil && slices.Contains(args, "") {
		err = usage(lang.T("ett argument är tomt", "an argument is empty"), lang.T("Är en variabel inte satt?", "Is a variable not set?"))
	}
	return err
}

func (a *app) unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	hint := lang.T("Kommandona är: %s.", "The commands are: %s.", lang.List(names))
	if near, ok := lang.Nearest(name, names); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return usage(lang.T("kommandot %q finns inte", "there is no command %q", name), hint)
}

// findRoot finds the repository: from -C, else from the working directory upwards.
func (a *app) findRoot(dir string) (string, error) {
	start := under(a.env.Dir, dir)
	root, ok := worktree.FindRoot(start)
	if !ok {
		return "", fault(lang.T("här finns ingen mapp plans/, varken i %s eller ovanför", "there is no folder plans/ in %s or above it", start),
			lang.T("Gå till arkivet med planerna, eller peka ut det: leveransplan -C KATALOG check", "Go to the repository with the plans, or point to it: leveransplan -C DIR check"))
	}
	return root, nil
}

// from is the place of a path that was written on the command line: -C goes first, as if
// the command had been given there.
func (a *app) from(path string) string { return under(under(a.env.Dir, a.dirFlag), path) }

func under(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

func (a *app) style() render.Style {
	return render.Style{Language: a.lang, Color: a.color()}
}

// color follows the conventions: NO_COLOR forbids, CLICOLOR_FORCE insists, else colour is
// for terminals that can show it.
func (a *app) color() bool {
	switch force := a.env.Getenv("CLICOLOR_FORCE"); {
	case a.env.Getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	return a.env.Terminal && a.env.Getenv("TERM") != "dumb" && a.env.Getenv("CLICOLOR") != "0"
}
