package escape

import "strings"

// CSV makes a text a cell that no spreadsheet takes for a formula: one that begins with a
// sign that begins formulas, or a command of a workflow, gets an apostrophe before it. A cell
// is one line, and nothing in it acts on a terminal or in the log of a workflow. Numbers are not to be given here.
func CSV(cell string) string {
	cell = strings.ReplaceAll(Terminal(cell), "##[", "# #[")
	begin := strings.TrimLeft(cell, " \u00a0")
	if strings.HasPrefix(begin, "::") || begin != "" && strings.ContainsRune(formulaSigns, []rune(begin)[0]) {
		return "'" + cell
	}
	return cell
}

// formulaSigns begin a formula, in the widths that spreadsheets take for the same.
const formulaSigns = "=+-@\uff1d\uff0b\uff0d\uff20\u2212"
