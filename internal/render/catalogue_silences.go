package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Silences writes where the routine is silent: the rules that are the tool's own reading,
// then the matters that nothing decides.
func Silences(w io.Writer, silences []routine.Silence, open []routine.Unsaid, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	heading(b, style, lang.T("Här är rutinen tyst, eller dess ord fattas, och verktyget har en egen läsning", "Here the routine is silent, or its word is missing, and the tool has a reading of its own").In(l))
	for _, s := range silences {
		title := style.severity(s.Rule.Severity) + "  " + s.Rule.Title.In(l)
		if len(s.Versions) > 0 {
			title += " (" + strings.Join(s.Versions, ", ") + ")"
		}
		fmt.Fprintf(b, "\n%s  %s\n", style.paint(bold, s.Rule.ID), title)
		paragraph(b, "      ", s.Rule.Why.In(l))
		paragraph(b, "      ", howToSet(s).In(l))
	}
	b.WriteByte('\n')
	heading(b, style, lang.T("Detta säger rutinen inte, och verktyget påstår inget", "This the routine does not say, and the tool claims nothing").In(l))
	for _, u := range open {
		fmt.Fprintf(b, "\n%s\n", u.Matter.In(l))
		paragraph(b, "      ", u.Default.In(l))
	}
	return b.Flush()
}

func howToSet(s routine.Silence) lang.Text {
	switch {
	case !s.Setting.IsZero():
		return lang.T("Sätts med: %s.", "Set by: %s.", s.Setting)
	case s.Waivable:
		return lang.T("Har ingen inställning; ett undantag kan gälla ett dokument i taget.", "Has no setting; a waiver can be for one document at a time.")
	}
	return lang.T("Har ingen inställning, och inga undantag kan göras.", "Has no setting, and can't be waived.")
}

// SilencesJSON writes the same as JSON.
func SilencesJSON(w io.Writer, silences []routine.Silence, open []routine.Unsaid, l lang.Language) error {
	type silence struct {
		Rule     string   `json:"rule"`
		Severity string   `json:"severity"`
		Basis    string   `json:"basis"`
		Title    string   `json:"title"`
		Why      string   `json:"why"`
		Versions []string `json:"versions"`
		Setting  string   `json:"setting,omitempty"`
		Waivable bool     `json:"waivable"`
	}
	type unsaid struct {
		Matter     string   `json:"matter"`
		Default    string   `json:"default"`
		Statements []string `json:"statements"`
	}
	out := struct {
		Version  int       `json:"version"`
		Defaults []silence `json:"defaults"`
		Open     []unsaid  `json:"open"`
	}{Version: 1}
	for _, s := range silences {
		out.Defaults = append(out.Defaults, silence{s.Rule.ID, s.Rule.Severity.String(), string(s.Rule.Basis), s.Rule.Title.In(l), s.Rule.Why.In(l),
			append([]string{}, s.Versions...), s.Setting.In(l), s.Waivable})
	}
	for _, u := range open {
		out.Open = append(out.Open, unsaid{u.Matter.In(l), u.Default.In(l), u.Statements})
	}
	return encode(w, out)
}
