package schema

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// folder holds the schemas in a repository: editors read them there.
const folder = "schemas"

// Modeline is the first line of a file that holds a document of a kind, without its line
// break. It shows an editor the way to the kind's schema. The file is a slash-separated
// path from the repository's root.
func Modeline(file, kind string) string {
	return "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(file, "/")) + path.Join(folder, kind+ending)
}

// modeline matches a comment as the language server for YAML reads it, and what it says.
var modeline = regexp.MustCompile(`(?m)^[ \t]*#[ \t]+yaml-language-server[ \t]*:(.*)$`)

var namesSchema = regexp.MustCompile(`\$schema=(\S+)`)

// reference is the first schema that a document's modeline names; false where it has none. A
// modeline stands before the first key.
func reference(doc *yamldoc.Document) (diag.Span, bool) {
	head := doc.Source.Text[:doc.Root.Span.Start()]
	line := modeline.FindSubmatchIndex(head)
	if line == nil {
		return diag.Span{}, false
	}
	named := namesSchema.FindSubmatchIndex(head[line[2]:line[3]])
	if named == nil {
		return diag.Span{}, false
	}
	return diag.Between(line[2]+named[2], line[2]+named[3]), true
}

// CheckModeline holds the modeline of a document against its kind, a name of [Set.Kinds].
// Nothing that is decided depends on the line, so that it never gives an error: without it
// an editor does not help, which is information; with a wrong one the editor marks what is
// right and offers what is wrong, which is a warning.
//
// The address of a schema on the network is not opened. It is a warning whatever it says: a
// changed line would make every editor ask somebody else's server and show its texts.
func (s *Set) CheckModeline(doc *yamldoc.Document, name string) diag.List {
	c := s.checker(doc)
	line := Modeline(doc.Source.File, name)
	at, found := reference(doc)
	if !found {
		c.add(ruleNoModeline, firstLine(doc.Source.Text), "",
			lang.T("filen visar inte redigeraren vilket schema den följer", "the file does not show editors which schema it follows"),
			lang.T("Sätt den här raden överst, eller kör leveransplan fmt: %s", "Put this line at the top, or run leveransplan fmt: %s", line))
		c.found[0].Severity = diag.Info
		return c.found
	}
	said := string(doc.Source.Slice(at))
	other, known := s.kindOfSchema(said)
	var message lang.Text
	switch {
	case known && other != name:
		message = lang.T("redigeraren visas schemat för %s, men filen är av slaget %s", "editors are shown the schema of %s, but the file is of the kind %s", other, name)
	case isAddress.MatchString(said):
		message = lang.T("redigeraren hämtar schemat från nätet, inte ur arkivet: `%s`", "editors fetch the schema from the network, not from the repository: `%s`", short(said))
	case path.Join(path.Dir(doc.Source.File), said) == path.Join(folder, name+ending):
		return nil
	default:
		message = lang.T("`%s` leder inte till schemat för %s", "`%s` does not lead to the schema of %s", short(said), name)
	}
	c.add(ruleModeline, at, "", message,
		lang.T("Skriv raden så här, eller kör leveransplan fmt: %s", "Write the line like this, or run leveransplan fmt: %s", line))
	c.found[0].Severity = diag.Warning
	return c.found
}

// isAddress matches a place on the network.
var isAddress = regexp.MustCompile(`^https?://`)

// kindOfSchema is the kind whose schema a reference names, wherever it leads.
func (s *Set) kindOfSchema(reference string) (string, bool) {
	name, ok := strings.CutSuffix(path.Base(reference), ending)
	return name, ok && slices.Contains(s.Kinds(), name)
}

// firstLine is the span of a text's first line, without its line break.
func firstLine(text []byte) diag.Span {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return diag.Between(0, len(bytes.TrimSuffix(line, []byte("\r"))))
}
