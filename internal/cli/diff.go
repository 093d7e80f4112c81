package cli

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

// diffFormats lists how diff can tell, the usual one first.
var diffFormats = []string{"text", "json", "markdown"}

func (a *app) diffCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   a.say(lang.T("diff BAS [HUVUD]", "diff BASE [HEAD]")),
		Short: a.say(lang.T("visa vad en ändring betyder", "show what a change means")),
		Long: a.say(lang.T(
			"diff visar vad en ändring betyder: dokument, volymer, veckor och parter, aldrig rader. Ändringen räknas från den punkt där HUVUD lämnade BAS. Utan HUVUD är det arbetsfilerna; det de ändrar utanför plans/ räknas när det är incheckat.\n\nSlutkod: 0 visat, 1 något går inte att läsa efter ändringen, 2 kommandot felskrivet, 3 jämförelsen gick inte att göra.",
			"diff shows what a change means: documents, volumes, weeks and parties, never lines. The change counts from the point where HEAD left BASE. Without HEAD it is the working files; what they change outside plans/ counts once it is committed.\n\nExit code: 0 shown, 1 something can't be read after the change, 2 wrong usage, 3 the comparison could not be made.")),
		Example:               "  leveransplan diff main\n  leveransplan diff origin/main HEAD --format markdown\n  leveransplan diff HEAD~1 HEAD --format json",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage(lang.T("diff vill ha en eller två revisioner", "diff wants one or two revisions"),
					lang.T("Skriv till exempel: leveransplan diff main", "Write for example: leveransplan diff main"))
			}
			return a.diff(format, args[0], slices.Concat(args[1:], []string{""})[0])
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.say(lang.T("`FORMAT`: text, json eller markdown", "`FORMAT`: text, json or markdown")))
	return cmd
}

func (a *app) diff(format, base, head string) error {
	if !slices.Contains(diffFormats, format) {
		return usage(lang.T("formatet %q finns inte", "there is no format %q", format), lang.T("Välj text, json eller markdown.", "Choose text, json or markdown."))
	}
	r, changes, err := a.changed(base, head)
	if err != nil {
		return err
	}
	defer r.Close()
	if slices.ContainsFunc(changes, func(c diff.Change) bool { return slices.Contains(c.Kinds(), diff.OlastEfter) }) {
		a.code = exitFindings
	}
	return a.reportChanges(r, changes, format, head == "")
}

// changed opens the trees of a request and tells what it means. The request is to be closed.
func (a *app) changed(base, head string) (*request, []diff.Change, error) {
	r, err := a.open(base, head)
	if err != nil {
		return nil, nil, err
	}
	changes, err := a.changes(r)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return r, changes, nil
}

// changes tells what a request means.
func (a *app) changes(r *request) ([]diff.Change, error) {
	changes, err := r.reader.Changes(r.MergeBase, r.Head, r.Files)
	if broken := r.fault(); broken != nil {
		return nil, broken
	}
	if err != nil {
		return nil, fault(lang.T("jämförelsen gick inte att göra: %v", "the comparison could not be made: %v", err), lang.Text{})
	}
	return changes, nil
}

func (a *app) reportChanges(r *request, changes []diff.Change, format string, working bool) error {
	switch format {
	case "json":
		head := r.wanted.Hash
		if working {
			head = ""
		}
		return a.written(render.DiffJSON(a.env.Stdout, changes, r.began.Hash, head, a.lang))
	case "markdown":
		return a.written(render.DiffMarkdown(a.env.Stdout, changes, a.lang, render.CommentLimit))
	}
	return a.safely(func(w io.Writer) error { return render.DiffText(w, changes, a.style()) })
}
