package layout

import (
	"regexp"
	"strings"

	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// modeline matches a comment as the language server for YAML reads it; the parts are the
// comment and the way to the schema.
var modeline = regexp.MustCompile(`(?m)^[ \t]*(#[ \t]+yaml-language-server[ \t]*:.*?\$schema=(\S+).*)\n`)

// firstLine makes the first line show the way to the schema.
func (l *Layout) firstLine(doc *yamldoc.Document, kind string) []yamldoc.Edit {
	text := doc.Source.Text
	at := modeline.FindSubmatchIndex(text[:doc.Root.Span.Start()])
	if at == nil || l.modelineRule(doc, kind) == ruleNoModeline {
		return []yamldoc.Edit{{Text: schema.Modeline(doc.Source.File, kind) + "\n"}}
	}
	repair := l.schemaPath(doc, kind)
	if at[2] == 0 {
		return repair
	}
	line := string(text[at[2]:at[3]])
	for _, e := range repair {
		line = string(text[at[2]:e.Start]) + e.Text + string(text[e.End:at[3]])
	}
	return []yamldoc.Edit{{Text: strings.TrimRight(line, " \t") + "\n"}, {Start: at[0], End: at[1]}}
}

// schemaPath repairs the way to the schema in a modeline that leads elsewhere.
func (l *Layout) schemaPath(doc *yamldoc.Document, kind string) []yamldoc.Edit {
	at := modeline.FindSubmatchIndex(doc.Source.Text[:doc.Root.Span.Start()])
	if at == nil || l.modelineRule(doc, kind) != ruleModeline {
		return nil
	}
	_, path, _ := strings.Cut(schema.Modeline(doc.Source.File, kind), "$schema=")
	return []yamldoc.Edit{{Start: at[4], End: at[5], Text: path}}
}

// modelineRule is the rule that the modeline of a document breaks, empty for none.
func (l *Layout) modelineRule(doc *yamldoc.Document, kind string) string {
	list := l.schemas.CheckModeline(doc, kind)
	if len(list) == 0 {
		return ""
	}
	return list[0].Rule
}
