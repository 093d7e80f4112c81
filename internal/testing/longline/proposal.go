package longline

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// proposal is a plan that is changed again and again: one patient moves from one week to the
// next one, and then back.
type proposal struct {
	id, file         string
	sender, receiver string
	volume           int
	from, to         string // the weeks
	text             string
	nr               int    // of its last entry
	indent           string // of its entries
}

var (
	noEntries = regexp.MustCompile(`\nandringar: \[\]\n\z`)
	entries   = regexp.MustCompile(`\nandringar:\n( *)- nr: 1\n`)
)

// suitable lists the plans of a tree that can be changed so, in an order of their own.
func (w *writer) suitable(files fstest.MapFS) ([]*proposal, error) {
	schemas, err := schema.Load()
	if err != nil {
		return nil, err
	}
	loaded, err := check.Load(files, schemas)
	if err != nil {
		return nil, err
	}
	var all []*proposal
	limited := map[string]bool{}
	for _, a := range loaded.Set.Avtal {
		limited[a.ID.V] = len(a.Kapacitet.Items) > 0
	}
	for _, p := range loaded.Set.Leveransplaner {
		text := string(files[p.File()].Data)
		from, to, ok := weeks(p)
		if !ok || limited[p.Avtal.V] || p.Ursprung.Erbjudande.V != "" {
			continue
		}
		c := &proposal{id: p.ID.V, file: p.File(), sender: p.Skickande.V, receiver: p.Mottagare.V, volume: p.Volym.V, from: from, to: to, text: text, nr: len(p.Andringar)}
		if m := entries.FindStringSubmatch(text); m != nil {
			c.indent = m[1]
		} else if c.indent = "  "; !noEntries.MatchString(text) {
			continue
		}
		if !w.Broken || c.nr == 0 { // so that each breaks as many rules
			all = append(all, c)
		}
	}
	for {
		some, err := w.quiet(files, all, schemas)
		if err != nil || len(some) == len(all) {
			if err == nil && len(all) == 0 {
				err = fmt.Errorf("longline: none of %d plans can be changed", len(loaded.Set.Leveransplaner))
			}
			return all, err
		}
		all = some
	}
}

// weeks finds two weeks of one quarter, side by side and to come, the first of which has
// patients.
func weeks(p *plan.Leveransplan) (from, to string, ok bool) {
	items := p.Periodisering.Items
	for i := 0; i+1 < len(items); i++ {
		a, b := items[i], items[i+1]
		if a.Slot.V.Grain() == calendar.GrainWeek && a.Slot.V.First() > last && a.Slot.V.Quarter() == b.Slot.V.Quarter() && a.Slot.V.Compare(b.Slot.V) < 0 && a.Volume.V > 0 {
			return a.Slot.V.String(), b.Slot.V.String(), true
		}
	}
	return "", "", false
}

// quiet leaves out the plans whose change would bring a finding.
func (w *writer) quiet(files fstest.MapFS, all []*proposal, schemas *schema.Set) ([]*proposal, error) {
	next := fstest.MapFS{}
	for name, f := range files {
		next[name] = f
	}
	for _, p := range all {
		changed := *p
		next[p.file] = &fstest.MapFile{Data: []byte(changed.next(first, false)), Mode: 0o644}
	}
	c, err := check.Compare(check.Trees{MergeBase: files, Base: files, Head: next}, check.Options{Schemas: schemas, AsOf: first})
	if err != nil {
		return nil, err
	}
	loud := map[string]bool{}
	for _, f := range c.Findings {
		if !f.Inherited {
			loud[f.File] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(p *proposal) bool { return loud[p.file] }), nil
}

// next changes the plan once more and gives its file.
func (p *proposal) next(on calendar.Day, broken bool) string {
	p.nr++
	if broken {
		p.spoil()
		return p.text
	}
	step := 1
	if p.nr%2 == 0 {
		step = -1
	}
	p.add(p.from, -step)
	p.add(p.to, step)
	p.entry(fmt.Sprintf(`nr: %d
datum: %s
galler_fran: %s
orsak: omperiodisering
volym_fore: %d
volym_efter: %d
anmald_av: %s
anmald_till: vardgarantiservice
motivering: Mottagaren har bytt operationsdag den veckan
referens: "HS 2026-%05d-1"
avstamningar:
  - {part: %s, datum: %s, referens: "HS 2026-%05d-2"}
  - {part: %s, datum: %s, referens: "HS 2026-%05d-3"}
`, p.nr, on, p.from, p.volume, p.volume, p.sender, p.nr, p.sender, workdayBefore(on, 2), p.nr, p.receiver, workdayBefore(on, 1), p.nr))
	return p.text
}

// entry adds an entry to those that the plan has.
func (p *proposal) entry(text string) {
	p.text = strings.Replace(p.text, "\nandringar: []\n", "\nandringar:\n", 1)
	p.text += p.indent + "- " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+p.indent+"  ") + "\n"
}

// add changes the number of a week.
func (p *proposal) add(week string, by int) {
	head, rest, found := strings.Cut(p.text, week+": ")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	n, err := strconv.Atoi(rest[:digits])
	if !found || err != nil {
		panic("longline: no number of " + week + " in " + p.file)
	}
	p.text = head + week + ": " + strconv.Itoa(n+by) + rest[digits:]
}

// spoil adds an entry that nobody has agreed to: made before the plan was, of other volumes
// than the plan has, and from a week that has gone.
func (p *proposal) spoil() {
	p.entry(fmt.Sprintf("{nr: %d, datum: 2025-01-%02d, galler_fran: 2024-W40, orsak: omperiodisering, volym_fore: %d, volym_efter: %d, anmald_av: %s, anmald_till: vardgarantiservice}\n",
		p.nr, 5+p.nr%5, p.volume+1, p.volume+2, p.sender))
}

// workdayBefore gives the last working day that is at least n days before a day.
func workdayBefore(d calendar.Day, n int) calendar.Day {
	for d -= calendar.Day(n); d.Free(); d-- {
	}
	return d
}
