package routine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/schemas"
)

// RulesHash names what this tool judges by, in 64 hexadecimal digits: which rules each
// version of the routine has, with their parameters, severities and first days, the tables
// of approvals, and the schemas. Reasons, examples and other explanations are not in it. Two
// tools with equal hashes ask for the same; that they work it out alike is for tests to say,
// since code has no hash.
func RulesHash() string { return rulesHash() }

var rulesHash = sync.OnceValue(func() string {
	return book{versions: Versions(), common: Common(), loader: rules.Loader(), schemas: schemas.FS}.hash()
})

// book is all that is judged by.
type book struct {
	versions []Version
	common   []Line
	loader   []*rule.Rule
	schemas  fs.FS
}

func (b book) hash() string {
	h := sha256.New()
	for _, r := range b.loader {
		writeRule(h, "loader", Line{Rule: r})
	}
	writeLines(h, "common", b.common)
	for _, v := range b.versions {
		fields(h, "version", v.ID, v.DocumentID, v.From.String(), v.To.String(), v.Forum)
		writeLines(h, v.ID, v.Rules)
		for _, r := range v.Approvals {
			writeRow(h, r)
		}
	}
	if err := writeSchemas(h, b.schemas); err != nil {
		fields(h, "unread", err.Error()) // an embedded folder can always be read
	}
	return hex.EncodeToString(h.Sum(nil))
}

// writeLines writes rules by their ids: where they stand in a list decides nothing.
func writeLines(w io.Writer, where string, lines []Line) {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(strings.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.From, b.From))
	})
	for _, l := range lines {
		writeRule(w, where, l)
	}
}

func writeRule(w io.Writer, where string, l Line) {
	r := l.Rule
	fields(w, "rule", where, r.ID, l.From.String(), r.Severity, r.Basis, r.Statements, r.Parameter.In(lang.SV), r.Lighter.In(lang.SV),
		r.MissingEvidence, r.Closing, r.Check != nil, r.CheckChange != nil)
}

func writeRow(w io.Writer, r approval.Row) {
	fields(w, "row", r.Kind, r.Scope, r.From.String(), !r.Never.IsZero())
	for _, n := range r.Needs {
		fields(w, "need", n.Role, n.Or, n.Of, n.OneMore, n.Second, n.Actor, n.Heard, n.Blocks, n.Instead, n.UnlessBot, n.Statements)
	}
}

func writeSchemas(w io.Writer, files fs.FS) error {
	names, err := fs.Glob(files, "*.json") // sorted
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fields(w, "schema", name, string(text))
	}
	return nil
}

// fields writes values so that no two lists of them read alike.
func fields(w io.Writer, values ...any) {
	for _, v := range values {
		if list, ok := v.([]string); ok {
			fmt.Fprintf(w, "%d[", len(list))
			for _, s := range list {
				fmt.Fprintf(w, "%q,", s)
			}
			continue
		}
		fmt.Fprintf(w, "%q,", fmt.Sprint(v))
	}
	fmt.Fprintln(w)
}
