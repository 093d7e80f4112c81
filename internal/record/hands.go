package record

import (
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
)

// handsOf gathers who had a hand in commits, by account.
func handsOf(commits []approval.Commit) []Hand {
	of := map[int64]map[string]bool{}
	var out []Hand
	for _, c := range commits {
		documents := slices.Clone(c.Subjects)
		for _, name := range c.Files {
			documents = append(documents, diff.Subject{ID: name}.String())
		}
		accounts := slices.Clone(c.Others)
		if c.Author == nil || c.Author.ID <= 0 {
			out = append(out, Hand{Commit: c.Hash, Documents: documents})
		} else {
			accounts = append(accounts, *c.Author)
		}
		for _, a := range accounts {
			if a.ID <= 0 {
				continue
			}
			if of[a.ID] == nil {
				of[a.ID] = map[string]bool{}
			}
			for _, d := range documents {
				of[a.ID][d] = true
			}
		}
	}
	for id, documents := range of {
		out = append(out, Hand{Account: id, Documents: slices.Sorted(maps.Keys(documents))})
	}
	return out
}
