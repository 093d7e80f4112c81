package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/parquet"
	"github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// starFlags are the flags of the commands that write the star schema.
type starFlags struct {
	rev, asOf, schema                 string
	years                             []string
	public, noHistory, noAudit, excel bool
}

// shared are the flags that every form of the star has.
func (f *starFlags) shared(a *app, flags *pflag.FlagSet) {
	flags.StringVar(&f.rev, "rev", "", a.say(lang.T("visa `REV` (utan: HEAD)", "show `REV` (without: HEAD)")))
	flags.StringVar(&f.asOf, "as-of", "", a.say(lang.T("som det ser ut `DAG` (utan: arkivets granskningsdag, och där den inte finns i dag)", "as seen on `DAY` (without: the repository's own day, or today)")))
	flags.BoolVar(&f.public, "public", false, a.say(lang.T("för allmänheten: maskera utfall, utelämna veckor och personer", "for the public: mask outcome, leave out weeks and persons")))
	flags.BoolVar(&f.noHistory, "no-history", false, a.say(lang.T("utan beslut och äldre versioner", "without decisions and earlier versions")))
	flags.BoolVar(&f.noAudit, "no-audit", false, a.say(lang.T("granska inte besluten; godkännanden är då inte med", "don't audit the decisions; approvals are then left out")))
}

// starForm is a form in which the star can be written.
type starForm struct {
	name        string
	use, short  lang.Text
	long        lang.Text
	example     string
	wants       lang.Text // of the destination
	flags       func(*starFlags, *pflag.FlagSet)
	destination func(a *app, f *starFlags, dest string) error // refuses one before long work begins; nil: nothing to see
	write       func(a *app, f *starFlags, dest string, s *export.Star) error
}

func (a *app) starForms() []starForm {
	return []starForm{
		{
			name: "csv", use: lang.T("csv MAPP", "csv DIR"),
			short: lang.T("skriv stjärnschemat som CSV, en fil per tabell", "write the star schema as CSV, a file for each table"),
			long: lang.T("Filerna är för program: UTF-8, komma, RFC 4180, inget värde där uppgift saknas. Med --excel är de för dubbelklick i Excel: semikolon, och inga celler som Excel tar för formler.",
				"The files are for programs: UTF-8, commas, RFC 4180, nothing where there is no value. With --excel they are for a double click in Excel: semicolons, and no cells that Excel takes for formulas."),
			example: "  leveransplan export csv ut\n  leveransplan export csv ut-excel --excel --year 2027",
			wants:   lang.T("export csv vill ha en mapp", "export csv wants one folder"),
			flags: func(f *starFlags, flags *pflag.FlagSet) {
				flags.BoolVar(&f.excel, "excel", false, a.say(lang.T("för Excel i stället för program", "for Excel instead of programs")))
			},
			destination: folderFits,
			write: func(a *app, f *starFlags, dest string, s *export.Star) error {
				return s.WriteCSVFolder(a.from(dest), f.excel)
			},
		},
		{
			name: "parquet", use: lang.T("parquet MAPP", "parquet DIR"),
			short: lang.T("skriv stjärnschemat som Parquet, för Power BI, DuckDB, Spark och andra", "write the star schema as Parquet, for Power BI, DuckDB, Spark and others"),
			long: lang.T("Varje tabell blir en mapp; de stora har en mapp för varje planår (planar=2027).",
				"Every table is a folder; the large ones have a folder for each plan year (planar=2027)."),
			example:     "  leveransplan export parquet ut\n  leveransplan export parquet ut --public",
			wants:       lang.T("export parquet vill ha en mapp", "export parquet wants one folder"),
			destination: folderFits,
			write:       func(a *app, _ *starFlags, dest string, s *export.Star) error { return parquet.Write(a.from(dest), s) },
		},
		{
			name: "sqlite", use: lang.T("sqlite FIL", "sqlite FILE"),
			short:       lang.T("skriv stjärnschemat som en SQLite-fil", "write the star schema as one SQLite file"),
			long:        lang.T("Filen har tabellerna, deras nycklar och en vy för varje mått.", "The file has the tables, their keys and a view for each measure."),
			example:     "  leveransplan export sqlite planer.sqlite",
			wants:       lang.T("export sqlite vill ha en fil", "export sqlite wants one file"),
			destination: sqliteFits,
			write:       func(a *app, _ *starFlags, dest string, s *export.Star) error { return sql.SQLite(a.from(dest), s) },
		},
		{
			name: "postgres", use: lang.T("postgres ADRESS", "postgres ADDRESS"),
			short: lang.T("läs in stjärnschemat i en PostgreSQL-databas", "load the star schema into a PostgreSQL database"),
			long: lang.T("Adressen skrivs postgres://ANVÄNDARE@DATOR/DATABAS. Lösenordet tas hellre ur PGPASSWORD eller ~/.pgpass än ur adressen. Allt sker i en enda transaktion: den som läser ser det gamla tills allt är på plats, och efter ett avbrott finns det gamla kvar. Bara rader som skiljer sig skrivs.",
				"The address is written postgres://USER@HOST/DATABASE. The password is better taken from PGPASSWORD or ~/.pgpass than from the address. All happens in one transaction: readers see what was there until everything is in place, and after a break it still is. Only rows that differ are written."),
			example: "  leveransplan export postgres postgres://planer@localhost/planer\n  leveransplan export postgres postgres://planer@localhost/planer --schema planer",
			wants:   lang.T("export postgres vill ha en adress som börjar med postgres://", "export postgres wants an address that begins with postgres://"),
			flags: func(f *starFlags, flags *pflag.FlagSet) {
				flags.StringVar(&f.schema, "schema", sql.DefaultSchema, a.say(lang.T("databasens `SCHEMA` som tabellerna står i", "the `SCHEMA` of the database that the tables stand in")))
			},
			destination: postgresAddress,
			write:       func(a *app, f *starFlags, dest string, s *export.Star) error { return a.toPostgres(f, dest, s) },
		},
	}
}

// exportStarCommands are the commands that write the star schema, one for each form.
func (a *app) exportStarCommands() []*cobra.Command {
	var out []*cobra.Command
	for _, form := range a.starForms() {
		out = append(out, a.exportStarCommand(form))
	}
	return out
}

func (a *app) exportStarCommand(form starForm) *cobra.Command {
	var f starFlags
	cmd := &cobra.Command{
		Use:   a.say(form.use),
		Short: a.say(form.short),
		Long: a.say(lang.T(
			"export %s skriver det som arkivet säger i en commit som ett stjärnschema: dimensioner (dagar, parter, vårdområden, avtal, missiv, planer och deras versioner, beslut) och fakta (plan per vecka och version, utfall, uppföljning, kapacitet, ändringar, godkännanden, fynd). Filer som inte är incheckade är aldrig med. Datakatalogen beskriver varje tabell, kolumn och mått, och relationerna för Power BI.\n\n%s\n\nMed --public maskeras utfall under inställningen maskera_under, och veckor och personer utelämnas.\n\nSlutkod: 0 klart, 2 kommandot felskrivet, 3 gick inte att göra.",
			"export %s writes what the repository says in one commit as a star schema: dimensions (days, parties, medical fields, agreements, missiv, plans and their versions, decisions) and facts (plan per week and version, outcome, follow-up, capacity, changes, approvals, findings). Files that are not committed are never in it. The data dictionary describes every table, column and measure, and the relations for Power BI.\n\n%s\n\nWith --public outcome below the setting maskera_under is masked, and weeks and persons are left out.\n\nExit code: 0 done, 2 wrong usage, 3 could not be done.",
			form.name, form.long)),
		Example:               form.example,
		Args:                  cobra.ArbitraryArgs,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				first, _, _ := strings.Cut(strings.TrimSpace(form.example), "\n")
				return usage(form.wants, lang.T("Skriv till exempel: %s", "Write for example: %s", first))
			}
			if form.destination != nil {
				if err := form.destination(a, &f, args[0]); err != nil {
					return exportFault(err)
				}
			}
			return a.exportStar(&f, args[0], func(s *export.Star) error { return form.write(a, &f, args[0], s) })
		},
	}
	flags := cmd.Flags()
	f.shared(a, flags)
	flags.StringSliceVar(&f.years, "year", nil, a.say(lang.T("bara fakta för planåret `ÅR`; kan upprepas (utan: alla)", "only facts of the plan `YEAR`; can be repeated (without: all)")))
	if form.flags != nil {
		form.flags(&f, flags)
	}
	return cmd
}

// exportStar makes the star of a commit, writes it and tells what was written.
func (a *app) exportStar(f *starFlags, dest string, write func(*export.Star) error) error {
	q, err := a.starSource(f)
	if err != nil {
		return err
	}
	s := export.New(*q)
	ctx, stop := a.interruptible()
	defer stop()
	told := a.counted(ctx, s)
	defer told.end()
	if err := write(s); err != nil {
		return exportFault(err)
	}
	told.end()
	told.report(dest, q)
	return nil
}

// starSource reads what the star is made of.
func (a *app) starSource(f *starFlags) (*export.Source, error) {
	v, err := a.view(f.rev, f.asOf, true)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	var years []int
	for _, asked := range f.years {
		year, err := planYear(v.set.PlanYears(), asked)
		if err != nil {
			return nil, err
		}
		years = append(years, year)
	}
	o := followup.Options{Today: v.today}
	if f.public {
		o.MaskUnder = v.set.Installningar.MaskeraUnder.V
		a.tellUnmasked(v.set)
	}
	q := &export.Source{
		Set: v.set, Findings: v.result.Findings, FollowUp: followup.New(v.set, o), Commit: v.rev.Hash, Day: v.today, Zone: v.zone,
		Language: a.lang, Public: f.public, Years: years,
	}
	a.tellIncomplete(v)
	return q, a.starHistory(f, v, q)
}

// planYear reads a plan year as somebody writes it. What is none, or has no plans, is refused,
// with those that have.
func planYear(there []int, asked string) (int, error) {
	var years lang.List
	for _, y := range there {
		years = append(years, strconv.Itoa(y))
	}
	hint := lang.T("Planåren med planer är %s.", "The plan years with plans are %s.", years)
	if len(years) == 0 {
		hint = lang.T("Det finns inga planer alls.", "There are no plans at all.")
	}
	year, err := strconv.Atoi(asked)
	switch {
	case err != nil || len(asked) != 4 || year < 1000:
		return 0, usage(lang.T("%q är inget planår", "%q is not a plan year", asked), hint)
	case !slices.Contains(there, year):
		return 0, usage(lang.T("inga planer finns för %s", "there are no plans for %s", asked), hint)
	}
	return year, nil
}

// starHistory adds main's decisions up to the commit that is shown and what an audit says of
// them. Where the commit does not lie on main's line it says so and adds all that main has.
func (a *app) starHistory(f *starFlags, v *view, q *export.Source) error {
	main, there, on, err := a.main(v)
	if err != nil {
		return err
	}
	if !there {
		a.tell(lang.T("här finns ingen main: inga beslut är med", "there is no main here: no decisions are told"))
		return nil
	}
	q.OnMain = on
	shown := v.rev.Hash
	if !q.OnMain {
		shown = main.Hash
		a.tell(lang.T("commit %s ligger inte på main: planerna är ett förslag, besluten är mains", "commit %s does not lie on main: the plans are a proposal, the decisions are main's", v.rev.Hash[:10]))
	}
	if f.noHistory {
		return nil
	}
	c, err := a.longChronicle(inquiry{rev: shown})
	if err != nil {
		return err
	}
	defer c.Close()
	q.History = c.entries
	a.tellUndecided(q)
	if f.noAudit {
		return nil
	}
	ctx, stop := a.interruptible()
	defer stop()
	work := &auditing{app: a, flags: auditFlags{format: "json", asOf: f.asOf}, repo: c.repo, reader: c.reader}
	if err := work.ask("", shown); err != nil {
		return historyFault(err)
	}
	q.Audit, err = work.run(ctx)
	switch {
	case err != nil && ctx.Err() != nil:
		return exportInterrupted()
	case err != nil:
		return historyFault(err)
	}
	return nil
}

// folderFits refuses a folder that an export would not be put into in the end, and puts right
// what an export to it left that died.
func folderFits(a *app, _ *starFlags, dest string) error {
	if err := a.destOutside(dest); err != nil {
		return err
	}
	if err := above(dest, a.from(dest)); err != nil {
		return err
	}
	return export.Prepare(a.from(dest))
}

// sqliteFits does so for a file.
func sqliteFits(a *app, _ *starFlags, dest string) error {
	if err := a.destOutside(dest); err != nil {
		return err
	}
	if _, err := placeFor(dest, a.from(dest)); err != nil {
		return err
	}
	return sql.PrepareSQLite(a.from(dest))
}

// postgresAddress refuses what is no address of a PostgreSQL database, and a schema that can't
// be written to.
func postgresAddress(_ *app, f *starFlags, dest string) error {
	if !strings.HasPrefix(dest, "postgres://") && !strings.HasPrefix(dest, "postgresql://") {
		return usage(lang.T("export postgres vill ha en adress som börjar med postgres://", "export postgres wants an address that begins with postgres://"),
			lang.T("Skriv till exempel: leveransplan export postgres postgres://planer@localhost/planer", "Write for example: leveransplan export postgres postgres://planer@localhost/planer"))
	}
	if err := sql.FitSchema(f.schema); err != nil {
		return err
	}
	_, err := sql.ParseServer(dest)
	return err
}

func (a *app) toPostgres(f *starFlags, dest string, s *export.Star) error {
	server, err := sql.ParseServer(dest)
	if err != nil {
		return err
	}
	ctx, stop := a.interruptible()
	defer stop()
	loaded, err := sql.Postgres(ctx, server, sql.Options{Schema: f.schema, Language: a.lang}, s)
	if err != nil {
		return err
	}
	var fresh, changed, gone int64
	for _, t := range loaded.Tables {
		fresh, changed, gone = fresh+t.Inserted, changed+t.Updated, gone+t.Deleted
	}
	a.tell(lang.T("i databasen: %d nya rader, %d ändrade, %d borttagna", "in the database: %d new rows, %d changed, %d removed", int(fresh), int(changed), int(gone)))
	if n := len(loaded.Steps); n > 0 {
		a.tell(lang.T("tabellernas form ändrades i %s; se tabellen migrering", "the form of the tables was changed in %s; see the table migrering",
			lang.Plural{N: n, One: lang.T("%s steg", "%s step"), Other: lang.T("%s steg", "%s steps")}))
	}
	return nil
}
