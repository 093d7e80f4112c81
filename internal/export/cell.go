package export

import (
	"iter"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// screened is a text in which no personal identity number shows. A text that stands in many
// rows is screened once.
type screened string

func screen(s string) screened { return screened(privacy.Mask(s)) }

// cell makes of a value what a row holds: nil where there is none.
func cell(v any) any {
	switch v := v.(type) {
	case screened:
		return text(string(v))
	case string:
		return text(privacy.Mask(v))
	case []string:
		return text(privacy.Mask(strings.Join(v, " ")))
	case plan.Text:
		return text(privacy.Mask(v.V))
	case int:
		return int64(v)
	case *int:
		if v == nil {
			return nil
		}
		return int64(*v)
	case plan.Int:
		if !v.Set {
			return nil
		}
		return int64(v.V)
	case plan.Day:
		return day(v.V)
	case calendar.Day:
		return day(v)
	case calendar.Week:
		if v.IsZero() {
			return nil
		}
		return v.String()
	case calendar.Slot:
		return text(v.String())
	case time.Time:
		if v.IsZero() {
			return nil
		}
		return v.UTC()
	}
	return v
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func day(d calendar.Day) any {
	if d.IsZero() {
		return nil
	}
	return d
}

// low and high are the ends of a count; nil where there is no figure.
func low(c followup.Count) any {
	if !c.Known {
		return nil
	}
	return int64(c.Low)
}

func high(c followup.Count) any {
	if !c.Known {
		return nil
	}
	return int64(c.High)
}

// rows makes the rows of a table. What is called with emits them one by one, and ends when
// that tells it to.
func rows(write func(emit func(cells ...any) bool)) func() iter.Seq2[Row, error] {
	return func() iter.Seq2[Row, error] {
		return func(yield func(Row, error) bool) {
			write(func(cells ...any) bool {
				row := make(Row, len(cells))
				for i, c := range cells {
					row[i] = cell(c)
				}
				return yield(row, nil)
			})
		}
	}
}

// The columns of tables. A column is given as its name, what it holds and what it means.
func textColumn(name, sv, en string) Column {
	return Column{Name: name, Type: Text, Doc: lang.T(sv, en)}
}
func intColumn(name, sv, en string) Column {
	return Column{Name: name, Type: Int, Doc: lang.T(sv, en)}
}
func boolColumn(name, sv, en string) Column {
	return Column{Name: name, Type: Bool, Doc: lang.T(sv, en)}
}
func dateColumn(name, sv, en string) Column {
	return Column{Name: name, Type: Date, Doc: lang.T(sv, en)}
}

// orNil lets the column be without a value.
func (c Column) orNil() Column { c.Null = true; return c }

// to lets the column name rows of a dimension.
func (c Column) to(dimension string) Column { c.Refers = dimension; return c }

// The columns that several tables have, each with the one meaning.
var (
	columnPlan     = textColumn("leveransplan", "Leveransplanens id.", "Id of the leveransplan.").to("dim_plan.leveransplan")
	columnYear     = intColumn("planar", "Planåret: det år som missivets period börjar i. 0: okänt.", "The plan year, in which the period of the missiv begins. 0: not known.")
	columnSender   = textColumn("skickande", "Förvaltningen som skickar patienter (id).", "The förvaltning that sends patients (id).").to("dim_organisation.organisation").orNil()
	columnReceiver = textColumn("mottagare", "Den som tar emot (id).", "Who receives (id).").to("dim_organisation.organisation").orNil()
	columnField    = textColumn("vardomrade", "Vårdområdet (id).", "The medical field (id).").to("dim_vardomrade.vardomrade").orNil()
	columnUnit     = textColumn("enhet", "Vad som räknas: patient, atgard eller besok. Olika enheter läggs aldrig ihop.", "What is counted: patient, atgard (procedure) or besok (visit). Units are never added up.").orNil().coded(unitCodes)
	columnWeek     = textColumn("vecka", "ISO-veckan, som 2027-W05.", "The ISO week, such as 2027-W05.")
	columnMonday   = dateColumn("veckans_mandag", "Veckans måndag, som kopplar raden till dim_datum.", "The week's Monday, which joins the row to dim_datum.").to("dim_datum.datum")
	columnDecision = textColumn("beslut", "Beslutet: commiten på main.", "The decision: the commit on main.").to("dim_beslut.beslut")
	columnPerDay   = dateColumn("per_dag", "Dagen som uppgiften gäller.", "The day that the figure is of.").to("dim_datum.datum")
)
