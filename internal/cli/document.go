package cli

import (
	"bytes"
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/document/pdf"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// documentFlags are the flags of the command document.
type documentFlags struct {
	format, rev, output, asOf, browser string
	force                              bool
}

func (a *app) documentCommand() *cobra.Command {
	var f documentFlags
	cmd := &cobra.Command{
		Use:   "document ID",
		Short: a.say(lang.T("gör ett missiv eller en leveransplan till ett dokument för ett möte", "make a missiv or a leveransplan into a document for a meeting")),
		Long: a.say(lang.T(
			"document skriver ett missiv eller en leveransplan som en sida för en dagordning: HTML som står för sig själv, eller en taggad PDF gjord av Chromium. Sidan visar en commit (HEAD, eller --rev) och säger stort om innehållet är överenskommet, det vill säga det som main har, eller ett förslag. Den innehåller inget utfall. På varje sida står att en utskrift kan vara ogiltig, vilken commit och dag den visar och en verifieringskod: leveransplan verify KOD säger om den fortfarande gäller.\n\nEn tidigare utskrift skrivs över; andra filer bara med --force, och i plans/ och .git skrivs inget.\n\nSamma commit, main och språk ger samma byte; för PDF med samma version av Chromium.\n\nSlutkod: 0 skrivet, 2 kommandot felskrivet, 3 dokumentet gick inte att göra.",
			"document writes a missiv or a leveransplan as a page for an agenda: HTML that stands for itself, or a tagged PDF made by Chromium. The page shows one commit (HEAD, or --rev) and says in large letters whether the content is agreed, that is what main has, or a proposal. It holds no outcome. On every page stand that a print may be invalid, which commit and day it shows and a verification code: leveransplan verify CODE says whether it still holds.\n\nAn earlier print is written over; other files only by --force, and nothing is written in plans/ and .git.\n\nThe same commit, main and language give the same bytes; for PDF with the same version of Chromium.\n\nExit code: 0 written, 2 wrong usage, 3 the document could not be made.")),
		Example:               "  leveransplan document missiv-2027-ortopedi --output missiv.html\n  leveransplan document missiv-2027-ortopedi --output missiv.pdf\n  leveransplan document lp-2027-skas-exempelkliniken-prostata --rev origin/main --lang en",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(lang.T("document vill ha ett id", "document wants one id"), lang.T("Skriv till exempel: leveransplan document missiv-2027-ortopedi", "Write for example: leveransplan document missiv-2027-ortopedi"))
			}
			return a.document(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "", a.say(lang.T("`FORMAT`: html eller pdf (utan: efter filens ändelse, annars html)", "`FORMAT`: html or pdf (without: by the ending of the file, else html)")))
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("visa `REV` (utan: HEAD)", "show `REV` (without: HEAD)")))
	flags.StringVar(&f.output, "output", "", a.say(lang.T("skriv till `FIL`, som slutar på .html eller .pdf (utan: till standard ut)", "write to `FILE`, which ends in .html or .pdf (without: to standard output)")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("`DAG` som sidorna säger sig vara utskrivna, från commitens dag till i dag", "the `DAY` on which the pages say they were printed, from that of the commit until today")))
	flags.BoolVar(&f.force, "force", false, a.say(lang.T("skriv över en fil som inte är en utskrift härifrån", "write over a file that is no print from here")))
	flags.StringVar(&f.browser, "browser", "", a.say(lang.T("`PROGRAM` som gör PDF (utan: CHROME_PATH, annars Chromium, Chrome eller Edge)", "the `PROGRAM` that makes PDF (without: CHROME_PATH, else Chromium, Chrome or Edge)")))
	return cmd
}

func (a *app) document(f documentFlags, id string) (err error) {
	if f.output != "" {
		if err := a.destOutside(f.output); err != nil {
			return err
		}
	}
	f.format, err = formatFor(f.format, f.output)
	switch {
	case err != nil:
		return err
	case f.format != "html" && f.format != "pdf":
		return usage(lang.T("formatet %q finns inte", "there is no format %q", f.format), lang.T("Välj html eller pdf.", "Choose html or pdf."))
	case f.format == "pdf" && f.output == "" && a.env.Terminal:
		return usage(lang.T("en PDF skrivs inte till terminalen", "a PDF is not written to the terminal"), lang.T("Skriv till en fil: --output %s.pdf", "Write to a file: --output %s.pdf", id))
	case f.format == "html" && f.browser != "":
		return usage(lang.T("--browser hör till --format pdf", "--browser belongs to --format pdf"), lang.T("Lägg till --format pdf, eller ta bort flaggan.", "Add --format pdf, or leave the flag out."))
	}
	asOf, err := dayOf(f.asOf)
	if err != nil {
		return err
	}
	if f.output != "" {
		if err := a.overPrint(f.output, f.force); err != nil {
			return err
		}
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
	d, err := a.print(repo, f.rev, id)
	if err != nil {
		return err
	}
	if err := a.dated(&d, asOf); err != nil {
		return err
	}
	if f.rev == "" {
		if err := a.tellUncommitted(&view{root: root, rev: d.rev}); err != nil {
			return err
		}
	}
	var page bytes.Buffer
	if err := document.HTML(&page, d.view, d.Print); err != nil {
		return fault(lang.T("sidan gick inte att göra: %v", "the page could not be made: %v", err), lang.Text{})
	}
	file := page.Bytes()
	if f.format == "pdf" {
		if file, err = a.pdf(file, f.browser, d.commit); err != nil {
			return err
		}
	}
	if f.output != "" {
		if err := a.newFile(f.output, file, true); err != nil {
			return err
		}
		a.tellPrinted(f.output, &d)
		return nil
	}
	_, err = a.env.Stdout.Write(file)
	return a.written(err)
}

// formatFor is the format that was asked for, else the one that the file's ending names, else
// HTML. An ending that names the other one, or anything else, is refused: nothing would open such
// a file.
func formatFor(asked, file string) (string, error) {
	ending := strings.ToLower(filepath.Ext(file))
	named := map[string]string{".html": "html", ".htm": "html", ".pdf": "pdf"}[ending]
	switch {
	case ending != "" && named == "":
		name := strings.TrimSuffix(file, filepath.Ext(file))
		return "", usage(lang.T("document skriver bara filer som slutar på .html, .htm eller .pdf", "document writes only files that end in .html, .htm or .pdf"),
			lang.T("Skriv till exempel: --output %s.pdf", "Write for example: --output %s.pdf", name))
	case asked == "":
		return cmp.Or(named, "html"), nil
	case named != "" && named != asked && (asked == "html" || asked == "pdf"):
		return "", usage(lang.T("--format %s säger emot filnamnet, som slutar på %s", "--format %s contradicts the name of the file, which ends in %s", asked, ending),
			lang.T("Utelämna --format, eller välj ett namn som slutar på .%s.", "Leave --format out, or choose a name that ends in .%s.", asked))
	}
	return asked, nil
}

// tellPrinted says what a file shows, with the code that verify asks for.
func (a *app) tellPrinted(file string, d *printed) {
	word := d.Standing.Word()
	standing := lang.Text{SV: strings.ToLower(word.SV), EN: strings.ToLower(word.EN)}
	a.tell(lang.T("%s: %s %s, commit %s, %s, verifieringskod %s", "%s: %s %s, commit %s, %s, verification code %s",
		shown(file), string(d.view.Kind), d.view.ID, d.Commit[:10], standing, d.view.Code(d.Commit).String()))
}

// dated gives a print the day that was asked for. A page says nothing of days to come, and none
// before its content was there.
func (a *app) dated(d *printed, asOf calendar.Day) error {
	switch today := a.today(); {
	case asOf.IsZero(), asOf == d.Day:
		return nil
	case asOf < d.Day:
		return usage(lang.T("commit %s är från %s, och en utskrift kan inte vara från en dag innan dess", "commit %s is of %s, and a print can't be of a day before that", d.Commit[:10], d.Day),
			lang.T("Välj en senare dag, eller visa en tidigare commit med --rev.", "Choose a later day, or show an earlier commit by --rev."))
	case asOf > today:
		return usage(lang.T("%s är efter i dag (%s)", "%s is after today (%s)", asOf, today), lang.T("Välj i dag eller en tidigare dag, eller utelämna --as-of.", "Choose today or an earlier day, or leave --as-of out."))
	}
	d.AsOf = asOf
	return nil
}

// overPrint refuses to write over a file that is no print.
func (a *app) overPrint(file string, force bool) error {
	name := a.from(file)
	old, err := placeFor(file, name)
	if err != nil || old == nil || force {
		return err
	}
	text, err := readBounded(name)
	if err == nil && isPrint(text) {
		return nil
	}
	return usage(lang.T("%s finns redan och är ingen utskrift härifrån", "%s is there already and is no print from here", file),
		lang.T("Välj ett annat namn, eller skriv över filen med --force.", "Choose another name, or write over the file with --force."))
}

// isPrint tells that a file is a print of a document, by what it holds.
func isPrint(file []byte) bool {
	if !pdf.Is(file) {
		return document.IsPrint(file)
	}
	codes, _ := document.FindCodes(pdf.Descriptions(file)...)
	return len(codes) > 0
}

// printed is what is to stand on a print, and the commit that it is of.
type printed struct {
	document.Print
	view   *document.View
	rev    gitrepo.Revision
	commit gitrepo.Commit
}

// print reads a document of a revision and holds it against main.
func (a *app) print(repo *gitrepo.Repo, name, id string) (d printed, err error) {
	if name == "" {
		name = "HEAD"
	}
	rev, err := repo.Resolve(name)
	if err != nil {
		return d, gitFault(err)
	}
	d.rev = rev
	for c, err := range repo.FirstParent(rev, gitrepo.Revision{}) {
		if err != nil {
			return d, gitFault(err)
		}
		d.commit = c
		break
	}
	archive, err := a.archive(repo, &check.Reader{Schemas: schema.Load})
	if err != nil {
		return d, err
	}
	if d.view, err = archive.View(rev, id); err != nil || d.view == nil {
		return d, documentFault(err, archive, rev, id)
	}
	d.Print = document.Print{Language: a.lang, Commit: rev.Hash, Main: archive.Main.Hash, Standing: document.Proposal}
	if d.Day, err = archive.DayOf(d.commit); err != nil {
		return d, historyFault(err)
	}
	if d.Main == "" {
		return d, nil
	}
	line, err := archive.OnLine(rev.Hash)
	if err != nil {
		return d, gitFault(err)
	}
	agreed, err := archive.View(archive.Main, id)
	switch {
	case errors.Is(err, document.ErrUnclear):
		return d, fault(lang.T("det går inte att säga om %s är överenskommet: dokumenten på main går inte att läsa i sin helhet", "it can't be told whether %s is agreed: the documents on main can't be read in full", id),
			lang.T("leveransplan check visar vad som är fel.", "leveransplan check shows what is wrong."))
	case err != nil:
		return d, historyFault(err)
	}
	d.Standing = document.Stands(d.view, agreed, line)
	return d, nil
}

// archive is where codes are looked up. Its main is the zero revision where there is none.
func (a *app) archive(repo *gitrepo.Repo, reader *check.Reader) (*document.Archive, error) {
	name, err := a.mainline()
	if err != nil {
		return nil, err
	}
	main, err := repo.Resolve(name)
	if err != nil && !errors.Is(err, gitrepo.ErrUnknown) {
		return nil, gitFault(err)
	}
	return &document.Archive{Repo: repo, Main: main, Reader: reader}, nil
}

// documentFault words why there is no document.
func documentFault(err error, archive *document.Archive, rev gitrepo.Revision, id string) error {
	hint := lang.T("leveransplan check visar vad som är fel.", "leveransplan check shows what is wrong.")
	switch {
	case errors.Is(err, document.ErrTwice):
		return fault(lang.T("%s står i flera filer", "%s stands in several files", id), hint)
	case errors.Is(err, document.ErrUnclear):
		return fault(lang.T("%s, eller något som dokumentet vilar på, går inte att läsa i sin helhet", "%s, or something that the document rests on, can't be read in full", id), hint)
	}
	if err != nil {
		return historyFault(err)
	}
	ids, err := archive.IDs(rev)
	if errors.Is(err, check.ErrNoPlans) {
		return fault(lang.T("i commit %s finns inga dokument under plans/", "in commit %s there are no documents under plans/", rev.Hash[:10]), lang.Text{})
	}
	if err != nil {
		return historyFault(err)
	}
	hint = lang.T("document skriver missiv och leveransplaner. leveransplan log visar vad som finns.", "document writes missiv and leveransplaner. leveransplan log shows what there is.")
	if near, ok := lang.Nearest(id, ids); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	} else if begins := slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return !strings.HasPrefix(other, id) }); len(begins) > 0 {
		slices.Sort(begins)
		hint = lang.T("Så börjar: %s.", "So begin: %s.", lang.List(begins).Some(5))
	}
	return usage(lang.T("inget missiv och ingen leveransplan har id %q i den här commiten", "no missiv and no leveransplan has the id %q in this commit", id), hint)
}
