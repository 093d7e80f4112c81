package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
)

// decided is a decision: a step of main, what an audit says of it, or both.
type decided struct {
	commit  string
	number  int // on main's line, from 1; 0: not known
	entry   *history.Entry
	verdict *audit.Decision
}

// eachDecision lists the decisions by commit.
func (b *build) eachDecision() []decided {
	by := map[string]int{}
	for i := range b.History {
		by[b.History[i].Commit.Hash] = i + 1
	}
	var out []decided
	for _, commit := range slices.Sorted(maps.Keys(b.named.decisions)) {
		d := decided{commit: commit, number: by[commit], verdict: b.verdict[commit]}
		if d.number > 0 {
			d.entry = &b.History[d.number-1]
		}
		out = append(out, d)
	}
	return out
}

// at is the moment of a decision: by its record, and without one by git.
func (b *build) moment(d decided) (calendar.Day, time.Time) {
	if d.entry != nil {
		return b.dayOf(d.entry.At), d.entry.At
	}
	return d.verdict.Day, d.verdict.At
}

func (b *build) decisions() *Table {
	doc := lang.T("Besluten: allt som har kommit till main, en rad för varje steg. Granskningens uppgifter saknas där ingen granskning har gjorts.",
		"The decisions: everything that has come to main, one row for each step. What the audit says is missing where none was made.")
	if b.Public {
		doc = lang.T("%s I en publik export räknas inte brister som kan följa av utfall, och giltigt saknas där bara sådana kan finnas.", "%s In a public export violations that can follow from outcome are not counted, and giltigt is missing where there may be only such.", doc)
	}
	return &Table{
		Name: "dim_beslut",
		Doc:  doc,
		Key:  []string{"beslut"},
		Columns: []Column{
			textColumn("beslut", "Commiten på main.", "The commit on main."),
			intColumn("ordning", "Plats på mains linje, från 1: äldst först.", "Place on main's line, from 1: the oldest first.").orNil(),
			dateColumn("dag", "Dagen, i regionens tidszon.", "The day, in the region's time zone."),
			{Name: "tid", Type: Time, Doc: lang.T("Tidpunkten, i UTC.", "The moment, in UTC.")},
			intColumn("pull_request", "Pull requestens nummer: enligt beslutsprotokollet, annars enligt commitmeddelandet.", "The number of the pull request: by the decision record, else by the commit's message.").orNil(),
			textColumn("form", "root, plain, merge eller octopus: hur steget ser ut i git.", "root, plain, merge or octopus: what the step looks like in git.").orNil().coded(shapeCodes),
			textColumn("vag", "merge, squash, rebase eller push, enligt beslutsprotokollet.", "merge, squash, rebase or push, by the decision record.").orNil().coded(wayCodes),
			textColumn("rutin", "Rutinen som gällde den dagen, enligt granskningen.", "The routine in force that day, by the audit.").orNil(),
			textColumn("slag", "Ändringarnas slag med mellanslag emellan.", "The kinds of the changes, separated by spaces.").orNil().coded(kindCodes),
			intColumn("andringar", "Antal ändringar av dokument.", "Number of changes of documents.").orNil(),
			boolColumn("giltigt", "Granskningen fann att rutinen, rollerna och protokollet tillät det.", "The audit found that routine, roles and record allowed it.").orNil(),
			boolColumn("bevisat", "Protokollet är signerat med en nyckel som gällde.", "The record is signed with a key that was in use.").orNil(),
			intColumn("brister", "Antal brister som granskningen fann.", "Number of violations that the audit found.").orNil(),
			boolColumn("uppfoljt", "Bristerna har en registrerad uppföljning.", "The violations have a registered follow-up.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, d := range b.eachDecision() {
				if !emit(b.decisionRow(d)...) {
					return
				}
			}
		}),
	}
}

func (b *build) decisionRow(d decided) []any {
	on, at := b.moment(d)
	out := []any{d.commit, nil, on, at, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil}
	if e := d.entry; e != nil {
		var kinds []diff.Kind
		for i := range e.Items {
			kinds = append(kinds, e.Items[i].Kinds...)
		}
		out[1], out[5], out[8], out[9] = d.number, string(e.Shape), kindNames(kinds), len(e.Items)
		if n, stated := e.PullRequest(); stated {
			out[4] = n
		}
	}
	if v := d.verdict; v != nil {
		if v.PullRequest != 0 {
			out[4] = v.PullRequest
		}
		if d.entry == nil {
			out[5] = string(v.Shape)
		}
		out[6], out[7] = string(v.How), v.Routine
		is := b.shownStanding(v)
		if !v.Genesis { // of the first commit nobody can tell
			out[10], out[11] = is.valid, v.Proven
		}
		out[12], out[13] = is.violations, is.followed
	}
	return out
}

func kindNames(kinds []diff.Kind) string {
	names := make([]string, 0, len(kinds))
	for _, k := range kinds {
		names = append(names, string(k))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// changes tells what each decision changed, document by document.
func (b *build) changes() *Table {
	return &Table{
		Name: "fact_beslut_andring",
		Doc: lang.T("Vad varje beslut ändrade, en rad för varje dokument. I en publik export står inget om vem som har vilken roll, och inget om utfall.",
			"What each decision changed, one row for each document. In a public export nothing is said of who has which role, nor of outcome."),
		Key: []string{"beslut", "nr"},
		Columns: []Column{
			columnDecision,
			intColumn("nr", "Ändringens nummer i beslutet, från 1.", "The number of the change in the decision, from 1."),
			dateColumn("beslutsdag", "Dagen då det kom till main.", "The day on which it came to main.").to("dim_datum.datum"),
			textColumn("dokumentslag", "Dokumentets slag; tomt: en annan fil.", "The kind of the document; empty: another file.").orNil().coded(fileCodes),
			textColumn("dokument", "Dokumentets id; för register och tabeller deras slag; för andra filer sökvägen.", "Id of the document; of registers and tables their kind; of other files the path."),
			textColumn("leveransplan", "Planen, om det är en.", "The plan, if it is one.").to("dim_plan.leveransplan").orNil(),
			textColumn("missiv", "Missivet, om det är ett.", "The missiv, if it is one.").to("dim_missiv.missiv").orNil(),
			textColumn("slag", "Ändringens slag, med mellanslag emellan.", "The kinds of the change, separated by spaces.").coded(kindCodes),
			boolColumn("ny", "Dokumentet fanns inte före.", "There was no such document before."),
			boolColumn("borttagen", "Dokumentet finns inte efter.", "There is none afterwards."),
			intColumn("volym_fore", "Planens volym före.", "The plan's volume before.").orNil(),
			intColumn("volym_efter", "Planens volym efter.", "The plan's volume afterwards.").orNil(),
			textColumn("fran", "Från: avsändare, som i diariet.", "From: the sender, as in a diary.").orNil(),
			textColumn("till", "Till: mottagare, som i diariet.", "To: the receiver, as in a diary.").orNil(),
			textColumn("diarienummer", "Diarienumret som dokumentet anger.", "The diary number that the document states.").orNil(),
			textColumn("sammanfattning", "Vad ändringen innebär.", "What the change means.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, d := range b.eachDecision() {
				if d.entry == nil {
					continue
				}
				for i := range d.entry.Items {
					if !emit(b.changeRow(d, i)...) {
						return
					}
				}
			}
		}),
	}
}

func (b *build) changeRow(d decided, i int) []any {
	it := &d.entry.Items[i]
	on, _ := b.moment(d)
	var ofPlan, ofMemo any
	switch it.Type {
	case plan.KindLeveransplan:
		ofPlan = it.ID
	case plan.KindMissiv:
		ofMemo = it.ID
	}
	summary, number := b.shownItem(it)
	return []any{d.commit, i + 1, on, string(it.Type), cmp.Or(it.ID, it.File, "?"), ofPlan, ofMemo, kindNames(it.Kinds), it.New, it.Gone, it.Before, it.After, it.From, it.To, number, summary}
}

// approvals tells which approvals each decision needed and who gave them, by its record.
func (b *build) approvals() *Table {
	return &Table{
		Name: "fact_godkannande",
		Doc: lang.T("Godkännanden som varje beslut krävde och vem som gav dem, enligt beslutsprotokollet. Ett krav som ingen har uppfyllt har en rad utan dag. I en publik export står inga personer.",
			"The approvals that each decision needed and who gave them, by the decision record. One that nobody gave has a row without a day. In a public export there are no persons."),
		Key: []string{"beslut", "krav", "nr"},
		Columns: []Column{
			columnDecision,
			textColumn("krav", "Kravets id i protokollet.", "Id of the requirement in the record."),
			intColumn("nr", "Godkännandets nummer, från 1; 0: inget.", "The number of the approval, from 1; 0: none."),
			textColumn("roll", "Rollen som krävs; tomt: en till person, av vilken roll som helst.", "The role that is needed; empty: one more person, of any role.").orNil().coded(roleCodes),
			columnOrganisation("Organisationen som rollen gäller (id).", "The organisation of the role (id)."),
			textColumn("lage", "approved, pending, refused eller error: om kravet var uppfyllt, enligt protokollet.", "approved, pending, refused or error: whether the requirement was fulfilled, by the record.").orNil().coded(verdictCodes),
			textColumn("person", "Personens id i rollregistret.", "Id of the person in the role register.").orNil(),
			textColumn("given_roll", "Rollen som godkännandet gavs i.", "The role in which it was given.").orNil().coded(roleCodes),
			textColumn("satt", "review eller push.", "review or push.").orNil().coded(consentCodes),
			dateColumn("given_dag", "Dagen då det gavs.", "The day on which it was given.").orNil(),
			boolColumn("delegerat", "Gavs med delegering.", "Given by delegation.").orNil(),
			boolColumn("reservation", "Hördes och var emot.", "Was heard, and against it.").orNil(),
			dateColumn("beslutsdag", "Dagen då beslutet kom till main.", "The day on which the decision came to main.").to("dim_datum.datum"),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, d := range b.eachDecision() {
				if d.verdict != nil && d.verdict.Commit() == d.commit && !b.eachApproval(d, emit) {
					return
				}
			}
		}),
	}
}

func columnOrganisation(sv, en string) Column { return textColumn("organisation", sv, en).orNil() }

func (b *build) eachApproval(d decided, emit func(...any) bool) bool {
	on, _ := b.moment(d)
	requirements := slices.Clone(d.verdict.Requirements)
	slices.SortStableFunc(requirements, func(x, y record.Requirement) int { return cmp.Compare(x.ID, y.ID) })
	for i, r := range requirements {
		if i > 0 && requirements[i-1].ID == r.ID {
			continue // a record that names one twice is no record of two
		}
		if len(r.SatisfiedBy) == 0 && !emit(d.commit, r.ID, 0, r.Role, r.Organisation, r.State, nil, nil, nil, nil, nil, nil, on) {
			return false
		}
		for n, c := range r.SatisfiedBy {
			given, _ := calendar.ParseDay(c.Day)
			person := c.Person
			if b.Public {
				person = ""
			}
			if !emit(d.commit, r.ID, n+1, r.Role, cmp.Or(r.Organisation, c.Organisation), r.State, person, c.Role, c.By, given, c.Delegation != "", c.Reservation, on) {
				return false
			}
		}
	}
	return true
}
