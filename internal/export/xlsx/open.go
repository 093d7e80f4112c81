package xlsx

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// What is read of a workbook. A year of a large region is a tenth of it; what is larger is
// none of ours, or made to fill the memory. With these bounds no file takes more than some
// seconds to read, or a few hundred MB.
const (
	MaxSize     = 16 << 20 // bytes of the file
	maxUnpacked = 96 << 20 // bytes of all its parts that are read
	maxParts    = 2_000
	maxSheets   = 300
	maxRows     = 100_000 // the last row with content
	maxColumns  = 500
	maxCells    = 600_000 // of all sheets, with content

	maxTokens     = 10_000_000 // of all parts; a cell with a figure, an address and a style is seven
	maxToken      = 512 << 10  // bytes; a cell holds 32 767 characters at the most
	maxDepth      = 32         // of elements in each other
	maxAttributes = 100        // of one element
	maxKept       = 32 << 20   // bytes of all texts, and so on
	maxMerged     = 10_000     // areas of all sheets
	maxStyles     = 65_536     // what Excel takes
	maxFormat     = 1_000      // bytes of a number format; Excel takes 255 characters

	// maxArea is how large the sheets may be with all their empty cells: rows times columns,
	// which count as leastWide at least.
	maxArea   = 30_000_000
	leastWide = 100
)

// Refused is why a file is not read, in words for whoever handed it in.
type Refused struct{ Message, Hint lang.Text }

func (r *Refused) Error() string { return r.Message.In(lang.EN) }

func refused(message, hint lang.Text) error { return &Refused{message, hint} }

var saveAsXLSX = lang.T("Öppna den i kalkylprogrammet och spara den som vanlig Excel-arbetsbok (.xlsx) utan lösenord.",
	"Open it in the spreadsheet program and save it as a plain Excel workbook (.xlsx) without a password.")

// Workbook tells that a file is some kind of workbook, told by its first bytes and never by
// its name.
func Workbook(text []byte) bool {
	return bytes.HasPrefix(text, []byte("PK\x03\x04")) || bytes.HasPrefix(text, oldOffice)
}

// oldOffice begins files of the time before .xlsx, and encrypted ones of today.
var oldOffice = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

func damaged() error {
	return refused(lang.T("filen är skadad eller ingen Excel-arbetsbok", "the file is damaged or no Excel workbook"), saveAsXLSX)
}

func tooLarge(what lang.Text) error {
	return refused(lang.T("arbetsboken är för stor: %s", "the workbook is too large: %s", what),
		lang.T("Dela upp den, eller exportera en part i taget.", "Divide it, or export one party at a time."))
}

// parts are the parts of a workbook that may be read, by name in small letters.
type parts map[string]*zip.File

// central begins the entry of a part in a file's table of contents.
var central = []byte("PK\x01\x02")

// contents finds the parts that say anything about cells. Nothing is unpacked yet: how large
// a part is follows from what comes out of it, since what the file says of itself may be
// false.
func contents(text []byte) (parts, error) {
	switch {
	case len(text) > MaxSize:
		return nil, tooLarge(lang.T("filen är större än %d MB", "the file is larger than %d MB", MaxSize>>20))
	case bytes.HasPrefix(text, oldOffice):
		return nil, refused(lang.T("filen är skyddad med lösenord, eller sparad i det gamla formatet .xls", "the file is protected by a password, or saved in the old format .xls"), saveAsXLSX)
	case bytes.Count(text, central) > maxParts: // before the table is read: it alone may be 16 MB
		return nil, tooLarge(lang.T("den har fler än %d delar", "it has more than %d parts", maxParts))
	}
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, damaged()
	}
	out := parts{}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/"))
		switch {
		case strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/"):
			return nil, refused(lang.T("arbetsboken innehåller makron", "the workbook has macros in it"), saveAsXLSX)
		case strings.HasPrefix(name, "xl/externallinks/"):
			return nil, refused(lang.T("arbetsboken hämtar värden ur andra filer", "the workbook takes values from other files"),
				lang.T("Ersätt länkarna med tal (klistra in värden), och spara.", "Replace the links by numbers (paste values), and save."))
		case !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels"):
			continue
		}
		if _, twice := out[name]; twice {
			return nil, damaged()
		}
		out[name] = f
	}
	return out, nil
}
