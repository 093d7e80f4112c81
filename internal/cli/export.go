package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: a.say(lang.T("skriv ut planerna i andra format", "write the plans in other forms")),
		Args:  cobra.ArbitraryArgs,

		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return a.unknownCommand(cmd, args[0])
		},
	}
	cmd.AddCommand(a.exportStarCommands()...)
	cmd.AddCommand(a.exportXLSXCommand())
	return cmd
}

// exportXLSXFlags are the flags of the command export xlsx.
type exportXLSXFlags struct {
	sender, receiver, by, grain string
	year                        int
	force, tables               bool
	star                        starFlags // with tables
}

func (a *app) exportXLSXCommand() *cobra.Command {
	var f exportXLSXFlags
	cmd := &cobra.Command{
		Use:   a.say(lang.T("xlsx FIL.xlsx", "xlsx FILE.xlsx")),
		Short: a.say(lang.T("skriv planerna som en Excel-arbetsbok att planera i", "write the plans as an Excel workbook to plan in")),
		Long: a.say(lang.T(
			"export xlsx skriver ett planårs leveransplaner som en arbetsbok: ett blad för varje skickande förvaltning eller för varje mottagare, en rad för varje plan och en kolumn för varje vecka. Planer per kvartal får blad för sig. Planerna tas ur arbetsfilerna, även det i dem som inte är incheckat. Bara veckorna går att ändra; bladen är skyddade utan lösenord. Ändringarna läses tillbaka med leveransplan import.\n\nMed --tables skrivs i stället stjärnschemat för en commit, ett blad per tabell, som export csv gör: för att räkna på, inte för att planera i. En tidigare sådan arbetsbok som ingen har sparat om skrivs över.\n\nSlutkod: 0 klart, 2 kommandot felskrivet, 3 filen gick inte att skriva.",
			"export xlsx writes the leveransplaner of a plan year as a workbook: a sheet for each sending förvaltning or for each receiver, a row for each plan and a column for each week. Plans by quarter get sheets of their own. The plans are those of the working files, also what in them is not committed. Only the weeks can be changed; the sheets are protected without a password. The changes are read back with leveransplan import.\n\nWith --tables the star schema of a commit is written instead, a sheet for each table, as by export csv: to reckon with, not to plan in. An earlier such workbook that nobody has saved since is written over.\n\nExit code: 0 done, 2 wrong usage, 3 the file could not be written.")),
		Example:               "  leveransplan export xlsx planer-2027.xlsx\n  leveransplan export xlsx skas.xlsx --sender skas --year 2027\n  leveransplan export xlsx mottagare.xlsx --by receiver\n  leveransplan export xlsx tabeller.xlsx --tables --year 2027",
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || !strings.EqualFold(filepath.Ext(args[0]), ".xlsx") {
				return usage(lang.T("export xlsx vill ha en fil som slutar på .xlsx", "export xlsx wants a file that ends in .xlsx"),
					lang.T("Skriv till exempel: leveransplan export xlsx planer-2027.xlsx", "Write for example: leveransplan export xlsx planer-2027.xlsx"))
			}
			if err := f.together(cmd.Flags()); err != nil {
				return err
			}
			if err := a.destOutside(args[0]); err != nil {
				return err
			}
			if f.tables {
				return a.exportXLSXTables(&f, args[0])
			}
			return a.exportXLSX(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.sender, "sender", "", a.say(lang.T("bara planer från `ID`", "only plans from `ID`")))
	flags.StringVar(&f.receiver, "receiver", "", a.say(lang.T("bara planer till `ID`, på mottagarens blad", "only plans to `ID`, on the receiver's sheet")))
	flags.StringVar(&f.by, "by", "", a.say(lang.T("ett blad för varje `sender|receiver` (utan: sender)", "a sheet for each `sender|receiver` (without: sender)")))
	flags.IntVar(&f.year, "year", 0, a.say(lang.T("planåret `ÅR`, det som missivets period börjar i (utan: det senaste)", "the plan `YEAR`, in which the period of the missiv begins (without: the last one)")))
	flags.StringVar(&f.grain, "grain", "", a.say(lang.T("bara planer per `week|quarter`", "only plans by `week|quarter`")))
	flags.BoolVar(&f.force, "force", false, a.say(lang.T("skriv över filen om den finns", "overwrite the file if it is there")))
	flags.BoolVar(&f.tables, "tables", false, a.say(lang.T("stjärnschemat, ett blad per tabell", "the star schema, a sheet for each table")))
	f.star.shared(a, flags)
	return cmd
}

func (a *app) exportXLSX(f exportXLSXFlags, file string) error {
	q, err := f.question()
	if err != nil {
		return err
	}
	root, err := a.findRoot(a.dirFlag)
	if err != nil {
		return err
	}
	tree, err := openTree(root)
	if err != nil {
		return err
	}
	defer tree.Close()
	set, err := a.loaded(tree)
	if err != nil {
		return err
	}
	if q.Party != "" && set.Organisation(q.Party) == nil {
		return a.noOrganisation(set, q.Party)
	}
	book := grid.New(set, q)
	if len(book.Sheets) == 0 {
		return noPlans(set, q, book)
	}
	commit, err := a.tellWorking(root, tree)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := xlsx.Write(&out, book, commit, a.lang); err != nil {
		return fault(lang.T("arbetsboken gick inte att göra: %v", "the workbook could not be made: %v", err), lang.Text{})
	}
	if err := a.newFile(file, out.Bytes(), f.force); err != nil {
		return err
	}
	a.exported(file, book)
	return nil
}

// question turns the flags into what grid is asked for.
func (f exportXLSXFlags) question() (grid.Question, error) {
	q := grid.Question{Year: f.year, Side: grid.BySender, Party: f.sender}
	switch {
	case f.sender != "" && f.receiver != "":
		return q, usage(lang.T("--sender och --receiver går inte ihop", "--sender and --receiver do not go together"), lang.T("Välj den ena.", "Choose one of them."))
	case f.by != "" && f.by != "sender" && f.by != "receiver":
		return q, usage(lang.T("--by %q finns inte", "there is no --by %q", f.by), lang.T("Välj sender eller receiver.", "Choose sender or receiver."))
	case f.receiver != "" && f.by == "sender" || f.sender != "" && f.by == "receiver":
		return q, usage(lang.T("--by säger emot --sender eller --receiver", "--by contradicts --sender or --receiver"), lang.T("Utelämna --by.", "Leave --by out."))
	case f.receiver != "" || f.by == "receiver":
		q.Side, q.Party = grid.ByReceiver, f.receiver
	}
	var err error
	q.Grain, err = grainOf(f.grain)
	return q, err
}

// loaded reads all documents of the working files.
func (a *app) loaded(tree *worktree.Tree) (*plan.Set, error) {
	if err := undisturbed(tree); err != nil {
		return nil, err
	}
	schemas, err := schema.Load()
	if err != nil {
		return nil, fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	l, err := check.Load(tree, schemas)
	switch {
	case errors.Is(err, check.ErrNoPlans), errors.Is(err, check.ErrNoDocuments):
		return nil, fault(lang.T("här finns inga dokument under plans/", "there are no documents under plans/ here"), lang.Text{})
	case err != nil:
		return nil, fault(lang.T("dokumenten går inte att läsa: %s", "the documents can't be read: %s", because(err)), lang.Text{})
	}
	return l.Set, nil
}

func (a *app) noOrganisation(set *plan.Set, id string) error {
	var ids []string
	for _, o := range set.Organisationer {
		ids = append(ids, o.ID.V)
	}
	hint := lang.T("Id:n står i %s.", "The ids stand in %s.", plan.FixedPaths[plan.KindOrganisationer])
	if near, ok := lang.Nearest(id, ids); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return usage(lang.T("organisationen %q finns inte", "there is no organisation %q", id), hint)
}

func noPlans(set *plan.Set, q grid.Question, book *grid.Workbook) error {
	if len(book.Left) > 0 {
		return fault(lang.T("ingen av planerna för %s går att skriva ut", "none of the plans of %s can be written", strconv.Itoa(book.Year)),
			lang.T("Kör leveransplan check och rätta dem först.", "Run leveransplan check and correct them first."))
	}
	var years lang.List
	for _, y := range set.PlanYears() {
		years = append(years, strconv.Itoa(y))
	}
	hint := lang.T("Det finns inga planer alls.", "There are no plans at all.")
	if len(years) > 0 {
		hint = lang.T("Planåren med planer är %s.", "The plan years with plans are %s.", years)
	}
	if q.Party != "" || q.Grain != 0 {
		return usage(lang.T("inga sådana planer finns för %s", "there are no such plans for %s", strconv.Itoa(book.Year)), hint)
	}
	if book.Year == 0 {
		return usage(lang.T("det finns inga planer att exportera", "there are no plans to export"), lang.Text{})
	}
	return usage(lang.T("inga planer finns för %s", "there are no plans for %s", strconv.Itoa(book.Year)), hint)
}

// tellWorking gives the commit that is checked out, empty where there is none, and says how many
// working files differ from it: a workbook to plan in shows those.
func (a *app) tellWorking(root string, working *worktree.Tree) (string, error) {
	repo, err := gitrepo.Open(root)
	if err != nil {
		return "", nil
	}
	defer repo.Close()
	rev, err := repo.Resolve("HEAD")
	if err != nil {
		return "", nil
	}
	n, err := differing(rev.FS(), working)
	if err != nil {
		return "", fault(lang.T("arbetsfilerna går inte att läsa: %s", "the working files can't be read: %s", because(err)), lang.Text{})
	}
	if n > 0 {
		a.tell(lang.T("arbetsfilerna visas: commit %s med %s i plans/", "the working files are shown: commit %s with %s in plans/", rev.Hash[:10], changedFiles(n)))
	}
	return rev.Hash, nil
}

// newFile writes a file that is not there. One that is there may hold somebody's work: it is
// written over only by force, and then as a whole or not at all.
func (a *app) newFile(file string, text []byte, force bool) error {
	name := a.from(file)
	old, err := placeFor(file, name)
	if err != nil {
		return err
	}
	switch {
	case old == nil:
		err = createFile(name, text)
	case force:
		err = replaceFile(name, text, old.Mode().Perm())
	default:
		err = fs.ErrExist
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return fileThere(file)
	case err != nil:
		return fault(lang.T("%s går inte att skriva: %s", "%s can't be written: %s", file, because(err)),
			lang.T("Kontrollera behörigheten, och att filen inte är öppen i ett annat program.", "Check the permissions, and that the file is not open in another program."))
	}
	return nil
}

// fileThere refuses to write over a file.
func fileThere(file string) error {
	return usage(lang.T("%s finns redan och kan innehålla ändringar som ännu inte har lästs in", "%s is there already and may hold changes that have not been read in yet", file),
		lang.T("Välj ett annat namn, eller skriv över filen med --force.", "Choose another name, or write over the file with --force."))
}

// createFile writes a file that is not there. Half of one does not stay.
func createFile(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := writeAll(f, text); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}

// replaceFile puts a file in the place of one that is there, which stays as it is until the
// new one is whole. A link in its place is replaced, and not followed.
func replaceFile(name string, text []byte, mode fs.FileMode) error {
	if mode&0o200 == 0 {
		return fs.ErrPermission // whoever made it read-only meant it
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".leveransplan-*.xlsx")
	if err != nil {
		return err
	}
	err = errors.Join(f.Chmod(mode), writeAll(f, text))
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// writeAll writes a file to the disk and closes it.
func writeAll(f *os.File, text []byte) error {
	_, err := f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// placeFor refuses a name that no file can have, as in a folder that is not there, and gives
// the file that has it already; nil: none.
func placeFor(file, name string) (fs.FileInfo, error) {
	if err := above(file, name); err != nil {
		return nil, err
	}
	info, err := os.Lstat(name)
	if err != nil {
		return nil, nil // writing tells what is wrong, if anything is
	}
	other := lang.T("Välj ett annat namn.", "Choose another name.")
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, usage(lang.T("%s är en länk till en annan fil, och skrivs inte", "%s is a link to another file, and is not written", file), other)
	case !info.Mode().IsRegular():
		return nil, usage(lang.T("%s finns redan och är ingen vanlig fil", "%s is there already and is not a regular file", file), other)
	}
	return info, nil
}

// above refuses a name in a folder that is not there.
func above(file, name string) error {
	another := lang.T("Skapa mappen först, eller välj en annan.", "Make the folder first, or choose another one.")
	folder := filepath.Dir(file)
	switch info, err := os.Stat(filepath.Dir(name)); {
	case errors.Is(err, fs.ErrNotExist):
		return usage(lang.T("mappen %s finns inte", "there is no folder %s", folder), another)
	case err == nil && !info.IsDir():
		return usage(lang.T("%s är ingen mapp", "%s is not a folder", folder), another)
	}
	return nil
}

// because words what the system says of a file that it will not read or write; of other
// errors it gives the text.
func because(err error) lang.Text {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return lang.T("behörighet saknas", "permission is missing")
	case errors.Is(err, fs.ErrNotExist):
		return lang.T("filen eller mappen finns inte", "the file or folder does not exist")
	case errors.Is(err, syscall.ENOSPC):
		return lang.T("disken är full", "the disk is full")
	case errors.Is(err, syscall.EROFS):
		return lang.T("disken är skrivskyddad", "the disk is read-only")
	case errors.Is(err, errNotRegular):
		return lang.T("det är ingen vanlig fil", "it is not a regular file")
	case errors.Is(err, errTooLarge):
		return lang.T("den är större än %d MiB", "it is larger than %d MiB", maxPrint>>20)
	case errors.Is(err, syscall.ECONNREFUSED):
		return lang.T("anslutningen avvisades", "the connection was turned away")
	}
	return lang.Plain(shown(err.Error()))
}

// exported tells what was written, and what was not.
func (a *app) exported(file string, book *grid.Workbook) {
	left := slices.Clone(book.Left)
	slices.SortFunc(left, func(x, y grid.Left) int { return strings.Compare(x.Plan.File(), y.Plan.File()) })
	for _, l := range left {
		a.tell(lang.T("%s är inte med: %s", "%s is left out: %s", shown(l.Plan.File()), l.Why))
	}
	rows := 0
	for i := range book.Sheets {
		rows += len(book.Sheets[i].Rows)
	}
	a.tell(lang.T("%s: %s för %s på %s", "%s: %s of %s on %s", shown(file), plansCounted(rows), strconv.Itoa(book.Year),
		lang.Plural{N: len(book.Sheets), One: lang.T("%s blad", "%s sheet"), Other: lang.T("%s blad", "%s sheets")}))
}

func plansCounted(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s plan", "%s plan"), Other: lang.T("%s planer", "%s plans")}
}
