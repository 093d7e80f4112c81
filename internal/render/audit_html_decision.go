package render

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// decisionView is what the page tells of a decision.
type decisionView struct {
	*auditPage
	d *audit.Decision
	N int // its place, by which the page finds it
}

// Mark is how it stands, as a sign; Class is that for the style.
func (v decisionView) Mark() string { return auditMark(v.d) }

// Class names how it stands.
func (v decisionView) Class() string {
	switch {
	case v.d.Open():
		return "bad"
	case len(v.d.Violations) > 0:
		return "done"
	case v.d.Genesis:
		return "base"
	}
	return "good"
}

// Standing is how it stands, in words.
func (v decisionView) Standing() string {
	switch n := len(v.d.Violations); {
	case v.d.Open():
		return v.say(lang.T("%s", "%s", counted(n, "öppen avvikelse", "öppna avvikelser", "open violation", "open violations")))
	case n > 0:
		return v.say(lang.T("%s", "%s", counted(n, "avvikelse, uppföljd", "avvikelser, uppföljda", "violation, followed up", "violations, followed up")))
	}
	return v.say(rulesThen(v.d))
}

// Day is that of the decision.
func (v decisionView) Day() string { return v.d.Day.String() }

// Short is the commit as people call it.
func (v decisionView) Short() string { return v.say(lang.Plain(shortHash(v.d.Commit()))) }

// What sums up what changed.
func (v decisionView) What() string { return v.say(concerns(v.d)) }

// Way is how it came to main.
func (v decisionView) Way() string { return v.say(cameBy(v.d)) }

// Who put it there.
func (v decisionView) Who() string { return v.say(whose(v.d)) }

// Then is the verdict of the rules of its day.
func (v decisionView) Then() string { return v.say(rulesThen(v.d)) }

// Now is the verdict of the rules of the day of the audit.
func (v decisionView) Now() string {
	if v.d.Genesis {
		return v.T("bedöms inte", "not judged")
	}
	return v.say(rulesNow(v.d))
}

// Count is how many violations there are; nothing where there are none.
func (v decisionView) Count() string {
	if len(v.d.Violations) == 0 {
		return ""
	}
	return v.Standing()
}

// Facts are what is known of how the decision came about.
func (v decisionView) Facts() []pair {
	d := v.d
	var out []pair
	add := func(name, what lang.Text) {
		if !what.IsZero() {
			out = append(out, v.pair(name, what))
		}
	}
	add(lang.T("Beslutat", "Decided"), lang.Plain(v.o.clock(d.At)))
	add(lang.T("Väg till main", "Way to main"), v.way())
	add(lang.T("Föreslogs av", "Proposed by"), actorName(d.Author))
	add(lang.T("Lades på main av", "Put on main by"), actorName(d.By))
	add(lang.T("Commit", "Commit"), lang.Plain(strings.Join(d.Commits, " ")))
	if d.Routine != "" {
		add(lang.T("Rutin", "Routine"), lang.T("version %s", "version %s", d.Routine))
	}
	add(lang.T("Reglerna då", "Rules then"), rulesThen(d))
	add(lang.T("Reglerna nu", "Rules now"), rulesNow(d))
	if !d.Genesis {
		add(lang.T("Protokoll", "Record"), recordWords(d.Record))
	}
	add(lang.T("Commitens signatur", "The commit's signature"), v.o.signature(d))
	return out
}

// way tells also how the commits of a request reached main.
func (v decisionView) way() lang.Text {
	if v.d.PullRequest == 0 || v.d.How == "" || v.d.How == record.Push {
		return cameBy(v.d)
	}
	return lang.T("%s, %s", "%s, %s", cameBy(v.d), wayTo(&record.Record{How: v.d.How}))
}

// Changes list what changed, each with its kinds.
func (v decisionView) Changes() []string {
	out := make([]string, 0, len(v.d.Items))
	for _, it := range v.d.Items {
		var sv, en []string
		for _, k := range it.Kinds {
			sv, en = append(sv, k.Text().In(lang.SV)), append(en, k.Text().In(lang.EN))
		}
		kinds := lang.T("%[1]s", "%[2]s", strings.Join(sv, ", "), strings.Join(en, ", "))
		out = append(out, v.say(lang.T("%s: %s (%s)", "%s: %s (%s)", it.ID, it.Summary, kinds)))
	}
	return out
}

// approvalView is a requirement, and who met it or why nobody did.
type approvalView struct {
	Class, Mark, Text string
	Parts             []string
}

// Approvals list who had to agree and who did.
func (v decisionView) Approvals() []approvalView {
	var out []approvalView
	for _, q := range v.d.Requirements {
		a := approvalView{Class: "bad", Mark: "✗", Text: v.say(lang.T("%s: %s", "%s: %s", requirementName(q), requirementState(q)))}
		if q.State == string(approval.StateApproved) {
			a.Class, a.Mark = "good", "✓"
		}
		for _, c := range q.SatisfiedBy {
			a.Parts = append(a.Parts, v.say(v.o.consentWords(c)))
		}
		for _, s := range q.Stated {
			a.Parts = append(a.Parts, v.say(lang.T("uppgivet i dokumenten: %s", "stated in the documents: %s", lang.Text{SV: "%[1]s", EN: "%[2]s", Args: []any{s.SV, s.EN}})))
		}
		for _, s := range q.Reasons {
			a.Parts = append(a.Parts, v.say(lang.Plain(inLanguage(s, v.o.Language))))
		}
		out = append(out, a)
	}
	return out
}

// Breaches are what is wrong with the decision.
func (v decisionView) Breaches() []breachView { return v.breaches(v.d.Violations) }

// Today lists why the rules of today say no.
func (v decisionView) Today() []string {
	if v.d.Today.Same {
		return nil
	}
	return v.sayAll(v.d.Today.Reasons)
}

// Findings are what the decision brought to main and what is no violation.
func (v decisionView) Findings() []breachLine {
	var out []breachLine
	for _, f := range v.d.Findings {
		if f.Severity == "error" && !f.Waived {
			continue
		}
		word := lang.T("upplysning", "information")
		switch {
		case f.Waived:
			word = lang.T("fel med undantag", "error, waived")
		case f.Severity == "warning":
			word = lang.T("varning", "warning")
		}
		where := breachPlace(audit.Violation{File: f.File, Line: f.Line})
		out = append(out, breachLine{v.say(lang.T("%s %s: %s", "%s %s: %s", word, f.Rule, f.Message)), v.say(lang.Plain(where))})
	}
	return out
}

// Notes are what a reader should know and what is no violation.
func (v decisionView) Notes() []string {
	out := make([]string, 0, len(v.d.Notes))
	for _, n := range v.d.Notes {
		out = append(out, v.say(n.Message))
	}
	return out
}

// followView is a registered follow-up.
type followView struct{ Head, Text string }

// FollowUp is the one of this decision; nil where there is none.
func (v decisionView) FollowUp() *followView {
	f := v.d.FollowUp
	if f == nil {
		return nil
	}
	return &followView{
		v.say(lang.T("Uppföljt %s, i beslut %s (%s)", "Followed up %s, by decision %s (%s)", f.Day.String(), shortHash(f.By), f.Reference)),
		v.say(lang.T("Orsak: %s. Åtgärd: %s.", "Cause: %s. Measure: %s.", strings.TrimRight(f.Cause, ". "), strings.TrimRight(f.Action, ". "))),
	}
}
