package cli

import (
	"bytes"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/xlsx"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// together refuses flags of the one workbook given for the other.
func (f *exportXLSXFlags) together(given *pflag.FlagSet) error {
	var err error
	given.Visit(func(flag *pflag.Flag) {
		switch flag.Name {
		case "sender", "receiver", "by", "grain":
			if f.tables && err == nil {
				err = usage(lang.T("--%s och --tables går inte ihop", "--%s and --tables do not go together", flag.Name), lang.T("Välj i tabellerna i stället: de har alla planer.", "Choose in the tables instead: they have all plans."))
			}
		case "rev", "as-of", "public", "no-history", "no-audit":
			if !f.tables && err == nil {
				err = usage(lang.T("--%s är bara för --tables", "--%s is for --tables only", flag.Name), lang.T("Utan --tables skrivs arbetsfilernas planer.", "Without --tables the plans of the working files are written."))
			}
		}
	})
	return err
}

// exportXLSXTables writes the star of a commit as a workbook.
func (a *app) exportXLSXTables(f *exportXLSXFlags, file string) error {
	if f.year != 0 {
		f.star.years = []string{strconv.Itoa(f.year)}
	}
	if _, err := a.fitTables(file, f.force); err != nil {
		return err
	}
	return a.exportStar(&f.star, file, func(s *export.Star) error {
		var out bytes.Buffer
		if err := xlsx.WriteTables(&out, s, a.lang); err != nil {
			return err
		}
		over, err := a.fitTables(file, f.force) // what is there may have been saved meanwhile
		if err != nil {
			return err
		}
		return a.newFile(file, out.Bytes(), over)
	})
}

// fitTables refuses a place, also before long work begins. Over tells that a file there is
// written over: by force, or since it is a workbook of tables, which are never read in again,
// and nobody has saved it. Whatever else is there may be somebody's work.
func (a *app) fitTables(file string, force bool) (over bool, err error) {
	name := a.from(file)
	old, err := placeFor(file, name)
	if err != nil || old == nil {
		return force, err
	}
	if force || xlsx.OwnTables(name) {
		return true, nil
	}
	return false, usage(lang.T("%s finns redan och är ingen orörd arbetsbok med tabeller härifrån", "%s is there already and is no untouched workbook of tables from here", file),
		lang.T("Välj ett annat namn, eller skriv över filen med --force.", "Choose another name, or write over the file with --force."))
}
