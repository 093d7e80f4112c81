package render

import (
	"cmp"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// breachNames say what each kind of violation is.
var breachNames = map[audit.Code]lang.Text{
	audit.NoRecord:       lang.T("beslutet saknar protokoll", "the decision has no record"),
	audit.DirectPush:     lang.T("lades direkt på main, förbi grinden", "put straight on main, past the gate"),
	audit.NotValid:       lang.T("inte tillåtet, enligt protokollet självt", "not allowed, by the record itself"),
	audit.NotApproved:    lang.T("godkännanden som rutinen krävde saknas", "approvals that the routine asked for are missing"),
	audit.ContentDiffers: lang.T("main fick annat innehåll än det beslutade", "main got other content than what was decided"),
	audit.RecordDiffers:  lang.T("protokollet stämmer inte med main", "the record does not agree with main"),
	audit.BrokenRule:     lang.T("beslutet förde in ett fel mot en regel", "the decision brought an error against a rule"),
	audit.Unreadable:     lang.T("protokollet går inte att läsa", "the record can't be read"),
	audit.NotProven:      lang.T("protokollet är inte styrkt", "the record is not proven"),
	audit.RequestTwice:   lang.T("samma pull request beslutad två gånger", "one pull request decided twice"),
	audit.SeveralRecords: lang.T("flera protokoll för ett beslut", "several records of one decision"),
	audit.RoutineExpired: lang.T("beslutat när ingen rutin gällde", "decided when no routine was in force"),
	audit.Rewritten:      lang.T("historiken är omskriven", "history was rewritten"),
	audit.NotOnMain:      lang.T("protokoll över något som inte finns på main", "record of what main does not have"),
	audit.BrokenChain:    lang.T("protokollet har ändrats i efterhand", "records were altered afterwards"),
	audit.HostDiffers:    lang.T("GitHub säger något annat", "GitHub tells it otherwise"),
	audit.HostLacks:      lang.T("saknas hos GitHub", "missing at GitHub"),
	audit.CloneLacks:     lang.T("finns hos GitHub men inte här", "there at GitHub and not here"),
	audit.DeclinedFalse:  lang.T("protokollet över ett avslag är inte styrkt", "the record of a declined request is not proven"),
}

// breachName says what a kind of violation is; of a kind that has no words, its code.
func breachName(c audit.Code) lang.Text {
	if t, ok := breachNames[c]; ok {
		return t
	}
	return lang.Plain(string(c))
}

// kindCount is how often a kind of violation occurs, and in how many decisions.
type kindCount struct {
	code         audit.Code
	n, decisions int
}

// spread says in how many decisions a kind occurs; nothing of one that is of the whole.
func (k kindCount) spread() lang.Text {
	if k.decisions == 0 {
		return lang.Text{}
	}
	return lang.T("i %s", "in %s", decisions(k.decisions))
}

// countKinds counts the violations of a report, the most frequent kind first.
func countKinds(r *audit.Report) []kindCount {
	count := map[audit.Code]*kindCount{}
	of := func(c audit.Code) *kindCount {
		if count[c] == nil {
			count[c] = &kindCount{code: c}
		}
		return count[c]
	}
	for _, v := range r.Violations {
		of(v.Code).n++
	}
	for i := range r.Decisions {
		for _, group := range groupCodes(r.Decisions[i].Violations) {
			of(group.code).n += group.n
			of(group.code).decisions++
		}
	}
	out := make([]kindCount, 0, len(count))
	for _, k := range count {
		out = append(out, *k)
	}
	slices.SortFunc(out, func(a, b kindCount) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.code, b.code))
	})
	return out
}

// groupCodes counts the violations of one decision by kind.
func groupCodes(list []audit.Violation) []kindCount {
	var out []kindCount
	for _, v := range list {
		at := slices.IndexFunc(out, func(k kindCount) bool { return k.code == v.Code })
		if at < 0 {
			at, out = len(out), append(out, kindCount{code: v.Code})
		}
		out[at].n++
	}
	return out
}

// requirementName is what a record's requirement is called: "representant för skas".
func requirementName(q record.Requirement) lang.Text {
	if q.Role == "" {
		if q.Organisation == "" {
			return lang.T("en person till", "one more person")
		}
		return lang.T("en person till för %s", "one more person of %s", q.Organisation)
	}
	name := diff.RoleName(q.Role)
	for _, o := range q.Or {
		name = lang.T("%s eller %s", "%s or %s", name, diff.RoleName(o))
	}
	if q.Organisation != "" {
		name = lang.T("%s för %s", "%s of %s", name, q.Organisation)
	}
	return name
}

// requirementState says whether a requirement was met.
func requirementState(q record.Requirement) lang.Text {
	switch state := approval.State(q.State); {
	case state == approval.StateApproved && q.Heard:
		return lang.T("hörd", "heard")
	case state == approval.StateApproved:
		return lang.T("uppfyllt", "met")
	case state == approval.StateRefused:
		return lang.T("kunde inte uppfyllas", "could not be met")
	}
	return lang.T("inte uppfyllt", "not met")
}

// consentWords say who approved, by which right, when and how.
func (o AuditOptions) consentWords(c record.Consent) lang.Text {
	right := diff.RoleName(c.Role)
	if c.Organisation != "" {
		right = lang.T("%s för %s", "%s of %s", right, c.Organisation)
	}
	how := lang.T("i en granskning", "in a review")
	if c.Review == 0 {
		how = lang.T("genom sin egen push", "by their own push")
	}
	if c.Delegation != "" {
		how = lang.T("%s, på delegation (%s)", "%s, by delegation (%s)", how, c.Delegation)
	}
	if c.Reservation {
		how = lang.T("%s, med reservation", "%s, with a reservation", how)
	}
	given := c.Given
	if at, err := time.Parse(time.RFC3339, c.Given); err == nil {
		given = o.clock(at)
	}
	return lang.T("%s som %s, %s %s", "%s as %s, %s %s", c.Person, right, given, how)
}

// recordWords say what the record of a decision is worth.
func recordWords(seen *audit.RecordSeen) lang.Text {
	switch {
	case seen == nil:
		return lang.T("saknas", "none")
	case !seen.Readable:
		return lang.T("%s, går inte att läsa", "%s, can't be read", seen.Path)
	case seen.Standing == record.Proven:
		return lang.T("%s, styrkt: signerat med nyckeln %s", "%s, proven: signed with the key %s", seen.Path, seen.Key)
	case seen.Standing == record.Unproven:
		return lang.T("%s, inte styrkt: ingen protokollnyckel fanns ännu", "%s, not proven: there was no key for records yet", seen.Path)
	}
	return lang.T("%s, inte styrkt", "%s, not proven", seen.Path)
}

// verdictWords sum an audit up in a sentence.
func verdictWords(r *audit.Report) lang.Text {
	s := r.Summary
	open, whole := s.Violating-s.FollowedUp, r.OpenWhole()
	branches := lang.T("%s gäller main eller protokollet som helhet", "%s of main or the records as a whole", counted(whole, "avvikelse", "avvikelser", "violation", "violations"))
	followed := lang.Text{}
	if s.FollowedUp > 0 {
		followed = lang.T(" %s med avvikelser är uppföljda.", " %s with violations followed up.", decisions(s.FollowedUp))
		if s.FollowedUp == 1 {
			followed = lang.T(" Ett beslut med avvikelser är uppföljt.", " One decision with violations is followed up.")
		}
	}
	if s.Elsewhere > 0 {
		followed = lang.T("%s Utanför det som visas har %s öppna avvikelser.", "%s Beyond what is shown there are %s with open violations.", followed, decisions(s.Elsewhere))
	}
	switch {
	case r.Records == "" && s.Decisions > 0:
		return lang.T("Grenen %s finns inte i klonen: inget beslut kan styrkas.", "The branch %s is not in the clone: no decision can be proven.", record.Branch)
	case s.Decisions == 0 && whole == 0:
		return lang.T("Inget att granska.%s", "Nothing to audit.%s", followed)
	case open > 0 && whole > 0:
		return lang.T("%s har öppna avvikelser, och %s.%s", "%s with open violations, and %s.%s", decisions(open), branches, followed)
	case open > 0:
		return lang.T("%s har öppna avvikelser.%s", "%s with open violations.%s", decisions(open), followed)
	case whole > 0:
		return lang.T("%s.%s", "%s.%s", branches, followed)
	case s.FollowedUp > 0 || len(r.Violations) > 0:
		return lang.T("Inga öppna avvikelser.%s", "No open violations.%s", followed)
	}
	return lang.T("Inga avvikelser.%s", "No violations.%s", followed)
}

// mostEntries is for how many decisions the entry to register is written out.
const mostEntries = 5

// toRegister writes out the entries of the follow-ups that are wanted, the first of them.
func toRegister(r *audit.Report) []string {
	var out []string
	for i := range r.Decisions {
		if d := &r.Decisions[i]; d.Open() && len(out) < mostEntries && r.Records != "" {
			out = append(out, "- {commit: "+d.Commit()+", orsak: …, atgard: …, referens: …, datum: …}")
		}
	}
	return out
}

// whatNow says what is to be done about open violations; nothing where there are none.
func whatNow(r *audit.Report) []lang.Text {
	var out []lang.Text
	if r.Records == "" && r.Summary.Decisions > 0 {
		return []lang.Text{lang.T("Hämta den: git fetch origin %[1]s:refs/remotes/origin/%[1]s. Finns den inte på servern har inget protokoll förts: se README om record.",
			"Fetch it: git fetch origin %[1]s:refs/remotes/origin/%[1]s. Where the server has none, no records have been kept: see README on record.", record.Branch)}
	}
	if r.Summary.Violating > r.Summary.FollowedUp {
		out = append(out, lang.T("Utred vad som hände, rätta det som behövs och registrera uppföljningen i plans/avvikelser.yaml, i en egen pull request.",
			"Find out what happened, mend what needs mending and register the follow-up in plans/avvikelser.yaml, in a pull request of its own."))
	}
	if r.OpenWhole() > 0 {
		out = append(out, lang.T("Det som gäller main eller protokollet som helhet: den som sköter arkivet behöver ta reda på vad som har hänt. Det som någon har gjort med grenen protokoll följs upp på samma sätt, med den commit som anges.",
			"What is wrong with main or the records as a whole: whoever runs the repository has to find out what has happened. What somebody did to the branch protokoll is followed up in the same way, under the commit that is named."))
	}
	return out
}

// anchorWords say where trust begins.
func anchorWords(r *audit.Report) lang.Text {
	if r.Anchor == "" {
		return lang.T("inget; den första commiten är utgångsläget, och vem som beslutade det som står där går inte att visa",
			"none; the first commit is the genesis, and who decided what stands there nobody can tell")
	}
	return lang.T("commit %s", "commit %s", shortHash(r.Anchor))
}
