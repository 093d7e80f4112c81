package site

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rules"
)

var auditName = lang.T("Granskning", "Audit")

func (b *builder) auditPages() iter.Seq[page] {
	return slices.Values([]page{{
		path: auditURL(), section: decisions, template: "shell_audit", title: auditName, crumbs: []crumb{{registerName, decisionsURL()}},
		lead: lang.T("Togs besluten i rätt ordning? Granskningen räknar om varje beslut på main och håller det mot dess protokoll.", "Were the decisions made in due order? The audit works out every decision on main anew and holds it against its record."),
		data: func(v *view) any { return v.audit() },
	}})
}

// auditData is what the audit says in public. Messages of the audit itself name persons and
// can tell outcome: in public it is told which kind of violation a decision has.
type auditData struct {
	Made    bool
	Tone    tone
	Outcome string
	Beside  string // what else is to be told of the outcome
	Tiles   []shellTile
	Kinds   []kindRow
	Groups  []violationGroup
	Whole   []violationData
	Remarks []string
	Unseen  []string
	Check   []checkRow
}

type kindRow struct{ Name, Count, Decisions string }

// violationGroup is what decisions have in common that are in violation in the same way.
type violationGroup struct {
	violationData
	Count     string
	Decisions []violatingData
}

type violatingData struct {
	Day, Commit, Href string
	FollowUp          *followUpData
}

type violationData struct {
	Text, Href, Rule string
	FollowUp         *followUpData
}

type followUpData struct{ Cause, Action, Reference, Day string }

type checkRow struct{ Rule, Title, Weight, Tone, Count, Href string }

// breachNames say what each kind of violation is, without anybody's name.
var breachNames = map[audit.Code]lang.Text{
	audit.NoRecord:       lang.T("beslutet saknar protokoll", "the decision has no record"),
	audit.DirectPush:     lang.T("beslutet lades direkt på main, förbi grinden", "the decision was put straight on main, past the gate"),
	audit.NotValid:       lang.T("beslutet var inte tillåtet, enligt protokollet självt", "the decision was not allowed, by the record itself"),
	audit.NotApproved:    lang.T("godkännanden som rutinen kräver saknas", "approvals that the routine asks for are missing"),
	audit.ContentDiffers: lang.T("main fick annat innehåll än det som beslutades", "main got other content than what was decided"),
	audit.RecordDiffers:  lang.T("protokollet stämmer inte med main", "the record does not agree with main"),
	audit.BrokenRule:     lang.T("beslutet bryter mot en regel", "the decision breaks a rule"),
	audit.Unreadable:     lang.T("protokollet går inte att läsa", "the record can't be read"),
	audit.NotProven:      lang.T("protokollet är inte styrkt med underskrift", "the record is not proven by a signature"),
	audit.RequestTwice:   lang.T("samma ärende är beslutat två gånger", "the same request was decided twice"),
	audit.SeveralRecords: lang.T("beslutet har flera protokoll", "the decision has several records"),
	audit.RoutineExpired: lang.T("ingen rutin gällde när beslutet togs", "no routine was in force when it was decided"),
	audit.Rewritten:      lang.T("historiken är omskriven", "history was rewritten"),
	audit.NotOnMain:      lang.T("ett protokoll gäller något som inte finns på main", "a record is for something that main does not have"),
	audit.BrokenChain:    lang.T("protokoll har ändrats i efterhand", "records were altered afterwards"),
	audit.HostDiffers:    lang.T("webbtjänsten säger något annat än arkivet", "the hosting service tells it otherwise than the repository"),
	audit.HostLacks:      lang.T("något saknas hos webbtjänsten", "something is missing at the hosting service"),
	audit.CloneLacks:     lang.T("något finns hos webbtjänsten men inte i arkivet", "something is at the hosting service and not in the repository"),
	audit.DeclinedFalse:  lang.T("protokollet över ett avslag är inte styrkt", "the record of a declined request is not proven"),
}

// breachName says what a kind of violation is; of a kind that has no words, its code.
func breachName(c audit.Code) lang.Text {
	if t, ok := breachNames[c]; ok {
		return t
	}
	return lang.Plain(string(c))
}

// shownViolations are the violations that are told in public: a breach of a rule that rests on
// outcome could tell a count that is masked.
func shownViolations(list []audit.Violation) []audit.Violation {
	return slices.DeleteFunc(slices.Clone(list), func(x audit.Violation) bool { return x.Code == audit.BrokenRule && rules.RestsOnOutcome(x.Rule) })
}

func (v *view) audit() auditData {
	r := v.b.Audit
	d := auditData{Made: r != nil, Check: v.checked()}
	if r == nil {
		return d
	}
	counts, in := map[audit.Code]int{}, map[audit.Code]int{}
	open, followed, records, unrecorded := 0, 0, 0, 0
	var groups violationGroups
	for i := len(r.Decisions) - 1; i >= 0; i-- {
		one := &r.Decisions[i]
		if one.Record != nil {
			records++
		}
		list := shownViolations(one.Violations)
		if len(list) == 0 {
			continue
		}
		if one.FollowUp == nil {
			open++
			if !slices.ContainsFunc(list, func(x audit.Violation) bool { return x.Code != audit.NoRecord }) {
				unrecorded++
			}
		} else {
			followed++
		}
		seen := map[audit.Code]bool{}
		for _, x := range list {
			if counts[x.Code]++; !seen[x.Code] {
				seen[x.Code] = true
				in[x.Code]++
			}
		}
		groups.add(v, one, list)
	}
	for _, x := range r.Violations {
		counts[x.Code]++
		if x.FollowUp == nil {
			open++
		} else {
			followed++
		}
		d.Whole = append(d.Whole, v.violation(x))
	}
	d.Kinds = v.kinds(counts, in)
	d.Groups = groups.sorted(v)
	d.Tone, d.Outcome, d.Beside = v.verdict(r, open, unrecorded)
	d.Tiles = []shellTile{
		{Name: v.T("granskade beslut", "decisions audited"), Figure: v.Count(len(r.Decisions)), Note: v.T("ett beslut kan ha kommit i flera steg", "a decision may have come in several steps")},
		{Name: v.T("har protokoll", "have a record"), Figure: v.Count(records)},
		{Name: v.T("är styrkta med underskrift", "are proven by a signature"), Figure: v.Count(r.Summary.Proven)},
		{Name: v.T("öppna avvikelser", "open violations"), Figure: v.Count(open)},
		{Name: v.T("uppföljda avvikelser", "violations followed up"), Figure: v.Count(followed)},
	}
	for _, t := range r.Unseen {
		d.Unseen = append(d.Unseen, v.b.persons.Strike(legible(v.Say(t))))
	}
	for _, t := range r.Remarks {
		d.Remarks = append(d.Remarks, v.b.persons.Strike(legible(v.Say(t))))
	}
	return d
}

// verdict says how the decisions stand. Where there is no branch of records at all, that a
// decision has none is nobody's violation: the records are yet to be set up. Whatever else is
// wrong is told as it is anywhere.
func (v *view) verdict(r *audit.Report, open, unrecorded int) (how tone, says, beside string) {
	switch {
	case len(r.Decisions) == 0 && open == 0:
		return warn, v.T("Inga beslut har kunnat granskas.", "No decisions could be audited."), ""
	case open == 0:
		return good, v.T("Inga öppna avvikelser.", "No open violations."), ""
	case r.Records != "" || unrecorded == 0:
		return bad, v.violatingText(open), ""
	}
	says = v.T("Protokollet är inte uppsatt: besluten kan inte styrkas.", "The records have not been set up: the decisions cannot be proven.")
	if open > unrecorded {
		return bad, says, v.T("Annat avviker också: ", "There is more that is in violation: ") + v.violatingText(open-unrecorded)
	}
	return calm, says, v.T("Granskningen håller varje beslut mot dess protokoll. Här finns ingen gren med protokoll att hålla dem mot.", "The audit holds each decision against its record. There is no branch of records here to hold them against.")
}

func (v *view) violatingText(open int) string {
	return v.counted(open, "beslut eller protokoll avviker, och ingen har följt upp det.", "beslut eller protokoll avviker, och ingen har följt upp dem.", "decision or record is in violation, and nobody has followed it up.", "decisions or records are in violation, and nobody has followed them up.")
}

func (v *view) kinds(counts, in map[audit.Code]int) []kindRow {
	codes := slices.SortedFunc(maps.Keys(counts), func(a, b audit.Code) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
	})
	var out []kindRow
	for _, c := range codes {
		out = append(out, kindRow{upper(v.Say(breachName(c))), v.Count(counts[c]), v.Count(in[c])})
	}
	return out
}

// violationGroups gathers decisions by the kind of their violations and the rule that is broken.
type violationGroups struct{ list []violationGroup }

// add puts a decision in the group of each of its violations, once.
func (g *violationGroups) add(v *view, d *audit.Decision, list []audit.Violation) {
	one := violatingData{Day: d.Day.String(), Commit: shortCommit(d.Commit()), FollowUp: v.followUp(d.FollowUp)}
	if url := v.b.decisionURL(d.Commit()); url != "" {
		one.Href = v.To(url)
	}
	seen := map[violationData]bool{}
	for _, x := range list {
		kind := v.violation(x)
		kind.FollowUp = nil // it is the decision that is followed up
		if seen[kind] {
			continue
		}
		seen[kind] = true
		i := slices.IndexFunc(g.list, func(have violationGroup) bool { return have.violationData == kind })
		if i < 0 {
			i, g.list = len(g.list), append(g.list, violationGroup{violationData: kind})
		}
		g.list[i].Decisions = append(g.list[i].Decisions, one)
	}
}

// sorted gives the groups, that of most decisions first.
func (g *violationGroups) sorted(v *view) []violationGroup {
	for i := range g.list {
		g.list[i].Count = v.counted(len(g.list[i].Decisions), "beslut", "beslut", "decision", "decisions")
	}
	slices.SortStableFunc(g.list, func(a, b violationGroup) int { return len(b.Decisions) - len(a.Decisions) })
	return g.list
}

func (v *view) violation(x audit.Violation) violationData {
	out := violationData{Text: upper(v.Say(breachName(x.Code))), FollowUp: v.followUp(x.FollowUp)}
	if catalogue()[x.Rule] != nil {
		out.Rule, out.Href = x.Rule, v.To(ruleURL(x.Rule))
	}
	return out
}

func (v *view) followUp(f *audit.FollowUp) *followUpData {
	if f == nil {
		return nil
	}
	say := func(s string) string { return v.b.persons.Strike(legible(s)) }
	return &followUpData{sentence(say(f.Cause)), sentence(say(f.Action)), say(f.Reference), f.Day.String()}
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// checked counts what the check of the commit found, by rule; not what rests on outcome.
func (v *view) checked() []checkRow {
	if v.b.Result == nil {
		return nil
	}
	counts := map[string]int{}
	for i := range v.b.Result.Findings {
		f := &v.b.Result.Findings[i]
		if f.Waived == nil && !rules.RestsOnOutcome(f.Rule) {
			counts[f.Rule+" "+strconv.Itoa(int(f.Severity))]++
		}
	}
	var out []checkRow
	for _, r := range routine.Catalogue() {
		for severity := range 3 {
			n := counts[r.ID+" "+strconv.Itoa(severity)]
			if n == 0 {
				continue
			}
			row := checkRow{Rule: r.ID, Title: upper(v.Say(r.Title)), Count: v.Count(n), Href: v.To(ruleURL(r.ID))}
			row.Weight, row.Tone = v.weight(diag.Severity(severity))
			out = append(out, row)
		}
	}
	return out
}
