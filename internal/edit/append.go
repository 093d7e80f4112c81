package edit

import (
	"bytes"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Append adds an entry at the end of a list, written as the entries before it. A list that is
// not there is made; an empty one, [], becomes a list on lines where its entries are
// mappings. An entry whose key the list has already is refused.
func (f *File) Append(path string, v Value) error {
	return f.whole(func() error { return f.add(path, v) })
}

func (f *File) add(path string, v Value) error {
	at, err := f.find(path)
	if err != nil {
		return err
	}
	s := at.shape
	for _, key := range at.missing {
		s = s.Value(key)
	}
	if s.Item() == nil {
		return &Fault{path, lang.T("`%s` är ingen lista", "`%s` is no list", path), lang.T("Ange ett värde i stället för att lägga till en post.", "Give it a value instead of adding an entry.")}
	}
	if len(at.missing) > 0 {
		return f.insert(at, List{v})
	}
	fresh := *at.node
	if fresh.Kind == yamldoc.Null {
		fresh = yamldoc.Node{Kind: yamldoc.Sequence}
	}
	if fresh.Kind != yamldoc.Sequence {
		return &Fault{path, lang.T("`%s` är ingen lista i den här filen", "`%s` is no list in this file", path), lang.T("Rätta den för hand först.", "Put it right by hand first.")}
	}
	item := node(v)
	if err := f.taken(at, item); err != nil {
		return err
	}
	fresh.Items = append(slices.Clone(fresh.Items), item)
	edits := f.appended(at, v)
	return f.apply(path, edits, rebuilt(f.doc.Root, at.node, &fresh))
}

// taken refuses an entry that the list has already.
func (f *File) taken(at *spot, item *yamldoc.Node) error {
	above, list := f.names(at)
	name := itemName(above, list, item)
	if name == "" || !slices.ContainsFunc(at.node.Items, func(n *yamldoc.Node) bool { return itemName(above, list, n) == name }) {
		return nil
	}
	return &Fault{at.path, lang.T("`%s` har redan en post `%s`", "`%s` has an entry `%s` already", list, name),
		lang.T("Ändra den som finns, eller välj en annan nyckel.", "Change the one that is there, or choose another key.")}
}

// names gives the keys by which the list at a spot is known.
func (f *File) names(at *spot) (above, list string) {
	above, list = "", string(f.kind)
	for _, s := range at.steps {
		if s.in.Kind == yamldoc.Mapping {
			above, list = list, s.entry().Key.Text
		}
	}
	return above, list
}

// appended writes an entry after the last one of a list.
func (f *File) appended(at *spot, v Value) []yamldoc.Edit {
	text, list := f.doc.Source.Text, at.node
	if len(list.Items) == 0 {
		return f.replacement(at, List{v})
	}
	last := list.Items[len(list.Items)-1]
	if at.holder().flow || f.doc.IsFlow(list) {
		return []yamldoc.Edit{{Start: last.Span.End(), End: last.Span.End(), Text: ", " + inline(v, at.shape.Item())}}
	}
	if f.doc.IsFlow(last) {
		v = Flow(v)
	} else if last.Kind == yamldoc.Mapping {
		v = bare(v)
	}
	line := yamldoc.LineStart(text, last.Span.Start())
	dash := bytes.IndexByte(text[line:], '-')
	return f.newLine(f.doc.EndOf(last, dash), margin(dash)+"-"+f.writer().item(v, at.shape.Item(), dash))
}
