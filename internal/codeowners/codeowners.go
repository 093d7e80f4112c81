// Package codeowners says what a CODEOWNERS file holds: whom GitHub asks for a review of
// which files by itself, taken from the tables of approvals and the role register. It is a
// convenience. Who has to agree to a change, and whether they have, is told by package
// approval alone, and nothing that judges a change reads the file.
//
// Everybody who stands there is asked at each request that touches the files. So only the
// roles stand there that every kind of change to such a document needs. Who is needed at
// some of them only, such as a plan's receiver, the request itself names; and an editorial
// change needs just anybody.
package codeowners

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Line is a pattern and those who are asked about the files that it fits. The last line
// that fits a file decides; one without owners means that nobody is asked.
type Line struct {
	// Pattern is as CODEOWNERS has it. Empty where none can be written for the place: its
	// documents then go with the folder above.
	Pattern string
	Place   Place
	About   lang.Text
	Roles   []Role   // that are asked, sorted
	Owners  []string // logins, sorted
	// Unlisted are the persons who hold one of the roles and have no login in the register.
	Unlisted []string // register ids, sorted
	Vacant   []Role   // of the roles, those that nobody holds on the day
}

// Role is a role, held for an organisation where the role has one.
type Role struct{ Name, Organisation string }

// Text is the role in words.
func (r Role) Text() lang.Text {
	if r.Organisation == "" {
		return lang.Plain(r.Name)
	}
	return lang.T("%s för %s", "%s for %s", r.Name, r.Organisation)
}

// Of lists the lines for a tree on the policy's day, from the general to the special. The
// tree has to be whole ([plan.Set.Whole]) and the policy without faults: what can't be read
// would leave a gap that nobody sees.
func Of(set *plan.Set, policy approval.Policy) []Line {
	lines := general(policy)
	for _, g := range groups(set, policy) {
		if slices.Equal(governing(lines, g.file).Roles, g.roles) {
			continue
		}
		pattern, _ := g.place.pattern()
		lines = append(lines, Line{Pattern: pattern, Place: g.place, About: kindText(g.kind), Roles: g.roles})
	}
	held := map[Role][]approval.Holder{}
	for i := range lines {
		lines[i].fill(func(r Role) []approval.Holder {
			if _, known := held[r]; !known {
				held[r], _ = approval.Holders(policy, approval.Requirement{Role: r.Name, Organisation: r.Organisation}, policy.Day)
			}
			return held[r]
		})
	}
	return lines
}

// governing is the line that decides about a file.
func governing(lines []Line, file string) Line {
	for _, l := range slices.Backward(lines) {
		if l.Pattern != "" && l.Place.covers(file) {
			return l
		}
	}
	return Line{}
}

// fill finds who holds the roles of a line.
func (l *Line) fill(holders func(Role) []approval.Holder) {
	for _, r := range l.Roles {
		held := holders(r)
		if len(held) == 0 {
			l.Vacant = append(l.Vacant, r)
		}
		for _, h := range held {
			if h.Account.Login == "" {
				l.Unlisted = append(l.Unlisted, h.Person)
			} else {
				l.Owners = append(l.Owners, h.Account.Login)
			}
		}
	}
	l.Owners, l.Unlisted = unique(l.Owners), unique(l.Unlisted)
}

// unique sorts names and drops those that differ in case only, as no two logins do.
func unique(names []string) []string {
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
	return slices.CompactFunc(names, strings.EqualFold)
}

func sorted(roles []Role) []Role {
	slices.SortFunc(roles, func(a, b Role) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Organisation, b.Organisation))
	})
	return slices.Compact(roles)
}

// Unlisted gathers those of all lines who have no login in the register.
func Unlisted(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Unlisted...)
	}
	return unique(out)
}
