package audit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// maxSkew is how far git's clock and the host's may lie apart before it is worth a word.
const maxSkew = 24 * time.Hour

// truth holds a record against what main got.
func (t *trial) truth() {
	if t.text == nil {
		return
	}
	rec := t.text
	differs := func(what lang.Text, has, is string) {
		t.violate(RecordDiffers, "protokollet har fel %s: %s, inte %s", "the record has another %s: %s, not %s", what, orNone(has), orNone(is))
	}
	if rec.Before != t.before.Hash {
		differs(lang.T("utgångsläge", "base"), short(rec.Before), short(t.before.Hash))
	}
	if !slices.Equal(rec.Commits, t.Commits) {
		differs(lang.T("följd av commits", "line of commits"), shorts(rec.Commits), shorts(t.Commits))
	}
	if day := calendar.FromTime(t.At.In(t.base.zone)).String(); rec.Day != day {
		differs(lang.T("dag", "day"), rec.Day, day)
	}
	if hash, _ := t.before.FS().Hash(rollerPath); rec.Register != hash {
		differs(lang.T("rollregister", "role register"), short(rec.Register), short(hash))
	}
	if rec.Routine != t.Routine {
		differs(lang.T("rutinversion", "version of the routine"), rec.Routine, t.Routine)
	}
	if t.At.Before(t.latest) {
		t.violate(RecordDiffers, "protokollet säger en tid (%s) före ett tidigare beslut på main (%s)", "the record says a time (%s) before an earlier decision on main (%s)",
			t.At.In(t.base.zone).Format("2006-01-02 15:04"), t.latest.In(t.base.zone).Format("2006-01-02 15:04"))
	}
	t.shape(differs)
	t.sameContent()
	if first, twice := t.requests[t.PullRequest]; twice && t.PullRequest > 0 {
		t.violate(RequestTwice, "pull request %s är redan beslutad, i commit %s", "pull request %s has been decided already, in commit %s", fmt.Sprint(t.PullRequest), short(first))
	}
	if rec.Rules != t.rules {
		t.note(OtherRules, "protokollet fördes av ett verktyg med andra regler (%s)", "the record was made by a tool with other rules (%s)", short(rec.Rules))
	}
	last := t.steps[len(t.steps)-1]
	if apart := last.Commit.Committer.Time.Sub(t.At).Abs(); apart > maxSkew {
		t.note(ClockSkew, "commitens egen tid (%s) skiljer sig från protokollets med mer än ett dygn", "the commit's own time (%s) differs from the record's by more than a day",
			last.Commit.Committer.Time.In(t.base.zone).Format("2006-01-02 15:04"))
	}
}

// shape tells that git shows another way to main than the record says.
func (t *trial) shape(differs func(what lang.Text, has, is string)) {
	last := t.steps[len(t.steps)-1].Commit
	way := lang.T("väg till main", "way to main")
	switch t.How {
	case record.Merge:
		switch {
		case len(last.Parents) != 2:
			differs(way, string(t.How), fmt.Sprintf("%d parents", len(last.Parents)))
		case last.Parents[1] != t.text.Head:
			differs(lang.T("sammanslagen gren", "merged branch"), short(t.text.Head), short(last.Parents[1]))
		}
	case record.Squash, record.Rebase:
		for _, s := range t.steps {
			if s.Shape != history.Plain {
				differs(way, string(t.How), string(s.Shape))
			}
		}
	}
}

// sameContent holds what main got against what the record says that was agreed.
func (t *trial) sameContent() {
	type sums struct{ before, after string }
	got, kinds := map[string]sums{}, map[string]string{}
	for _, c := range t.changes {
		about := c.About()
		got[about.String()] = sums{about.BaseSum, about.HeadSum}
		var names []string
		for _, k := range c.Kinds() {
			names = append(names, string(k))
		}
		slices.Sort(names)
		kinds[about.String()] = strings.Join(names, ", ")
	}
	for _, c := range t.text.Changes {
		is, there := got[c.Document]
		delete(got, c.Document)
		switch {
		case !there:
			t.violate(ContentDiffers, "protokollet har en ändring av %s som main inte fick", "the record has a change of %s that main did not get", c.Document)
		case is != sums{c.Before, c.After}:
			t.violate(ContentDiffers, "main fick ett annat innehåll i %s än protokollet har", "main got another content of %s than the record has", c.Document)
		case kinds[c.Document] != strings.Join(c.Kinds, ", ") && t.text.Rules == t.rules:
			t.violate(RecordDiffers, "protokollet kallar ändringen av %s %s, inte %s", "the record calls the change of %s %s, not %s", c.Document, strings.Join(c.Kinds, ", "), kinds[c.Document])
		}
	}
	for _, c := range t.changes {
		if _, left := got[c.About().String()]; left {
			t.violate(ContentDiffers, "main fick en ändring av %s som protokollet inte har", "main got a change of %s that the record does not have", c.About().String())
			delete(got, c.About().String())
		}
	}
}

// sameRequirements tells that a record by the same rules asked for something else. What a
// tool with other rules asked for can differ: what counts is whether it was enough.
func (t *trial) sameRequirements(result approval.Result) {
	if t.text.Rules != t.rules {
		return
	}
	var asked, had lang.List
	for _, o := range result.Requirements {
		asked = append(asked, o.ID)
	}
	for _, q := range t.text.Requirements {
		had = append(had, q.ID)
	}
	slices.Sort(asked)
	slices.Sort(had)
	if !slices.Equal(asked, had) {
		t.violate(RecordDiffers, "protokollet har andra krav (%s) än ändringen ställer (%s)", "the record has other requirements (%s) than the change makes (%s)", had, asked)
	}
}

func short(hash string) string { return hash[:min(8, len(hash))] }

func shorts(hashes []string) string {
	out := make([]string, len(hashes))
	for i, h := range hashes {
		out[i] = short(h)
	}
	return strings.Join(out, " ")
}

func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
