package cli

import (
	"io"
	"io/fs"
	"time"

	"github.com/spf13/pflag"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// language decides in which language to speak: --lang, else the repository's setting,
// else the locale, else Swedish. It is needed before flags are parsed, since it is the
// language in which their errors are told.
func (a *app) language(args []string) lang.Language {
	var dir string
	early := pflag.NewFlagSet("", pflag.ContinueOnError)
	early.ParseErrorsAllowlist.UnknownFlags = true
	early.SetOutput(io.Discard)
	early.StringVar(&a.langFlag, "lang", "", "")
	early.StringVarP(&dir, "dir", "C", "", "")
	early.BoolP("help", "h", false, "")
	// Faults are told when the command's own flags are parsed.
	_ = early.Parse(args)
	if l, ok := known(a.langFlag); ok {
		return l
	}
	if s := a.settings(dir); s != nil {
		if l, ok := known(s.Sprak.V); ok && s.Sprak.Set {
			return l
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := a.env.Getenv(name); v != "" {
			if l, ok := known(v[:min(2, len(v))]); ok {
				return l
			}
			break
		}
	}
	return lang.SV
}

func known(word string) (lang.Language, bool) {
	for _, l := range lang.Languages {
		if string(l) == word {
			return l, true
		}
	}
	return "", false
}

// settings reads the repository's settings for what must be known before the check:
// language and time zone. Faults in the file are the check's business.
func (a *app) settings(dir string) *plan.Installningar {
	root, err := a.findRoot(dir)
	if err != nil {
		return nil
	}
	tree, err := worktree.Open(root)
	if err != nil {
		return nil
	}
	defer tree.Close()
	name := plan.FixedPaths[plan.KindInstallningar]
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil
	}
	y, _ := yamldoc.Parse(diag.NewSource(name, text))
	if y == nil {
		return nil
	}
	s, _ := plan.Decode(plan.KindInstallningar, y, false).(*plan.Installningar)
	s.Defaults()
	return s
}

// today is the day by the clock in the repository's time zone.
func (a *app) today() calendar.Day {
	zone := "Europe/Stockholm"
	if s := a.settings(a.dirFlag); s != nil {
		zone = s.Tidszon.V
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		location = time.UTC
	}
	return calendar.FromTime(a.env.Now().In(location))
}
