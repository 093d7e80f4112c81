package cli

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// decided is a missiv as main has it, and the file that is to say something else.
type decided struct {
	on            *plan.Missiv
	before, after *yamldoc.Node
	today         calendar.Day
}

// kept refuses an edit after which a line that has been decided has another volume, or is new or
// gone, and no entry that is new on the branch says so. What a file lacked before the edit is left
// for the check to say.
func (m decided) kept(steps []step) error {
	for _, item := range items(m.before, "rader") {
		id := word(item, "id")
		if _, stays := memoLines(m.after)[id]; !stays && m.line(id) != nil {
			return usage(lang.T("raden %s är beslutad och tas inte bort", "the line %s is decided and is not taken out", id),
				lang.T("Sänk den till 0 i stället: leveransplan set %s rader.%s.volym 0", "Lower it to 0 instead: leveransplan set %s rader.%s.volym 0", m.on.ID.V, id))
		}
	}
	for _, item := range items(m.after, "rader") {
		line := lineOf(item)
		was, there := memoLines(m.before)[line.id]
		if m.lacks(m.after, line) && (!there || was.volume != line.volume || !m.lacks(m.before, was)) {
			return m.entryFirst(line, there && was.volume == line.volume, steps)
		}
	}
	return nil
}

// entryFirst says how the entry of a line comes about. Taken tells that the edit takes it away.
func (m decided) entryFirst(line memoLine, taken bool, steps []step) error {
	id := m.on.ID.V
	before, there := 0, m.line(line.id)
	if there != nil {
		before = there.Volym.V
	}
	entry := memoEntry(len(items(m.after, "andringar"))+1, m.today, line, before)
	blanks := lang.T("Fyll i skälet och dagen för avstämningen i", "Fill in the reason and the day of the dialogue in")
	switch {
	case taken && there != nil:
		return usage(lang.T("posten i andringar är den som ger rad %s volymen %s", "the entry in andringar is the one that gives the line %s its volume %s", line.id, line.volume),
			lang.T("Skriv först tillbaka volymen: leveransplan set %s rader.%s.volym %s", "Write the volume back first: leveransplan set %s rader.%s.volym %s", id, line.id, strconv.Itoa(before)))
	case taken:
		return usage(lang.T("posten i andringar är den som ger missivet raden %s", "the entry in andringar is the one that gives the missiv the line %s", line.id),
			lang.T("Ta först bort raden: leveransplan set %s rader.%s --remove", "Take the line out first: leveransplan set %s rader.%s --remove", id, line.id))
	case there == nil:
		row := "{…}"
		for _, s := range steps {
			if s.path == "rader" {
				row = s.word
			}
		}
		return usage(lang.T("%s är beslutat: en ny rad kräver en post i andringar", "%s is decided: a new line takes an entry in andringar", id),
			lang.T("%s: leveransplan set %s rader '%s' andringar '%s' --append", "%s: leveransplan set %s rader '%s' andringar '%s' --append", blanks, id, row, entry))
	}
	return usage(lang.T("rad %s är beslutad med volymen %d: en annan volym kräver en post i andringar", "the line %s is decided with the volume %d: another volume takes an entry in andringar", line.id, before),
		lang.T("%s: leveransplan set %s andringar '%s' --append; leveransplan set %s rader.%s.volym %s",
			"%s: leveransplan set %s andringar '%s' --append; leveransplan set %s rader.%s.volym %s", blanks, id, entry, id, line.id, line.volume))
}

// memoEntry is an entry of a missiv as it is to be written, but for what only people can say.
func memoEntry(nr int, today calendar.Day, line memoLine, before int) lang.Text {
	form := `{nr: %d, datum: %s, rad: %s, volym_fore: %s, volym_efter: %s, motivering: "…", avstamningar: [{forvaltning: %s, datum: `
	return lang.T(form+"ÅÅÅÅ-MM-DD}]}", form+"YYYY-MM-DD}]}", nr, today.String(), line.id, strconv.Itoa(before), line.volume, line.forvaltning)
}

// line is a line as main has it, or nil.
func (m decided) line(id string) *plan.Missivrad {
	for i := range m.on.Rader {
		if m.on.Rader[i].ID.V == id {
			return &m.on.Rader[i]
		}
	}
	return nil
}

// lacks tells that a file gives a line a volume that main does not have, without a new entry.
func (m decided) lacks(file *yamldoc.Node, line memoLine) bool {
	if was := m.line(line.id); was != nil && strconv.Itoa(was.Volym.V) == line.volume {
		return false
	}
	entries := items(file, "andringar")
	for _, e := range entries[min(len(m.on.Andringar), len(entries)):] {
		if word(e, "rad") == line.id {
			return false
		}
	}
	return true
}

// memoLine is a line as a file has it.
type memoLine struct{ id, forvaltning, volume string }

func lineOf(item *yamldoc.Node) memoLine {
	return memoLine{word(item, "id"), word(item, "forvaltning"), word(item, "volym")}
}

func memoLines(file *yamldoc.Node) map[string]memoLine {
	out := map[string]memoLine{}
	for _, item := range items(file, "rader") {
		out[word(item, "id")] = lineOf(item)
	}
	return out
}

// items are the entries of a list of a file.
func items(file *yamldoc.Node, list string) []*yamldoc.Node {
	if n := file.Get(list); n != nil {
		return n.Items
	}
	return nil
}

// word is what a key of an entry says.
func word(entry *yamldoc.Node, key string) string {
	if n := entry.Get(key); n != nil {
		return n.Text
	}
	return ""
}
