package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// importFlags are the flags of the command import.
type importFlags struct {
	asOf, cause, from, reason string
	dryRun, correct           bool
}

func (a *app) importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("import FIL", "import FILE")),
		Short: a.say(lang.T("läs in en ifylld arbetsbok, eller utfall", "read in a workbook that has been filled in, or outcome")),
		Long: a.say(lang.T(
			"import läser en arbetsbok från export xlsx och för in de ändrade veckorna i planernas filer: ett förslag får sina tal, en överenskommen plan får en ändring i andringar. Har planen ändrats i arkivet sedan exporten slås de veckor samman som bara den ena sidan har ändrat.\n\nMed rubrikraden leveransplan;vecka;utfort (och kontaktade, accepterade, avbojda, vantande; eller skickande, mottagare och vardomrade i stället för planen) är filen utfall, som CSV eller arbetsbok. Rubrikerna får ha stora bokstäver, å, ä, ö och mellanslag, och i en arbetsbok får en titel stå ovanför dem. Utfallet skrivs i plans/ÅR/utfall, en fil för varje vecka; det som granskningen varnar för visas.\n\nÄr något fel visas allt på en gång, med cell eller rad, och ingenting skrivs.\n\nSlutkod: 0 klart, 1 filen går inte att läsa in som den är, 2 kommandot felskrivet, 3 inläsningen gick inte att göra.",
			"import reads a workbook of export xlsx and brings the changed weeks into the files of the plans: a proposal gets its figures, an agreed plan gets a change in andringar. Where the plan has been changed in the repository since the export, weeks that only one side has changed are merged.\n\nWith the header leveransplan;vecka;utfort (and kontaktade, accepterade, avbojda, vantande; or skickande, mottagare and vardomrade in place of the plan) the file is outcome, as CSV or as a workbook. The headings may have capitals, å, ä, ö and spaces, and in a workbook a title may stand above them. The outcome is written to plans/YEAR/utfall, a file for each week; what the check warns of is shown.\n\nIf anything is wrong it is all shown at once, with its cell or line, and nothing is written.\n\nExit code: 0 done, 1 the file can't be read in as it is, 2 wrong usage, 3 the import could not be made.")),
		Example:               "  leveransplan import planer-2027.xlsx --dry-run\n  leveransplan import planer-2027.xlsx --cause omperiodisering --from 2027-W10\n  leveransplan import utfall-2027-W05.csv",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(lang.T("import vill ha en fil", "import wants one file"), lang.T("Skriv till exempel: leveransplan import planer-2027.xlsx", "Write for example: leveransplan import planer-2027.xlsx"))
			}
			return a.importFile(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.dryRun, "dry-run", false, a.say(lang.T("skriv inget; visa vad som skulle ändras", "write nothing; show what would change")))
	flags.StringVar(&f.cause, "cause", "", a.say(lang.T("`ORSAK` till ändringar av överenskomna planer, till exempel omperiodisering", "the `CAUSE` of changes of agreed plans, such as omperiodisering")))
	flags.StringVar(&f.from, "from", "", a.say(lang.T("ändringarna gäller från `VECKA` (utan: den första ändrade)", "the changes apply from `WEEK` (without: the first that is changed)")))
	flags.StringVar(&f.reason, "reason", "", a.say(lang.T("`SKÄL` till ändringar av överenskomna planer, i ord", "the `REASON` of changes of agreed plans, in words")))
	flags.BoolVar(&f.correct, "correct", false, a.say(lang.T("rätta utfall som redan står med andra tal", "correct outcome that stands there with other figures")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("läs in som om det vore `DAG` (2027-03-01)", "read in as if it were `DAY` (2027-03-01)")))
	return cmd
}

func (a *app) importFile(f importFlags, file string) error {
	text, err := a.readInput(file)
	if err != nil {
		return err
	}
	name := filepath.Base(file)
	if !xlsx.Workbook(text) {
		if ext := strings.ToLower(filepath.Ext(file)); ext != ".csv" {
			return usage(lang.T("%s är varken en Excel-arbetsbok eller CSV", "%s is neither an Excel workbook nor CSV", file),
				lang.T("Läs in en .xlsx från leveransplan export xlsx, eller utfall som .csv.", "Read in an .xlsx of leveransplan export xlsx, or outcome as .csv."))
		}
		return a.importOutcome(f, outcomeText(name, text))
	}
	book, err := xlsx.Read(text)
	if no := (*xlsx.Refused)(nil); errors.As(err, &no) {
		return &failure{code: exitFindings, text: lang.T("%s: %s", "%s: %s", file, no.Message), hint: no.Hint}
	}
	if err != nil {
		return fault(lang.T("%s går inte att läsa: %s", "%s can't be read: %s", file, because(err)), lang.Text{})
	}
	if book.Sheet(grid.MetaSheet) == nil {
		if in := outcomeSheet(name, book); in != nil {
			return a.importOutcome(f, in)
		}
	}
	return a.importPlans(f, name, book)
}

// readInput reads the file that was handed in, up to what any import takes.
func (a *app) readInput(file string) ([]byte, error) {
	name := a.from(file)
	cannot := func(err error) error {
		return fault(lang.T("%s går inte att läsa: %s", "%s can't be read: %s", file, because(err)),
			lang.T("Kontrollera behörigheten, och att ingen annan har filen öppen.", "Check the permissions, and that nobody else has the file open."))
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, usage(lang.T("filen %s finns inte", "there is no file %s", file), lang.T("Kontrollera namnet och mappen.", "Check the name and the folder."))
	case err != nil:
		return nil, cannot(err)
	case !info.Mode().IsRegular():
		return nil, usage(lang.T("%s är ingen vanlig fil", "%s is not a regular file", file), lang.Text{})
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, cannot(err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, xlsx.MaxSize+1))
	if err != nil {
		return nil, cannot(err)
	}
	if len(text) > xlsx.MaxSize {
		return nil, usage(lang.T("%s är större än %d MB", "%s is larger than %d MB", file, xlsx.MaxSize>>20),
			lang.T("Dela upp den.", "Divide it."))
	}
	return text, nil
}

// notImported tells of all that is wrong with a file.
func (a *app) notImported(name string, problems []grid.Problem) error {
	a.code = exitFindings
	err := a.safely(func(w io.Writer) error {
		for _, p := range problems {
			if _, err := fmt.Fprintf(w, "%s %s: error: %s\n", shown(name), shown(p.At.String()), shown(a.say(p.Message))); err != nil {
				return err
			}
			if hint := a.say(p.Hint); hint != "" {
				if _, err := fmt.Fprintf(w, "  %s\n", shown(hint)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.tell(lang.T("%s hindrar inläsningen: ingenting har skrivits", "%s in the way of the import: nothing has been written",
		lang.Plural{N: len(problems), One: lang.T("%s fel", "%s fault is"), Other: lang.T("%s fel", "%s faults are")}))
	return nil
}

// remark tells how something of a file was taken, where its owner may have meant something
// else.
func (a *app) remark(name string, r grid.Problem) {
	at := name
	if r.At != (grid.Place{}) {
		at += " " + r.At.String()
	}
	a.tell(lang.Plain(shown(at + ": " + a.say(r.Message))))
}
