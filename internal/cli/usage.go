package cli

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// usageText words what the argument parser found wrong.
func usageText(err error) lang.Text {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	dashed := func(name string) string {
		if len(name) == 1 {
			return "-" + name
		}
		return "--" + name
	}
	switch {
	case errors.As(err, &unknown):
		return lang.T("flaggan %s finns inte", "there is no flag %s", dashed(unknown.GetSpecifiedName()))
	case errors.As(err, &missing):
		return lang.T("flaggan %s vill ha ett värde", "the flag %s wants a value", dashed(missing.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return lang.T("%q duger inte som värde för --%s", "%q will not do as a value of --%s", invalid.GetValue(), invalid.GetFlag().Name)
	case errors.As(err, &syntax):
		return lang.T("%q går inte att tolka som en flagga", "%q can't be read as a flag", syntax.GetSpecifiedFlag())
	}
	return lang.Plain(err.Error())
}

// noArgs refuses arguments of a command that takes flags alone.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(lang.T("%s tar bara flaggor, inte %q", "%s takes flags alone, not %q", cmd.CommandPath(), args[0]),
		lang.T("%s --help visar dem.", "%s --help shows them.", cmd.CommandPath()))
}

// straight writes tables of flags with their columns in line: the argument parser counts the
// bytes of a word where it should count its letters.
type straight struct{ io.Writer }

func (w straight) Write(text []byte) (int, error) {
	var out []byte
	for line := range bytes.Lines(text) {
		flag := bytes.TrimLeft(line, " ")
		end := len(line) - len(flag) + bytes.Index(flag, []byte("  "))
		if !bytes.HasPrefix(flag, []byte("-")) || end < len(line)-len(flag) {
			out = append(out, line...)
			continue
		}
		out = append(out, line[:end]...)
		out = append(out, bytes.Repeat([]byte(" "), end-utf8.RuneCount(line[:end]))...)
		out = append(out, line[end:]...)
	}
	if _, err := w.Writer.Write(out); err != nil {
		return 0, err
	}
	return len(text), nil
}

// helpTemplate is the help of every command, with the headings in the reader's language.
func (a *app) helpTemplate() string {
	head := func(sv, en string) string { return a.say(lang.T(sv, en)) }
	return `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}` + head("Användning", "Usage") + `:
  {{if .Runnable}}{{.UseLine}}{{else}}{{.CommandPath}} ` + head("KOMMANDO", "COMMAND") + `{{end}}
{{- if .HasExample}}

` + head("Exempel", "Examples") + `:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

` + head("Kommandon", "Commands") + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

` + head("Flaggor", "Flags") + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

` + head("Gemensamma flaggor", "Global flags") + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableSubCommands}}

` + head("leveransplan KOMMANDO --help säger mer om ett kommando.", "leveransplan COMMAND --help says more about a command.") + `{{end}}
`
}
