package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// formats lists how check can report, the usual one first.
var formats = []string{"text", "json", "sarif", "github", "junit", "markdown"}

func (a *app) knownFormat(format string) error {
	if slices.Contains(formats, format) {
		return nil
	}
	hint := lang.T("Välj text, json, sarif, github, junit eller markdown.", "Choose text, json, sarif, github, junit or markdown.")
	if near, ok := lang.Nearest(format, formats); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return usage(lang.T("formatet %q finns inte", "there is no format %q", format), hint)
}

// report writes the result of a check to the standard output, and with the format github
// also to the summary of the step.
func (a *app) report(result *check.Result, shown diag.List, scopes []string, format string) error {
	out := a.env.Stdout
	switch format {
	case "json":
		return render.CheckJSON(out, result, shown, a.lang)
	case "sarif":
		return render.CheckSARIF(out, result, shown, routine.Catalogue(), a.lang)
	case "junit":
		return render.CheckJUnit(out, result, shown, documents(result, scopes), a.lang)
	case "markdown":
		return render.CheckMarkdown(out, result, shown, a.lang, render.CommentLimit)
	case "github":
		if err := render.CheckGitHub(out, result, shown, a.style()); err != nil {
			return err
		}
		return a.stepSummary(result, shown)
	}
	if a.env.Getenv("GITHUB_ACTIONS") != "true" {
		return render.CheckText(out, result, shown, a.style())
	}
	// A log of GitHub Actions takes orders from the text in it.
	var text bytes.Buffer
	if err := render.CheckText(&text, result, shown, a.style()); err != nil {
		return err
	}
	return render.Silenced(out, text.String())
}

// documents lists the files of a check that lie within the paths that were asked for.
func documents(result *check.Result, scopes []string) []string {
	var files []string
	for _, d := range result.Set.Documents {
		if file := d.Base().File(); inside(file, scopes) {
			files = append(files, file)
		}
	}
	return files
}

// stepSummary adds the report to the summary of the step. Where there is no room left GitHub
// would show none of it.
func (a *app) stepSummary(result *check.Result, shown diag.List) error {
	return a.addToSummary(func(w io.Writer, room int) error {
		if room < render.SmallestReport {
			return nil
		}
		return render.CheckMarkdown(w, result, shown, a.lang, room)
	})
}

// addToSummary adds to the file that GitHub shows as the summary of the step; without such a
// file there is nothing to do. What the step has written before counts towards the limit.
func (a *app) addToSummary(write func(w io.Writer, room int) error) error {
	name := a.env.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(under(a.env.Dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(write(f, render.StepSummaryLimit-int(info.Size())), f.Close())
}
