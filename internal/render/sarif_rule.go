package render

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

type (
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string              `json:"id"`
		Short         sarifMessage        `json:"shortDescription"`
		Full          sarifMessage        `json:"fullDescription"`
		Help          sarifMessage        `json:"help"`
		Configuration sarifConfiguration  `json:"defaultConfiguration"`
		Properties    sarifRuleProperties `json:"properties"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Basis           diag.Basis `json:"basis"`
		Statements      []string   `json:"statements"`
		Versions        []string   `json:"versions"`
		MissingEvidence bool       `json:"missing_evidence"`
	}
)

func toSARIFRule(r *rule.Rule, l lang.Language) (sarifRule, error) {
	var help strings.Builder
	if err := Explain(&help, r, Style{Language: l}); err != nil {
		return sarifRule{}, err
	}
	return sarifRule{
		ID: r.ID, Short: sarifMessage{Text: r.Title.In(l)}, Full: sarifMessage{Text: r.Why.In(l)},
		Help:          sarifMessage{Text: help.String(), Markdown: explainMarkdown(r, l)},
		Configuration: sarifConfiguration{sarifLevel(r.Severity)},
		Properties: sarifRuleProperties{Basis: r.Basis, Statements: append([]string{}, r.Statements...),
			Versions: append([]string{}, routine.InVersions(r.ID)...), MissingEvidence: r.MissingEvidence},
	}, nil
}

// explainMarkdown says what [Explain] says, as Markdown.
func explainMarkdown(r *rule.Rule, l lang.Language) string {
	var b strings.Builder
	say := func(t lang.Text) {
		if !t.IsZero() {
			fmt.Fprintf(&b, "%s\n\n", escape.Markdown(t.In(l)))
		}
	}
	head := func(t lang.Text) { fmt.Fprintf(&b, "### %s\n\n", escape.Markdown(t.In(l))) }
	for _, t := range reasons(r) {
		say(t)
	}
	if ids := statements(r); len(ids) > 0 {
		head(routinesWords)
		for _, id := range ids {
			statementMarkdown(&b, id, l)
		}
		b.WriteByte('\n')
	}
	if r.Example.Bad != "" {
		say(r.Example.Note)
		head(badExample)
		b.WriteString(escape.MarkdownBlock(dedent(r.Example.Bad), "yaml") + "\n")
		head(goodExample)
		b.WriteString(escape.MarkdownBlock(dedent(r.Example.Good), "yaml"))
	}
	if words := glossary(r, l); words != "" {
		b.WriteString("\n" + escape.Markdown(words) + "\n")
	}
	return b.String()
}

func statementMarkdown(b *strings.Builder, id string, l lang.Language) {
	s, ok := routine.Statement(id)
	if !ok {
		return
	}
	fmt.Fprintf(b, "- **%s** %s\n", escape.Markdown(s.ID), escape.Markdown(s.Actor.In(l)+": "+s.Does.In(l)))
	for _, words := range s.Words {
		fmt.Fprintf(b, "  - %s\n", escape.Markdown(passage(words)))
	}
}
