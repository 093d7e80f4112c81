package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
)

func (a *app) rulesCommand() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:                   "rules",
		Short:                 a.say(lang.T("lista reglerna", "list the rules")),
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 0:
				return usage(lang.T("rules tar inga argument", "rules takes no arguments"), lang.T("leveransplan explain %s förklarar en regel.", "leveransplan explain %s explains a rule.", args[0]))
			case format == "json":
				return a.written(render.RulesJSON(a.env.Stdout, routine.Catalogue(), a.lang))
			case format != "text":
				return usage(lang.T("formatet %q finns inte", "there is no format %q", format), lang.T("Välj text eller json.", "Choose text or json."))
			}
			return a.written(render.RuleTable(a.env.Stdout, routine.Catalogue(), a.style()))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	return cmd
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
