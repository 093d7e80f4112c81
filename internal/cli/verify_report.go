package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// verification is an answer to verify.
type verification struct {
	asked
	v           *document.Verdict
	genuine     document.Genuineness
	alterations []document.Alteration
	zone        *time.Location
	main        string // what the clone calls main: its own branch or the server's
	own         string // the commit of the clone's own main, where that has gone another way
}

func (v verification) day(at time.Time) string { return calendar.FromTime(at.In(v.zone)).String() }

// verdict says in a sentence whether the print holds.
func (v verification) verdict() lang.Text {
	t := v.v
	switch {
	case t.Holds && t.Agreed:
		return lang.T("Gäller: main har samma innehåll nu.", "Holds: main has the same content now.")
	case t.Holds:
		return lang.T("Gäller: utskriften var ett förslag, och det står på main nu.", "Holds: the print was a proposal, and it stands on main now.")
	case t.Now == nil && t.Before:
		return lang.T("Gäller inte: dokumentet är borttaget från main.", "Does not hold: the document has been removed from main.")
	case t.Now == nil:
		return lang.T("Gäller inte: utskriften är ett förslag, och main har inte dokumentet.", "Does not hold: the print is a proposal, and main does not have the document.")
	case t.Agreed:
		return lang.T("Gäller inte: main har ett annat innehåll nu.", "Does not hold: main has another content now.")
	}
	return lang.T("Gäller inte: utskriften är ett förslag, och main har ett annat innehåll.", "Does not hold: the print is a proposal, and main has another content.")
}

// standing says what the print was when it was made.
func (v verification) standing() lang.Text {
	switch {
	case v.v.OnMain:
		return lang.T("överenskommet: commiten är en av mains egna", "agreed: the commit is one of main's own")
	case v.v.Agreed:
		return lang.T("överenskommet: main hade samma innehåll när commiten gjordes", "agreed: main had the same content when the commit was made")
	}
	return lang.T("förslag", "proposal")
}

// proof says what is known of the file itself.
func (v verification) proof() lang.Text {
	switch v.genuine {
	case document.Genuine:
		return lang.T("Filen är oförändrad: den är vad verktyget gör av commiten, tecken för tecken.", "The file is unaltered: it is what the tool makes of the commit, character for character.")
	case document.Altered:
		return lang.T("FILEN ÄR ÄNDRAD, eller inte gjord av verktyget: den är inte den sida som commiten ger. Lita inte på den.", "THE FILE HAS BEEN ALTERED, or was not made by the tool: it is not the page that the commit gives. Do not trust it.")
	case document.Unfounded:
		return lang.T("Filen säger sig vara jämförd med en commit som inte är en av mains. Det som den säger om att vara överenskommen går inte att lita på.", "The file says that it was held against a commit that is none of main's. What it says of being agreed can't be trusted.")
	case document.CantTell:
		return lang.T("Filen är gjord av en annan version av verktyget: om den är ändrad går inte att säga.", "The file was made by another version of the tool: whether it has been altered can't be told.")
	}
	if v.file != "" {
		return lang.T("Koden bevisar inte vad sidorna i PDF-filen visar. Jämför dem med siffrorna här.", "The code does not prove what the pages of the PDF show. Hold them against the figures here.")
	}
	return lang.T("Koden bevisar inte vad papperet visar. Jämför det med siffrorna här.", "The code does not prove what the paper shows. Hold it against the figures here.")
}

func (v verification) text(w io.Writer, l lang.Language) error {
	var b strings.Builder
	say := func(indent string, t lang.Text) { b.WriteString(indent + shown(t.In(l)) + "\n") }
	t := v.v
	// Whoever reads one line must not read that a forged page holds.
	forged := v.genuine == document.Altered || v.genuine == document.Unfounded
	if !forged {
		say("", v.verdict())
	}
	say("", v.proof())
	for _, x := range v.alterations {
		if x.Markup {
			say("  ", lang.T("rad %d i filen: texten är densamma, men uppmärkningen (HTML) är en annan", "line %d of the file: the text is the same, but the markup (HTML) differs", x.Line))
			continue
		}
		say("  ", lang.T("i filen: %s", "in the file: %s", orDash(x.Here)))
		say("  ", lang.T("  ska vara: %s", "  ought to be: %s", orDash(x.Genuine)))
	}
	b.WriteByte('\n')
	if forged {
		say("", lang.T("Det äkta dokumentet: %s", "The genuine document: %s", v.verdict()))
	}
	say("", lang.T("Dokument: %s %s, %s", "Document: %s %s, %s", string(t.Then.Kind), t.Then.ID, t.Then.Title()))
	say("", lang.T("Utskriften: commit %s, %s, %s", "The print: commit %s, %s, %s", t.Commit.Hash[:10], v.day(t.Commit.Committer.Time), v.standing()))
	if v.page != nil {
		say("", lang.T("Sidans egen dag: %s", "The page's own day: %s", orDash(v.page.Day)))
	}
	say("", lang.T("Main: commit %s, %s, så som klonen har den i %s (git fetch hämtar det senaste)", "Main: commit %s, %s, as this clone has it in %s (git fetch brings the latest)",
		t.Main.Hash[:10], v.day(t.Main.Committer.Time), v.main))
	if v.own != "" {
		say("", lang.T("Klonens egen gren main är en annan, commit %s, och är inte det som utskriften är jämförd med", "The clone's own branch main is another, commit %s, and is not what the print was compared with", v.own[:10]))
	}
	if len(t.Since) > 0 {
		b.WriteByte('\n')
		say("", lang.T("Beslut sedan dess som har ändrat det:", "Decisions since then that have changed it:"))
		for _, e := range t.Since {
			say("  ", lang.T("%s  %s  commit %s", "%s  %s  commit %s", v.day(e.At), stated(e.Step), e.Commit.Hash[:10]))
			for _, it := range e.Items {
				say("      ", lang.T("%s: %s", "%s: %s", it.ID, it.Summary))
			}
		}
	}
	b.WriteString(v.figures(l))
	_, err := io.WriteString(w, b.String())
	return err
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// stated is the pull request that a step names.
func stated(s history.Step) lang.Text {
	if n, ok := s.PullRequest(); ok {
		return lang.Plain("#" + strconv.Itoa(n))
	}
	return lang.T("utan pull request", "without a pull request")
}

type (
	verificationJSON struct {
		Version     int              `json:"version"`
		Code        string           `json:"code"`
		Holds       bool             `json:"holds"`
		Verdict     string           `json:"verdict"`
		File        *fileJSON        `json:"file,omitempty"`
		Document    documentJSON     `json:"document"`
		Commit      commitJSON       `json:"commit"`
		Agreed      bool             `json:"agreed"` // when it was made
		Main        commitJSON       `json:"main"`
		OwnMain     string           `json:"own_main,omitempty"` // the hash of the clone's own branch, where it has gone another way
		OnMain      bool             `json:"on_main"`            // the document is there now
		Decisions   []decisionJSON   `json:"decisions"`
		Differences []differenceJSON `json:"differences"`
		Figures     []figureJSON     `json:"figures"`
	}
	fileJSON struct {
		Name        string           `json:"name"`
		State       string           `json:"state"`
		Day         string           `json:"day,omitempty"` // that a page says is its own
		Alterations []alterationJSON `json:"alterations"`
	}
	alterationJSON struct {
		Line    int    `json:"line"`
		Here    string `json:"here"`
		Genuine string `json:"genuine"`
		Markup  bool   `json:"markup"` // the text is the same, the markup is not
	}
	documentJSON struct {
		Kind  string `json:"kind"`
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	commitJSON struct {
		Hash string `json:"hash"`
		Day  string `json:"day"`
	}
	decisionJSON struct {
		Commit      string   `json:"commit"`
		Day         string   `json:"day"`
		PullRequest int      `json:"pull_request,omitempty"`
		Changes     []string `json:"changes"`
	}
	differenceJSON struct {
		What string `json:"what"`
		Then string `json:"then,omitempty"`
		Now  string `json:"now,omitempty"`
	}
	figureJSON struct {
		What  string `json:"what"`
		Value string `json:"value"`
	}
)

func (v verification) json(w io.Writer, l lang.Language) error {
	t := v.v
	say := func(x lang.Text) string { return shown(x.In(l)) }
	out := verificationJSON{Version: 1, Code: t.Code.String(), Holds: t.Holds, Verdict: say(v.verdict()),
		Document: documentJSON{string(t.Then.Kind), t.Then.ID, say(t.Then.Title())},
		Commit:   commitJSON{t.Commit.Hash, v.day(t.Commit.Committer.Time)}, Agreed: t.Agreed,
		Main: commitJSON{t.Main.Hash, v.day(t.Main.Committer.Time)}, OwnMain: v.own, OnMain: t.Now != nil,
		Decisions: []decisionJSON{}, Differences: []differenceJSON{}, Figures: []figureJSON{}}
	if v.file != "" {
		out.File = &fileJSON{Name: shown(v.file), State: string(v.genuine), Alterations: []alterationJSON{}}
		if v.page != nil {
			out.File.Day = shown(v.page.Day)
		}
		for _, x := range v.alterations {
			out.File.Alterations = append(out.File.Alterations, alterationJSON{x.Line, shown(x.Here), shown(x.Genuine), x.Markup})
		}
	}
	for _, e := range t.Since {
		d := decisionJSON{Commit: e.Commit.Hash, Day: v.day(e.At)}
		d.PullRequest, _ = e.PullRequest()
		for _, it := range e.Items {
			d.Changes = append(d.Changes, say(lang.T("%s: %s", "%s: %s", it.ID, it.Summary)))
		}
		out.Decisions = append(out.Decisions, d)
	}
	for _, d := range t.Differences {
		out.Differences = append(out.Differences, differenceJSON{say(d.What), say(d.Then), say(d.Now)})
	}
	for _, f := range t.Then.Figures() {
		out.Figures = append(out.Figures, figureJSON{say(f.What), say(f.Value)})
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", text)
	return err
}
