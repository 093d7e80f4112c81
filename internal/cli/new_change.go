package cli

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

// change is what the answers make: a new file, or an entry more in one.
func (m *maker) change() (worktree.Change, error) {
	if m.form.list == "" {
		return m.newFile(m.path(), m.body())
	}
	name := m.register()
	change := worktree.Change{Path: name}
	if _, err := fs.Stat(m.d.Tree, name); errors.Is(err, fs.ErrNotExist) {
		return m.newFile(name, edit.Map{{Key: m.form.list, Value: edit.List{m.entryValue()}}})
	}
	file, err := m.a.openFile(m.d, name, &change)
	if err != nil {
		return change, err
	}
	if err := file.Append(m.form.list, m.entryValue()); err != nil {
		return change, err
	}
	if m.form.kind == plan.KindRoller {
		if err := raised(m.set.Roller, file, nil); err != nil {
			return change, err
		}
	}
	change.New, err = file.Text()
	return change, err
}

// newFile makes a file that is not there yet.
func (m *maker) newFile(name string, doc edit.Map) (worktree.Change, error) {
	change := worktree.Change{Path: name}
	if _, err := fs.Stat(m.d.Tree, name); err == nil {
		return change, usage(lang.T("%s finns redan", "%s is there already", shown(name)), lang.T("Ändra den med leveransplan set, eller välj ett annat id.", "Change it with leveransplan set, or choose another id."))
	}
	if id := m.words["id"]; m.form.list == "" && id != "" && slices.ContainsFunc(m.set.Documents, func(d plan.Any) bool { return d.Base().ID.V == id }) {
		return change, usage(lang.T("id %q finns redan", "the id %q is taken", id), lang.T("Välj ett annat med --id.", "Choose another one with --id."))
	}
	head := edit.Map{{Key: "dokument", Value: edit.Text(string(m.form.kind) + "/v1")}}
	for _, e := range m.constant() {
		if !slices.ContainsFunc(doc, func(own edit.Entry) bool { return own.Key == e.Key }) {
			head = append(head, e)
		}
	}
	text, err := edit.New(m.d.opt.Schemas, name, append(head, doc...))
	change.New = text
	return change, err
}

// constant is what every new document of the kind says.
func (m *maker) constant() edit.Map {
	empty := func(keys ...string) (out edit.Map) {
		for _, key := range keys {
			out = append(out, edit.Entry{Key: key, Value: edit.List{}})
		}
		return out
	}
	routine := edit.Entry{Key: "rutin", Value: edit.Text(m.validity.Version)}
	switch m.form.kind {
	case plan.KindLeveransplan:
		return append(empty("avstamningar", "kontakter", "andringar"), routine)
	case plan.KindMissiv:
		return append(empty("avstamningar", "andringar"), routine, edit.Entry{Key: "till", Value: edit.Text(m.validity.Forum)})
	case plan.KindErbjudande:
		return edit.Map{routine}
	case plan.KindRoller:
		return append(empty("personer", "uppdrag"), edit.Entry{Key: "version", Value: edit.Int(1)})
	case plan.KindRestvolymer:
		period := m.set.Memo(m.memo()).Period.V
		return edit.Map{{Key: "id", Value: edit.Text(m.freeID("rest-" + strconv.Itoa(period.From.Year())))}, {Key: "period", Value: edit.Plain(period.String())}}
	}
	return nil
}

// body is the document as the answers have it.
func (m *maker) body() edit.Map {
	var out edit.Map
	for _, key := range append(slices.Clone(m.form.ask), slices.Sorted(m.finished())...) {
		v, ok := m.values[bare(key)]
		if !ok {
			continue
		}
		if field := m.fields[bare(key)]; field.List && len(field.Parts) > 0 {
			v = edit.OnLines(v)
		}
		group, part, nested := strings.Cut(bare(key), ".")
		if !nested {
			out = append(out, edit.Entry{Key: group, Value: v})
			continue
		}
		at := slices.IndexFunc(out, func(e edit.Entry) bool { return e.Key == group })
		if at < 0 {
			at, out = len(out), append(out, edit.Entry{Key: group, Value: edit.Flow(edit.Map{})})
		}
		out[at].Value = edit.With(out[at].Value, part, v)
	}
	return out
}

// finished are the keys that nobody is asked for.
func (m *maker) finished() func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m.values {
			if !slices.ContainsFunc(m.form.ask, func(asked string) bool { return bare(asked) == key }) && !yield(key) {
				return
			}
		}
	}
}

// onLines are the entries that stand on lines where a list has no others to follow.
var onLines = []string{"organisation", "avtal", "restvolym", "rad", "protokollnyckel", "signaturnyckel"}

func (m *maker) entryValue() edit.Value {
	if slices.Contains(onLines, m.form.name) {
		return m.body()
	}
	return edit.Flow(m.body())
}

// register is the file that an entry is put into.
func (m *maker) register() string {
	switch m.form.kind {
	case plan.KindMissiv:
		return m.set.Memo(m.memo()).File()
	case plan.KindRestvolymer:
		period := m.set.Memo(m.memo()).Period.V
		for _, d := range m.set.Documents {
			if r, ok := d.(*plan.Restvolymer); ok && r.Period.V == period {
				return r.File()
			}
		}
		return path.Join("plans", strconv.Itoa(period.From.Year()), "restvolymer.yaml")
	}
	return plan.FixedPaths[m.form.kind]
}

// path is where a new document stands, by the custom of the tree.
func (m *maker) path() string {
	if fixed, ok := plan.FixedPaths[m.form.kind]; ok {
		return fixed
	}
	year, id := m.year(), m.words["id"]
	switch m.form.kind {
	case plan.KindLeveransplan:
		return path.Join("plans", year, "leveransplaner", m.words["skickande"], id+".yaml")
	case plan.KindMissiv:
		return path.Join("plans", year, "missiv", id+".yaml")
	case plan.KindErbjudande:
		return path.Join("plans", year, "erbjudanden", id+".yaml")
	}
	return path.Join("plans", year, string(m.form.kind)+".yaml")
}

// period is the one that has been chosen; false while none is.
func (m *maker) period() (calendar.Interval, bool) {
	word := m.words["period"]
	if plainYear.MatchString(word) {
		word = word + "-01-01/" + word + "-12-31"
	}
	return calendar.ParseInterval(word)
}

// year is the plan year of the document.
func (m *maker) year() string {
	if period, ok := m.period(); ok {
		return strconv.Itoa(period.From.Year())
	}
	return strconv.Itoa(m.today.Year())
}

// freeID is an id that no document has, with a number behind it if need be.
func (m *maker) freeID(name string) string {
	taken := map[string]bool{}
	for _, d := range m.set.Documents {
		taken[d.Base().ID.V] = true
	}
	return free(taken, name)
}

// free is a name that is not taken.
func free(taken map[string]bool, name string) string {
	const most = 63
	name = strings.Trim(name[:min(len(name), most-4)], "-")
	for i, out := 2, name; ; i++ {
		if !taken[out] {
			return out
		}
		out = name + "-" + strconv.Itoa(i)
	}
}
