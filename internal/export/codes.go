package export

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Code is a word that a column writes for something, and what people call it.
type Code struct {
	Code string
	Name lang.Text
}

// coded tells what the words of a column mean.
func (c Column) coded(codes []Code) Column { c.Codes = codes; return c }

func code(word, sv, en string) Code { return Code{word, lang.T(sv, en)} }

// unknownWord stands in a key for what a document does not say.
const unknownWord = "okand"

var (
	unitCodes = []Code{
		{"patient", plan.UnitName("patient")}, {"atgard", plan.UnitName("atgard")}, {"besok", plan.UnitName("besok")},
	}
	capacityUnitCodes = slices.Concat(unitCodes, []Code{code(unknownWord, "okänt", "not known")})
	careCodes         = []Code{
		code("oppenvard", "öppenvård", "outpatient care"), code("dagkirurgi", "dagkirurgi", "day surgery"), code("slutenvard", "slutenvård", "inpatient care"),
	}
	partyCodes = []Code{
		code(plan.TypForvaltning, "förvaltning i regionen", "förvaltning of the region"), code("koncernkontor", "Koncernkontoret", "the head office"),
		code(plan.TypVardgivare, "extern vårdgivare", "external provider"), code("region", "annan region", "another region"),
	}
	directionCodes = []Code{code("tillganglig", "ledig kapacitet som erbjuds", "free capacity on offer"), code("behovd", "kapacitet som behövs", "capacity that is needed")}
	purposeCodes   = []Code{code("vardgaranti", "vårdgarantin", "the care guarantee")}
	forumCodes     = []Code{
		code("samordnande_grupp_produktion", "Samordnande grupp produktion hälso- och sjukvård", "the coordinating group for production"),
		code("funktionsgrupp_produktionschefer", "Funktionsgrupp produktionschefer", "the group of heads of production"),
	}
	grainCodes  = []Code{code("vecka", "volymen står per vecka", "the volume is stated by week"), code("kvartal", "volymen står per kvartal", "the volume is stated by quarter")}
	statusCodes = statuses(followup.NotYet, followup.NoOutcome, followup.NotStarted, followup.OnPlan, followup.Behind, followup.Ahead, followup.Unsure, followup.Finished)
	roleCodes   = roles(plan.RollKoncernkontoret, plan.RollVardgarantiservice, plan.RollBeslutsforum, plan.RollRepresentant, plan.RollLeverantor, plan.RollSystemforvaltare)
	shapeCodes  = []Code{
		code(string(history.Root), "arkivets första commit", "the repository's first commit"), code(string(history.Plain), "en commit för sig", "a commit of its own"),
		code(string(history.Merge), "en gren slogs ihop med main", "a branch was merged into main"), code(string(history.Octopus), "flera grenar slogs ihop på en gång", "several branches were merged at once"),
	}
	wayCodes = []Code{
		code(string(record.Merge), "pull request som slogs ihop (merge)", "a pull request that was merged"), code(string(record.Squash), "pull request som blev en enda commit (squash)", "a pull request squashed into one commit"),
		code(string(record.Rebase), "pull request vars commits lades på main (rebase)", "a pull request rebased onto main"), code(string(record.Push), "direkt till main, förbi granskningen", "straight to main, past the gate"),
	}
	verdictCodes = []Code{
		code(string(approval.StateApproved), "uppfyllt", "fulfilled"), code(string(approval.StatePending), "väntade på godkännande", "awaited an approval"),
		code(string(approval.StateRefused), "kunde inte godkännas", "could not be approved"), code(string(approval.StateError), "gick inte att avgöra", "could not be judged"),
	}
	consentCodes  = []Code{code("review", "godkännande i pull requesten", "an approval of the pull request"), code("push", "författarens egen ändring", "the author's own change")}
	severityCodes = []Code{
		code(diag.Error.String(), "fel", "error"), code(diag.Warning.String(), "varning", "warning"), code(diag.Info.String(), "upplysning", "information"),
	}
	basisCodes = []Code{
		code(string(diag.Text), "rutinens egna ord, eller filernas form", "the routine's own words, or the form of files"),
		code(string(diag.Rebuilt), "ett ord som har fyllts i där rutinens text saknar det", "a word filled in where the routine's text lacks it"),
		code(string(diag.Default), "rutinen säger inget: försiktig tolkning, som går att ställa in", "the routine is silent: a prudent reading, which can be set"),
	}
	kindCodes = changeKinds()
	fileCodes = []Code{
		code(string(plan.KindInstallningar), "inställningar", "settings"), code(string(plan.KindOrganisationer), "register över organisationer", "register of organisations"),
		code(string(plan.KindAvtal), "register över avtal", "register of agreements"), code(string(plan.KindVardomraden), "register över vårdområden", "register of medical fields"),
		code(string(plan.KindRoller), "rollregister", "role register"), code(string(plan.KindKalender), "lokal kalender", "local calendar"),
		code(string(plan.KindRutiner), "register över rutiner", "register of routines"), code(string(plan.KindBehovsanalys), "behovsanalys", "analysis of need"),
		code(string(plan.KindMissiv), "missiv", "missiv"), code(string(plan.KindErbjudande), "erbjudande om kapacitet", "offer of capacity"),
		code(string(plan.KindLeveransplan), "leveransplan", "leveransplan"), code(string(plan.KindRestvolymer), "restvolymer", "rests"),
		code(string(plan.KindUndantag), "undantag från regler", "waivers of rules"), code(string(plan.KindAvvikelser), "uppföljning av avvikelser", "follow-up of violations"),
		code(string(plan.KindUtfall), "utfall", "outcome"),
	}
)

func statuses(list ...followup.Status) []Code {
	var out []Code
	for _, s := range list {
		out = append(out, Code{string(s), s.Text()})
	}
	return out
}

func roles(list ...string) []Code {
	var out []Code
	for _, r := range list {
		out = append(out, Code{r, diff.RoleName(r)})
	}
	return out
}

func changeKinds() []Code {
	var out []Code
	for _, k := range diff.Kinds() {
		out = append(out, Code{string(k), k.Text()})
	}
	return out
}

// ruleCodes are what the rules ask for, in the order of their ids.
func ruleCodes() []Code {
	var out []Code
	for _, r := range routine.Catalogue() {
		out = append(out, Code{r.ID, r.Title})
	}
	slices.SortFunc(out, func(x, y Code) int { return strings.Compare(x.Code, y.Code) })
	return out
}

// codeTable tells what every code means, as a table to join or to look up in.
func codeTable(s *Star, l lang.Language) *Table {
	return &Table{
		Name: codesName,
		Doc:  lang.T("Vad koderna i tabellerna betyder, kolumn för kolumn.", "What the codes in the tables mean, column by column."),
		Key:  []string{"tabell", "kolumn", "kod"},
		Columns: []Column{
			textColumn("tabell", "Tabellens namn.", "The name of the table."),
			textColumn("kolumn", "Kolumnens namn.", "The name of the column."),
			textColumn("kod", "Koden som den står i kolumnen. Står flera koder i en cell skiljs de åt med mellanslag.", "The code as it stands in the column. Several codes in one cell are separated by spaces."),
			textColumn("namn", "Vad den betyder.", "What it means."),
		},
		Rows: rows(func(emit func(...any) bool) {
			type coded struct {
				table, column string
				Code
			}
			var all []coded
			for _, t := range s.Tables {
				for _, c := range t.Columns {
					for _, k := range c.Codes {
						all = append(all, coded{t.Name, c.Name, k})
					}
				}
			}
			slices.SortFunc(all, func(x, y coded) int {
				return slices.Compare([]string{x.table, x.column, x.Code.Code}, []string{y.table, y.column, y.Code.Code})
			})
			for _, x := range all {
				if !emit(x.table, x.column, x.Code.Code, x.Name.In(l)) {
					return
				}
			}
		}),
	}
}

// codeList is what the codes of some columns mean that have the same.
type codeList struct {
	columns []string
	codes   []Code
}

// codeLists lists every list of codes once, with all columns that have it.
func (s *Star) codeLists() []*codeList {
	var out []*codeList
	by := map[string]*codeList{}
	for _, t := range s.Tables {
		for _, c := range t.Columns {
			if len(c.Codes) == 0 {
				continue
			}
			var words []string
			for _, k := range c.Codes {
				words = append(words, k.Code)
			}
			key := strings.Join(words, " ")
			if by[key] == nil {
				by[key] = &codeList{codes: c.Codes}
				out = append(out, by[key])
			}
			by[key].columns = append(by[key].columns, t.Name+"["+c.Name+"]")
		}
	}
	return out
}
