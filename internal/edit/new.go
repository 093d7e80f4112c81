package edit

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// New writes a whole document in the canonical layout: the line that shows editors its
// schema, the comment lines, and the keys in the order of the schema. The path runs from the
// repository's root. The document has to say its kind under `dokument`. It is a [*Fault]
// where it breaks its schema.
func New(schemas *schema.Set, path string, doc Map, comment ...string) ([]byte, error) {
	kind := kindOf(doc)
	s, err := schemas.Shape(kind)
	if kind == "" || err != nil {
		return nil, &Fault{Message: lang.T("`%s` är inget känt slags dokument", "`%s` is no known kind of document", kind), Hint: lang.T("Kända slag: %s.", "Known kinds: %s.", lang.List(schemas.Kinds()))}
	}
	var out strings.Builder
	out.WriteString(schema.Modeline(path, kind) + "\n")
	for _, line := range comment {
		out.WriteString("# " + line + "\n")
	}
	out.WriteString(canonical.lines(doc, s, 0) + "\n")
	text := []byte(out.String())
	fresh, bad := yamldoc.Parse(diag.NewSource(path, text))
	if len(bad) > 0 {
		return nil, &Fault{Message: bad[0].Message, Hint: bad[0].Hint}
	}
	if !yamldoc.Equal(node(doc), fresh.Root) {
		return nil, misfit(path)
	}
	if err := judge(schemas, path, nil, fresh); err != nil {
		return nil, err
	}
	return text, nil
}

// kindOf is the kind that a document says, without its version.
func kindOf(doc Map) string {
	for _, e := range doc {
		if e.Key == "dokument" {
			name, _, _ := strings.Cut(node(e.Value).Text, "/")
			return name
		}
	}
	return ""
}
