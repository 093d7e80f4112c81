package render

import (
	"fmt"
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

// auditReports are the fixed audits of the goldens, by name.
func auditReports() map[string]*audit.Report {
	return map[string]*audit.Report{"clean": cleanAudit(), "bypass": bypassAudit(), "rewritten": rewrittenAudit(), "no_records": recordlessAudit()}
}

func auditHash(n int) string {
	return fmt.Sprintf("%02x", n) + strings.Repeat(fmt.Sprintf("%x", n%16), 38)
}

const auditKey = "SHA256:Zm9yIHRlc3RzIG9ubHksIG5vIHJlYWwga2V5IQ"

// allowed is a decision that everything is right with.
func allowed(n int) audit.Decision {
	at := time.Date(2027, 2, n, 9, 30, 0, 0, time.UTC)
	number := 9 - n
	return audit.Decision{
		Commits: []string{auditHash(n)}, Shape: history.Merge, At: at, Day: calendar.FromTime(at), How: record.Merge, PullRequest: 10 + n,
		Author: &record.Actor{Account: 1004, Person: "p-004"}, By: &record.Actor{Account: 1017, Person: "p-017"}, Routine: "9.0",
		Valid: true, Proven: true, Today: audit.Verdict{Same: true, Valid: true},
		Record: &audit.RecordSeen{Path: "2027/" + auditHash(n) + ".json", Commit: auditHash(0xc0), Readable: true, Standing: record.Proven, Key: auditKey},
		Items: []history.Item{{
			Kinds: []diff.Kind{diff.PlanMinskning}, Type: plan.KindLeveransplan, ID: "lp-2027-skas-exk-hoftprotes", Number: "HS 2026-00412", From: "skas", To: "exk",
			Summary: lang.T("volymen sänks från %d till %d", "the volume is lowered from %d to %d", 12, number),
		}},
		Requirements: []record.Requirement{
			{ID: "representant/skas", Role: plan.RollRepresentant, Organisation: "skas", State: "approved", SatisfiedBy: []record.Consent{
				{Person: "p-004", Account: 1004, Role: plan.RollRepresentant, Organisation: "skas", By: "push", Given: "2027-02-01T08:10:00Z", Day: "2027-02-01"}}},
			{ID: "leverantor/exk", Role: plan.RollLeverantor, Organisation: "exk", State: "approved", SatisfiedBy: []record.Consent{
				{Person: "p-031", Account: 1031, Role: plan.RollLeverantor, Organisation: "exk", Delegation: "d-2027-03", By: "review", Review: 88, Given: "2027-02-01T12:00:00Z", Day: "2027-02-01"}}},
			{ID: "vardgarantiservice", Role: plan.RollVardgarantiservice, Heard: true, State: "approved", Stated: []record.Text{{SV: "dialog den 2027-01-20", EN: "a dialogue on 2027-01-20"}},
				SatisfiedBy: []record.Consent{{Person: "p-009", Account: 1009, Role: plan.RollVardgarantiservice, By: "review", Review: 89, Given: "2027-02-01T13:00:00Z", Day: "2027-02-01", Reservation: true}}},
		},
	}
}

func genesis() audit.Decision {
	at := time.Date(2027, 1, 4, 7, 0, 0, 0, time.UTC)
	return audit.Decision{Commits: []string{auditHash(0xa1)}, Shape: history.Root, At: at, Day: calendar.FromTime(at), Genesis: true, Today: audit.Verdict{Same: true}}
}

// auditOf puts decisions together and counts them.
func auditOf(list ...audit.Decision) *audit.Report {
	r := &audit.Report{Decisions: list, First: list[0].Commits[0], Last: list[len(list)-1].Commit(), Records: auditHash(0xc0),
		Unseen: []lang.Text{lang.T("Att de nyaste besluten har tagits bort syns bara med --online.", "That the newest decisions were removed shows only with --online.")}}
	s := &r.Summary
	s.Decisions, s.Judged, s.Recorded = len(list), len(list), len(list)-1
	for i := range list {
		d := &list[i]
		for _, one := range []struct {
			is bool
			n  *int
		}{
			{d.Genesis, &s.Genesis}, {d.Valid, &s.Valid}, {d.Proven, &s.Proven}, {len(d.Violations) > 0, &s.Violating},
			{d.FollowUp != nil, &s.FollowedUp}, {!d.Genesis && !d.Today.Valid, &s.TodayInvalid},
		} {
			if one.is {
				*one.n++
			}
		}
		s.Violations += len(d.Violations)
	}
	return r
}

func cleanAudit() *audit.Report {
	late := allowed(3)
	late.Notes = []audit.Note{{Code: audit.OtherRules, Message: lang.T("protokollet fördes av ett verktyg med andra regler (0f1e2d3c)", "the record was made by a tool with other rules (0f1e2d3c)")}}
	late.Findings = []audit.Finding{{Rule: "P504", Severity: "warning", File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml", Line: 44,
		Message: lang.T("ändringen saknar dialogdatum", "the change has no day of a dialogue")}}
	late.Today = audit.Verdict{Reasons: []lang.Text{lang.T("beslutsforum: inget godkännande som gällde", "beslutsforum: no approval that counted")}}
	r := auditOf(genesis(), allowed(2), late)
	r.Declined = []audit.Declined{{PullRequest: 14, At: time.Date(2027, 2, 5, 15, 4, 0, 0, time.UTC), By: &record.Actor{Account: 1004, Person: "p-004"},
		Record: audit.RecordSeen{Path: "2027/closed-14-20270205T150400Z.json", Readable: true, Standing: record.Proven, Key: auditKey}}}
	r.Summary.Declined, r.Summary.Recorded = 1, 3
	return r
}

// bypassAudit has a push past the gate that is followed up, and an approval by a role that
// was over.
func bypassAudit() *audit.Report {
	push := allowed(2)
	push.How, push.Shape, push.PullRequest, push.Author, push.Valid, push.Requirements = record.Push, history.Plain, 0, nil, false, nil
	push.By = &record.Actor{Account: 4711}
	push.Today = audit.Verdict{Same: true}
	push.Violations = []audit.Violation{
		{Code: audit.DirectPush, Message: lang.T("kom till main utan pull request", "came to main without a pull request")},
		{Code: audit.BrokenRule, Rule: "P101", File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml", Line: 18,
			Message: lang.T("volymen är 7 men periodiseringen summerar till 8", "the volume is 7 but the periodisation adds up to 8")},
	}
	push.FollowUp = &audit.FollowUp{Cause: "Brådskande rättelse under driftstopp", Action: "Ändringen prövad i efterhand och godkänd", Reference: "HS 2027-00098", Day: calendar.Date(2027, 2, 6), By: auditHash(5)}
	role := allowed(4)
	role.Valid, role.Today = false, audit.Verdict{Valid: true}
	role.Requirements[1].State = "pending"
	role.Requirements[1].SatisfiedBy = nil
	role.Requirements[1].Reasons = []record.Text{{SV: "uppdraget för p-031 upphörde 2027-01-31", EN: "the role of p-031 ended on 2027-01-31"}}
	role.Violations = []audit.Violation{{Code: audit.NotApproved, Requirement: "leverantor/exk", Message: lang.T("leverantör exk: uppdraget för p-031 upphörde 2027-01-31", "provider exk: the role of p-031 ended on 2027-01-31")}}
	for i := range 8 {
		role.Violations = append(role.Violations, audit.Violation{Code: audit.ContentDiffers, Message: lang.T("main fick en ändring av lp-2027-skas-exk-%s som protokollet inte har", "main got a change of lp-2027-skas-exk-%s that the record does not have", fmt.Sprint(i+1))})
	}
	role.Items = append(role.Items, history.Item{Kinds: []diff.Kind{diff.PlanVillkor}, Type: plan.KindLeveransplan, ID: "lp-2027-skas-exk-1", Summary: lang.T("villkor ändras", "terms change")})
	entry := allowed(5)
	entry.Items = []history.Item{{Kinds: []diff.Kind{diff.AvvikelseAndrad}, ID: "plans/avvikelser.yaml", Summary: lang.T("en uppföljning registreras", "a follow-up is registered")}}
	entry.FollowsUp = []string{push.Commit()}
	return auditOf(genesis(), push, allowed(3), role, entry)
}

// rewrittenAudit is one whose branches were tampered with.
func rewrittenAudit() *audit.Report {
	r := auditOf(genesis(), allowed(2))
	r.Anchor = auditHash(0x77)
	r.Violations = []audit.Violation{
		{Code: audit.Rewritten, Commit: auditHash(0x44), Message: lang.T("grenen main har skrivits om: commit 44444444, som en tidigare granskning i den här klonen såg, finns inte längre på den",
			"the branch main has been rewritten: commit 44444444, which an earlier audit in this clone has seen, is no longer on it")},
		{Code: audit.NotOnMain, Commit: auditHash(0xc1), File: "2027/" + auditHash(0x44) + ".json", Message: lang.T("protokoll över commit 44444444, som main inte har", "a record of commit 44444444, which main does not have")},
	}
	r.Summary.Violations += len(r.Violations)
	r.Summary.Judged = 20
	return r
}

// recordlessAudit is one of a clone without the branch of records.
func recordlessAudit() *audit.Report {
	bare := allowed(2)
	bare.How, bare.Author, bare.By, bare.Record, bare.Requirements, bare.Stated = "", nil, nil, nil, nil, true
	bare.Valid, bare.Proven, bare.Today = false, false, audit.Verdict{Reasons: []lang.Text{lang.T("protokoll saknas", "there is no record")}}
	bare.Violations = []audit.Violation{{Code: audit.NoRecord, Message: lang.T("beslutet saknar protokoll: ingen vet vem som godkände det; pull request 12 står bara i commitens text",
		"the decision has no record: nobody knows who approved it; pull request 12 stands in the commit's message alone")}}
	r := auditOf(genesis(), bare)
	r.Records, r.Summary.Recorded = "", 0
	return r
}
