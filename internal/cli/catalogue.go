package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// ruleFlags are the flags of the command rules.
type ruleFlags struct {
	format             string
	coverage, silences bool
	diff               string
}

func (a *app) rulesCommand() *cobra.Command {
	var f ruleFlags
	cmd := &cobra.Command{
		Use:                   "rules",
		Short:                 a.say(lang.T("lista reglerna", "list the rules")),
		Example:               "  leveransplan rules --coverage\n  leveransplan rules --diff 6.0 9.0",
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return a.rules(f, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	flags.BoolVar(&f.coverage, "coverage", false, a.say(lang.T("rutinens uttalanden N01–N65 och vad som täcker dem", "the routine's statements N01–N65 and what covers them")))
	flags.BoolVar(&f.silences, "silences", false, a.say(lang.T("där rutinen är tyst, och verktygets egen läsning", "where the routine is silent, and the tool's own reading")))
	flags.StringVar(&f.diff, "diff", "", a.say(lang.T("vad som ändrades mellan två versioner: --diff `6.0 9.0`", "what changed between two versions: --diff `6.0 9.0`")))
	return cmd
}

func (a *app) rules(f ruleFlags, args []string) error {
	json := f.format == "json"
	chosen := 0
	for _, c := range []bool{f.coverage, f.silences, f.diff != ""} {
		if c {
			chosen++
		}
	}
	switch {
	case f.format != "text" && !json:
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj text eller json.", "Choose text or json."))
	case chosen > 1:
		return usage(lang.T("--coverage, --silences och --diff går inte ihop", "--coverage, --silences and --diff don't go together"), lang.T("Välj en av dem.", "Choose one of them."))
	case f.diff != "":
		return a.compareVersions(f.diff, args, json)
	case len(args) > 0:
		return usage(lang.T("rules tar inga argument", "rules takes no arguments"), lang.T("leveransplan explain %s förklarar en regel.", "leveransplan explain %s explains a rule.", args[0]))
	case f.coverage:
		return a.coverage(json)
	case f.silences && json:
		return a.written(render.SilencesJSON(a.env.Stdout, routine.Silences(), routine.LeftOpen(), a.lang))
	case f.silences:
		return a.written(render.Silences(a.env.Stdout, routine.Silences(), routine.LeftOpen(), a.style()))
	case json:
		return a.written(render.RulesJSON(a.env.Stdout, routine.Catalogue(), a.lang))
	}
	return a.written(render.RuleTable(a.env.Stdout, routine.Catalogue(), a.style()))
}

// coverage fails where the table and the rules disagree: a hole is no coverage.
func (a *app) coverage(json bool) error {
	table := routine.Coverage()
	holes := routine.Holes(table, routine.Statements(), routine.Naming())
	if len(holes) > 0 {
		a.code = exitFindings
	}
	if json {
		return a.written(render.CoverageJSON(a.env.Stdout, table, holes, a.lang))
	}
	return a.written(render.Coverage(a.env.Stdout, table, holes, a.style()))
}

func (a *app) compareVersions(from string, args []string, json bool) error {
	var known lang.List
	for _, v := range routine.Versions() {
		known = append(known, v.ID)
	}
	hint := lang.T("Skriv till exempel: leveransplan rules --diff 6.0 9.0. Versionerna är %s.", "Write for example: leveransplan rules --diff 6.0 9.0. The versions are %s.", known)
	if len(args) != 1 {
		return usage(lang.T("--diff vill ha två versioner", "--diff wants two versions"), hint)
	}
	for _, v := range []string{from, args[0]} {
		if _, ok := routine.Find(v); !ok {
			return usage(lang.T("rutin %s finns inte att tillgå", "routine %s is not at hand", v), hint)
		}
	}
	c, _ := routine.Compare(from, args[0])
	if json {
		return a.written(render.ComparisonJSON(a.env.Stdout, c, a.lang))
	}
	return a.written(render.Comparison(a.env.Stdout, c, a.style()))
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:                   a.say(lang.T("explain REGEL", "explain RULE")),
		Short:                 a.say(lang.T("förklara en regel, med exempel", "explain a rule, with examples")),
		Example:               "  leveransplan explain P101",
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(lang.T("explain vill ha en regel", "explain wants one rule"), lang.T("Skriv till exempel: leveransplan explain P101", "Write for example: leveransplan explain P101"))
			}
			var ids []string
			for _, r := range routine.Catalogue() {
				if strings.EqualFold(r.ID, args[0]) {
					return a.written(render.Explain(a.env.Stdout, r, a.style()))
				}
				ids = append(ids, r.ID)
			}
			hint := lang.T("leveransplan rules listar dem.", "leveransplan rules lists them.")
			if near, ok := lang.Nearest(strings.ToUpper(args[0]), ids); ok {
				hint = lang.T("Menade du %s? leveransplan rules listar dem.", "Did you mean %s? leveransplan rules lists them.", near)
			}
			return usage(lang.T("regeln %q finns inte", "there is no rule %q", args[0]), hint)
		},
	}
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:                   a.say(lang.T("schema SLAG", "schema KIND")),
		Short:                 a.say(lang.T("skriv ut ett dokumentslags JSON Schema", "print the JSON Schema of a kind of document")),
		Example:               "  leveransplan schema leveransplan > leveransplan.schema.json",
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			schemas, err := schema.Load()
			if err != nil {
				return fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
			}
			kinds := schemas.Kinds()
			if len(args) != 1 {
				return usage(lang.T("schema vill ha ett slag av dokument", "schema wants one kind of document"),
					lang.T("Slagen är: %s.", "The kinds are: %s.", lang.List(kinds)))
			}
			text, ok := schemas.Source(args[0])
			if !ok {
				hint := lang.T("Slagen är: %s.", "The kinds are: %s.", lang.List(kinds))
				if near, found := lang.Nearest(args[0], kinds); found {
					hint = lang.T("Menade du %s?", "Did you mean %s?", near)
				}
				return usage(lang.T("dokumentslaget %q finns inte", "there is no kind of document %q", args[0]), hint)
			}
			_, err = a.env.Stdout.Write(text)
			return a.written(err)
		},
	}
}
