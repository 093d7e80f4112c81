package export

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The tables of the data dictionary. CatalogueName begins the names of its files, too.
const (
	CatalogueName = "datakatalog"
	codesName     = CatalogueName + "_koder"
	measuresName  = "matt"
)

// String is the type as the data dictionary names it.
func (t Type) String() string {
	return [...]string{"", "text", "integer", "boolean", "date", "timestamp"}[t]
}

var typeNames = map[Type]lang.Text{
	Text: lang.T("text", "text"), Int: lang.T("heltal", "whole number"), Bool: lang.T("sant/falskt", "true/false"),
	Date: lang.T("datum", "date"), Time: lang.T("tidpunkt (UTC)", "moment (UTC)"),
}

// catalogue is the data dictionary as a table, so that it goes along wherever tables go. Of
// each table the row with number 0 tells of the table itself.
func catalogue(s *Star, l lang.Language) *Table {
	return &Table{
		Name: CatalogueName,
		Doc:  lang.T("Datakatalogen: varje tabell och kolumn.", "The data dictionary: every table and column."),
		Key:  []string{"tabell", "nr"},
		Columns: []Column{
			textColumn("tabell", "Tabellens namn.", "The name of the table."),
			intColumn("nr", "Kolumnens nummer, från 1; 0: tabellen själv.", "The number of the column, from 1; 0: the table itself."),
			textColumn("kolumn", "Kolumnens namn.", "The name of the column.").orNil(),
			textColumn("typ", "text, integer, boolean, date eller timestamp.", "text, integer, boolean, date or timestamp.").orNil(),
			boolColumn("kan_saknas", "Värdet kan saknas.", "There may be no value.").orNil(),
			boolColumn("nyckel", "Hör till tabellens nyckel.", "Is part of the table's key.").orNil(),
			textColumn("refererar", "Kolumnen i en dimension som värdena finns i.", "The column of a dimension that the values stand in.").orNil(),
			textColumn("relation", "aktiv eller inaktiv: så sätts relationen i Power BI.", "aktiv (active) or inaktiv (inactive): how to set the relation in Power BI.").orNil(),
			textColumn("beskrivning", "Vad den betyder.", "What it means."),
		},
		Rows: rows(func(emit func(...any) bool) {
			relations := relationWords(s)
			tables := slices.Clone(s.Tables)
			slices.SortFunc(tables, func(x, y *Table) int { return strings.Compare(x.Name, y.Name) })
			for _, t := range tables {
				if !emit(t.Name, 0, nil, nil, nil, nil, nil, nil, t.Doc.In(l)) {
					return
				}
				for i, c := range t.Columns {
					if !emit(t.Name, i+1, c.Name, c.Type.String(), c.Null, slices.Contains(t.Key, c.Name), c.Refers, relations[t.Name+"."+c.Name], c.Doc.In(l)) {
						return
					}
				}
			}
		}),
	}
}

// relationWords tells of each column how its relation is set.
func relationWords(s *Star) map[string]string {
	out := map[string]string{}
	for _, r := range s.Relations() {
		out[r.Table+"."+r.Column] = map[bool]string{true: "aktiv", false: "inaktiv"}[r.Active]
	}
	return out
}

// measureTable are the measures as a table.
func measureTable(s *Star, l lang.Language) *Table {
	return &Table{
		Name: measuresName,
		Doc:  lang.T("Måtten: formler för Power BI, och samma fråga i SQL.", "The measures: formulas for Power BI, and the same question in SQL."),
		Key:  []string{"matt"},
		Columns: []Column{
			textColumn("matt", "Måttets namn.", "The name of the measure."),
			textColumn("dax", "Formeln för Power BI (DAX).", "The formula for Power BI (DAX)."),
			textColumn("sql", "Samma fråga i SQL, för PostgreSQL, SQLite och DuckDB.", "The same question in SQL, for PostgreSQL, SQLite and DuckDB."),
			textColumn("beskrivning", "Vad det betyder.", "What it means."),
		},
		Rows: rows(func(emit func(...any) bool) {
			all := slices.Clone(s.Measures)
			slices.SortFunc(all, func(x, y Measure) int { return strings.Compare(x.Name, y.Name) })
			for _, m := range all {
				if !emit(m.Name, m.DAX, m.SQL, m.Doc.In(l)) {
					return
				}
			}
		}),
	}
}

// WriteDictionary writes the data dictionary for people, as Markdown.
func (s *Star) WriteDictionary(w io.Writer, l lang.Language) error {
	var b strings.Builder
	say := func(t lang.Text) string { return t.In(l) }
	fmt.Fprintf(&b, "# %s\n\n%s\n", say(lang.T("Datakatalog", "Data dictionary")),
		say(lang.T("Exporten visar commit %s. Tabellernas form har version %s. Dimensioner börjar på dim_, fakta på fact_. Kolumnernas namn är desamma på alla språk.",
			"The export shows commit %s. The form of the tables has version %s. Dimensions begin with dim_, facts with fact_. Columns have the same names in every language.", s.Commit, fmt.Sprint(s.Schema))))
	fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", say(lang.T("Relationer", "Relations")),
		say(lang.T("Sätt dessa, en till många, med filter åt ett håll: från dimensionen till faktatabellen. Sätt inga relationer mellan dimensioner, och stäng av automatiska relationer. De inaktiva används med USERELATIONSHIP; vill man bara filtrera på mottagare räcker dim_plan[mottagare_namn]. Markera dim_datum som datumtabell, med kolumnen datum. Summera aldrig planar, iso_ar, iso_vecka, version och nr. Summera inte heller gap_lagst och gap_hogst i fact_uppfoljning_kvartal över kvartal: där är gapet räknat från planens början, medan leveransplan followup --format csv har det för varje kvartal för sig.",
			"Set these, one to many, with the filter one way: from the dimension to the fact. Set none between dimensions, and turn off automatic relations. The inactive ones are used with USERELATIONSHIP; to filter by receiver dim_plan[mottagare_namn] is enough. Mark dim_datum as the date table, by its column datum. Never sum planar, iso_ar, iso_vecka, version and nr. Nor sum gap_lagst and gap_hogst of fact_uppfoljning_kvartal over quarters: the gap there is reckoned from the plan's beginning, while leveransplan followup --format csv has that of each quarter by itself.")))
	row(&b, say(lang.T("Fakta", "Fact")), say(lang.T("Dimension", "Dimension")), say(lang.T("Relation", "Relation")))
	row(&b, "---", "---", "---")
	for _, r := range s.Relations() {
		word := lang.T("inaktiv", "inactive")
		if r.Active {
			word = lang.T("aktiv", "active")
		}
		row(&b, "`"+r.Table+"["+r.Column+"]`", "`"+r.Dimension+"["+r.Of+"]`", say(word))
	}
	fmt.Fprintf(&b, "\n## %s\n\n%s\n", say(lang.T("Mått", "Measures")),
		say(lang.T("Patienter, åtgärder och besök läggs aldrig ihop: i Power BI visar måtten inget förrän en enhet är vald (dim_plan[enhet]), och de som räknar till och med en vecka inte förrän ett planår är valt. SQL-frågorna ger ett värde för varje planår och enhet, och de om kapacitet ett för varje mottagare, år som avtalets eller erbjudandets tid börjar i, och enhet.",
			"Patients, procedures and visits are never added up: in Power BI measures show nothing until one unit is chosen (dim_plan[enhet]), and those to the end of a week until one plan year is. The questions in SQL give a value for each plan year and unit, and those of capacity one for each receiver, year in which the time of the agreement or offer begins, and unit.")))
	for _, m := range s.Measures {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n```dax\n%s\n```\n\n```sql\n%s\n```\n", m.Name, say(m.Doc), m.DAX, m.SQL)
	}
	fmt.Fprintf(&b, "\n## %s\n", say(lang.T("Tabeller", "Tables")))
	for _, t := range s.Tables {
		s.section(&b, t, l)
	}
	fmt.Fprintf(&b, "\n## %s\n\n%s\n", say(lang.T("Koder", "Codes")),
		say(lang.T("Vad koderna i kolumnerna betyder. Detsamma står i tabellen %s, för den som vill visa namnen i en rapport.", "What the codes in the columns mean. The table %s says the same, for whoever wants to show the names in a report.", "`"+codesName+"`")))
	for _, list := range s.codeLists() {
		fmt.Fprintf(&b, "\n`%s`\n\n", strings.Join(list.columns, "`, `"))
		row(&b, say(lang.T("Kod", "Code")), say(lang.T("Betydelse", "Meaning")))
		row(&b, "---", "---")
		for _, c := range list.codes {
			row(&b, "`"+c.Code+"`", say(c.Name))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (s *Star) section(b *strings.Builder, t *Table, l lang.Language) {
	say := func(t lang.Text) string { return t.In(l) }
	fmt.Fprintf(b, "\n### %s\n\n%s %s\n\n", t.Name, say(t.Doc), say(lang.T("Nyckel: %s.", "Key: %s.", "`"+strings.Join(t.Key, "`, `")+"`")))
	row(b, say(lang.T("Kolumn", "Column")), say(lang.T("Typ", "Type")), say(lang.T("Kan saknas", "May be empty")), say(lang.T("Finns i", "Stands in")), say(lang.T("Betydelse", "Meaning")))
	row(b, "---", "---", "---", "---", "---")
	for _, c := range t.Columns {
		missing, refers := lang.T("nej", "no"), ""
		if c.Null {
			missing = lang.T("ja", "yes")
		}
		if c.Refers != "" {
			refers = "`" + c.Refers + "`"
		}
		row(b, "`"+c.Name+"`", say(typeNames[c.Type]), say(missing), refers, say(c.Doc))
	}
}

// row writes a row of a table in Markdown.
func row(b *strings.Builder, cells ...string) {
	for _, c := range cells {
		b.WriteString("| " + strings.ReplaceAll(c, "|", `\|`) + " ")
	}
	b.WriteString("|\n")
}

// The data dictionary for programs. Members may be added and are never renamed.
type (
	dictionaryJSON struct {
		Version   int            `json:"version"` // of this form
		Schema    int            `json:"schema"`
		Commit    string         `json:"commit"`
		Language  lang.Language  `json:"language"`
		Tables    []tableJSON    `json:"tables"`
		Relations []relationJSON `json:"relations"`
		Measures  []measureJSON  `json:"measures"`
	}
	tableJSON struct {
		Name        string       `json:"name"`
		Description string       `json:"description"`
		Key         []string     `json:"key"`
		Partition   string       `json:"partition,omitempty"`
		Columns     []columnJSON `json:"columns"`
	}
	columnJSON struct {
		Name        string     `json:"name"`
		Type        string     `json:"type"`
		Nullable    bool       `json:"nullable"`
		References  string     `json:"references,omitempty"`
		Description string     `json:"description"`
		Codes       []codeJSON `json:"codes,omitempty"`
	}
	codeJSON struct {
		Code string `json:"code"`
		Name string `json:"name"`
	}
	relationJSON struct {
		From   string `json:"from"`
		To     string `json:"to"`
		Active bool   `json:"active"`
	}
	measureJSON struct {
		Name        string `json:"name"`
		DAX         string `json:"dax"`
		SQL         string `json:"sql"`
		Description string `json:"description"`
	}
)

// WriteDictionaryJSON writes the data dictionary for programs.
func (s *Star) WriteDictionaryJSON(w io.Writer, l lang.Language) error {
	out := dictionaryJSON{Version: 1, Schema: s.Schema, Commit: s.Commit, Language: l}
	for _, t := range s.Tables {
		table := tableJSON{Name: t.Name, Description: t.Doc.In(l), Key: t.Key, Partition: t.Year}
		for _, c := range t.Columns {
			column := columnJSON{Name: c.Name, Type: c.Type.String(), Nullable: c.Null, References: c.Refers, Description: c.Doc.In(l)}
			for _, k := range c.Codes {
				column.Codes = append(column.Codes, codeJSON{k.Code, k.Name.In(l)})
			}
			table.Columns = append(table.Columns, column)
		}
		out.Tables = append(out.Tables, table)
	}
	for _, r := range s.Relations() {
		out.Relations = append(out.Relations, relationJSON{r.Table + "." + r.Column, r.Dimension + "." + r.Of, r.Active})
	}
	for _, m := range s.Measures {
		out.Measures = append(out.Measures, measureJSON{m.Name, m.DAX, m.SQL, m.Doc.In(l)})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
