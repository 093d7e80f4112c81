package grid

import (
	"math"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

const (
	// maxFigure is the largest volume of a week that is taken for one and not for a slip.
	maxFigure = 999_999
	// nearly is how far from a whole number the arithmetic of a spreadsheet may put one.
	nearly = 1e-9
)

// figure reads a cell as a volume. There is none where the cell is empty. A remark tells
// how it was taken, where that is not plain to see.
func (c Cell) figure() (n int, there bool, remark lang.Text, wrong *Problem) {
	switch {
	case c.Formula && c.blank():
		return 0, false, lang.Text{}, &Problem{Message: lang.T("formeln har inget sparat värde", "the formula has no value saved with it"),
			Hint: lang.T("Skriv talet i stället för formeln, eller öppna filen i kalkylprogrammet och spara den.", "Write the number in place of the formula, or open the file in the spreadsheet program and save it.")}
	case c.blank():
		return 0, false, lang.Text{}, nil
	}
	n, remark, wrong = c.whole()
	if wrong == nil && c.Formula {
		remark = lang.T("cellen är en formel; dess värde %s gäller", "the cell is a formula; its value %s counts", strconv.Itoa(n))
	}
	return n, true, remark, wrong
}

func (c Cell) whole() (n int, remark lang.Text, wrong *Problem) {
	switch c.Kind {
	case Number:
		n, wrong = wholeNumber(c.Number)
		return n, lang.Text{}, wrong
	case Text:
		// Figures that a paste has made text of mean one thing only.
		word := strings.TrimSpace(c.Text)
		if n, err := strconv.Atoi(word); err == nil && word != "" && strings.Trim(word, "0123456789") == "" && n <= maxFigure {
			return n, lang.T("talet %s står som text i cellen och räknas inte i arkets summa; det läses som %s", "the number %s stands as text in the cell and does not count in the sum of the sheet; it is read as %s", word, strconv.Itoa(n)), nil
		}
		if n, err := strconv.Atoi(word); err == nil && n < 0 {
			_, wrong = wholeNumber(float64(n))
			return 0, lang.Text{}, wrong
		}
		if strings.ContainsAny(word[:1], "=+-@") {
			return 0, lang.Text{}, &Problem{Message: lang.T("cellen innehåller texten %q och inget tal", "the cell holds the text %q and no number", shorten(word)),
				Hint: lang.T("Text som liknar en formel eller ett kommando läses aldrig in. Skriv talet.", "Text that looks like a formula or a command is never taken in. Write the number.")}
		}
		return 0, lang.Text{}, &Problem{Message: lang.T("%q är inget heltal", "%q is not a whole number", shorten(word)), Hint: writeWhole}
	case Date:
		return 0, lang.Text{}, &Problem{Message: lang.T("cellen är formaterad som ett datum", "the cell is formatted as a date"),
			Hint: lang.T("Ge cellen talformat och skriv antalet.", "Give the cell the format of a number and write the volume.")}
	case Fault:
		return 0, lang.Text{}, &Problem{Message: lang.T("cellen visar felet %s", "the cell shows the error %s", shorten(c.Text)),
			Hint: lang.T("Skriv talet i stället för formeln.", "Write the number in place of the formula.")}
	default:
		return 0, lang.Text{}, &Problem{Message: lang.T("cellen innehåller sant eller falskt", "the cell holds true or false"), Hint: writeWhole}
	}
}

var writeWhole = lang.T("Skriv ett heltal från 0, bara siffror.", "Write a whole number from 0, digits only.")

func wholeNumber(v float64) (int, *Problem) {
	near := math.Round(v)
	shown := strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
	english := strconv.FormatFloat(v, 'f', -1, 64)
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(near) > maxFigure:
		return 0, &Problem{Message: lang.T("talet är för stort för en volym", "the number is too large for a volume"), Hint: writeWhole}
	case math.Abs(v-near) > nearly:
		return 0, &Problem{Message: lang.T("%[1]s är inget heltal", "%[2]s is not a whole number", shown, english),
			Hint: lang.T("Volymer är hela patienter, åtgärder eller besök. Avrunda talet.", "Volumes are whole patients, procedures or visits. Round the number.")}
	case near < 0:
		return 0, &Problem{Message: lang.T("%[1]s är negativt", "%[2]s is negative", shown, english), Hint: writeWhole}
	}
	return int(near), nil
}

// Whole gives the whole number that a spreadsheet's arithmetic means; false: none that a
// volume could be.
func Whole(v float64) (int, bool) {
	n, wrong := wholeNumber(v)
	return n, wrong == nil
}

// shorten keeps what a cell holds within a line.
func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
