package render

import (
	"io"
	"strconv"
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// auditColumns are the columns of an audit's table.
var auditColumns = []string{"datum", "tid", "commit", "pull_request", "vem", "vad", "giltigt", "styrkt", "dagens_regler", "avvikelse", "text", "regel", "plats", "uppfoljning"}

// AuditCSV writes an audit as a table: a row for each violation, and one for each decision
// without any; at the end the requests that were closed without a merge. What is wrong with a
// branch as a whole has no date.
func AuditCSV(w io.Writer, r *audit.Report, o AuditOptions) error {
	t := newTable(w, auditColumns)
	for _, v := range r.Violations {
		t.row("", "", v.Commit, "", "", "", "", "", "", string(v.Code), v.Message.In(o.Language), "", v.File, "")
	}
	for i := range r.Decisions {
		d := &r.Decisions[i]
		row := []string{d.Day.String(), o.moment(d.At), d.Commit(), requestCell(d.PullRequest), whose(d).In(o.Language), concerns(d).In(o.Language), validCell(d).In(o.Language), yesNo(d.Proven).In(o.Language), rulesNow(d).In(o.Language)}
		followed := ""
		if d.FollowUp != nil {
			followed = d.FollowUp.Reference
		}
		for _, v := range d.Violations {
			t.row(append(row[:len(row):len(row)], string(v.Code), v.Message.In(o.Language), v.Rule, breachPlace(v), followed)...)
		}
		if len(d.Violations) == 0 {
			t.row(append(row, "", "", "", "", "")...)
		}
	}
	for _, d := range r.Declined {
		proven := yesNo(d.Record.Standing == record.Proven).In(o.Language)
		t.row(d.At.In(o.Zone).Format(time.DateOnly), o.moment(d.At), "", requestCell(d.PullRequest), actorName(d.By).In(o.Language), closedWords.In(o.Language), "", proven, "", "", "", "", d.Record.Path, "")
	}
	return t.close()
}

// closedWords is what became of a request that was declined.
var closedWords = wayTo(&record.Record{How: record.Closed})

func requestCell(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// validCell tells whether a decision was allowed; of the genesis nobody can tell.
func validCell(d *audit.Decision) lang.Text {
	if d.Genesis {
		return lang.T("utgångsläge", "genesis")
	}
	return yesNo(d.Valid)
}

func yesNo(yes bool) lang.Text {
	if yes {
		return lang.T("ja", "yes")
	}
	return lang.T("nej", "no")
}
