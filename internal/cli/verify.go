package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/document/pdf"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func (a *app) verifyCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   a.say(lang.T("verify (KOD | FIL)", "verify (CODE | FILE)")),
		Short: a.say(lang.T("säg om en utskrift fortfarande gäller", "say whether a print still holds")),
		Long: a.say(lang.T(
			"verify slår upp verifieringskoden på en utskrift av ett missiv eller en leveransplan, eller läser den ur filen (html eller pdf), och säger vilket dokument det är, av vilken commit och dag, om det var ett förslag eller överenskommet då, och om main har samma innehåll nu. Annars visas vilka beslut som har ersatt det och vad som är annorlunda.\n\nEn HTML-fil jämförs tecken för tecken med sidan som verktyget gör av commiten, så att det syns om filen är ändrad. Sidorna i en PDF, och ett papper, går inte att bevisa med koden: jämför med siffrorna som visas.\n\nSlutkod: 0 gäller, 1 gäller inte (eller är ändrad, eller okänd), 2 koden felskriven, 3 frågan gick inte att besvara.",
			"verify looks up the verification code on a print of a missiv or a leveransplan, or reads it from the file (html or pdf), and says which document it is, of which commit and day, whether it was a proposal or agreed then, and whether main has the same content now. If not, it shows which decisions have replaced it and what is different.\n\nA file of HTML is compared character by character with the page that the tool makes of the commit, so that it shows if the file has been altered. The pages of a PDF, and a sheet of paper, can't be proven by the code: compare the figures that are shown.\n\nExit code: 0 holds, 1 does not hold (or is altered, or not known), 2 the code is mistyped, 3 the question could not be answered.")),
		Example:               "  leveransplan verify 40J6-HB73-NP96-JC58\n  leveransplan verify missiv.pdf\n  leveransplan verify missiv.html --format json",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(lang.T("verify vill ha en kod eller en fil", "verify wants a code or a file"), lang.T("Koden står längst ned på varje sida av utskriften.", "The code stands at the foot of every page of the print."))
			}
			if format != "text" && format != "json" {
				return usage(lang.T("formatet %q finns inte", "there is no format %q", format), lang.T("Välj text eller json.", "Choose text or json."))
			}
			return a.verify(args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.say(lang.T("`FORMAT`: text eller json", "`FORMAT`: text or json")))
	return cmd
}

// asked is what verify is asked about.
type asked struct {
	code   document.Code
	commit string // the whole hash, where a file says it
	file   string // empty: a code was typed
	page   *document.Page
}

func (a *app) verify(args []string, format string) error {
	q, err := a.presented(args)
	if err != nil {
		return err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	repo, err := openRepo(root)
	if err != nil {
		return err
	}
	defer repo.Close()
	reader := newReader(repo)
	defer func() { reader.Meanings().Close() }()
	archive, err := a.archive(repo, reader)
	if err != nil {
		return err
	}
	if archive.Main.Hash == "" {
		return fault(lang.T("arkivet har ingen gren main att jämföra med", "the repository has no branch main to compare with"), lang.T("Hämta den: git fetch origin main", "Fetch it: git fetch origin main"))
	}
	v, err := archive.Verify(q.code, q.commit)
	if err != nil {
		return a.unverified(err, q)
	}
	answer := verification{asked: q, v: v, genuine: document.NotProven}
	if q.page != nil {
		if answer.genuine, answer.alterations, err = archive.Prove(*q.page, v, a.today()); err != nil {
			return historyFault(err)
		}
	}
	registers, err := archive.Registers(archive.Main)
	if err != nil {
		return historyFault(err)
	}
	answer.zone = zoneOf(registers)
	if answer.main, err = a.mainline(); err != nil {
		return err
	}
	if answer.own, err = ownMain(repo, archive.Main); err != nil {
		return err
	}
	a.code = answer.code()
	if format == "json" {
		return a.written(answer.json(a.env.Stdout, a.lang))
	}
	return a.safely(func(w io.Writer) error { return answer.text(w, a.lang) })
}

// presented reads the arguments: a code, also one typed with spaces, or a file.
func (a *app) presented(args []string) (asked, error) {
	typed := strings.Join(args, " ")
	if c, ok := document.ParseCode(typed); ok {
		return asked{code: c}, nil
	}
	if len(args) > 1 && !document.Written(typed) {
		return asked{}, usage(lang.T("verify vill ha en kod eller en fil", "verify wants one code or one file"), lang.Text{})
	}
	file, err := readBounded(a.from(args[0]))
	switch {
	case err == nil && len(args) == 1:
		return askedFile(args[0], file)
	case document.Written(typed) && (len(args) > 1 || errors.Is(err, fs.ErrNotExist)):
		return asked{}, usage(lang.T("koden %q är felskriven: kontrolltecknet stämmer inte", "the code %q is mistyped: its check character does not agree", typed),
			lang.T("Koden har fyra grupper med fyra tecken. Bokstäverna I, L, O och U finns inte i den; en nolla är alltid en nolla.", "The code has four groups of four characters. The letters I, L, O and U are not in it; a nought is always a nought."))
	case errors.Is(err, fs.ErrNotExist):
		return asked{}, usage(lang.T("%q är varken en kod eller en fil som finns", "%q is neither a code nor a file that is there", typed), lang.T("Koden står längst ned på varje sida, som 40J6-HB73-NP96-JC58.", "The code stands at the foot of every page, like 40J6-HB73-NP96-JC58."))
	}
	return asked{}, fault(lang.T("%s går inte att läsa: %s", "%s can't be read: %s", args[0], because(err)), lang.Text{})
}

// maxPrint is the largest file that is read, in bytes.
const maxPrint = 64 << 20

// Why a file is no print, before it is read.
var (
	errNotRegular = errors.New("not a regular file")
	errTooLarge   = errors.New("larger than any print")
)

// readBounded reads a file that is no larger than a print.
func readBounded(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxPrint+1))
	if err == nil && len(text) > maxPrint {
		err = errTooLarge
	}
	return text, err
}

// askedFile reads the code out of a file.
func askedFile(name string, file []byte) (asked, error) {
	q := asked{file: filepath.Base(name)}
	var codes []document.Code
	var slips bool
	switch {
	case pdf.Is(file):
		codes, slips = document.FindCodes(pdf.Descriptions(file)...)
	case bytes.Contains(file[:min(len(file), 4096)], []byte("<html")):
		page := document.ReadPage(file)
		q.page, codes, slips, q.commit = &page, page.Codes, page.Slips, page.Commit
	default:
		return q, fault(lang.T("%s är varken HTML eller PDF", "%s is neither HTML nor PDF", name), lang.T("Skriv koden som står på utskriften i stället.", "Type the code that stands on the print instead."))
	}
	hint := lang.T("Skriv koden som står på sidorna: leveransplan verify KOD", "Type the code that stands on the pages: leveransplan verify CODE")
	switch {
	case len(codes) == 0 && slips:
		return q, &failure{exitFindings, lang.T("koden i %s är ingen verifieringskod: den är ändrad", "the code in %s is no verification code: it has been altered", name), hint}
	case len(codes) == 0:
		return q, fault(lang.T("det finns ingen verifieringskod i %s", "there is no verification code in %s", name), hint)
	case len(codes) > 1 && q.page == nil:
		return q, fault(lang.T("det finns flera verifieringskoder i %s", "there are several verification codes in %s", name), hint)
	}
	q.code = codes[0]
	if q.page != nil && !strings.HasPrefix(q.commit, q.code.Commit) {
		q.commit = ""
	}
	return q, nil
}

// unverified words why there is no verdict.
func (a *app) unverified(err error, q asked) error {
	no := func(text, hint lang.Text) error { return &failure{exitFindings, text, hint} }
	switch {
	case errors.Is(err, document.ErrOtherForm) && q.file == "" && q.code.Form > document.Form:
		// One slip in 32 leaves the check character right.
		return fault(lang.T("koden %s är felskriven, eller av en form (%d) som är nyare än den som den här versionen av verktyget läser (%d)", "the code %s is mistyped, or of a form (%d) that is later than the one that this version of the tool reads (%d)", q.code.String(), q.code.Form, document.Form),
			lang.T("Jämför den tecken för tecken med utskriften. Är den rätt skriven: använd den version av verktyget som utskriften gjordes med.", "Compare it with the print character by character. If it is typed right, use the version of the tool that the print was made with."))
	case errors.Is(err, document.ErrOtherForm):
		return fault(lang.T("koden %s är av en annan form (%d) än den här versionen av verktyget läser (%d)", "the code %s is of another form (%d) than this version of the tool reads (%d)", q.code.String(), q.code.Form, document.Form),
			lang.T("Använd den version av verktyget som utskriften gjordes med.", "Use the version of the tool that the print was made with."))
	case errors.Is(err, document.ErrCommit):
		return no(lang.T("ingen commit i det här arkivet börjar på %s: utskriften går inte att känna igen", "no commit in this repository begins with %s: the print is not recognised", q.code.Commit),
			lang.T("Hämta allt: git fetch --all. Är det rätt arkiv? Ett förslag vars gren är borttagen går inte att slå upp.", "Fetch everything: git fetch --all. Is it the right repository? A proposal whose branch has been removed can't be looked up."))
	case errors.Is(err, document.ErrAmbiguous):
		return no(lang.T("flera commits börjar på %s, och koden pekar inte ut en av dem", "several commits begin with %s, and the code does not tell which", q.code.Commit),
			lang.T("Pröva filen i stället för koden: den har hela commitens id.", "Try the file instead of the code: it has the whole id of the commit."))
	case errors.Is(err, document.ErrForged):
		return no(lang.T("commit %s finns, men den har inget dokument med det innehåll som koden %s står för: utskriften är inte gjord av den", "commit %s is there, but it has no document with the content that the code %s stands for: the print was not made of it", q.code.Commit, q.code.String()),
			lang.T("Koden är påhittad, eller gjord av ett annat arkiv. Lita inte på utskriften.", "The code is made up, or of another repository. Do not trust the print."))
	case errors.Is(err, document.ErrUnclear):
		return fault(lang.T("det går inte att säga om utskriften gäller: dokumenten går inte att läsa i sin helhet", "it can't be told whether the print holds: the documents can't be read in full"), lang.T("leveransplan check visar vad som är fel.", "leveransplan check shows what is wrong."))
	}
	return historyFault(err)
}

// code is the exit code of an answer.
func (v verification) code() int {
	switch {
	case slices.Contains([]document.Genuineness{document.Altered, document.Unfounded}, v.genuine), !v.v.Holds:
		return exitFindings
	case v.genuine == document.CantTell:
		return exitFault
	}
	return exitOK
}
