package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// gateSummary adds the verdicts to the summary of the step, as far as there is room.
func (a *app) gateSummary(verdicts []*gate.Verdict, f gateFlags) error {
	return a.addToSummary(func(w io.Writer, room int) error {
		for i, v := range verdicts {
			share := room / (len(verdicts) - i)
			if share < 3*render.SmallestReport {
				_, err := fmt.Fprintf(w, "\n%s\n", escape.Markdown(a.say(lang.T("… och %d till.", "… and %d more.", len(verdicts)-i))))
				return err
			}
			var text strings.Builder
			if err := render.GateMarkdown(&text, v, render.GateOptions{Language: a.lang, Names: f.names}, share-100); err != nil {
				return err
			}
			n, err := fmt.Fprintf(w, "## #%d\n\n%s\n", v.Number, text.String())
			if err != nil {
				return err
			}
			room -= n
		}
		return nil
	})
}
