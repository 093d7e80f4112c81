package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The keys of an agreed plan that never change, and those that change together with an entry
// only, which the command change writes.
var (
	agreedForGood = []string{"skickande", "mottagare", "ursprung", "rutin", "vardomrade", "enhet", "utokning", "avstamningar"}
	agreedTerms   = []string{"volym", "periodisering", "period", "avtal", "atgarder", "vardform", "asa_klass", "syfte"}
	lineForGood   = []string{"id", "forvaltning", "vardomrade", "enhet"}
)

// derived are keys that follow from others, by the kind of the document: such a key is not
// written, but what is written can be taken away.
var derived = map[plan.Kind]map[string]lang.Text{
	plan.KindLeveransplan: {
		"typ":     lang.T("`typ` följer av mottagaren och skrivs inte", "`typ` follows from the receiver and is not written"),
		"kvartal": lang.T("`kvartal` är summor av periodiseringen och skrivs inte", "`kvartal` are sums of the periodisation and not written"),
	},
	plan.KindBehovsanalys: {
		"kvarvarande": lang.T("`kvarvarande` är behovet minus kapaciteten och skrivs inte", "`kvarvarande` is the need less the capacity and not written"),
	},
}

// allowed refuses what is not changed this way, and says what to do instead.
// It gives what has been agreed to, where the steps touch it.
func (a *app) allowed(d *draft, doc *plan.Document, steps []step, f setFlags) (agreed *plan.Set, err error) {
	for _, s := range steps {
		keys := strings.Split(s.path, ".")
		if err := unchanging(doc, s, keys, f); err != nil {
			return nil, err
		}
		if !keptOnceAgreed(doc.Kind, keys) {
			continue
		}
		if agreed == nil {
			if agreed, err = a.agreed(d); err != nil {
				return nil, err
			}
		}
		if err := standing(agreed, doc, s, keys, f); err != nil {
			return nil, err
		}
		if now := d.was.Set.Plan(doc.ID.V); now != nil && agreed.Plan(doc.ID.V) != nil && keys[0] == "andringar" && withdraws(keys, f, len(now.Andringar)) {
			return nil, usage(lang.T("en ändring av en överenskommen plan tas tillbaka hel, med volym och veckor", "a change of an agreed plan is taken back whole, with its volume and weeks"),
				lang.T("leveransplan change %s --undo tar tillbaka den.", "leveransplan change %s --undo takes it back.", doc.ID.V))
		}
	}
	return agreed, nil
}

// withdraws tells that a step takes an entry of a plan away, whose volume and weeks would stay.
func withdraws(keys []string, f setFlags, entries int) bool {
	return f.remove && len(keys) <= 2 || !f.remove && !f.add && len(keys) == 1 && entries > 0
}

// unchanging refuses what never changes or is never written, agreed or not.
func unchanging(doc *plan.Document, s step, keys []string, f setFlags) error {
	last := keys[len(keys)-1]
	for _, key := range keys {
		if why, follows := derived[doc.Kind][key]; follows && !f.remove {
			return usage(why, lang.T("Ändra det som det följer av.", "Change what it follows from."))
		}
	}
	switch {
	case s.path == "dokument":
		return usage(lang.T("slaget av dokument ändras inte", "the kind of a document does not change"), lang.T("leveransplan new gör ett nytt dokument.", "leveransplan new makes a new document."))
	case s.path == "id":
		return usage(lang.T("ett dokuments id ändras aldrig", "the id of a document never changes"),
			lang.T("Andra dokument och historiken nämner det. Gör ett nytt dokument med leveransplan new.", "Other documents and the history name it. Make a new document with leveransplan new."))
	case last == "id" && len(keys) == 3 && doc.Kind != plan.KindMissiv:
		return usage(lang.T("en posts id ändras aldrig", "the id of an entry never changes"), lang.T("Lägg till en ny post med leveransplan new.", "Add a new entry with leveransplan new."))
	}
	return nil
}

// keptOnceAgreed tells that a path leads to something that stays once it has been agreed to.
func keptOnceAgreed(kind plan.Kind, keys []string) bool {
	switch kind {
	case plan.KindLeveransplan:
		return keys[0] == "andringar" || slices.Contains(agreedForGood, keys[0]) || slices.Contains(agreedTerms, keys[0])
	case plan.KindMissiv:
		return keys[0] == "andringar" || keys[0] == "rader"
	}
	return false
}

// standing refuses to change what has been agreed to.
func standing(agreed *plan.Set, doc *plan.Document, s step, keys []string, f setFlags) error {
	if doc.Kind == plan.KindMissiv {
		return standingLine(agreed.Memo(doc.ID.V), agreed, s, keys, f)
	}
	p := agreed.Plan(doc.ID.V)
	switch {
	case p == nil:
		return nil
	case slices.Contains(agreedForGood, keys[0]):
		return usage(lang.T("`%s` ändras aldrig i en överenskommen plan", "`%s` never changes in an agreed plan", keys[0]),
			lang.T("Sänk planen med leveransplan change %s och gör en ny med leveransplan new leveransplan.", "Lower the plan with leveransplan change %s and make a new one with leveransplan new leveransplan.", doc.ID.V))
	case slices.Contains(agreedTerms, keys[0]):
		return usage(lang.T("`%s` i en överenskommen plan ändras med en post i andringar", "`%s` of an agreed plan changes with an entry in andringar", keys[0]),
			lang.T("leveransplan change %s skriver posten och fördelar resten.", "leveransplan change %s writes the entry and shares out the rest.", doc.ID.V))
	}
	return standingEntry(len(p.Andringar), keys, f)
}

// standingEntry refuses to change an entry that has been agreed to, but for its minutes,
// which may come last.
func standingEntry(agreed int, keys []string, f setFlags) error {
	whole := len(keys) == 1 && !f.add
	if len(keys) > 1 {
		nr, err := strconv.Atoi(keys[1])
		whole = err == nil && nr <= agreed && (len(keys) == 2 || keys[2] != "protokoll")
	}
	if agreed == 0 || !whole {
		return nil
	}
	return usage(lang.T("tidigare poster i andringar ändras aldrig", "earlier entries in andringar never change"),
		lang.T("Skriv en ny post. Blev något fel är orsaken rattelse.", "Write a new entry. Where something went wrong its cause is rattelse."))
}

// standingLine refuses to make another line of one that plans draw on.
func standingLine(m *plan.Missiv, agreed *plan.Set, s step, keys []string, f setFlags) error {
	if m == nil {
		return nil
	}
	if keys[0] == "andringar" {
		return standingEntry(len(m.Andringar), keys, f)
	}
	if len(keys) < 2 {
		return nil
	}
	line := agreed.Line(m.ID.V, keys[1])
	gone := len(keys) == 2 && f.remove
	if line == nil || len(line.Plans) == 0 || !gone && (len(keys) != 3 || !slices.Contains(lineForGood, keys[2])) {
		return nil
	}
	return usage(lang.T("`%s`: raden har planer och blir aldrig en annan", "`%s`: the line has plans and never becomes another", s.path),
		lang.T("Sänk rad %s till 0 med en post i andringar, och skriv en ny rad.", "Lower the line %s to 0 with an entry in andringar, and write a new line.", keys[1]))
}

// agreed are the documents as they stand on main: what has been agreed to. Where there is no
// git, or no commit yet, nothing has; where main can't be seen nobody can tell.
func (a *app) agreed(d *draft) (*plan.Set, error) {
	nothing := plan.NewSet(nil, nil)
	repo, err := gitrepo.Open(d.root)
	if errors.Is(err, gitrepo.ErrNoRepository) {
		return nothing, nil
	}
	if err != nil {
		return nil, gitFault(err)
	}
	defer repo.Close()
	if err := atTop(repo); err != nil {
		return nil, err
	}
	main, err := a.mainline()
	if err != nil {
		return nil, err
	}
	rev, err := repo.Resolve(main)
	if errors.Is(err, gitrepo.ErrUnknown) {
		if _, none := repo.Resolve("HEAD"); errors.Is(none, gitrepo.ErrUnknown) {
			return nothing, nil // before the first commit
		}
		return nil, gitFault(err) // what main has agreed to can't be seen from here
	}
	if err != nil {
		return nil, gitFault(err)
	}
	return plansOf(rev, d.opt.Schemas)
}
