package amend

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// enter writes the entry of an agreed plan: what is known, in the order of the schema. What
// it rests on is left out: forankring, principer, kapacitetssok, avstamningar, protokoll.
func (w *work) enter() error {
	c, wish := &w.change, &w.Wish
	if c.Was == nil {
		return nil
	}
	put := func(key string, v edit.Value) { c.Entry = append(c.Entry, edit.Entry{Key: key, Value: v}) }
	put("nr", edit.Int(c.Nr))
	put("datum", edit.Day(w.Today))
	put("galler_fran", edit.Plain(c.From.String()))
	put("orsak", edit.Plain(wish.Cause))
	put("volym_fore", edit.Int(c.Before))
	put("volym_efter", edit.Int(c.After))
	if c.Added > 0 {
		put("utokar", edit.Int(c.Added))
	}
	if c.TakenBack > 0 {
		put("aterkallar", edit.Int(c.TakenBack))
	}
	if wish.ReportedBy != "" {
		put("anmald_av", edit.Plain(wish.ReportedBy))
	}
	if office := office(w.Version, wish.Cause); office != "" {
		put("anmald_till", edit.Plain(office))
	}
	if wish.Reason != "" {
		put("motivering", edit.Text(wish.Reason))
	}
	if w.added != nil {
		w.overwrite()
	}
	return nil
}

// overwrite finds what the entry that the branch has made before loses. With another cause
// that is all that was written for the old one: who reported it, the reason, what was
// assessed. The forum's minutes are of what the change was then: with another volume or another
// start they go too. What else stays is told.
func (w *work) overwrite() {
	c, old := &w.change, w.added
	cause := w.Wish.Cause
	changed := cause != old.Orsak.V
	if changed {
		c.Cause = old.Orsak.V
	}
	moved := changed || c.After != old.VolymEfter.V || c.From != old.GallerFran.V
	for _, stale := range []struct {
		key         string
		there, over bool
	}{
		{"protokoll", old.Protokoll.Set, moved},
		{"utokar", old.Utokar.Set, true},
		{"aterkallar", old.Aterkallar.Set, true},
		{"anmald_av", old.AnmaldAv.Set, changed},
		{"anmald_till", old.AnmaldTill.Set, changed},
		{"forankring", old.Forankring != nil, changed},
		{"principer", old.Principer != nil, changed || cause != plan.OrsakMinskatBehov},
		{"kapacitetssok", len(old.Kapacitetssok) > 0, changed || cause != plan.OrsakOkatBehov},
		{"motivering", old.Motivering.Set, changed},
	} {
		if stale.there && stale.over && !slices.ContainsFunc(c.Entry, func(e edit.Entry) bool { return e.Key == stale.key }) {
			c.Gone = append(c.Gone, stale.key)
		}
	}
	for _, evidence := range []struct {
		key   string
		there bool
	}{
		{"forankring", old.Forankring != nil}, {"principer", old.Principer != nil}, {"kapacitetssok", len(old.Kapacitetssok) > 0},
		{"motivering", old.Motivering.Set && w.Wish.Reason == ""}, {"referens", old.Referens.Set}, {"avstamningar", len(old.Avstamningar) > 0},
	} {
		if moved && evidence.there && !slices.Contains(c.Gone, evidence.key) {
			c.Kept = append(c.Kept, evidence.key)
		}
	}
}

// Written gives the lines of the entry as a text of the plan has them, without the dash and
// the indentation before it; none for a proposal.
func (c *Change) Written(text []byte) []string {
	doc, _ := yamldoc.Parse(diag.NewSource(c.Plan.File(), text))
	if doc == nil || c.Entry == nil {
		return nil
	}
	list := doc.Root.Get("andringar")
	if list == nil || len(list.Items) < c.Nr {
		return nil
	}
	item := list.Items[c.Nr-1]
	if doc.IsFlow(list) {
		return strings.Split(string(doc.Source.Slice(item.Span)), "\n")
	}
	indent := item.Span.Start() - yamldoc.LineStart(text, item.Span.Start())
	end := doc.EndOf(item, indent-1)
	lines := strings.Split(strings.TrimRight(string(text[item.Span.Start():end]), "\r\n"), "\n")
	for i, line := range lines {
		line = strings.TrimSuffix(line, "\r")
		lines[i] = line[min(indent, len(line)-len(strings.TrimLeft(line, " "))):]
	}
	return lines
}

// office is where a changed need is reported: under 6.0 the head office takes less need
// (N48), Vårdgarantiservice more (N52); since then it takes both. Nothing for other causes.
func office(version, cause string) string {
	switch {
	case cause == plan.OrsakMinskatBehov && version == "6.0":
		return plan.RollKoncernkontoret
	case cause == plan.OrsakMinskatBehov, cause == plan.OrsakOkatBehov:
		return plan.RollVardgarantiservice
	}
	return ""
}
