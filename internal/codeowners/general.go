package codeowners

import (
	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// usual are the places in which a year's documents stand by convention. With lines of their
// own a new year asks the right offices before the file has been written anew.
var usual = []struct {
	kind plan.Kind
	at   Place
}{
	{plan.KindBehovsanalys, oneFile("plans/*/behovsanalys.yaml")},
	{plan.KindMissiv, folder("plans/*/missiv")},
	{plan.KindErbjudande, folder("plans/*/erbjudanden")},
	{plan.KindLeveransplan, folder("plans/*/leveransplaner")},
	{plan.KindRestvolymer, oneFile("plans/*/restvolymer.yaml")},
	{plan.KindUtfall, folder("plans/*/utfall")},
}

// registers are the places of the registers: all of them, then those that need others.
var registers = []struct {
	at    Place
	is    diff.Kind
	about lang.Text
}{
	{folder("plans/register"), diff.RegisterAndrat, lang.T("Register", "Registers")},
	{oneFile(plan.FixedPaths[plan.KindRoller]), diff.RollerAndrade, lang.T("Roller", "Roles")},
	{oneFile(plan.FixedPaths[plan.KindInstallningar]), diff.VerktygAndrat, lang.T("Inställningar", "Settings")},
	{oneFile(plan.FixedPaths[plan.KindUndantag]), diff.UndantagAndrat, lang.T("Undantag", "Waivers")},
	{oneFile(plan.FixedPaths[plan.KindAvvikelser]), diff.AvvikelseAndrad, lang.T("Uppföljda avvikelser", "Followed-up violations")},
}

// general lists the lines that every repository has, whatever documents it holds.
func general(policy approval.Policy) []Line {
	var out []Line
	add := func(at Place, about lang.Text, changes ...diff.Change) {
		pattern, _ := at.pattern()
		out = append(out, Line{Pattern: pattern, Place: at, About: about, Roles: always(changes, policy)})
	}
	file := func(is diff.Kind) diff.Change { return &diff.File{Is: []diff.Kind{is}} }
	add(Place{}, lang.T("Verktyget, och det som inget mönster nedan nämner", "The tool, and what no pattern below names"),
		file(diff.OkandAndrad), file(diff.VerktygAndrat))
	for _, u := range usual {
		add(u.at, kindText(u.kind), changesOf(blank(u.kind), plan.NewSet(nil, nil))...)
	}
	for _, r := range registers {
		add(r.at, r.about, &diff.Register{Is: []diff.Kind{r.is}})
	}
	return out
}

// blank is a document that names no party: changing it needs what each of its kind needs.
func blank(kind plan.Kind) plan.Any {
	doc := plan.Document{Kind: kind, Source: diag.NewSource("", nil)}
	switch kind {
	case plan.KindBehovsanalys:
		return &plan.Behovsanalys{Document: doc}
	case plan.KindMissiv:
		return &plan.Missiv{Document: doc}
	case plan.KindErbjudande:
		return &plan.Erbjudande{Document: doc}
	case plan.KindLeveransplan:
		return &plan.Leveransplan{Document: doc}
	case plan.KindRestvolymer:
		return &plan.Restvolymer{Document: doc}
	}
	return &plan.Utfall{Document: doc}
}

// kindText names the documents of a kind.
func kindText(kind plan.Kind) lang.Text {
	switch kind {
	case plan.KindBehovsanalys:
		return lang.T("Behovsanalyser", "Analyses of need")
	case plan.KindMissiv:
		return lang.T("Missiv", "Missiv")
	case plan.KindErbjudande:
		return lang.T("Erbjudanden", "Offers")
	case plan.KindLeveransplan:
		return lang.T("Leveransplaner", "Leveransplaner")
	case plan.KindRestvolymer:
		return lang.T("Restvolymer", "Rests")
	}
	return lang.T("Utfall", "Outcome")
}
