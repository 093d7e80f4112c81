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
	if err := a.fitFile(file, f.force); err != nil {
		return err
	}
	return a.exportStar(&f.star, file, func(s *export.Star) error {
		var out bytes.Buffer
		if err := xlsx.WriteTables(&out, s, a.lang); err != nil {
			return err
		}
		return a.newFile(file, out.Bytes(), f.force)
	})
}

// fitFile refuses a place before long work begins; see newFile.
func (a *app) fitFile(file string, force bool) error {
	old, err := placeFor(file, a.from(file))
	if err == nil && old != nil && !force {
		err = fileThere(file)
	}
	return err
}
