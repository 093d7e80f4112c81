package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// maxAlike is how many violations of one kind are told one by one to people, of one decision;
// JSON and CSV have them all, and so has --all.
const maxAlike = 5

// AuditText writes an audit for people: what is wrong with main as a whole, the decisions,
// and at the end, where it is seen, what was audited, what could not be seen and what it came
// to.
func AuditText(w io.Writer, r *audit.Report, style Style, o AuditOptions) error {
	o.Language = style.Language
	t := &auditText{b: bufio.NewWriter(w), style: style, o: o}
	t.breaches(0, red, "✗", r.Violations)
	if len(r.Violations) > 0 {
		t.b.WriteString("\n")
	}
	shown := 0
	for i := range r.Decisions {
		if d := &r.Decisions[i]; o.All || len(d.Violations) > 0 {
			t.decision(d)
			shown++
		}
	}
	if o.All {
		for _, d := range r.Declined {
			t.declined(d)
			shown++
		}
	}
	if shown > 0 {
		t.b.WriteString("\n")
	}
	t.summary(r)
	return t.b.Flush()
}

type auditText struct {
	b     *bufio.Writer
	style Style
	o     AuditOptions
}

func (t *auditText) say(s lang.Text) string { return legible(s.In(t.o.Language)) }

func (t *auditText) line(indent int, s lang.Text) {
	fmt.Fprintf(t.b, "%s%s\n", strings.Repeat(" ", indent), t.say(s))
}

// breaches lists violations, those of a kind together.
func (t *auditText) breaches(indent int, colour, mark string, list []audit.Violation) {
	for _, group := range groupBreaches(list) {
		for i, v := range group.list {
			if i == maxAlike && !t.o.All {
				t.line(indent+2, lang.T("… och %d till [%s]; --all visar alla", "… and %d more [%s]; --all shows them", len(group.list)-i, group.name()))
				break
			}
			fmt.Fprintf(t.b, "%s%s %s %s\n", strings.Repeat(" ", indent), t.style.paint(colour, mark), t.say(v.Message),
				t.style.paint(dim, "["+legible(group.name())+"]"))
			if at := breachPlace(v); at != "" {
				t.line(indent+2, lang.Plain(at))
			}
			if v.FollowUp != nil {
				t.line(indent+2, followed(v.FollowUp))
			}
		}
	}
}

// followed tells of a follow-up.
func followed(f *audit.FollowUp) lang.Text {
	return lang.T("uppföljt %s i beslut %s: %s; %s (%s)", "followed up %s by decision %s: %s; %s (%s)", f.Day.String(), shortHash(f.By), f.Cause, f.Action, f.Reference)
}

// decision tells of one decision: when, which and what; how, by whom and the two verdicts;
// and what is wrong.
func (t *auditText) decision(d *audit.Decision) {
	colour := "1;32"
	switch {
	case d.Open():
		colour = red
	case len(d.Violations) > 0:
		colour = yellow
	case d.Genesis:
		colour = dim
	}
	fmt.Fprintf(t.b, "%s %s  %s  %s\n", t.style.paint(colour, auditMark(d)), t.style.paint(bold, d.Day.String()), escape.Terminal(shortHash(d.Commit())), t.say(concerns(d)))
	head := []string{t.say(cameBy(d))}
	switch who := whose(d); {
	case d.By != nil:
		head = append(head, t.say(lang.T("av %s", "by %s", who)))
	case !who.IsZero():
		head = append(head, t.say(who))
	}
	if d.Genesis {
		head = append(head, t.say(rulesThen(d)))
	} else {
		head = append(head, t.say(lang.T("reglerna då: %s", "rules then: %s", rulesThen(d))), t.say(lang.T("reglerna nu: %s", "rules now: %s", rulesNow(d))))
	}
	fmt.Fprintf(t.b, "    %s\n", strings.Join(head, " · "))
	t.breaches(4, colour, "–", d.Violations)
	if f := d.FollowUp; f != nil {
		t.line(4, followed(f))
	}
	if t.o.All {
		t.more(d)
	}
	for _, n := range d.Notes {
		t.line(4, lang.T("obs: %s", "note: %s", n.Message))
	}
}

// more tells what only a reader of everything asks for: who agreed, why today's rules say
// otherwise, and what git's own signature proves.
func (t *auditText) more(d *audit.Decision) {
	for _, q := range d.Requirements {
		if q.State != string(approval.StateApproved) {
			t.line(4, lang.T("%s: %s", "%s: %s", requirementState(q), requirementName(q)))
		}
		for _, c := range q.SatisfiedBy {
			word := lang.T("godkänt av", "approved by")
			if q.Heard {
				word = lang.T("hörd:", "heard:")
			}
			t.line(4, lang.T("%s %s", "%s %s", word, t.o.consentWords(c)))
		}
	}
	if !d.Today.Same {
		for _, why := range d.Today.Reasons {
			t.line(4, lang.T("reglerna nu: %s", "rules now: %s", why))
		}
	}
	if s := t.o.signature(d); !s.IsZero() {
		t.line(4, s)
	}
}

// declined tells of a request that was closed without a merge.
func (t *auditText) declined(d audit.Declined) {
	head := lang.T("%s  #%s  %s", "%s  #%s  %s", t.o.clock(d.At), requestCell(d.PullRequest), closedWords)
	if who := actorName(d.By); !who.IsZero() {
		head = lang.T("%s av %s", "%s by %s", head, who)
	}
	fmt.Fprintf(t.b, "– %s\n", t.say(head))
}

// summary tells what was audited and what it came to.
func (t *auditText) summary(r *audit.Report) {
	s := r.Summary
	if s.Decisions == 0 {
		t.line(0, lang.T("Granskat: inga beslut.", "Audited: no decisions."))
	} else {
		last := &r.Decisions[len(r.Decisions)-1]
		t.line(0, lang.T("Granskat: %s, %s till %s (commit %s till %s).", "Audited: %s, %s to %s (commit %s to %s).",
			decisions(s.Decisions), r.Decisions[0].Day.String(), last.Day.String(), shortHash(r.First), shortHash(r.Last)))
	}
	if s.Judged > s.Decisions {
		t.line(0, lang.T("Det är en del: bedömt är allt, %s.", "That is a part: all have been judged, %s.", decisions(s.Judged)))
	}
	t.line(0, lang.T("Granskningsankare: %s.", "Anchor: %s.", anchorWords(r)))
	if r.Records != "" {
		declined := lang.Text{}
		if s.Declined > 0 {
			declined = lang.T(", varav %d över stängda pull requests som inte slogs samman", ", %d of them of pull requests closed without a merge", s.Declined)
		}
		t.line(0, lang.T("Protokoll: %d på grenen %s (commit %s)%s.", "Records: %d on the branch %s (commit %s)%s.", s.Recorded, record.Branch, shortHash(r.Records), declined))
	}
	t.line(0, lang.T("Giltiga efter reglerna då: %d. Styrkta av ett signerat protokoll: %d. Utgångsläge: %d.", "Valid by the rules then: %d. Proven by a signed record: %d. Genesis: %d.", s.Valid, s.Proven, s.Genesis))
	if s.TodayInvalid > 0 {
		t.line(0, lang.T("Inte tillåtna efter reglerna nu%s: %d (--all visar varför).", "Not allowed by the rules now%s: %d (--all shows why).", t.asOf(), s.TodayInvalid))
	}
	for _, remark := range r.Remarks {
		t.line(0, lang.T("Obs: %s", "Note: %s", remark))
	}
	for _, u := range r.Unseen {
		t.line(0, lang.T("Syns inte här: %s", "Not seen here: %s", u))
	}
	t.kinds(r)
	mark, colour := "✓", "1;32"
	switch {
	case !r.Clean():
		mark, colour = "✗", red
	case s.Decisions == 0:
		mark, colour = "–", dim
	}
	fmt.Fprintf(t.b, "%s %s\n", t.style.paint(colour, mark), t.say(verdictWords(r)))
	for _, hint := range whatNow(r) {
		t.line(2, lang.T("→ %s", "→ %s", hint))
	}
	for _, entry := range toRegister(r) {
		t.line(4, lang.Plain(entry))
	}
}

// asOf says of which day the rules now are.
func (t *auditText) asOf() lang.Text {
	if t.o.Today.IsZero() {
		return lang.Text{}
	}
	return lang.T(" (%s)", " (%s)", t.o.Today.String())
}

// kinds counts the violations of each kind and says what the kinds mean.
func (t *auditText) kinds(r *audit.Report) {
	list := countKinds(r)
	if len(list) == 0 {
		return
	}
	width, figures := 0, 0
	for _, k := range list {
		width = max(width, lang.Width(escape.Terminal(string(k.code))))
		figures = max(figures, lang.Width(lang.Count(k.n, t.o.Language)))
	}
	t.line(0, lang.T("Avvikelser, uppföljda också:", "Violations, those followed up too:"))
	for _, k := range list {
		n, where := lang.Count(k.n, t.o.Language), k.spread()
		if !where.IsZero() {
			where = lang.T(" (%s)", " (%s)", where)
		}
		fmt.Fprintf(t.b, "  %s%s  %s  %s%s\n", strings.Repeat(" ", figures-lang.Width(n)), n, padded(string(k.code), width), t.say(breachName(k.code)), t.say(where))
	}
}
