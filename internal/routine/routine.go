// Package routine holds the versions of the region's routine for transferring patients:
// when each was in force, which forum and period it names, and which rules with which
// parameters it sets. Reading v6.go beside v9.go is reading what changed.
package routine

import (
	"iter"
	"sync"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Version is one version of the routine.
type Version struct {
	ID string // as documents write it: "9.0"
	// DocumentID is the routine's own id in the region's document register.
	DocumentID string
	// From and To are the first and last day that the document itself states, both
	// included. A newer version replaces an older one from its first day.
	From, To calendar.Day
	// Forum is the group that decides (6.0) or takes position (9.0), as documents name it.
	Forum     string
	ForumName lang.Text
	Rules     []Line
	// Approvals says who has to agree to each kind of change.
	Approvals approval.Table
}

// Line is a rule as it stands in a version, or in [Common].
type Line struct {
	Rule *rule.Rule
	// From is the day from which this tool applies the rule. The audit judges older
	// decisions by the lines of their day, so that a better tool does not redden them.
	From calendar.Day
}

// since makes the lines of rules that the tool applies from one day on.
func since(day calendar.Day, rules ...*rule.Rule) []Line {
	lines := make([]Line, len(rules))
	for i, r := range rules {
		lines[i] = Line{Rule: r, From: day}
	}
	return lines
}

// firstEdition is the day from which the tool's first rules apply: the first day of the
// oldest routine at hand, so that every document it knows is judged by them.
var firstEdition = calendar.Date(2024, 1, 18)

// Versions lists the versions at hand, oldest first. Versions 7.0 and 8.0 came between
// and are not at hand.
func Versions() []Version { return []Version{V6(), V9()} }

// standing is what is judged by, built once. Nobody may change it: [Versions] and [Common] give
// copies that are the caller's own.
var standing = sync.OnceValue(func() book { return book{versions: Versions(), common: Common()} })

// Judging goes through all rules, each with the version whose documents it judges: those that
// no version changes, without a version, come first. The rules are everybody's, and not to be
// changed.
func Judging() iter.Seq2[string, Line] {
	return func(yield func(string, Line) bool) {
		b := standing()
		for _, line := range b.common {
			if !yield("", line) {
				return
			}
		}
		for _, v := range b.versions {
			for _, line := range v.Rules {
				if !yield(v.ID, line) {
					return
				}
			}
		}
	}
}

// Newest is the id of the newest version at hand.
func Newest() string {
	versions := standing().versions
	return versions[len(versions)-1].ID
}

// Find returns a version by id. It is everybody's, and not to be changed.
func Find(id string) (Version, bool) {
	for _, v := range standing().versions {
		if v.ID == id {
			return v, true
		}
	}
	return Version{}, false
}

// Validities lists when each version is in force, with the prolongations that a
// repository has registered.
func Validities(prolonged *plan.Rutiner) []rule.Validity {
	var out []rule.Validity
	for _, v := range standing().versions {
		out = append(out, rule.Validity{Version: v.ID, From: v.From, To: v.To, Forum: v.Forum, ForumName: v.ForumName})
	}
	for i := range out[:len(out)-1] {
		out[i].To = out[i+1].From - 1
		out[i].Replaced = true
	}
	if prolonged != nil {
		last := &out[len(out)-1]
		for _, f := range prolonged.Forlangningar {
			if f.Rutin.V == last.Version && f.ForlangdTill.V > last.To {
				last.To = f.ForlangdTill.V
			}
		}
	}
	return out
}
