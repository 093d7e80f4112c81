package render

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"iter"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

var (
	//go:embed audit.html
	auditMarkup string
	//go:embed audit.css
	auditStyle string
)

// auditTemplate is the page with its style in place. The page allows its own style by the
// sum of it, and nothing else.
var auditTemplate = sync.OnceValue(func() *template.Template {
	style := strings.TrimSpace(auditStyle)
	sum := sha256.Sum256([]byte(style))
	filled := strings.NewReplacer("STYLEHASH", base64.StdEncoding.EncodeToString(sum[:]), "STYLE", style).Replace(auditMarkup)
	return template.Must(template.New("audit").Parse(filled))
})

// AuditHTML writes an audit as one page for a browser and for paper. It stands for itself:
// it runs nothing and fetches nothing.
func AuditHTML(w io.Writer, r *audit.Report, o AuditOptions) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if err := auditTemplate().Execute(b, &auditPage{r: r, o: o}); err != nil {
		return err
	}
	return b.Flush()
}

// auditPage is what the page tells of a report. Decisions are told one at a time, so that a
// long history takes no room.
type auditPage struct {
	r *audit.Report
	o AuditOptions
}

// pair is a name with what belongs to it.
type pair struct{ Name, Figure string }

// T chooses between the languages of the page.
func (p *auditPage) T(sv, en string) string { return lang.Text{SV: sv, EN: en}.In(p.o.Language) }

// say puts a text so that nothing of it acts, neither on a reader's screen nor in the log of
// a workflow.
func (p *auditPage) say(t lang.Text) string {
	return strings.ReplaceAll(legible(t.In(p.o.Language)), "##[", "# #[")
}

func (p *auditPage) sayAll(list []lang.Text) []string {
	out := make([]string, 0, len(list))
	for _, t := range list {
		out = append(out, p.say(t))
	}
	return out
}

func (p *auditPage) pair(name, figure lang.Text) pair { return pair{p.say(name), p.say(figure)} }

// Language is that of the page.
func (p *auditPage) Language() string { return string(p.o.Language) }

// Clean tells that nothing is wrong that has not been followed up.
func (p *auditPage) Clean() bool { return p.r.Clean() }

// Outcome is the verdict of the whole in a sentence.
func (p *auditPage) Outcome() string { return p.say(verdictWords(p.r)) }

// WhatNow says what is to be done.
func (p *auditPage) WhatNow() []string { return p.sayAll(whatNow(p.r)) }

// Unseen is what the audit could not see.
func (p *auditPage) Unseen() []string { return p.sayAll(p.r.Unseen) }

// Remarks are what is odd and no violation.
func (p *auditPage) Remarks() []string { return p.sayAll(p.r.Remarks) }

// Any tells that there are decisions to tell of.
func (p *auditPage) Any() bool { return len(p.r.Decisions) > 0 }

// Violating tells that some of them have violations.
func (p *auditPage) Violating() bool { return p.r.Summary.Violating > 0 }

// Span is what was audited, in a sentence.
func (p *auditPage) Span() string {
	n := len(p.r.Decisions)
	if n == 0 {
		return p.say(lang.T("Inga beslut har kunnat granskas.", "No decisions could be audited."))
	}
	return p.say(lang.T("%s, från %s till %s", "%s, from %s to %s", decisions(n), p.r.Decisions[0].Day.String(), p.r.Decisions[n-1].Day.String()))
}

// Tiles are the figures that a reader wants first.
func (p *auditPage) Tiles() []pair {
	s := p.r.Summary
	figure := func(name lang.Text, n int) pair { return pair{p.say(name), lang.Count(n, p.o.Language)} }
	all := lang.T("beslut", "decisions")
	if s.Genesis > 0 {
		all = lang.T("beslut, utgångsläget inräknat", "decisions, the genesis included")
	}
	return []pair{
		figure(all, s.Decisions),
		figure(lang.T("giltiga efter reglerna då", "valid by the rules then"), s.Valid),
		figure(lang.T("styrkta av ett signerat protokoll", "proven by a signed record"), s.Proven),
		figure(lang.T("med öppna avvikelser", "with open violations"), s.Violating-s.FollowedUp),
		figure(lang.T("med uppföljda avvikelser", "with violations followed up"), s.FollowedUp),
		figure(lang.T("avvikelser på main eller i protokollet som helhet", "violations of main or the records as a whole"), len(p.r.Violations)),
		figure(lang.T("inte tillåtna efter reglerna nu", "not allowed by the rules now"), s.TodayInvalid),
		figure(lang.T("stängda utan sammanslagning", "closed without a merge"), s.Declined),
	}
}

// Kinds counts the violations by kind.
func (p *auditPage) Kinds() []kindRow {
	var out []kindRow
	for _, k := range countKinds(p.r) {
		out = append(out, kindRow{p.pair(breachName(k.code), lang.T("%d", "%d", k.n)), p.say(lang.Plain(string(k.code))), p.say(k.spread())})
	}
	return out
}

type kindRow struct {
	pair
	Code, Where string
}

// Facts say what was audited and by what.
func (p *auditPage) Facts() []pair {
	r := p.r
	var out []pair
	add := func(name, what lang.Text) { out = append(out, p.pair(name, what)) }
	if len(r.Decisions) > 0 {
		add(lang.T("Från", "From"), lang.T("%s, commit %s", "%s, commit %s", r.Decisions[0].Day.String(), r.First))
		add(lang.T("Till", "To"), lang.T("%s, commit %s", "%s, commit %s", r.Decisions[len(r.Decisions)-1].Day.String(), r.Last))
	}
	if s := r.Summary; s.Judged > s.Decisions {
		add(lang.T("Bedömt", "Judged"), lang.T("%s från början; här visas de som efterfrågades", "%s from the beginning; shown are those asked for", decisions(s.Judged)))
	}
	add(lang.T("Granskningsankare", "Anchor"), anchorWords(r))
	if r.Records != "" {
		add(lang.T("Protokoll", "Records"), lang.T("%d på grenen %s, senaste commit %s", "%d on the branch %s, last commit %s", r.Summary.Recorded, record.Branch, r.Records))
	} else {
		add(lang.T("Protokoll", "Records"), lang.T("grenen %s finns inte", "there is no branch %s", record.Branch))
	}
	if p.o.Today != 0 {
		add(lang.T("Reglerna nu", "Rules now"), lang.T("de som gällde %s", "those of %s", p.o.Today.String()))
	}
	return out
}

// Whole is what is wrong with the branches.
func (p *auditPage) Whole() []breachView { return p.breaches(p.r.Violations) }

// Decisions gives every decision.
func (p *auditPage) Decisions() iter.Seq[decisionView] {
	return func(yield func(decisionView) bool) {
		for i := range p.r.Decisions {
			if !yield(decisionView{p, &p.r.Decisions[i], i + 1}) {
				return
			}
		}
	}
}

// Wrong gives the decisions that have violations: first the open ones.
func (p *auditPage) Wrong() iter.Seq[decisionView] {
	return func(yield func(decisionView) bool) {
		for _, open := range []bool{true, false} {
			for v := range p.Decisions() {
				if len(v.d.Violations) > 0 && v.d.Open() == open && !yield(v) {
					return
				}
			}
		}
	}
}

// declinedView is a request that was closed without a merge.
type declinedView struct{ Request, Closed, By, Record string }

// Declined gives the requests that were closed without a merge.
func (p *auditPage) Declined() []declinedView {
	var out []declinedView
	for i := range p.r.Declined {
		d := &p.r.Declined[i]
		by := actorName(d.By)
		if by.IsZero() {
			by = lang.T("okänt", "not known")
		}
		out = append(out, declinedView{"#" + requestCell(d.PullRequest), p.o.clock(d.At), p.say(by), p.say(recordWords(&d.Record))})
	}
	return out
}

// Words explain what a reader may not know.
func (p *auditPage) Words() []pair {
	out := make([]pair, 0, len(auditGlossary))
	for _, w := range auditGlossary {
		out = append(out, p.pair(w[0], w[1]))
	}
	return out
}

var auditGlossary = [][2]lang.Text{
	{lang.Plain("main"), lang.T("Den gren där allt som är beslutat står.", "The branch on which everything stands that has been decided.")},
	{lang.T("Pull request och commit", "Pull request and commit"), lang.T("Ett förslag till ändring, med sitt nummer, och den ändring det blev på main. En commit känns igen på sitt tecken, som inte kan ändras i efterhand utan att det syns.",
		"A proposed change, with its number, and the change that it became on main. A commit is known by its code, which can't be altered afterwards unseen.")},
	{lang.T("Beslut", "Decision"), lang.T("Det som kom till main på en gång, oftast en sammanslagen pull request.", "What came to main at once, mostly a merged pull request.")},
	{lang.T("Giltigt", "Valid"), lang.T("Reglerna, rollerna och rutinen den dagen tillät beslutet, och protokollet stämmer med det som main fick.",
		"The rules, roles and routine of its day allowed the decision, and the record agrees with what main got.")},
	{lang.T("Styrkt", "Proven"), lang.T("Protokollet är signerat med en nyckel som var registrerad och i bruk.", "The record is signed with a key that was registered and in use.")},
	{lang.T("Protokoll", "Record"), lang.T("Vad som beslutades, vem som godkände det och med vilken rätt, fört av en egen process på grenen protokoll efter varje sammanslagning.",
		"What was decided, who agreed and by which right, written after each merge by a process of its own on the branch protokoll.")},
	{lang.T("Reglerna då, reglerna nu", "Rules then, rules now"), lang.T("De regler och den rutin som gällde beslutets dag, och de som gäller den dag då granskningen görs. Vad som var rätt då blir inte fel av att reglerna ändras.",
		"The rules and the routine of the day of the decision, and those of the day of the audit. What was right then does not become wrong because the rules change.")},
	{lang.T("Avvikelse", "Violation"), lang.T("Något som inte gick rätt till, eller som inte går att visa att det gick rätt till. Den är öppen tills en uppföljning är registrerad.",
		"Something that was not done rightly, or of which nobody can show that it was. It is open until a follow-up is registered.")},
	{lang.T("Utgångsläge", "Genesis"), lang.T("Den första commiten. Varifrån det som står där kommer kan ingen visa.", "The first commit. Where that which stands there comes from nobody can show.")},
	{lang.T("Granskningsankare", "Anchor"), lang.T("En commit som man litar på. Det som stod på main då granskas inte.", "A commit that is trusted. What stood on main then is not audited.")},
}
