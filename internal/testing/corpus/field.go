package corpus

import (
	"fmt"
	"slices"
)

// field is a medical field with those who have too little capacity in it and those who
// have some to give. Nobody is both: a förvaltning that sends and receives the same care
// would plan patients in a circle.
type field struct {
	id, name, code string
	unit           string // empty: patients
	groups         []*group
	receivers      []*party
	senders        []*party
	neutral        []*party // neither send by a missiv nor receive
	agreements     []*agreement
	sources        []source
	// ladder tells that other regions' agreements serve the field too, and its missiv
	// therefore show that own capacity was asked for first.
	ladder bool
}

// group is a kind of care within a field.
type group struct {
	id, form string
	codes    []string
}

// mostFields is how many fields there are names for.
var mostFields = len(specialties) * len(parts)

// units are what the fields count, in turn; empty are patients.
var units = []string{"atgard", "atgard", "", "besok"}

func (r *region) makeFields(count int) {
	for i := range min(count, mostFields) {
		s, part := specialties[i%len(specialties)], parts[i/len(specialties)]
		f := &field{id: ascii(s.name + part.name), name: s.name + part.name, code: s.code + part.code, unit: units[i%len(units)], ladder: i%3 == 1}
		for g := range groupNames {
			f.groups = append(f.groups, &group{id: groupNames[g], form: forms[g], codes: codes(i, g)})
		}
		r.cast(f)
		r.fields = append(r.fields, f)
	}
	r.makeAgreements()
	for _, f := range r.fields {
		f.gatherSources()
	}
}

// source is where a plan's capacity comes from.
type source struct {
	receiver  *party
	agreement *agreement // nil: own regi
}

// gatherSources lists who receives in a field, each once.
func (f *field) gatherSources() {
	for _, h := range f.receivers {
		f.sources = append(f.sources, source{receiver: h})
	}
	seen := map[*party]bool{}
	for _, a := range f.agreements {
		if !seen[a.provider] {
			f.sources = append(f.sources, source{a.provider, a})
		}
		seen[a.provider] = true
	}
}

// codes makes a group's codes in the two forms that KVÅ has. No two groups share one.
func codes(field, group int) []string {
	letter := func(i int) string { return string(rune('A' + i%26)) }
	var out []string
	for i := range 11 {
		if group == 2 {
			out = append(out, fmt.Sprintf("%s%s%d%02d", letter(field), letter(field/26+4*group), group, 3*i))
		} else {
			out = append(out, fmt.Sprintf("%s%s%s%02d", letter(field), letter(field/26+4*group), letter(i+group), 9+7*i))
		}
	}
	return out
}

// cast deals out who sends and who receives.
func (r *region) cast(f *field) {
	deck := slices.Clone(r.hospitals)
	r.rng.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	receivers, neutral := max(1, len(deck)/7), len(deck)/8
	f.receivers, deck = deck[:receivers], deck[receivers:]
	f.neutral, f.senders = deck[:neutral], deck[neutral:]
}

// codesOf picks a plan's codes from its group's: four to eight, in order.
func (r *region) codesOf(g *group) []string {
	var out []string
	for _, i := range pick(r.rng, len(g.codes), 4+r.rng.IntN(5)) {
		out = append(out, g.codes[i])
	}
	return out
}
