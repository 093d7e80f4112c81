package export

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func (b *build) plans() *Table {
	return &Table{
		Name: "dim_plan",
		Doc: lang.T("Leveransplaner som de är i den visade commiten, med partnernas namn till hands. En plan som har tagits bort har kvar sin rad, med det som besluten berättar.",
			"Leveransplaner as they are in the commit shown, with the names of the parties at hand. A plan that was taken away keeps its row, with what the decisions tell."),
		Key: []string{"leveransplan"},
		Columns: []Column{
			textColumn("leveransplan", "Leveransplanens id.", "Id of the leveransplan."),
			columnYear, columnSender,
			textColumn("skickande_namn", "Dess namn.", "Its name.").orNil(),
			columnReceiver,
			textColumn("mottagare_namn", "Dess namn.", "Its name.").orNil(),
			boolColumn("extern", "Mottagaren är en extern vårdgivare.", "The receiver is an external provider.").orNil(),
			columnField,
			textColumn("vardomrade_namn", "Vårdområdets namn.", "The name of the field.").orNil(),
			columnUnit,
			textColumn("vardform", "Vårdformen.", "The form of care.").orNil().coded(careCodes),
			textColumn("atgarder", "Åtgärdskoder (KVÅ) med mellanslag emellan.", "Codes of procedures (KVÅ), separated by spaces.").orNil(),
			textColumn("asa_klass", "ASA-klasser med mellanslag emellan.", "ASA classes, separated by spaces.").orNil(),
			textColumn("syfte", "Syftet.", "The purpose.").orNil().coded(purposeCodes),
			textColumn("rutin", "Rutinens version.", "The version of the routine.").orNil(),
			textColumn("avtal", "Avtalet (id).", "The agreement (id).").to("dim_avtal.avtal").orNil(),
			textColumn("erbjudande", "Erbjudandet (id).", "The offer (id).").to("dim_erbjudande.erbjudande").orNil(),
			textColumn("missiv", "Missivet (id).", "The missiv (id).").to("dim_missiv.missiv").orNil(),
			textColumn("missivrad", "Missivraden.", "The line of the missiv.").to("dim_missivrad.missivrad").orNil(),
			dateColumn("period_fran", "Periodens första dag.", "The period's first day.").orNil(),
			dateColumn("period_till", "Periodens sista dag.", "The period's last day.").orNil(),
			intColumn("volym", "Den överenskomna volymen.", "The agreed volume.").orNil(),
			textColumn("indelning", "vecka eller kvartal.", "vecka (week) or kvartal (quarter).").orNil().coded(grainCodes),
			intColumn("versioner", "Antal versioner.", "Number of versions."),
			textColumn("diarienummer", "Diarienumret.", "The diary number.").orNil(),
			textColumn("fil", "Filen i arkivet.", "The file in the repository.").orNil(),
			columnThere("Planen finns i den visade commiten.", "The plan is there in the commit shown."),
			boolColumn("hel", "Planen går att läsa helt; annars ingår den inte i några summor.", "The plan can be read whole; else it is in no sums.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			for _, r := range b.listed {
				if !emit(b.planRow(r)...) {
					return
				}
			}
		}),
	}
}

func (b *build) planRow(r *planRef) []any {
	n := len(b.versions(r))
	p := r.now
	if p == nil {
		sender, receiver, field, period := "", "", "", calendar.Interval{}
		if it := b.lastChange(r); it != nil {
			sender, receiver, field, period = it.From, it.To, first(it.Fields), it.Period
		}
		return []any{r.id, r.year, sender, b.name(sender), receiver, b.name(receiver), b.external(receiver), field, b.fieldName(field), nil, nil, nil, nil, nil, nil,
			nil, nil, nil, nil, period.From, period.To, nil, nil, n, nil, nil, false, nil}
	}
	number := ""
	if p.Arende != nil {
		number = p.Arende.Diarienummer.V
	}
	return []any{r.id, r.year, p.Skickande, b.name(p.Skickande.V), p.Mottagare, b.name(p.Mottagare.V), b.external(p.Mottagare.V), p.Vardomrade, b.fieldName(p.Vardomrade.V), p.Unit(), p.Vardform,
		texts(p.Atgarder), numbers(p.AsaKlass), p.Syfte, p.Rutin, p.Avtal, p.Ursprung.Erbjudande, p.Ursprung.Missiv, line{p.Ursprung.Missiv.V, p.Ursprung.Rad.V}.key(),
		p.Period.V.From, p.Period.V.To, p.Volym, grainName(p), n, number, p.File(), true, !p.Broken}
}

func grainName(p *plan.Leveransplan) any {
	switch p.Periodisering.Grain() {
	case calendar.GrainWeek:
		return "vecka"
	case calendar.GrainQuarter:
		return "kvartal"
	}
	return nil
}

func (b *build) name(organisation string) string {
	if o := b.Set.Organisation(organisation); o != nil {
		return o.Name()
	}
	return organisation
}

func (b *build) fieldName(field string) string {
	if v := b.Set.Field(field); v != nil && v.Namn.V != "" {
		return v.Namn.V
	}
	return field
}

// external tells that a party is an external provider; nil where nobody knows.
func (b *build) external(organisation string) any {
	o := b.Set.Organisation(organisation)
	if o == nil {
		return nil
	}
	return o.Typ.V == plan.TypVardgivare
}
