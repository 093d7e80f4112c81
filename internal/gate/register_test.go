package gate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// endless is the last day of a duty that has none.
const endless = "9999-12-31"

// firstRoll is the role register that the sequences begin with.
func firstRoll() roll {
	r := roll{accounts: map[string]int64{}}
	for i := range 9 {
		r.accounts[fmt.Sprintf("p-%03d", i+1)] = 900_000_001 + int64(i)
	}
	for person, role := range map[string]string{
		office: "koncernkontoret", vgs: "vardgarantiservice", skas: "representant skas", su: "representant su", siv: "representant siv",
		forum: "beslutsforum", steward: "systemforvaltare", "p-008": "leverantor klinik-b", "p-009": "representant nu",
	} {
		r.duties = append(r.duties, duty{person, role, "2026-01-01", endless, ""})
	}
	slices.SortFunc(r.duties, func(a, b duty) int { return strings.Compare(a.person, b.person) })
	return r
}

// text is the register as a file.
func (r *roll) text(version int) string {
	var people, duties, lent strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r.accounts)) {
		fmt.Fprintf(&people, "  - {id: %s, github: {id: %d}}\n", name, r.accounts[name])
	}
	for _, d := range r.duties {
		role, organisation, _ := strings.Cut(d.role, " ")
		what := "roll: " + role
		if organisation != "" {
			what += ", organisation: " + organisation
		}
		what += ", fran: " + d.from
		if d.till != endless {
			what += ", till: " + d.till
		}
		if d.by != "" {
			fmt.Fprintf(&lent, "  - {av: %s, till_person: %s, %s, beslut: \"HS 1\"}\n", d.by, d.person, what)
		} else {
			fmt.Fprintf(&duties, "  - {person: %s, %s}\n", d.person, what)
		}
	}
	out := fmt.Sprintf("dokument: roller/v1\nversion: %d\npersoner:\n%suppdrag:\n%s", version, &people, &duties)
	if lent.Len() > 0 {
		return out + "delegeringar:\n" + lent.String()
	}
	return out + "delegeringar: []\n"
}

// changed is the register after something that happens to roles. Days are yesterday, today
// and tomorrow.
func (r *roll) changed(days [3]string, random *rand.Rand) (roll, string) {
	out := roll{accounts: maps.Clone(r.accounts), duties: slices.Clone(r.duties)}
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	d := &out.duties[random.IntN(len(out.duties))]
	switch random.IntN(7) {
	case 0, 1:
		if d.till = pick(days[:]...); d.till < d.from {
			d.till = d.from
		}
		return out, fmt.Sprintf("%s is %s until %s", d.person, d.role, d.till)
	case 2, 3:
		fresh := duty{pick(office, vgs, skas, siv, steward, newcomer), pick("koncernkontoret", "vardgarantiservice", "systemforvaltare", "representant skas", "representant siv"), pick(days[:]...), pick(endless, days[2]), ""}
		out.accounts[newcomer] = outsiderID
		out.add(fresh)
		return out, fmt.Sprintf("%s is %s from %s", fresh.person, fresh.role, fresh.from)
	case 4:
		if d.by == "" {
			lent := duty{pick(office, vgs, skas, siv, steward, newcomer), d.role, pick(days[:2]...), pick(days[1:]...), d.person}
			out.accounts[newcomer] = outsiderID
			if lent.person != lent.by {
				out.add(lent)
			}
			return out, fmt.Sprintf("%s lends %s to %s from %s until %s", lent.by, lent.role, lent.person, lent.from, lent.till)
		}
	case 5:
		if out.accounts[siv]++; out.accounts[siv] > firstRoll().accounts[siv]+100 {
			out.accounts[siv] = firstRoll().accounts[siv]
		} else {
			out.accounts[siv] = firstRoll().accounts[siv] + 100
		}
		return out, fmt.Sprintf("%s has the account %d", siv, out.accounts[siv])
	}
	return firstRoll(), "the roles are as at first"
}

// add adds a duty that is not there yet.
func (r *roll) add(d duty) {
	same := func(o duty) bool {
		return o.person == d.person && o.role == d.role && o.by == d.by && o.from == d.from
	}
	if !slices.ContainsFunc(r.duties, same) {
		r.duties = append(r.duties, d)
	}
}

// newcomer is who the outsider is once the register knows her.
const (
	newcomer   = "p-010"
	outsiderID = 502
)
