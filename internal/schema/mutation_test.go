package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// mutation is a document with one thing changed.
type mutation struct {
	name, kind string
	root       *yamldoc.Node
}

// mutations changes every key and value of a document in every way, one at a time:
// keys are dropped and misspelt, values become other types, nothing, or bad.
func mutations(root *yamldoc.Node) []mutation {
	all := []mutation{{"unchanged", "", root}}
	visit(root, "", func(at string, n *yamldoc.Node) {
		change := func(kind string, edit func(*yamldoc.Node)) {
			all = append(all, mutation{kind + " " + at, kind, copied(root, n, edit)})
		}
		for i, e := range n.Entries {
			change("drop "+e.Key.Text, func(n *yamldoc.Node) { n.Entries = slices.Delete(n.Entries, i, i+1) })
			change("misspell "+e.Key.Text, func(n *yamldoc.Node) { n.Entries[i].Key.Text += "q" })
			change("bad key "+e.Key.Text, func(n *yamldoc.Node) { n.Entries[i].Key.Bad = true })
		}
		change("empty", func(n *yamldoc.Node) {
			*n = yamldoc.Node{Kind: yamldoc.Null, Span: diag.Between(n.Span.Start(), n.Span.Start())}
		})
		change("mapping", func(n *yamldoc.Node) { *n = yamldoc.Node{Kind: yamldoc.Mapping, Span: n.Span} })
		change("list", func(n *yamldoc.Node) { *n = yamldoc.Node{Kind: yamldoc.Sequence, Span: n.Span} })
		change("number", func(n *yamldoc.Node) { *n = yamldoc.Node{Kind: yamldoc.Number, Text: "2.0", Span: n.Span} })
		change("bad", func(n *yamldoc.Node) { n.Bad = true })
	})
	return all
}

func visit(n *yamldoc.Node, at string, do func(string, *yamldoc.Node)) {
	do(at, n)
	for _, e := range n.Entries {
		visit(e.Value, at+"/"+e.Key.Text, do)
	}
	for i, item := range n.Items {
		visit(item, fmt.Sprintf("%s/%d", at, i), do)
	}
}

// copied makes a copy of a tree in which one node is edited.
func copied(n, target *yamldoc.Node, edit func(*yamldoc.Node)) *yamldoc.Node {
	c := *n
	c.Entries, c.Items = nil, nil
	for _, e := range n.Entries {
		key := *e.Key
		c.Entries = append(c.Entries, yamldoc.Entry{Key: &key, Value: copied(e.Value, target, edit)})
	}
	for _, item := range n.Items {
		c.Items = append(c.Items, copied(item, target, edit))
	}
	if n == target {
		edit(&c)
	}
	return &c
}

func TestOneFaultGivesOneFinding(t *testing.T) {
	tried := 0
	for name, text := range files(t, "valid") {
		t.Run(name, func(t *testing.T) {
			doc := read(t, name, text)
			for _, m := range mutations(doc.Root) {
				tried++
				changed := &yamldoc.Document{Source: doc.Source, Root: m.root}
				kind, list := set(t).Check(changed)
				found := strings.Join(show(text, list), "\n")
				if strings.HasPrefix(m.kind, "bad") {
					if len(list) > 0 {
						t.Errorf("%s: reported again:\n%s", m.name, found)
					}
					continue
				}
				refused := kind == "" || set(t).kinds[kind].root.Validate(value(m.root)) != nil
				most := 1
				if strings.HasPrefix(m.kind, "mapping") {
					most = 20 // every required key is missing
				}
				if m.root.Kind != yamldoc.Mapping {
					continue // the loader gives no such documents
				}
				if refused && len(list) == 0 || !refused && len(list) > 0 || len(list) > most {
					t.Errorf("%s: refused %v, findings:\n%s", m.name, refused, found)
				}
				for _, d := range list {
					judge(t, text, d)
				}
			}
		})
	}
	if tried < 2000 {
		t.Errorf("only %d changes tried", tried)
	}
}

func TestAMisspeltKeyIsPointedAtAndItsRightNameGiven(t *testing.T) {
	for name, text := range files(t, "valid") {
		doc := read(t, name, text)
		for _, m := range mutations(doc.Root) {
			key, misspelt := strings.CutPrefix(m.kind, "misspell ")
			if !misspelt || key == keyKind || strings.Contains(key, "-") { // a week is no word
				continue
			}
			_, list := set(t).Check(&yamldoc.Document{Source: doc.Source, Root: m.root})
			if len(list) != 1 || list[0].Rule != ruleUnknownKey || cut(text, list[0].Range) != key ||
				!strings.Contains(list[0].Message.In("sv"), "menade du `"+key+"`") {
				t.Errorf("%s %s:\n%s", name, m.name, strings.Join(show(text, list), "\n"))
			}
		}
	}
}
