package routine

import (
	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// The words in which the tables of approvals are written: who acts, who agrees, who is
// heard, and one more. Each names the statements that it rests on.

func acts(role string, statements ...string) approval.Need {
	return approval.Need{Role: role, Actor: true, Statements: statements}
}

func agrees(role string, statements ...string) approval.Need {
	return approval.Need{Role: role, Statements: statements}
}

// actsFor and agreesFor are for the parties of a document.
func actsFor(of approval.Party, statements ...string) approval.Need {
	return approval.Need{Of: of, Actor: true, Statements: statements}
}

func agreesFor(of approval.Party, statements ...string) approval.Need {
	return approval.Need{Of: of, Statements: statements}
}

func heard(statements ...string) approval.Need {
	return approval.Need{Of: approval.OfLines, Heard: true, Statements: statements}
}

func oneMore(statements ...string) approval.Need {
	return approval.Need{OneMore: true, Statements: statements}
}

// on narrows a need to changes of some keys of the document.
func on(n approval.Need, blocks ...string) approval.Need {
	n.Blocks = blocks
	return n
}

// orOffice lets an office answer for a party that can't any more.
func orOffice(n approval.Need, office string) approval.Need {
	n.Instead = office
	return n
}

func either(n approval.Need, or ...string) approval.Need {
	n.Or = or
	return n
}

func beside(n approval.Need) approval.Need {
	n.Second = true
	return n
}

func unlessBot(n approval.Need) approval.Need {
	n.UnlessBot = true
	return n
}

// from makes rows that apply from one day on. A row is never changed once it has applied:
// another one is added, with its own first day.
func from(day calendar.Day, rows ...approval.Row) approval.Table {
	for i := range rows {
		rows[i].From = day
	}
	return rows
}

// each makes a row for each of some kinds that need the same.
func each(kinds []diff.Kind, needs ...approval.Need) []approval.Row {
	rows := make([]approval.Row, len(kinds))
	for i, k := range kinds {
		rows[i] = approval.Row{Kind: k, Needs: needs}
	}
	return rows
}

// only narrows rows to plans with one kind of receiver.
func only(scope approval.Scope, rows []approval.Row) []approval.Row {
	for i := range rows {
		rows[i].Scope = scope
	}
	return rows
}

// The kinds of change that need the same in every version.
var (
	memoKinds     = []diff.Kind{diff.MissivNytt, diff.MissivAndrat}
	offerKinds    = []diff.Kind{diff.ErbjudandeNytt, diff.ErbjudandeAndrat, diff.ErbjudandeBorttaget}
	analysisKinds = []diff.Kind{diff.BehovsanalysNy, diff.BehovsanalysAndrad, diff.BehovsanalysBorttagen}
	restKinds     = []diff.Kind{diff.RestvolymNy, diff.RestvolymAndrad, diff.RestvolymBorttagen}
)

// approvalsCommon are the rows that no version changes: what the tool itself needs to be
// trusted, and what the routine says the same of throughout.
func approvalsCommon() []approval.Row {
	const (
		office  = plan.RollKoncernkontoret
		vgs     = plan.RollVardgarantiservice
		forum   = plan.RollBeslutsforum
		steward = plan.RollSystemforvaltare
	)
	var rows []approval.Row
	add := func(more []approval.Row) { rows = append(rows, more...) }
	add(each(analysisKinds, acts(office, "N02", "N03", "N04"), oneMore("N02", "N03", "N04")))
	add(each([]diff.Kind{diff.UtfallAndrat}, acts(vgs, "N57"), unlessBot(oneMore("N57"))))
	add([]approval.Row{{Kind: diff.PlanBorttagen, Never: lang.T(
		"En plan tas aldrig bort: sänk den till det som ligger före galler_fran, eller till 0.",
		"A plan is never removed: lower it to what stands before galler_fran, or to 0.")}})
	add(each([]diff.Kind{diff.RegisterAndrat}, acts(office), agrees(steward)))
	add(each([]diff.Kind{diff.RollerAndrade}, acts(steward), agrees(office)))
	add(each([]diff.Kind{diff.UndantagAndrat, diff.AvvikelseAndrad}, acts(office), agrees(forum)))
	add([]approval.Row{{Kind: diff.OlastEfter, Never: lang.T(
		"Ingen kan godkänna det som inte går att läsa: rätta filen först.",
		"Nobody can agree to what can't be read: mend the file first.")}})
	add(each([]diff.Kind{diff.VerktygAndrat, diff.OkandAndrad, diff.OlastFore}, acts(steward), beside(either(agrees(steward), office))))
	add(each([]diff.Kind{diff.Redaktionell}, on(either(acts(office), forum), "protokoll"), oneMore()))
	return rows
}

// Policy takes the policy of a day from the base: its registers and settings, and the table
// of the version in force. Once the last version has run out its table still says who
// approves what, but nothing new can be decided by it, unless the settings allow it.
func Policy(base *plan.Set, day calendar.Day) approval.Policy {
	timeline := rule.Timeline(Validities(base.Rutiner))
	held := timeline.On(day)
	expired := held == nil && day > timeline.Last().To
	if expired {
		held = timeline.Last()
	}
	if held == nil {
		return approval.NewPolicy(base, "", nil, day)
	}
	v, _ := Find(held.Version)
	p := approval.NewPolicy(base, v.ID, v.Approvals, day)
	p.Expired = expired && base.Installningar.UtgangenRutin.V != "varna"
	return p
}
