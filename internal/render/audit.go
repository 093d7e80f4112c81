package render

import (
	"strconv"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// AuditOptions says how an audit is shown.
type AuditOptions struct {
	Language lang.Language
	Zone     *time.Location // in which moments are told
	// Today is the day whose rules each decision is also held against; zero: it is not told.
	Today calendar.Day
	// All shows people every decision, not only those that something is to be said of.
	All bool
	// Signature tells what git's own signature of a decision's commit proves; empty: nothing
	// is to be said.
	Signature func(*audit.Decision) lang.Text
}

// clock is a moment in the region's time zone, as people read it.
func (o AuditOptions) clock(t time.Time) string { return t.In(o.Zone).Format("2006-01-02 15:04") }

func (o AuditOptions) moment(t time.Time) string { return t.In(o.Zone).Format(time.RFC3339) }

func (o AuditOptions) signature(d *audit.Decision) lang.Text {
	if o.Signature == nil {
		return lang.Text{}
	}
	return o.Signature(d)
}

// auditMark is how a decision stands, as a sign.
func auditMark(d *audit.Decision) string {
	switch {
	case d.Open():
		return "✗"
	case len(d.Violations) > 0:
		return "△"
	case d.Genesis:
		return "○"
	}
	return "✓"
}

// rulesThen is what the rules of its own day say of a decision, and what proves that.
func rulesThen(d *audit.Decision) lang.Text {
	switch {
	case d.Genesis:
		return lang.T("utgångsläge, inte styrkt", "genesis, not proven")
	case !d.Valid:
		return lang.T("inte giltigt", "not valid")
	case d.Proven:
		return lang.T("giltigt, styrkt", "valid, proven")
	}
	return lang.T("giltigt, inte styrkt", "valid, not proven")
}

// rulesNow is what the rules of the day of the audit say of it; nothing of a genesis.
func rulesNow(d *audit.Decision) lang.Text {
	switch {
	case d.Genesis:
		return lang.Text{}
	case d.Today.Same && d.Valid:
		return lang.T("tillåtet, samma regler", "allowed, the same rules")
	case d.Today.Same:
		return lang.T("inte tillåtet, samma regler", "not allowed, the same rules")
	case d.Today.Valid:
		return lang.T("tillåtet", "allowed")
	}
	return lang.T("inte tillåtet", "not allowed")
}

// cameBy says how a decision came to main.
func cameBy(d *audit.Decision) lang.Text {
	request := "#" + strconv.Itoa(d.PullRequest)
	switch {
	case d.Genesis:
		return lang.T("första commiten", "the first commit")
	case d.How == record.Push:
		return lang.T("direkt till main", "straight to main")
	case d.PullRequest > 0 && d.Stated:
		return lang.T("%s enligt commitens text", "%s as the commit's message has it", request)
	case d.PullRequest > 0:
		return lang.Plain(request)
	}
	return lang.T("okänd väg till main", "nobody knows how")
}

// actorName calls an account by its person in the role register; nothing where none is known.
func actorName(a *record.Actor) lang.Text {
	switch {
	case a == nil:
		return lang.Text{}
	case a.Person != "":
		return lang.Plain(a.Person)
	case a.Bot:
		return lang.T("ett automatiskt konto", "an automatic account")
	}
	return lang.T("ett konto utanför rollregistret", "an account outside the role register")
}

// whose names who put a decision on main or, where that is not known, who proposed it.
func whose(d *audit.Decision) lang.Text {
	if d.By == nil && d.Author != nil {
		return lang.T("föreslaget av %s", "proposed by %s", actorName(d.Author))
	}
	return actorName(d.By)
}

// concerns sums up what a decision changed.
func concerns(d *audit.Decision) lang.Text {
	switch n := len(d.Items); {
	case d.Genesis:
		return lang.T("det som stod där från början", "what stood there from the beginning")
	case n == 0:
		return noSubstance
	case n == 1:
		return lang.T("%s: %s", "%s: %s", d.Items[0].ID, d.Items[0].Summary)
	}
	return sumOfKinds(d.Items)
}

// breachPlace is where a violation lies, if it lies in a file.
func breachPlace(v audit.Violation) string {
	if v.File == "" || v.Line == 0 {
		return v.File
	}
	return v.File + ":" + strconv.Itoa(v.Line)
}

// alike are violations of one code and, where it is about one, one rule.
type alike struct {
	code audit.Code
	rule string
	list []audit.Violation
}

func (a alike) name() string {
	if a.rule == "" {
		return string(a.code)
	}
	return string(a.code) + " " + a.rule
}

// groupBreaches puts violations of one kind together, in the order in which the kinds come.
func groupBreaches(list []audit.Violation) []alike {
	var out []alike
	at := map[[2]string]int{}
	for _, v := range list {
		key := [2]string{string(v.Code), v.Rule}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key], out = i, append(out, alike{code: v.Code, rule: v.Rule})
		}
		out[i].list = append(out[i].list, v)
	}
	return out
}

func decisions(n int) lang.Plural { return counted(n, "beslut", "beslut", "decision", "decisions") }
