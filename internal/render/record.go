package render

import (
	"fmt"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// Recording is what a run of record came to.
type Recording struct {
	Head string // the commit that main stood at
	// Tip is the newest commit of the branch of records; empty where there is none.
	Tip       string
	Published bool // the branch is the one on the server
	// Key is the fingerprint of the key that signs; empty where nothing is signed.
	Key     string
	Records []*record.Record // that were made, in the order that they were written
	// Violations is what is wrong with what stood on the branch before.
	Violations []record.Violation
	// FollowedUp tells that a follow-up of a commit is registered: of one on main, or of one
	// on the branch of records.
	FollowedUp func(commit string) bool
	// Broken tells that the run did not do all that it should have.
	Broken bool
}

// Invalid lists the records of decisions that were not valid, and that nobody has followed up.
func (r *Recording) Invalid() []*record.Record {
	var out []*record.Record
	for _, x := range r.Records {
		if !x.Verdict.Valid && !r.FollowedUp(x.Decision()) {
			out = append(out, x)
		}
	}
	return out
}

// Neglected lists the violations that nobody has followed up.
func (r *Recording) Neglected() []record.Violation {
	var out []record.Violation
	for _, v := range r.Violations {
		if !r.FollowedUp(v.Commit) {
			out = append(out, v)
		}
	}
	return out
}

// outcome says in a sentence what was done.
func (r *Recording) outcome() lang.Text {
	where := lang.T("grenen %s", "the branch %s", record.Branch)
	if r.Published {
		where = lang.T("grenen %s på servern", "the branch %s on the server", record.Branch)
	}
	n := len(r.Records)
	switch {
	case n > 0:
		return lang.T("%s på %s.", "%s on %s.", counted(n, "nytt protokoll", "nya protokoll", "new record", "new records"), where)
	case r.Broken:
		return lang.T("Inget nytt protokoll på %s.", "No new record on %s.", where)
	}
	return lang.T("Ingenting att göra: alla beslut på main till och med commit %s finns i protokollet.",
		"Nothing to do: every decision on main up to commit %s is recorded.", shortHash(r.Head))
}

// proof says what the signatures of the new records will prove; nothing where there are none.
func (r *Recording) proof() lang.Text {
	switch {
	case len(r.Records) == 0:
		return lang.Text{}
	case r.Key != "":
		return lang.T("Signerat med nyckeln %s.", "Signed with the key %s.", r.Key)
	}
	return lang.T("Inte signerat: rollregistret har ingen protokollnyckel i dag. Utan signatur är besluten förenliga med protokollet, men inte styrkta av det.",
		"Not signed: the role register has no key for records (protokollnycklar) today. Without a signature decisions are consistent with the records, but not proven by them.")
}

// whichRequest is "#12"; a dash for what came without a pull request.
func whichRequest(r *record.Record) string {
	if r.PullRequest == 0 {
		return "–"
	}
	return fmt.Sprintf("#%d", r.PullRequest)
}

// wayTo says how a decision came about.
func wayTo(r *record.Record) lang.Text {
	switch r.How {
	case record.Merge:
		return lang.T("sammanslagen", "merged")
	case record.Squash:
		return lang.T("sammanslagen till en commit", "squashed and merged")
	case record.Rebase:
		return lang.T("sammanslagen commit för commit", "rebased and merged")
	case record.Push:
		return lang.T("direkt till main", "straight to main")
	case record.Closed:
		return lang.T("stängd utan sammanslagning", "closed without a merge")
	}
	return lang.Plain(string(r.How))
}

// validity says whether a decision was allowed, with its mark.
func (r *Recording) validity(x *record.Record) (mark string, words lang.Text) {
	switch {
	case x.How == record.Closed:
		return "–", lang.T("avslogs", "declined")
	case x.Verdict.Valid:
		return "✓", lang.T("giltigt", "valid")
	case r.FollowedUp(x.Decision()):
		return "✗", lang.T("inte giltigt, uppföljning registrerad", "not valid, followed up")
	}
	return "✗", lang.T("inte giltigt", "not valid")
}

// why lists why a decision was not valid.
func why(x *record.Record, l lang.Language) []string {
	var out []string
	for _, t := range x.Verdict.Reasons {
		out = append(out, inLanguage(t, l))
	}
	return out
}

func inLanguage(t record.Text, l lang.Language) string {
	if l == lang.SV {
		return t.SV
	}
	return t.EN
}

// followUp says what to do about decisions that were not valid, up to the entry to register.
func followUp(list []*record.Record, file string) []lang.Text {
	if len(list) == 0 {
		return nil
	}
	out := []lang.Text{
		lang.T("%s. Utred vad som hände, och ändra tillbaka om det behövs. Registrera sedan uppföljningen i %s, som en egen pull request:",
			"%s. Find out what happened, and take the change back where that is needed. Then register the follow-up in %s, as a pull request of its own:",
			lang.Plural{N: len(list), One: lang.T("%s beslut var inte giltigt", "%s decision was not valid"), Other: lang.T("%s beslut var inte giltiga", "%s decisions were not valid")}, file)}
	for _, r := range list {
		out = append(out, lang.T("- {commit: %s, orsak: …, atgard: …, referens: …, datum: …}", "- {commit: %s, orsak: …, atgard: …, referens: …, datum: …}", r.Decision()))
	}
	return out
}
