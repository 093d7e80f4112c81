package export

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// findings are what a check of the commit found.
func (b *build) findings() *Table {
	doc := lang.T("Det som granskningen av den visade commiten fann, i granskningens ordning.", "What a check of the commit shown found, in the order of the check.")
	if b.Public {
		doc = lang.T("%s Fynd om utfall och restvolymer är inte med i en publik export, och fynd om personer står utan ord.", "%s Findings about outcome and rests are left out of a public export, and those about persons have no words.", doc)
	}
	return &Table{
		Name: "fact_fynd",
		Doc:  doc,
		Key:  []string{"nr"},
		Columns: []Column{
			intColumn("nr", "Fyndets nummer, från 1.", "The number of the finding, from 1."),
			columnPerDay,
			textColumn("regel", "Regelns id.", "Id of the rule.").coded(ruleCodes()),
			textColumn("allvar", "error, warning eller info.", "error, warning or info.").coded(severityCodes),
			textColumn("grund", "text, rebuilt eller default: vad regeln vilar på.", "text, rebuilt or default: what the rule rests on.").orNil().coded(basisCodes),
			textColumn("dokument", "Dokumentets id, där det har ett.", "Id of the document, where it has one.").orNil(),
			textColumn("leveransplan", "Planen, om det är en.", "The plan, if it is one.").to("dim_plan.leveransplan").orNil(),
			textColumn("missiv", "Missivet, om det är ett.", "The missiv, if it is one.").to("dim_missiv.missiv").orNil(),
			textColumn("fil", "Filen.", "The file.").orNil(),
			intColumn("rad", "Raden i filen; tomt: hela filen.", "The line in the file; empty: the file as a whole.").orNil(),
			intColumn("kolumn", "Tecknet på raden, från 1.", "The character in the line, from 1.").orNil(),
			textColumn("meddelande", "Vad som är fel.", "What is wrong.").orNil(),
			textColumn("forslag", "Vad man gör åt det.", "What to do about it.").orNil(),
			boolColumn("undantag", "Ett beslut om undantag släpper det.", "A waiver lets go of it."),
		},
		Rows: rows(func(emit func(...any) bool) {
			hidden, n := b.hiddenFiles(), 0
			for i := range b.Findings {
				d := &b.Findings[i]
				if b.hiddenFinding(d, hidden) {
					continue
				}
				n++
				if !emit(b.findingCells(n, d)...) {
					return
				}
			}
		}),
	}
}

func (b *build) findingCells(n int, d *diag.Diagnostic) []any {
	var ofPlan, ofMemo, row, column any
	if p := b.plan[d.Document]; p != nil && d.Document != "" {
		ofPlan = d.Document
	}
	if b.Set.Memo(d.Document) != nil {
		ofMemo = d.Document
	}
	if d.Range.Start.Line > 0 {
		row, column = d.Range.Start.Line, d.Range.Start.Column
	}
	message, hint := d.Message.In(b.Language), d.Hint.In(b.Language)
	if b.wordless(d) {
		message, hint, row, column = "", "", nil, nil
	}
	return []any{n, b.Day, d.Rule, d.Severity.String(), string(d.Basis), d.Document, ofPlan, ofMemo, d.File, row, column,
		message, hint, d.Waived != nil}
}
