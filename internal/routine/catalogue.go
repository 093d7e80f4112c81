package routine

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Catalogue lists every rule once, by id: those of the loader, those of no version, and
// those of the versions, of which the newest version's text is shown.
func Catalogue() []*rule.Rule {
	byID := map[string]*rule.Rule{}
	for _, r := range rules.Loader() {
		byID[r.ID] = r
	}
	for _, line := range Common() {
		byID[line.Rule.ID] = line.Rule
	}
	for _, v := range Versions() {
		for _, line := range v.Rules {
			byID[line.Rule.ID] = line.Rule
		}
	}
	out := make([]*rule.Rule, 0, len(byID))
	for _, r := range byID {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b *rule.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// InVersions lists the versions whose documents a rule judges; none for a rule that no
// version changes.
func InVersions(id string) []string {
	var out []string
	for _, v := range Versions() {
		if slices.ContainsFunc(v.Rules, func(l Line) bool { return l.Rule.ID == id }) {
			out = append(out, v.ID)
		}
	}
	return out
}

// Form is a rule as one version has it.
type Form struct {
	Version string // empty: as every version has it
	Line
}

// Forms lists the forms of a rule, oldest version first. A rule of the loader has none: it
// is no version's, and applies since there is a loader.
func Forms(id string) []Form {
	var out []Form
	add := func(version string, lines []Line) {
		for _, l := range lines {
			if l.Rule.ID == id {
				out = append(out, Form{version, l})
			}
		}
	}
	add("", Common())
	for _, v := range Versions() {
		add(v.ID, v.Rules)
	}
	return out
}
